"""The instants that both sides are asked about. Imports nothing but Python.

A thousand starts at any minute of five years, nights and weekends too, as messages and forms come in; an end for each
up to four weeks later, as policies have times. A million rows are drawn in the same way, by each side's numpy.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

YEARS = range(2024, 2041)
"""Seventeen years of bank holidays are known to both sides."""
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
FIVE_YEARS, FOUR_WEEKS = 5 * 365 * 86_400, 28 * 86_400
MANY, ROWS = 1_000, 1_000_000
HOURS, DAYS = 24, 5
OPENS, CLOSES = "09:00", "17:00"


def starts() -> list[datetime]:
    """When each begins (UTC)."""
    draw = Random(1)
    return [FIRST + timedelta(seconds=draw.randrange(FIVE_YEARS)) for _ in range(MANY)]


def ends() -> list[datetime]:
    """When each ends (UTC)."""
    draw = Random(2)
    return [start + timedelta(seconds=draw.randrange(FOUR_WEEKS)) for start in starts()]


def micros(at: datetime) -> int:
    """Microseconds since 1970."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
