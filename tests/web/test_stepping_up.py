"""What is hard to undo asks again who somebody is, and nothing that they were doing is lost by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from forthright.directory.models import Person
from forthright.record.models import Draft
from forthright.site import urls as site
from forthright.web.stepping_up import with_fresh_sign_in
from tests.site.people import PASSWORD, rosa
from tests.support.forms import page
from tests.support.signing_in import sign_in_freshly

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
SECRET = "JBSWY3DPEHPK3PXP"


@with_fresh_sign_in
def hard_to_undo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"done: {request.POST.get('reason', '')}")


urlpatterns = [path("hard/", hard_to_undo, name="hard"), *site.urlpatterns]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield clock


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client: Client) -> Person:
    person = rosa()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return person


def asked(client: Client) -> str:
    """The heading of the page that somebody lands on who goes to what is hard to undo; "done" when it is open."""
    answer = client.get("/hard/", follow=True)
    return "done" if answer.content.startswith(b"done") else page(answer).one("h1").text


def test_just_after_signing_in_nothing_is_asked_and_after_five_minutes_it_is(client: Client, clock) -> None:
    sign_in(client)
    assert asked(client) == "done"
    clock.shift(dt.timedelta(minutes=4, seconds=59))
    assert asked(client) == "done"
    clock.shift(dt.timedelta(seconds=1))
    assert asked(client) == "Enter your password again"


def test_with_an_app_the_password_alone_is_not_enough(client: Client, clock) -> None:
    person = sign_in(client)
    TOTP.activate(person, SECRET)
    clock.shift(dt.timedelta(minutes=6))
    first = client.get("/hard/", follow=True).redirect_chain[-1][0]
    half = client.post(first, {"password": PASSWORD, "next": "/account/again/?next=/hard/"}, follow=True)
    assert page(half).one("h1").text == "Enter a code from your app"
    assert asked(client) == "Enter a code from your app"
    second = half.redirect_chain[-1][0]
    whole = client.post(second, {"code": code(), "next": "/account/again/?next=/hard/"}, follow=True)
    assert whole.content == b"done: "


def test_a_passkey_is_enough_by_itself(client: Client, clock) -> None:
    sign_in_freshly(client, rosa())
    assert asked(client) == "done"


def test_with_a_passkey_and_no_app_the_password_leads_on_to_the_passkey(client: Client, clock) -> None:
    person = sign_in(client)
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})
    assert client.get("/hard/", follow=False).url == "/account/again/?next=%2Fhard%2F"
    assert client.get("/account/again/?next=/hard/").url.startswith("/account/2fa/webauthn/reauthenticate/")


def test_what_was_sent_meanwhile_is_kept_and_offered_again(client: Client, clock) -> None:
    person = sign_in(client)
    clock.shift(dt.timedelta(minutes=6))
    answer = client.post("/hard/", {"reason": "a child\nneeds it"}, follow=True)
    assert page(answer).one("h1").text == "Enter your password again"
    kept = Draft.objects.get(owner=person).pk
    back = f"/account/again/?next=/go-on/{kept}/"
    shown = page(client.post("/account/reauthenticate/", {"password": PASSWORD, "next": back}, follow=True))
    assert shown.one("h1").text == "What you sent is kept"
    assert shown.one("textarea", id="typed").text == "a child needs it"
    form = shown.one("form", action="/hard/")
    sent = {one.attrs["name"]: one.attrs["value"] for one in form.inside if one.tag == "input"}
    assert client.post("/hard/", sent).content.decode() == "done: a child\nneeds it"
    assert not Draft.objects.exists()


def test_proofs_of_one_person_are_not_another_persons_in_the_same_browser(client: Client, clock) -> None:
    sign_in_freshly(client, rosa())
    session = client.session
    olu = Person.objects.create_user(email="olu@example.org", password=PASSWORD, name="Olu")
    session["_auth_user_id"], session["_auth_user_hash"] = str(olu.pk), olu.get_session_auth_hash()
    session.save()
    assert asked(client) == "Enter your password again"


def test_somebody_without_password_or_passkey_signs_in_anew(client: Client, clock) -> None:
    person = rosa()
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    shown = page(client.get("/hard/", follow=True))
    assert shown.one("h1").text == "Sign in again"


def test_the_way_back_leads_to_this_site_only(client: Client, clock) -> None:
    sign_in(client)
    assert client.get("/account/again/?next=https://evil.example/").url == "/my-turn/"
