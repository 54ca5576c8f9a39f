"""The clock under everything that can happen to it, held against a model: what must stand in each record.

The model is the pure core: what would have been written by one clock that never stops, for each challenge alone.
"""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import Stance
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import fold
from forthright.core.challenge.taking_up import tick
from forthright.record import actions, clock, projection, queries
from forthright.record.models import Challenge, StoredEvent
from forthright.record.policies import policy_for
from forthright.record.steady import HOLD, STEP, Watch
from forthright.record.store import load_facts
from tests.support.examples import examples
from tests.support.town import MONDAY, Town

HOURS = st.integers(1, 200).map(lambda hours: timedelta(hours=hours))
JUMPS = st.sampled_from([-400, -25, -2, 2, 25, 400]).map(lambda hours: timedelta(hours=hours))
ANSWERS = st.sampled_from(
    [
        commands.Acknowledge(),
        commands.Reply(stance=Stance.PARTLY, words={"reasons": "We visited."}),
        commands.AddEvidence(words={"what": "Gate log", "source": "School office"}),
    ]
)
MOST = 4


class ClockMachine(RuleBasedStateMachine):
    """A few challenges, a clock that comes and goes, and a machine whose time of day jumps both ways."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now, self.counter, self.unseen = MONDAY, 0.0, timedelta(0)
        self.held_to, self.started = -1.0, False
        self.model: dict[str, list[Event]] = {}
        self.poisoned: set[str] = set()
        self.aside: dict[str, datetime] = {}
        self.beat: datetime | None = None
        self.watch = self._watch()

    def _watch(self) -> Watch:
        return Watch(lambda: self.now, lambda: self.counter)

    def teardown(self) -> None:
        differences = list(projection.differences())
        self.no_time_runs_out_twice_or_after_it_was_answered()
        transaction.savepoint_rollback(self.savepoint)
        assert differences == [], "the picture is what the events say"

    @initialize()
    def two_are_raised(self) -> None:
        self.raised()
        self.raised()

    @precondition(lambda self: len(self.model) < MOST)
    @rule()
    def raised(self) -> None:
        reference = self.town.raises(self.now)
        self.model[reference] = load_facts(reference)

    @rule(length=HOURS)
    def time_passes_while_the_clock_is_down(self, length: timedelta) -> None:
        self.now += length
        self.counter += length.total_seconds()

    @rule(off=JUMPS)
    def the_machines_time_jumps(self, off: timedelta) -> None:
        self.now += off
        self.unseen += off

    @rule()
    def the_clock_is_started_anew(self) -> None:
        self.watch, self.started, self.held_to, self.unseen = self._watch(), False, -1.0, timedelta(0)

    @rule(which=st.integers(0, MOST - 1), answer=ANSWERS)
    def somebody_acts(self, which: int, answer: commands.Command) -> None:
        self._act(self._name(which), answer)

    @rule(which=st.integers(0, MOST - 1))
    def one_is_poisoned(self, which: int) -> None:
        self.poisoned.add(self._name(which))

    @rule(which=st.integers(0, MOST - 1))
    def it_is_mended(self, which: int) -> None:
        self.poisoned.discard(self._name(which))

    @rule()
    def the_clock_runs(self) -> None:
        if self._relied_on():
            self._expect()
        self._round()

    @rule()
    def two_clocks_run_at_once(self) -> None:
        """The other one is at each challenge first, after this one read its list. Real processes are in another test:
        here there is one connection, on which nothing happens truly at once."""
        real = clock.handle

        def beaten(reference: str, now: datetime) -> int:
            real(reference, now)
            return real(reference, now)

        if self._relied_on():
            self._expect()
        with mock.patch.object(clock, "handle", beaten):
            self._round()

    @rule(which=st.integers(0, MOST - 1), answer=ANSWERS)
    def somebody_acts_just_before_the_clock_comes_to_it(self, which: int, answer: commands.Command) -> None:
        real, reference = clock.handle, self._name(which)
        relied = self._relied_on()

        def late(handled: str, now: datetime) -> int:
            if handled == reference and handled not in self.poisoned:
                self._act(handled, answer)
                self._expect_one(handled)
            return real(handled, now)

        if relied:
            self._expect(leave=reference)
        with mock.patch.object(clock, "handle", late):
            self._round()

    def _name(self, which: int) -> str:
        return list(self.model)[which % len(self.model)]

    def _act(self, reference: str, answer: commands.Command) -> None:
        """By Amir; refused where it is not his to do any more. The model takes what he did over."""
        seen = Challenge.objects.get(pk=reference).version
        done = actions.perform(self.town.amir, reference, seen, answer, secrets.token_hex(8), self.now)
        if isinstance(done, actions.Done):
            self.model[reference] += load_facts(reference)[seen:]

    def _relied_on(self) -> bool:
        """What the watch must say at this look, told in the model's own words."""
        if self.started and abs(self.unseen) > STEP:
            self.held_to = self.counter + HOLD
        self.started, self.unseen = True, timedelta(0)
        return self.counter >= self.held_to

    def _expect(self, leave: str = "") -> None:
        for reference in self.model:
            wake = fold(self.model[reference]).next_wake
            until = self.aside.get(reference)
            left_alone = until is not None and self.now < until <= self.now + queries.ASIDE
            if left_alone or wake is None or wake > self.now:
                continue
            if reference in self.poisoned:
                self.aside[reference] = self.now + queries.ASIDE
            elif reference != leave:
                self._expect_one(reference)

    def _expect_one(self, reference: str) -> None:
        state = fold(self.model[reference])
        moment = actions.surroundings(state.partnership, state.agencies.values(), self.now, state.lines)
        found = tick(policy_for(state), state, moment)
        assert [event.at for event in found] == sorted(event.at for event in found), "in the order in which it fell due"
        self.model[reference] += found
        self.aside.pop(reference, None)

    def _load(self, reference: str) -> list[Event]:
        if reference in self.poisoned:
            raise RuntimeError("poison")
        return load_facts(reference)

    def _round(self) -> None:
        with mock.patch.object(clock, "load_facts", self._load):
            clock.watched_round(self.watch)
        self.beat = self.now

    @invariant()
    def each_record_is_what_the_model_says(self) -> None:
        for reference, events in self.model.items():
            stored = StoredEvent.objects.filter(challenge=reference).order_by("version").values_list("type", "at")
            assert list(stored) == [(facts.tag_of(event.fact), event.at) for event in events]

    def no_time_runs_out_twice_or_after_it_was_answered(self) -> None:
        for events in self.model.values():
            lapses = Counter(event.fact.duty for event in events if isinstance(event.fact, facts.ClockLapsed))
            assert all(often == 1 for duty, often in lapses.items() if duty.startswith("1."))
            for number, event in enumerate(events):
                if isinstance(event.fact, facts.ClockLapsed):
                    duty = fold(events[:number]).duties[event.fact.duty]
                    assert (duty.lapsed, duty.due) == (False, event.at), "it was open, and is dated when it fell due"

    @invariant()
    def the_clock_gives_a_sign_of_life(self) -> None:
        assert queries.last_beat() == self.beat

    @invariant()
    def the_business_unit_sees_what_is_set_aside(self) -> None:
        shown = set(queries.set_aside([self.town.partnership.pk], self.now).values_list("challenge", flat=True))
        aside = {name for name, until in self.aside.items() if self.now < until <= self.now + queries.ASIDE}
        assert shown == aside


@pytest.mark.wide
def test_whatever_happens_to_the_clock_each_record_is_what_it_would_have_been(town: Town) -> None:
    machine = type("Machine", (ClockMachine,), {"town": town})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples(15), stateful_step_count=25, deadline=None, phases=(Phase.reuse, Phase.generate)
        ),
    )
