"""The timed lines of a step: `reply by line manager within, urgent: 4 working hours of being raised`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forthright.core.policy.limits import limit, limit_text
from forthright.core.policy.lines import Line, show
from forthright.core.policy.roles import Role
from forthright.core.policy.times import URGENT, Act, Actor, Cap, Limit, Start, Strength, Task
from forthright.core.policy.vocabulary import BY, DEFAULT_ACTOR, nearest

STRENGTHS = {
    " within": Strength.MUST,
    " should be within": Strength.AIM,
    " usually within": Strength.INDICATIVE,
}
WITHIN = "|".join(re.escape(words) for words in STRENGTHS)
FASTER = rf"(?:, (?P<faster>{URGENT}|priority [\w -]+))?"
NAME = re.compile(rf"(?P<act>.+?)(?: by (?P<by>.+?))?(?P<strength>{WITHIN}){FASTER}")
CAP_NAME = re.compile(
    rf"(?:all steps|steps (?P<first>\d{{1,2}}[a-z]?) to (?P<last>\d{{1,2}}[a-z]?))(?P<strength>{WITHIN})"
    rf"(?P<urgent>, {URGENT})?"
)
ACTS = {act.value: act for act in Act}
TASK_NAMES = tuple(f"{act}{words}{urgent}" for act in Act for words in STRENGTHS for urgent in ("", f", {URGENT}"))

Kind = tuple[Act, Actor | Role, Strength]
Starts = tuple[Start, ...]
Read = tuple[Limit, Starts]


@dataclass(slots=True)
class _Found:
    """A time that was read, with its faster ones."""

    line: Line
    kind: Kind
    limit: Limit
    starts: Starts
    faster: dict[str, Limit]


def is_task(name: str) -> bool:
    """Whether the name of a line has the shape of a timed line and begins with an act, or nearly."""
    shape = NAME.fullmatch(name)
    return bool(shape and (shape["act"] in ACTS or (shape["by"] and nearest(shape["act"], ACTS))))


def is_cap(name: str) -> bool:
    """Whether a line gives a time over several steps."""
    return CAP_NAME.fullmatch(name) is not None


def doer(name: str) -> tuple[str, str, Strength, str] | None:
    """(act, who, how binding, priority) of the name of a timed line, None for another line. "" stands for no priority.

    An unknown act or doer stands as it was typed; the reader names it.
    """
    shape = NAME.fullmatch(name)
    if shape is None or not is_task(name):
        return None
    act = ACTS.get(shape["act"])
    usual = DEFAULT_ACTOR[act] if act else ""
    return shape["act"], shape["by"] or usual, STRENGTHS[shape["strength"]], shape["faster"] or ""


def cap_range(name: str) -> tuple[str, str, str] | None:
    """(first step, last step, priority) of a time over several steps, None for another line. "" stands for none."""
    shape = CAP_NAME.fullmatch(name)
    return (shape["first"] or "", shape["last"] or "", URGENT if shape["urgent"] else "") if shape else None


def read_tasks(
    lines: Mapping[str, list[Line]],
    value: Callable[..., Any],
    problem: Callable[..., None],
    priorities: tuple[str, ...] = (),
) -> tuple[Task, ...]:
    """The tasks of a step in the order of their lines; `value` and `problem` are the reader's own.

    The same act of the same people may stand twice when their clocks start at different events, as a letter after an
    agreement and a letter after a meeting do.
    """
    found: dict[tuple[Kind, Starts], _Found] = {}
    faster: list[tuple[Line, Kind, str, Read]] = []
    unread: set[str] = set()
    for line in _in_order(lines):
        shape = NAME.fullmatch(line.name)
        assert shape is not None  # only lines of this shape are given here
        kind = _kind(line, shape, problem)
        read = value(line, limit)
        if kind is None or read is None:
            unread.add(line.name)
            continue
        priority = _priority(line, shape["faster"] or "", priorities, problem)
        starts = read[1] or (Start.STEP,)
        if priority is None:
            continue
        if priority:
            faster.append((line, kind, priority, read))
            continue
        earlier = found.setdefault((kind, starts), _Found(line, kind, read[0], starts, {}))
        if earlier.line is not line:
            _again(line, earlier.line, problem)
    for line, kind, priority, read in faster:
        slow = _slower(line, kind, read, [one for one in found.values() if one.kind == kind], unread, problem)
        if slow is not None and priority in slow.faster:
            what = f"“{show(line.shown)}” stands here for the second time."
            problem(line, line.column, what, "Keep one of the two.")
        elif slow is not None:
            slow.faster[priority] = read[0]
    return tuple(
        Task(*one.kind[:2], one.limit, tuple(one.faster.items()), one.starts, one.kind[2]) for one in found.values()
    )


def _in_order(lines: Mapping[str, list[Line]]) -> list[Line]:
    """The lines as they stand in the text; where some came from a base, name by name in the order of the base."""
    held = [line for found in lines.values() for line in found]
    if len({line.origin for line in held}) == 1:
        held.sort(key=lambda line: line.number)
    return held


def _again(line: Line, earlier: Line, problem: Callable[..., None]) -> None:
    what = f"“{show(line.shown)}” says again what line {earlier.number} says, “{show(earlier.shown)}”."
    expected = "Keep one of the two; or say after “of” which event each of them is counted from."
    problem(line, line.column, what, expected)


def _priority(line: Line, named: str, priorities: tuple[str, ...], problem: Callable[..., None]) -> str | None:
    """The priority that a line is for, "" for every matter; None when the policy has no such priority."""
    name = named.removeprefix("priority ")
    if name in ("", URGENT):
        return name
    known = next((one for one in priorities if one.lower() == name), None)
    if known is None:
        what = f"“{show(name)}” is not a priority of this policy."
        expected = "Name each priority at the top in a line “priority:”."
        problem(line, line.column, what, expected, nearest(name, priorities))
    return known


def _slower(
    line: Line, kind: Kind, read: Read, normal: list[_Found], unread: set[str], problem: Callable[..., None]
) -> _Found | None:
    """The ordinary time that a faster one belongs to: its clock starts at the same event.

    A faster time that names no event belongs to the only one there is, or to the one that starts with the step.
    """
    fits = [one for one in normal if one.starts == (read[1] or (Start.STEP,))]
    fits = fits or (normal if not read[1] else [])
    if len(fits) == 1:
        return fits[0]
    missing = line.name.partition(",")[0]
    if not normal and missing not in unread:  # otherwise that line is there and has its own problem
        expected = f"Add “{missing}:”; if the published text has no such time, write “not stated”."
        problem(line, line.column, "A faster time stands here without the normal one.", expected)
    elif len(fits) > 1:
        what = "It is not clear which of the times above this one makes faster."
        problem(line, line.value_column, what, "Say after “of” which event it is counted from.")
    elif normal:
        what = "The faster clock starts at another event than the normal one."
        problem(line, line.value_column, what, "Use one event for both lines.")
    return None


def _kind(line: Line, shape: re.Match[str], problem: Callable[..., None]) -> Kind | None:
    """Act, who does it and how binding; None when a word is not known."""
    act = ACTS.get(shape["act"])
    if act is None:
        what = f"“{show(shape['act'])}” is not something a step can time."
        problem(line, line.column, what, f"Write one of: {', '.join(ACTS)}.", nearest(shape["act"], ACTS))
        return None
    by: Actor | Role | None = DEFAULT_ACTOR[act] if shape["by"] is None else BY.get(shape["by"])
    if by is None:
        what = f"“{show(shape['by'])}” is neither a role nor a side."
        expected = f"After “by” write one of: {', '.join(BY)}."
        problem(line, line.column + line.name.find(" by ") + 4, what, expected, nearest(shape["by"], BY))
        return None
    return act, by, STRENGTHS[shape["strength"]]


def task_name(task: Task) -> str:
    """The name of a task's line in the text form, without a priority."""
    by = "" if task.by == DEFAULT_ACTOR[task.act] else f" by {task.by}"
    return f"{task.act}{by}{_strength_words(task.strength)}"


def task_lines(task: Task, tasks: tuple[Task, ...]) -> Iterator[tuple[str, str]]:
    """The (name, value) lines of one of the tasks of a step in the text form."""
    name = task_name(task)
    alone = [task_name(other) for other in tasks].count(name) == 1
    yield name, limit_text(task.limit, task.starts)
    for priority, quick in task.faster:
        written = limit_text(quick) if alone else limit_text(quick, task.starts)
        yield f"{name}, {priority if priority == URGENT else f'priority {priority}'}", written


def read_caps(
    lines: Mapping[str, list[Line]], value: Callable[..., Any], problem: Callable[..., None]
) -> tuple[Cap, ...]:
    """The times over several steps, in the order of their lines."""
    found: dict[tuple[str, str, Strength], dict[bool, Limit]] = {}
    for name, held in lines.items():
        shape = CAP_NAME.fullmatch(name)
        read: Read | None = value(held[0], limit) if shape else None
        if shape is None or read is None:
            continue
        if read[1]:
            what = "A time over several steps starts when the matter comes to the first of them."
            problem(held[0], held[0].value_column, what, "Leave out what follows “of”.")
        identity = (shape["first"] or "", shape["last"] or "", STRENGTHS[shape["strength"]])
        found.setdefault(identity, {})[bool(shape["urgent"])] = read[0]
        if shape["urgent"] and name.removesuffix(f", {URGENT}") not in lines:
            expected = f"Add “{name.removesuffix(f', {URGENT}')}:”."
            problem(held[0], held[0].column, "A faster time stands here without the normal one.", expected)
    return tuple(
        Cap(first, last, limits[False], limits.get(True), strength)
        for (first, last, strength), limits in found.items()
        if False in limits
    )


def cap_name(cap: Cap) -> str:
    """The name of a cap's line in the text form."""
    steps = f"steps {cap.first} to {cap.last}" if cap.first else "all steps"
    return steps + _strength_words(cap.strength)


def cap_lines(cap: Cap) -> Iterator[tuple[str, str]]:
    """The (name, value) lines of a cap in the text form."""
    yield cap_name(cap), limit_text(cap.limit)
    if cap.urgent is not None:
        yield f"{cap_name(cap)}, {URGENT}", limit_text(cap.urgent)


def _strength_words(strength: Strength) -> str:
    return next(words for words, known in STRENGTHS.items() if known is strength)
