"""Two that become one: agencies that merge, and two accounts of one person. What was written stays as it was."""

from __future__ import annotations

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Side
from forthright.core.challenge.folding import fold
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Group, Holding, Person, Post
from forthright.directory.staff import staff
from forthright.record import projection
from forthright.record.joining_up import merge_accounts, merge_agencies
from forthright.record.leaving import NotDone
from forthright.record.models import Challenge, StoredEvent
from forthright.record.store import load_facts
from tests.support.town import MONDAY, Town

TODAY = MONDAY.date()


def state(reference: str):  # type: ignore[no-untyped-def]
    return fold(load_facts(reference))


def academy(town: Town) -> Agency:
    found = Agency.objects.create(name="Larkfield Trust (invented)", group=Group.EDUCATION, hours=town.school.hours)
    found.partnerships.add(town.partnership)
    return found


def test_the_posts_move_and_what_runs_goes_on_with_the_same_people(town: Town) -> None:
    reference, trust = town.raises(), academy(town)
    written = merge_agencies(staff(town.beth, MONDAY), town.school, trust, TODAY, "One trust from today.")
    assert written == 1
    assert state(reference).agencies == {Side.RAISING: trust.pk, Side.RESPONDING: town.council.pk}
    assert state(reference).parties[town.rosa.pk].agency == trust.pk
    assert {key[0] for key in directory.seats(town.partnership.pk, [trust.pk], MONDAY) if key[0]} == {trust.pk}
    assert Challenge.objects.get(pk=reference).raising_agency == trust
    old = Agency.objects.get(pk=town.school.pk)
    assert (old.name, old.merged_into, old.merged_on) == ("Larkfield School (invented)", trust, TODAY)
    assert old.pk not in directory.agencies_of(town.partnership.pk)
    assert set(staff(town.ada, MONDAY).agencies) == {trust.pk}
    assert list(projection.differences()) == []
    town.does("rosa", reference, c.WriteNote(words={"note": "Still here."}))


def test_the_two_sides_of_a_matter_that_is_not_over_do_not_merge(town: Town) -> None:
    reference = town.raises()
    with pytest.raises(NotDone) as stopped:
        merge_agencies(staff(town.beth, MONDAY), town.school, town.council, TODAY, "Why.")
    assert stopped.value.reference == reference
    assert Post.objects.filter(agency=town.school).exists()
    assert Agency.objects.get(pk=town.school.pk).merged_into is None


def test_only_the_business_unit_merges_and_nothing_into_itself(town: Town) -> None:
    trust = academy(town)
    for who in ("ada", "rosa", "sid"):
        with pytest.raises(NotDone):
            merge_agencies(staff(town.people[who], MONDAY), town.school, trust, TODAY, "Why.")
    with pytest.raises(NotDone):
        merge_agencies(staff(town.beth, MONDAY), town.school, town.school, TODAY, "Why.")


def twice(town: Town) -> Person:
    """Rosa again, under her married name and another address."""
    return Person.objects.create_user("rosa.lind@example.org", "Rosa Lind (invented)")


def test_the_account_that_stays_stands_wherever_the_other_stood(town: Town) -> None:
    reference, again = town.raises(), twice(town)
    before = list(StoredEvent.objects.values_list("digest", flat=True))
    merge_accounts(staff(town.beth, MONDAY), town.rosa, again, "One person, two addresses.")
    now = state(reference)
    assert town.rosa.pk not in now.parties
    assert (now.parties[again.pk].title, now.owners[Side.RAISING]) == ("Teacher", again.pk)
    assert not Person.objects.get(pk=town.rosa.pk).is_active
    assert [one.post for one in Holding.objects.filter(person=again)] == [town.posts["rosa"]]
    assert Holding.objects.get(person=town.rosa).ends == TODAY
    assert list(StoredEvent.objects.order_by("pk").values_list("digest", flat=True))[: len(before)] == before


def test_nobody_comes_to_be_on_both_sides_of_a_matter(town: Town) -> None:
    reference = town.raises()
    for closing, stays in ((town.rosa, town.amir), (town.amir, town.rosa)):
        with pytest.raises(NotDone) as stopped:
            merge_accounts(staff(town.beth, MONDAY), closing, stays, "Why.")
        assert (stopped.value.code, stopped.value.reference) == ("both sides", reference)
        assert Person.objects.get(pk=closing.pk).is_active


def test_nor_in_one_that_has_not_come_to_the_other_side_yet(town: Town) -> None:
    town.raises(policy=town.own_manager_first())
    for closing, stays in ((town.rosa, town.amir), (town.amir, town.rosa)):
        with pytest.raises(NotDone):
            merge_accounts(staff(town.beth, MONDAY), closing, stays, "Why.")


def test_nothing_goes_to_an_account_that_is_closed(town: Town) -> None:
    reference, again = town.raises(), twice(town)
    again.is_active = False
    again.save()
    with pytest.raises(NotDone, match="closed"):
        merge_accounts(staff(town.beth, MONDAY), town.rosa, again, "Why.")
    assert town.rosa.pk in state(reference).parties


def test_only_the_business_unit_of_all_their_partnerships_does_it(town: Town) -> None:
    again = twice(town)
    for who in ("ada", "rosa", "sid"):
        with pytest.raises(NotDone):
            merge_accounts(staff(town.people[who], MONDAY), town.rosa, again, "Why.")
    with pytest.raises(NotDone):
        merge_accounts(staff(town.beth, MONDAY), town.rosa, town.rosa, "Why.")
