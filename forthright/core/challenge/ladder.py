"""The policy's ladder as a running challenge needs it: which way is up, and which clocks a step starts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from string import ascii_lowercase

from msgspec.structs import replace

from forthright.core.challenge.codes import DutyKind, Side, Urgency
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.moment import Moment
from forthright.core.policy.sentences import NO_LIMIT, NO_TIME
from forthright.core.policy.shapes import Act, Actor, How, Limit, Policy, Role, Span, Start, Stated, Step, Task, Words
from forthright.core.worktime import due as due_at

KINDS = {
    Act.ACKNOWLEDGE: DutyKind.ACKNOWLEDGE,
    Act.REPLY: DutyKind.REPLY,
    Act.MEET: DutyKind.MEET,
    Act.PLAN: DutyKind.PLAN,
    Act.SETTLE: DutyKind.SETTLE,
    Act.DECIDE: DutyKind.DECIDE,
}
"""Tasks that become duties when a step starts. "raise" is the raiser's own time; "write" starts at agreement. A time to
decide is given to whoever decides, by `taking_up`."""

LAPSES_ON_LADDER = (DutyKind.SETTLE, DutyKind.PLAN, DutyKind.DECIDE)
"""The duties whose lapse ends a step. A late reply alone only offers the next step, even where the policy says must."""

STARTS_LATER = (Start.PREVIOUS_TASK, Start.AGREEMENT, Start.MEETING_AGREEMENT)


def ways_up(policy: Policy, key: str, urgency: Urgency) -> tuple[str, ...]:
    """The steps that a challenge may go to from `key`, the one that fits its urgency first; empty at the top.

    Where the text is silent about how it moves, the next step in order is offered, which the pages say.
    """
    step = policy.step(key)
    moves = [step.move]
    if step.urgent_move is not None:
        moves.insert(0 if urgency is Urgency.URGENT else 1, step.urgent_move)
    ways = [move.to or (_next_in_order(policy, key) if move.how is How.NOT_STATED else "") for move in moves]
    return tuple(dict.fromkeys(way for way in ways if way))


def _next_in_order(policy: Policy, key: str) -> str:
    """The next step of another number: from 4a, 4b is a variant and not a way up."""
    keys = [step.key for step in policy.steps]
    later = [other for other in keys[keys.index(key) + 1 :] if _number(other) != _number(key)]
    return later[0] if later else ""


def _number(key: str) -> str:
    return key.rstrip(ascii_lowercase)


def opening_duties(
    policy: Policy,
    key: str,
    urgency: Urgency,
    owners: dict[Side, int],
    agencies: dict[Side, int],
    moment: Moment,
) -> tuple[Duty, ...]:
    """The duties that a step starts at `moment.now`. There is always one: somebody answers for every open place.

    Where the policy names no task for the responding side, the duty to reply is opened without a time and says so.
    Everything at a step within the raising agency is the raising side's, in that agency's hours.
    """
    step = policy.step(key)
    if step.inside:
        agencies = dict.fromkeys(Side, agencies[Side.RAISING])
    duties = [
        duty
        for number, task in enumerate(step.tasks)
        if task.act in KINDS and task.act is not Act.DECIDE and task.start not in STARTS_LATER
        for duty in [open_task(step, number, urgency, owners, agencies, moment)]
    ]
    if not any(duty.kind in (DutyKind.REPLY, DutyKind.MEET) for duty in duties):
        duties.append(_untimed(key, DutyKind.REPLY, owners[Side.RESPONDING], Side.RESPONDING))
    if not any(duty.kind in (DutyKind.SETTLE, DutyKind.PLAN) for duty in duties):
        duties.append(_untimed(key, DutyKind.SETTLE, owners[Side.RAISING], Side.RAISING))
    return tuple(replace(duty, side=Side.RAISING) for duty in duties) if step.inside else tuple(duties)


def _untimed(key: str, kind: DutyKind, owner: int, side: Side) -> Duty:
    name = "reply" if kind is DutyKind.REPLY else "settle"
    return Duty(key=f"{key}.{name}", kind=kind, owner=owner, side=side, said=NO_TIME)


def open_task(
    step: Step,
    number: int,
    urgency: Urgency,
    owners: dict[Side, int],
    agencies: dict[Side, int],
    moment: Moment,
) -> Duty:
    """One task of a step as a duty with its due instant (UTC), computed in the hours of whoever must act."""
    task = step.tasks[number]
    side = side_of_task(task)
    owner_side = side or Side.RAISING
    owner = owners[owner_side]
    if isinstance(task.by, Role):
        held = moment.seats.get((agencies[owner_side], task.by))
        owner = held.person if held else owner
    waits = task.start.value if task.start is Start.DISCUSSION else ""
    due = None if waits else due_of_task(task, urgency, agencies, moment, moment.now)
    return Duty(
        key=f"{step.key}.{number}.{task.act.value}",
        kind=KINDS[task.act],
        owner=owner,
        side=owner_side,
        due=due,
        said=said(task.limit),
        timed=True,
        waits_for=waits,
    )


def side_of_task(task: Task) -> Side | None:
    """The side a task falls to, None where both share it or a role of either side does it."""
    if task.by is Actor.RESPONDING:
        return Side.RESPONDING
    if task.by is Actor.RAISING:
        return Side.RAISING
    if task.act in (Act.REPLY, Act.MEET, Act.ACKNOWLEDGE, Act.WRITE):
        return Side.RESPONDING
    return None


def due_of_task(
    task: Task, urgency: Urgency, agencies: dict[Side, int], moment: Moment, start: datetime
) -> datetime | None:
    """When a task falls due, the earlier of the two where it is urgent. None where no number is stated."""
    side = side_of_task(task)
    calendar = moment.hours(agencies[side]) if side else moment.shared
    limits: list[Limit] = [task.limit]
    if urgency is Urgency.URGENT and task.urgent is not None:
        limits.append(task.urgent)
    dues = [due_at(calendar, start, limit.amount, limit.unit) for limit in limits if isinstance(limit, Span)]
    known = [due for due in dues if due is not None]
    return min(known) if known else None


def said(limit: Limit) -> str:
    """The time as the policy words it, for people."""
    if isinstance(limit, Span):
        if limit.written_as:
            return limit.written_as
        text = f"{limit.amount} {limit.unit.value}" if limit.amount else limit.unit.value
        text = text if limit.amount != 1 else text.removesuffix("s")
        return f"{text}, or sooner if the child needs it" if limit.child_safe else text
    if isinstance(limit, Words):
        return limit.said
    return NO_LIMIT if limit is Stated.NONE else NO_TIME


def earlier(duties: Iterable[Duty], policy: Policy, agencies: dict[Side, int], moment: Moment) -> tuple[Duty, ...]:
    """The open timed duties with the urgent times, counted from now; never later than they were."""
    changed = []
    for duty in duties:
        task = task_of(policy, duty)
        if task is None or task.urgent is None or duty.waits_for or duty.lapsed:
            continue
        urgent = due_of_task(task, Urgency.URGENT, agencies, moment, moment.now)
        if urgent is not None and (duty.due is None or urgent < duty.due):
            changed.append(replace(duty, due=urgent, said=said(task.urgent)))
    return tuple(changed)


def task_of(policy: Policy, duty: Duty) -> Task | None:
    """The policy's task behind a duty, None for duties that are not of the ladder."""
    key, _, rest = duty.key.partition(".")
    number = rest.partition(".")[0]
    return policy.step(key).tasks[int(number)] if duty.timed and number.isdigit() else None


def starts_with(step: Step, number: int) -> int | None:
    """The number of the task that starts when task `number` of this step runs out, if there is one."""
    following = number + 1
    if following < len(step.tasks) and step.tasks[following].start is Start.PREVIOUS_TASK:
        return following
    return None
