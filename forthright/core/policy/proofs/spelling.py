"""Words that stand where any words may stand, and are nearly ones that are known: probably slips of the pen.

They are asked about and not refused, since "LSCB Business Manager" is as good a recipient as "business unit", and since
a text that was once published must be readable for ever.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from forthright.core.policy.nearly import same_but_for_signs, slip
from forthright.core.policy.proofs.finding import Finding, warning
from forthright.core.policy.recipients import meant, nearly
from forthright.core.policy.shapes import Entry, Occasion, Overlay, Policy, Step, Tell, Words
from forthright.core.policy.tasks import cap_name, task_name
from forthright.core.policy.times import URGENT, Limit, Task
from forthright.core.policy.vocabulary import CONDITIONS, GROUPS, TELLING, WORDED, nearest

TELL_LINES = {(True, False): "tell", (True, True): "tell if there is one", (False, False): "may tell"}
"""The line of each way to tell somebody, by (must, only if there is one)."""

MOST = 200
"""Names that are compared with each other. No published policy names twenty."""
LONGEST = 400
"""Characters of a condition that are looked at."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A step, or what differs there for one kind of agency: where its lines stand, and their values by field."""

    where: str
    label: str
    values: dict[str, Any]


def spelling(policy: Policy) -> Iterator[Finding]:
    """All findings of this kind, on the policy as it is written."""
    parts = [*(_step(policy, step) for step in policy.steps), *(_overlay(policy, one) for one in policy.overlays)]
    yield from _recipients(policy, parts)
    yield from _groups(policy, parts)
    for part in parts:
        yield from _conditions(part)
        yield from _times(part)
    for cap in policy.caps:
        for limit, name in ((cap.limit, cap_name(cap)), (cap.urgent, f"{cap_name(cap)}, {URGENT}")):
            yield from _worded(limit, name, "The time over several steps")


def _step(policy: Policy, step: Step) -> _Part:
    fields = ("only_if", "tasks", "tells", "titles", "acting_for")
    values = {name: getattr(step, name) for name in fields} | {"entry.when": (step.entry or Entry("")).when}
    return _Part(f"step {step.key}", policy.label(step.key), values)


def _overlay(policy: Policy, overlay: Overlay) -> _Part:
    label = f"{policy.label(overlay.step)} for {overlay.group}"
    return _Part(f"for {overlay.group}, step {overlay.step}", label, dict(overlay.changes))


def _recipients(policy: Policy, parts: Iterable[_Part]) -> Iterator[Finding]:
    """Whoever is told is written as elsewhere: a role that is mistyped is told to nobody."""
    told = [(f"immediate danger/tell: {who}", "In immediate danger", who) for who in policy.danger.tell]
    for form in policy.forms:
        told += [(f"form {form.key}/sent to: {who}", f"Form {form.key}", who) for who in form.sent_to]
    for part in parts:
        for tell in part.values.get("tells", ()):
            told += [(f"{part.where}/{_tell_line(tell)}: {who}", part.label, who) for who in tell.who]
    others = _more_usual([who for _, _, who in told])
    for where, label, who in told[:MOST]:
        near = nearly(who, others[who])
        if near:
            nobody = "" if meant(near) is None else " As it stands, the system knows nobody of that name."
            yield warning("word.told", where, f"{label}: “{who}” is nearly “{near}”.{nobody}")


def _more_usual(named: list[str]) -> dict[str, list[str]]:
    """For each name those that stand more often, or as often and before it: where two differ, the other is the slip."""
    often = Counter(named)
    order = sorted(list(often)[:MOST], key=lambda name: -often[name])
    return {name: order[: order.index(name)] if name in order else [] for name in often}


def _tell_line(tell: Tell) -> str:
    line = TELL_LINES[tell.must, tell.if_any]
    return line if tell.when is Occasion.STARTS else f"{line}, when {tell.when}"


def _groups(policy: Policy, parts: Iterable[_Part]) -> Iterator[Finding]:
    """A kind of agency is called the same everywhere: a title or a time for another one is nobody's."""
    named = [
        (f"{part.where}/{line}, {group.lower()}", group)
        for part in parts
        for line, field in (("title", "titles"), ("acting for", "acting_for"))
        for group in part.values.get(field, {})
    ]
    often = _more_usual([group for _, group in named])
    for where, group in named[:MOST]:
        others = often[group]
        near = slip(group, GROUPS) or slip(group, others) or same_but_for_signs(group, others)
        if near and group not in GROUPS:
            sentence = f"“{group}” is nearly “{near}”. A kind of agency is called the same everywhere."
            yield warning("group.near", where, sentence)
    for overlay in policy.overlays:
        group = overlay.group
        near = "" if group in often else nearest(group, sorted(often), 0.8) or slip(group, GROUPS)
        if near:
            sentence = f"What differs is said for “{group}”, but elsewhere that kind of agency is called “{near}”."
            yield warning("group.unknown", f"for {group}, step {overlay.step}", sentence)


def _conditions(part: _Part) -> Iterator[Finding]:
    """A condition that speaks of urgency or harm says so in words that are read."""
    for field, line in (("only_if", "only if"), ("entry.when", "may start here")):
        said = (part.values.get(field) or "")[:LONGEST]
        near = slip(said, CONDITIONS) or _put_right(said, TELLING)
        if near:
            sentence = f"{part.label}: “{said}” is nearly “{near}”, and as it stands it is not read as that."
            yield warning("word.condition", f"{part.where}/{line}", sentence)


def _times(part: _Part) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    tasks: tuple[Task, ...] = part.values.get("tasks", ())
    for task in tasks:
        plain = task_name(task)
        faster = ((f"{plain}, {'' if name == URGENT else 'priority '}{name}", limit) for name, limit in task.faster)
        for name, limit in ((plain, task.limit), *faster):
            seen[name] += 1
            again = f" ({seen[name]})" if seen[name] > 1 else ""
            yield from _worded(limit, f"{part.where}/{name.lower()}{again}", part.label)


def _worded(limit: Limit | None, where: str, label: str) -> Iterator[Finding]:
    """A time in words is spelled as those of other policies are."""
    near = _put_right(limit.said, WORDED) if isinstance(limit, Words) else ""
    if near and isinstance(limit, Words):
        yield warning("word.time", where, f"{label}: the time “{limit.said}” is nearly “{near}”.")


def _put_right(said: str, known: Iterable[str]) -> str:
    """The words with each slip put right, "" where there is none."""
    right = re.sub(r"[^\W\d_]+", lambda found: slip(found[0], known) or found[0], said)
    return right if right != said else ""
