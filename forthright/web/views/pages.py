"""The pages that stand by themselves, the answer to "are you ready?", and the pages for when something goes wrong."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.coach import scripts as coach
from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.record import policies
from forthright.web.gate import now, who
from forthright.web.presenters import danger as dangers


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
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ready", content_type="text/plain")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, in our words."""
    return problem(request, "400.html", 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, and not for this person."""
    return problem(request, "403.html", 403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was not sent from our own page, or was open for too long."""
    return problem(request, "403_csrf.html", 403)


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
