"""Replying without an account: Amir asks Joan the childminder, Beth vouches, Joan comes in by a link and a code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Outcome
from forthright.directory.guest_models import Invitation, InvitationCode, InvitationLink
from forthright.record import clock, inviting
from forthright.record.models import Challenge
from tests.support.guests import JOAN, asks_for_code, asks_joan, code_in, comes_in, letters, link_in, vouched
from tests.support.town import MONDAY, PASSWORD, Town

NOTHING = "That code does not open anything."


@pytest.fixture
def travel() -> Iterator[time_machine.Coordinates]:
    """A Monday, which the test moves on from."""
    with time_machine.travel(MONDAY, tick=False) as found:
        yield found


@pytest.fixture
def joan(town: Town, travel: time_machine.Coordinates) -> Invitation:
    """Joan, asked and vouched for; her letter has not been sent yet."""
    return vouched(town, asks_joan(town))


@pytest.fixture
def link(joan: Invitation) -> str:
    """Joan's first link."""
    return link_in(letters(MONDAY)[0])


def acts(joan: Invitation) -> list[str]:
    return list(Look.objects.filter(challenge=joan.challenge).order_by("pk").values_list("act", flat=True))


def test_nothing_is_sent_before_somebody_has_vouched_and_then_one_letter(town: Town, travel: object) -> None:
    asked = asks_joan(town)
    assert letters(MONDAY) == []
    vouched(town, asked)
    [letter] = letters(MONDAY)
    assert "You need no account" in letter
    assert "Zuri" not in letter and "Joan" not in letter and "gate" not in letter


def test_the_times_run_while_nobody_has_vouched(town: Town, travel: object) -> None:
    asked = asks_joan(town)
    assert Challenge.objects.get(pk=asked.challenge).due is not None
    page = town_page(town, "amir", asked)
    assert "Not told yet." in page and "Nobody has said yet that the address is right" in page


def town_page(town: Town, who: str, asked: Invitation) -> str:
    client = Client()
    client.force_login(town.people[who])
    return client.get(f"/matter/{asked.challenge}/").content.decode()


def test_joan_comes_in_reads_and_replies(link: str, joan: Invitation, client: Client) -> None:
    assert comes_in(client, link, MONDAY) == f"/matter/{joan.challenge}/"
    assert "Seen alone at the gate" in client.get(f"/matter/{joan.challenge}/").content.decode()
    sent = {"stance": "agree", "reasons": "Her aunt collects her.", "seen": "1", "token": "a" * 20}
    assert client.post(f"/matter/{joan.challenge}/do/reply/", sent).status_code == 302
    assert "Joan Reed" in town_page_of(client, joan)
    assert Challenge.objects.get(pk=joan.challenge).version == 2


def town_page_of(client: Client, joan: Invitation) -> str:
    return client.get(f"/matter/{joan.challenge}/timeline/").content.decode()


def test_opening_the_link_sends_nothing_and_shows_nothing(link: str, joan: Invitation, client: Client) -> None:
    page = client.get(link).content.decode()
    assert letters(MONDAY) == []
    for secret in (joan.challenge, "Joan", "Little Acorns", "Anyshire Council", "Zuri", "Need for action"):
        assert secret not in page


def test_a_link_that_was_never_sent_looks_like_one_that_was(link: str, client: Client) -> None:
    token = link.split("/")[2]
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    right, wrong = client.get(link), client.get(f"/reply/{forged}/")
    assert plain(right.content, token) == plain(wrong.content, forged)
    asks_for_code(client, f"/reply/{forged}/")
    assert letters(MONDAY) == []
    answer = client.post("/reply/code/", {"code": "12345678"})
    assert (answer.status_code, NOTHING in answer.content.decode()) == (422, True)


def plain(content: bytes, token: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode()).replace(token, "")


def test_a_wrong_code_for_a_right_link_reads_like_any_code_for_a_wrong_one(link: str, client: Client) -> None:
    asks_for_code(client, link)
    letters(MONDAY)
    other = Client()
    asks_for_code(other, "/reply/" + "x" * 43 + "/")
    here = client.post("/reply/code/", {"code": "00000000"})
    there = other.post("/reply/code/", {"code": "00000000"})
    assert here.status_code == there.status_code == 422
    assert plain(here.content, "") == plain(there.content, "")


def test_a_code_works_once(link: str, joan: Invitation, client: Client) -> None:
    asks_for_code(client, link)
    code = code_in(letters(MONDAY)[0])
    assert client.post("/reply/code/", {"code": code}).status_code == 302
    client.post("/account/logout/")
    asks_for_code(client, link)
    assert client.post("/reply/code/", {"code": code}).status_code == 422


def test_a_code_works_only_in_the_browser_that_asked_for_it(link: str, client: Client) -> None:
    other = Client()
    asks_for_code(client, link)
    code = code_in(letters(MONDAY)[0])
    asks_for_code(other, link)
    assert other.post("/reply/code/", {"code": code}).status_code == 422
    assert client.post("/reply/code/", {"code": code}).status_code == 302


def test_two_browsers_come_in_by_one_link_each_with_a_code_of_its_own(link: str, joan: Invitation) -> None:
    for browser in (Client(), Client()):
        comes_in(browser, link, MONDAY)
        assert browser.get(f"/matter/{joan.challenge}/").status_code == 200
    assert acts(joan).count("came in by code") == 2


def test_a_code_runs_out_after_ten_minutes(link: str, client: Client, travel: time_machine.Coordinates) -> None:
    asks_for_code(client, link)
    code = code_in(letters(MONDAY)[0])
    travel.shift(timedelta(minutes=10, seconds=1))
    assert client.post("/reply/code/", {"code": code}).status_code == 422


def test_a_code_is_dead_after_five_tries(link: str, client: Client) -> None:
    asks_for_code(client, link)
    code = code_in(letters(MONDAY)[0])
    for _try in range(5):
        client.post("/reply/code/", {"code": "00000000" if code != "00000000" else "11111111"})
    assert client.post("/reply/code/", {"code": code}).status_code == 422


def test_after_ten_wrong_codes_in_an_hour_it_is_locked_until_the_sponsor_renews_it(
    link: str, joan: Invitation, town: Town, client: Client
) -> None:
    for _code in range(2):
        asks_for_code(client, link)
        code = code_in(letters(MONDAY)[-1])
        for _try in range(5):
            client.post("/reply/code/", {"code": str(99999999 - int(code)).zfill(8)})
    joan.refresh_from_db()
    assert joan.locked_at is not None and acts(joan)[-1] == "locked"
    assert any("too many wrong codes" in one for one in letters(MONDAY, town.beth.email))
    asks_for_code(client, link)
    assert letters(MONDAY) == [], "no code is sent while it is locked"
    assert inviting.renew(town.beth, joan, MONDAY) is None
    fresh = link_in(letters(MONDAY)[0])
    asks_for_code(client, link)
    assert letters(MONDAY) == [], "the link before opens nothing"
    comes_in(client, fresh, MONDAY)


def test_at_most_six_codes_are_sent_in_an_hour(link: str, client: Client, travel: time_machine.Coordinates) -> None:
    for _ask in range(8):
        asks_for_code(client, link)
    assert len(letters(MONDAY)) == 6
    travel.shift(timedelta(hours=1, minutes=1))
    asks_for_code(client, link)
    assert len(letters(MONDAY + timedelta(hours=1, minutes=1))) == 1


def test_revoking_takes_effect_at_the_next_request(link: str, joan: Invitation, town: Town, client: Client) -> None:
    comes_in(client, link, MONDAY)
    assert client.get(f"/matter/{joan.challenge}/").status_code == 200
    inviting.end(town.beth, joan, "She has left.", MONDAY)
    answer = client.get(f"/matter/{joan.challenge}/")
    assert (answer.status_code, "This has ended" in answer.content.decode()) == (403, True)
    assert "Seen alone" not in answer.content.decode()
    assert client.get(f"/matter/{joan.challenge}/").status_code == 302, "signed out"
    asks_for_code(client, link)
    assert letters(MONDAY) == []


def test_renewing_ends_the_sessions_of_the_links_before(
    link: str, joan: Invitation, town: Town, client: Client
) -> None:
    comes_in(client, link, MONDAY)
    inviting.end(town.beth, joan, "By mistake.", MONDAY)
    inviting.renew(town.beth, joan, MONDAY)
    assert client.get(f"/matter/{joan.challenge}/").status_code == 403


def test_it_expires_28_days_after_the_last_entry(
    link: str, joan: Invitation, client: Client, travel: time_machine.Coordinates
) -> None:
    comes_in(client, link, MONDAY)
    last = Challenge.objects.get(pk=joan.challenge).changed_at
    travel.move_to(last + timedelta(days=27, hours=23))
    asks_for_code(Client(), link)
    assert InvitationCode.objects.count() == 2
    travel.move_to(last + timedelta(days=28))
    asks_for_code(Client(), link)
    assert InvitationCode.objects.count() == 2
    assert not inviting.is_live(joan, last + timedelta(days=28))


def test_it_lasts_until_after_the_check_back(joan: Invitation, town: Town, travel: time_machine.Coordinates) -> None:
    far = MONDAY + timedelta(days=60)
    town.people["joan"] = joan.guest
    propose = c.Propose(outcome=Outcome.CLARIFICATION, check_back=far, words={"agreed": "Talked."})
    town.does("amir", joan.challenge, propose, MONDAY)
    town.does("joan", joan.challenge, c.Confirm(agree=True), MONDAY)
    assert inviting.ends(joan) == far + inviting.LASTS


def test_an_idle_session_ends(link: str, joan: Invitation, client: Client, travel: time_machine.Coordinates) -> None:
    comes_in(client, link, MONDAY)
    travel.shift(timedelta(minutes=31))
    assert client.get(f"/matter/{joan.challenge}/").status_code == 302


def test_a_guest_has_no_other_way_in(joan: Invitation, town: Town, client: Client) -> None:
    assert not joan.guest.has_usable_password()
    for login in (JOAN.email, joan.guest.email):
        client.post("/account/login/", {"login": login, "password": PASSWORD})
        client.post("/account/password/reset/", {"email": login})
        assert client.get("/my-turn/").status_code == 302
    assert not any(JOAN.email in one.to for one in mail.outbox)
    joan.guest.set_password(PASSWORD)
    joan.guest.save()
    client.post("/account/login/", {"login": joan.guest.email, "password": PASSWORD})
    assert client.get(f"/matter/{joan.challenge}/").status_code == 403


def test_a_session_of_a_guest_that_did_not_come_by_a_code_opens_nothing(joan: Invitation, client: Client) -> None:
    client.force_login(joan.guest)
    assert client.get(f"/matter/{joan.challenge}/").status_code == 403


def test_nothing_that_opens_is_kept_in_clear(link: str, client: Client) -> None:
    asks_for_code(client, link)
    code, token = code_in(letters(MONDAY)[0]), link.split("/")[2]
    kept = str(list(InvitationLink.objects.values())) + str(list(InvitationCode.objects.values()))
    kept += str(list(Look.objects.values())) + str(list(Invitation.objects.values()))
    assert code not in kept and token not in kept


def test_the_trail_that_both_sides_read_tells_all_of_it(
    link: str, joan: Invitation, town: Town, client: Client
) -> None:
    comes_in(client, link, MONDAY)
    amir = Client()
    amir.force_login(town.amir)
    for page in (client, amir):
        text = page.get(f"/matter/{joan.challenge}/looks/").content.decode()
        for said in ("Asked somebody without an account", "Said that the address is theirs", "Came in with a code"):
            assert said in text


def test_nobody_vouching_is_an_alarm_again_and_again(town: Town, travel: object) -> None:
    asked = asks_joan(town)
    assert any("Say if the address" in one for one in letters(MONDAY, town.beth.email))
    assert letters(MONDAY + timedelta(hours=3), town.amir.email) == []
    for later in (timedelta(hours=4), timedelta(hours=29)):
        at = MONDAY + later
        assert any("Nobody has said yet" in one for one in letters(at, town.amir.email)), later
    vouched(town, asked, MONDAY + timedelta(hours=30))
    clock.one_round(MONDAY + timedelta(days=9))
    assert inviting.alarm(MONDAY + timedelta(days=9)) == 0


def test_a_second_invitation_to_one_address_is_another_guest(town: Town, travel: object) -> None:
    first, second = asks_joan(town), asks_joan(town)
    assert first.guest_id != second.guest_id
    assert first.agency_id == second.agency_id, "the same body is not entered twice"


def test_a_guest_reads_of_themselves_and_of_nobody_who_could_add_colleagues(
    joan: Invitation, link: str, client: Client
) -> None:
    comes_in(client, link, MONDAY)
    shown = client.get(f"/matter/{joan.challenge}/").content.decode()
    assert "You come in without an account" in shown and "has no account" not in shown
    asked = client.get(f"/matter/{joan.challenge}/do/ask-in/").content.decode()
    assert "Nobody else of your agency has an account here." in asked and "administrator" not in asked


def test_a_guest_of_one_challenge_sees_nothing_of_another(joan: Invitation, town: Town, client: Client) -> None:
    other = vouched(town, asks_joan(town))
    comes_in(client, link_in(letters(MONDAY)[0]), MONDAY)
    seen = [client.get(f"/matter/{one.challenge}/").status_code for one in (joan, other)]
    assert sorted(seen) == [200, 404]
