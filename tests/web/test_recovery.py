"""Somebody who has lost all that they sign in with is let in again by two people, and never by their mailbox alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, transaction
from django.test import Client

from forthright.audit import recoveries
from forthright.audit.models import AccountEvent
from forthright.directory.models import Person
from tests.support.forms import assert_refuses, page
from tests.support.signing_in import sign_in_freshly
from tests.support.town import PASSWORD, Town

pytestmark = pytest.mark.django_db
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
NEW = "violet harbour umbrella"
NOT_CORRECT = "The code is not correct. Check it with the person who told it to you"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(BEGAN, tick=False) as turned:
        yield turned


def signed(person: Person) -> Client:
    return sign_in_freshly(Client(), person)


def asked_for(town: Town, by: str = "ada", whom: str = "rosa") -> str:
    answer = signed(town.people[by]).post("/recovery/", {"person": town.people[whom].pk})
    assert answer.status_code == 302, answer.status_code
    return str(answer.url)


def agreed(town: Town, address: str, by: str = "mei") -> str:
    """The code as it stands on the screen."""
    shown = page(signed(town.people[by]).post(address, {"answer": "agree"})).one("main").text
    found = re.search(r"\d{4} \d{4}", shown)
    assert found
    return found[0]


def link(mailoutbox: list[Any]) -> str:
    return next(found[0] for one in mailoutbox[::-1] if (found := re.search(r"/recovery/go/\S+", one.body)))


def kinds() -> list[str]:
    return list(AccountEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_the_administrator_asks_a_second_person_agrees_and_code_and_link_together_let_rosa_in(
    town: Town, mailoutbox: list[Any], settings: Any
) -> None:
    TOTP.activate(town.rosa, generate_totp_secret())
    RecoveryCodes.activate(town.rosa)
    thief = Client()
    thief.force_login(town.rosa)
    code = agreed(town, asked_for(town))
    settings.REQUIRE_MFA = True
    rosa = Client()
    answer = rosa.post(link(mailoutbox), {"code": code, "password1": NEW, "password2": NEW})
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    assert not Authenticator.objects.filter(user=town.rosa).exists()
    assert thief.get("/my-turn/").url.startswith("/account/login/")
    rosa.post("/account/login/", {"login": "rosa@example.org", "password": NEW})
    assert rosa.get("/my-turn/").url == "/account/second-step/"
    assert kinds() == ["recovery asked for", "recovery agreed", "recovered"]
    assert list(AccountEvent.objects.order_by("pk").values_list("by_name", flat=True)) == [
        town.ada.name,
        town.mei.name,
        town.rosa.name,
    ]
    assert [one.subject for one in mailoutbox] == [
        "Forthright: Somebody asked to let you in again",
        "Forthright: Your link to get in again",
        "Forthright: You sign in anew",
    ]
    assert {one.to[0] for one in mailoutbox} == {"rosa@example.org"}
    assert not [one for one in mailoutbox if code in one.body or code.replace(" ", "") in one.body]


def test_neither_the_code_nor_the_trail_holds_what_would_let_anybody_in(town: Town, mailoutbox: list[Any]) -> None:
    code = agreed(town, asked_for(town)).replace(" ", "")
    assert not [row for row in AccountEvent.objects.values_list() if code in str(row)]
    key = AccountEvent.objects.first().recovery  # type: ignore[union-attr]
    assert Client().get(f"/recovery/go/{key}/").status_code == 404  # the second person sees the key and no link


def test_whoever_owns_the_mailbox_alone_gets_no_further_than_five_guesses(town: Town, mailoutbox: list[Any]) -> None:
    code = agreed(town, asked_for(town))
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    sent = {"code": wrong, "password1": NEW, "password2": NEW}
    for _ in range(recoveries.TRIES):
        assert_refuses(Client().post(link(mailoutbox), sent), "code", NOT_CORRECT)
    assert Client().post(link(mailoutbox), sent | {"code": code}).status_code == 404
    town.rosa.refresh_from_db()
    assert town.rosa.check_password(PASSWORD)
    assert kinds().count("recovery code wrong") == recoveries.TRIES


def test_a_reset_of_the_password_ends_at_the_second_step(town: Town, mailoutbox: list[Any]) -> None:
    TOTP.activate(town.rosa, generate_totp_secret())
    thief = Client()
    thief.post("/account/password/reset/", {"email": "rosa@example.org"})
    address = next(found[0] for one in mailoutbox if (found := re.search(r"/account/password/reset/key/\S+", one.body)))
    form = thief.get(address, follow=True).redirect_chain[-1][0]
    thief.post(form, {"password1": NEW, "password2": NEW})
    answer = thief.post("/account/login/", {"login": "rosa@example.org", "password": NEW})
    assert answer.url.startswith("/account/2fa/authenticate/")
    assert thief.get("/my-turn/").status_code == 302


def test_until_there_is_a_new_second_step_no_link_for_a_new_password_goes_out(
    town: Town, mailoutbox: list[Any]
) -> None:
    code = agreed(town, asked_for(town))
    Client().post(link(mailoutbox), {"code": code, "password1": NEW, "password2": NEW})
    mailoutbox.clear()
    Client().post("/account/password/reset/", {"email": "rosa@example.org"})
    assert not mailoutbox
    town.rosa.refresh_from_db()
    TOTP.activate(town.rosa, generate_totp_secret())
    Client().post("/account/password/reset/", {"email": "rosa@example.org"})
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("second", "may"),
    [
        ("mei", True),  # her line manager
        ("beth", True),  # the business unit
        ("ada", False),  # who asked
        ("rosa", False),  # whom it is for
        ("ruth", False),  # a colleague
        ("sam", False),  # a manager of another agency
        ("sid", False),
    ],
)
def test_only_a_second_person_who_is_there_for_it_can_agree(town: Town, second: str, may: bool) -> None:
    address = asked_for(town)
    answer = signed(town.people[second]).post(address, {"answer": "agree"})
    assert answer.status_code == (200 if may else 404)
    assert ("recovery agreed" in kinds()) is may


@pytest.mark.parametrize(
    ("by", "whom", "may"),
    [
        ("ada", "rosa", True),
        ("ada", "mei", True),
        ("ada", "amir", False),  # of another agency
        ("ada", "ada", False),  # herself
        ("mei", "rosa", False),  # a manager agrees, and does not ask
        ("beth", "ada", True),
        ("beth", "cleo", True),
        ("beth", "amir", False),  # the administrator of his agency asks
        ("olu", "rosa", False),
    ],
)
def test_who_can_ask_and_for_whom(town: Town, by: str, whom: str, may: bool) -> None:
    answer = signed(town.people[by]).post("/recovery/", {"person": town.people[whom].pk})
    assert (answer.status_code == 302) is may
    assert ("recovery asked for" in kinds()) is may


def test_one_at_a_time_and_either_can_stop_it(town: Town, mailoutbox: list[Any]) -> None:
    address = asked_for(town)
    assert signed(town.ada).post("/recovery/", {"person": town.rosa.pk}).url == "/recovery/"
    code = agreed(town, address)
    assert signed(town.ada).post(address, {"answer": "stop"}).url == "/recovery/"
    assert signed(town.ada).get(address).status_code == 404
    sent = {"code": code, "password1": NEW, "password2": NEW}
    assert Client().post(link(mailoutbox), sent).status_code == 404
    assert kinds() == ["recovery asked for", "recovery agreed", "recovery refused"]


def test_code_and_link_work_once_and_for_an_hour_and_a_question_stands_for_a_day(
    town: Town, mailoutbox: list[Any], clock: Any
) -> None:
    address = asked_for(town)
    clock.shift(dt.timedelta(hours=24))
    assert signed(town.mei).post(address, {"answer": "agree"}).status_code == 404
    code = agreed(town, asked_for(town))
    sent = {"code": code, "password1": NEW, "password2": NEW}
    clock.shift(dt.timedelta(hours=1))
    assert Client().post(link(mailoutbox), sent).status_code == 404
    code = agreed(town, asked_for(town))
    assert Client().post(link(mailoutbox), sent | {"code": code}).status_code == 302
    assert Client().post(link(mailoutbox), sent | {"code": code}).status_code == 404
    assert Client().get("/recovery/go/forged/").status_code == 404


def test_asking_and_agreeing_need_a_fresh_sign_in(town: Town) -> None:
    stale = Client()
    stale.force_login(town.ada)
    assert stale.post("/recovery/", {"person": town.rosa.pk}).url.startswith("/account/again/")
    address = asked_for(town)
    stale.force_login(town.mei)
    assert stale.post(address, {"answer": "agree"}).url.startswith("/account/again/")
    assert kinds() == ["recovery asked for"]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "code", "Enter the code"),
        ({"password2": "another one here"}, "password2", "The two passwords are not the same. Enter them once more"),
    ],
)
def test_what_is_missing_at_the_end_is_said_and_uses_up_nothing(
    town: Town, mailoutbox: list[Any], typed: dict[str, str], field: str, sentence: str
) -> None:
    code = agreed(town, asked_for(town))
    sent = {"code": code, "password1": NEW, "password2": NEW} | typed if typed else {"password1": NEW, "password2": NEW}
    assert_refuses(Client().post(link(mailoutbox), sent), field, sentence)
    right = {"code": code, "password1": NEW, "password2": NEW}
    assert Client().post(link(mailoutbox), right).status_code == 302


def test_the_page_says_to_everybody_how_it_goes_and_shows_only_what_concerns_them(town: Town) -> None:
    asked_for(town)
    assert town.rosa.name in page(signed(town.mei).get("/recovery/")).one("main").text
    said = page(signed(town.olu).get("/recovery/")).one("main").text
    assert "tell your agency’s administrator" in said
    assert town.rosa.name not in said


def test_the_trail_of_accounts_is_never_changed(town: Town) -> None:
    asked_for(town)
    for act in (lambda: AccountEvent.objects.update(by_name="Nobody"), lambda: AccountEvent.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
