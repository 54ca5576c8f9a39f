"""Clocks that wait for an event, and the event that starts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.known import at_step
from forthright.core.challenge.ladder import started, task_of
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy, Start


def started_by(
    state: State,
    policy: Policy,
    starts: Iterable[Start],
    at: datetime,
    moment: Moment,
    answered: tuple[DutyKind, ...] = (),
) -> tuple[Duty, ...]:
    """The open duties whose clock these events start at `at` (UTC), which may lie before now. Where a policy names two
    events, the first that happens has started it. `answered` are kinds of duty that the same act answers."""
    happened = set(starts)
    found = []
    for duty in state.duties.values():
        task = task_of(policy, duty) if duty.waits_for and duty.kind not in answered else None
        if task is None or happened.isdisjoint(task.starts):
            continue
        step = policy.step(state.step)
        found.append(started(step, task, duty, state.urgency, state.agencies, moment, at, at_step(state)))
    return tuple(found)
