"""The pages that stand by themselves, the answer to "are you ready?", and the pages for when something goes wrong."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from forthright.core.coach import scripts as coach
from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.record import drafts, policies
from forthright.web import kept_words
from forthright.web.desk import LONGEST
from forthright.web.gate import now, who
from forthright.web.presenters import danger as dangers
from forthright.web.presenters.policy_look import most_words
from forthright.web.views.drafting import MACHINE

PIECE, DRAINED = 2**16, 2**10
"""What is too large is read to its end in pieces of this size, so many at most (64 MB)."""


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the ways in. An administrator also finds the links of their agency."""
    agencies = directory.administered(who(request), now()) if request.user.is_authenticated else []
    return render(request, "start.html", {"agencies": agencies})


@login_not_required
@require_safe
def danger(request: HttpRequest) -> HttpResponse:
    """What to do when a child is in immediate danger. Never anything that must be filled in or waited for."""
    places = dangers.places(Partnership.objects.order_by("name", "pk"), policies.current(now()))
    return render(request, "danger.html", {"places": places})


@login_not_required
@require_safe
def scripts(request: HttpRequest) -> HttpResponse:
    """Ways of saying it, for the person who raises a challenge and for the person who answers it."""
    context = {
        "question": coach.SELF_CHECK,
        "help": coach.SELF_CHECK_HELP,
        "raising": [script for script in coach.SCRIPTS if script.side == "raising"],
        "responding": [script for script in coach.SCRIPTS if script.side == "responding"],
    }
    return render(request, "scripts.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Forthright is, and who made it."""
    return render(request, "about.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and for how long."""
    return render(request, "privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible it is, and whom to tell."""
    return render(request, "accessibility.html")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ready" only when the database answers; otherwise 503, so that a proxy sends nobody here."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ready", content_type="text/plain; charset=utf-8")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, in our words; 413 where more was sent than is read at once."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return problem(request, "400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: how large it was, that what was saved is still there, and the way back to one's own draft of a policy.

    What is left of it is read and thrown away: a browser that is still sending would not read our answer.
    """
    with suppress(OSError):
        for _piece in range(DRAINED):
            if not request.read(PIECE):
                break
    match, draft = request.resolver_match, ""
    if match and match.view_name.startswith("policy_") and request.user.is_authenticated:
        named = str(match.kwargs.get("draft", ""))
        draft = named if drafts.has(who(request), named) else ""
    length = request.META.get("CONTENT_LENGTH", "")
    context = {
        "size": int(length) if length.isascii() and length.isdecimal() else 0,
        "most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "draft": draft,
        "long": most_words(LONGEST) if draft else "",
    }
    return render(request, "413.html", context, status=413)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, and not for this person."""
    return problem(request, "403.html", 403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not sent from our own page, or from one drawn before somebody signed in here.

    What was typed is kept for whom the page was drawn, and offered to nobody else. A page of another site knows no
    token of ours: nothing of it is kept, and nothing repeated.
    """
    owner = kept_words.page_owner(request) if kept_words.may_keep(request) else None
    if owner is not None:
        back = kept_words.keep(request, owner)
        if not request.user.is_authenticated:
            return redirect_to_login(back, reverse(settings.LOGIN_URL))
        if request.user == owner:
            return redirect(back)
    ours = owner is None and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    typed = kept_words.typed_in(request, MACHINE) if ours and kept_words.may_keep(request) else ""
    return render(request, "403_csrf.html", {"typed": typed, "elsewhere": owner is not None}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same page whether it does not exist or is not for this person."""
    return problem(request, "404.html", 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever broke may break its session or its user as well."""
    return HttpResponse(render_to_string("500.html"), status=500)


def problem(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that says what went wrong and what to do. It repeats nothing of the request."""
    return render(request, template, status=status)


ADDRESSES = [
    path("", start, name="start"),
    path("danger", danger, name="danger"),
    path("scripts/", scripts, name="scripts"),
    path("healthz", healthz, name="healthz"),
    path("about", about, name="about"),
    path("privacy", privacy, name="privacy"),
    path("accessibility", accessibility, name="accessibility"),
]
