"""The matters of the clock loop: when they are raised, and when so many of them fall due. Imports nothing but Python.

All are open. On a Monday, at nine, ten and eleven, so many are raised as urgent, and their reply is due four working
hours later; all others are raised at noon and wait until Tuesday. The clock is asked after each.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

COHORTS = (250, 500, 1_000)
MONDAY = datetime(2026, 6, 15, 8, 0, 1, tzinfo=UTC)
"""Nine o'clock and a second in London."""
LONG = timedelta(hours=4)
NOON = MONDAY + timedelta(hours=3)


def urgent(number: int) -> bool:
    """Whether a matter is of one of the cohorts."""
    return number < sum(COHORTS)


def raised(number: int) -> datetime:
    """When it is raised (UTC)."""
    hours, upto = 0, 0
    for hours, size in enumerate(COHORTS):
        upto += size
        if number < upto:
            return MONDAY + timedelta(hours=hours)
    return NOON


def asked(cohort: int) -> datetime:
    """When the clock is asked for a cohort: a second after it has fallen due, and before any other does."""
    return MONDAY + timedelta(hours=cohort) + LONG + timedelta(seconds=1)
