"""What was asked for, as whole numbers: the amount, the pauses, and which last closes count."""

from collections.abc import Sequence
from datetime import timedelta
from math import isfinite

from .calendars import Pause
from .track import DAY, FURTHEST, SECOND, micros
from .units import DayZero, Unit

Amount = int | float | timedelta
Gap = tuple[int, int | None]
"""A pause [from, to) in microseconds; None has no end."""
DAYS_IN_WORKING_WEEK = 5
CLOSES = {Unit.WORKING_DAYS: 1, Unit.WORKING_WEEKS: DAYS_IN_WORKING_WEEK}
MOST_DAYS = FURTHEST * 366
MOST_TIME = MOST_DAYS * DAY
HOUR = 3600
AN_HOUR, TOO_MANY_HOURS = timedelta(hours=1), MOST_DAYS * 25


def number_of(amount: Amount, unit: Unit) -> int:
    """The amount as a whole number of microseconds, or of days. Part seconds of a timedelta are rounded up, so that
    whole seconds elapsed answer exactly the question whether it is due. ValueError as for `due`."""
    if unit is Unit.SAME_WORKING_DAY:
        return 1
    if isinstance(amount, float) and not isfinite(amount):
        raise ValueError(f"An amount of {unit} must be a number, not {amount}.")
    timed = unit is Unit.HOURS or unit is Unit.WORKING_HOURS
    if timed:
        # Cut off before it is turned into seconds: what is enormous would not fit any more.
        if type(amount) is int:
            number = max(-1, min(amount, TOO_MANY_HOURS)) * HOUR * SECOND
        elif isinstance(amount, timedelta):
            number = -(-max(-AN_HOUR, min(amount, TOO_MANY_HOURS * AN_HOUR)) // timedelta(seconds=1)) * SECOND
        else:
            number = round(max(-1, min(amount, TOO_MANY_HOURS)) * HOUR) * SECOND
    elif isinstance(amount, timedelta) or amount != int(amount):
        raise ValueError(f"An amount of {unit} must be a whole number.")
    else:
        number = int(amount) * CLOSES.get(unit, 1)
    if number < 0:
        raise ValueError(f"An amount of {unit} cannot be negative.")
    if number > (MOST_TIME if timed else MOST_DAYS):
        raise ValueError(f"An amount of {unit} cannot be longer than {FURTHEST} years.")
    return number


def gaps_of(pauses: Sequence[Pause]) -> list[Gap]:
    """Pauses as disjoint stretches in order; the last may have no end."""
    gaps: list[Gap] = []
    spans = [(micros(pause.start), None if pause.end is None else micros(pause.end)) for pause in pauses]
    for low, high in sorted(spans, key=lambda span: span[0]):
        if high is not None and high <= low:
            continue
        if gaps:
            begin, end = gaps[-1]
            if end is None:
                break
            if low <= end:
                gaps[-1] = (begin, None if high is None else max(end, high))
                continue
        gaps.append((low, high))
    return gaps


def rule_of(unit: Unit, day_zero: DayZero) -> DayZero | None:
    """None counts the start's own working date, as "the same working day" does."""
    return None if unit is Unit.SAME_WORKING_DAY else day_zero
