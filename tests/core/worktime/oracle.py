"""A slow clock that steps through every minute, written from the rules alone and sharing no code with the fast one."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
LENGTH = 21 * 24 * 60  # minutes of a period
BEYOND = 2 * 24 * 60  # looked at as well, because a date that the period cuts has its last close after it


@lru_cache(maxsize=64)
def period(calendar, first: date) -> tuple[list[tuple[date, bool]], dict[int, date]]:
    """(local date, open) of every minute of three weeks and two days from midnight UTC, and the date that closes for
    good at a minute."""
    zone, begin = ZoneInfo(calendar.zone), datetime(first.year, first.month, first.day, tzinfo=UTC)
    minutes, last_open = [], {}
    for n in range(LENGTH + BEYOND):
        local = (begin + n * MINUTE).astimezone(zone)
        day = local.date()
        if day in calendar.special:
            windows = calendar.special[day]
        else:
            windows = () if day in calendar.closed else calendar.weekly[day.weekday()]
        wall = local.hour * 60 + local.minute
        is_open = any(start <= wall < end for start, end in windows)
        minutes.append((day, is_open))
        if is_open:
            last_open[day] = n
    return minutes, {n + 1: day for day, n in last_open.items()}


def paused(pauses: list[tuple[int, int | None]]) -> list[bool]:
    """Whether each minute of the period, and of what is looked at beyond it, stands still."""
    end = LENGTH + BEYOND
    still = [False] * end
    for low, high in pauses:
        for n in range(low, end if high is None else min(high, end)):
            still[n] = True
    return still


def measure(calendar, first: date, start: int, unit: str, pauses) -> list[int]:
    """What has elapsed from minute `start` to each later minute of the period: minutes, or ticks."""
    minutes, closes = period(calendar, first)
    still, totals, total = paused(pauses), [0], 0
    for n in range(start, LENGTH - 1):
        if unit == "hours":
            total += not still[n]
        elif unit == "working hours":
            total += minutes[n][1] and not still[n]
        elif unit == "working days":
            total += n + 1 in closes and closes[n + 1] > minutes[start][0] and not still[n + 1]
        else:
            raise ValueError(unit)
        totals.append(total)
    return totals
