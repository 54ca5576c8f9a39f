"""A policy text as its author sees it: what is wrong at which line, what the check found, the ladder, and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forthright.core.policy.check import check
from forthright.core.policy.explaining import explain
from forthright.core.policy.lines import Problem
from forthright.core.policy.picture import ladder_svg
from forthright.core.policy.proofs.posts import Directory
from forthright.core.policy.reader import Reading
from forthright.core.policy.shapes import Policy
from forthright.record.bases import Shelf
from forthright.web.presenters import policy_findings
from forthright.web.presenters.policy_base import BaseSaid, base_said
from forthright.web.presenters.policy_differences import Differences, differences
from forthright.web.presenters.policy_findings import Group
from forthright.web.presenters.policy_people import People, people
from forthright.web.presenters.policy_rehearsal import WorstCase, worst_words

SHOWN = 30
"""Problems that are listed; the others follow from these more often than not."""

USUAL = 5_000
"""Characters of a policy of four steps, about."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One problem of the text, with the number of its line and where that is in words."""

    line: int
    place: str
    what: str
    expected: str
    nearest: str


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of the text with its number and what is wrong with it."""

    number: int
    text: str
    troubles: list[Trouble]


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is shown of a text. `picture` is an SVG, safe to write as it is, or "" where none can be drawn.

    `ready` tells that nothing in the text itself stands in the way of publishing it. `long` is what is said instead of
    all else where the text is longer than any policy, "" otherwise.
    """

    headline: str
    ready: bool
    troubles: list[Trouble]
    more: int
    groups: list[Group]
    people: People | None
    worst: list[WorstCase]
    picture: str
    parts: list[tuple[str, list[str]]]
    lines: list[NumberedLine]
    changes: Differences | None
    base: BaseSaid | None = None
    long: str = ""


def look(
    text: str,
    shelf: Shelf,
    compared: tuple[str, Policy] | None,
    longest: int,
    directory: Callable[[], Directory],
    today: date,
) -> Look:
    """All of it, for a text that may be half finished, and may be based on what stands on the shelf. `compared` is the
    text in force and its policy; `directory` is asked for only where the text can be read."""
    if len(text) > longest:
        said = _("This one has %(length)s characters.") % {"length": f"{len(text):,}"}
        long, what = long_words(longest), [trouble(too_long(longest))]
        return Look(said, False, what, 0, [], None, [], "", [], [], None, long=long)
    reading = shelf.read(text)
    troubles = [trouble(problem) for problem in reading.problems]
    groups = policy_findings.groups(check(reading.policy), reading) if reading.policy else []
    changes = differences(compared[0], shelf.whole(text), compared[1], reading.policy) if compared else None
    return Look(
        headline=_headline(reading, groups),
        ready=reading.policy is not None and not any(group.grave for group in groups),
        troubles=troubles[:SHOWN],
        more=max(len(troubles) - SHOWN, 0),
        groups=groups,
        people=people(reading, directory, today),
        worst=worst_of(reading.policy),
        picture=ladder_svg(reading.policy) if reading.policy else "",
        parts=explain(reading.policy) if reading.policy else [],
        lines=numbered(text, troubles),
        changes=changes,
        base=base_said(shelf, text),
    )


def worst_of(policy: Policy | None) -> list[WorstCase]:
    """The worst case by unit, not urgent and urgent; one where both are the same, none where there is no policy."""
    if policy is None:
        return []
    slow, fast = worst_words(policy), worst_words(policy, urgent=True)
    return [slow] if (slow.lines, slow.together) == (fast.lines, fast.together) else [slow, fast]


def long_words(longest: int) -> str:
    """What is said of a text that is longer than any policy: how long it may be, and how long others are."""
    return f"{_('This text is too long')}: {most_words(longest)}"


def most_words(longest: int) -> str:
    """How long a policy may be, as the end of a sentence, and how long others are."""
    said = _("a policy can have at most %(longest)s characters. A policy of four steps has about %(usual)s.")
    return said % {"longest": f"{longest:,}", "usual": f"{USUAL:,}"}


def too_long(longest: int) -> Problem:
    """The same as a problem of the text, at its beginning."""
    return Problem(1, 1, long_words(longest), "")


def trouble(problem: Problem) -> Trouble:
    """One problem as it is shown."""
    return Trouble(
        line=problem.line,
        place=_("Line %(line)s, character %(column)s") % {"line": problem.line, "column": problem.column},
        what=problem.what,
        expected=problem.expected,
        nearest=problem.nearest,
    )


def numbered(text: str, troubles: Iterable[Trouble] = ()) -> list[NumberedLine]:
    """The text line by line, each with its own problems. A problem of an empty text stands at line 1."""
    at: dict[int, list[Trouble]] = {}
    for one in troubles:
        at.setdefault(one.line, []).append(one)
    lines = text.removesuffix("\n").split("\n")
    return [NumberedLine(number, line, at.get(number, [])) for number, line in enumerate(lines, start=1)]


def _headline(reading: Reading, groups: list[Group]) -> str:
    count = len(reading.problems)
    if count:
        said = ngettext("There is %(count)s problem in the text", "There are %(count)s problems in the text", count)
        return said % {"count": count}
    grave = sum(group.count for group in groups if group.grave)
    if grave:
        said = ngettext(
            "The text can be read, but %(count)s thing must be put right",
            "The text can be read, but %(count)s things must be put right",
            grave,
        )
        return said % {"count": grave}
    return _("The text can be read, and nothing in it stops publishing")
