"""What the policy asks of whoever answers, before they reply."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.commands import Verb
from tests.support.acts import NOW, address, send, sign_in
from tests.support.town import Town

TYPED = {"stance": "agree", "reasons": "Thank you."}


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reference(town: Town) -> str:
    """A challenge that Mei has let through to Amir."""
    found = town.raises(policy=town.own_manager_first("1"))
    town.does("mei", found, c.PassGate(agree=True))
    return found


def test_each_condition_is_a_box_to_tick_and_all_of_them_are_needed(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "amir")
    form = client.get(address(reference, Verb.REPLY)).content.decode()
    assert "Before you reply, the policy asks that you have done this" in form
    assert "Read the case file." in form
    for ticked in ([], ["1"]):
        answer = send(client, reference, Verb.REPLY, ready=ticked, **TYPED)
        assert "Select each thing that you have done. The policy asks for all of them first" in answer.content.decode()
    assert send(client, reference, Verb.REPLY, ready=["0", "1"], **TYPED).status_code == 302
    shown = client.get(f"/matter/{reference}/").content.decode()
    assert "Done before the reply, as the policy asks:" in shown
    assert "Speak to the one who raised it." in shown


def test_one_box_that_was_ticked_is_still_ticked_after_a_mistake(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "amir")
    answer = send(client, reference, Verb.REPLY, ready=["1"], **TYPED).content.decode()
    assert answer.count("checked") >= 2, "the stance and the box"


def test_a_policy_without_conditions_asks_for_none(town: Town, client: Client) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    assert "Before you reply" not in client.get(address(reference, Verb.REPLY)).content.decode()
