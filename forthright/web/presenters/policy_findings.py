"""What the check of a policy found: how grave it is, what it is about, at which line, and the story that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.check import Finding, Level
from forthright.core.policy.reader import Reading

LABELS = {
    Level.NEVER: gettext_lazy("Must be put right before it can be published"),
    Level.WARNING: gettext_lazy("Look at this again"),
    Level.NOTE: gettext_lazy("What the text leaves open"),
}
DANGER, WHO, TIMES = gettext_lazy("Danger"), gettext_lazy("Who acts"), gettext_lazy("Times")
FOLLOWS, DECIDING, TELLING = gettext_lazy("What follows"), gettext_lazy("Deciding"), gettext_lazy("Telling and forms")
KINDS = {
    "danger": DANGER,
    "owner": WHO,
    "gate": WHO,
    "skip": WHO,
    "post": WHO,
    "task": WHO,
    "repeat": WHO,
    "inside": WHO,
    "entry": WHO,
    "partnership": WHO,
    "silent": TIMES,
    "offer": TIMES,
    "clock": TIMES,
    "start": TIMES,
    "faster": TIMES,
    "cap": TIMES,
    "part": TIMES,
    "pause": TIMES,
    "date": TIMES,
    "lapse": TIMES,
    "remind": TIMES,
    "warn": TIMES,
    "priority": TIMES,
    "move": FOLLOWS,
    "ring": FOLLOWS,
    "step": FOLLOWS,
    "end": FOLLOWS,
    "empty": FOLLOWS,
    "urgent": FOLLOWS,
    "variant": FOLLOWS,
    "router": FOLLOWS,
    "back": FOLLOWS,
    "reply": FOLLOWS,
    "panel": DECIDING,
    "tell": TELLING,
    "form": TELLING,
}
"""What a finding is about, by the first word of its code."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing that the check found. `line` is None where it is about no single line.

    `story` is the shortest run that shows it, in order; empty where the sentence says all.
    """

    sentence: str
    story: list[str]
    line: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one level, under headings that say what they are about.

    `grave` ones keep the text from being published, and their stories are open. `quiet` ones are folded up: what a
    text leaves open is nobody's fault, and there can be many.
    """

    label: str
    grave: bool
    quiet: bool
    kinds: list[tuple[str, list[FindingLine]]]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(found) for _heading, found in self.kinds)


def groups(findings: Iterable[Finding], reading: Reading) -> list[Group]:
    """All findings, the gravest first; under a heading in the order of their lines."""
    by_level: dict[Level, list[Finding]] = {}
    for finding in findings:
        by_level.setdefault(finding.level, []).append(finding)
    return [
        Group(str(LABELS[level]), level is Level.NEVER, level is Level.NOTE, _kinds(by_level[level], reading))
        for level in Level
        if level in by_level
    ]


def _kinds(findings: Iterable[Finding], reading: Reading) -> list[tuple[str, list[FindingLine]]]:
    order = list(dict.fromkeys(KINDS.values()))
    found: dict[int, list[FindingLine]] = {}
    for finding in sorted(findings, key=lambda one: reading.place(one.where)):
        kind = KINDS[finding.code.partition(".")[0]]
        found.setdefault(order.index(kind), []).append(finding_line(finding, reading))
    return [(str(order[place]), found[place]) for place in sorted(found)]


def finding_line(finding: Finding, reading: Reading) -> FindingLine:
    """One finding, at the line of the value that it is about, or else of the step that the value is missing from."""
    line = reading.place(finding.where)[0]
    return FindingLine(finding.sentence, list(finding.story), line, _("Line %(line)s") % {"line": line})
