"""What the clocks of a step need to know of its tasks, worked out once for each step.

A step remembers its own, as a calendar does its track. To look it up by the step as a value would hash all of it anew,
which takes longer than to read it again.
"""

from __future__ import annotations

import msgspec

from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.policy.sentences import NO_LIMIT, NO_TIME
from forthright.core.policy.shapes import Act, Actor, How, Limit, Role, Span, Start, Stated, Step, Task, Words
from forthright.core.policy.times import TYPED

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

ANSWERS = (Act.REPLY, Act.MEET)
SETTLES = (Act.SETTLE, Act.PLAN)

AFTER_IT = frozenset({Start.AGREEMENT, Start.MEETING_AGREEMENT, Start.DECISION})
"""Events that end it: what they start is owed afterwards."""

TO_COME = (Start.DISCUSSION, Start.MEETING, Start.ACKNOWLEDGED, Start.REPLY)
"""Events of a step that have not happened when it starts. A duty waits for them."""

AT_ONCE = (Start.STEP, Start.PREVIOUS_STEP)
"""Events that have just happened when a step starts."""

_RAISING, _RESPONDING = Side
_BY_RAISING, _BY_RESPONDING, _ = Actor
_WORDED = (Span, Words)
_ANSWERERS = (Act.REPLY, Act.MEET, Act.ACKNOWLEDGE, Act.WRITE)


class Timed(msgspec.Struct, frozen=True, gc=False):
    """A task as a duty: under which key, on which side, and what starts its clock.

    `at_once`: the step itself, or the task before it, starts the clock. `from_raising`: nothing else can than what
    lay before the step. `opens`: it is owed from the start of the step.
    """

    task: Task
    key: str
    kind: DutyKind | None
    side: Side
    role: Role | None
    at_once: bool
    from_raising: bool
    opens: bool
    waits_for: str
    said: str


class Rung(msgspec.Struct, frozen=True, gc=False):
    """The tasks of a step, the numbers of those that open with it, and whether a reply and a settling are among these;
    the number of the time to decide, the raiser's own time to come here, and whether somebody chooses where it goes."""

    tasks: tuple[Timed, ...]
    opening: tuple[int, ...]
    answers: bool
    settles: bool
    decides: int | None
    raises: Task | None
    routes: bool


def rung(step: Step) -> Rung:
    """A step as its clocks need it."""
    found: Rung | None = step.__dict__.get("rung")
    if found is None:
        found = step.__dict__["rung"] = _rung(step)
    return found


def _rung(step: Step) -> Rung:
    tasks = tuple(_timed(step, number) for number in range(len(step.tasks)))
    opening = tuple(at for at, one in enumerate(tasks) if one.opens and one.task.act is not Act.DECIDE)
    return Rung(
        tasks,
        opening,
        answers=any(tasks[at].task.act in ANSWERS for at in opening),
        settles=any(tasks[at].task.act in SETTLES for at in opening),
        decides=next((at for at, task in enumerate(step.tasks) if task.act is Act.DECIDE), None),
        raises=next((task for task in step.tasks if task.act is Act.RAISE), None),
        routes=any(move.how is How.CHOOSE for move in step.moves),
    )


def _timed(step: Step, number: int) -> Timed:
    task = step.tasks[number]
    starts = set(task.starts)
    return Timed(
        task=task,
        key=f"{step.key}.{number}.{task.act.value}",
        kind=KINDS.get(task.act),
        side=side_of_task(task) or _RAISING,
        role=task.by if isinstance(task.by, Role) else None,
        at_once=bool(starts & set(AT_ONCE)) or task.starts == (Start.PREVIOUS_TASK,),
        from_raising=starts <= {*TYPED, Start.RAISED, *AFTER_IT},
        opens=_opens_with_step(step, number),
        waits_for=" or ".join(start.value for start in task.starts if start in TO_COME),
        said=said(task.limit),
    )


def _opens_with_step(step: Step, number: int) -> bool:
    """Whether a task is owed from the start of its step, its clock running or waiting for an event."""
    task = step.tasks[number]
    starts = set(task.starts) - AFTER_IT
    if task.act not in KINDS or not starts:
        return False
    after_another = number > 0 and step.tasks[number - 1].act in KINDS
    return starts != {Start.PREVIOUS_TASK} or not after_another


def side_of_task(task: Task) -> Side | None:
    """The side a task falls to, None where both share it or a role of either side does it."""
    if task.by is _BY_RESPONDING:
        return _RESPONDING
    if task.by is _BY_RAISING:
        return _RAISING
    return _RESPONDING if task.act in _ANSWERERS else None


def said(limit: Limit) -> str:
    """The time as the policy words it, for people."""
    if isinstance(limit, _WORDED):
        return limit.said
    return NO_LIMIT if limit is Stated.NONE else NO_TIME
