"""Where somebody is signed in: they see it, end it, and others cannot."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from forthright.directory import sessions
from forthright.directory.models import Person
from tests.site.people import PASSWORD, rosa
from tests.support.forms import page

pytestmark = pytest.mark.django_db
BEGAN = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
PAGE = "/my-sessions/"


def signed_in(agent: str, email: str = "rosa@example.org") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR="203.0.113.7")
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/my-turn/").status_code == 200


def test_the_list_names_each_browser_and_when_it_was_last_used_and_no_address() -> None:
    rosa()
    with time_machine.travel(BEGAN, tick=False) as clock:
        desk, phone = signed_in(FIREFOX), signed_in(PHONE)
        clock.shift(dt.timedelta(minutes=20))
        desk.get("/my-turn/")
        phone_said = page(phone.get(PAGE)).one("main").text
    assert phone_said.index("Safari on iPhone This one") < phone_said.index("Firefox on Windows")
    assert phone_said.count("Last used at 9:20am") == 2
    assert "203.0.113.7" not in phone_said


def test_one_is_ended_and_the_others_go_on() -> None:
    rosa()
    desk, phone = signed_in(FIREFOX), signed_in(PHONE)
    button = page(desk.get(PAGE)).one("button", name="end", css="app-link-button")
    desk.post(PAGE, {"end": button.attrs["value"]})
    assert is_in(desk)
    assert not is_in(phone)


def test_everywhere_else_and_everywhere() -> None:
    rosa()
    desk, phone, tablet = signed_in(FIREFOX), signed_in(PHONE), signed_in(PHONE)
    desk.post(PAGE, {"end": "others"})
    assert [is_in(one) for one in (desk, phone, tablet)] == [True, False, False]
    tablet = signed_in(PHONE)
    tablet.post(PAGE, {"end": "everywhere"})
    assert not is_in(tablet)
    assert not is_in(desk)
    assert not Session.objects.exists()


@pytest.mark.parametrize("asked", ["1" * 40, "²", "-1", "", "x"])
def test_nonsense_ends_nothing(asked: str) -> None:
    rosa()
    desk = signed_in(FIREFOX)
    assert desk.post(PAGE, {"end": asked}).status_code == 302
    assert is_in(desk)


def test_nobody_ends_somebody_elses() -> None:
    person = rosa()
    Person.objects.create_user(email="olu@example.org", password=PASSWORD, name="Olu")
    desk, other = signed_in(FIREFOX), signed_in(PHONE, "olu@example.org")
    other.post(PAGE, {"end": str(sessions.signed_in(person, BEGAN)[0].number)})
    assert is_in(desk)


def test_an_administrator_can_end_all_of_a_persons_sign_ins_at_once() -> None:
    person = rosa()
    desk, phone = signed_in(FIREFOX), signed_in(PHONE)
    assert sessions.end_all(person) == 2
    assert not is_in(desk)
    assert not is_in(phone)


def test_a_changed_password_ends_the_other_sign_ins() -> None:
    rosa()
    desk, phone = signed_in(FIREFOX), signed_in(PHONE)
    new = {"password1": "lantern orchard nine", "password2": "lantern orchard nine"}
    desk.post("/account/password/change/", {"oldpassword": PASSWORD} | new)
    assert is_in(desk)
    assert not is_in(phone)


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worth_nothing() -> None:
    rosa()
    victim, thief = Client(), Client()
    victim.get("/account/login/?next=/my-turn/")
    session = victim.session
    session["planted"] = True
    session.save()
    victim.cookies["sessionid"] = thief.cookies["sessionid"] = planted = session.session_key
    victim.post("/account/login/", {"login": "rosa@example.org", "password": PASSWORD})
    assert victim.cookies["sessionid"].value != planted
    assert is_in(victim)
    assert not is_in(thief)


def test_after_signing_out_the_old_cookie_opens_nothing() -> None:
    rosa()
    client = signed_in(FIREFOX)
    cookie = client.cookies["sessionid"].value
    client.post("/account/logout/")
    replay = Client()
    replay.cookies["sessionid"] = cookie
    assert not is_in(replay)
    assert not Session.objects.filter(pk=cookie).exists()


def test_looking_at_the_time_left_does_not_lengthen_it_and_staying_does() -> None:
    rosa()
    with time_machine.travel(BEGAN, tick=False) as clock:
        client = signed_in(FIREFOX)
        client.get("/my-turn/")
        clock.shift(dt.timedelta(minutes=27))
        assert client.get("/time-left").content == client.get("/time-left").content == b"180"
        assert client.post("/time-left").content == b"1800"
        clock.shift(dt.timedelta(minutes=31))
        assert client.get("/time-left").content == b"0"
        assert Client().get("/time-left").content == b"0"
