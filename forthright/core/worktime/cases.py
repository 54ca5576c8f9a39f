"""Runs a file of date cases: questions with their right answers, for `forthright date cases FILE`.

The file is JSON with `calendars` (title, tz, weekly, closed, special, known_to) and `cases`. A case has an id, a
calendar, pauses [[from, to or null]], a unit (seconds, working_seconds, days, working_days), instants in ISO 8601, and:
  kind due: start, amount -> due (null: never). kind elapsed: start, end -> elapsed. kind before: due, amount -> at.
  kind convention: start, amount -> due_date, one date for each counting rule named; every one must be right.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from .calendars import Calendar, Pause, date_of
from .clock import before, due, elapsed
from .track import micros, track
from .units import DayZero, DueAt, PausedDay, Unit, ZeroTime
from .written import read_calendar

UNITS = {
    "seconds": Unit.HOURS,
    "working_seconds": Unit.WORKING_HOURS,
    "days": Unit.CALENDAR_DAYS,
    "working_days": Unit.WORKING_DAYS,
}
CONVENTIONS: dict[str, type[StrEnum]] = {
    "day_zero": DayZero,
    "paused_day": PausedDay,
    "due_at": DueAt,
    "zero": ZeroTime,
}


@dataclass(frozen=True)
class Outcome:
    """right and wrong count cases; problems holds one line for each wrong one. not_run counts convention cases that
    name a counting rule we do not offer; they are in neither of the other numbers."""

    right: int
    wrong: int
    problems: list[str]
    not_run: int = 0


def run(path: str | Path) -> Outcome:
    """Answer every case of a file. ValueError with one sentence when it cannot be read or is not in the format."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"Cannot read {path}: {error.strerror or error}.") from error
    except ValueError as error:
        raise ValueError(f"{path} is not a JSON file: {error}.") from error
    try:
        return check(data)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def check(data: Any) -> Outcome:
    """Answer every case of a file already parsed. ValueError when it is not in the format."""
    for key, kind in (("calendars", dict), ("cases", list)):
        if not isinstance(data, dict) or not isinstance(data.get(key), kind):
            raise ValueError(f"The file has no {key!r}.")
    calendars = {name: _read(f"Calendar {name!r}", read_calendar, found) for name, found in data["calendars"].items()}
    right, not_run, problems = 0, 0, []
    for number, case in enumerate(data["cases"], 1):
        name = f"Case {case['id'] if isinstance(case, dict) and 'id' in case else f'number {number}'}"
        ask = _read(name, lambda case: _question(case, calendars), case)
        if ask is None:
            not_run += 1
            continue
        problem = ask()
        right += problem is None
        if problem is not None:
            problems.append(f"{name} ({case.get('tag', case['kind'])}): {problem}")
    return Outcome(right, len(problems), problems, not_run)


def _read(name: str, reader: Callable[[Any], Any], found: Any) -> Any:
    try:
        return reader(found)
    except KeyError as error:
        raise ValueError(f"{name} has no {error.args[0]!r}.") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"{name} has a value of the wrong kind.") from error
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _choose(found: str, table: dict[str, Any], what: str) -> Any:
    if found not in table:
        raise ValueError(f"{found!r} is not a known {what}: use {', '.join(table)}.")
    return table[found]


def _at(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    micros(at)  # refuses an instant without a time zone
    return at


def _question(case: dict[str, Any], calendars: dict[str, Calendar]) -> Callable[[], str | None] | None:
    """What to ask, everything read and checked; None for a counting rule that is not ours."""
    calendar = _choose(case["calendar"], calendars, "calendar")
    unit = _choose(case["unit"], UNITS, "unit")
    pauses = [Pause(_at(low), None if high is None else _at(high)) for low, high in case["pauses"]]
    kind = _choose(
        case["kind"],
        {name: name for name in ("due", "elapsed", "before", "convention")},
        "kind",
    )
    if kind == "elapsed":
        start, end, measured = (
            _at(case["start"]),
            _at(case["end"]),
            int(case["elapsed"]),
        )
        return lambda: _compare(lambda: elapsed(calendar, start, end, unit, pauses), measured)
    number = int(case["amount"])
    amount = timedelta(seconds=number) if unit in (Unit.HOURS, Unit.WORKING_HOURS) else number
    if kind == "before":
        stop, at = _at(case["due"]), _at(case["at"])
        return lambda: _compare(lambda: before(calendar, stop, amount, unit, pauses), at)
    start = _at(case["start"])
    if kind == "due":
        answer = None if case["due"] is None else _at(case["due"])
        return lambda: _compare(lambda: due(calendar, start, amount, unit, pauses), answer)
    wanted = {rule: date_of(text) for rule, text in case["due_date"].items()}
    options = {rule: _rule(rule) for rule in wanted}
    if any(option is None for option in options.values()):
        return None

    def dated() -> dict[str, date | None]:
        said = {rule: due(calendar, start, amount, unit, pauses, **(option or {})) for rule, option in options.items()}
        return {rule: None if at is None else _closing_date(calendar, at) for rule, at in said.items()}

    return lambda: _compare(dated, wanted)


def _rule(label: str) -> dict[str, Any] | None:
    """The option that a counting rule's label stands for; a source may follow the label in brackets."""
    plain = label.split(" (")[0]
    for name, options in CONVENTIONS.items():
        if plain in list(options):
            return {name: options(plain)}
    return None


def _closing_date(calendar: Calendar, at: datetime) -> date:
    return track(calendar).local(micros(at) - 1).date()  # a close at midnight belongs to the date it ends


def _compare(answer: Callable[[], Any], wanted: Any) -> str | None:
    try:
        said = answer()
    except ValueError as error:
        return f"expected {_text(wanted)}, but: {error}"
    return None if said == wanted else f"expected {_text(wanted)}, got {_text(said)}"


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{rule}: {_text(when)}" for rule, when in value.items())
    if value is None:
        return "never"
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, date) else str(value)
