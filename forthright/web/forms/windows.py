"""Opening hours as people type them: "9am to 5pm", "9:00 to 12:30 and 13:30 to 17:00", "all day", "17:00 to 09:00"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import Windows
from forthright.directory.hours import Weekly
from forthright.web.forms.widgets import Input

DAY = 24 * 60
LONGEST = 120
TIME = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?$")
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
        named = {"midday": 720, "noon": 720, "midnight": 0}.get(text)
        if named is not None:
            return named
        found = TIME.match(text)
        if not found:
            self._refuse(_("%(what)s: enter hours such as 9am to 5pm, or 9am to midday and 1pm to 5pm"))
        assert found is not None
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if not half and len(found[1]) == 1 and 1 <= hour <= 6:  # "9 to 5" hardly means five in the morning
            self._refuse(_("%(what)s: add am or pm to the times, such as 9am to 5pm"))
        if half:
            hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 25
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            self._refuse(_("%(what)s: enter real times, such as 9am to 5pm"))
        return hour * 60 + minute

    def _refuse(self, sentence: str) -> None:
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
    return _(" and ").join(
        _("%(from)s to %(to)s") % {"from": _clock(start), "to": _clock(stop)} for start, stop in spans
    )


def _clock(minute: int) -> str:
    minute = minute if minute <= DAY else minute - DAY
    return f"{minute // 60:02}:{minute % 60:02}"


DAYS = (
    *(gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday")),
    *(gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday")),
)
