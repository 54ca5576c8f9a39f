"""Browsers in which somebody has signed in before: wrong passwords tried elsewhere do not lock their owner out here.

Guesses at one account are counted for all strange browsers together, and for each known browser by itself. So somebody
who guesses is slowed down wherever they come from, and the person whose account it is still gets in at their own
computer. A known browser is no proof of anything: password and second factor are asked for as everywhere.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from forthright.directory.models import Person
from forthright.site.middleware import GetResponse

LASTS = 90 * 24 * 60 * 60
"""Seconds since the last sign-in for which a browser stays known."""
MOST = 3
"""People who are known in one browser; more share none."""
SALT = "forthright known browsers"


def _mark(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:32]


def _known(request: HttpRequest) -> dict[str, str]:
    """By a mark of the address, the name of this browser for that person."""
    try:
        kept = signing.loads(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return kept if isinstance(kept, dict) else {}


def counted_as(request: HttpRequest, email: str) -> str:
    """Under which name a try to sign in with this address is counted."""
    name = _known(request).get(_mark(email), "")
    return f"{email}:{name}" if name else email


@receiver(user_logged_in, dispatch_uid="known browser")
def signed_in(request: HttpRequest, user: Person, **told: object) -> None:
    """The answer to this request makes the browser known."""
    request.signed_in = user  # type: ignore[attr-defined]


def remember(get_response: GetResponse) -> GetResponse:
    """Gives a browser in which somebody has just signed in its name for them: a new one each time."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        person: Person | None = getattr(request, "signed_in", None)
        if person is not None:
            others = {mark: name for mark, name in _known(request).items() if mark != _mark(person.email)}
            kept = dict(list(others.items())[1 - MOST :]) | {_mark(person.email): secrets.token_hex(8)}
            response.set_cookie(
                settings.KNOWN_COOKIE_NAME,
                signing.dumps(kept, salt=SALT),
                max_age=LASTS,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return handle
