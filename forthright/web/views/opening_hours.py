"""Opening hours kept by people: what there is, other hours on some days, another week, and what moves before saving.

To somebody who keeps no hours, none of these pages is there.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from forthright.directory import actions as directory_actions
from forthright.directory import keeping
from forthright.directory import queries as directory
from forthright.directory.hours import week_on
from forthright.directory.keeping import Keeper, Kept, Users
from forthright.directory.models import OfficeHours, OtherHours, Partnership
from forthright.record import hours as record
from forthright.record.hours import Saved
from forthright.record.hours_wishes import (
    ChangeWeek,
    EnterDays,
    NotYours,
    Place,
    Refused,
    Wish,
    WithdrawDays,
    entered_together,
)
from forthright.record.moving_hours import Moves
from forthright.web import gate
from forthright.web.forms.base import Form
from forthright.web.forms.fields import today
from forthright.web.forms.opening_hours import BankHoliday, OtherDays, SchoolDays, Week, Withdraw
from forthright.web.presenters import opening_hours as words

asked = require_http_methods(["GET", "HEAD", "POST"])
OF_THE_FORM = ("csrfmiddlewaretoken", "go", "seen", "token")
"""What a form sends beside what was typed."""


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The opening hours that this person keeps."""
    found = keeping.kept(gate.who(request), gate.now())
    if not found:
        raise Http404
    rows = [(one, words.shown(one, today())) for one in found]
    offices = [one for one in found if one.keeper is Keeper.PARTNERSHIP]
    return render(request, "opening_hours/list.html", {"rows": rows, "offices": offices})


@require_safe
def one(request: HttpRequest, keeper: str, number: int) -> HttpResponse:
    """One of them: the week, the days at other hours, and until when bank holidays are known."""
    kept = _kept(request, keeper, number)
    return render(request, "opening_hours/one.html", {"kept": kept, "hours": words.shown(kept, today())})


@asked
def add(request: HttpRequest, keeper: str, number: int) -> HttpResponse:
    """Days on which it is closed or open otherwise."""
    kept = _kept(request, keeper, number)
    form = OtherDays(request.POST or None)
    return _steps(request, kept, form, lambda: _days(form, Place(kept.keeper, kept.number)), "add.html")


@asked
def bank_holiday(request: HttpRequest, number: int) -> HttpResponse:
    """A day for all opening hours of a nation that the partnership's agencies use, as far as they are ticked."""
    kept = _kept(request, Keeper.PARTNERSHIP, number)
    form = BankHoliday(request.POST or None, choices=_choices(number))

    def wish() -> EnterDays:
        rows = tuple(sorted(int(row) for row in form.cleaned_data["rows"]))
        return _days(form, Place(kept.keeper, kept.number, rows))

    return _steps(request, kept, form, wish, "bank_holiday.html", {"wide": True})


@asked
def withdraw(request: HttpRequest, keeper: str, number: int, row: int) -> HttpResponse:
    """Take other hours back, with a reason."""
    kept = _kept(request, keeper, number)
    found = _entered(kept, row)
    form = Withdraw(request.POST or None)
    place = Place(kept.keeper, kept.number)

    def wish() -> WithdrawDays:
        return WithdrawDays(place=place, reason=form.cleaned_data["reason"].strip(), row=row)

    return _steps(
        request, kept, form, wish, "withdraw.html", {"line": words.line(found, kept), "wide": found.partnership_id}
    )


@asked
def week(request: HttpRequest, keeper: str, number: int) -> HttpResponse:
    """Other hours on each weekday from a day on."""
    kept = _kept(request, keeper, number)
    form = Week(request.POST or None, now=week_on(kept.hours, today()))
    place = Place(kept.keeper, kept.number)

    def wish() -> ChangeWeek:
        typed = form.cleaned_data
        return ChangeWeek(place=place, reason=typed["reason"].strip(), first=typed["first"], weekly=typed["weekly"])

    return _steps(request, kept, form, wish, "week.html")


@asked
def school_days(request: HttpRequest, number: int) -> HttpResponse:
    """By which calendar the school days of the partnership's children are counted."""
    mine = {one.keeper: one for one in keeping.kept(gate.who(request), gate.now()) if one.number == number}
    if Keeper.PARTNERSHIP not in mine:
        raise Http404
    kept, own = mine[Keeper.PARTNERSHIP], Keeper.SCHOOL_DAYS in mine
    partnership = Partnership.objects.select_related("hours").get(pk=number)
    rows = keeping.school_choices(number)
    now = str(partnership.school_hours_id or SchoolDays.NONE)
    choices = [(str(row.pk), row.title) for row in rows]
    form = SchoolDays(request.POST or None, choices=choices, own=own, initial={"calendar": now})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["calendar"]
        directory_actions.choose_school_days(partnership, _calendar(partnership, chosen))
        messages.success(request, _("The school days are saved. No due date depends on them."))
        return redirect("opening_hours")
    return render(request, "opening_hours/school_days.html", {"kept": kept, "form": form}, status=_status(request))


def _calendar(partnership: Partnership, chosen: str) -> OfficeHours | None:
    if chosen == SchoolDays.NONE:
        return None
    if chosen == SchoolDays.OWN:
        return directory_actions.own_school_days(partnership)
    return OfficeHours.objects.get(pk=chosen)


def _kept(request: HttpRequest, keeper: str, number: int) -> Kept:
    """The hours of that address, if this person keeps them today. Raises Http404."""
    found = keeping.kept_one(gate.who(request), keeper, number, gate.now())
    if found is None:
        raise Http404
    return found


def _entered(kept: Kept, number: int) -> OtherHours:
    """Days at other hours that this keeper may take back. Raises Http404."""
    try:
        return entered_together(kept, number)[0]
    except NotYours:
        raise Http404 from None


def _days(form: OtherDays, place: Place) -> EnterDays:
    typed, (first, last) = form.cleaned_data, form.days
    return EnterDays(
        place=place,
        reason=typed["reason"].strip(),
        first=first,
        last=last,
        name=typed["name"].strip(),
        windows=form.windows,
        source=typed["source"].strip(),
    )


def _choices(partnership: int) -> list[tuple[str, str]]:
    """The opening hours of the partnership and its agencies, with who of them uses each."""
    mine, rows = directory.agencies_of(partnership), keeping.hours_in(partnership)
    users = keeping.users_by(row.pk for row in rows)
    return words.rows_of((row, _who(users[row.pk], mine, partnership)) for row in rows)


def _who(users: Users, agencies: set[int], partnership: int) -> list[str]:
    """The names of those who count in some hours, of this partnership alone."""
    shared = [name for number, name in users.partnerships.items() if number == partnership]
    return [*(name for number, name in users.agencies.items() if number in agencies), *shared]


def _steps(
    request: HttpRequest,
    kept: Kept,
    form: Form,
    wish: Callable[[], Wish],
    template: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, what would move, and the act: three looks at one address. What was typed goes along."""
    about = {"kept": kept, "form": form, **(more or {})}
    page = f"opening_hours/{template}"
    go = request.POST.get("go", "look")
    if request.method != "POST" or go == "change":
        return render(request, page, about)
    if not form.is_valid():
        return render(request, page, about, status=422)
    now, asks = gate.now(), wish()
    try:
        found = _found(request, asks, go, now)
    except NotYours:
        raise Http404 from None
    if isinstance(found, Saved):
        _say(request, kept, found, now)
        return redirect("opening_hours_of", kept.keeper, kept.number)
    if isinstance(found, Refused):
        form.add_error(None, words.refused(found))
        return render(request, page, about, status=422)
    return _show(request, about, found, asks, now, again=go == "save")


def _found(request: HttpRequest, wish: Wish, go: str, now: datetime) -> Saved | Moves | Refused:
    person = gate.who(request)
    if go != "save":
        return record.preview(person, wish, now)
    seen, token = request.POST.get("seen", ""), request.POST.get("token", "")
    return record.save(person, wish, seen, token, now)


def _show(
    request: HttpRequest, about: dict[str, Any], found: Moves, wish: Wish, now: datetime, again: bool
) -> HttpResponse:
    """What would move. `again` tells that it is another thing than the person saw before."""
    actor = directory.actor(gate.who(request), now)
    form = about["form"]
    whose = form.ticked if isinstance(form, BankHoliday) else []
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in OF_THE_FORM]
    context = {
        "typed": typed,
        "moves": words.preview(found, actor, now),
        "will": words.will(wish, whose),
        "seen": found.digest(now),
        "token": secrets.token_urlsafe(16),
        "again": again,
    }
    return render(request, "opening_hours/preview.html", about | context, status=422 if again else 200)


def _say(request: HttpRequest, kept: Kept, saved: Saved, now: datetime) -> None:
    """What was done, at the top of the next page; a matter that was set aside only to those who may see it."""
    actor = directory.actor(gate.who(request), now)
    mine = sum(one.seen_by(actor) for one in saved.moves.moved)
    said = _("The change is saved.")
    if mine:
        text = ngettext("%(count)s open challenge moved.", "%(count)s open challenges moved.", mine)
        said = f"{said} {text % {'count': mine}}"
    if saved.moves.moved:
        said = f"{said} {_('Both sides of each challenge that moved are told.')}"
    messages.success(request, said)
    if saved.aside:
        messages.warning(request, words.aside(record.those_seen(saved.aside, actor)))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


ADDRESSES = [
    path("opening-hours/", every, name="opening_hours"),
    path("opening-hours/partnership/<int:number>/bank-holiday/", bank_holiday, name="bank_holiday"),
    path("opening-hours/partnership/<int:number>/school-days/", school_days, name="school_days"),
    path("opening-hours/<slug:keeper>/<int:number>/", one, name="opening_hours_of"),
    path("opening-hours/<slug:keeper>/<int:number>/add/", add, name="opening_hours_add"),
    path("opening-hours/<slug:keeper>/<int:number>/week/", week, name="opening_hours_week"),
    path("opening-hours/<slug:keeper>/<int:number>/take-back/<int:row>/", withdraw, name="opening_hours_withdraw"),
]
