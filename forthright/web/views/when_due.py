"""When would it be due? A calculator without an account: so many working days from now, in the hours of an agency."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forthright.core.worktime import Calendar, Unit, due
from forthright.directory.hours import PublicHours, public_hours, school_calendar
from forthright.web.forms.when_due import WhenDue
from forthright.web.gate import now
from forthright.web.presenters import childs_clock, when
from forthright.web.presenters.day_by_day import day_by_day
from forthright.web.presenters.hours import usual_week, week


@login_not_required
@require_safe
def when_due(request: HttpRequest) -> HttpResponse:
    """The question, and below it the answer once it is asked. All of it stands in the address; nothing is kept."""
    hours = public_hours()
    asked = "amount" in request.GET
    form = WhenDue(request.GET if asked else None, whose=[(key, one.name) for key, one in hours.items()])
    context: dict[str, object] = {"form": form}
    if asked and form.is_valid():
        chosen = hours[form.cleaned_data["whose"]]
        unit, amount = Unit(form.cleaned_data["unit"]), form.cleaned_data["amount"]
        context |= _answer(form, chosen, unit, amount, form.start(now()))
    return render(request, "when_due/when_due.html", context)


def _answer(form: WhenDue, chosen: PublicHours, unit: Unit, amount: int, start: datetime) -> dict[str, object]:
    calendar = chosen.calendar
    try:
        end = due(calendar, start, amount, unit)
    except ValueError:  # opening hours without an opening
        form.add_error("whose", _never(calendar))
        return {}
    assert end is not None  # only an open pause keeps a time from ending
    school = school_calendar(chosen.partnership)
    return {
        "due": when.said(end),
        "start": when.said(start),
        "whose": chosen.name,
        "week": week(usual_week(calendar, start.date())),
        "days": day_by_day(calendar, start, end, unit),
        "child": childs_clock.of_stretch(start, end, school),
    }


def _never(calendar: Calendar) -> str:
    return _("%(title)s never open long enough, so nothing can be counted. Choose other opening hours") % {
        "title": calendar.title
    }


ADDRESSES = [path("when-due/", when_due, name="when_due")]
