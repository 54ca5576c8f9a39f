"""The units a policy can state a time in, and the conventions of counting: each named, with ours first.

No published policy says which it means. Other ways in use are here so that another agency's sum can be followed.
"""

from enum import StrEnum


class Unit(StrEnum):
    """What an amount of time is counted in.

    A working week is five working days. It is not "the same weekday next week": in a week with a bank
    holiday that reading gives the people answering four working days where the policy promised a week.
    """

    HOURS = "hours"
    WORKING_HOURS = "working hours"
    WORKING_DAYS = "working days"
    WORKING_WEEKS = "working weeks"
    CALENDAR_DAYS = "calendar days"
    SAME_WORKING_DAY = "same working day"
    IMMEDIATELY = "immediately"

    __hash__ = str.__hash__  # Enum's own is written in Python, and units are looked up for every sum


class DayZero(StrEnum):
    """Which date is day zero when working days or weeks are counted. No published policy says; ours is EVENT.

    EVENT: the local date on which the clock starts, working or not.
    WORKING_DATE: the next working date when the clock starts on a date that is closed all day.
    OPEN_TIME: the next working date also when the clock starts at or after that day's last close.
    """

    EVENT = "day zero"
    WORKING_DATE = "next if closed all day"
    OPEN_TIME = "next if after close"


class PausedDay(StrEnum):
    """When a pause costs a working day.

    AT_CLOSE: when the clock is paused at that day's last close (ours).
    TOUCHED: when any moment of that local date is paused.
    """

    AT_CLOSE = "a day counts if the clock runs at its close"
    TOUCHED = "every date the pause touches is lost"


class DueAt(StrEnum):
    """When a time that ends with the office's day is over.

    CLOSE: at that close (ours): who has until five must not find at nine the next morning that it was still open.
    OPENING: when the office next opens with the clock running, which is where software that adds hours often lands.
    """

    CLOSE = "due at the close"
    OPENING = "due at the next opening"


class ZeroTime(StrEnum):
    """What a time of nothing at all means.

    START: it is due at the start itself, open or not (ours).
    OPENING: it is due when the office is next open with the clock running: "by return".
    """

    START = "no time is due at once"
    OPENING = "no time is due at the next opening"


class DaysBy(StrEnum):
    """When a day has elapsed, for working days, working weeks and calendar days.

    CLOSE: at its last close, or at the same local time for calendar days (ours; it agrees with due()).
    DATE: as soon as its date begins, as in "today is working day 3".
    """

    CLOSE = "a day has gone at its close"
    DATE = "a day has gone when its date begins"
