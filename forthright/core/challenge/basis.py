"""What the date of an open duty is counted from: which limits, since when, in whose hours, less which pauses.

The one place that finds it for a duty of any kind. Whatever counts a date anew asks here: a pause, a change by hand,
other opening hours, and the page that says why a date is what it is. So what a page explains is what was counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge.capping import cap_of, limits_of_cap
from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.counting import Clock, Running, earliest
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.known import Known, at_step, carried
from forthright.core.challenge.ladder import hours_of, is_neutral, limits_of, timed_by, within
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import side_of_task
from forthright.core.policy.shapes import Act, Cap, Policy, Span, Step, Task
from forthright.core.worktime import Calendar, Unit

CHECK_BACK_ANSWER = Span(10, Unit.WORKING_DAYS)
"""How long both sides have to answer the check-back. Forthright's own rule: no policy that was seen states one."""


@dataclass(frozen=True, slots=True)
class Basis:
    """`limits` count in `calendar`, which is that of the side `whose`, None for the shared hours. `source` is the
    policy's line that gives the time, None where it is Forthright's own rule; `step` is where that line stands.
    `known` is what is known beside: pauses, the child's day, what has happened."""

    limits: Sequence[Running]
    calendar: Calendar
    whose: Side | None
    step: str
    source: Task | Cap | None
    known: Known

    @property
    def clock(self) -> Clock:
        """When it ends, by which limit, and for which day of the child."""
        return earliest(self.limits, self.calendar, self.known.needed, self.known.pauses)


def basis_of(
    policy: Policy,
    state: State,
    duty: Duty,
    moment: Moment,
    since: datetime | None = None,
    known: Known | None = None,
) -> Basis | None:
    """What the date of this duty is counted from, in the hours of `moment`, bound by the policy where it says whose.

    `since` is when its clock started (UTC) where no duty remembers that; `known` stands in place of what is known at
    its step. None for a duty that is not counted: it goes with another, somebody typed its date, it waits for what
    starts it, or nothing says when it began.
    """
    since = duty.since or since
    if since is None or duty.waits_for:
        return None
    if duty.kind is DutyKind.CHECK_BACK:
        return Basis((Running(CHECK_BACK_ANSWER, since),), moment.shared, None, state.step, None, Known())
    cap = cap_of(policy, duty)
    if cap is not None:
        limits = limits_of_cap(cap, state.urgency, since, state.urgent_at)
        return Basis(limits, moment.shared, None, state.step, cap, Known(needed=state.needed))
    if duty.kind is DutyKind.REVIEW:
        return _of_gate(policy, state, duty, moment, since)
    task = timed_by(policy, duty)
    if task is None:
        return None
    step = policy.step(duty.to or state.step)
    agencies = within(policy.step(state.step), state.agencies)
    return of_task(step, task, duty, state, agencies, moment, since, _before_it_ran_out(duty, known or at_step(state)))


def _before_it_ran_out(duty: Duty, known: Known) -> Known:
    """What is known without the pauses that began when its time had run out: those did not put it off."""
    if not duty.lapsed or duty.due is None:
        return known
    return replace(known, pauses=tuple(pause for pause in known.pauses if pause.start < duty.due))


def _of_gate(policy: Policy, state: State, duty: Duty, moment: Moment, since: datetime) -> Basis | None:
    """What comes before a step is counted with what that step inherits, and has no pauses."""
    if state.gate is None:
        return None
    step = policy.step(state.gate.step)
    task = next((one for one in step.tasks if one.act is Act.REVIEW), None)
    return of_task(step, task, duty, state, state.agencies, moment, since, carried(state)) if task else None


def of_task(
    step: Step,
    task: Task,
    duty: Duty,
    state: State,
    agencies: dict[Side, int],
    moment: Moment,
    since: datetime,
    known: Known,
) -> Basis:
    """The basis of a task of this step whose clock started at `since` (UTC)."""
    whose = None if is_neutral(task) else side_of_task(task)
    if whose and step.inside:
        whose = Side.RAISING
    limits = limits_of(task, state.urgency, since, known, duty.by_hand)
    return Basis(limits, hours_of(task, agencies, moment), whose, step.key, task, known)
