"""The start page, the answer to "are you ready?", and the pages for when something goes wrong."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "start.html")


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
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
    return problem(request, "400.html", 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, "403.html", 403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(request, "403_csrf.html", 403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, "404.html", 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever broke may break its session or its user as well."""
    return HttpResponse(render_to_string("500.html"), status=500)


def problem(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)


ADDRESSES = [
    path("", start, name="start"),
    path("healthz", healthz, name="healthz"),
    path("about", about, name="about"),
    path("privacy", privacy, name="privacy"),
    path("accessibility", accessibility, name="accessibility"),
]
