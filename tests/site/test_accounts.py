"""Signing in: only with an account, only for so long, and with an authenticator app where it is asked for."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client, override_settings

from tests.site.people import PASSWORD, rosa
from tests.support.forms import assert_refuses, page

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_sign_in_page_is_drawn_as_ours(client: Client) -> None:
    shown = page(client.get(SIGN_IN))
    assert shown.title() == "Sign in - Forthright"
    assert shown.one("h1").text == "Sign in"
    assert [one.text for one in shown.all("label")] == ["Email address", "Password"]
    assert shown.one("input", name="login").attrs["autocomplete"] == "email"
    assert shown.one("input", name="password").attrs["autocomplete"] == "current-password"
    assert not [one for one in shown.all("a") if "signup" in one.attrs["href"]]


def test_rosa_signs_in_with_her_email_address_and_password(client: Client) -> None:
    rosa()
    answer = client.post(SIGN_IN, {"login": "Rosa@Example.org", "password": PASSWORD})
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["rosa@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_person_read_the_same(client: Client, login: str) -> None:
    rosa()
    answer = client.post(SIGN_IN, {"login": login, "password": "not this one"})
    assert_refuses(answer, "", "The email address or password is not correct. Check both and try again")
    assert page(answer).one("input", name="login").attrs["value"] == login


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"password": "x"}, "login", "Enter your email address"),
        (
            {"login": "rosa", "password": "x"},
            "login",
            "Enter an email address in the correct format, like name@example.com",
        ),
        ({"login": "rosa@example.org"}, "password", "Enter your password"),
    ],
)
def test_sign_in_says_what_is_missing(client: Client, typed: dict[str, str], field: str, sentence: str) -> None:
    assert_refuses(client.post(SIGN_IN, typed), field, sentence)


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    answer = client.post("/account/signup/", {"email": "olu@example.org", "password1": PASSWORD})
    assert page(answer).one("h1").text == "You cannot sign up by yourself"
    assert not get_user_model().objects.filter(email="olu@example.org").exists()


def test_an_email_address_is_changed_by_an_administrator_only(client: Client) -> None:
    person = rosa()
    client.force_login(person)
    answer = client.post("/account/email/", {"action_add": "", "email": "olu@example.org"})
    person.refresh_from_db()
    assert answer.status_code == 200
    assert person.email == "rosa@example.org"


def test_a_common_password_and_two_different_ones_are_refused(client: Client) -> None:
    client.force_login(rosa())
    typed = {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"}
    answer = client.post("/account/password/change/", typed)
    assert page(answer).all(css="govuk-error-summary")
    typed = {"oldpassword": PASSWORD, "password1": "lantern orchard eight", "password2": "lantern orchard nine"}
    assert_refuses(
        client.post("/account/password/change/", typed), "password2", "You must type the same password each time."
    )


@pytest.mark.parametrize("address", ["/my-sessions/", "/account/password/change/"])
def test_each_page_of_an_account_leads_back_to_the_others(client: Client, address: str) -> None:
    client.force_login(rosa())
    assert '<a class="govuk-back-link" href="/account/2fa/">How you sign in</a>' in client.get(address).content.decode()


def test_a_forgotten_password_sends_a_link_without_saying_who_has_an_account(client: Client) -> None:
    rosa()
    known = client.post("/account/password/reset/", {"email": "rosa@example.org"}, follow=True)
    unknown = client.post("/account/password/reset/", {"email": "olu@example.org"}, follow=True)
    assert page(known).one("h1").text == page(unknown).one("h1").text == "Check your email"
    assert [message.to for message in mail.outbox] == [["rosa@example.org"]]
    assert mail.outbox[0].subject == "Forthright: Choose a new password"
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    shown = client.get(link.removeprefix("http://testserver"), follow=True)
    assert page(shown).one("h1").text == "Choose a new password"
    after = client.post(
        shown.redirect_chain[-1][0],
        {"password1": "lantern orchard nine", "password2": "lantern orchard nine"},
        follow=True,
    )
    assert page(after).one("h1").text == "Your password is changed"


def test_a_session_ends_after_half_an_hour_without_use(client: Client) -> None:
    with time_machine.travel(BEGAN, tick=False) as clock:
        client.force_login(rosa())
        for _ in range(3):
            clock.shift(dt.timedelta(minutes=28))
            assert client.get("/account/password/change/").status_code == 200
        clock.shift(dt.timedelta(minutes=31))
        assert client.get("/account/password/change/").status_code == 302


def test_a_session_ends_after_twelve_hours_even_in_use(client: Client) -> None:
    with time_machine.travel(BEGAN, tick=False) as clock:
        client.force_login(rosa())
        client.get("/account/password/change/")
        for _ in range(35):
            clock.shift(dt.timedelta(minutes=20))
            assert client.get("/account/password/change/").status_code == 200
        clock.shift(dt.timedelta(minutes=20))
        answer = client.get("/account/password/change/", follow=True)
        assert "You were signed out because 12 hours had passed" in answer.content.decode()
        assert "_auth_user_id" not in client.session


@override_settings(REQUIRE_MFA=True)
def test_without_a_second_step_every_page_leads_to_choosing_one(client: Client) -> None:
    client.force_login(rosa())
    assert client.get("/account/password/change/")["Location"] == "/account/second-step/"
    ways = [one.attrs["href"] for one in page(client.get("/account/second-step/")).one("main").inside if one.tag == "a"]
    assert ways == ["/account/2fa/webauthn/add/"] * 2 + ["/account/2fa/totp/activate/"]
    assert client.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


@override_settings(REQUIRE_MFA=True)
def test_recovery_codes_alone_are_no_second_step(client: Client) -> None:
    person = rosa()
    RecoveryCodes.activate(person)
    client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD})
    assert client.get("/my-turn/")["Location"] == "/account/second-step/"


def test_a_closed_account_ends_every_open_session_at_its_next_page(client: Client) -> None:
    person = rosa()
    client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD})
    assert client.get("/my-turn/").status_code == 200
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/my-turn/").status_code == 302


@override_settings(REQUIRE_MFA=True)
def test_rosa_sets_up_her_app_and_needs_its_code_from_then_on(client: Client) -> None:
    rosa()
    chosen = client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD}, follow=True)
    assert page(chosen).one("h1").text == "Choose your second step"
    answer = client.get("/account/2fa/totp/activate/")
    secret = page(answer).one("code").text
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert_refuses(wrong, "code", "The code is not correct. Wait for the next code in your app and enter it")
    assert_refuses(client.post("/account/2fa/totp/activate/", {}), "code", "Enter the code")
    done = client.post("/account/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    assert page(done).one("h1").text == "Your recovery codes"
    assert len(page(done).one(css="app-codes").inside) == 10
    assert client.get("/account/password/change/").status_code == 200

    again = Client()
    asked = again.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD}, follow=True)
    assert page(asked).one("h1").text == "Your second step"
    assert "_auth_user_id" not in again.session
    recovery = page(done).one(css="app-codes").inside[0].text
    again.post("/account/2fa/authenticate/", {"code": recovery})
    assert "_auth_user_id" in again.session


def test_the_secret_of_an_app_is_not_readable_in_the_database(client: Client) -> None:
    person = rosa()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=person).data["secret"]
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert Authenticator.objects.get(user=person).wrap().validate_code(code("JBSWY3DPEHPK3PXP"))


@override_settings(REQUIRE_MFA=True)
def test_turning_the_app_off_leads_back_to_setting_one_up(client: Client) -> None:
    person = rosa()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    client.force_login(person)
    assert client.get("/account/password/change/").status_code == 200
    client.get("/account/2fa/")
    Authenticator.objects.filter(user=person).delete()
    assert client.get("/account/password/change/").status_code == 302


def test_changing_how_one_signs_in_asks_for_the_password_again_after_five_minutes(client: Client) -> None:
    with time_machine.travel(BEGAN, tick=False) as clock:
        person = rosa()
        client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD})
        assert page(client.get("/account/2fa/totp/activate/")).one("h1").text == "Set up your authenticator app"
        clock.shift(dt.timedelta(minutes=6))
        asked = client.get("/account/2fa/totp/activate/", follow=True)
        assert page(asked).one("h1").text == "Enter your password again"
        address = "/account/reauthenticate/?next=/account/2fa/totp/activate/"
        assert_refuses(client.post(address, {}), "password", "Enter your password")
        refused = client.post(address, {"password": "not this one"})
        assert_refuses(refused, "password", "The password is not correct. Check it and try again")
        done = client.post(address, {"password": PASSWORD, "next": "/account/2fa/totp/activate/"}, follow=True)
        assert page(done).one("h1").text == "Set up your authenticator app"
        assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    "address",
    [
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/password/change/",
        "/account/logout/",
        "/account/reauthenticate/",
    ],
)
def test_every_account_page_stands_in_our_frame(client: Client, address: str) -> None:
    rosa()
    client.post(SIGN_IN, {"login": "rosa@example.org", "password": PASSWORD})
    shown = page(client.get(address, follow=True))
    assert shown.title().endswith(" - Forthright")
    assert shown.title() != " - Forthright"
    assert len(shown.all("h1")) == 1
    assert shown.one(css="app-header")
    assert "lease" not in shown.one("main").text.split()
