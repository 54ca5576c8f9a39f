"""Opening hours in words: a time of day, the windows of a day, and a week."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import Calendar, Windows
from forthright.directory.hours import Weekly
from forthright.web.forms.windows import DAYS, typed_week

DAY = 24 * 60
WHOSE = gettext_lazy(
    "Forthright’s rule is the same for everybody: a time that one agency must keep runs in that agency’s opening "
    "hours, and a time that both sides share in the partnership’s."
)
"""Whose hours count where no policy says it. Decision 8."""
WEEKS = 4
"""Weeks that are looked at to tell the usual one: most days of it are neither bank holidays nor closures."""


def windows(found: Windows) -> str:
    """The windows of a day: "9am to 5pm", "closed", "day and night"."""
    if not found:
        return _("closed")
    if found == ((0, DAY),):
        return _("day and night")
    pairs = ({"from": clock(start), "to": clock(stop)} for start, stop in found)
    return _(" and ").join(_("%(from)s to %(to)s") % pair for pair in pairs)


def clock(minute: int) -> str:
    """A minute of the day: "9am", "5:30pm", "midday", "midnight"."""
    if minute in (0, DAY):
        return _("midnight")
    if minute == DAY // 2:
        return _("midday")
    hour, rest = divmod(minute, 60)
    return f"{hour % 12 or 12}{f':{rest:02}' if rest else ''}{'am' if hour < 12 else 'pm'}"


def week(weekly: Weekly) -> list[tuple[str, str]]:
    """The week as pairs of days and hours; days that follow each other with the same hours stand together."""
    by_night = _night(weekly)
    texts = [text or _("closed") for text in typed_week(weekly)] if by_night else [windows(day) for day in weekly]
    rows: list[tuple[str, str]] = []
    start = 0
    for number in range(1, 8):
        if number == 7 or texts[number] != texts[start]:
            first, last = str(DAYS[start]), str(DAYS[number - 1])
            both = _("%(first)s to %(last)s") % {"first": first, "last": last}
            rows.append((first if number - 1 == start else both, texts[start]))
            start = number
    return rows


def _night(weekly: Weekly) -> bool:
    """Whether a stretch goes past midnight, which is then said on the day on which it begins."""
    return any(
        today and after and today[-1][1] == DAY and after[0][0] == 0 and after[0][1] < DAY
        for today, after in zip(weekly, (*weekly[1:], weekly[0]), strict=True)
    )


def usual_week(calendar: Calendar, first: date) -> Weekly:
    """The week that mostly holds from a day on: a week that counts only later, or a holiday, does not change it."""
    found = []
    for number in range(7):
        days = [first + timedelta((number - first.weekday()) % 7 + 7 * n) for n in range(WEEKS)]
        found.append(Counter(calendar.windows(day) for day in days).most_common(1)[0][0])
    return tuple(found)


def same_hours(one: Calendar, other: Calendar, first: date, last: date) -> bool:
    """Whether two calendars open alike on every date from first to last, both included."""
    days = (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
    return all(one.windows(day) == other.windows(day) for day in days)
