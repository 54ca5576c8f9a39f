"""What data protection officers, and the business unit, see to: who broke a glass and why, and who looked at what."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.audit.actions import READ_THE_LOG
from forthright.audit.models import Look
from forthright.audit.queries import trails
from forthright.core.challenge.answers import No
from forthright.core.challenge.standing import Actor, Office
from forthright.core.worktime import LONDON
from forthright.directory import queries as directory
from forthright.directory.protection import staff
from forthright.record import need
from forthright.record import protection as record
from forthright.record.actions import NotThere
from forthright.web import gate
from forthright.web.forms.acts import YES
from forthright.web.forms.need import Review, WhoseLooks
from forthright.web.paging import page_of, start_of
from forthright.web.presenters import need as words
from forthright.web.presenters import rows

SIZE, MANY = 25, 50


def _actor(request: HttpRequest, office_too: bool = False) -> Actor:
    """Whoever protects an agency or a partnership now, or is its business unit. Raises Http404."""
    actor = directory.actor(gate.who(request), gate.now())
    if not (actor.protects or (office_too and actor.partnerships(Office.BUSINESS_UNIT))):
        raise Http404
    return actor


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """Each time that somebody broke a glass, those first that wait for a review; and the challenges, as facts."""
    actor, at = _actor(request, office_too=True), gate.now()
    start = start_of(request)
    shown = gate.facts_list(gate.who(request), gate.FACTS_LISTS["protected"], record.protected(actor), at)
    found, paged = page_of(list(shown[start : start + SIZE + 1]), start, SIZE)
    context = {
        "glasses": words.glasses(record.glasses(actor)[:MANY], actor.person, at),
        "rows": rows.facts_only(found, at),
        "paged": paged,
        "officer": bool(actor.protects),
    }
    return render(request, "need/protection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """One time that a glass was broken: who, why, and whether it was justified."""
    _actor(request, office_too=True)
    matter = gate.open_matter(request, reference)
    shown = words.glass(matter, entry)
    if shown is None:
        raise Http404
    form = Review(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            refused = _review(request, reference, entry, form)
            if not refused:
                return redirect("protection")
            form.add_error(None, refused)
    context = {"reference": reference, "shown": shown, "form": form, "token": secrets.token_urlsafe(16)}
    return render(request, "need/review.html", context, status=status)


def _review(request: HttpRequest, reference: str, entry: int, form: Review) -> str:
    """Keeps it; or the sentence why it was refused."""
    data, token = form.cleaned_data, request.POST.get("token", "")
    justified = data["justified"] == YES
    try:
        done = need.review_glass(gate.who(request), reference, entry, justified, data["reason"], token, gate.now())
    except NotThere:
        raise Http404 from None
    if isinstance(done, No):
        return _(done.reason)
    messages.success(request, _("Your review is kept in the record. Everybody who takes part is told."))
    return ""


@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """The trail of one's own agencies' people and challenges, newest first; of one person, or one day. Reading it is
    noted in it."""
    actor, at = _actor(request), gate.now()
    whole, agencies = record.partnerships_and_agencies(actor)
    people = staff(whole, agencies)
    known = dict(people.values_list("pk", "name"))
    form = WhoseLooks(request.GET or None, people=known.items())
    asked, day = form.wanted()
    gate.note_list(gate.who(request), f"access log {day or ''}".strip(), at, facts_only=True, act=READ_THE_LOG)
    found = _of(
        trails(people.order_by().values_list("pk", flat=True), record.references(record.protected(actor))), asked, day
    )
    start = start_of(request)
    shown, paged = page_of(list(found[start : start + MANY + 1]), start, MANY)
    hidden = record.restricted_among({look.challenge for look in shown if look.challenge})
    context = {
        "rows": [words.log_line(look, look.person in known or look.challenge not in hidden) for look in shown],
        "paged": paged,
        "form": form,
        "query": form.query(),
    }
    return render(request, "need/access_log.html", context)


def _of(looks: QuerySet[Look], person: int, day: date | None) -> QuerySet[Look]:
    if person:
        looks = looks.filter(person=person)
    if day is not None:
        begins = datetime(day.year, day.month, day.day, tzinfo=LONDON)
        looks = looks.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return looks


ADDRESSES = [
    path("data-protection/", protection, name="protection"),
    path("data-protection/<str:reference>/<int:entry>/", review, name="review_glass"),
    path("access-log/", access_log, name="access_log"),
]
