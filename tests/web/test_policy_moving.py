"""The business unit moves an open challenge to another version of the policy, in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.notices.models import Message
from forthright.notices.tell import Kind
from forthright.record.models import Challenge, PolicyVersion
from tests.support.acts import published
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def beth(client: Client, town: Town) -> Client:
    client.force_login(town.beth)
    return client


def newest(town: Town) -> str:
    """The address of what moves challenges to a version with other times."""
    fingerprint = published(town)
    version = PolicyVersion.objects.get(fingerprint=fingerprint, partnership=town.partnership)
    return f"/policy/version/{version.pk}/move/"


def shown(answer: HttpResponse) -> str:
    return page(answer).one("main").text


def send(client: Client, address: str, **typed: str) -> HttpResponse:
    """Sends the form as the page gave it, with what a person types into it."""
    asked = page(client.get(address))
    hidden = {name: asked.one("input", name=name).attrs["value"] for name in ("seen", "token")}
    return client.post(address, {**hidden, **typed})  # type: ignore[return-value]


def test_a_version_leads_to_the_open_challenges_that_do_not_run_under_it(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = newest(town)
    assert page(beth.get(address.removesuffix("move/"))).all("a", href=address)
    assert page(beth.get(address)).all("a", href=f"{address}{reference}/")
    own = f"/policy/version/{town.policy.pk}/move/"
    assert "There is none." in shown(beth.get(own)), "it runs under this one already"


def test_what_would_change_is_shown_and_nothing_is_moved_without_a_reason(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = f"{newest(town)}{reference}/"
    asked = shown(beth.get(address))
    assert "Reply (responding side)" in asked and "Settle" in asked and "Changes" in asked
    assert_refuses(send(beth, address, reason=""), "reason", "Enter why it is moved")
    assert Challenge.objects.get(pk=reference).version == 1


def test_it_is_moved_with_a_reason_and_both_sides_are_told(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = newest(town)
    done = send(beth, f"{address}{reference}/", reason="The times were agreed anew.")
    assert (done.status_code, done["Location"]) == (302, address)
    assert "There is none." in shown(beth.get(address))
    assert Challenge.objects.get(pk=reference).policy.fingerprint != town.policy.fingerprint
    told = Message.objects.filter(challenge=reference, kind=Kind.POLICY_MOVED)
    assert {one.recipient for one in told} == {town.rosa.pk, town.amir.pk}
    beth.force_login(town.amir)
    assert "The times were agreed anew." in shown(beth.get(f"/matter/{reference}/timeline/"))


def test_what_changed_meanwhile_is_shown_before_it_is_moved(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = f"{newest(town)}{reference}/"
    old = page(beth.get(address))
    typed = {name: old.one("input", name=name).attrs["value"] for name in ("seen", "token")}
    town.does("amir", reference, c.Acknowledge())
    late = beth.post(address, {**typed, "reason": "The times were agreed anew."})
    assert_refuses(late, "", "This changed since you opened it. Read what would change now, then send again.")
    assert page(late).one("textarea", name="reason").text.strip() == "The times were agreed anew."
    assert beth.post(address, {"seen": "two", "token": "x", "reason": "Why."}).status_code == 422
    assert send(beth, address, reason="The times were agreed anew.").status_code == 302


def test_a_version_moves_nothing_to_itself(beth: Client, town: Town) -> None:
    reference = town.raises()
    answer = beth.get(f"/policy/version/{town.policy.pk}/move/{reference}/")
    assert not page(answer).all("textarea")
    assert page(answer).one("div", css="govuk-inset-text").text.strip()


@pytest.mark.parametrize("who", ["rosa", "amir", "mei", "olu", "sid", "ada"])
def test_to_everybody_else_these_pages_are_not_there(client: Client, town: Town, who: str) -> None:
    reference, address = town.raises(), newest(town)
    client.force_login(town.people[who])
    for place in (address, f"{address}{reference}/"):
        assert client.get(place).status_code == 404
        assert client.post(f"{address}{reference}/", {"reason": "Why."}).status_code == 404


def test_a_challenge_that_has_ended_is_moved_no_more(beth: Client, town: Town) -> None:
    reference, address = town.raises(), newest(town)
    town.does("rosa", reference, c.Withdraw(words={"reason": "We misread it."}))
    assert "There is none." in shown(beth.get(address))
    answer = beth.get(f"{address}{reference}/")
    assert "no longer open" in shown(answer) and not page(answer).all("textarea")


def test_a_challenge_that_does_not_exist_is_not_there(beth: Client, town: Town) -> None:
    assert beth.get(f"{newest(town)}NOT-THERE/").status_code == 404
