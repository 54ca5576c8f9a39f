"""A date as a file that another agency checks without us: what was counted, in which hours, and what came of it.

Nothing in it tells who the child is: facts, the policy's line, opening hours and instants. `fingerprint` is the SHA-256
of the canonical JSON of all the rest, so that a file that was changed on its way is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from forthright.core.challenge.counting import Needed, Running, earliest
from forthright.core.challenge.facts import ByHand
from forthright.core.challenge.why import Count, Reckoning
from forthright.core.policy.shapes import Span
from forthright.core.worktime import LONDON, Calendar, Pause, Unit, explain, read_calendar, written

FORMAT = "forthright date 1"
AROUND = timedelta(days=31)
"""Exceptions of the opening hours that are told beyond the first and the last day, so that a neighbour can be tried."""


def dated(found: Reckoning, about: dict[str, str]) -> dict[str, Any]:
    """The date as plain JSON values. `about` is told with it: the reference, the policy. Needs at least one count.

    Keys: format, about, policy lines, calendar (see `worktime.written`), pauses, counts, days of the count that holds
    (see `worktime.explain`), due (by the count), recorded (what the record says), fingerprint.
    """
    first, last = min(one.start for one in found.counts), max(max(one.ends, one.due) for one in found.counts)
    calendar = written(found.calendar, (first - AROUND).date(), (last + AROUND).date())
    body: dict[str, Any] = {
        "format": FORMAT,
        "about": about,
        "lines": [f"{name}: {value}" for name, value in found.lines],
        "calendar": calendar,
        "pauses": [[_text(one.start), None if one.end is None else _text(one.end)] for one in found.pauses],
        "counts": [_count(one) for one in found.counts],
        "days": _days(
            read_calendar(calendar), found.first.limit.unit, found.first.start, found.first.ends, found.pauses
        ),
        "due": _text(found.first.due),
        "recorded": None if found.duty.due is None else _text(found.duty.due),
    }
    return body | {"fingerprint": fingerprint(body)}


def fingerprint(body: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of a date without its own fingerprint."""
    rest = {key: value for key, value in body.items() if key != "fingerprint"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(body: Any) -> tuple[list[str], list[str]]:
    """(what is right, what is wrong) of a date that somebody was sent, each as a sentence; all counted again here.

    ValueError with one sentence when it is not such a file.
    """
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ValueError("This is not a date from Forthright, or one of a later version.")
    try:
        return _check(body)
    except KeyError as error:
        raise ValueError(f"The date has no {error.args[0]!r}.") from error
    except (TypeError, AttributeError) as error:
        raise ValueError("The date has a value of the wrong kind.") from error


def _check(body: dict[str, Any]) -> tuple[list[str], list[str]]:
    right: list[str] = []
    wrong: list[str] = []

    def say(holds: bool, yes: str, no: str) -> None:
        (right if holds else wrong).append(yes if holds else no)

    same = body["fingerprint"] == fingerprint(body)
    say(same, "The file is as it was made.", "The file was changed after it was made: its fingerprint is another.")
    calendar = read_calendar(body["calendar"])
    pauses = [Pause(_at(low), None if high is None else _at(high)) for low, high in body["pauses"]]
    found = [_counted(calendar, one, pauses) for one in body["counts"]]
    for one, (ends, end) in zip(body["counts"], found, strict=True):
        amount = f"{one['amount']} {one['unit']} from {_said(_at(one['start']))}"
        said = _at(one["ends"])
        say(ends == said, f"{amount} end at {_said(said)}.", f"{amount} end at {_said(ends)}, not at {_said(said)}.")
        if one["by_hand"] or one["needed"]:
            said = _at(one["due"])
            changed = "By what people changed and the child's day that is"
            say(end == said, f"{changed} {_said(said)}.", f"{changed} {_said(end)}, not {_said(said)}.")
    least = min((end for _ends, end in found if end is not None), default=None)
    due_at = _at(body["due"])
    say(least == due_at, f"The earliest of these is {_said(due_at)}.", f"The earliest of these is {_said(least)}.")
    holds = body["counts"][0]
    told = _days(calendar, Unit(holds["unit"]), _at(holds["start"]), _at(holds["ends"]), pauses)
    say(told == body["days"], "Each day counts, or does not, as the file says.", "Some days count otherwise.")
    recorded = None if body["recorded"] is None else _at(body["recorded"])
    differs = f"The record says {_said(recorded)}, which is another time: ask which entry changed it."
    say(recorded == due_at, "The record says the same.", differs)
    return right, wrong


def _count(one: Count) -> dict[str, Any]:
    needed = one.needed and {"day": one.needed.day.isoformat(), "since": _text(one.needed.since)}
    return {
        "amount": one.limit.amount,
        "unit": one.limit.unit.value,
        "start": _text(one.start),
        "event": None if one.event is None else one.event.value,
        "ends": _text(one.ends),
        "by_hand": [_change(change) for change in one.by_hand],
        "needed": needed,
        "due": _text(one.due),
    }


def _change(one: ByHand) -> dict[str, Any]:
    until = None if one.until is None else _text(one.until)
    return {"at": _text(one.at), "until": until, "more": one.more, "unit": one.unit.value}


def _read_change(one: dict[str, Any]) -> ByHand:
    until = None if one["until"] is None else _at(one["until"])
    return ByHand(at=_at(one["at"]), until=until, more=one["more"], unit=Unit(one["unit"]))


def _counted(calendar: Calendar, one: dict[str, Any], pauses: list[Pause]) -> tuple[datetime | None, datetime | None]:
    """When the number ends, and when the time does by what people changed and by the child's day."""
    asked, start = one["needed"], _at(one["start"])
    needed = Needed(date.fromisoformat(asked["day"]), _at(asked["since"])) if asked else None
    limit = Span(one["amount"], Unit(one["unit"]), child_safe=needed is not None)
    hand = Running(limit, start, tuple(_read_change(change) for change in one["by_hand"]))
    return earliest([Running(limit, start)], calendar, None, pauses).due, earliest([hand], calendar, needed, pauses).due


def _days(
    calendar: Calendar, unit: Unit, start: datetime, end: datetime, pauses: Sequence[Pause]
) -> list[dict[str, Any]]:
    """Each day of a count with whether it counts and why, as plain values."""
    return [asdict(day) | {"date": day.date.isoformat()} for day in explain(calendar, start, end, unit, pauses)]


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _at(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError("An instant in the file has no time zone.")
    return at


def _said(at: datetime | None) -> str:
    return "never" if at is None else f"{at.astimezone(LONDON):%H:%M on %A %-d %B %Y}"
