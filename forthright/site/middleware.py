"""What happens around every page: a safe log line, headers, session limits, and the authenticator app."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forthright.record.keys import KeyStoreFault
from forthright.web.views.drafting import MACHINE

log = logging.getLogger("forthright.web")

GetResponse = Callable[[HttpRequest], HttpResponse]

RENEW_AFTER = 60  # seconds; renewing at each request would cost a synchronised write for each page viewed
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
    typed = [text for name, texts in request.POST.lists() if name not in MACHINE for text in texts if text.strip()]
    status = 503 if isinstance(exception, CANNOT_SAVE) else 500
    return render(request, "not_saved.html", {"typed": "\n\n".join(typed)}, status=status)


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


def session_limits(get_response: GetResponse) -> GetResponse:
    """Ends a session after 30 minutes without use and, whatever happens, after 12 hours."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault("began", now)
            if now - began >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
                messages.info(request, _("You were signed out because 12 hours had passed. Sign in again to go on."))
            elif now - request.session.get("seen", 0) >= RENEW_AFTER:
                request.session["seen"] = now  # saving it moves the end of the session on
        return get_response(request)

    return handle


class MfaSetup:
    """Sends people without an authenticator app to set one up; allauth has no switch for "everybody"."""

    # What people may reach before that: the way in and out, and the page for immediate danger.
    OPEN = {"account_logout", "account_login", "account_reauthenticate", "danger", "healthz"}

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """A redirect to setting up the app, or None to go on."""
        if not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        name = route(request)
        if name.startswith("mfa_"):
            request.session.pop("has_mfa", None)  # it may be switched off there
            return None
        if name in self.OPEN or request.session.get("has_mfa"):
            return None
        if Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
            request.session["has_mfa"] = True
            return None
        return redirect("mfa_activate_totp")
