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
OTHER = gettext_lazy("Anything else")
ABOUT = (
    (gettext_lazy("Danger"), "danger harm"),
    (
        gettext_lazy("Who acts"),
        "owner gate skip post task repeat inside entry partnership advice raiser rung title group",
    ),
    (
        gettext_lazy("Times"),
        "silent offer clock start faster cap part pause extension date lapse remind warn priority after time",
    ),
    (gettext_lazy("Hours that count"), "hours must"),
    (gettext_lazy("What follows"), "move ring step end empty urgent variant router back reply silence formal way"),
    (gettext_lazy("Deciding"), "panel decide"),
    (gettext_lazy("Telling and forms"), "tell form"),
    (gettext_lazy("Words that may be mistyped"), "word"),
    (gettext_lazy("What it is for, and what is missing"), "about gap scope"),
)
"""What findings are about: a heading, and the first words of their codes."""
KINDS = {word: heading for heading, words in ABOUT for word in words.split()}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing that the check found. `line` is None where it is about no single line.

    `story` is the shortest run that shows it, in order; empty where the sentence says all. `each` is what the sentence
    sums up, one by one.
    """

    sentence: str
    story: list[str]
    line: int | None
    place: str
    each: list[str]


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
    order = [*(heading for heading, _words in ABOUT), OTHER]
    found: dict[int, list[FindingLine]] = {}
    for finding in sorted(findings, key=lambda one: reading.place(one.where)):
        kind = KINDS.get(finding.code.partition(".")[0], OTHER)
        found.setdefault(order.index(kind), []).append(finding_line(finding, reading))
    return [(str(order[place]), found[place]) for place in sorted(found)]


def finding_line(finding: Finding, reading: Reading) -> FindingLine:
    """One finding, at the line of the value that it is about, or else of the step that the value is missing from.

    One that is about no value of the text has no line.
    """
    line = reading.place(finding.where)[0] if finding.where else None
    place = _("Line %(line)s") % {"line": line} if line else ""
    return FindingLine(finding.sentence, list(finding.story), line, place, list(finding.each))
