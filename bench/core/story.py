"""The walk that all sides take, as plain values: who does what, when, and until when it may be done.

Eight events: raised, acknowledged, answered, taken up to step 2, the reply's time runs out there, answered, an
outcome proposed, and confirmed. Each matter begins at another minute of four years, so that nobody can answer from a
table of answers given before.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MATTERS = 256
FIRST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR, DAY = 3_600, 86_400

ROSA, AMIR, ROSAS_MANAGER, AMIRS_MANAGER = 11, 21, 12, 22

ACTS: tuple[tuple[str, int | None, int], ...] = (
    ("raise", ROSA, 0),
    ("acknowledge", AMIR, 2 * HOUR),
    ("reply", AMIR, 5 * HOUR),
    ("take up", ROSA, 6 * HOUR),
    ("lapse", None, 6 * DAY + 9 * HOUR),
    ("reply late", AMIRS_MANAGER, 6 * DAY + 10 * HOUR),
    ("propose", ROSAS_MANAGER, 6 * DAY + 11 * HOUR),
    ("confirm", AMIRS_MANAGER, 6 * DAY + 12 * HOUR),
)
"""(what, who or None for the clock, seconds after the matter began). The clock comes after two working days are over,
whatever bank holidays lie between, and before five are."""


def beginnings() -> list[datetime]:
    """When each matter begins (UTC): on a weekday, at any time from nine to four."""
    weekdays = (7 * (number * 3 // 4) + number % 5 for number in range(MATTERS))
    return [FIRST + timedelta(days=day, minutes=13 * number % 420) for number, day in enumerate(weekdays)]
