"""The briefing: seven cards to read, alone or together, and to say once that one has read them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.briefing.actions import acknowledge
from forthright.briefing.cards import ATTRIBUTION, VERSION
from forthright.briefing.queries import read_at
from forthright.web import gate
from forthright.web.presenters import briefing as presenter
from forthright.web.presenters import when


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def briefing(request: HttpRequest) -> HttpResponse:
    """Anybody may read it; saying "I have read it" needs signing in. Sending that twice counts once."""
    if request.method == "POST":
        return _acknowledge(request)
    at = read_at(gate.who(request)) if request.user.is_authenticated else None
    context = {
        "boxes": presenter.boxes(),
        "questions": presenter.closing_questions(),
        "attribution": _(ATTRIBUTION),
        "version": VERSION,
        "read_on": when.day(at) if at else "",
    }
    return render(request, "briefing/briefing.html", context)


def _acknowledge(request: HttpRequest) -> HttpResponse:
    address = reverse("briefing")
    if not request.user.is_authenticated:
        return redirect_to_login(address)
    if request.POST.get("version") != VERSION:
        messages.info(request, _("The briefing changed while you had it open. Read this version, then say so again."))
    elif acknowledge(gate.who(request), gate.now()):
        messages.success(request, _("It is recorded that you have read the briefing"))
    return redirect(address)


ADDRESSES = [path("briefing/", briefing, name="briefing")]
