"""What follows when a time runs out: it tells, it offers a way on to a named person, or it moves by itself.

Silence is always seen by somebody else than the one who is silent: the notices of a lapse go to both sides, and those
of an offer or a cap that ran out to the business unit as well.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.capping import cap_of, step_after
from forthright.core.challenge.codes import DutyKind, Phase, Side
from forthright.core.challenge.doers import doers
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.known import at_step
from forthright.core.challenge.ladder import (
    clock_of_task,
    open_task,
    raise_task,
    reminded,
    starts_with,
    task_of,
    usual_move,
    ways_up,
)
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.routing import router
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import said
from forthright.core.policy.shapes import How, Move, Policy, Span, Start, Strength
from forthright.core.worktime import Unit

ENDS_A_STEP = (DutyKind.SETTLE, DutyKind.PLAN, DutyKind.DECIDE)
"""The duties whose lapse ends a step. A late reply alone only offers the next step, even where the policy says must,
unless the policy says what silence does."""

SEEN_BY_THE_OFFICE = (DutyKind.CONSIDER, DutyKind.CAP)
"""The duties whose lapse the business unit is told of: the one who is silent is the one who was to act."""


class Lapse(msgspec.Struct, frozen=True, gc=False):
    """The event of a lapse, and the step it moves to by itself, "" where it does not."""

    fact: facts.ClockLapsed
    to: str = ""


def lapse(policy: Policy, state: State, duty: Duty, moment: Moment) -> Lapse:
    """What follows at `moment.now`, the instant at which this duty fell due."""
    is_open = state.phase is Phase.OPEN
    if is_open and duty.kind is DutyKind.CAP:
        return _cap(policy, state, duty, moment)
    if not is_open or not duty.timed:
        return Lapse(_ran_out(duty))
    return _following(policy, state, duty, moment) or _on_ladder(policy, state, duty, moment)


def _ran_out(
    duty: Duty, opens: tuple[Duty, ...] = (), joins: tuple[Party, ...] = (), next_step: str = ""
) -> facts.ClockLapsed:
    return facts.ClockLapsed(
        duty=duty.key, kind=duty.kind, owner=duty.owner, opens=opens, joins=joins, next_step=next_step
    )


def _cap(policy: Policy, state: State, duty: Duty, moment: Moment) -> Lapse:
    """A cap over some steps offers the step after them; one over everything can only tell."""
    cap = cap_of(policy, duty)
    to = step_after(policy, cap, state.urgency) if cap else ""
    opens = (offer(policy, state, to, state.owners[Side.RAISING], Side.RAISING, moment),) if to else ()
    return Lapse(_ran_out(duty, opens, next_step=to))


def _following(policy: Policy, state: State, duty: Duty, moment: Moment) -> Lapse | None:
    """The next task of the step starts, where it starts when this one runs out and is not answered yet."""
    step = policy.step(state.step)
    number = starts_with(step, int(duty.key.split(".")[1]))
    if number is None:
        return None
    task = step.tasks[number]
    key = f"{step.key}.{number}.{task.act.value}"
    waiting = state.duties.get(key)
    if task.starts != (Start.PREVIOUS_TASK,) and (waiting is None or not waiting.waits_for):
        return None  # answered, or already started by its other event
    opened = open_task(
        step, number, state.urgency, state.owners, state.agencies, moment, at_step(state), since=moment.now
    )
    people = doers(step, task, state.agencies, moment)
    return Lapse(_ran_out(duty, (opened,), people))  # who is in it as less, such as an adviser, is now more


def _on_ladder(policy: Policy, state: State, duty: Duty, moment: Moment) -> Lapse:
    step = policy.step(state.step)
    if state.gate is not None:  # it is on its way already: whoever keeps the gate is asked
        return Lapse(_ran_out(duty, next_step=next(iter(ways_up(policy, state.step, state.urgency)), "")))
    silence = duty.kind is DutyKind.REPLY and step.no_reply is not None
    move = step.no_reply if silence and step.no_reply else usual_move(step, state.urgency)
    to = _target(policy, state, move)
    how = move.how
    if how is How.MAY or (silence and not to):
        return Lapse(_ran_out(duty, next_step=to))
    if how is How.MUST and to and (silence or duty.kind in ENDS_A_STEP) and _binds(policy, duty):
        return Lapse(_ran_out(duty, next_step=to), to)
    if how is How.CHOOSE:
        chooser = router(step, state, moment)
        opened = offer(policy, state, "", chooser.person, chooser.side, moment)
        joins = () if chooser.person in state.parties else (chooser,)
        return Lapse(_ran_out(duty, (opened,), joins))
    return Lapse(_ran_out(duty, (offer(policy, state, to, state.owners[Side.RAISING], Side.RAISING, moment),), (), to))


def _binds(policy: Policy, duty: Duty) -> bool:
    task = task_of(policy, duty)
    return task is None or task.strength is Strength.MUST


def _target(policy: Policy, state: State, move: Move) -> str:
    """Where a move leads; where the text is silent, the next step in order, which the pages say."""
    if move.how is How.CHOOSE:
        return ""
    return move.to or next(iter(ways_up(policy, state.step, state.urgency) if move.how is How.NOT_STATED else ()), "")


def offer(policy: Policy, state: State, to: str, owner: int, side: Side | None, moment: Moment) -> Duty:
    """A step is offered to somebody by name. One that stands already stands on: an offer is never put off by another,
    and has from then on the earlier of both times, of the step that gives it; the other step stays open beside it.

    It has the raising side's own time at that step ("raise within"), counted from now; "immediately" is said and does
    not run out, since nobody can act in no time.
    """
    fresh = _offered(policy, state, to, owner, side, moment)
    stands = state.duties.get(fresh.key)
    if stands is None or fresh.due is None or (stands.due is not None and stands.due <= fresh.due):
        return stands or fresh
    newer = {name: getattr(fresh, name) for name in ("to", "due", "said", "since", "remind", "needed_by")}
    return replace(stands, **newer)


def _offered(policy: Policy, state: State, to: str, owner: int, side: Side | None, moment: Moment) -> Duty:
    key = f"{state.step}.consider"
    duty = Duty(key=key, kind=DutyKind.CONSIDER, owner=owner, side=side, to=to)
    task = raise_task(policy, to)
    if task is None:
        return duty
    due, limit, day = clock_of_task(task, state.urgency, state.agencies, moment, moment.now, at_step(state))
    if isinstance(limit, Span) and limit.unit is Unit.IMMEDIATELY:
        due = None
    timed = replace(duty, due=due, said=said(limit), since=due and moment.now, needed_by=day if due else None)
    return reminded(policy.step(state.step), timed, task, state.urgency, state.agencies, moment, at_step(state))
