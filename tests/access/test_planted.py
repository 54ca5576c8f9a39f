"""What is planted: a secret in every word of every event, and none of them in the clear in any table."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.core import mail

from forthright.core.challenge import facts
from forthright.notices.actions import send_waiting
from forthright.notices.models import Message
from forthright.record.actions import concerns
from forthright.record.store import load

from .knowledge import DRAFT, GLASS, NAME, NOTE, REFERENCE, SEALED, SHEET, WORDS, Knowledge
from .planted import NOW, TOKEN, Planted

NOT_PLANTED = {"names": "the names of people are secrets wherever they stand"}
"""Words that no story plants, each with the reason."""


def test_every_word_of_every_event_is_planted_somewhere(planted: Planted) -> None:
    found = set()
    for reference in planted.matters.values():
        for entry in load(reference):
            for word, value in entry.event.words.items():
                if TOKEN.search(json.dumps(value)):
                    found.add((facts.tag_of(entry.event.fact), word))
    wanted = {(facts.tag_of(kind), word) for kind in facts.FACT_TYPES for word in kind.WORDS if word not in NOT_PLANTED}
    missing = sorted(wanted - found)
    assert not missing, f"no secret in {missing}: tell a story with each in tests/access/planted.py"


def test_secrets_of_every_kind_are_planted(planted: Planted) -> None:
    kinds = {secret.kind for secrets in Knowledge(planted).secrets.values() for secret in secrets}
    assert kinds == {WORDS, NOTE, SEALED, REFERENCE, DRAFT, NAME, SHEET, GLASS}


@pytest.mark.wide
def test_no_message_holds_a_word_or_a_name(planted: Planted) -> None:
    """Every message that the stories caused is sent, to those who may still open it and to those who are only told."""
    knows = Knowledge(planted)
    assert Message.objects.count() > 100
    for message in Message.objects.all():
        assert not TOKEN.search(f"{message.facts} {message.fault}"), message.kind
    sent = send_waiting(NOW, lambda *about: concerns(*about, NOW), limit=10_000)
    assert sent == len(mail.outbox) > 100
    people = {person.email: name for name, person in planted.town.people.items()}
    for one in mail.outbox:
        text = str(one.message())
        assert not TOKEN.search(text), text
        for reference in planted.matters.values():
            if reference in text:
                assert knows.may(people.get(one.to[0], "joan"), reference), (one.to, reference)


IN_THE_CLEAR = {
    "directory_person": {NAME},  # the list of people
    "audit_look": {NAME},  # the trail, a copy
    "exchange_peopleimport": {NAME},  # who imported a list
    "audit_accountevent": {NAME},  # what was done with accounts, by whom and to whom
    "directory_upkeep": {NAME, WORDS},  # what was done with people and posts, by whom, and why: not about a child
    "directory_invitation": {NAME},  # who vouched for somebody without an account
    "directory_actingfor": {NAME},  # who said that a post acts for another agency
    "directory_otherhours": {WORDS, NAME},  # who changed opening hours and why, for those who keep them
}
"""Tables in which a secret may stand in the clear, each with the kinds. Words of a challenge are sealed everywhere."""


def test_no_word_of_a_challenge_stands_in_the_clear_in_any_table(planted: Planted) -> None:
    knows = Knowledge(planted)
    for model in apps.get_models(include_auto_created=True):
        allowed = IN_THE_CLEAR.get(model._meta.db_table, set())
        for row in model._default_manager.values_list():
            for token in TOKEN.findall(" ".join(map(_readable, row))):
                kinds = {secret.kind for secret in knows.secrets[token]}
                assert kinds <= allowed, f"{knows.told_of(token)} stands in {model._meta.db_table}"


def _readable(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
