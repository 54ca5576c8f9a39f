"""The machine's time is set back or forward while people act: the record stays readable and nothing happens twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.challenge import commands, facts
from forthright.core.challenge import taking_up as engine
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.state import State
from tests.support.everything import everything
from tests.support.examples import examples
from tests.support.walking import Walk

from .people import AMIR, MONDAY, ROSA, at, policy
from .test_walks import Walk as Straight

WHY = {"reason": "The school is closed for a week."}


FREE = everything(("may pause: at most 10 working days, twice", "may pause: for as long as needed"))


def test_a_pause_that_ends_before_it_began_leaves_a_record_that_can_be_read() -> None:
    """The machine was two hours ahead when it was paused, and right again when it went on."""
    walk = Straight(FREE)
    walk.now = MONDAY + timedelta(hours=2)
    walk.act(ROSA, commands.Pause(until=walk.now + timedelta(days=3), words=WHY))
    walk.now = MONDAY + timedelta(minutes=5)
    walk.act(AMIR, commands.Resume())
    state = fold(walk.events)
    assert state.paused_until is None
    assert [pause.end == pause.start for pause in state.pauses] == [True]
    walk.wait(days=30)


class Jumping(Walk):
    """A walk on a machine whose time of day jumps both ways."""

    def step(self) -> None:
        if self.chance.random() < 0.3:
            self.now += timedelta(hours=self.chance.choice([-800, -72, -24, -2, 2, 24]))
        super().step()


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_no_jump_of_the_time_breaks_a_record_or_lets_a_time_run_out_twice(seed: int, wide: bool) -> None:
    walk = Jumping(FREE if wide else policy(), seed)
    assert fold(walk.events) == walk.state
    _each_time_once(walk.events)
    late = engine.tick(walk.policy, walk.state, at(walk.now + timedelta(days=900)))
    assert engine.tick(walk.policy, fold(late, walk.state), at(walk.now + timedelta(days=900))) == ()
    due = [event.at for event in late]
    assert due == sorted(due), "what is caught up is in order"


def _each_time_once(events: list[Event]) -> None:
    """What runs out was open until then, and is dated when it fell due. A step that it came to again opens it anew."""
    state = State()
    for event in events:
        if isinstance(event.fact, facts.ClockLapsed):
            duty = state.duties[event.fact.duty]
            assert (duty.lapsed, duty.due) == (False, event.at)
        state = apply(state, event)


def test_what_falls_due_without_end_is_said_and_does_not_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Straight(policy())
    late = at(MONDAY + timedelta(days=30))
    monkeypatch.setattr(engine, "apply", lambda state, event: state)  # as if the lapse had changed nothing
    with pytest.raises(ValueError, match="has no end"):
        engine.tick(walk.policy, walk.state, late)
    assert isinstance(walk.state, State)
