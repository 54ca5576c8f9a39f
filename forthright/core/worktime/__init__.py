"""The working-time clock: when something is due, how long it has been, and why. No clock of its own."""

from . import cases
from .calendars import LONDON, Calendar, Pause, Windows, minutes
from .childs import nights, school_days
from .clock import Amount, before, due, elapsed, next_opening, provisional, shift
from .explaining import Day, closed_because, explain
from .nations import NATIONS, bank_holidays, england, office_hours, weekdays
from .units import DayZero, PausedDay, Unit
from .written import read_calendar, written

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
    "nights",
    "office_hours",
    "provisional",
    "read_calendar",
    "school_days",
    "shift",
    "weekdays",
    "written",
]
