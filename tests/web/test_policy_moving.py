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

PLAIN = ("  if no reply: must go to step 2\n", "")


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
    assert "Every open challenge runs under this version." in shown(beth.get(own)), "it runs under this one already"


def test_what_would_change_is_shown_and_nothing_is_moved_without_a_reason(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = f"{newest(town)}{reference}/"
    asked = shown(beth.get(address))
    assert "Reply (responding side)" in asked and "Settle it together" in asked and "Changes" in asked
    assert_refuses(send(beth, address, reason=""), "reason", "Enter why it is moved")
    assert Challenge.objects.get(pk=reference).version == 1


def test_it_is_moved_with_a_reason_and_both_sides_are_told(beth: Client, town: Town) -> None:
    reference = town.raises()
    address = newest(town)
    done = send(beth, f"{address}{reference}/", reason="The times were agreed anew.")
    assert (done.status_code, done["Location"]) == (302, address)
    assert "Every open challenge runs under this version." in shown(beth.get(address))
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


def at_a_repeated_step(town: Town) -> str:
    """A challenge that stands at the second line of a step that repeats, which is no step of the plain text."""
    reference = town.raises(policy=published(town, PLAIN))
    town.does("rosa", reference, c.Warn())
    for who in ("rosa", "mei"):
        town.does(who, reference, c.TakeUp(why=c.Why.URGENT, words={"reason": "Tonight."}))
    assert Challenge.objects.get(pk=reference).step == "2+1"
    return reference


def test_a_step_that_repeats_in_both_versions_stays_where_it_is(beth: Client, town: Town) -> None:
    reference, address = at_a_repeated_step(town), newest(town)
    assert "Stage 2, line 2" in shown(beth.get(address))
    assert send(beth, f"{address}{reference}/", reason="The times were agreed anew.").status_code == 302
    assert Challenge.objects.get(pk=reference).step == "2+1"


def test_where_the_version_lacks_the_step_one_is_chosen_before_anything_is_shown_or_moved(
    beth: Client, town: Town
) -> None:
    reference = at_a_repeated_step(town)
    address = f"/policy/version/{town.policy.pk}/move/{reference}/"
    asked = page(beth.get(address))
    assert not asked.all("textarea")
    assert "Step 2: Line managers" in asked.one("select", name="step").text
    none = page(beth.get(f"{address}?step="))
    assert "Select the step at which it goes on" in none.one("div", css="govuk-error-summary").text
    assert "The policy has no such step." in shown(beth.get(f"{address}?step=99"))
    posted = beth.post(address, {"seen": "1", "token": "x", "reason": "Why."})
    assert page(posted).all("select", name="step"), "without a step nothing is moved"
    assert Challenge.objects.get(pk=reference).step == "2+1"
    assert "It goes on at Step 2: Line managers." in shown(beth.get(f"{address}?step=2"))
    assert send(beth, f"{address}?step=2", reason="The older text counts.").status_code == 302
    moved = Challenge.objects.get(pk=reference)
    assert (moved.step, moved.policy_id) == ("2", town.policy.pk)


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
    assert "Every open challenge runs under this version." in shown(beth.get(address))
    answer = beth.get(f"{address}{reference}/")
    assert "no longer open" in shown(answer) and not page(answer).all("textarea")


def test_a_challenge_that_does_not_exist_is_not_there(beth: Client, town: Town) -> None:
    assert beth.get(f"{newest(town)}NOT-THERE/").status_code == 404


def test_a_long_list_is_read_in_pages_and_none_is_left_out(beth: Client, town: Town) -> None:
    raised, address = {town.raises() for _ in range(27)}, newest(town)
    seen = []
    for place in (address, f"{address}?from=25"):
        seen += [
            link.attrs["href"].split("/")[-2]
            for link in page(beth.get(place)).all("a")
            if "/move/" in link.attrs["href"]
        ]
    assert sorted(one for one in seen if one in raised) == sorted(raised)
