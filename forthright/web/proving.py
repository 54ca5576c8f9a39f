"""Listens to signing in: which proof was given, and for whom the pages that follow are drawn."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from forthright.directory.models import Person
from forthright.web import kept_words, stepping_up

OF_TYPE = {
    Authenticator.Type.TOTP.value: stepping_up.CODE,
    Authenticator.Type.RECOVERY_CODES.value: stepping_up.CODE,
    Authenticator.Type.WEBAUTHN.value: stepping_up.PASSKEY,
}


@receiver(authentication_step_completed, dispatch_uid="proof given")
def proof_given(request: HttpRequest, user: Person, method: str, **told: Any) -> None:
    """A password, a code or a passkey was right. What an agency's sign-in proves, its own answer says."""
    proof = stepping_up.PASSWORD if method == "password" else OF_TYPE.get(told.get("type", ""))
    if proof:
        stepping_up.note_proof(request, user, proof)


@receiver(authenticator_added, dispatch_uid="passkey added")
def passkey_added(request: HttpRequest, user: Person, authenticator: Authenticator, **told: Any) -> None:
    """Making a passkey takes its PIN, finger or face: it is proved by being added."""
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        stepping_up.note_proof(request, user, stepping_up.PASSKEY)


@receiver(user_logged_in, dispatch_uid="whose pages")
def whose_pages(request: HttpRequest, user: Person, **told: Any) -> None:
    """From now on pages are drawn for this person."""
    kept_words.remember_page_owner(request, user)
