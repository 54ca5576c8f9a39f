"""Every act: its form refuses with a sentence, keeps what was typed, acts, and only for those who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge.commands import OF_THE_OFFICE, STARTING, Verb
from forthright.directory.models import Cover
from forthright.record.models import StoredEvent
from forthright.web.acts import ACTS, GROUPS
from tests.support.acts import (
    GOOD,
    NOW,
    address,
    at_step,
    good,
    prepared,
    ready,
    send,
    sign_in,
)
from tests.support.forms import assert_refuses, page
from tests.support.town import Town


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


BLANK: dict[Verb, tuple[str, str]] = {
    Verb.PERSPECTIVE: ("view", "Enter how you see it"),
    Verb.REPLY: ("stance", "Select if you agree, partly agree or disagree"),
    Verb.POINT: ("point", "Enter the point"),
    Verb.EVIDENCE: ("source", "Enter where it comes from"),
    Verb.NOTE: ("note", "Enter your note"),
    Verb.THANK: ("kind", "Select what you want to say"),
    Verb.TALK: ("day", "Enter the date of the talk"),
    Verb.SAFETY: ("plan", "Enter how the child is kept safe meanwhile"),
    Verb.DANGER: ("told", "Enter what you did"),
    Verb.URGENT: ("reason", "Enter why it cannot wait"),
    Verb.TAKE_UP: ("why", "Select why it goes there"),
    Verb.ASK_IN: ("person", "Select a person"),
    Verb.HAND_OVER: ("person", "Select a person"),
    Verb.DECIDE: ("reasons", "Enter the reasons"),
    Verb.AGREE_DECISION: ("agree", "Select yes if you agree to this decision"),
    Verb.PROPOSE: ("outcome", "Select how this could end"),
    Verb.CONFIRM: ("agree", "Select yes if you confirm this outcome"),
    Verb.ACTION_DONE: ("action", "Select an action"),
    Verb.ACTION_AGAIN: ("due", "Enter the new date"),
    Verb.CHECK_BACK: ("different", "Enter what is different for the child"),
    Verb.WITHDRAW: ("reason", "Enter why you withdraw it"),
    Verb.REOPEN: ("reason", "Enter why it is opened again"),
    Verb.CORRECT: ("entry", "Select the entry"),
    Verb.PAUSE: ("reason", "Enter why the times stand still"),
    Verb.SHORTEN: ("day", "Enter the day on which the time ends"),
    Verb.ASK_EXTENSION: ("reason", "Enter why you need more time"),
    Verb.ANSWER_EXTENSION: ("agree", "Select yes if you agree to more time"),
    Verb.HAND_BACK: ("reason", "Enter why you hand it back"),
    Verb.REFER: ("place", "Select where it was taken"),
    Verb.RESTRICT: ("reason", "Enter why it is kept to a named list"),
    Verb.LIST: ("reason", "Enter why they need to know"),
    Verb.UNLIST: ("reason", "Enter why they do not need to know"),
    Verb.LIFT: ("reason", "Enter why it is no longer needed"),
    Verb.FORM: ("answer_0", "Enter what the form asks for"),
    Verb.TOLD: ("how", "Enter how they were told, and when"),
    Verb.GATE: ("agree", "Select yes if you agree that it goes on"),
    Verb.ASK_ALONG: ("person", "Select a person"),
    Verb.WORRY: ("view", "Enter how you see it"),
    Verb.CONFLICT: ("code", "Select why you must not take part"),
    Verb.PASS_OVER: ("reason", "Enter why they must not come in"),
    Verb.ASK_ADVICE: ("person", "Select a person"),
    Verb.RELEASE: ("person", "Select whose advice you have had"),
}


def test_every_act_of_the_core_stands_in_the_table_and_in_one_group() -> None:
    assert set(ACTS) == set(Verb) - set(STARTING) - set(OF_THE_OFFICE)
    grouped = [verb for _title, verbs in GROUPS for verb in verbs]
    assert sorted(grouped) == sorted(ACTS)
    assert set(GOOD) == set(ACTS)
    assert set(BLANK) == set(ACTS) - {Verb.ACKNOWLEDGE, Verb.RESUME, Verb.WARN, Verb.LEAVE}


@pytest.mark.parametrize("verb", list(ACTS))
def test_an_act_is_done_and_the_challenge_says_so(client: Client, town: Town, verb: Verb) -> None:
    reference = ready(client, town, verb)
    before = StoredEvent.objects.filter(challenge=reference).count()
    answer = send(client, reference, verb, **good(client, reference, verb))
    there = "/my-turn/" if ACTS[verb].leaves else f"/matter/{reference}/"
    assert (answer.status_code, answer.headers.get("Location")) == (302, there)
    written = 2 if verb is Verb.CONFLICT else 1  # why, for one's own side, and that it is so, for both
    assert StoredEvent.objects.filter(challenge=reference).count() == before + written
    banner = page(client.get(there)).one(css="govuk-notification-banner--success")
    assert str(ACTS[verb].done) in banner.text


@pytest.mark.parametrize("verb", list(BLANK))
def test_a_form_sent_empty_is_refused_with_a_sentence_and_writes_nothing(
    client: Client, town: Town, verb: Verb
) -> None:
    reference = ready(client, town, verb)
    before = StoredEvent.objects.filter(challenge=reference).count()
    assert_refuses(send(client, reference, verb), *BLANK[verb])
    assert StoredEvent.objects.filter(challenge=reference).count() == before


CODES = ("code", "kind", "stance", "why", "outcome", "ruling", "better", "duty")


LONG = {
    verb: next(((name, text) for name, text in typed.items() if len(text) > 8 and name not in CODES), None)
    for verb, typed in GOOD.items()
}


ALONE = {Verb.ACKNOWLEDGE, Verb.NOTE, Verb.SAFETY, Verb.DANGER, Verb.URGENT, Verb.WITHDRAW, Verb.REOPEN, Verb.FORM} | {
    Verb.RESUME,
    Verb.WARN,
    Verb.HAND_BACK,
    Verb.WORRY,
    Verb.LEAVE,
    Verb.LIFT,
}
"""Acts for which one answer is enough."""


@pytest.mark.wide
@pytest.mark.parametrize("verb", [verb for verb, one in LONG.items() if one and verb not in ALONE])
def test_what_was_typed_stays_when_another_answer_is_missing(client: Client, town: Town, verb: Verb) -> None:
    reference = ready(client, town, verb)
    name, text = LONG[verb] or ("", "")
    answer = send(client, reference, verb, **{name: text})
    assert answer.status_code == 422
    assert text in answer.content.decode()


@pytest.mark.wide
@pytest.mark.parametrize("verb", list(ACTS))
def test_to_olu_there_is_no_such_page(client: Client, town: Town, verb: Verb) -> None:
    reference, _who = prepared(town, verb)
    sign_in(client, town, "olu")
    assert client.get(address(reference, verb)).status_code == 404
    before = StoredEvent.objects.filter(challenge=reference).count()
    assert client.post(address(reference, verb), {**GOOD[verb], "token": "x" * 20, "seen": before}).status_code == 404
    assert StoredEvent.objects.filter(challenge=reference).count() == before


@pytest.mark.wide
@pytest.mark.parametrize("who", ["beth", "sam"])
@pytest.mark.parametrize("verb", [verb for verb in ACTS if verb is not Verb.CONFLICT])
def test_whoever_sees_facts_only_is_told_why_they_cannot_act(client: Client, town: Town, verb: Verb, who: str) -> None:
    reference = town.raises()
    sign_in(client, town, who)
    answer = client.get(address(reference, verb))
    assert answer.status_code == 409
    assert "You do not take part in this challenge, so you cannot do this." in answer.content.decode()


def test_nobody_acts_without_signing_in(client: Client, town: Town) -> None:
    reference = town.raises()
    assert client.get(address(reference, Verb.REPLY)).status_code == 302


@pytest.mark.parametrize("verb", ["raise", "record-settled", "move-policy", "no-such-act"])
def test_an_act_that_is_none_has_no_page(client: Client, town: Town, verb: str) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    assert client.get(address(reference, verb)).status_code == 404


def test_looking_at_a_form_changes_nothing(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    for verb in ACTS:
        client.get(address(reference, verb))
    assert StoredEvent.objects.filter(challenge=reference).count() == 1


def test_an_act_that_is_not_allowed_now_says_why_and_shows_the_way_back(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    answer = client.get(address(reference, Verb.REPLY))
    assert answer.status_code == 409
    shown = page(answer)
    assert "The responding side has not replied yet." in shown.one(id="main-content").text
    assert shown.all("a", href=f"/matter/{reference}/")


@pytest.mark.wide
@pytest.mark.parametrize("verb", list(ACTS))
def test_no_form_asks_the_database_more_than_twelve_things(
    client: Client, town: Town, verb: Verb, django_assert_max_num_queries: Any
) -> None:
    reference = ready(client, town, verb)
    client.get(address(reference, verb))
    with django_assert_max_num_queries(12):
        client.get(address(reference, verb))


@pytest.mark.parametrize("verb", [Verb.TAKE_UP, Verb.HAND_OVER, Verb.PROPOSE])
def test_nor_does_it_for_a_manager_who_also_covers(
    client: Client, town: Town, verb: Verb, django_assert_max_num_queries: Any
) -> None:
    reference = town.raises()
    at_step(town, reference, "2")
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    sign_in(client, town, "sam")
    client.get(address(reference, verb))
    with django_assert_max_num_queries(12):
        assert client.get(address(reference, verb)).status_code == 200
