"""The canonical text of a policy, and its fingerprint.

`read(write(policy)).policy == policy`, and a canonical text is its own canonical form. Every value has a line of its
own, so that a change of one value changes one line. Comments are not part of a policy and are not kept.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forthright.core.policy.reader import read
from forthright.core.policy.shapes import (
    How,
    Limit,
    Move,
    Policy,
    Roles,
    Span,
    Start,
    Stated,
    Step,
    Strength,
    Task,
    Words,
)
from forthright.core.policy.values import SOONER, WRITTEN_AS
from forthright.core.policy.vocabulary import DEFAULT_ACTOR
from forthright.core.worktime.units import Unit

FORMAT = 1
"""Rises when the compiled model changes so that the same text would get another fingerprint."""


def write(policy: Policy) -> str:
    """The canonical text. Raises ValueError when a value cannot stand on a line (a line break, a stray "  #")."""
    text = "\n".join(_lines(policy)) + "\n"
    reading = read(text)
    if reading.policy != policy:
        first = reading.problems[0].sentence() if reading.problems else "A value would read back differently."
        raise ValueError(f"This policy cannot be written as text. {first}")
    return text


def fingerprint(policy: Policy) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the compiled model: what each challenge is pinned to."""
    model = {"format": FORMAT, "policy": as_plain(policy)}
    text = json.dumps(model, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def as_plain(value: Any) -> Any:
    """A policy, or a part of one, as JSON values. Times carry their kind, so words cannot pass for "not stated"."""
    if isinstance(value, Span | Words):
        parts = {part.name: as_plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return {"kind": type(value).__name__.lower(), **parts}
    if dataclasses.is_dataclass(value):
        return {part.name: as_plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): as_plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(part) for part in value]
    return str(value) if isinstance(value, str) else value


def limit_text(limit: Limit, start: Start = Start.STEP) -> str:
    """A limit as the text form writes it."""
    event = "" if start == Start.STEP else f" of {start}"
    if isinstance(limit, Words):
        return limit.said + event
    if isinstance(limit, Stated):
        return limit.value + event
    if limit.unit == Unit.IMMEDIATELY:
        return "immediately" + event
    if limit.unit == Unit.SAME_WORKING_DAY:
        return "the same working day" + event
    unit = limit.unit.removesuffix("s") if limit.amount == 1 else limit.unit
    written = WRITTEN_AS + limit.written_as if limit.written_as else ""
    return f"{limit.amount} {unit}{event}{SOONER if limit.child_safe else ''}{written}"


def move_text(move: Move) -> str:
    """A move as the text form writes it."""
    return {
        How.OFFER: f"offer step {move.to}",
        How.MUST: f"must go to step {move.to}",
        How.END: "the procedure ends",
        How.NOT_STATED: "not stated",
    }[move.how]


def roles_text(roles: Roles) -> str:
    """Roles as the policy text writes them."""
    return roles.value if isinstance(roles, Stated) else ", ".join(roles)


def _lines(policy: Policy) -> Iterator[str]:
    """All lines, in the one order."""
    yield f"policy: {policy.name}"
    yield f"partnership: {policy.partnership}"
    yield f"called: {policy.called}"
    yield f"version: {policy.version.isoformat()}"
    yield f"steps are called: {policy.step_word}"
    if policy.invented:
        yield "invented: yes"
    yield from (f"note: {note}" for note in policy.notes)
    yield from ("", "immediate danger:")
    if policy.danger.tell:
        yield f"  tell: {', '.join(policy.danger.tell)}"
    yield f"  say: {policy.danger.say if policy.danger.stated else Stated.NOT_STATED.value}"
    source = policy.source
    yield from ("", "source:", f"  address: {source.address}", f"  dated: {source.dated}")
    yield f"  read on: {source.read_on.isoformat() if source.read_on else Stated.NOT_STATED.value}"
    yield f"  status: {source.status}"
    if source.note:
        yield f"  note: {source.note}"
    if policy.topics:
        yield from ("", "topics:", *(f"  topic: {topic}" for topic in policy.topics))
    if policy.gaps:
        yield from ("", "gaps:", *(f"  to confirm: {gap}" for gap in policy.gaps))
    for step in policy.steps:
        yield ""
        yield from _step_lines(step)


def _step_lines(step: Step) -> Iterator[str]:
    yield f"step {step.key}: {step.name}"
    if step.only_if:
        yield f"  only if: {step.only_if}"
    yield f"  raised by: {roles_text(step.raised_by)}"
    yield f"  answered by: {roles_text(step.answered_by)}"
    yield from (f"  title, {group}: {title}" for group, title in sorted(step.titles.items()))
    yield from (f"  needs: {need}" for need in step.needs)
    for task in step.tasks:
        yield from _task_lines(task)
    if step.decided_by != Stated.NOT_STATED:
        yield f"  decided by: {roles_text(step.decided_by)}"
    yield f"  if not settled: {move_text(step.move)}"
    if step.urgent_move:
        yield f"  if not settled, urgent: {move_text(step.urgent_move)}"
    if step.tell:
        yield f"  tell: {', '.join(step.tell)}"
    yield from (f"  record: {record}" for record in step.record)
    if step.note:
        yield f"  note: {step.note}"


def _task_lines(task: Task) -> Iterator[str]:
    by = "" if task.by == DEFAULT_ACTOR[task.act] else f" by {task.by}"
    name = f"{task.act}{by}{' should be' if task.strength == Strength.AIM else ''} within"
    yield f"  {name}: {limit_text(task.limit, task.start)}"
    if task.urgent is not None:
        yield f"  {name}, urgent: {limit_text(task.urgent)}"
