"""The policy's forms in the browser: asked, filled in by both sides, read by both, printed, and sent on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.commands import Verb
from forthright.notices.models import Message
from tests.support.acts import NOW, OUTCOME, address, send, sign_in
from tests.support.town import Town


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reference(town: Town) -> str:
    """A challenge that Mei has let through to Amir at step 1, where the policy has a form."""
    found = town.raises(policy=town.own_manager_first("1"))
    town.does("mei", found, c.PassGate(agree=True))
    return found


def told(town: Town, kind: str) -> set[str]:
    people = set(Message.objects.filter(kind=kind).values_list("recipient", flat=True))
    return {name for name, person in town.people.items() if person.pk in people}


def test_each_side_is_asked_its_own_questions(town: Town, client: Client, reference: str) -> None:
    assert told(town, "form asked") == {"rosa", "amir"}
    sign_in(client, town, "rosa")
    form = client.get(address(reference, Verb.FORM)).content.decode()
    assert "Challenge form" in form and "What would resolve it" in form and "What can be offered" not in form
    assert "Both sides fill in their part, and both read both parts." in form
    assert "The policy has it sent to: business unit, LSCB Business Manager." in form
    sign_in(client, town, "amir")
    form = client.get(address(reference, Verb.FORM)).content.decode()
    assert "What can be offered" in form and "What would resolve it" not in form


def test_both_read_both_parts_and_they_are_printed_with_the_record(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "rosa")
    send(client, reference, Verb.FORM, form="1", answer_0="Whether she is safe.", answer_1="A visit.")
    sign_in(client, town, "amir")
    send(client, reference, Verb.FORM, form="1", answer_0="How often we visit.", answer_1="A second visit.")
    for who in ("rosa", "amir"):
        sign_in(client, town, who)
        for page in ("", "record/", "paste/", "timeline/"):
            shown = client.get(f"/matter/{reference}/{page}").content.decode()
            assert "What would resolve it: A visit." in shown, (who, page)
            assert "What can be offered: A second visit." in shown, (who, page)
    assert client.get(address(reference, Verb.FORM)).status_code == 409


def test_it_is_sent_to_whom_the_policy_says_when_it_is_filled_in(town: Town, client: Client, reference: str) -> None:
    sign_in(client, town, "rosa")
    send(client, reference, Verb.FORM, form="1", answer_0="Whether she is safe.")
    assert "beth" in told(town, "told as the policy asks")
    shown = client.get(f"/matter/{reference}/").content.decode()
    assert "Business unit. When this form is filled in: Challenge form. <strong>Told by a message" in shown


def test_a_form_without_stated_fields_asks_one_text_and_says_so(town: Town, client: Client, reference: str) -> None:
    town.does("rosa", reference, c.FillForm(form="1", words={"answers": [{"label": "x", "text": "y"}]}))
    town.does("amir", reference, OUTCOME)
    town.does("rosa", reference, c.Confirm(agree=True))
    sign_in(client, town, "rosa")
    form = client.get(address(reference, Verb.FORM)).content.decode()
    assert "The policy does not state the fields of this form." in form
    assert "The policy does not state who fills it in. It is asked of the raising side." in form
    send(client, reference, Verb.FORM, form="2", answer_0="All is closed.")
    assert "What the form asks for: All is closed." in client.get(f"/matter/{reference}/").content.decode()


def test_a_form_longer_than_any_is_asked_in_full(town: Town, client: Client) -> None:
    many = "\n".join(f"  field: Question {number}" for number in range(55))
    mark = town.own_manager_first("1", ("  field: What is disagreed", many))
    reference = town.raises(policy=mark)
    town.does("mei", reference, c.PassGate(agree=True))
    sign_in(client, town, "rosa")
    send(client, reference, Verb.FORM, form="1", answer_54="The last answer.")
    assert "Question 54: The last answer." in client.get(f"/matter/{reference}/").content.decode()
