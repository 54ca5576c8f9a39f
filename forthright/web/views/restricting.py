"""The business unit keeps a challenge to people on a named list, or lifts what it restricted. Facts only."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.core.challenge.answers import No
from forthright.core.challenge.standing import Standing
from forthright.record import need
from forthright.record.actions import ChangedSince, NotThere
from forthright.record.queries import Matter
from forthright.web import gate
from forthright.web.forms.need import LiftFromOutside, Restricting


@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: HttpRequest, reference: str) -> HttpResponse:
    """The form, or the act. Everybody else has this among the acts of the challenge, or not at all."""
    matter = gate.open_matter(request, reference)
    if matter.standing is not Standing.BUSINESS_UNIT:
        raise Http404
    lifts = matter.state.restricted is not None
    form = (LiftFromOutside if lifts else Restricting)(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            refused = _done(request, matter, form)
            if not refused:
                return redirect("matter", reference)
            form.add_error(None, refused)
    context = {
        "reference": reference,
        "form": form,
        "lifts": lifts,
        "theirs": lifts and matter.state.restricted_by is not None,
        "seen": matter.state.version,
        "token": secrets.token_urlsafe(16),
    }
    return render(request, "need/restrict.html", context, status=status)


def _done(request: HttpRequest, matter: Matter, form: LiftFromOutside | Restricting) -> str:
    """Does it and says so; or the sentence why it was refused."""
    typed, token = request.POST.get("seen", ""), request.POST.get("token", "")
    seen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
    command = form.command() if isinstance(form, LiftFromOutside) else form.restriction()
    try:
        done = need.restrict_from_outside(gate.who(request), matter.reference, seen, command, token, gate.now())
    except NotThere:
        raise Http404 from None
    if isinstance(done, No):
        return _(done.reason)
    if isinstance(done, ChangedSince):
        return _("This changed since you opened it. Send it again if it is still needed.")
    messages.success(request, _("It is in the record, and both sides are told."))
    return ""


ADDRESSES = [path("matter/<str:reference>/restrict/", restrict, name="restrict")]
