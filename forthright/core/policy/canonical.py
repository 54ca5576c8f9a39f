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

from forthright.core.policy.bases import Bases
from forthright.core.policy.grammar import FORM, SECTIONS, STEP, TOP, Kind
from forthright.core.policy.lines import decode
from forthright.core.policy.moves import occasion_text
from forthright.core.policy.reader import TELLS, Reading, read
from forthright.core.policy.shapes import Form, Occasion, Overlay, Policy, Stated, Step
from forthright.core.policy.tasks import cap_lines, task_lines
from forthright.core.policy.times import Span, Words

FORMAT = 2
"""Rises when the compiled model changes so that the same text would get another fingerprint."""


def write(policy: Policy) -> str:
    """The canonical text. Raises ValueError when a value cannot stand on a line (a line break, a stray "  #")."""
    text = "\n".join(_lines(policy)) + "\n"
    reading = read(text)
    if reading.policy != policy:
        first = reading.problems[0].sentence() if reading.problems else "A value would read back differently."
        raise ValueError(f"This policy cannot be written as text. {first}")
    return text


def flatten(source: str | bytes, bases: Bases, name: str = "policy", reading: Reading | None = None) -> str:
    """The text of a policy with what its base brings in, so that it stands alone: what is kept and published.

    A text that is based on nothing is given back as it is, comments and all. `reading` is what came of it, where it
    was read before. Raises ValueError with the first problem when it cannot be read.
    """
    reading = reading or read(source, name, bases)
    if reading.policy is None:
        raise ValueError(reading.problems[0].sentence())
    whole = decode(source, [])
    return write(reading.policy) if "based on" in reading.places else whole


def fingerprint(policy: Policy) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the compiled model: what each challenge is pinned to."""
    model = {"format": FORMAT, "policy": as_plain(policy)}
    text = json.dumps(model, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def as_plain(value: Any) -> Any:
    """A policy, or a part of one, as JSON values. Times carry their kind, so words cannot pass for "not stated".

    What has its default is left out, so that a construct added to the language changes no fingerprint of a text that
    does not use it.
    """
    if isinstance(value, Span | Words):
        parts = {part.name: as_plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return {"kind": type(value).__name__.lower(), **parts}
    if dataclasses.is_dataclass(value):
        return {
            part.name: as_plain(held)
            for part in dataclasses.fields(value)
            if (held := getattr(value, part.name)) != _default(value, part.name)
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): as_plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(part) for part in value]
    return str(value) if isinstance(value, str) else value


def _lines(policy: Policy) -> Iterator[str]:
    """All lines, in the one order."""
    for name, kind in TOP.items():
        if name == "note":
            for cap in policy.caps:
                yield from (f"{line}: {value}" for line, value in cap_lines(cap))
        yield from _values(policy, name, kind, "")
    for name, lines in SECTIONS.items():
        found = list(_section_lines(policy, name, lines))
        if found:
            yield from ("", f"{name}:", *found)
    for form in policy.forms:
        yield from ("", *_form_lines(form))
    for step in policy.steps:
        yield from ("", f"step {step.key}: {step.name}", *_step_lines(step))
    for overlay in policy.overlays:
        yield from ("", f"for {overlay.group}, step {overlay.step}:", *_step_lines(overlay))


def _values(held: Any, name: str, kind: Kind, margin: str = "  ") -> Iterator[str]:
    """The lines of one kind, from the value that its field holds; none where it has its default."""
    value = _get(held, kind.field)
    if value is None or (not kind.required and value == _default(held, kind.field)):
        return
    if kind.key == "free":
        yield from (f"{margin}{name}, {key}: {kind.write(one)}" for key, one in sorted(value.items()))
    elif kind.many and not kind.listed:
        yield from (f"{margin}{name}: {kind.write(one)}" for one in value)
    else:
        yield f"{margin}{name}: {kind.write(value)}"


def _get(held: Any, field: str) -> Any:
    """What an attribute, or an attribute of an attribute, holds. An overlay holds only what differs."""
    if isinstance(held, Overlay):
        return held.changes.get(field)
    for part in field.split("."):
        held = getattr(held, part, None)
    return held


def _default(held: Any, field: str) -> Any:
    """The value that a field has where no line stands."""
    first, _, rest = field.partition(".")
    if isinstance(held, Overlay):
        return None
    for part in dataclasses.fields(held):
        if part.name == first:
            if rest:
                return _default(getattr(held, first), rest) if getattr(held, first) is not None else None
            made = part.default_factory
            return part.default if made is dataclasses.MISSING else made()
    raise KeyError(field)


def _section_lines(policy: Policy, name: str, lines: Mapping[str, Kind]) -> Iterator[str]:
    """The lines of one section; none where it has nothing to say."""
    if name == "topics":
        codes = policy.topic_codes
        yield from (f"  topic{f', {codes[one]}' if one in codes else ''}: {one}" for one in policy.topics)
    elif name == "immediate danger":
        if policy.danger.tell:
            yield f"  tell: {', '.join(policy.danger.tell)}"
        yield f"  say: {policy.danger.say if policy.danger.stated else Stated.NOT_STATED.value}"
    elif name == "source":
        for line, kind in lines.items():
            value = _get(policy.source, kind.field)
            if kind.required or line == "dated" or value:
                yield f"  {line}: {kind.write(value)}"
    else:
        for line, kind in lines.items():
            yield from _values(policy, line, dataclasses.replace(kind, required=False))


def _form_lines(form: Form) -> Iterator[str]:
    yield f"form {form.key}: {form.name}"
    yield f"  used when: {occasion_text(form.when, form.step)}"
    yield from _values(form, "filled in by", FORM["filled in by"])
    if form.sent_to:
        yield f"  sent to: {', '.join(form.sent_to)}"
    yield from (f"  field{f', {one.side}' if one.side else ''}: {one.label}" for one in form.fields)


def _step_lines(step: Step | Overlay) -> Iterator[str]:
    """The lines below the head of a step, or of what differs there for one kind of agency."""
    for name, kind in STEP.items():
        if name == "decided by":
            tasks = _get(step, "tasks") or ()
            for task in tasks:
                yield from (f"  {line}: {value}" for line, value in task_lines(task, tasks))
        if kind.field in TELLS:
            yield from _told(step, name, kind.field)
        else:
            yield from _values(step, name, kind)


def _told(step: Step | Overlay, name: str, field: str) -> Iterator[str]:
    for tell in _get(step, "tells") or ():
        if (tell.must, tell.if_any) == TELLS[field]:
            when = "" if tell.when is Occasion.STARTS else f", when {tell.when}"
            yield f"  {name}{when}: {', '.join(tell.who)}"
