"""Leavers: all that is theirs is listed, given to others of their agency, and only then are they gone. In one go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Side, Stance, Why
from forthright.core.challenge.facts import ReHomed
from forthright.core.challenge.folding import fold
from forthright.directory import upkeep
from forthright.directory.models import Holding, Person, Post
from forthright.directory.staff import staff
from forthright.notices.models import Message
from forthright.record import actions, projection
from forthright.record.leaving import NOBODY, STAYS, Goes, NotDone, Of, go, shares
from forthright.record.models import Challenge, StoredEvent
from forthright.record.store import load, load_facts
from forthright.record.unreachable import left_behind
from tests.support.examples import examples
from tests.support.town import MONDAY, Town

TODAY = MONDAY.date()


def school(town: Town) -> Of:
    return Of(town.school.pk)


def teacher(town: Town, name: str = "tia") -> Person:
    """Another teacher of Rosa's school, in Rosa's own post from today on."""
    person = Person.objects.create_user(f"{name}@example.org", f"{name.title()} (invented)")
    Holding.objects.create(post=town.posts["rosa"], person=person, starts=TODAY)
    return person


def leaves(town: Town, who: str = "rosa", by: str = "ada", last: date | None = TODAY, **gives: int) -> int:
    """Somebody leaves the school; what is not said goes to whom it is suggested."""
    person, of = town.people[who], school(town)
    found = {one.reference: one.suggested.pk if one.suggested else NOBODY for one in shares(person, of, MONDAY)}
    goes = Goes(person, of, found | gives, "Left for another school.", last)
    return go(staff(town.people[by], MONDAY), goes)


def state(reference: str):  # type: ignore[no-untyped-def]
    return fold(load_facts(reference))


def test_everything_goes_to_the_successor_in_the_post_and_the_leaver_is_out_at_the_next_request(
    town: Town, client: Client
) -> None:
    reference, tia = town.raises(), teacher(town)
    client.force_login(town.rosa)
    assert client.get(f"/matter/{reference}/").status_code == 200
    assert leaves(town) == 1
    assert client.get(f"/matter/{reference}/").status_code == 302, "signed out"
    now = state(reference)
    assert now.owners[Side.RAISING] == tia.pk and town.rosa.pk not in now.parties
    assert not Person.objects.get(pk=town.rosa.pk).is_active
    assert Holding.objects.get(person=town.rosa).ends == TODAY
    client.force_login(tia)
    assert client.get(f"/matter/{reference}/").status_code == 200


def test_the_entry_says_who_gave_what_to_whom_and_why(town: Town) -> None:
    reference, tia = town.raises(), teacher(town)
    leaves(town)
    entry = load(reference)[-1].event
    assert isinstance(entry.fact, ReHomed)
    assert (entry.fact.leaver, entry.fact.party and entry.fact.party.person) == (town.rosa.pk, tia.pk)
    assert (entry.by, entry.title, entry.side) == (town.ada.pk, "Administrator", Side.RAISING)
    assert entry.words == {
        "reason": "Left for another school.",
        "by": "Ada (invented)",
        "names": {str(tia.pk): "Tia (invented)"},
    }
    told = Message.objects.filter(challenge=reference, version=state(reference).version)
    assert set(told.values_list("recipient", flat=True)) == {tia.pk, town.amir.pk}
    assert list(projection.differences()) == []


def test_without_a_successor_in_the_post_the_post_above_is_suggested(town: Town) -> None:
    town.raises()
    (share,) = shares(town.rosa, school(town), MONDAY)
    assert share.owed and share.suggested is not None and share.suggested.person == town.mei


def test_a_matter_that_nobody_was_given_stops_all_of_it(town: Town) -> None:
    first, second = town.raises(), town.raises()
    (one, _other) = shares(town.rosa, school(town), MONDAY)
    assert one.suggested is not None
    goes = Goes(town.rosa, school(town), {first: one.suggested.pk}, "Left.", TODAY)
    before = StoredEvent.objects.count()
    with pytest.raises(NotDone) as stopped:
        go(staff(town.ada, MONDAY), goes)
    assert (stopped.value.code, stopped.value.reference) == ("not placed", second)
    assert StoredEvent.objects.count() == before
    assert Holding.objects.get(person=town.rosa).ends is None
    assert Person.objects.get(pk=town.rosa.pk).is_active


def test_what_is_owed_cannot_go_to_nobody_and_what_is_not_can(town: Town) -> None:
    reference = town.raises()
    with pytest.raises(NotDone) as stopped:
        leaves(town, **{reference: NOBODY})
    assert stopped.value.code == "refused"
    town.does("amir", reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    town.does("rosa", reference, c.TakeUp(why=Why.STILL_DIFFER))
    leaves(town, **{reference: NOBODY})
    assert town.rosa.pk not in state(reference).parties


def test_where_nobody_of_the_agency_can_take_it_that_is_said_and_refused_and_the_office_sees_it(town: Town) -> None:
    reference = town.raises()
    Holding.objects.filter(post__agency=town.school).exclude(person__in=[town.rosa, town.ada]).update(ends="2026-10-01")
    (share,) = shares(town.rosa, school(town), MONDAY)
    assert share.stuck
    goes = Goes(town.rosa, school(town), {}, "Left.", TODAY)
    with pytest.raises(NotDone) as stopped:
        go(staff(town.ada, MONDAY), goes)
    assert (stopped.value.code, stopped.value.reference) == ("nobody", reference)
    Holding.objects.filter(person=town.rosa).update(ends=TODAY - timedelta(days=1))
    (left,) = left_behind(MONDAY, partnerships=[town.partnership.pk])
    assert (left.person, left.agency, left.challenges, left.awaited) == (town.rosa.pk, town.school.pk, 1, False)


def test_whoever_lost_the_post_and_was_not_followed_is_seen_by_their_own_administrator_alone(town: Town) -> None:
    town.raises()
    assert left_behind(MONDAY, agencies=[town.council.pk, town.school.pk]) == []
    Holding.objects.filter(person=town.amir).update(ends=TODAY - timedelta(days=1))
    (left,) = left_behind(MONDAY, agencies=[town.council.pk])
    assert (left.name, left.awaited) == ("Amir (invented)", True)
    assert left_behind(MONDAY, agencies=[town.school.pk]) == []


@pytest.mark.parametrize("who", ["rosa", "mei", "amir", "beth", "sid", "olu"])
@pytest.mark.parametrize("raises", [True, False])
def test_nobody_but_the_administrator_of_that_agency_can_do_it(town: Town, who: str, raises: bool) -> None:
    if raises:
        town.raises()
    with pytest.raises(NotDone):
        leaves(town, by=who)
    assert Person.objects.get(pk=town.rosa.pk).is_active


def test_an_administrator_of_another_agency_can_do_nothing_with_it(town: Town) -> None:
    reference = town.raises()
    post = Post.objects.create(partnership=town.partnership, agency=town.council, role="administrator", title="A")
    Holding.objects.create(post=post, person=town.sam, starts=TODAY)
    with pytest.raises(NotDone):
        leaves(town, by="sam")
    assert town.rosa.pk in state(reference).parties


def test_a_mover_keeps_what_stays_and_gives_what_goes(town: Town) -> None:
    stays, goes_on = town.raises(), town.raises()
    written = leaves(town, last=None, **{stays: STAYS})
    assert written == 1
    assert town.rosa.pk in state(stays).parties and town.rosa.pk not in state(goes_on).parties
    assert Holding.objects.get(person=town.rosa).ends is None
    with pytest.raises(NotDone):
        leaves(town, **{stays: STAYS})  # for a leaver nothing stays


def test_whoever_works_elsewhere_too_keeps_the_account_and_loses_the_matters_of_this_agency(town: Town) -> None:
    reference = town.raises()
    Holding.objects.create(post=town.posts["olu"], person=town.rosa, starts=TODAY)
    leaves(town)
    assert Person.objects.get(pk=town.rosa.pk).is_active
    assert town.rosa.pk not in state(reference).parties


def test_an_unsent_act_of_a_leaver_comes_too_late(town: Town) -> None:
    reference = town.raises()
    leaves(town)
    with pytest.raises(actions.NotThere):
        actions.perform(town.rosa, reference, state(reference).version, c.WriteNote(words={"note": "x"}), "t", MONDAY)


def test_who_was_to_answer_a_matter_that_has_not_come_yet_is_followed_without_the_agency_knowing(town: Town) -> None:
    quiet = town.raises(policy=town.own_manager_first())
    post = Post.objects.create(partnership=town.partnership, agency=town.council, role="administrator", title="A")
    Holding.objects.create(post=post, person=town.sam, starts=TODAY)
    assert shares(town.amir, Of(town.council.pk), MONDAY) == []
    go(staff(town.sam, MONDAY), Goes(town.amir, Of(town.council.pk), {}, "Left.", TODAY))
    now = state(quiet)
    assert now.outside is not None and now.outside.person == town.sam.pk
    last = load(quiet)[-1].event
    assert (last.by, last.side, last.fact.inside) == (None, Side.RAISING, True)


@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(["rosa", "mei", "ruth"]), unique=True, min_size=1, max_size=3), st.integers(0, 2))
def test_however_many_leave_and_in_whatever_order_each_open_duty_has_an_owner_who_holds_a_post(
    town: Town, order: list[str], steps: int
) -> None:
    """Or the last of them cannot leave."""
    from django.db import transaction

    with transaction.atomic():
        reference = town.raises()
        for answerer, raiser in [("amir", "rosa"), ("sam", "mei")][:steps]:
            town.does(answerer, reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
            town.does(raiser, reference, c.TakeUp(why=Why.STILL_DIFFER))
        for who in order:
            try:
                leaves(town, who)
            except NotDone as stopped:
                assert stopped.code in ("nobody", "refused")
                assert Person.objects.get(pk=town.people[who].pk).is_active
        for duty in state(reference).duties.values():
            owner = Person.objects.get(pk=duty.owner)
            assert owner.is_active
            assert Holding.objects.filter(person=owner, ends__isnull=True).exists()
        assert left_behind(MONDAY, partnerships=[town.partnership.pk]) == []
        assert Challenge.objects.get(pk=reference).version == state(reference).version
        transaction.set_rollback(True)


def test_the_last_administrator_does_not_leave(town: Town) -> None:
    with pytest.raises(NotDone) as stopped:
        leaves(town, "ada")
    assert stopped.value.code == "last administrator"
    assert upkeep.close_account(town.ada, TODAY) is False
