"""What the demonstration shows, in whatever week it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from forthright.core.challenge.codes import Side, Stance
from forthright.core.challenge.folding import fold
from forthright.core.challenge.sees import opens
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.guest_models import Invitation
from forthright.directory.models import ActingFor, Agency, Group, Holding, JointTeam, OtherHours, Partnership, Person
from forthright.directory.models import Post as PostRow
from forthright.directory.seats import seats
from forthright.directory.staff import posts_in, vacant_by_agency
from forthright.exchange.demo import PASSWORD, SIGN_IN, load
from forthright.record import inviting, radar
from forthright.record.chain import faults
from forthright.record.models import BrokenGlass, Challenge, StoredEvent
from forthright.record.store import load_facts
from forthright.record.unreachable import left_behind

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
HAS_LEFT = {"joel"}


@pytest.fixture(scope="module")
def shown(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The demonstration, loaded once for all that ask of its facts alone; it goes with the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load(NOW)
        yield NOW
        transaction.set_rollback(True)


def person(short: str) -> Person:
    """Somebody of the demonstration."""
    return Person.objects.get(email=f"{short}@anyshire.example")


def agency(begins: str) -> Agency:
    """An agency, by how its name begins."""
    return Agency.objects.get(name__startswith=begins)


def matter(**about: object) -> State:
    """The one challenge of which this is so."""
    return fold(load_facts(Challenge.objects.get(**about).pk))


def seen(now: datetime) -> dict[str, radar.Seen]:
    """The radar of the partnership, by the first words of each agency's name."""
    return {" ".join(one.name.split()[:2]): one for one in radar.look(Partnership.objects.get(), now)}


def test_every_name_says_that_it_is_invented(shown: datetime) -> None:
    names = [
        *Partnership.objects.values_list("name", flat=True),
        *Agency.objects.values_list("name", flat=True),
        *Person.objects.values_list("name", flat=True),
        *JointTeam.objects.values_list("name", flat=True),
        *OtherHours.objects.values_list("name", flat=True),
        *ActingFor.objects.values_list("basis", flat=True),
        *PostRow.objects.values_list("contact", flat=True),
    ]
    assert len(names) > 60
    assert not [name for name in names if "(invented)" not in name]


def test_whoever_can_sign_in_is_named_once_with_what_for(shown: datetime) -> None:
    named = [short for names, _what in SIGN_IN for short in names.split(", ")]
    people = Person.objects.filter(guest=False, is_active=True).values_list("email", flat=True)
    assert sorted(named) == sorted({email.partition("@")[0] for email in people} - HAS_LEFT)
    assert len(SIGN_IN) <= 12, "few lines"
    assert all(one.check_password(PASSWORD) for one in Person.objects.filter(guest=False))


def test_the_agencies_are_of_very_different_shapes(shown: datetime) -> None:
    assert {one.group for one in Agency.objects.all()} == set(Group.values)
    sizes = {one.name: one.posts.count() for one in Agency.objects.filter(partnerships__isnull=False)}
    alone = agency("Poppy Lane")
    assert {one.person for one in Holding.objects.filter(post__agency=alone)} == {person("poppy")}
    assert sizes[alone.name] == 2
    assert sizes[agency("Anyshire Council").name] >= 10


def test_one_post_is_vacant_and_another_soon_will_be(shown: datetime) -> None:
    counted = vacant_by_agency(Partnership.objects.get().pk, shown.date())
    assert counted[agency("Five Elms").pk] == (1, 1)
    held = posts_in(agency("Five Elms").pk, [Partnership.objects.get().pk], shown.date())
    fay = next(one for one in held if one.soon(shown.date()))
    assert fay.vacant_from == shown.date() + timedelta(days=13)


def test_three_agencies_share_a_team_and_somebody_in_it_holds_a_post_in_a_fourth(shown: datetime) -> None:
    posts = JointTeam.objects.get().posts
    assert posts.values("agency").distinct().count() == 3
    lena = Holding.objects.filter(person=person("lena"))
    assert {one.post.agency.name.split()[0] for one in lena if one.post.agency} == {"Anyshire", "Quayside"}


def test_a_surgery_that_lacks_a_line_manager_has_one_acting_for_it(shown: datetime) -> None:
    surgery = agency("Quayside")
    found = seats(Partnership.objects.get().pk, [surgery.pk], shown)
    assert found[surgery.pk, Role.LINE_MANAGER].name.startswith("Gwen Pugh")


def test_lin_answers_for_kofi_who_is_away(shown: datetime) -> None:
    assert [one[0] for one in directory.actor(person("lin"), shown).covers] == [person("kofi").pk]
    later = shown + timedelta(days=8)
    assert not directory.actor(person("lin"), later).covers


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2026-08-14", "2026-12-24", "2027-03-27", "2028-02-29"])
def test_in_whatever_week_it_is_loaded_a_gap_lies_ahead_within_thirty_days(day: str) -> None:
    now = datetime.fromisoformat(f"{day}T17:30+00:00")
    assert load(now)
    gap = next(one for one in seen(now)["Anyshire Community"].gaps if one.post)
    assert gap.title == "Health visiting team leader"
    assert now + timedelta(days=8) < gap.hole.begins < gap.hole.ends < now + timedelta(days=17)


def test_the_radar_shows_what_leave_leavers_and_small_agencies_leave_open(shown: datetime) -> None:
    found = seen(shown)
    assert [one.title for one in found["Anyshire Community"].gaps] == ["Health visiting team leader"]
    assert [one.title for one in found["Anyshire Council"].gaps] == ["Social worker, family support"]
    assert [one.roles for one in found["Poppy Lane,"].gaps] == [("line manager",)]
    assert not found["Anyshire Police"].gaps


def test_two_agencies_that_have_one_matter_answer_each_for_itself(shown: datetime) -> None:
    both = [fold(load_facts(one.pk)) for one in Challenge.objects.exclude(matter="")]
    stances = {one.agencies[Side.RESPONDING]: one.stances[Side.RESPONDING] for one in both}
    assert stances == {
        agency("Anyshire Council").pk: Stance.AGREE,
        agency("Anyshire Community").pk: Stance.DISAGREE,
    }


def test_a_named_list_keeps_out_the_manager_of_somebody_on_it(shown: datetime) -> None:
    state = matter(restricted=True)
    inside = {name for name in ("gil", "petra", "vera", "dee", "greta", "sid") if opened(name, state, shown)}
    assert inside == {"gil", "petra", "vera"}


def opened(short: str, state: State, now: datetime) -> bool:
    """Whether a challenge is there for somebody."""
    return opens(directory.actor(person(short), now), state)


def test_a_guest_was_asked_and_vouched_for_and_their_times_run(shown: datetime) -> None:
    invitation = Invitation.objects.select_related("guest", "agency", "partnership").get()
    assert invitation.vouched_name == "Beth Moss (invented)"
    assert inviting.is_live(invitation, shown)
    assert matter(pk=invitation.challenge).owners[Side.RESPONDING] == invitation.guest_id


def test_whoever_declared_a_conflict_sees_nothing_and_a_colleague_answers(shown: datetime) -> None:
    colm = person("colm").pk
    states = [fold(load_facts(one)) for one in Challenge.objects.filter(phase="open").values_list("pk", flat=True)]
    state = next(one for one in states if colm in one.conflicted)
    assert not opened("colm", state, shown)
    assert state.owners[Side.RESPONDING] == person("petra").pk


def test_one_look_through_the_glass_is_reviewed_and_one_waits_for_it(shown: datetime) -> None:
    assert sorted(BrokenGlass.objects.values_list("reviewed", flat=True)) == [False, True]
    assert set(BrokenGlass.objects.values_list("person", flat=True)) == {person("greta").pk}


def test_what_a_leaver_left_waits_to_be_handed_over(shown: datetime) -> None:
    council = agency("Anyshire Council").pk
    assert [one.person for one in left_behind(shown, agencies=[council])] == [person("joel").pk]


@pytest.mark.django_db
def test_loading_it_twice_changes_nothing() -> None:
    assert load(NOW)
    before = (Person.objects.count(), StoredEvent.objects.count(), Holding.objects.count())
    assert not load(NOW + timedelta(days=1))
    assert (Person.objects.count(), StoredEvent.objects.count(), Holding.objects.count()) == before


@pytest.mark.django_db
def test_its_record_is_whole() -> None:
    load(NOW)
    heads = {row.pk: (row.version, bytes(row.head)) for row in Challenge.objects.all()}
    assert not list(faults(StoredEvent.objects.order_by("challenge", "version").iterator(), heads))
