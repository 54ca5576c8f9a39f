"""When a time ends: by the earliest limit of the policy, as people changed it, and no later than the child needs it.

This is the one place that says so. What people changed is applied to the number each time that it is counted, and not
to the instant once, so that it holds through pauses, urgency, another version of the policy and other opening hours.

The day by which the child needs it ends the times that the policy gives "or sooner if the child needs it". It only ever
makes a time shorter: the number stays the ceiling, and no later day takes the place of an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from forthright.core.challenge.facts import ByHand
from forthright.core.policy.shapes import Limit, Span
from forthright.core.worktime import LONDON, Calendar, Pause, Unit
from forthright.core.worktime import due as due_at


@dataclass(frozen=True, slots=True)
class Needed:
    """The day by which the child needs it, and since when that is known (UTC)."""

    day: date
    since: datetime


def safe_by(calendar: Calendar, start: datetime, needed: Needed) -> datetime:
    """When a clock that started at `start` ends for the child's sake (UTC): at the last close of that day, or before
    it where nobody is at work that day. Once that has passed, by the end of the first working day."""
    start, end = max(start, needed.since), _begins(needed.day + timedelta(days=1))
    last = _close(calendar, _begins(needed.day))
    if start >= (last if last <= end else end):
        return _close(calendar, start)
    day = needed.day
    while True:
        begin = max(start, _begins(day))
        close = _close(calendar, begin)
        if close <= end:
            return close
        if begin == start:
            return end  # nobody is at work between now and then; the child needs it all the same
        day -= timedelta(days=1)


def _close(calendar: Calendar, start: datetime) -> datetime:
    """The last close of this working day, or of the next where no open time is left."""
    close = due_at(calendar, start, 1, Unit.SAME_WORKING_DAY)
    assert close is not None  # only an open pause keeps a time from ending
    return close


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def floor(calendar: Calendar, now: datetime, pauses: Sequence[Pause] = ()) -> datetime:
    """The earliest end that a time may be given by hand: the rest of a working day in the hours of whoever must act,
    from now or from when its clocks run again. Nobody can be made late at once."""
    ends = [pause.end for pause in pauses if pause.end and pause.end > now]
    return _close(calendar, max((now, *ends)))


def close_of(calendar: Calendar, now: datetime, day: date, pauses: Sequence[Pause] = ()) -> datetime:
    """When a time ends that somebody shortens to a day: at its last close, or before it where nobody is at work that
    day; never before `floor`."""
    lowest = floor(calendar, now, pauses)
    return max(lowest, safe_by(calendar, now, Needed(day, now)))


def changed(due: datetime, by_hand: Sequence[ByHand], calendar: Calendar, pauses: Sequence[Pause] = ()) -> datetime:
    """When a time ends that would end at `due`, after what people changed, in their order.

    A pause puts an end that was given by hand off only as far as whoever must act needs the rest of a working day after
    it: that end is a day which people know, and not a number that is counted.
    """
    for change in by_hand:
        if change.until is not None:
            due = min(due, _put_off(calendar, change.at, change.until, pauses))
        else:
            later = due_at(calendar, due, change.more, change.unit, pauses)
            assert later is not None  # only an open pause keeps a time from ending
            due = later
    return due


def _put_off(calendar: Calendar, since: datetime, until: datetime, pauses: Sequence[Pause]) -> datetime:
    """When an end that was given by hand at `since` comes: after each pause that began before it, no earlier than the
    end of the working day that follows."""
    for pause in pauses:
        if pause.end and pause.start < pause.end and since < pause.end and pause.start < until:
            until = max(until, _close(calendar, pause.end))
    return until


class Running(NamedTuple):
    """A limit that counts, since when, and what people changed of it."""

    limit: Limit | None
    since: datetime
    by_hand: tuple[ByHand, ...] = ()


class Clock(NamedTuple):
    """When a time ends, the limit that says so, and the day for the child's sake that makes it end sooner, if any."""

    due: datetime | None
    limit: Limit
    needed_by: date | None = None


def earliest(
    limits: Sequence[Running], calendar: Calendar, needed: Needed | None, pauses: Sequence[Pause] = ()
) -> Clock:
    """The limit that ends first of those that count; the first limit, without an end, where none has a number. Pauses
    are taken out of each number, and neither they nor what people changed ever put off the child's day."""
    found: list[tuple[datetime, Limit, date | None]] = []
    for limit, start, by_hand in limits:
        due = due_at(calendar, start, limit.amount, limit.unit, pauses) if isinstance(limit, Span) else None
        if due is not None and isinstance(limit, Span):
            due = changed(due, by_hand, calendar, pauses) if by_hand else due
            cut = needed if needed and limit.child_safe and _begins(needed.day) < due else None
            safe = safe_by(calendar, start, cut) if cut else due
            found.append((safe, limit, cut.day) if cut and safe < due else (due, limit, None))
    plain = limits[0].limit
    assert plain is not None
    return Clock(*min(found, key=lambda one: one[0])) if found else Clock(None, plain)
