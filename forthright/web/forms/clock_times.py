"""A time of day as people type it: 3:30pm, 15:30, 3pm, midday. Read in one place for every box that takes one."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.web.forms.widgets import Input

CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$")
NAMED = {"midday": 12 * 60, "noon": 12 * 60, "midnight": 0}
DAY = 24 * 60


class Wrong(StrEnum):
    """Why a text is not a time of day."""

    SHAPE = "it does not look like one"
    HALF = "it could be morning or afternoon"
    REAL = "there is no such time"


def minute_of_day(text: str) -> int | Wrong:
    """Minutes since midnight of a text in lower case, 24:00 as 1440; or why it is none."""
    if text in NAMED:
        return NAMED[text]
    found = CLOCK.match(text)
    if not found:
        return Wrong.SHAPE
    typed, half = found[1], found[3]
    hour, minute = int(typed), int(found[2] or 0)
    if not half and 1 <= hour <= 6 and len(typed) == 1:  # "3:30" is almost never the middle of the night
        return Wrong.HALF
    if half:
        if not 1 <= hour <= 12:
            return Wrong.REAL
        hour = hour % 12 + (12 if half == "p" else 0)
    return Wrong.REAL if minute > 59 or hour * 60 + minute > DAY else hour * 60 + minute


class TimeField(forms.CharField):
    """Cleans to a datetime.time, or to None where it may be left empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault("required", gettext_lazy("Enter the time"))
        super().__init__(widget=Input(width=10), max_length=20, **options)

    def clean(self, value: Any) -> dt.time | None:
        text = super().clean(value).strip().lower()
        if not text:
            return None
        minute = minute_of_day(text)
        if minute is Wrong.SHAPE:
            raise ValidationError(_("Enter a time, such as 3:30pm or 15:30"))
        if minute is Wrong.HALF:
            raise ValidationError(_("Add am or pm to the time, such as 3:30pm"))
        if isinstance(minute, Wrong) or minute == DAY:
            raise ValidationError(_("Enter a real time, such as 3:30pm or 15:30"))
        return dt.time(*divmod(minute, 60))
