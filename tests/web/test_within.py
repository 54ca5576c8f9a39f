"""Own manager first, in the browser: before the other agency is in it, and the gate that lets it in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Stance, Why
from forthright.core.challenge.commands import Verb
from forthright.directory.models import Holding, Person, Post
from forthright.notices.models import Message
from forthright.record import clock
from forthright.record.models import Challenge
from tests.support.acts import NOW, OUTCOME, address, send, sign_in
from tests.support.town import MONDAY, Town

ALONE = "The other agency is not in this yet."


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def told(town: Town, kind: str) -> set[str]:
    people = set(Message.objects.filter(kind=kind).values_list("recipient", flat=True))
    return {name for name, person in town.people.items() if person.pk in people}


def test_rosa_is_told_that_the_other_agency_is_not_in_it(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first())
    sign_in(client, town, "rosa")
    shown = client.get(f"/matter/{reference}/").content.decode()
    assert ALONE in shown
    assert "Two perspectives" not in shown
    assert ALONE in client.get(address(reference, Verb.EVIDENCE)).content.decode()


def test_nobody_of_the_other_agency_is_told_before_it_is_in(town: Town) -> None:
    reference = town.raises(policy=town.own_manager_first())
    everybody = set(Message.objects.filter(challenge=reference).values_list("recipient", flat=True))
    assert everybody == {town.mei.pk}


def test_amir_is_told_as_if_it_were_raised_with_him_when_the_gate_is_passed(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first("1"))
    assert told(town, "agreement asked") == {"mei"}
    sign_in(client, town, "mei")
    asked = client.get(address(reference, Verb.GATE)).content.decode()
    assert "The policy asks that you agree before this goes to Step 1: Practitioners." in asked
    send(client, reference, Verb.GATE, agree="yes", reason="I have looked at it.")
    assert told(town, "raised") == {"amir"}
    sign_in(client, town, "amir")
    assert "It is your turn" in client.get(f"/matter/{reference}/").content.decode()


def test_a_no_of_the_keeper_is_told_to_the_raiser_and_needs_its_reason(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first("1"))
    sign_in(client, town, "mei")
    assert "Enter why you do not agree" in send(client, reference, Verb.GATE, agree="no").content.decode()
    send(client, reference, Verb.GATE, agree="no", reason="Speak to Amir first.")
    assert told(town, "agreement refused") == {"rosa"}
    sign_in(client, town, "rosa")
    shown = client.get(f"/matter/{reference}/").content.decode()
    assert "Speak to Amir first." in shown
    assert "Decide whether to take it to the next step" in shown


def test_a_silent_keeper_is_known_to_the_raiser_and_the_business_unit(town: Town) -> None:
    reference = town.raises(policy=town.own_manager_first("1"))
    clock.handle(reference, MONDAY.replace(day=6))
    assert {"rosa"} == told(town, "next step offered")
    assert {"mei", "beth"} <= told(town, "time ran out")
    town.does("rosa", reference, c.TakeUp(why=Why.TIME_RAN_OUT))
    assert told(town, "raised") == {"amir"}


def test_the_way_up_says_first_who_must_agree(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first())
    town.does("mei", reference, c.Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    sign_in(client, town, "rosa")
    shown = client.get(address(reference, Verb.TAKE_UP)).content.decode()
    assert "First this person of the raising side must agree: Mei (invented), Head of pastoral care" in shown
    send(client, reference, Verb.TAKE_UP, why=Why.STILL_DIFFER.value)
    assert (
        "Waiting for their own manager to agree that it goes on" in client.get(f"/matter/{reference}/").content.decode()
    )


def test_the_check_page_says_who_reads_it_when(town: Town, client: Client) -> None:
    from tests.web.raising import short

    town.own_manager_first()
    sign_in(client, town, "rosa")
    draft = short(client, town)
    shown = client.get(f"/raise/{draft}/check/").content.decode()
    first = shown[shown.index("When you send it") : shown.index("If it goes to Step 1")]
    assert "Mei (invented)" in first
    assert "Amir" not in first


def test_it_can_end_within_the_agency_by_the_yes_of_the_other_person_who_is_in_it(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first())
    town.does("rosa", reference, OUTCOME)
    assert told(town, "yours now") == {"mei"}
    sign_in(client, town, "rosa")
    shown = client.get(f"/matter/{reference}/").content.decode()
    assert "This was proposed within your own agency. It stands when Mei (invented) confirms it." in shown
    assert client.get(address(reference, Verb.CONFIRM)).status_code == 409
    sign_in(client, town, "mei")
    send(client, reference, Verb.CONFIRM, agree="yes")
    assert "Resolved by clarification" in client.get(f"/matter/{reference}/").content.decode()


def test_a_private_note_of_a_quiet_matter_stands_once_under_notes(town: Town, client: Client) -> None:
    reference = town.raises(policy=town.own_manager_first())
    town.does("rosa", reference, c.WriteNote(words={"note": "Ask Ruth as well."}))
    sign_in(client, town, "mei")
    assert client.get(f"/matter/{reference}/").content.decode().count("Ask Ruth as well.") == 1


def test_it_is_the_raisers_own_manager_who_is_asked_and_not_just_any(town: Town) -> None:
    other = Person.objects.create_user("nia@example.org", "Nia (invented)")
    post = Post.objects.create(
        partnership=town.partnership, agency=town.school, role="line manager", title="Head of year"
    )
    Holding.objects.create(post=post, person=other, starts=date(2026, 6, 1))
    for first in ("0", "1"):
        reference = town.raises(policy=town.own_manager_first(first))
        assert Challenge.objects.get(pk=reference).turn == town.mei.pk
