"""Guessing is slowed down, for one account and from one place; the person whose account it is still gets in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from forthright.directory.addresses import BadAddress, looked_up_as
from forthright.directory.models import Person
from forthright.site import settings as in_life
from tests.site.people import PASSWORD, rosa
from tests.support.forms import page

pytestmark = pytest.mark.django_db
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
WAIT = "Too many tries to sign in. Wait 5 minutes, then try again"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    """Limits as in life, and a clock that stands still."""
    settings.ACCOUNT_RATE_LIMITS = in_life.ACCOUNT_RATE_LIMITS
    cache.clear()
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield clock
    cache.clear()


def tries(client: Client, password: str, email: str = "rosa@example.org", place: str = "198.51.100.1") -> Any:
    return client.post("/account/login/", {"login": email, "password": password}, REMOTE_ADDR=place)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def test_five_wrong_passwords_from_anywhere_slow_the_next_down_for_five_minutes(clock) -> None:
    rosa()
    for number in range(5):
        tries(Client(), "wrong", place=f"198.51.100.{number}")
    late = Client()
    assert WAIT in tries(late, PASSWORD, place="203.0.113.9").content.decode()
    assert not is_in(late)
    clock.shift(dt.timedelta(minutes=5, seconds=1))
    tries(late, PASSWORD, place="203.0.113.9")
    assert is_in(late)


def test_at_a_computer_where_she_has_signed_in_before_rosa_still_gets_in() -> None:
    rosa()
    own = Client()
    tries(own, PASSWORD)
    own.post("/account/logout/")
    for number in range(9):
        tries(Client(), "wrong", place=f"198.51.100.{number}")
    tries(own, PASSWORD)
    assert is_in(own)


def test_a_known_browser_is_slowed_down_by_its_own_wrong_tries_and_knows_one_person_only() -> None:
    rosa()
    Person.objects.create_user(email="olu@example.org", password=PASSWORD, name="Olu")
    own = Client()
    tries(own, PASSWORD)
    own.post("/account/logout/")
    for _ in range(5):
        tries(own, "wrong")
    assert WAIT in tries(own, PASSWORD).content.decode()
    for number in range(5):
        tries(Client(), "wrong", "olu@example.org", f"198.51.100.{number}")
    assert WAIT in tries(own, PASSWORD, "olu@example.org", "203.0.113.9").content.decode()


def test_a_forged_known_cookie_is_worth_nothing() -> None:
    rosa()
    for number in range(5):
        tries(Client(), "wrong", place=f"198.51.100.{number}")
    forger = Client()
    forger.cookies["known"] = "eyJhIjoiYiJ9:1xxxxx:abc"
    assert WAIT in tries(forger, PASSWORD, place="203.0.113.9").content.decode()


def test_trying_many_accounts_from_one_place_is_slowed_down() -> None:
    for number in range(10):
        assert WAIT not in tries(Client(), "wrong", f"person{number}@example.org").content.decode()
    assert WAIT in tries(Client(), "wrong", "person99@example.org").content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_known_and_unknown_accounts_cost_the_same_hashing_and_give_the_same_page(
    known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa()
    hashed: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answer = tries(Client(), "wrong", "rosa@example.org" if known else "zoe1@example.org")
    assert hashed == ["wrong"]
    other = tries(Client(), "wrong", "abcd@example.org")
    assert _without_tokens(answer) == _without_tokens(other)


def _without_tokens(answer: Any) -> list[str]:
    """All text of a page; the box repeats what was typed, and each form has a token of its own."""
    shown = page(answer)
    return [one.text for one in shown.elements if one.tag in ("title", "main", "h1")]


def test_codes_of_an_app_are_guessed_five_times_at_most(clock) -> None:
    TOTP.activate(rosa(), SECRET)
    thief = Client()
    tries(thief, PASSWORD)
    for number in range(5):
        thief.post("/account/2fa/authenticate/", {"code": f"00000{number}"}, REMOTE_ADDR=f"198.51.100.{number}")
    thief.post("/account/2fa/authenticate/", {"code": code()})
    assert not is_in(thief)
    other = Client()
    tries(other, PASSWORD, place="203.0.113.9")
    answer = other.post("/account/2fa/authenticate/", {"code": code()}, REMOTE_ADDR="203.0.113.9")
    assert WAIT in answer.content.decode()


def test_recovery_codes_are_guessed_five_times_at_most() -> None:
    person = rosa()
    TOTP.activate(person, SECRET)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    thief = Client()
    tries(thief, PASSWORD)
    for number in range(5):
        thief.post("/account/2fa/authenticate/", {"code": f"1234567{number}"}, REMOTE_ADDR=f"198.51.100.{number}")
    thief.post("/account/2fa/authenticate/", {"code": codes[0]}, REMOTE_ADDR="203.0.113.9")
    assert not is_in(thief)


def test_a_code_of_the_app_and_a_recovery_code_each_work_once(clock) -> None:
    person = rosa()
    TOTP.activate(person, SECRET)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    for used in (code(), codes[0]):
        first, replay = Client(), Client()
        for client in (first, replay):
            tries(client, PASSWORD)
            client.post("/account/2fa/authenticate/", {"code": used})
        assert is_in(first)
        assert not is_in(replay)


def test_recovery_codes_are_shown_once_and_counted_after_that(client: Client) -> None:
    person = rosa()
    TOTP.activate(person, SECRET)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    tries(client, PASSWORD)
    client.post("/account/2fa/authenticate/", {"code": code()})
    first = client.get("/account/2fa/recovery-codes/").content.decode()
    again = client.get("/account/2fa/recovery-codes/").content.decode()
    assert all(one in first for one in codes)
    assert not any(one in again for one in codes)
    assert "You have 10 recovery codes left." in again
    assert client.get("/account/2fa/recovery-codes/download/").status_code == 403


def test_once_shown_recovery_codes_are_kept_as_hashes_alone(client: Client) -> None:
    person = rosa()
    TOTP.activate(person, SECRET)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    tries(client, PASSWORD)
    client.post("/account/2fa/authenticate/", {"code": code()})
    client.get("/account/2fa/recovery-codes/")
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data
    assert set(kept) == {"hashed", "viewed_at"}
    assert len(set(kept["hashed"])) == 10, "each with a salt of its own"
    assert not any(one in str(kept) for one in codes)
    later, replay, wrong = Client(), Client(), Client()
    for one, typed in ((later, f" {codes[3][:4]} {codes[3][4:]}"), (replay, codes[3]), (wrong, "")):
        tries(one, PASSWORD)
        one.post("/account/2fa/authenticate/", {"code": typed})
    assert is_in(later)
    assert not is_in(replay)
    assert not is_in(wrong)
    assert "You have 9 recovery codes left." in later.get("/account/2fa/").content.decode()


def test_asking_for_new_passwords_over_and_over_is_stopped_for_known_and_unknown_alike() -> None:
    rosa()
    for email in ("rosa@example.org", "zoe1@example.org"):
        cache.clear()
        answers = [Client().post("/account/password/reset/", {"email": email}).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5
    stopped = page(Client().post("/account/password/reset/", {"email": "zoe1@example.org"}))
    assert stopped.one("h1").text == "Too many tries"


def test_a_new_password_ends_at_the_second_step() -> None:
    TOTP.activate(rosa(), SECRET)
    thief = Client()
    thief.post("/account/password/reset/", {"email": "rosa@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    shown = thief.get(link.removeprefix("http://testserver"), follow=True)
    new = {"password1": "lantern orchard nine", "password2": "lantern orchard nine"}
    thief.post(shown.redirect_chain[-1][0], new)
    assert not is_in(thief)
    answer = thief.post("/account/login/", {"login": "rosa@example.org", "password": new["password1"]}, follow=True)
    assert page(answer).one("h1").text == "Your second step"
    assert not is_in(thief)


# Addresses in letters that only look right

LOOKS = {
    "KELLY@EXAMPLE.ORG": "kelly@example.org",
    "\u212aelly@example.org": "kelly@example.org",  # the Kelvin sign
    "\uff4b\uff45lly@example.org": "kelly@example.org",  # full-width letters
    " kelly@example.org ": "kelly@example.org",
    "ro\u017fa@example.org": "rosa@example.org",  # a long s
}
REFUSED = (
    "k\u0131m@example.org",  # a dotless i
    "\u0130rem@example.org",  # a dotted capital i, whose small form has two letters
    "r\u043esa@example.org",  # a Cyrillic o
    "\u202ero.elpmaxe@asor",  # right to left
    "rosa\u200b@example.org",  # an invisible space
    "ros\u00e1@example.org",
    "ro sa@example.org",
    "rosa\x00@example.org",
)


@pytest.mark.parametrize(("typed", "plain"), LOOKS.items())
def test_letters_that_stand_for_plain_ones_are_what_they_stand_for(typed: str, plain: str) -> None:
    assert looked_up_as(typed) == plain
    assert Person.objects.create_user(email=typed, name="X").email == plain


@pytest.mark.parametrize("typed", REFUSED)
def test_letters_that_stand_for_nothing_plain_find_nobody_and_are_entered_for_nobody(typed: str) -> None:
    with pytest.raises(BadAddress):
        looked_up_as(typed)
    with pytest.raises(BadAddress):
        Person.objects.create_user(email=typed, name="X")
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get_by_natural_key(typed)


@pytest.mark.parametrize("typed", ["kim@\u017fchool.example", "kim@school.e\u00e1ample", "k\u0131m@school.example"])
def test_a_link_for_a_new_password_goes_to_the_address_as_it_was_entered_or_nowhere(typed: str) -> None:
    Person.objects.create_user(email="kim@school.example", name="Kim", password=PASSWORD)
    Client().post("/account/password/reset/", {"email": typed})
    assert {to for message in mail.outbox for to in message.to} <= {"kim@school.example"}


def test_look_alikes_sign_in_as_nobody_else() -> None:
    rosa()
    for typed in (*REFUSED, "r\u043esa@example.org"):
        client = Client()
        tries(client, PASSWORD, typed)
        assert not is_in(client)
