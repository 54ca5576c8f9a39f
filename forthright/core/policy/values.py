"""Reading one value: dates, limits, roles, moves. Each function takes text and gives a value, or raises `Wrong`."""

from __future__ import annotations

import re
from datetime import date, datetime

from forthright.core.policy.lines import show
from forthright.core.policy.shapes import How, Limit, Move, Roles, Span, Start, Stated, Words
from forthright.core.policy.vocabulary import (
    NOT_STATED_LOOKALIKES,
    ROLES,
    STARTS,
    UNITS,
    listed,
    nearest,
)
from forthright.core.worktime.units import Unit

SOONER = ", or sooner if the child needs it"
WRITTEN_AS = ", written as "
MOST = 999
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


class Wrong(ValueError):
    """A value that cannot be read. `offset` is how many characters into the value the fault lies."""

    def __init__(self, what: str, expected: str = "", near: str = "", offset: int = 0) -> None:
        super().__init__(what)
        self.what, self.expected, self.near, self.offset = what, expected, near, offset


def check_silence(text: str) -> None:
    """Silence has one spelling, "not stated": its misspellings and cousins are refused in every value."""
    low = text.lower()
    if low == Stated.NOT_STATED:
        return
    if low in NOT_STATED_LOOKALIKES or nearest(low, [Stated.NOT_STATED.value], 0.8):
        raise Wrong(f"“{show(text)}” is not the way to say that the text is silent.", "", "not stated")


def is_silent(text: str) -> bool:
    """Whether this says that the published text does not say it."""
    return text.lower() == Stated.NOT_STATED


def prose(text: str) -> str:
    """Words that must be there."""
    if text.lower() in (Stated.NOT_STATED, Stated.NONE):
        raise Wrong(f"“{show(text)}” cannot stand here.", "Write the words, or leave the whole line out if it may be.")
    return text


def prose_or_silent(text: str) -> str:
    """Words, or "not stated" spelled in small letters."""
    return Stated.NOT_STATED.value if is_silent(text) else prose(text)


def day(text: str) -> date:
    """A date written 2026-04-01. Other orders are refused, with the British reading of them offered."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Wrong(f"There is no day {text}.", "Write a date such as 2026-04-01.") from None
    near = ""
    for pattern in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"):
        try:
            near = datetime.strptime(text, pattern).date().isoformat()
            break
        except ValueError:
            continue
    raise Wrong(f"“{show(text)}” is not a date.", "Write year, month and day, such as 2026-04-01.", near)


def day_or_silent(text: str) -> date | None:
    """A date, or None for "not stated"."""
    return None if is_silent(text) else day(text)


def yes_or_no(text: str) -> bool:
    """True for yes, False for no. Raises Wrong."""
    low = text.lower()
    if low not in ("yes", "no"):
        raise Wrong(f"“{show(text)}” is neither yes nor no.", "Write yes or no.")
    return low == "yes"


def one_of(text: str, choices: tuple[str, ...]) -> str:
    """One of these words, in lower case. Raises Wrong, with the nearest."""
    low = text.lower()
    if low not in choices:
        raise Wrong(f"“{show(text)}” is not known here.", f"Write {listed(choices)}.", nearest(low, choices))
    return low


def items(text: str) -> tuple[str, ...]:
    """A list with commas; "not stated" gives the empty list."""
    if is_silent(text):
        return ()
    found = [item.strip() for item in text.split(",")]
    if "" in found:
        raise Wrong("The list has an empty place between commas.", "Write each name once, with a comma between them.")
    for at, item in enumerate(found):
        if item.lower() in (Stated.NOT_STATED, Stated.NONE):
            what = f"“{show(item)}” cannot stand in a list."
            raise Wrong(what, "Leave it out, or leave out the line if nobody is named.", "", text.find(item))
        if item in found[:at]:
            raise Wrong(f"“{show(item)}” stands in the list twice.", "Write it once.", "", text.rfind(item))
    return tuple(found)


def roles(text: str) -> Roles:
    """Roles, the owner first; or not stated; or none."""
    low = text.lower()
    if low in (Stated.NOT_STATED, Stated.NONE):
        return Stated(low)
    found = []
    for item in items(text):
        role = ROLES.get(item.lower())
        if role is None:
            what = f"“{show(item)}” is not a role."
            raise Wrong(what, f"Write {listed(ROLES)}, or not stated.", nearest(item, ROLES), text.find(item))
        if role in found:
            raise Wrong(f"“{role}” stands in the list twice.", "Write it once.", "", text.rfind(item))
        found.append(role)
    return tuple(found)


def move(text: str) -> Move:
    """Where an unsettled matter goes. That the step exists is checked when all steps are known."""
    low = text.lower()
    if low == "the procedure ends":
        return Move(How.END)
    if low == Stated.NOT_STATED:
        return Move(How.NOT_STATED)
    going = re.fullmatch(r"(offer|must go to) step (\S+)", low)
    if going:
        return Move(How.OFFER if going[1] == "offer" else How.MUST, going[2])
    key = re.search(r"\b(\d+[a-z]?)\b", low)
    choices = ["the procedure ends", "not stated"]
    choices += [f"{verb} step {key[1] if key else 2}" for verb in ("offer", "must go to")]
    expected = "Write “offer step 2”, “must go to step 2”, “the procedure ends” or “not stated”."
    raise Wrong(f"“{show(text)}” does not say where the matter goes.", expected, nearest(low, choices, 0.5))


def limit(text: str) -> tuple[Limit, Start | None]:
    """A time and the event its clock starts at (None when the text names none).

    Shapes: `2 working days`, `1 working week, or sooner if the child needs it`, `2 working days of being raised`,
    `2 working days, written as 48 hours (two working days)`, `immediately`, `the same working day`, `not stated`,
    `none`, and words without a number such as `without delay`.
    """
    head, _, written = text.partition(WRITTEN_AS)
    if not written and re.search(r",? written as$", head):
        raise Wrong("There are no words after “written as”.", "Write the published words, or leave “written as” out.")
    safe = head.lower().endswith(SOONER)
    if safe:
        head = head[: -len(SOONER)]
    start: Start | None = None
    for words in sorted(STARTS, key=len, reverse=True):
        if head.lower().endswith(" of " + words):
            head, start = head[: -len(words) - 4], STARTS[words]
            break
    bare = FIXED.get(head.lower())
    if bare is None:
        bare = _span(head, safe, written) if re.search(r"\d", head) else _words(head)
    if (safe or written) and not (isinstance(bare, Span) and bare.amount):
        raise Wrong("“Or sooner” and “written as” need a time with a number.", A_TIME)
    return bare, start


def _span(head: str, safe: bool, written: str) -> Span:
    """A number and a unit."""
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
        what = f"“{show(start)}” is not an event that a clock can start at."
        return Wrong(what, f"Write {listed(STARTS)}.", nearest(start, STARTS), offset + len(unit) + 4)
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
    if near:
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
