"""Who may have an account, and how the secrets of authenticator apps are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from forthright.directory.models import Person
from forthright.site.boxes import box
from forthright.site.known_browsers import counted_as
from forthright.web.stepping_up import BY_AGENCY

SECRETS = b"forthright authenticator secrets"
NOWHERE = "0.0.0.0"  # noqa: S104 - an address that nobody has, not one that is listened at


AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}
"""What allauth calls each way to say again who one is, and what we call it."""


BY_AGENCY_ALONE = _("Your agency's own sign-in signs you in. Press its button on the page to sign in.")


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

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Under which name a try is counted: see known_browsers. Private to allauth, which has no hook for it; a test
        holds that it is still asked."""
        return counted_as(request, credentials.get("email", ""))

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """The ways to say again who one is, in our words."""
        found = super().get_reauthentication_methods(user)
        return [one | {"description": AGAIN.get(one["id"], one["description"])} for one in found]

    def pre_login(self, request: HttpRequest, user: Person, **told: Any) -> HttpResponse | None:
        """Whoever is linked to an agency's sign-in gets in that way alone: a password or a passkey of ours would open
        what the agency has closed, and nobody would be asked again."""
        linked = SocialAccount.objects.filter(user=user, provider__in=list(settings.PROVIDERS)).exists()
        if linked and request.session.get(BY_AGENCY, {}).get("person") != user.pk:
            return render(request, "account/refused.html", {"sentence": BY_AGENCY_ALONE}, status=403)
        answer: HttpResponse | None = super().pre_login(request, user, **told)
        return answer

    def get_login_stages(self) -> list[str]:
        """As allauth has them, with our second step left out where an agency's counts."""
        ours = "forthright.site.sign_in_with.SecondStep"
        return [ours if one == "allauth.mfa.stages.AuthenticateStage" else one for one in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request came from; 0.0.0.0 for one that came through no server, as from the command line."""
        return super().get_client_ip(request) if "REMOTE_ADDR" in request.META else NOWHERE


class Authenticators(DefaultMFAAdapter):
    """Keeps the secret of each authenticator app encrypted: a copy of the database alone signs nobody in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not correct. Wait for the next code in your app and enter it"),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner names it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the browser shows beside a passkey."""
        return super().get_public_key_credential_rp_entity() | {"name": "Forthright"}

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return box(SECRETS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret that `encrypt` closed. Raises InvalidToken when the signing key has changed."""
        return box(SECRETS).decrypt(encrypted_text.encode()).decode()


def email_is_fixed(request: HttpRequest) -> HttpResponse:
    """In place of allauth's page to change the address: whom to ask."""
    return render(request, "account/email_is_fixed.html")
