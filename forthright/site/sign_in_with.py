"""Sends somebody to their agency's own sign-in; and leaves out our second step where theirs counts."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Any

from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from forthright.directory.models import Person
from forthright.site.rechecks import has_second_step

log = logging.getLogger("forthright.sign_in")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the agency's sign-in. Somebody who is signed in is asked there to prove again who they are.

    In place of allauth's own page, which lets an address say what is asked of the agency.
    """
    provider = settings.PROVIDERS.get(provider_id)
    if provider is None:
        raise Http404
    if request.method != "POST":
        return redirect("account_login")
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    kept: dict[str, Any] = {"nonce": secrets.token_urlsafe(24)}
    more = {"nonce": kept["nonce"]}
    if request.user.is_authenticated:
        more |= {"prompt": "login", "max_age": "0"}
        kept["asked_at"] = time.time()
    ways = get_adapter().get_provider(request, provider_id)
    next_url = asked if safe else None
    try:
        answer: HttpResponse = ways.redirect(request, "login", next_url=next_url, data=kept, auth_params=more)
    except (OSError, ValueError, KeyError):  # requests' own faults are OSErrors
        log.warning("sign-in %s cannot be reached", provider.key)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer


class SecondStep(AuthenticateStage):
    """Our second step, left out where the agency has said that there was one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not has_second_step(request, self.login.user) and bool(super()._should_handle(request))


def providers(request: HttpRequest) -> dict[str, Any]:
    """For every template: `providers`, the agencies' own sign-ins that are offered."""
    return {
        "providers": [
            {"title": one.title, "address": reverse("sign_in_with", args=[one.key])}
            for one in settings.PROVIDERS.values()
        ]
    }


def provider_of_person(person: Person) -> str:
    """The key of the sign-in that a person is linked to, "" for none."""
    linked = SocialAccount.objects.filter(user=person, provider__in=list(settings.PROVIDERS)).first()
    return str(linked.provider) if linked else ""
