"""The working-time clock: when something is due, how long it has been, and why. No clock of its own."""

from . import cases
from .asked import Amount
from .calendars import LONDON, Calendar, Pause, Windows, clock_text, date_of, minutes
from .childs import nights, school_days
from .clock import before, due, elapsed, next_opening, provisional, shift
from .explaining import Day, closed_because, explain
from .horizon import ends_soon, horizons
from .nations import KNOWN_TO, NATIONS, bank_holidays, england, office_hours, weekdays
from .prepared import due_of, elapsed_of
from .units import DaysBy, DayZero, DueAt, PausedDay, Unit, ZeroTime
from .vectors import NEVER, due_many, elapsed_many
from .written import pairs_of, read_calendar, windows_of, written

__all__ = [
    "KNOWN_TO",
    "LONDON",
    "NATIONS",
    "NEVER",
    "Amount",
    "Calendar",
    "Day",
    "DayZero",
    "DaysBy",
    "DueAt",
    "Pause",
    "PausedDay",
    "Unit",
    "Windows",
    "ZeroTime",
    "bank_holidays",
    "before",
    "cases",
    "clock_text",
    "closed_because",
    "date_of",
    "due",
    "due_many",
    "due_of",
    "elapsed",
    "elapsed_many",
    "elapsed_of",
    "ends_soon",
    "england",
    "explain",
    "horizons",
    "minutes",
    "next_opening",
    "nights",
    "office_hours",
    "pairs_of",
    "provisional",
    "read_calendar",
    "school_days",
    "shift",
    "weekdays",
    "windows_of",
    "written",
]
