"""What somebody sends after their sign-in has ended is never lost, and never shown to anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from forthright.directory.models import Person
from forthright.record import drafts
from forthright.record.models import Draft
from tests.site.people import PASSWORD, rosa
from tests.support.forms import page

pytestmark = pytest.mark.django_db
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
SETTLED = "/settled/"
TYPED = {"what": "We spoke at the gate.\r\nShe will visit.", "agreed": "Ümläut & <b>"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield clock


@pytest.fixture
def browser(db: None) -> Client:
    """As strict about form tokens as in life."""
    cache.clear()
    return Client(enforce_csrf_checks=True)


def token(browser: Client, address: str = "/account/login/") -> str:
    """The token in the forms of this page."""
    shown = page(browser.get(address, follow=True))
    return shown.all("input", name="csrfmiddlewaretoken")[0].attrs["value"]


def sign_in(browser: Client, email: str = "rosa@example.org", next: str = "") -> object:
    sent = {"login": email, "password": PASSWORD, "next": next, "csrfmiddlewaretoken": token(browser)}
    return browser.post("/account/login/", sent, follow=True)


def olu() -> Person:
    return Person.objects.create_user(email="olu@example.org", password=PASSWORD, name="Olu")


def test_what_was_sent_after_half_an_hour_comes_back_after_signing_in(browser: Client, clock) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    clock.shift(dt.timedelta(minutes=31))
    answer = browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    back = "/go-on/" + Draft.objects.get(owner=person).pk + "/"
    assert answer["Location"] == f"/account/login/?next={back}"
    shown = page(sign_in(browser, next=back))
    assert shown.one("h1").text == "What you sent is kept"
    form = shown.one("form", action=SETTLED)
    again = {one.attrs["name"]: one.attrs["value"] for one in form.inside if one.tag == "input"}
    assert {name: again[name] for name in TYPED} == TYPED


def test_it_comes_back_also_where_a_second_step_lies_between(browser: Client, clock) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    TOTP.activate(person, generate_totp_secret())
    codes = RecoveryCodes.activate(person).get_unused_codes()
    clock.shift(dt.timedelta(minutes=31))
    browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    back = "/go-on/" + Draft.objects.get(owner=person).pk + "/"
    asked = sign_in(browser, next=back)
    assert asked.redirect_chain[-1][0].startswith("/account/2fa/authenticate/")
    form = page(asked).all("input", name="csrfmiddlewaretoken")[0].attrs["value"]
    done = browser.post("/account/2fa/authenticate/", {"code": codes[0], "csrfmiddlewaretoken": form})
    assert done["Location"] == back
    assert "She will visit." in page(browser.get(back)).one("main").text


def test_it_lies_sealed_and_under_my_turn_until_it_is_sent_or_thrown_away(browser: Client, clock) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    clock.shift(dt.timedelta(minutes=31))
    browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    row = Draft.objects.get(owner=person)
    assert b"gate" not in bytes(row.sealed)
    sign_in(browser)
    assert "Something you sent when you had to sign in" in browser.get("/my-turn/").content.decode()
    browser.post(f"/go-on/{row.pk}/", {"csrfmiddlewaretoken": token(browser, "/my-turn/")})
    assert not Draft.objects.exists()


def test_also_when_the_session_was_ended_on_purpose_in_another_window(browser: Client) -> None:
    rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    answer = browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    assert answer["Location"].startswith("/account/login/?next=/go-on/")


def test_whoever_signs_in_next_at_the_same_computer_never_sees_it(browser: Client) -> None:
    person, other = rosa(), olu()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    sign_in(browser, "olu@example.org")
    answer = browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    assert answer.status_code == 403
    assert "Somebody else has signed in" in answer.content.decode()
    assert "gate" not in answer.content.decode()
    kept = Draft.objects.get()
    assert kept.owner == person != other
    assert browser.get(f"/go-on/{kept.pk}/").status_code == 404
    assert "Something you sent" not in browser.get("/my-turn/").content.decode()


def test_a_page_from_before_ones_own_last_sign_in_goes_on_at_once(browser: Client) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    sign_in(browser)
    answer = browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    assert answer["Location"] == f"/go-on/{Draft.objects.get(owner=person).pk}/"


def test_where_nobody_can_say_whose_it_is_the_words_stand_on_the_page(browser: Client) -> None:
    rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    cache.clear()
    answer = browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    assert answer.status_code == 403
    assert "We spoke at the gate." in page(answer).one("textarea", id="typed").text
    assert not Draft.objects.exists()


def test_a_form_of_another_site_is_neither_kept_nor_repeated(browser: Client) -> None:
    rosa()
    sign_in(browser)
    for forged in ({}, {"csrfmiddlewaretoken": "x" * 64}, {"csrfmiddlewaretoken": "é" * 64}):
        answer = browser.post(SETTLED, TYPED | forged, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert "gate" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_passwords_and_codes_are_never_kept(browser: Client) -> None:
    rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    for address in ("/account/password/change/", "/account/2fa/totp/activate/"):
        browser.post(address, {"csrfmiddlewaretoken": drawn, "oldpassword": PASSWORD, "code": "123456"})
    assert not Draft.objects.exists()


def test_somebody_who_has_left_has_nothing_kept(browser: Client) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    Person.objects.update(is_active=False)
    browser.post(SETTLED, TYPED | {"csrfmiddlewaretoken": drawn})
    assert not Draft.objects.filter(owner=person).exists()


def test_five_things_are_kept_and_the_oldest_goes_first(browser: Client, clock) -> None:
    person = rosa()
    sign_in(browser)
    drawn = token(browser, "/my-turn/")
    browser.post("/account/logout/", {"csrfmiddlewaretoken": drawn})
    for number in range(7):
        clock.shift(dt.timedelta(seconds=1))
        browser.post(SETTLED, {"what": str(number), "csrfmiddlewaretoken": drawn})
    kept = [dict(data["fields"])["what"] for _row, data in drafts.mine(person, "kept")]
    assert kept == ["6", "5", "4", "3", "2"]


def test_only_the_owner_may_take_what_was_kept_away_by_sending(browser: Client) -> None:
    person = rosa()
    olu()
    kept = drafts.start(person, "kept", BEGAN, data={"address": SETTLED, "fields": [], "files": False}).pk
    sign_in(browser, "olu@example.org")
    browser.post(SETTLED, {"kept": kept, "csrfmiddlewaretoken": token(browser, "/my-turn/")})
    assert drafts.has(person, kept)
