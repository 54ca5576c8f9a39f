"""The working-time clock: when something is due, how long it has been, and why. No clock of its own."""

from . import cases
from .asked import Amount
from .calendars import LONDON, Calendar, Pause, Windows, minutes
from .clock import before, due, elapsed, next_opening, provisional, shift
from .explaining import Day, closed_because, explain
from .nations import NATIONS, bank_holidays, england, office_hours, weekdays
from .units import DayZero, PausedDay, Unit

__all__ = [
    "LONDON",
    "NATIONS",
    "Amount",
    "Calendar",
    "Day",
    "DayZero",
    "Pause",
    "PausedDay",
    "Unit",
    "Windows",
    "bank_holidays",
    "before",
    "cases",
    "closed_because",
    "due",
    "elapsed",
    "england",
    "explain",
    "minutes",
    "next_opening",
    "office_hours",
    "provisional",
    "shift",
    "weekdays",
]
