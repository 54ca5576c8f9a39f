"""Who may have an account, and how the secrets of authenticator apps are kept."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class Accounts(DefaultAccountAdapter):
    """Nobody signs up by themselves: an administrator enters people with their post."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The email address or password is not correct. Check both and try again"),
        "too_many_login_attempts": _("Too many tries to sign in. Wait 5 minutes, then try again"),
        "account_inactive": _("This account is closed. Ask your administrator"),
        "enter_current_password": _("Enter your current password"),
        "incorrect_password": _("The password is not correct. Check it and try again"),
        "rate_limited": _("Too many tries. Wait 5 minutes, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Never by allauth, for which any one proof is enough: the site asks for a whole sign-in (FreshFirst)."""
        return False


class Authenticators(DefaultMFAAdapter):
    """Keeps the secret of each authenticator app encrypted: a copy of the database alone signs nobody in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not correct. Wait for the next code in your app and enter it"),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret that `encrypt` closed. Raises InvalidToken when the signing key has changed."""
        return box().decrypt(encrypted_text.encode()).decode()


def box() -> Fernet:
    """Made from the signing key, under a name of its own so that the two uses share no key."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"forthright authenticator secrets").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))


def email_is_fixed(request: HttpRequest) -> HttpResponse:
    """In place of allauth's page to change the address: whom to ask."""
    return render(request, "account/email_is_fixed.html")
