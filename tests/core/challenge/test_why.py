"""Why a date is what it is: the count that is shown gives what the record says, on every walk under every policy."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Urgency
from forthright.core.challenge.folding import apply
from forthright.core.challenge.state import State
from forthright.core.challenge.why import Reckoning, history, reckon, reckon_raise
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Policy, Start
from forthright.core.worktime import Unit
from tests.support.everything import everything
from tests.support.examples import examples
from tests.support.invented import invented_text
from tests.support.walking import walked

from .people import AMIR, POLICIES, ROSA, at, invented, policy
from .test_walks import Walk

NAMES = sorted(path.stem for path in POLICIES.glob("*.policy") if "based on:" not in path.read_text())
EVERY = [everything(), invented("0"), invented("1"), *map(policy, NAMES)]


@settings(max_examples=examples(60), deadline=None)
@given(st.sampled_from(EVERY), st.integers(0, 10**9))
def test_every_date_on_a_walk_is_counted_as_the_record_says_or_was_typed_or_owed_only_from_then(
    under: Policy, seed: int
) -> None:
    state, record = State(), []
    for event in walked(under, seed, 20):
        state = apply(state, event)
        record.append(event)
        for duty in state.duties.values():
            if duty.due is None:
                continue
            changes = history(record, duty.key)
            last = changes[-1]
            assert last.due == duty.due
            found = reckon(under, state, duty, at(event.at), changes)
            owed_from_then = found.counted is not None and found.counted < duty.due == last.at
            typed = not found.counts and duty.kind is DutyKind.ACTION
            of_what_is_answered = not found.counts and duty.kind is DutyKind.SECOND and len(changes) == 1
            assert found.agrees or owed_from_then or typed or of_what_is_answered, (duty, found.counted)
            assert found.counts == tuple(sorted(found.counts, key=lambda one: one.due))


def reckoned(walk: Walk, kind: DutyKind) -> Reckoning:
    duty = next(one for one in walk.state.duties.values() if one.kind is kind)
    return reckon(walk.policy, walk.state, duty, at(walk.now), history(walk.events, duty.key))


def test_a_count_names_the_line_of_the_policy_its_start_and_whose_hours_it_runs_in() -> None:
    walk = Walk(everything())
    walk.act(AMIR, c.Acknowledge())
    found = reckoned(walk, DutyKind.REPLY)
    assert ("reply within", "2 working days of the acknowledgement or the first discussion") in found.lines
    assert (found.first.limit.amount, found.first.limit.unit) == (2, Unit.WORKING_DAYS)
    assert found.first.event is Start.ACKNOWLEDGED
    assert found.whose is not None and found.whose.value == "responding"


def test_of_the_ordinary_and_the_urgent_time_the_earlier_comes_first_and_both_are_told() -> None:
    walk = Walk(everything(), urgency=Urgency.URGENT)
    walk.act(AMIR, c.Acknowledge())
    found = reckoned(walk, DutyKind.REPLY)
    assert [one.limit.unit for one in found.counts] == [Unit.WORKING_HOURS, Unit.WORKING_DAYS]


def test_a_pause_is_one_of_the_changes_and_stands_among_what_was_counted() -> None:
    walk = Walk(everything())
    walk.act(AMIR, c.Acknowledge())
    before = reckoned(walk, DutyKind.REPLY).counted
    walk.act(AMIR, c.Pause(until=datetime(2026, 11, 6, 12, tzinfo=UTC), words={"reason": "x"}))
    found = reckoned(walk, DutyKind.REPLY)
    changes = history(walk.events, found.duty.key)
    assert isinstance(changes[-1].fact, facts.Paused)
    assert [one.due for one in changes] == [None, before, found.counted]
    assert found.pauses == walk.state.pauses


def test_what_ended_and_was_opened_anew_has_a_history_of_its_own() -> None:
    walk = Walk(everything())
    key = next(key for key, duty in walk.state.duties.items() if duty.kind is DutyKind.SETTLE)
    assert [type(one.fact) for one in history(walk.events, key)] == [facts.Raised]
    walk.act(ROSA, c.Withdraw(words={"reason": "x"}))
    assert history(walk.events, key) == ()
    walk.act(ROSA, c.Reopen(words={"reason": "x"}))
    assert [type(one.fact) for one in history(walk.events, key)] == [facts.Reopened]


def test_at_a_gate_the_childs_day_ends_the_time_that_is_explained_as_it_does_the_real_one() -> None:
    usual, sooner = "review within: 2 working days", ", or sooner if the child needs it"
    text = invented_text("1")
    assert usual in text
    under = read(text.replace(usual, usual + sooner).encode()).policy
    assert under is not None
    walk = Walk(under, needed_by=date(2026, 11, 3))
    gate = next(one for one in walk.state.duties.values() if one.kind is DutyKind.REVIEW)
    found = reckoned(walk, DutyKind.REVIEW)
    assert gate.needed_by == date(2026, 11, 3)
    assert found.agrees and found.first.needed is not None


def test_what_has_no_number_or_waits_for_its_start_has_nothing_to_count() -> None:
    for under in EVERY:
        walk = Walk(under)
        for duty in walk.state.duties.values():
            found = reckon(under, walk.state, duty, at(walk.now), history(walk.events, duty.key))
            assert bool(found.counts) == (duty.due is not None), (under.name, duty)


@pytest.mark.parametrize("key", ["no such duty", "", "1.0.reply.more"])
def test_a_duty_that_is_not_there_has_no_history(key: str) -> None:
    assert history(Walk(everything()).events, key) == ()


def test_the_policys_own_time_to_raise_it_is_counted_from_the_day_that_was_typed() -> None:
    walk = Walk(everything(), arose=date(2026, 10, 28))
    first = walk.events[0]
    assert isinstance(first.fact, facts.Raised)
    found = reckon_raise(walk.policy, first.fact, first.at, at(walk.now))
    assert found is not None and found.agrees
    assert found.first.event is Start.DISAGREEMENT
    assert ("raise within", "2 working days of the disagreement or a decision being received") in found.lines
    unknown = Walk(everything()).events[0]
    assert isinstance(unknown.fact, facts.Raised)
    assert reckon_raise(walk.policy, unknown.fact, unknown.at, at(walk.now)) is None
