"""Instants and days in the words of the house, in the time of England."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forthright.core.policy.sentences import NO_LIMIT, NO_TIME
from forthright.core.worktime import KNOWN_TO, LONDON
from forthright.notices.sentences import day_words, said_when


def said(at: datetime) -> str:
    """An aware instant: "5:30pm on Friday 27 November 2026"."""
    return said_when(at)


def day(at: datetime | date) -> str:
    """A date, or the date in England of an aware instant: "Friday 27 November 2026"."""
    local = at.astimezone(LONDON).date() if isinstance(at, datetime) else at
    return day_words(local, get_language() or "")


def due_words(due: datetime | None, said: str, now: datetime) -> str:
    """By when something is expected, as a sentence without its full stop. `due` and `now` are aware.

    `said` is the time as the policy words it; it is all there is where no instant follows from it. An instant that
    has passed is told in words, never by colour alone. One that was counted past the published bank holidays says so:
    the hours of every office here are known to the same day.
    """
    if due is None:
        return _without_instant(said)
    words = _instant_words(due, now)
    if not said or due.astimezone(LONDON).date() <= KNOWN_TO:  # without a time of the policy somebody chose the day
        return words
    return _("%(when)s (provisional: bank holidays are not yet known for that time)") % {"when": words}


def _instant_words(due: datetime, now: datetime) -> str:
    clock, days = said_when(due), _days_between(now, due)
    if due <= now:
        return _("Overdue: it was due by %(when)s") % {"when": clock}
    if days == 0:
        return _("Today, by %(when)s") % {"when": clock}
    if days == 1:
        return _("Tomorrow, by %(when)s") % {"when": clock}
    return _("By %(when)s") % {"when": clock}


def overdue(due: datetime | None, now: datetime) -> bool:
    """Whether an instant has passed. What has no instant is never overdue."""
    return due is not None and due <= now


def apart(at: datetime, written: datetime) -> bool:
    """Whether an entry was written noticeably later than it took effect: by more than a minute."""
    return abs(written - at) > timedelta(minutes=1)


def _days_between(now: datetime, due: datetime) -> int:
    return (due.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days


def _without_instant(said: str) -> str:
    if said in ("", NO_LIMIT, NO_TIME):
        return _(said.rstrip(".")) if said else _("No time is set")
    return _("The policy says: %(time)s") % {"time": said}
