"""The timed lines of a step: `reply by line manager within, urgent: 4 working hours of being raised`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from forthright.core.policy import values
from forthright.core.policy.lines import Line, show
from forthright.core.policy.shapes import Act, Actor, Limit, Role, Start, Strength, Task
from forthright.core.policy.vocabulary import BY, DEFAULT_ACTOR, nearest

NAME = re.compile(r"(?P<act>.+?)(?: by (?P<by>.+?))?(?P<aim> should be)? within(?P<urgent>, urgent)?")
ACTS = {act.value: act for act in Act}

Identity = tuple[Act, Actor | Role, Strength]


def is_task(name: str) -> bool:
    """Whether the name of a line has the shape of a timed line and begins with an act, or nearly."""
    shape = NAME.fullmatch(name)
    return bool(shape and (shape["act"] in ACTS or (shape["by"] and nearest(shape["act"], ACTS))))


def read_tasks(
    lines: Mapping[str, list[Line]], value: Callable[..., Any], problem: Callable[..., None]
) -> tuple[Task, ...]:
    """The tasks of a step in the order of their lines; `value` and `problem` are the reader's own."""
    normal: dict[Identity, tuple[Line, Limit, Start | None]] = {}
    urgent: dict[Identity, tuple[Line, Limit, Start | None]] = {}
    for name, found in lines.items():
        if not is_task(name):
            continue
        line, shape = found[0], NAME.fullmatch(name)
        assert shape is not None
        identity = _identity(line, shape, problem)
        read = value(line, values.limit)
        if identity is None or read is None:
            continue
        held = urgent if shape["urgent"] else normal
        if identity in held:
            earlier = held[identity][0]
            what = f"“{show(line.shown)}” says again what line {earlier.number} says, “{show(earlier.shown)}”."
            problem(line, line.column, what, "Keep one of the two.")
            continue
        held[identity] = (line, *read)
    for identity, (line, _, start) in urgent.items():
        if identity not in normal:
            missing = line.name.removesuffix(", urgent")
            if missing in lines:
                continue  # that line is there and has its own problem
            expected = f"Add “{missing}:”; if the published text has no such time, write “not stated”."
            problem(line, line.column, "An urgent time stands here without the normal one.", expected)
        elif start and start != (normal[identity][2] or Start.STEP):
            what = "The urgent clock starts at another event than the normal one."
            problem(line, line.value_column, what, "Use one event for both lines.")
    return tuple(_task(identity, normal[identity], urgent.get(identity)) for identity in normal)


def _task(identity: Identity, normal: tuple[Line, Limit, Start | None], urgent: tuple[Line, Limit, Any] | None) -> Task:
    act, by, strength = identity
    return Task(act, by, normal[1], urgent[1] if urgent else None, normal[2] or Start.STEP, strength)


def _identity(line: Line, shape: re.Match[str], problem: Callable[..., None]) -> Identity | None:
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
    return act, by, Strength.AIM if shape["aim"] else Strength.MUST
