"""Invitations of professionals without an account: vouched for, renewed and ended by a sponsor; corrected.

Those who vouch see facts and the address, and no words of the challenge.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import No
from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import of_challenge
from forthright.record import inviting
from forthright.web import gate
from forthright.web.forms.guests import REFUSE, EndIt, NewAddress, Vouch
from forthright.web.presenters import guests as words

asked = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation that this person is a sponsor of."""
    person, now = gate.who(request), gate.now()
    if not inviting.is_sponsor(person, now):
        raise Http404
    rows = [words.line(one, now) for one in inviting.to_vouch_for(person, now)]
    return render(request, "guests/list.html", {"rows": rows})


def _sponsored(request: HttpRequest, number: int) -> Invitation:
    found = inviting.sponsored(gate.who(request), number, gate.now())
    if found is None:
        raise Http404
    return found


@asked
def invitation(request: HttpRequest, number: int) -> HttpResponse:
    """One of them: how it stands, and vouching for it while nobody has."""
    found, person, now = _sponsored(request, number), gate.who(request), gate.now()
    form = Vouch(request.POST or None)
    waits = bool(found.email) and found.vouched_at is None and found.ended_at is None
    if request.method == "POST" and waits and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["answer"] == REFUSE:
            inviting.refuse(person, found, reason, now)
            messages.success(request, _("Nothing is sent. Whoever gave the address has been told."))
            return redirect("invitation", number)
        done = inviting.vouch(person, found, reason, now)
        if not isinstance(done, No):
            messages.success(request, _("They are being sent their link. It stands in the trail that you vouched."))
            return redirect("invitation", number)
        form.add_error(None, _(done.reason))
    office = directory.actor(person, now).partnerships(Office.BUSINESS_UNIT)
    context = {
        "one": words.shown(found, now),
        "form": form if waits else None,
        "telephones": found.partnership_id in office,
    }
    return render(request, "guests/one.html", context, status=422 if request.method == "POST" and waits else 200)


@asked
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """A new link, also where it was locked, ended or had expired."""
    found, now = _sponsored(request, number), gate.now()
    if request.method == "POST":
        done = inviting.renew(gate.who(request), found, now)
        if isinstance(done, No):
            messages.error(request, _(done.reason))
        else:
            messages.success(request, _("They are being sent a new link. The links before open nothing any more."))
        return redirect("invitation", number)
    return render(request, "guests/renew.html", {"one": words.shown(found, now)})


@asked
def end(request: HttpRequest, number: int) -> HttpResponse:
    """It opens nothing any more, from the next request on."""
    found, now = _sponsored(request, number), gate.now()
    form = EndIt(request.POST or None)
    if request.method == "POST" and form.is_valid():
        inviting.end(gate.who(request), found, form.cleaned_data["reason"], now)
        messages.success(request, _("It has ended. Nobody can open the challenge with it any more."))
        return redirect("invitation", number)
    context = {"one": words.shown(found, now), "form": form}
    return render(request, "guests/end.html", context, status=422 if request.method == "POST" else 200)


@asked
def end_own(request: HttpRequest, reference: str) -> HttpResponse:
    """The same by whoever asked them: they made it, and see first that it has gone wrong."""
    matter, person, now = gate.open_matter(request, reference), gate.who(request), gate.now()
    every = of_challenge(reference) if reads_words(matter.actor, matter.state) else []
    if not every or not inviting.may_end(every[-1], person):
        raise Http404
    found = every[-1]
    form = EndIt(request.POST or None)
    if request.method == "POST" and form.is_valid():
        inviting.end(person, found, form.cleaned_data["reason"], now)
        messages.success(request, _("It has ended. The business unit has been told, and can send a new link."))
        return redirect("invited", reference)
    context = {"one": words.shown(found, now), "form": form, "own": reference}
    return render(request, "guests/end.html", context, status=422 if request.method == "POST" else 200)


@asked
def invited(request: HttpRequest, reference: str) -> HttpResponse:
    """For both sides of one challenge: who was asked without an account, and how that stands. The raising side corrects
    the address while nobody is in by it; only they see it."""
    matter, person, now = gate.open_matter(request, reference), gate.who(request), gate.now()
    every = of_challenge(reference) if reads_words(matter.actor, matter.state) else []
    if not every:
        raise Http404
    found = every[-1]
    form = NewAddress(request.POST or None, initial={"email": found.email})
    may = inviting.may_correct(found, person)
    if request.method == "POST" and may and form.is_valid():
        inviting.correct(person, found, form.cleaned_data["email"], now)
        messages.success(request, _("The address has been changed. The business unit has been asked to check it."))
        return redirect("invited", reference)
    rows = [words.shown(one, now) for one in every]
    context = {"rows": rows, "reference": reference, "form": form if may else None, "has_address": bool(found.email)}
    context["ends"] = inviting.may_end(found, person)
    return render(request, "guests/invited.html", context, status=422 if request.method == "POST" else 200)


ADDRESSES = [
    path("invitations/", invitations, name="invitations"),
    path("invitations/<int:number>/", invitation, name="invitation"),
    path("invitations/<int:number>/renew/", renew, name="invitation_renew"),
    path("invitations/<int:number>/end/", end, name="invitation_end"),
    path("matter/<str:reference>/invited/", invited, name="invited"),
    path("matter/<str:reference>/invited/end/", end_own, name="invited_end"),
]
