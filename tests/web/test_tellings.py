"""Who the policy asks to be told, on the page and by post."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import RestrictedWhy
from forthright.core.challenge.commands import Verb
from forthright.directory.models import Holding
from forthright.notices.models import Message
from forthright.record import clock
from tests.support.acts import NOW, OUTCOME, address, send, sign_in
from tests.support.town import MONDAY, Town


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reference(town: Town) -> str:
    """A challenge that Mei has let through to Amir at step 1."""
    found = town.raises(policy=town.own_manager_first("1"))
    town.does("mei", found, c.PassGate(agree=True))
    return found


def told(town: Town, reference: str) -> set[str]:
    found = Message.objects.filter(kind="told as the policy asks", challenge=reference)
    people = set(found.values_list("recipient", flat=True))
    return {name for name, person in town.people.items() if person.pk in people}


def listed(client: Client, reference: str) -> str:
    shown = client.get(f"/matter/{reference}/").content.decode()
    return shown[shown.index('id="told"') : shown.index('id="people"')]


def test_roles_are_told_by_message_and_others_stand_on_the_list(town: Town, client: Client, reference: str) -> None:
    assert told(town, reference) == {"sam"}, "Mei did it herself"
    sign_in(client, town, "rosa")
    shown = listed(client, reference)
    assert "Line manager. When Step 1 starts. <strong>Told by a message from here.</strong>" in shown
    assert "Relevant personnel. When Step 1 starts. <strong>To be told.</strong>" in shown
    assert "Reviewing officer. When Step 1 starts. <strong>To be told if there is one.</strong>" in shown
    assert "business unit" not in shown, "it is not settled yet"


def test_of_what_is_kept_to_a_list_as_it_is_raised_nobody_is_told_who_is_not_on_it(town: Town, client: Client) -> None:
    """The entry that restricts it is the second one: the first was told to managers by itself."""
    words = {"worry_facts": "Seen.", "wanted": "A visit.", "restricted_reason": "A colleague's family."}
    reference = town.raises(restricted=RestrictedWhy.STAFF_FAMILY, words=words)
    waiting = Message.objects.filter(challenge=reference).values_list("recipient", flat=True)
    assert set(waiting) == {town.people["amir"].pk}, "neither Sam, who leads Amir, nor Mei"
    sign_in(client, town, "rosa")
    shown = listed(client, reference)
    assert "Line manager. When Step 1 starts. <strong>Only who is on the named list is told.</strong>" in shown


def test_nobody_is_told_of_a_matter_that_waits_for_its_gate(town: Town) -> None:
    assert told(town, town.raises(policy=town.own_manager_first("1"))) == set()


def test_that_somebody_outside_was_told_is_recorded_and_leaves_the_list_of_what_is_open(
    town: Town, client: Client, reference: str
) -> None:
    sign_in(client, town, "amir")
    form = client.get(address(reference, Verb.TOLD)).content.decode()
    assert "relevant personnel" in form and "line manager" not in form
    send(client, reference, Verb.TOLD, who="1.0.1", how="By telephone on Monday.")
    shown = listed(client, reference)
    assert "Relevant personnel. When Step 1 starts. <strong>Recorded as told.</strong>" in shown
    assert "relevant personnel" not in client.get(address(reference, Verb.TOLD)).content.decode()
    timeline = client.get(f"/matter/{reference}/timeline/").content.decode()
    assert "The responding side recorded that this was told: relevant personnel" in timeline
    assert "By telephone on Monday." in timeline


def test_what_may_be_told_is_offered_and_not_sent(town: Town, client: Client, reference: str) -> None:
    town.does("amir", reference, OUTCOME)
    town.does("rosa", reference, c.Confirm(agree=True))
    assert "beth" not in told(town, reference)
    sign_in(client, town, "rosa")
    assert "Business unit. At Step 1, when it is settled. <strong>May be told.</strong>" in listed(client, reference)


def test_where_nobody_holds_the_post_it_is_on_the_list_and_not_lost(town: Town, client: Client, reference: str) -> None:
    Holding.objects.filter(post__role="line manager").delete()
    sign_in(client, town, "rosa")
    assert "Line manager. When Step 1 starts. <strong>To be told.</strong>" in listed(client, reference)


def test_whoever_may_not_open_it_is_told_that_it_happened_and_given_no_link(town: Town) -> None:
    mark = town.own_manager_first("1", ("tell: line manager, relevant personnel", "tell: independent chair"))
    reference = town.raises(policy=mark)
    town.does("mei", reference, c.PassGate(agree=True))
    clock.round_once(MONDAY)
    (letter,) = [one for one in mail.outbox if one.to == ["cleo@example.org"]]
    assert "You do not take part in it, so you cannot open it." in letter.body
    assert "/matter/" not in letter.body
    assert "It is at: Step 1" in letter.body
