"""Asks again who somebody is before they do what is hard to undo, unless they signed in whole within five minutes.

    @with_fresh_sign_in
    def export(request): ...

or, where only one branch of a page needs it:

    if (asked := fresh_sign_in(request)) is not None:
        return asked

The person comes back to where they were. What they had sent is kept for them (kept_words.py): nothing is lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from forthright.directory.models import Person
from forthright.web import kept_words
from forthright.web.gate import who

FRESH = 5 * 60
"""Seconds for which a whole sign-in is fresh."""
PASSWORD, CODE, PASSKEY, PROVIDER = "password", "code", "passkey", "provider"
BY_AGENCY = "single_sign_on"
"""In the session of somebody whom their agency's own sign-in has signed in: what is known of it."""
PROOFS = "proofs"
"""In the session: whose proofs they are, and when (seconds since 1970) each was last given."""

View = Callable[..., HttpResponse]


def note_proof(request: HttpRequest, person: Person, proof: str) -> None:
    """Write down that this person gave this proof just now."""
    request.session[PROOFS] = {**proofs(request, person), proof: int(time.time()), "whose": person.pk}


def proofs(request: HttpRequest, person: Person) -> dict[str, int]:
    """When each proof was last given by this person in this session; nothing of somebody who used it before."""
    kept: dict[str, int] = request.session.get(PROOFS, {})
    return kept if kept.get("whose") == person.pk else {}


def asks_for(request: HttpRequest) -> str | None:
    """The proof that is missing for a fresh sign-in, None when it is fresh.

    A passkey is enough by itself: ours ask for a PIN, a finger or a face, so each is two factors. A password needs a
    code beside it where the person has an app. A person whose agency signs them in proves it there.
    """
    person = who(request)
    fresh = {proof for proof, at in proofs(request, person).items() if 0 <= time.time() - at < FRESH}
    if PASSKEY in fresh or PROVIDER in fresh:
        return None
    types = set(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))
    app, passkey = Authenticator.Type.TOTP.value in types, Authenticator.Type.WEBAUTHN.value in types
    if BY_AGENCY in request.session or not person.has_usable_password():
        return PASSKEY if passkey else PROVIDER
    if PASSWORD not in fresh:
        return PASSWORD
    if (app or passkey) and CODE not in fresh:
        return CODE if app else PASSKEY
    return None


def fresh_sign_in(request: HttpRequest) -> HttpResponse | None:
    """None when the person gave password and second factor, or a passkey, within five minutes; else the answer that
    asks for them and leads back here. Only for pages behind signing in."""
    if asks_for(request) is None:
        return None
    back = request.get_full_path()
    if kept_words.may_keep(request):
        back = kept_words.keep(request, who(request))
    return redirect(f"{reverse('sign_in_again')}?{urlencode({'next': back})}")


def with_fresh_sign_in(view: View) -> View:
    """A page that asks for a fresh sign-in first."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        asked = fresh_sign_in(request)
        return view(request, *args, **named) if asked is None else asked

    return handle
