"""Opening hours as people type them: "9am to 5pm", "9:00 to 12:30 and 13:30 to 17:00", "all day", "17:00 to 09:00"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import Windows, clock_text
from forthright.directory.hours import Weekly
from forthright.web.forms.clock_times import DAY, Wrong, minute_of_day
from forthright.web.forms.widgets import Input

LONGEST = 120
BETWEEN = re.compile(r"\s*(?:\bto\b|\buntil\b|-|–|—)\s*")
PIECES = re.compile(r"\s*(?:,|;|\band\b)\s*")
SHUT = ("", "closed", "none")
ALL_DAY = ("all day", "24 hours", "day and night")

Spans = tuple[tuple[int, int], ...]
"""Stretches in minutes from the midnight that begins the day; one that ends after 1440 ends on the next day."""


class HoursField(forms.CharField):
    """The hours of one day. Cleans to stretches in order; `nights` tells that one may end on the next day.

    `what`: how a sentence calls it, with an upper case: "Monday".
    """

    def __init__(self, what: str | Promise, nights: bool = False, **options: Any) -> None:
        self.what, self.nights = what, nights
        options.setdefault("label", what)
        super().__init__(max_length=LONGEST, widget=Input(width=20), required=False, **options)

    def clean(self, value: Any) -> Spans:
        text = " ".join(str(super().clean(value)).lower().split())
        if text in SHUT:
            return ()
        if text in ALL_DAY:
            return ((0, DAY),)
        spans = sorted(self._span(piece) for piece in PIECES.split(text))
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            self._refuse(_("%(what)s: the hours overlap. Give each stretch once, such as 9am to midday and 1pm to 5pm"))
        return tuple(spans)

    def _span(self, piece: str) -> tuple[int, int]:
        ends = BETWEEN.split(piece)
        if len(ends) != 2:
            self._refuse(_("%(what)s: enter hours such as 9am to 5pm, or 9am to midday and 1pm to 5pm"))
        start, stop = self._minute(ends[0]), self._minute(ends[1]) or DAY
        if start >= DAY:
            self._refuse(_("%(what)s: enter a time before midnight at which it opens"))
        if stop > start:
            return start, stop
        if not self.nights:
            self._refuse(_("%(what)s: the hours must close later than they open"))
        return start, stop + DAY

    def _minute(self, text: str) -> int:
        minute = minute_of_day(text)
        if minute is Wrong.SHAPE:
            self._refuse(_("%(what)s: enter hours such as 9am to 5pm, or 9am to midday and 1pm to 5pm"))
        if minute is Wrong.HALF:
            self._refuse(_("%(what)s: add am or pm to the times, such as 9am to 5pm"))
        if isinstance(minute, Wrong):
            self._refuse(_("%(what)s: enter real times, such as 9am to 5pm"))
        return minute

    def _refuse(self, sentence: str) -> NoReturn:
        raise ValidationError(sentence % {"what": self.what}, code="hours")


def week_of(days: list[Spans]) -> Weekly | int:
    """Seven days of windows from what was typed for each: what goes past midnight is the next day's. The number of the
    day, Monday 0, on which stretches overlap, where any do."""
    windows: list[list[tuple[int, int]]] = [[] for _day in range(7)]
    for number, spans in enumerate(days):
        for start, stop in spans:
            windows[number].append((start, min(stop, DAY)))
            if stop > DAY:
                windows[(number + 1) % 7].append((0, stop - DAY))
    for number, found in enumerate(windows):
        found.sort()
        if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
            return number
    return tuple(tuple(found) for found in windows)


def typed_week(weekly: Weekly) -> list[str]:
    """The week as somebody would type it, a text for each day; a night stands on the day on which it begins."""
    nights = [_goes_on(weekly, number) for number in range(7)]
    texts = []
    for number, windows in enumerate(weekly):
        own = windows[1:] if nights[number - 1] else windows
        spans = [(start, DAY + nights[number] if stop == DAY else stop) for start, stop in own]
        texts.append(typed(tuple(spans)))
    return texts


def _goes_on(weekly: Weekly, number: int) -> int:
    """Until which minute of the next day a day's last stretch goes on, 0 where it does not."""
    windows, following = weekly[number], weekly[(number + 1) % 7]
    if not windows or not following or windows[-1][1] != DAY or following[0][0] != 0:
        return 0
    stop = following[0][1]
    return stop if stop <= windows[-1][0] else 0


def typed(spans: Windows) -> str:
    """Stretches as somebody would type them: "09:00 to 17:00"."""
    if spans == ((0, DAY),):
        return _("all day")
    ends = [(start, stop if stop <= DAY else stop - DAY) for start, stop in spans]
    texts = [_("%(from)s to %(to)s") % {"from": clock_text(start), "to": clock_text(stop)} for start, stop in ends]
    return _(" and ").join(texts)


DAYS = (
    *(gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday")),
    *(gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday")),
)
