"""What happens around every page: a safe log line, and headers. What signing in needs is in signing_in.py."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from forthright.record.keys import KeyStoreFault
from forthright.web.kept_words import typed_in
from forthright.web.views.drafting import MACHINE

log = logging.getLogger("forthright.web")

GetResponse = Callable[[HttpRequest], HttpResponse]

FEATURES_OFF = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in FEATURES_OFF)


def route(request: HttpRequest) -> str:
    """The name of the page, never its address: addresses and queries can carry what somebody typed."""
    match = request.resolver_match
    return (match.view_name if match else "") or "unknown"


ANSWERED = (Http404, PermissionDenied, SuspiciousOperation)
"""Exceptions that are answers, not faults: each has a page and a status of its own."""


def method(request: HttpRequest) -> str:
    """The method as a line of the log may hold it: a browser can send any word for it."""
    return request.method if request.method in METHODS else "OTHER"  # type: ignore[return-value]  # one of them


def signed_in(request: HttpRequest) -> str:
    """The number of whoever is signed in, where that was found out for the page; it is not asked for the log alone."""
    person = getattr(request, "_cached_user", None)
    return f"person {person.pk}" if person is not None and person.pk else "nobody"


class RouteLog:
    """One line for each request: method, name of the page, status, milliseconds, number of the person."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        took = (time.perf_counter() - start) * 1000
        status = response.status_code
        log.info("%s %s %d %.0fms %s", method(request), route(request), status, took, signed_in(request))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Logs the kind and the place, never the text of a fault, which can hold what somebody typed."""
        if isinstance(exception, ANSWERED):
            return None
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(exception.__traceback__)[-3:]]
        log.error("%s %s failed: %s at %s", request.method, route(request), type(exception).__name__, ", ".join(places))
        if request.method != "POST" or route(request).startswith(("account_", "mfa_")):
            return None
        return not_saved(request, exception)


CANNOT_SAVE = (OperationalError, InterfaceError, KeyStoreFault, OSError)


def not_saved(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for when something that was sent could not be kept. It gives the typed words back: a browser does not
    restore a form on a page that must not be stored."""
    if isinstance(exception, CANNOT_SAVE):
        log.critical("nothing can be saved: the disk may be full or the database away. Type: forthright check")
    status = 503 if isinstance(exception, CANNOT_SAVE) else 500
    return render(request, "not_saved.html", {"typed": typed_in(request, MACHINE)}, status=status)


METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def headers(get_response: GetResponse) -> GetResponse:
    """Headers that Django has no setting for, and no method that no page has. Pages are never kept, and signing out
    clears what a browser kept all the same: shared computers are normal in this work."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        if request.method == "POST" and route(request) == "account_logout":
            response["Clear-Site-Data"] = '"cache", "storage"'
        response["Permissions-Policy"] = PERMISSIONS
        response.setdefault("Cache-Control", "no-store")
        return response

    return handle
