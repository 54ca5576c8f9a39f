"""The time that somebody meant who did not write it as the form has it: "two working days", "within 24hrs".

What comes out is tried as a time and offered as the right wording. It is never taken for what was written.
"""

from __future__ import annotations

import re

from forthright.core.policy.numbers import A_WORD, figure
from forthright.core.policy.vocabulary import STARTS, UNITS, nearest

BEFORE = re.compile(
    r"^(?:within|in|up to|at most|no (?:more|later) than|not more than|a? ?maximum of|max\.?|a further|another|about|"
    r"a period of)\s+"
)
RANGE = re.compile(rf"^(?:[0-9]+\s*(?:-|–|—|/)\s*[0-9]+|(?:[0-9]+|{A_WORD}) (?:to|or) (?:[0-9]+|{A_WORD}))\b")
"""Two times in place of one."""
PHRASES = (
    (re.compile(r"^(?:by |on |the )*next working day"), "1 working day"),
    (re.compile(r"^(?:by |at )?(?:the )?(?:end|close) of (?:the )?(?:same )?(?:working )?day"), "the same working day"),
    (re.compile(r"^(?:on |the )*same day"), "the same working day"),
    (re.compile(r"^(?:asap|a\.s\.a\.p)$"), "as soon as possible"),
)
SHORT = {
    **dict.fromkeys(("wd", "wds", "w/d", "business day", "business days", "work day", "work days"), "working days"),
    **dict.fromkeys(("day", "days", "workday", "workdays", "weekday", "weekdays"), "working days"),
    **dict.fromkeys(("h", "hr", "hrs"), "hours"),
    **dict.fromkeys(("working hr", "working hrs", "office hours", "work hours"), "working hours"),
    **dict.fromkeys(("week", "weeks", "wk", "wks", "working wk", "working wks"), "working weeks"),
}
"""What units are called elsewhere. A bare day or week is one that counts working days, as in nearly every policy."""
EVENT = re.compile(r",? (?:from|after|following|since|of) ")
SOONER = re.compile(r",? or (?:sooner|earlier|less)\b.*$")


def mended(text: str, sooner: str, written_as: str) -> str:
    """The time that was meant, "" where it cannot be told. `sooner` and `written_as` are how the form says these."""
    said, _, written = text.partition(written_as)
    low = " ".join(said.lower().split()).strip(" .;,")
    low, aside = _without_aside(_phrase(low))
    published = written or (text.strip() if aside else "")
    safe = SOONER.search(low)
    low = low[: safe.start()] if safe else low
    if RANGE.match(low):
        return ""
    amount = re.match(rf"([0-9]+(?![0-9]*[.,:][0-9])|(?:an?|{A_WORD}|[a-z]{{3,5}})(?=[ -]))[ .-]*(.+)$", low)
    number = _number(amount[1]) if amount else None
    if amount is None or number is None:
        return low if low != text.lower() and not published and not safe else ""
    unit, *event = EVENT.split(amount[2], maxsplit=1)
    counted = UNITS.get(unit) or SHORT.get(unit) or nearest(unit, UNITS)
    if not counted:
        return ""
    words = str(counted).removesuffix("s") if number == 1 else str(counted)
    tail = (sooner if safe else "") + (written_as + published if published else "")
    return f"{number} {words}{_event(event[0]) if event else ''}{tail}"


def _phrase(low: str) -> str:
    """The words without what stands before a time, and with a common phrase put right."""
    before = None
    while before != low:
        before, low = low, BEFORE.sub("", low)
    for pattern, said in PHRASES:
        low = pattern.sub(said, low)
    return low


def _without_aside(low: str) -> tuple[str, bool]:
    """The words without what stands in brackets at their end, and whether that was a time as well."""
    aside = re.search(r" ?\(([^()]*)\)$", low)
    if aside is None:
        return low, False
    return low[: aside.start()], re.search(rf"[0-9]|\b{A_WORD}\b", aside[1]) is not None


def _event(words: str) -> str:
    """The event that was meant, where one is near."""
    events = [one if one in STARTS else nearest(one, STARTS) for one in words.split(" or ")]
    return f" of {' or '.join(events)}" if all(events) else ""


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _typed(word)


def _typed(word: str) -> int | None:
    """A number in words, also with two letters changed over ("tow")."""
    return figure(word) or next(
        (
            found
            for at in range(len(word) - 1)
            if (found := figure(word[:at] + word[at + 1] + word[at] + word[at + 2 :])) and len(word) > 2
        ),
        None,
    )
