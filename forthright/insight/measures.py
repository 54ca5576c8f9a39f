"""What is counted, over which time, and under which name. Nothing is counted that has no definition here.

A challenge is one raising agency with one that answers. A matter that was put to three agencies is three challenges, in
every breakdown: each has its own step, outcome and answering agency. How many matters there are is not counted beside
it, since the difference of the two numbers would tell of the few that went to several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_noop as _  # marked here, translated where it is shown

from forthright.core.challenge.codes import Outcome
from forthright.core.worktime import LONDON
from forthright.directory.models import Group

NO_OUTCOME = "no outcome yet"
TALKED, GOOD_PRACTICE = "settled by talking", "good practice"


@dataclass(frozen=True, slots=True)
class Measure:
    """One breakdown. `counts` says what is counted, once; `column` what the rows are."""

    code: str
    name: str
    column: str
    counts: str


STEP = Measure(
    "step",
    _("Step reached"),
    _("Step"),
    _("Each challenge is counted once, at the step it was at when the period ended."),
)
OUTCOME = Measure(
    "outcome",
    _("Outcome"),
    _("Outcome"),
    _(
        "Each challenge is counted once, by the outcome that stood when the period ended. "
        "One that was opened again has no outcome until the next one stands."
    ),
)
RAISING = Measure(
    "raising",
    _("Who raised it"),
    _("Agency group"),
    _("Each challenge is counted once, for the group of the agency that raised it."),
)
RESPONDING = Measure(
    "responding",
    _("Who was asked to respond"),
    _("Agency group"),
    _("Each challenge is counted once, for the group of the agency that it was raised with."),
)
TOPIC = Measure(
    "topic",
    _("What it was about"),
    _("Topic"),
    _("Each challenge is counted once, by the topic that was chosen when it was raised."),
)
CHALLENGES = (STEP, OUTCOME, RAISING, RESPONDING)
"""Breakdowns of the same challenges. They share one total, so they are suppressed together."""

TALKS = Measure(
    "talks",
    _("Settled by talking, and good practice"),
    _("What was recorded"),
    _("Each record is counted once. These never became a challenge, so they are in none of the tables above."),
)
READERS = Measure(
    "readers",
    _("Who has read the briefing"),
    _("Agency group"),
    _(
        "Each person is counted once, for the group of their agency, if they said before the period ended that they "
        "had read the present version of the briefing. People who work for no agency are not counted."
    ),
)

EITHER = ("agency", "agencies", "organisation", "sector")
WORDS = {
    STEP: ("step", "stage"),
    OUTCOME: ("outcome", "result", "resolved"),
    RAISING: (*EITHER, "who raised", "raised by", "raising"),
    RESPONDING: (*EITHER, "responding", "raised with", "challenged"),
    TOPIC: ("topic", "theme", "category", "categories", "reason", "kind of disagreement", "type of disagreement"),
    TALKS: ("talking", "good practice"),
    READERS: ("briefing",),
}
"""Words by which a policy asks for a breakdown, in its own sentence."""
NOT_COUNTED = re.compile(
    r"\b(?:how long|took|times?|timescales?|days|delays?|late|overdue|training|adjustments?|costs?)\b"
)
"""Words of a sentence that asks for something else, although it may name a topic or an outcome beside it."""


def asked_for(dimension: str, step_word: str = "") -> tuple[Measure, ...]:
    """The breakdowns that answer what a policy asks to be counted; none where Forthright does not count it."""
    said = dimension.lower()
    own = {STEP: (step_word.lower(),)} if step_word else {}
    if NOT_COUNTED.search(said):
        return ()
    return tuple(
        measure
        for measure, words in WORDS.items()
        if any(re.search(rf"\b{re.escape(word)}s?\b", said) for word in (*words, *own.get(measure, ())))
    )


Key = str
Numbers = Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months in England's time. `starts` and `ends` are instants (UTC), half-open; `last` is the last day."""

    starts: datetime
    ends: datetime

    @property
    def first(self) -> date:
        """The first day that counts."""
        return self.starts.astimezone(LONDON).date()

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.ends.astimezone(LONDON).date() - timedelta(days=1)


def twelve_months(now: datetime) -> Period:
    """The twelve whole months before the month in which `now` (aware) lies.

    Whole months, so that the numbers change once a month: a page that counted up to this minute would show, by what
    changed since yesterday, the one challenge that was raised today.
    """
    month = now.astimezone(LONDON).date().replace(day=1)
    return Period(_midnight(month.replace(year=month.year - 1)), _midnight(month))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def empty(measure: Measure, steps: tuple[str, ...], topics: tuple[str, ...] = ()) -> dict[Key, int]:
    """Every row of a breakdown at nought, in its order: what never happened is worth seeing too."""
    rows = {
        STEP: steps,
        TOPIC: topics,
        OUTCOME: (NO_OUTCOME, *(outcome.value for outcome in Outcome)),
        TALKS: (TALKED, GOOD_PRACTICE),
    }
    return dict.fromkeys(rows.get(measure, tuple(Group.values)), 0)
