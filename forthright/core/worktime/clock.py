"""When something is due, how much time has gone, and when to remind.

A unit is a measure of (start, end], less what pauses take out of it:
  hours: plain time. working hours: open time. Both in seconds.
  working days: one tick at each working date's last close, after day zero. working weeks: five of them.
  calendar days: one tick at the same local time on each later date.
`elapsed` is that measure and `due` the least instant at which it reaches the amount, so for every u at or after start
  due(start, amount) <= u  exactly when  amount <= elapsed(start, u).
That holds under each convention of units.py, told to both; what holds instead for two of them stands at `elapsed`.
Every instant is an aware datetime; results are in UTC. Nothing here reads the time. Every sum is a few bisections.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from . import conventions, ticks
from .asked import CLOSES, DAYS_IN_WORKING_WEEK, MOST_DAYS, Amount, Gap, gaps_of, number_of, rule_of
from .calendars import Calendar, Pause
from .track import SECOND, Track, instant, micros, track
from .units import DaysBy, DayZero, DueAt, PausedDay, Unit, ZeroTime

EVENT, CLOSE = DayZero.EVENT, DueAt.CLOSE  # a member of an Enum is looked up slowly
WORKING_HOURS, WORKING_DAYS, WORKING_WEEKS = Unit.WORKING_HOURS, Unit.WORKING_DAYS, Unit.WORKING_WEEKS
AN_HOUR, SECONDS_IN_DAY = timedelta(hours=1), 24 * 3600


def due(
    calendar: Calendar,
    start: datetime,
    amount: Amount,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
    due_at: DueAt = CLOSE,
    zero: ZeroTime = ZeroTime.START,
) -> datetime | None:
    """The least instant at or after start by which the amount has elapsed, in UTC; None if an open pause stops it.

    amount: a number of the unit. Hours and working hours may be fractions (to the second) or a timedelta; days and
    weeks are whole. IMMEDIATELY is the start itself and SAME_WORKING_DAY the last close of the start's working date,
    or of the next working date when no open time remains; both ignore the amount. day_zero and paused_day matter to
    working days and weeks only; due_at to every unit but IMMEDIATELY; zero to an amount of nothing.
    ValueError: a naive datetime, a negative or broken amount, a calendar never open.
    """
    if start.tzinfo is UTC and not pauses and due_at is CLOSE and type(amount) is int and 0 < amount < MOST_DAYS:
        # Nearly every time that a policy states, without a number being made; the long way below gives the same.
        quick = None
        if unit is WORKING_HOURS:
            quick = track(calendar).reach(start, amount * AN_HOUR)
        elif day_zero is EVENT and (unit is WORKING_DAYS or unit is WORKING_WEEKS):
            closes = amount if unit is WORKING_DAYS else amount * DAYS_IN_WORKING_WEEK
            quick = track(calendar).close(start, closes)
        if quick is not None:
            return quick
    begin = micros(start)
    if unit is Unit.IMMEDIATELY:
        return instant(begin)
    number = number_of(amount, unit)
    if number == 0 and zero is ZeroTime.START:
        return instant(begin)
    line, gaps = track(calendar), gaps_of(pauses) if pauses else []
    if number == 0:
        at = conventions.opening(line, begin, gaps)
    elif unit is Unit.HOURS or unit is Unit.WORKING_HOURS:
        at = _reach(line, begin, number, unit, gaps)
    elif unit is Unit.CALENDAR_DAYS:
        k = ticks.nth(1, number, ticks.lost_days(line, begin, gaps))
        at = None if k is None else ticks.same_time(line, begin, k)
    else:
        at = ticks.close_after(line, begin, number, rule_of(unit, day_zero), gaps, paused_day)
    if due_at is not CLOSE and at is not None and number:
        at = conventions.opening(line, at, gaps)
    return None if at is None else instant(at)


def elapsed(
    calendar: Calendar,
    start: datetime,
    end: datetime,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
    due_at: DueAt = CLOSE,
    days_by: DaysBy = DaysBy.CLOSE,
) -> int:
    """How much of the unit lies in (start, end], less pauses; 0 when end is before start.

    Whole seconds for hours, working hours and IMMEDIATELY (plain time); whole days for days; whole weeks for weeks;
    for SAME_WORKING_DAY the number of last closes passed. Part units that are not complete do not count.
    due_at OPENING: what ends at a close has elapsed only when the office has opened again, so that it answers for the
    due() of the same convention. days_by DATE counts days from the beginning of their date, whatever due_at says: the
    amount has then elapsed exactly from the first moment of the local date on which it is due.
    For an amount of nothing, which has always elapsed, due() under ZeroTime.OPENING answers by itself.
    """
    if (
        unit is WORKING_HOURS
        and not pauses
        and due_at is CLOSE
        and start.tzinfo is UTC
        and end.tzinfo is UTC
        and start < end
    ):
        # As in `due`.
        quick = track(calendar).open_between(start, end)
        if quick is not None:
            return quick.days * SECONDS_IN_DAY + quick.seconds
    begin, stop = micros(start), micros(end)
    if stop <= begin:
        return 0
    line, gaps = track(calendar), gaps_of(pauses) if pauses else []
    if days_by is DaysBy.DATE and (unit is Unit.CALENDAR_DAYS or unit in CLOSES):
        stop = conventions.date_over(line, stop, unit)
    elif due_at is not CLOSE and unit is not Unit.IMMEDIATELY:
        stop = max(begin, conventions.reached(line, stop, gaps))
    if unit in (Unit.HOURS, Unit.WORKING_HOURS, Unit.IMMEDIATELY):
        return _measure(line, begin, stop, unit, gaps) // SECOND
    if unit is Unit.CALENDAR_DAYS:
        return ticks.count(1, ticks.days_to(line, begin, stop + 1), ticks.lost_days(line, begin, gaps))
    closes = ticks.closes_between(line, begin, stop, rule_of(unit, day_zero), gaps, paused_day)
    return closes // DAYS_IN_WORKING_WEEK if unit is Unit.WORKING_WEEKS else closes


def before(
    calendar: Calendar,
    due: datetime,
    amount: Amount,
    unit: Unit,
    pauses: Sequence[Pause] = (),
    *,
    day_zero: DayZero = DayZero.EVENT,
    paused_day: PausedDay = PausedDay.AT_CLOSE,
) -> datetime:
    """The latest instant t <= due with elapsed(t, due) >= amount, in UTC: when to remind.

    Working days and weeks jump at local midnight (or at a close), and calendar days at a clock change or a pause, so
    that sometimes no latest instant exists; the last whole second before the jump is given.
    SAME_WORKING_DAY and IMMEDIATELY are `due` itself. ValueError as for due(), or if time was paused all along.
    """
    stop = micros(due)
    if unit is Unit.IMMEDIATELY or unit is Unit.SAME_WORKING_DAY:
        return instant(stop)
    number = number_of(amount, unit)
    if number == 0:
        return instant(stop)
    line, gaps = track(calendar), gaps_of(pauses)
    if unit is Unit.HOURS or unit is Unit.WORKING_HOURS:
        return instant(_leave(line, stop, number, unit, gaps))
    if unit is Unit.CALENDAR_DAYS:
        return instant(ticks.days_before(line, stop, number, gaps))
    return instant(ticks.close_before(line, stop, number, day_zero, gaps, paused_day))


def shift(
    calendar: Calendar,
    due_at: datetime,
    pause: Pause,
    unit: Unit,
    *,
    start: datetime | None = None,
) -> datetime:
    """The new due instant, in UTC, once a pause has been lifted: what due() gives when it is told of the pause.

    What was left when the pause began is counted again from its end; remembering "days left" instead is wrong
    whenever the pause begins or ends within a day. The pause is the latest one: earlier pauses are in due_at already.
    start is needed only when the pause may touch day zero, or for calendar days across a clock change.
    A due_at that was shortened by hand may be any instant; it never moves earlier. Day rules are ours (see DayZero).
    Where a zone leaves out a whole date (Samoa did, 30 December 2011) two numbers of calendar days are due at one
    instant, and due_at does not say which was meant: the later answer is given.
    ValueError when the pause has not ended.
    """
    if pause.end is None:
        raise ValueError("A pause that has not ended cannot move a due date yet.")
    at, low, high = micros(due_at), micros(pause.start), micros(pause.end)
    begin = None if start is None else micros(start)
    if begin is not None:
        low = max(low, begin)
    if unit is Unit.IMMEDIATELY or high <= low:
        return instant(at)
    line = track(calendar)
    if unit is Unit.HOURS or unit is Unit.WORKING_HOURS:
        left = _measure(line, low, at, unit, [])
        moved = _reach(line, high, left, unit, []) if left else at
        return instant(max(at, at if moved is None else moved))
    if unit is Unit.CALENDAR_DAYS:
        return instant(max(at, ticks.days_moved(line, at, low, high, begin)))
    return instant(
        max(
            at,
            ticks.close_moved(line, at, low, high, begin, rule_of(unit, DayZero.EVENT)),
        )
    )


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The instant itself if the calendar is open then, else the next at which it opens; UTC."""
    now = micros(at)
    span = track(calendar).span(now, now)
    if not span.ends or span.ends[-1] <= now:
        span = track(calendar).until(now, now, lambda s: bool(s.ends) and s.ends[-1] > now)
    opens = span.starts[bisect_right(span.ends, now)]
    return instant(opens) if opens > now else at.astimezone(UTC)


def provisional(calendar: Calendar, at: datetime) -> bool:
    """Whether the local date lies past the published closures, so that it may still move."""
    return calendar.known_to is not None and track(calendar).day(micros(at)) > calendar.known_to.toordinal()


def _plain(line: Track, low: int, high: int, unit: Unit) -> int:
    if high <= low:
        return 0
    if unit is not Unit.WORKING_HOURS:
        return high - low
    span = line.span(low, high)
    return span.open_to(high) - span.open_to(low)


def _measure(line: Track, low: int, high: int, unit: Unit, gaps: list[Gap]) -> int:
    total = _plain(line, low, high, unit)
    for begin, end in gaps:
        total -= _plain(line, max(low, begin), high if end is None else min(high, end), unit)
    return total


def _reach(line: Track, start: int, number: int, unit: Unit, gaps: list[Gap]) -> int | None:
    """Least instant with `number` > 0 measured since start, walking from one running stretch to the next."""
    at = start
    for begin, end in gaps:
        if end is not None and end <= at:
            continue
        running = _plain(line, at, begin, unit)
        if running >= number:
            break
        if end is None:
            return None
        number, at = number - running, max(at, end)
    if unit is not Unit.WORKING_HOURS:
        return at + number
    span = line.span(at, at)
    target = span.open_to(at) + number
    if target > span.opened[-1]:
        span = line.until(at, at, lambda s: s.opened[-1] - s.open_to(at) >= number)
        target = span.open_to(at) + number
    return span.reach(target)


def _leave(line: Track, stop: int, number: int, unit: Unit, gaps: list[Gap]) -> int:
    """Latest instant with `number` > 0 measured from it to stop."""
    at = stop
    for begin, end in reversed(gaps):
        if begin >= at:
            continue
        running = 0 if end is None else _plain(line, end, at, unit)
        if running >= number:
            break
        number, at = number - running, begin
    if unit is not Unit.WORKING_HOURS:
        return at - number
    span = line.until(at, at, lambda s: s.open_to(at) >= number, back=True)
    return span.leave(span.open_to(at) - number)
