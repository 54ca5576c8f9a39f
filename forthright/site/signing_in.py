"""What signing in needs around every page: its limits, what happens to words sent without it, and second factors."""

from __future__ import annotations

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forthright.directory.models import Person
from forthright.site.middleware import GetResponse, route
from forthright.site.rechecks import has_second_step
from forthright.web import kept_words, stepping_up
from forthright.web.views.drafting import MACHINE

RENEW_AFTER = 60  # seconds; renewing at each request would cost a synchronised write for each page viewed


def session_limits(get_response: GetResponse) -> GetResponse:
    """Ends a session after 30 minutes without use and, whatever happens, after 12 hours."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault("began", now)
            if now - began >= settings.SESSION_ABSOLUTE_AGE:
                logout(request)
                messages.info(request, _("You were signed out because 12 hours had passed. Sign in again to go on."))
            elif now - request.session.get("seen", 0) >= RENEW_AFTER and not only_looks_at_the_time(request):
                request.session["seen"] = now  # saving it moves the end of the session on
        return get_response(request)

    return handle


def only_looks_at_the_time(request: HttpRequest) -> bool:
    """Whether a page that stands open only asks how long the sign-in lasts: that is not using it."""
    return request.method == "GET" and request.path == reverse("time_left")


class SignInFirst(LoginRequiredMiddleware):
    """Asks people to sign in. What they had sent meanwhile is kept for them, or, where nobody can know whose it is,
    given back on the page: a session that ended never costs anybody their words."""

    TAKEN = {200, 204, 302, 303, 422}
    """Answers after which the words are where they belong, or stand again in a form that says what to change."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        if request.method == "POST" and response.status_code in self.TAKEN and request.user.is_authenticated:
            assert isinstance(request.user, Person)
            kept_words.taken(request, request.user)
        return response

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        """To the page to sign in, with the way back to what was sent."""
        if not kept_words.may_keep(request):
            answer: HttpResponse = super().handle_no_permission(request, view_func)
            return answer
        owner = kept_words.page_owner(request)
        if owner is not None:
            return self.asked(kept_words.keep(request, owner))
        if kept_words.TOKEN in request.POST:
            context = {"typed": kept_words.typed_in(request, MACHINE)}
            return render(request, "account/signed_out.html", context, status=403)
        return super().handle_no_permission(request, view_func)

    @staticmethod
    def asked(back: str) -> HttpResponse:
        """The page to sign in, from which the person comes back there."""
        return redirect_to_login(back, reverse(settings.LOGIN_URL))


class FreshFirst:
    """Asks for a fresh sign-in before anything that changes how somebody signs in. A change of the password asks for
    the password on its own page, and the e-mail address is changed by administrators alone."""

    OPEN = {
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_login_webauthn",
    }
    """Pages of allauth's second factors that change nothing, or that are themselves the asking."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """The page that asks, or None to go on."""
        name = route(request)
        changes = name.startswith("mfa_") and name not in self.OPEN
        return stepping_up.fresh_sign_in(request) if changes and request.user.is_authenticated else None


class MfaSetup:
    """Sends people without a second factor to choose one; allauth has no switch for "everybody"."""

    REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    """Recovery codes stand in for a second factor on a bad day. They are none."""

    # What people may reach before that: the way in and out, and the page for immediate danger.
    OPEN = {
        "account_logout",
        "account_login",
        "account_reauthenticate",
        "sign_in_again",
        "choose_second",
        "time_left",
        "sign_in_with",
        "danger",
        "healthz",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """A redirect to setting up the app, or None to go on."""
        if not settings.REQUIRE_MFA or not request.user.is_authenticated:
            return None
        if getattr(request.user, "guest", False):  # their second factor is the code to their mailbox
            return None
        name = route(request)
        if name.startswith("mfa_"):
            request.session.pop("has_mfa", None)  # it may be switched off there
            return None
        if name in self.OPEN or request.session.get("has_mfa"):
            return None
        if isinstance(request.user, Person) and has_second_step(request, request.user):
            request.session["has_mfa"] = True
            return None
        if Authenticator.objects.filter(user_id=request.user.pk, type__in=self.REAL).exists():
            request.session["has_mfa"] = True
            return None
        return redirect("choose_second")
