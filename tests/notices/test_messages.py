"""Messages: written with the change, sent later as often as it takes, saying nothing personal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.codes import Stance, Why
from forthright.directory.models import Cover
from forthright.notices import actions, queries
from forthright.notices.models import Message, State
from forthright.notices.sentences import ALARM, letter
from forthright.notices.tell import _RULES, Kind
from tests.support.town import MONDAY, Town

SILENT = {facts.SettledByTalking, facts.NoteWritten, facts.ConflictExplained, facts.PassedOver, facts.AgencyMerged} | {
    facts.TakingBackExplained,
    facts.GlassClosed,
    facts.GlassUnreviewed,
}


def everybody(_challenge: str, _person: int, _version: int) -> bool:
    return True


def raised(town: Town) -> str:
    """Raises a challenge of which one message waits, Amir's: that line managers are told too is for other tests."""
    reference = town.raises()
    Message.objects.filter(kind=Kind.TOLD).delete()
    return reference


def test_every_event_tells_somebody_or_is_known_to_be_silent() -> None:
    assert set(_RULES) | SILENT == set(facts.FACT_TYPES)
    assert not set(_RULES) & SILENT


@pytest.mark.parametrize("kind", [*Kind, ALARM])
def test_every_kind_of_message_has_its_sentence_and_the_way_out_of_danger(kind: str) -> None:
    text = letter(kind, "K7QX-3M9A", "Step 2", MONDAY, "http://localhost/matter/K7QX-3M9A/")
    assert "K7QX-3M9A" in text.subject
    assert "call 999" in text.body
    assert "Step 2" in text.body
    assert "9am on Monday 2 November 2026" in text.body


def test_a_message_is_unique_for_each_event_person_and_channel(town: Town) -> None:
    raised(town)
    message = Message.objects.get()
    message.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        message.save(force_insert=True)


def test_whoever_acts_is_not_told_of_it(town: Town) -> None:
    reference = raised(town)
    town.does("amir", reference, c.Acknowledge())
    assert [one.recipient for one in Message.objects.order_by("version")] == [town.amir.pk, town.rosa.pk]


def test_a_private_note_tells_nobody(town: Town) -> None:
    reference = raised(town)
    before = Message.objects.count()
    town.does("rosa", reference, c.WriteNote(words={"note": "Ask Mei."}))
    assert Message.objects.count() == before


def test_a_deputy_is_told_as_well_while_covering(town: Town) -> None:
    day = MONDAY.date()
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=day, ends=day + timedelta(days=7))
    raised(town)
    assert set(Message.objects.values_list("recipient", flat=True)) == {town.amir.pk, town.sam.pk}


def test_the_business_unit_is_told_where_the_policy_says_so(town: Town) -> None:
    reference = raised(town)
    for answerer, raiser in (("amir", "rosa"), ("sam", "mei")):
        town.does(answerer, reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
        town.does(raiser, reference, c.TakeUp(why=Why.STILL_DIFFER))
    told = set(Message.objects.filter(recipient=town.beth.pk).values_list("facts__step", flat=True))
    assert told == {"Step 3"}


def test_a_mail_server_that_is_away_is_tried_again_and_the_fault_is_visible(
    town: Town, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(town)

    def broken(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", broken)
    assert actions.send_waiting(MONDAY, everybody) == 0
    waiting = Message.objects.get()
    assert (waiting.state, waiting.attempts, waiting.fault) == (State.WAITING, 1, "ConnectionRefusedError")
    assert waiting.next_try == MONDAY + timedelta(minutes=1)
    assert list(queries.troubled(MONDAY)) == [waiting]
    assert actions.send_waiting(MONDAY, everybody) == 0
    assert Message.objects.get().attempts == 1, "it is not tried again before its time"


def test_after_a_day_it_is_a_persons_to_deal_with(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    raised(town)
    monkeypatch.setattr(mail.EmailMessage, "send", lambda *_, **__: 1 / 0)
    actions.send_waiting(MONDAY + timedelta(hours=25), everybody)
    assert Message.objects.get().state == State.FAILED
    assert queries.troubled(MONDAY + timedelta(hours=25)).count() == 1


def test_a_message_whose_sender_died_is_sent_by_the_next_after_its_lease(town: Town) -> None:
    raised(town)
    Message.objects.update(leased=MONDAY)
    assert actions.send_waiting(MONDAY + timedelta(minutes=1), everybody) == 0
    assert actions.send_waiting(MONDAY + timedelta(minutes=3), everybody) == 1


def test_whoever_no_longer_takes_part_is_not_told(town: Town) -> None:
    raised(town)
    assert actions.send_waiting(MONDAY, lambda *_: False) == 0
    assert Message.objects.get().state == State.NOT_NEEDED
    assert mail.outbox == []


def test_one_message_goes_to_one_person(town: Town) -> None:
    reference = raised(town)
    town.does("amir", reference, c.Acknowledge())
    actions.send_waiting(MONDAY, everybody)
    assert [len(one.recipients()) for one in mail.outbox] == [1, 1]


def test_a_challenge_that_cannot_be_read_keeps_no_other_message_back(town: Town) -> None:
    broken, whole = raised(town), raised(town)

    def still_concerns(challenge: str, _person: int, _version: int) -> bool:
        if challenge == broken:
            raise ValueError("Zuri Canary")
        return True

    assert actions.send_waiting(MONDAY, still_concerns) == 1
    states = dict(Message.objects.values_list("challenge", "state"))
    assert states == {broken: State.WAITING, whole: State.SENT}
    assert Message.objects.get(challenge=broken).fault == "ValueError"
