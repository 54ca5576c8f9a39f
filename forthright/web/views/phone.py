"""A reply by telephone: the business unit takes down what a respondent says who cannot get online.

Nothing of what stands in the challenge is on these pages: whoever types hears the words of one person, and reads none.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import No
from forthright.core.challenge.by_phone import BY_PHONE
from forthright.core.challenge.codes import Side
from forthright.core.challenge.commands import EnterByPhone, Verb
from forthright.core.challenge.facts import Party
from forthright.core.challenge.standing import Office, Standing
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.record import actions
from forthright.record.queries import Matter
from forthright.web import gate, offers
from forthright.web.acts import ACTS
from forthright.web.forms.acts import Here
from forthright.web.forms.phone import Call, by_phone
from forthright.web.presenters import phone as words

CHANGED = "Something was entered since you opened this page. What you typed is still here. Send it again."


@require_safe
def phone(request: HttpRequest, reference: str) -> HttpResponse:
    """Who can answer by telephone in this challenge, and what each of them can say now."""
    matter = _watched(request, reference)
    rows = []
    for person, party in _respondents(matter):
        theirs = _as_they_stand(matter, person)
        can = [verb for verb in BY_PHONE if offers.answer(theirs, verb, gate.now())]
        rows.append(words.respondent(person, party, matter, can))
    return render(request, "phone/phone.html", {"reference": reference, "rows": rows})


@require_safe
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """What to say and ask in the call, to print. It names no child and nobody who takes part."""
    matter = _watched(request, reference)
    return render(request, "phone/sheet.html", {"reference": reference, "sheet": words.sheet(matter, gate.now())})


def _watched(request: HttpRequest, reference: str) -> Matter:
    """The challenge, for the business unit where it takes no part. Raises Http404."""
    matter = gate.open_matter(request, reference)
    if matter.standing is not Standing.BUSINESS_UNIT or not matter.state.step:
        raise Http404
    return matter


def _respondents(matter: Matter) -> list[tuple[Person, Party]]:
    parties = [one for one in matter.state.parties.values() if one.side is Side.RESPONDING]
    people = Person.objects.in_bulk([one.person for one in parties])
    return [(people[one.person], one) for one in parties if one.person in people]


def _as_they_stand(matter: Matter, person: Person) -> Matter:
    """The facts of it, with the part of the person who speaks: what is allowed is what they may do."""
    return replace(matter, actor=directory.actor(person, gate.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def phone_act(request: HttpRequest, reference: str, person: int, verb: str) -> HttpResponse:
    """The form of one act as one respondent says it, and entering it."""
    matter = _watched(request, reference)
    found = next((one for one in _respondents(matter) if one[0].pk == person), None)
    if found is None or verb not in BY_PHONE:
        raise Http404
    return Entering(request, matter, found, Verb(verb)).answer()


class Entering:
    """One request to take down one act."""

    def __init__(self, request: HttpRequest, matter: Matter, found: tuple[Person, Party], verb: Verb) -> None:
        self.request, self.matter, self.verb = request, matter, verb
        self.speaker, self.party = found
        self.theirs = _as_they_stand(matter, self.speaker)
        self.form_of = by_phone(ACTS[verb].form)

    def answer(self) -> HttpResponse:
        """The page, or the redirect once it stands."""
        here = Here(self.theirs, self.party, gate.now())
        if self.request.method == "POST":
            form = self.form_of(self.request.POST, here=here)
            return self.enter(form) if form.is_valid() else self.show(form, 422)
        allowed = offers.answer(self.theirs, self.verb, gate.now())
        refusal = _(allowed.reason) if isinstance(allowed, No) else ""
        return self.show(self.form_of(here=here), 409 if refusal else 200, refusal)

    def enter(self, form: Call) -> HttpResponse:
        """Enters it once; whatever keeps it from being entered, what was typed stays on the page."""
        person, now = gate.who(self.request), gate.now()
        typed = self.request.POST.get("seen", "")
        command = EnterByPhone(
            person=self.speaker.pk,
            said=form.command(),
            held=form.held(),
            title=directory.office_title(person, Office.BUSINESS_UNIT, self.matter.state.partnership, now),
        )
        seen = int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0
        token = self.request.POST.get("token", "")
        done = actions.enter_by_phone(person, self.matter.reference, seen, command, token, now)
        if isinstance(done, actions.Done):
            said = _("It stands in the record with both names. %(name)s is sent a message to read and correct it.")
            messages.success(self.request, said % {"name": self.speaker.name})
            return redirect("phone", self.matter.reference)
        form.add_error(None, _(done.reason) if isinstance(done, No) else _(CHANGED))
        return self.show(form, 422)

    def show(self, form: Call, status: int = 200, refusal: str = "") -> HttpResponse:
        """The page with the form, or why it cannot be said now."""
        given = self.request.POST.get("token", "")
        context: dict[str, Any] = {
            "reference": self.matter.reference,
            "act": ACTS[self.verb],
            "who": words.called(self.speaker, self.party, self.matter),
            "form": form,
            "refusal": refusal,
            "seen": self.matter.state.version,
            "token": given if re.fullmatch(r"[\w-]{16,64}", given) else secrets.token_urlsafe(16),
        }
        return render(self.request, "phone/act.html", context, status=status)


ADDRESSES = [
    path("matter/<str:reference>/phone/", phone, name="phone"),
    path("matter/<str:reference>/phone/sheet/", sheet, name="phone_sheet"),
    path("matter/<str:reference>/phone/<int:person>/<slug:verb>/", phone_act, name="phone_act"),
]
