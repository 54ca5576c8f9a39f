"""Changing opening hours: days on which it is closed or open otherwise, a bank holiday, taking back, another week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import Windows
from forthright.directory.hours import Weekly
from forthright.directory.models import OtherHours
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.widgets import Checkboxes, Radios
from forthright.web.forms.windows import DAYS, HoursField, typed_week, week_of

CLOSED, OTHER = "closed", "other"
BACK = dt.timedelta(days=31)
"""How far back a day may be entered: a flood is often entered late. What has run out by then stays as it is."""
AHEAD = dt.timedelta(days=1100)
"""School terms are set two or three years before; a later day is a slip of typing."""
LONGEST = 366
MOST_NAME = OtherHours._meta.get_field("name").max_length
MOST_SOURCE = OtherHours._meta.get_field("source").max_length


def earliest() -> dt.date:
    """The first day that may be entered."""
    return today() - BACK


def latest() -> dt.date:
    """The last day that may be entered."""
    return today() + AHEAD


def why() -> forms.CharField:
    """The reason, which both sides read."""
    return narrative(
        gettext_lazy("Why is this changed?"),
        gettext_lazy("Enter why this is changed"),
        gettext_lazy("Both sides of each challenge that moves read this. Name no child and no family"),
        rows=3,
    )


class OtherDays(base.Form):
    """Days on which it is closed, or open at other hours. `name` stands in the record beside the dates."""

    first = DateField(gettext_lazy("the first day"), label=gettext_lazy("First day"), earliest=earliest, latest=latest)
    last = DateField(
        gettext_lazy("the last day"),
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty for a single day"),
        required=False,
        latest=lambda: latest() + dt.timedelta(days=LONGEST),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Which hours count on these days?"),
        choices=[
            (CLOSED, gettext_lazy("Closed all day")),
            (OTHER, gettext_lazy("Open at other hours")),
        ],
        widget=Radios(hints={OTHER: gettext_lazy("On each of the days, also at a weekend or on a bank holiday")}),
        error_messages={"required": gettext_lazy("Select whether it is closed, or open at other hours")},
    )
    hours = HoursField(
        gettext_lazy("Other hours"), help_text=gettext_lazy("For example, 9am to 12:30pm. Only where it is open")
    )
    name = forms.CharField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy(
            "Such as Inset day, or Autumn half term. Anybody can read it, and it stands in the record. Name no person"
        ),
        max_length=MOST_NAME,
        error_messages={"required": gettext_lazy("Enter what it is called")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where was it announced?"),
        help_text=gettext_lazy("Such as a web page or a letter, with its date. Anybody can read it. Name no person"),
        max_length=MOST_SOURCE,
        required=False,
    )
    reason = why()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last") or found.get("first")
        if first and last and last < first:
            self.add_error("last", _("The last day must be the same as or after the first day"))
        elif first and last and (last - first).days >= LONGEST:
            self.add_error("last", _("The days must not be more than a year. Change the weekly hours instead"))
        if found.get("kind") == OTHER and "hours" in found and not found["hours"]:
            self.add_error("hours", _("Enter the hours at which it is open, such as 9am to 12:30pm"))
        return found

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last day, once it is valid."""
        first = self.cleaned_data["first"]
        return first, self.cleaned_data["last"] or first

    @property
    def windows(self) -> Windows:
        """The windows on each day, none for closed, once it is valid."""
        return self.cleaned_data["hours"] if self.cleaned_data["kind"] == OTHER else ()


class BankHoliday(OtherDays):
    """A day on which every office of a nation is closed. `choices` are rows of opening hours: (number, label)."""

    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Whose opening hours does it change?"),
        widget=Checkboxes(),
        error_messages={"required": gettext_lazy("Select the opening hours that it changes")},
    )
    field_order = ("rows",)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "rows", choices)
        self.fields["name"].help_text = gettext_lazy(
            "Such as Bank holiday: state funeral. Anybody can read it, and it stands in the record"
        )
        self.fields["rows"].initial = [number for number, _label in choices]
        self.fields["kind"].initial = CLOSED

    @property
    def ticked(self) -> list[str]:
        """The labels of what was ticked, once it is valid."""
        return [str(label) for number, label in self.fields["rows"].choices if number in self.cleaned_data["rows"]]


class Withdraw(base.Form):
    """Taking back what was entered."""

    reason = narrative(
        gettext_lazy("Why is this taken back?"),
        gettext_lazy("Enter why this is taken back"),
        gettext_lazy("Both sides of each challenge that moves read this. Name no child and no family"),
        rows=3,
    )


class Week(base.Form):
    """The hours of each weekday, and from which day on. `now` are the windows that count today."""

    mark_optional = False
    first = DateField(
        gettext_lazy("the day from which they count"),
        label=gettext_lazy("From which day do they count?"),
        help_text=gettext_lazy("Today or later. Days before it stay as they were. For example, 4 1 2027"),
        earliest=today,
        latest=latest,
    )
    reason = why()

    def __init__(self, *args: Any, now: Weekly, **options: Any) -> None:
        super().__init__(*args, **options)
        for number, (day, text) in enumerate(zip(DAYS, typed_week(now), strict=True)):
            field = HoursField(day, nights=True)
            self.fields[f"day_{number}"], self.initial[f"day_{number}"] = field, text
            self.give_sentences(f"day_{number}", field)
        self.order_fields([*(f"day_{number}" for number in range(7)), "first", "reason"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        names = [f"day_{number}" for number in range(7)]
        if not all(name in found for name in names):
            return found
        week = week_of([found[name] for name in names])
        if isinstance(week, int):
            said = format_lazy(gettext_lazy("{day}: the hours overlap with the night before"), day=DAYS[week])
            self.add_error(names[week], said)
        elif not any(week):
            self.add_error(names[0], _("Enter the hours of at least one day. Without any, no time would ever end"))
        else:
            found["weekly"] = week
        return found


class SchoolDays(base.Form):
    """By which calendar school days are counted. `choices` are rows of opening hours, beside none and an own one."""

    NONE, OWN = "none", "own"
    calendar = forms.ChoiceField(
        label=gettext_lazy("Which days are school days?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select a calendar, or none")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        more = [] if own else [(self.OWN, _("A calendar of its own, Monday to Friday, to which holidays are added"))]
        offer(self, "calendar", [*choices, *more, (self.NONE, _("None: school days are not shown"))])
