"""Two pages that signing in leads through: asking again who somebody is, and going on with what they had sent."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from forthright.record import drafts
from forthright.record.models import Draft
from forthright.web import kept_words, stepping_up
from forthright.web.gate import who
from forthright.web.views.drafting import MACHINE

PAGES = {
    stepping_up.PASSWORD: "account_reauthenticate",
    stepping_up.CODE: "mfa_reauthenticate",
    stepping_up.PASSKEY: "mfa_reauthenticate_webauthn",
}


def safe_next(request: HttpRequest) -> str:
    """Where to go on, within this site only."""
    asked = request.GET.get("next", "")
    good = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if good else reverse("my_turn")


@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Leads through each proof that is missing for a fresh sign-in, and then back."""
    back, proof = safe_next(request), stepping_up.asks_for(request)
    if proof is None:
        return redirect(back)
    if proof not in PAGES:
        return render(request, "account/sign_out_and_in.html", {"next": back})
    here = f"{reverse('sign_in_again')}?{urlencode({'next': back})}"
    return redirect(f"{reverse(PAGES[proof])}?{urlencode({'next': here})}")


@require_safe
def choose_second(request: HttpRequest) -> HttpResponse:
    """Which second steps there are, in plain words, for somebody who has none yet."""
    return render(request, "account/choose_second.html")


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, kept: str) -> HttpResponse:
    """What the person had sent, with one button that sends it and one that throws it away."""
    person = who(request)
    try:
        data = drafts.read(person, kept)
    except Draft.DoesNotExist:
        raise Http404 from None
    if not drafts.is_a(person, kept, kept_words.KIND):
        raise Http404
    if request.method == "POST":
        drafts.drop(person, kept)
        return redirect("my_turn")
    shown = [value for name, value in data["fields"] if name not in MACHINE and value.strip()]
    return render(request, "account/go_on.html", {"kept": kept, "shown": "\n\n".join(shown), **data})


ADDRESSES = [
    path("account/again/", again, name="sign_in_again"),
    path("account/second-step/", choose_second, name="choose_second"),
    path("go-on/<str:kept>/", go_on, name="go_on"),
]
