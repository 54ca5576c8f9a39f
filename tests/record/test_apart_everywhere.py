"""A conflict of interest holds in every challenge of a matter; whoever declared it by mistake takes it back."""

from __future__ import annotations

from unittest import mock

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Conflict, Side, TookOver
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Group
from forthright.notices.models import Message
from forthright.record import actions, apart, keys, projection, queries, together
from forthright.record.store import Changed, load, load_facts
from tests.record.test_together import raised, state_of, wish
from tests.support.town import MONDAY, Town, employ

FAMILY = c.DeclareConflict(code=Conflict.FAMILY, words={"reason": "She is my sister (canary)."})


def over(town: Town, who: str) -> c.PassOver:
    seat = directory.own_seat(town.people[who], town.posts[who])
    return c.PassOver(seat=seat, code=Conflict.CONDUCT, words={"reason": "His visit is in question."})


def opens(town: Town, who: str, reference: str) -> bool:
    return queries.matter(town.people[who], reference, MONDAY) is not None


def mine(town: Town, who: str) -> list[tuple[str, int]]:
    return [(one.reference, one.person) for one in apart.declared_by(town.people[who], MONDAY)]


def test_declared_in_one_it_holds_in_the_other_in_which_they_take_part(town: Town) -> None:
    council, health = raised(town, "amir", "olu")
    town.does("rosa", council, FAMILY)
    for reference in (council, health):
        assert not opens(town, "rosa", reference)
        assert state_of(reference).owners[Side.RAISING] == town.mei.pk
        assert town.rosa.pk in state_of(reference).conflicted
        assert Message.objects.filter(challenge=reference, recipient=town.mei.pk).exists()
    assert [entry.event.words.get("reason") for entry in load(health)][-1] == "She is my sister (canary)."
    assert not list(projection.differences())


def test_whoever_takes_part_in_one_alone_is_passed_over_in_the_others_and_no_other_agency_reads_it(town: Town) -> None:
    council, health = raised(town, "amir", "olu")
    town.does("amir", council, FAMILY)
    state = state_of(health)
    assert town.amir.pk in state.conflicted and town.amir.pk not in state.parties
    entry = load(health)[-1].event
    assert isinstance(entry.fact, facts.PassedOver) and entry.side is None and entry.words == {}
    for who in ("rosa", "olu"):
        matter = queries.matter(town.people[who], health, MONDAY)
        assert matter is not None
        assert not any(isinstance(one.entry.event.fact, facts.PassedOver) for one in matter.entries)
    seat = directory.own_seat(town.amir, town.posts["amir"])
    refused = actions.perform(
        town.rosa, health, state.version, c.AskAlong(seat=seat, words={"reason": "-"}), "t", MONDAY
    )
    assert isinstance(refused, No) and refused.code == "has a conflict"


def test_where_nobody_could_take_over_in_one_it_is_declared_in_none(town: Town) -> None:
    council, health = raised(town, "amir", "olu")
    before = state_of(council).version, state_of(health).version
    with mock.patch("forthright.record.apart.also_declared", return_value=No("nobody to take over")):
        seen = state_of(council).version
        answer = actions.perform(town.rosa, council, seen, FAMILY, "the form", MONDAY)
    assert isinstance(answer, No) and answer.code == "nobody to take over"
    assert (state_of(council).version, state_of(health).version) == before
    assert opens(town, "rosa", council)


def test_a_challenge_that_is_added_later_begins_without_them(town: Town) -> None:
    council, _health = raised(town, "amir", "olu")
    town.does("mei", council, c.DeclareConflict(code=Conflict.FAMILY, words={"reason": "-"}))
    assert town.mei.pk in state_of(council).conflicted
    police = Agency.objects.create(name="Police (invented)", group=Group.POLICE, hours=town.council.hours)
    police.partnerships.add(town.partnership)
    town.police = police  # type: ignore[attr-defined]
    employ(town, "ivo", "police", Role.PRACTITIONER.value, "Constable", "")
    done = together.put_to_another(town.rosa, council, [wish(town, "ivo")], "a form", MONDAY)
    assert isinstance(done, actions.Done), done
    added = state_of(done.reference)
    assert town.mei.pk in added.conflicted and town.mei.pk not in added.parties
    assert added.declared[town.mei.pk].by == town.mei.pk
    assert not list(projection.differences())


def test_whoever_declared_it_takes_it_back_everywhere_and_is_given_nothing_back(town: Town) -> None:
    council, health = raised(town, "amir", "olu")
    town.does("rosa", council, FAMILY)
    assert sorted(mine(town, "rosa")) == sorted([(council, town.rosa.pk), (health, town.rosa.pk)])
    assert apart.taken_back(town.rosa, health, town.rosa.pk, "Another family of that name.", MONDAY) is None
    for reference in (council, health):
        state = state_of(reference)
        assert town.rosa.pk not in state.conflicted and town.rosa.pk not in state.parties
        assert state.owners[Side.RAISING] == town.mei.pk, "what was hers stays where it is"
        assert not opens(town, "rosa", reference)
    assert mine(town, "rosa") == []
    assert not list(projection.differences())
    kinds = [type(entry.event.fact) for entry in load(council)]
    assert facts.ConflictDeclared in kinds and facts.ConflictTakenBack in kinds
    seat = directory.own_seat(town.rosa, town.posts["rosa"])
    town.does("mei", council, c.HandOver(seat=seat, words={"note": "Back to you."}))
    assert opens(town, "rosa", council)
    matter = queries.matter(town.rosa, council, MONDAY)
    assert matter is not None and any("sister" in str(one.words) for one in matter.entries), "it stays readable"


def test_both_sides_read_that_it_was_taken_back_and_its_own_alone_why(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    apart.taken_back(town.amir, reference, town.amir.pk, "A canary mistake.", MONDAY)
    for who, reads in (("sam", True), ("rosa", False)):
        matter = queries.matter(town.people[who], reference, MONDAY)
        assert matter is not None
        assert any(isinstance(one.entry.event.fact, facts.ConflictTakenBack) for one in matter.entries)
        assert ("canary mistake" in str([one.words for one in matter.entries])) is reads
    assert Message.objects.filter(challenge=reference, recipient=town.sam.pk, kind="new entry").exists()


def test_only_whoever_declared_it_can_and_only_with_a_reason(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    for who in ("rosa", "sam", "beth", "olu", "ada"):
        with pytest.raises(actions.NotThere):
            apart.taken_back(town.people[who], reference, town.amir.pk, "A reason.", MONDAY)
    for where, whom in ((reference, town.rosa.pk), ("ZZZZ-ZZZZ", town.amir.pk)):
        with pytest.raises(actions.NotThere):
            apart.taken_back(town.amir, where, whom, "A reason.", MONDAY)
    answer = apart.taken_back(town.amir, reference, town.amir.pk, "", MONDAY)
    assert isinstance(answer, No) and answer.code == "no words"
    assert town.amir.pk in state_of(reference).conflicted


def test_who_was_passed_over_learns_nothing_and_who_did_it_takes_it_back(town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, over(town, "ruth"))
    assert mine(town, "ruth") == [] and mine(town, "rosa") == [(reference, town.ruth.pk)]
    with pytest.raises(actions.NotThere):
        apart.taken_back(town.ruth, reference, town.ruth.pk, "A reason.", MONDAY)
    apart.taken_back(town.rosa, reference, town.ruth.pk, "It was somebody else.", MONDAY)
    assert town.ruth.pk not in state_of(reference).conflicted
    amir = queries.matter(town.amir, reference, MONDAY)
    assert amir is not None
    assert not any(isinstance(one.entry.event.fact, facts.TakingBackExplained) for one in amir.entries)


def test_who_must_not_take_part_themselves_brings_nobody_else_back(town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, over(town, "ruth"))
    town.does("rosa", reference, FAMILY)
    assert mine(town, "rosa") == [(reference, town.rosa.pk)]
    with pytest.raises(actions.NotThere):
        apart.taken_back(town.rosa, reference, town.ruth.pk, "A reason.", MONDAY)


def test_after_taking_it_back_it_can_be_declared_again(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    apart.taken_back(town.amir, reference, town.amir.pk, "A mistake.", MONDAY)
    seat = directory.own_seat(town.amir, town.posts["amir"])
    town.does("sam", reference, c.HandOver(seat=seat, words={"note": "Yours."}))
    town.does("amir", reference, FAMILY)
    fact = load_facts(reference)[-2].fact
    assert isinstance(fact, facts.ConflictDeclared) and fact.how is TookOver.ABOVE
    assert not opens(town, "amir", reference)


def test_of_a_challenge_whose_words_are_erased_nothing_is_taken_back(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    keys.destroy(reference)
    answer = apart.taken_back(town.amir, reference, town.amir.pk, "A mistake.", MONDAY)
    assert isinstance(answer, No) and answer.code == "erased"
    assert town.amir.pk in state_of(reference).conflicted


def test_somebody_who_writes_at_the_same_moment_is_told_apart_from_a_refusal(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    with mock.patch("forthright.record.apart.write", side_effect=Changed(reference)), pytest.raises(apart.Meanwhile):
        apart.taken_back(town.amir, reference, town.amir.pk, "A mistake.", MONDAY)
