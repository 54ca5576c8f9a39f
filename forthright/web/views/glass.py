"""Breaking the glass: one challenge opened to read, with a reason and a fresh sign-in, and shut again.

The reference is typed and sent, never part of the address: what is not there, what cannot be opened and what is another
partnership's are answered alike, by the same page after the same sign-in.
"""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forthright.audit import queries as audit
from forthright.audit.actions import BROKE, note_look
from forthright.audit.queries import GLASS
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import GlassWhy
from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Person, Post
from forthright.notices.sentences import GLASS_REFUSED
from forthright.record import need
from forthright.record.actions import NotThere
from forthright.web import gate, pace
from forthright.web.forms.need import BreakGlass
from forthright.web.stepping_up import with_fresh_sign_in

BREAKERS = {*(role.value for role in Role), Office.BUSINESS_UNIT.value, Office.DATA_PROTECTION.value}
"""The posts in which somebody may need to read a challenge. Who keeps the system or looks at counts does not."""


def posts_of(person: Person) -> list[Post]:
    """The posts in which this person may break a glass now. Raises Http404 where there is none."""
    found = [post for post in directory.posts_of(person, gate.now()) if post.role in BREAKERS]
    if not found:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@with_fresh_sign_in
def break_glass(request: HttpRequest) -> HttpResponse:
    """The form, or the act. Every attempt is noted, and too many in an hour are refused unread."""
    person, at = gate.who(request), gate.now()
    form = BreakGlass(request.POST or None, posts=posts_of(person))
    status = 200
    if request.method == "POST":
        status = 422
        if audit.refused_since(person.pk, at - pace.HOUR) >= pace.MOST_BREAKS:
            return render(request, "need/too_often.html", status=429)
        if form.is_valid():
            done = _break(request, person, form)
            if done is not None:
                return done
            form.add_error("reference", _("We cannot open a challenge with this reference. Check the reference"))
    context = {"form": form, "token": _token(request)}
    return render(request, "need/break_glass.html", context, status=status)


def _break(request: HttpRequest, person: Person, form: BreakGlass) -> HttpResponse | None:
    """Opens it, and says until when; None where it cannot be opened, whatever the reason."""
    at, post, reference = gate.now(), form.chosen, form.cleaned_data["reference"]
    code, reason = GlassWhy(form.cleaned_data["code"]), form.cleaned_data["reason"]
    done = need.break_glass(person, post, reference, code, reason, _token(request), at)
    if isinstance(done, No):
        gate.note_refused(person, reference, at, GLASS)
        if audit.refused_since(person.pk, at - pace.HOUR) == pace.TOLD_AT:
            pace.tell_watchers(person, GLASS_REFUSED, at)
        return None
    agency = post.agency.name if post.agency else ""
    note_look(reference, person.pk, person.name, post.title, agency, BROKE, done.version, at)
    request.session["glass"] = reference
    said = _("You can read this challenge for three hours. Both sides have been told, and somebody else reviews it.")
    messages.success(request, said)
    return redirect("matter", reference)


@require_POST
def stop_reading(request: HttpRequest, reference: str) -> HttpResponse:
    """Shuts the glass before its time."""
    try:
        done = need.end_glass(gate.who(request), reference, _token(request), gate.now())
    except NotThere:
        raise Http404 from None
    if isinstance(done, No):
        raise Http404
    request.session.pop("glass", None)
    messages.success(request, _("You no longer read challenge %(reference)s.") % {"reference": reference})
    return redirect("my_turn")


def _token(request: HttpRequest) -> str:
    given = request.POST.get("token", "")
    return given if given.isascii() and 16 <= len(given) <= 64 else secrets.token_urlsafe(16)


ADDRESSES = [
    path("break-glass/", break_glass, name="break_glass"),
    path("matter/<str:reference>/stop-reading/", stop_reading, name="stop_reading"),
]
