"""Posts, not people: who answers now, who covers, and which line of management a matter goes up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.core.worktime import due
from forthright.core.worktime.units import Unit
from forthright.directory import queries
from forthright.directory.hours import calendar_of, calendars
from forthright.directory.models import Cover, Holding, OfficeHours, Partnership, Person, Post
from tests.support.town import MONDAY, Town

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def seats(town: Town, *lines: str) -> dict[tuple[int, Role], object]:
    people = [town.people[name].pk for name in lines]
    return queries.seats(town.partnership.pk, [town.school.pk, town.council.pk], MONDAY, people)


def test_a_post_is_answered_by_whoever_holds_it_today(town: Town) -> None:
    assert seats(town)[town.council.pk, Role.LINE_MANAGER].person == town.sam.pk
    Holding.objects.filter(post=town.posts["sam"]).update(ends=DAY - timedelta(days=1))
    assert (town.council.pk, Role.LINE_MANAGER) not in seats(town)


def test_a_deputy_answers_while_covering_and_the_seat_stays_the_holders(town: Town) -> None:
    Cover.objects.create(post=town.posts["sam"], deputy=town.ravi, starts=DAY, ends=DAY + WEEK)
    seat = seats(town)[town.council.pk, Role.LINE_MANAGER]
    assert (seat.person, seat.name, seat.title) == (town.sam.pk, "Sam (invented)", "Team manager")
    assert (seat.answers, seat.deputy, seat.there) == ("Ravi (invented), for Sam (invented)", town.ravi.pk, True)
    later = queries.seats(town.partnership.pk, [town.council.pk], MONDAY + WEEK + timedelta(days=1))
    assert later[town.council.pk, Role.LINE_MANAGER].answers == ""


def test_a_matter_goes_up_its_own_line_of_management(town: Town) -> None:
    other = Person.objects.create_user("lena@example.org", "Lena (invented)", "x")
    post = Post.objects.create(
        partnership=town.partnership, agency=town.council, role=Role.LINE_MANAGER.value, title="Another team's manager"
    )
    Holding.objects.create(post=post, person=other, starts=DAY - 100 * WEEK)
    assert seats(town)[town.council.pk, Role.LINE_MANAGER].person == other.pk
    assert seats(town, "amir")[town.council.pk, Role.LINE_MANAGER].person == town.sam.pk


def test_a_loop_of_managers_is_walked_once(town: Town) -> None:
    Post.objects.filter(pk=town.posts["sam"].pk).update(manager=town.posts["amir"])
    assert seats(town, "amir")[town.council.pk, Role.LINE_MANAGER].person == town.sam.pk


def test_somebody_who_left_answers_for_nothing(town: Town) -> None:
    Person.objects.filter(pk=town.sam.pk).update(is_active=False)
    assert (town.council.pk, Role.LINE_MANAGER) not in seats(town)


def test_the_partnerships_own_posts_stand_under_no_agency(town: Town) -> None:
    assert seats(town)[0, Role.CHAIR].person == town.cleo.pk
    assert queries.office_holders(Office.BUSINESS_UNIT, town.partnership.pk, MONDAY) == [town.beth.pk]


def test_what_a_person_leads_covers_and_holds_is_told_to_the_core(town: Town) -> None:
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=DAY, ends=DAY + WEEK)
    actor = queries.actor(town.sam, MONDAY)
    assert actor.leads == {town.amir.pk}
    assert actor.covers == ((town.amir.pk, "Social worker (covering)", "Amir (invented)"),)
    assert queries.actor(town.ada, MONDAY).offices == {(Office.ADMINISTRATOR, town.partnership.pk)}


def test_the_public_list_of_posts_names_no_person(town: Town) -> None:
    listed = repr(queries.public_posts(town.partnership))
    assert "Team manager" in listed
    for person in town.people.values():
        assert person.name not in listed
        assert person.email not in listed


def test_the_day_is_that_of_england_at_midnight_in_summer(town: Town) -> None:
    assert queries.local_day(MONDAY.replace(month=7, day=1, hour=23, minute=30)).day == 2


def test_each_agency_has_its_own_opening_hours(town: Town) -> None:
    hours = OfficeHours.objects.create(
        title="School hours (invented)", weekly=[[["08:30", "16:00"]]] * 5 + [[], []], closures=["2026-11-03"]
    )
    town.school.hours = hours
    town.school.save()
    found = calendars([town.school.pk, town.council.pk])
    at_school = due(found[town.school.pk], MONDAY, 1, Unit.WORKING_DAYS)
    at_council = due(found[town.council.pk], MONDAY, 1, Unit.WORKING_DAYS)
    assert (at_school.isoformat(), at_council.isoformat()) == ("2026-11-04T16:00:00+00:00", "2026-11-03T17:00:00+00:00")


def test_the_database_refuses_a_holding_and_a_cover_that_end_before_they_start(town: Town) -> None:
    before = DAY - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(post=town.posts["sam"], person=town.amir, starts=DAY, ends=before)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(post=town.posts["sam"], deputy=town.amir, starts=DAY, ends=before)


def test_a_deputy_who_has_left_is_not_named_as_covering(town: Town) -> None:
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=DAY, ends=DAY + WEEK)
    assert queries.covering_now([town.amir.pk], MONDAY) == {town.amir.pk: town.sam.name}
    Person.objects.filter(pk=town.sam.pk).update(is_active=False)
    assert queries.covering_now([town.amir.pk], MONDAY) == {}


def test_the_check_of_a_policy_gets_the_roles_that_are_held_now_with_titles_and_hours_and_no_name(town: Town) -> None:
    Holding.objects.filter(post=town.posts["sam"]).update(ends=DAY - timedelta(days=1))
    Holding.objects.filter(post=town.posts["beth"]).update(starts=DAY + timedelta(days=1))
    found = queries.held_now(town.partnership, MONDAY)
    council = found.agencies[0]
    assert [held.agency for held in found.agencies] == sorted(
        agency.name for agency in (town.school, town.council, town.health)
    )
    assert (council.roles, council.group) == ({Role.PRACTITIONER, Role.REPRESENTATIVE}, town.council.group)
    assert council.titles[Role.LINE_MANAGER] == "Team manager"
    assert council.hours == calendar_of(town.council.hours)
    assert (found.shared, found.on) == ({Role.CHAIR}, DAY)
    assert "Amir" not in repr(found)


def test_the_check_of_a_policy_and_the_engine_find_the_same_posts_held(town: Town) -> None:
    Cover.objects.create(post=town.posts["sam"], deputy=town.ravi, starts=DAY, ends=DAY + WEEK)
    Person.objects.filter(pk=town.mei.pk).update(is_active=False)
    Holding.objects.filter(post=town.posts["hana"]).update(starts=DAY + WEEK)
    found = queries.held_now(town.partnership, MONDAY)
    places = [town.council.pk, town.health.pk, town.school.pk]
    held = {(place, role) for place, one in zip(places, found.agencies, strict=True) for role in one.roles}
    assert held | {(0, role) for role in found.shared} == set(queries.seats(town.partnership.pk, places, MONDAY))


def test_a_post_held_in_another_partnership_is_not_held_here(town: Town) -> None:
    hours = OfficeHours.objects.get(pk=town.partnership.hours_id)
    other = Partnership.objects.create(name="Otherton (invented)", slug="otherton", hours=hours)
    town.council.partnerships.add(other)
    (council,) = queries.held_now(other, MONDAY).agencies
    assert (council.roles, council.titles) == (frozenset(), {})
