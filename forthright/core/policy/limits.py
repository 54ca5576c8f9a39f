"""Reading and writing a time: "2 working days of being raised, or sooner if the child needs it"."""

from __future__ import annotations

import re

from forthright.core.policy.amounts import RANGE, mended
from forthright.core.policy.lines import show
from forthright.core.policy.numbers import A_WORD
from forthright.core.policy.times import Limit, Span, Start, Stated, Words
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import STARTS, UNITS, listed, nearest
from forthright.core.worktime.units import Unit

SOONER = ", or sooner if the child needs it"
WRITTEN_AS = ", written as "
MOST = 999
LONGEST = 400
"""Characters in a time with all that belongs to it."""
FIXED: dict[str, Limit] = {
    "not stated": Stated.NOT_STATED,
    "none": Stated.NONE,
    "immediately": Span(0, Unit.IMMEDIATELY),
    "the same working day": Span(0, Unit.SAME_WORKING_DAY),
    "same working day": Span(0, Unit.SAME_WORKING_DAY),
}
"""Limits without a number. The amount of the two immediate units is 0, and means nothing."""
TIME_WORDS = (
    *("hour", "hours", "hrs", "day", "days", "week", "weeks", "wks", "fortnight", "month", "months", "year", "years"),
    *("minute", "minutes", "working", "calendar", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "twelve", "twenty", "forty-eight", "half"),
)
"""Words that show that a number was meant, so that a mistyped one never passes as words without a number."""
LONG_TIME_WORDS = [word for word in TIME_WORDS if len(word) > 3]
A_TIME = "Write a time such as “2 working days”, “48 hours”, “immediately”, words without a number, or “not stated”."


def limit(text: str) -> tuple[Limit, tuple[Start, ...]]:
    """A time and its events, as `_limit` reads them. Where that fails, what was meant is offered."""
    try:
        return _limit(text)
    except Wrong as wrong:
        near = wrong.near if wrong.near in STARTS or len(text) > LONGEST else show(_meant(text), LONGEST) or wrong.near
        raise Wrong(wrong.what, wrong.expected, near, wrong.offset) from None


def _meant(text: str) -> str:
    """The time that somebody meant, as the form writes it; "" where it cannot be told."""
    try:
        return limit_text(*_limit(mended(text, SOONER, WRITTEN_AS)))
    except Wrong:
        return ""


def _limit(text: str) -> tuple[Limit, tuple[Start, ...]]:
    """A time and the events its clock starts at (empty when the text names none).

    Shapes: `2 working days`, `1 working week, or sooner if the child needs it`, `2 working days of being raised`,
    `2 working days of the disagreement or a decision being received`, `2 working days, written as 48 hours (two
    working days)`, `immediately`, `the same working day`, `not stated`, `none`, and words without a number such as
    `without delay`.
    """
    if len(text) > LONGEST:
        raise Wrong("This is too long for a time.", A_TIME)
    head, _, written = text.partition(WRITTEN_AS)
    if not written and re.search(r",? written as$", head):
        raise Wrong("There are no words after “written as”.", "Write the published words, or leave “written as” out.")
    safe = head.lower().endswith(SOONER)
    if safe:
        head = head[: -len(SOONER)]
    head, starts = _starts(head)
    bare = FIXED.get(head.lower())
    if bare is None:
        bare = _span(head, safe, written) if re.search(r"\d", head) else _words(head)
    if (safe or written) and not (isinstance(bare, Span) and bare.amount):
        raise Wrong("“Or sooner” and “written as” need a time with a number.", A_TIME)
    return bare, starts


def span(text: str, offset: int = 0) -> Span:
    """A number and a unit, without an event. Raises Wrong; `offset` is how far into a value the text stands."""
    try:
        found, starts = limit(text)
    except Wrong as wrong:
        raise Wrong(wrong.what, wrong.expected, wrong.near, wrong.offset + offset) from None
    if not isinstance(found, Span) or not found.amount or starts or found.child_safe or found.written_as:
        what = f"“{show(text)}” is not a number and a unit alone."
        raise Wrong(what, "Write a time such as “1 working day”.", "", offset)
    return found


def limit_text(limit: Limit, starts: tuple[Start, ...] = (Start.STEP,)) -> str:
    """A limit as the text form writes it."""
    event = "" if starts in ((), (Start.STEP,)) else f" of {' or '.join(starts)}"
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


def _starts(head: str) -> tuple[str, tuple[Start, ...]]:
    """The time without its events, and the events: the longest ending that is nothing but events joined by "or"."""
    for at in re.finditer(r" of ", head, re.IGNORECASE):
        events = [STARTS.get(words) for words in head[at.end() :].lower().split(" or ")]
        known = tuple(event for event in events if event is not None)
        if len(known) == len(events):
            if len(set(known)) < len(known):
                raise Wrong("The same event stands here twice.", "Write it once.", "", at.end())
            return head[: at.start()], known
    return head, ()


def _span(head: str, safe: bool, written: str) -> Span:
    """A number and a unit."""
    if RANGE.match(head.lower()):
        raise Wrong(f"“{show(head)}” is two times.", "Write one: the longer of the two is the limit.")
    parts = re.fullmatch(r"([0-9]+) (.+)", head)
    if not parts:
        raise Wrong(f"“{show(head)}” is not a time.", "Write a whole number and a unit, such as “2 working days”.")
    amount, words = int(parts[1]) if len(parts[1]) < 9 else MOST + 1, parts[2].lower()
    if not 1 <= amount <= MOST:
        raise Wrong(f"“{show(parts[1])}” is not a usable number.", f"Write a whole number from 1 to {MOST}.")
    unit = UNITS.get(words)
    if unit is None:
        raise _unit_trouble(amount, words, len(parts[1]) + 1)
    return Span(amount, unit, safe, written)


def _unit_trouble(amount: int, words: str, offset: int) -> Wrong:
    """Why the words after a number are no unit, or no unit and starting event."""
    unit, of, start = words.partition(" of ")
    if of and unit in UNITS:
        wrong = next((words for words in start.split(" or ") if words not in STARTS), start)
        what = f"“{show(wrong)}” is not an event that a clock can start at."
        return Wrong(what, f"Write {listed(STARTS)}.", nearest(wrong, STARTS), offset + len(unit) + 4)
    if words in ("day", "days", "week", "weeks"):
        what = f"“{amount} {words}” does not say which {words.removesuffix('s')}s count."
        kind = "working weeks" if words.startswith("week") else "working days or calendar days"
        expected = f"Write {kind}. If the published text leaves it open, add “, written as” and its own words."
        return Wrong(what, expected, f"{amount} working {words}", offset)
    near = nearest(unit, UNITS)
    expected = "Write hours, working hours, working days, working weeks or calendar days."
    return Wrong(f"“{show(words)}” is not a unit of time.", expected, f"{amount} {near}" if near else "", offset)


def _words(head: str) -> Words:
    """A time in words, refused when it looks like a number or a fixed phrase that went wrong."""
    low = head.lower()
    near = nearest(low, FIXED, 0.75)
    if near and not re.match(rf"{A_WORD}\b", low):  # "ten working days" is not "the same working day"
        raise Wrong(f"“{show(head)}” is not a known time.", A_TIME, near)
    for word in re.findall(r"[^\s,.;]+", low):
        if word in TIME_WORDS or (len(word) > 3 and nearest(word, LONG_TIME_WORDS, 0.8)):
            what = f"“{show(head)}” speaks of a number or a unit but has no figure."
            raise Wrong(what, "Write the number in figures, such as “2 working days”.", "", max(low.find(word), 0))
    if nearest(low.rpartition(" of ")[2], STARTS, 0.8):
        raise Wrong(f"“{show(head)}” does not end with an event a clock can start at.", f"Write {listed(STARTS)}.")
    if len(low) < 4 or not any(letter.isalpha() for letter in low):
        raise Wrong(f"“{show(head)}” is not a time.", A_TIME)
    return Words(head)
