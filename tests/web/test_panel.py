"""A panel in the browser: votes with their reasons, and what both sides must accept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Ruling
from forthright.core.challenge.commands import Verb
from forthright.notices.models import Message
from tests.support.acts import LATER, NOW, send, sign_in
from tests.support.town import Town

WORDS = {"decision": "A visit this week.", "reasons": "She is alone."}
DECIDE = c.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=WORDS)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client: Client, town: Town, who: str, reference: str) -> str:
    sign_in(client, town, who)
    return client.get(f"/matter/{reference}/").content.decode()


def test_the_page_says_how_many_have_answered_and_what_it_needs(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first("3"))
    town.does("ruth", reference, DECIDE)
    asked = set(Message.objects.filter(kind="second decision").values_list("recipient", flat=True))
    assert asked == {town.ravi.pk, town.cleo.pk}
    sign_in(client, town, "ravi")
    send(client, reference, Verb.AGREE_DECISION, agree="no", reason="A visit was made on Friday.")
    page = shown(client, town, "rosa", reference)
    assert "2 of 3 have answered, and 1 agree" in page
    assert "It needs more than half of all of them. At least 3 must take part." in page
    assert "Partnership representative for the council did not agree to the decision" in page
    assert "A visit was made on Friday." in page
    sign_in(client, town, "cleo")
    send(client, reference, Verb.AGREE_DECISION, agree="yes")
    page = shown(client, town, "rosa", reference)
    assert "Resolved by a senior decision" in page
    assert "A visit was made on Friday." in page, "dissent stays with the decision"


def test_both_sides_are_asked_if_they_accept_what_is_recommended(town: Town, client: Client) -> None:
    mark = town.own_manager_first("3", ("they decide: by majority", "they may: recommend"), ("  quorum: 3\n", ""))
    reference = town.raises(policy=mark)
    town.does("ruth", reference, DECIDE)
    town.does("ravi", reference, c.AgreeDecision(agree=True))
    asked = set(Message.objects.filter(kind="recommended").values_list("recipient", flat=True))
    assert asked == {town.rosa.pk, town.amir.pk}
    assert "It stands only when both sides accept it." in shown(client, town, "rosa", reference)
    send(client, reference, Verb.CONFIRM, agree="yes")
    assert "Your side has accepted what was recommended." in shown(client, town, "rosa", reference)
    sign_in(client, town, "amir")
    send(client, reference, Verb.CONFIRM, agree="yes")
    page = shown(client, town, "amir", reference)
    assert "Resolved by agreement with actions" in page
    assert "A visit this week." in page
