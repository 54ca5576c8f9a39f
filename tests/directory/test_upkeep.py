"""Directory upkeep: agencies of every shape, posts, joiners, movers, and that nothing which was is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from forthright.core.challenge.standing import Office
from forthright.core.policy.roles import Role
from forthright.directory import queries as directory
from forthright.directory import staff as staffing
from forthright.directory import upkeep
from forthright.directory.models import Group, Holding, Person, Post, Upkeep
from forthright.directory.names import BadName
from forthright.directory.staff import Held, posts_in, staff
from forthright.directory.typical import SHAPES
from forthright.directory.upkeep import AgencyText, By, PostText, Refused
from tests.support.town import MONDAY, Town

TODAY = MONDAY.date()


def by(person: Person) -> By:
    return By(person, MONDAY)


def held(town: Town, name: str) -> Holding:
    return Holding.objects.get(post=town.posts[name])


def test_each_office_keeps_what_is_its_own_and_others_keep_nothing(town: Town) -> None:
    ada, beth = staff(town.ada, MONDAY), staff(town.beth, MONDAY)
    assert set(ada.agencies) == {town.school.pk} and not ada.offices
    assert ada.keeps(town.posts["rosa"]) and not ada.keeps(town.posts["amir"]) and not ada.keeps(town.posts["cleo"])
    assert beth.keeps(town.posts["cleo"]) and not beth.keeps(town.posts["rosa"])
    assert beth.keeps(town.posts["ada"]), "an agency whose administrator is gone must get one from somebody"
    assert set(beth.seen) == {town.school.pk, town.council.pk, town.health.pk}
    for name in set(town.people) - {"ada", "beth"}:
        assert staff(town.people[name], MONDAY).nothing


@pytest.mark.parametrize("kind", SHAPES)
def test_an_agency_of_any_shape_begins_with_its_suggested_posts_all_vacant(town: Town, kind: str) -> None:
    shape = SHAPES[kind]
    text = AgencyText("A new one (invented)", shape.group)
    agency = upkeep.add_agency(town.partnership, text, shape.posts, by(town.beth))
    found = posts_in(agency.pk, [town.partnership.pk], TODAY)
    assert len(found) == len(shape.posts) and all(one.is_vacant(TODAY) for one in found)
    assert any(one.post.role == Office.ADMINISTRATOR for one in found)
    assert agency.hours_id == town.partnership.hours_id
    with pytest.raises(Refused, match="agency there"):
        upkeep.add_agency(town.partnership, AgencyText("a NEW one (invented)", Group.OTHER), (), by(town.beth))


def test_one_person_holds_every_post_of_a_childminder(town: Town) -> None:
    text = AgencyText("Bo Lind, childminder (invented)", Group.EDUCATION)
    agency = upkeep.add_agency(town.partnership, text, SHAPES["childminder"].posts, by(town.beth))
    bo, invited = upkeep.enter_person("bo@example.org", "Bo Lind (invented)", by(town.beth))
    assert invited
    for post in Post.objects.filter(agency=agency):
        upkeep.give(post, bo, TODAY, by(town.beth))
    seats = directory.seats(town.partnership.pk, [agency.pk], MONDAY)
    assert {seat.person for key, seat in seats.items() if key[0]} == {bo.pk}
    assert {role for number, role in seats if number} == {Role.PRACTITIONER, Role.SAFEGUARDING_LEAD}


def test_a_person_may_work_in_several_agencies_and_is_entered_once(town: Town) -> None:
    known, invited = upkeep.enter_person("ROSA@example.org", "Somebody else", by(town.beth))
    assert (known, invited) == (town.rosa, False)
    known.refresh_from_db()
    assert known.name == "Rosa (invented)", "whoever enters somebody known does not rename them"
    upkeep.give(town.posts["olu"], known, TODAY, by(town.beth))
    assert {one.post.agency for one in staffing.held_by(known, TODAY)} == {town.school, town.health}


def test_a_mover_ends_one_post_the_day_before_the_other_begins(town: Town) -> None:
    new = upkeep.give(town.posts["mei"], town.rosa, TODAY, by(town.ada), instead_of=held(town, "rosa"))
    assert new.starts == TODAY
    assert held(town, "rosa").ends == TODAY - timedelta(days=1)
    with pytest.raises(Refused, match="holds it"):
        upkeep.give(town.posts["mei"], town.rosa, TODAY, by(town.ada))


def test_what_has_begun_is_never_deleted_and_what_has_not_is_taken_back(town: Town) -> None:
    coming = upkeep.give(town.posts["mei"], town.rosa, TODAY + timedelta(days=9), by(town.ada))
    upkeep.end(coming, TODAY, by(town.ada))
    assert not Holding.objects.filter(pk=coming.pk).exists()
    with pytest.raises(Refused, match="before it began"):
        upkeep.end(held(town, "rosa"), date(2025, 12, 1), by(town.ada))
    upkeep.end(held(town, "rosa"), TODAY, by(town.ada))
    assert held(town, "rosa").ends == TODAY
    assert list(Upkeep.objects.order_by("pk").values_list("act", flat=True)) == [
        "post given",
        "holding taken back",
        "holding ended",
    ]


def test_an_agency_is_not_left_without_an_administrator(town: Town) -> None:
    with pytest.raises(Refused, match="last administrator"):
        upkeep.end(held(town, "ada"), TODAY, by(town.ada))
    upkeep.give(town.posts["ada"], town.mei, TODAY, by(town.ada))
    upkeep.end(Holding.objects.get(person=town.ada), TODAY, by(town.ada))


def test_a_loop_in_management_is_refused_however_long(town: Town) -> None:
    ruth, mei, rosa = (town.posts[name] for name in ("ruth", "mei", "rosa"))

    def under(post: Post, manager: Post | None) -> None:
        post.refresh_from_db()
        upkeep.change_post(post, PostText(post.role, post.title, manager=manager.pk if manager else None), by(town.ada))

    under(mei, ruth)
    for manager in (mei, rosa):
        with pytest.raises(Refused, match="loop"):
            under(ruth, manager)
    with pytest.raises(Refused, match="loop"):
        under(mei, mei)
    under(mei, None)
    under(ruth, rosa)


def test_another_title_leaves_what_it_was_in_a_line_that_nobody_can_change(town: Town) -> None:
    upkeep.change_post(town.posts["rosa"], PostText(Role.PRACTITIONER.value, "Form teacher"), by(town.ada))
    upkeep.rename(town.rosa, "Rosa Lind (invented)", town.posts["rosa"], by(town.ada))
    first, second = Upkeep.objects.order_by("pk")
    assert (first.about["title"], first.about["was"]["title"]) == ("Form teacher", "Teacher")
    assert (second.about["was"], second.about["name"]) == ("Rosa (invented)", "Rosa Lind (invented)")
    with pytest.raises(DatabaseError), transaction.atomic():
        Upkeep.objects.all().delete()


def test_a_joint_team_takes_posts_of_several_agencies(town: Town) -> None:
    team = upkeep.add_joint_team(town.partnership, "Child protection hub", by(town.beth))
    for name in ("rosa", "amir"):
        post = town.posts[name]
        upkeep.change_post(post, PostText(post.role, post.title, joint_team=team.pk), by(town.ada))
    assert {post.agency for post in team.posts.all()} == {town.school, town.council}
    with pytest.raises(Refused, match="team there"):
        upkeep.add_joint_team(town.partnership, "child protection HUB", by(town.beth))


def test_whoever_comes_back_is_invited_anew(town: Town) -> None:
    town.rosa.is_active = False
    town.rosa.save()
    known, invited = upkeep.enter_person("rosa@example.org", "", by(town.ada))
    assert invited and known.is_active and not known.has_usable_password()
    with pytest.raises(BadName):
        upkeep.enter_person("r0sa@example.org", "Rosa again", by(town.ada))


@given(st.lists(st.tuples(st.integers(-20, 20), st.none() | st.integers(0, 20)), max_size=5))
def test_a_post_is_vacant_from_the_first_day_on_which_nobody_holds_it(spans: list[tuple[int, int | None]]) -> None:
    """Against looking at each day by itself."""
    rows = [Holding(starts=_day(start), ends=None if long is None else _day(start + long)) for start, long in spans]
    found = staffing._vacant_from(rows, TODAY)
    days = [TODAY + timedelta(days=number) for number in range(60)]
    empty = [day for day in days if not any(one.starts <= day and (not one.ends or one.ends >= day) for one in rows)]
    assert found == (empty[0] if empty else None)
    shown = Held(Post(), (), (), (), found)
    assert shown.is_vacant(TODAY) == (TODAY in empty)


def _day(number: int) -> date:
    return TODAY + timedelta(days=number)
