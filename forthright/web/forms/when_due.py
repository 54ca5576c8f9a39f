"""When would it be due? Whose opening hours, how long, and from when. Nothing typed here is about anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import LONDON, Unit
from forthright.web.forms import base
from forthright.web.forms.clock_times import TimeField
from forthright.web.forms.fields import DateField, WholeNumber, offer, today
from forthright.web.forms.widgets import NumberInput

UNITS = (
    (Unit.WORKING_DAYS, gettext_lazy("working days")),
    (Unit.WORKING_HOURS, gettext_lazy("working hours")),
    (Unit.WORKING_WEEKS, gettext_lazy("working weeks")),
    (Unit.CALENDAR_DAYS, gettext_lazy("calendar days")),
    (Unit.HOURS, gettext_lazy("hours")),
)
MOST = {Unit.WORKING_DAYS: 260, Unit.WORKING_HOURS: 2000, Unit.WORKING_WEEKS: 52, Unit.CALENDAR_DAYS: 400}
"""About a year of each: no policy that was seen gives longer than a few months. As many hours as working hours."""
YEARS = 366 * 2


def _earliest() -> dt.date:
    return today() - dt.timedelta(days=YEARS)


def _latest() -> dt.date:
    return today() + dt.timedelta(days=YEARS)


class WhenDue(base.Form):
    """Whose hours, how long, from when; an empty start is now. `whose` are (value, label) of those there are."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Whose opening hours?"),
        help_text=gettext_lazy(
            "The agency that must act. A time that both sides share runs in the partnership’s hours."
        ),
        error_messages={"required": gettext_lazy("Choose whose opening hours count")},
    )
    amount = WholeNumber(
        gettext_lazy("how long it is"),
        least=1,
        most=max(MOST.values()),
        label=gettext_lazy("How long?"),
        help_text=gettext_lazy("For example, 5"),
        widget=NumberInput(width=4),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=[(unit.value, label) for unit, label in UNITS],
        error_messages={"required": gettext_lazy("Choose what it is counted in")},
    )
    day = DateField(
        gettext_lazy("the day it starts"),
        label=gettext_lazy("From which day?"),
        help_text=gettext_lazy("Leave it empty for now. For example, 27 3 2026"),
        required=False,
        earliest=_earliest,
        latest=_latest,
    )
    time = TimeField(
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("For example, 3:30pm or 15:30. Leave it empty for 9am"),
        required=False,
    )

    def __init__(self, *args: Any, whose: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "whose", [("", gettext_lazy("Choose one")), *whose])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") and data.get("unit"):
            most = MOST.get(Unit(data["unit"]), max(MOST.values()))
            if data["amount"] > most:
                told = {"most": most, "unit": dict(self.fields["unit"].choices)[data["unit"]]}  # type: ignore[attr-defined]
                self.add_error("amount", _("How long it is must be %(most)s %(unit)s or less") % told)
        if data.get("time") and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Enter the day it starts, or leave the time empty too"))
        return data

    def start(self, now: dt.datetime) -> dt.datetime:
        """When it starts (aware): what was typed in the time of England, or `now`. Needs a form that is valid."""
        day = self.cleaned_data["day"]
        if day is None:
            return now
        return dt.datetime.combine(day, self.cleaned_data["time"] or dt.time(9), LONDON).astimezone(dt.UTC)
