"""The working-time clock: when something is due, how long it has been, and why. No clock of its own."""

from . import cases
from .asked import Amount
from .calendars import LONDON, Calendar, Pause, Windows, minutes
from .clock import before, due, elapsed, next_opening, provisional, shift
from .explaining import Day, closed_because, explain
from .nations import NATIONS, bank_holidays, england, office_hours, weekdays
from .prepared import due_of, elapsed_of
from .units import DayZero, PausedDay, Unit
from .vectors import NEVER, due_many, elapsed_many

__all__ = [
    "LONDON",
    "NATIONS",
    "NEVER",
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
    "due_many",
    "due_of",
    "elapsed",
    "elapsed_many",
    "elapsed_of",
    "england",
    "explain",
    "minutes",
    "next_opening",
    "office_hours",
    "provisional",
    "shift",
    "weekdays",
]
