"""Advisers, the partnership before its step, and who may raise it, in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge.commands import Verb
from tests.core.challenge.test_beside import LADDER, SPECTATOR
from tests.support.acts import address, send, sign_in, small
from tests.support.forms import page
from tests.support.town import MONDAY, Town
from tests.web.raising import answer, holding, short, start

ADVICE = "advice from: line manager\n"


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def main(client: Client, where: str) -> str:
    return page(client.get(where)).one("main").text


def test_whoever_gives_advice_is_shown_as_no_party_and_can_only_write_for_their_side(
    client: Client, town: Town
) -> None:
    reference = town.raises(policy=small(town, LADDER, ADVICE))
    sign_in(client, town, "rosa")
    assert "gives advice and is no party to it" in main(client, address(reference, Verb.ASK_IN))
    assert send(client, reference, Verb.ASK_IN, person=holding(town, "mei")).status_code == 302
    assert "as an adviser who is no party to it" in main(client, f"/matter/{reference}/")
    sign_in(client, town, "mei")
    shown = main(client, f"/matter/{reference}/")
    assert "You were asked for advice and are no party to this." in shown
    assert "Write a private note" in shown
    assert "Propose how this could end" not in shown
    assert client.get(address(reference, Verb.TAKE_UP)).status_code in (403, 404, 409)


def test_a_representative_is_not_among_those_to_ask_in_before_the_partnerships_step(client: Client, town: Town) -> None:
    reference = town.raises(policy=small(town, LADDER, SPECTATOR))
    sign_in(client, town, "rosa")
    shown = main(client, address(reference, Verb.ASK_IN))
    assert "Mei" in shown
    assert "Ruth" not in shown


def test_what_a_policy_says_about_who_raises_it_and_with_whom_stands_where_the_agency_is_chosen(
    client: Client, town: Town
) -> None:
    small(town, LADDER, "may be raised by: a parent or carer\nmay be raised with: several agencies\n")
    sign_in(client, town, "rosa")
    shown = main(client, f"/raise/{start(client)}/who/")
    assert "They have no account, so nobody can raise it in Forthright." in shown
    assert "Forthright raises one challenge with each agency" in shown
    draft = short(client, town)
    answer(client, draft, "urgency", urgency="normal")
    refused = client.post(f"/raise/{draft}/check/")
    assert "This policy does not let a professional raise it" in page(refused).one("body").text
