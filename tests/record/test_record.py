"""The record: one transaction, one lock, one truth."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Better, Outcome, Side, Stance
from forthright.core.challenge.commands import Acknowledge, AddEvidence, Reply
from forthright.core.challenge.folding import fold
from forthright.core.policy.shapes import Role
from forthright.directory.models import Post
from forthright.notices.models import Message
from forthright.record import actions, chain, clock, drafts, keys, projection, queries, seals
from forthright.record.models import Challenge, Draft, Receipt, StoredEvent
from forthright.record.store import load_facts
from tests.support.town import MONDAY, Town, employ


def test_a_raised_challenge_is_on_the_list_of_the_one_who_must_answer(town: Town) -> None:
    reference = town.raises()
    mine = queries.my_list(queries.directory.actor(town.amir, MONDAY), queries.MINE)
    assert [line.challenge.reference for line in mine] == [reference]
    assert mine[0].about == "Zuri Canary (invented)"


def test_sending_the_same_form_twice_does_it_once(town: Town) -> None:
    reference = town.raises()
    first = actions.perform(town.amir, reference, 1, Acknowledge(), "token", MONDAY)
    again = actions.perform(town.amir, reference, 1, Acknowledge(), "token", MONDAY)
    assert (first.version, again.version, again.again) == (2, 2, True)
    assert StoredEvent.objects.filter(challenge=reference).count() == 2


def test_going_back_and_changing_the_words_is_not_taken_for_the_same_form(town: Town) -> None:
    reference = town.raises()
    first = AddEvidence(words={"what": "Gate log", "source": "Office"})
    second = AddEvidence(words={"what": "Gate log and register", "source": "Office"})
    assert actions.perform(town.rosa, reference, 1, first, "token", MONDAY) == actions.Done(reference, 2)
    assert actions.perform(town.rosa, reference, 1, second, "token", MONDAY) == actions.ChangedSince(reference, 1, 2)


def test_whoever_acts_on_an_old_page_is_told_that_it_changed_and_nothing_is_written(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Acknowledge())
    late = actions.perform(
        town.rosa, reference, 1, AddEvidence(words={"what": "A note", "source": "Me"}), "another", MONDAY
    )
    assert late == actions.ChangedSince(reference, 1, 2)
    assert Challenge.objects.get(pk=reference).version == 2
    assert Receipt.objects.filter(challenge=reference).count() == 2


def test_olu_is_told_the_same_as_for_a_challenge_that_does_not_exist(town: Town) -> None:
    reference = town.raises()
    assert queries.matter(town.olu, reference, MONDAY) is None
    assert queries.matter(town.olu, "ZZZZ-ZZZZ", MONDAY) is None
    for there in (reference, "ZZZZ-ZZZZ"):
        with pytest.raises(actions.NotThere):
            actions.perform(town.olu, there, 1, Acknowledge(), "x", MONDAY)


@pytest.mark.parametrize("who", ["beth", "sam"])
def test_the_business_unit_and_a_team_manager_see_facts_and_no_words(town: Town, who: str) -> None:
    reference = town.raises()
    matter = queries.matter(town.people[who], reference, MONDAY)
    assert matter is not None
    assert [seen.words for seen in matter.entries] == [{}]
    assert matter.names == {}


@pytest.mark.parametrize("who", ["ada", "sid"])
def test_an_administrator_and_a_scrutineer_see_nothing_of_a_challenge(town: Town, who: str) -> None:
    assert queries.matter(town.people[who], town.raises(), MONDAY) is None


def test_no_word_stands_readable_in_the_database(town: Town) -> None:
    reference = town.raises()
    row = StoredEvent.objects.get(challenge=reference)
    for canary in ("Zuri", "Canary", "gate", "brother", "Rosa"):
        assert canary not in row.facts
        assert canary.encode() not in bytes(row.sealed)


def test_destroying_the_key_erases_the_words_and_leaves_a_chain_that_verifies(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.PARTLY, words={"reasons": "We visited."}))
    keys.destroy(reference)
    matter = queries.matter(town.rosa, reference, MONDAY)
    assert matter is not None
    assert [seen.entry.erased for seen in matter.entries] == [True, True]
    assert matter.state.stances == {"responding": Stance.PARTLY}
    assert list(chain.faults(StoredEvent.objects.order_by("challenge", "version"), {})) == []


def test_nothing_more_is_written_to_a_challenge_whose_words_are_erased(town: Town) -> None:
    reference = town.raises()
    keys.destroy(reference)
    answer = actions.perform(town.rosa, reference, 1, AddEvidence(words={"what": "Log", "source": "Me"}), "t", MONDAY)
    assert answer == No("erased")
    assert StoredEvent.objects.filter(challenge=reference).count() == 1


def _rows() -> list[StoredEvent]:
    return list(StoredEvent.objects.order_by("challenge", "version"))


def _heads() -> dict[str, tuple[int, bytes]]:
    return {row.pk: (row.version, bytes(row.head)) for row in Challenge.objects.all()}


@pytest.mark.parametrize("field, value", [("facts", "{}"), ("sealed", b"x"), ("title", "Somebody"), ("by", 1)])
def test_an_altered_entry_is_found_at_its_place(town: Town, field: str, value: object) -> None:
    reference = town.raises()
    town.does("amir", reference, Acknowledge())
    rows = _rows()
    setattr(rows[0], field, value)
    assert [str(fault) for fault in chain.faults(rows, _heads())] == [f"{reference} entry 1: is not as it was written"]


def test_an_entry_cut_from_the_end_or_the_middle_is_found(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Acknowledge())
    town.does("rosa", reference, AddEvidence(words={"what": "Log", "source": "School"}))
    rows = _rows()
    assert [fault.what for fault in chain.faults(rows[:-1], _heads())] == ["is missing from the end"]
    assert "is missing" in [fault.what for fault in chain.faults([rows[0], rows[2]], _heads())]


@pytest.mark.parametrize("table", ["record_storedevent", "record_receipt", "record_policyversion", "audit_look"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_is_written_once(town: Town, table: str, act: str) -> None:
    from forthright.audit.actions import note_look

    reference = town.raises()
    note_look(reference, 1, "Rosa (invented)", "Teacher", "School", "looked", 1, MONDAY)
    statement = act.format(table)
    if table == "record_receipt":
        statement = statement.replace("id = id", "token = token")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredEvent.objects.update(title="changed")


def test_the_projection_is_what_the_events_say_and_can_be_made_anew(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Acknowledge())
    assert list(projection.differences()) == []
    Challenge.objects.filter(pk=reference).update(step="9")
    assert any("step" in line for line in projection.differences())
    assert projection.rebuild() == 1
    assert list(projection.differences()) == []


def test_state_history_projection_and_messages_are_one_transaction(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = town.raises()
    messages = Message.objects.count()

    def broken(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "queue", broken)
    with pytest.raises(RuntimeError):
        town.does("amir", reference, Acknowledge())
    assert StoredEvent.objects.filter(challenge=reference).count() == 1
    assert Challenge.objects.get(pk=reference).version == 1
    assert Message.objects.count() == messages


def test_a_message_says_nothing_about_the_child_and_goes_once(town: Town, mailoutbox: list) -> None:
    reference = town.raises()
    clock.round_once(MONDAY)
    clock.round_once(MONDAY + timedelta(minutes=1))
    people = [mail.to for mail in mailoutbox if reference in mail.subject + mail.body]
    assert people == [["amir@example.org"], ["mei@example.org"], ["sam@example.org"]], "the policy tells line managers"
    for text in (mail.subject + mail.body for mail in mailoutbox):  # also what the radar tells
        for canary in ("Zuri", "Canary", "Rosa", "Larkfield", "gate"):
            assert canary not in text


def test_the_clock_dates_a_lapse_when_it_fell_due_and_says_when_it_was_written(town: Town) -> None:
    reference = town.raises()
    acknowledge = next(duty for duty in fold(load_facts(reference)).duties.values() if duty.kind == "acknowledge")
    due = acknowledge.due
    late = MONDAY + timedelta(days=20)
    assert clock.round_once(late) > 0
    row = StoredEvent.objects.filter(challenge=reference, type="clock lapsed").order_by("version").first()
    assert (row.at, row.written) == (due, late)
    assert clock.round_once(late + timedelta(days=20)) == 0


def test_one_bad_case_is_set_aside_with_an_alarm_and_the_others_go_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = town.raises(), town.raises()
    real = clock.handle

    def handle(reference: str, now: object) -> int:
        if reference == bad:
            raise ValueError("a child's name must not be in the log")
        return real(reference, now)

    monkeypatch.setattr(clock, "handle", handle)
    late = MONDAY + timedelta(days=20)
    clock.round_once(late)
    assert Challenge.objects.get(pk=good).version > 1
    aside = queries.set_aside([town.partnership.pk], late).get()
    assert (aside.challenge, aside.fault) == (bad, "ValueError")
    assert Message.objects.get(channel="alarm").recipient == town.beth.pk
    assert queries.last_beat() == late


def test_a_refused_act_writes_nothing(town: Town) -> None:
    reference = town.raises()
    answer = actions.perform(town.rosa, reference, 1, Acknowledge(), "t", MONDAY)
    assert isinstance(answer, No)
    assert Challenge.objects.get(pk=reference).version == 1
    assert Receipt.objects.filter(challenge=reference).count() == 1


def test_the_whole_way_to_the_check_back(town: Town) -> None:
    reference = town.raises()
    later = MONDAY + timedelta(days=42)
    town.does("amir", reference, Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    town.does(
        "amir", reference, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=later, words={"agreed": "x"})
    )
    town.does("rosa", reference, commands.Confirm(agree=True))
    clock.round_once(later)
    town.does("rosa", reference, commands.CheckBack(better=Better.YES), later)
    assert Challenge.objects.get(pk=reference).phase == "settled"
    town.does("amir", reference, commands.CheckBack(better=Better.PARTLY), later)
    assert Challenge.objects.get(pk=reference).phase == "ended"
    assert list(projection.differences()) == []


def test_no_word_is_unsealed_for_somebody_who_may_not_open_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = town.raises()
    opened: list[str] = []
    unseal = seals.unseal
    monkeypatch.setattr(seals, "unseal", lambda key, place, sealed: opened.append(place) or unseal(key, place, sealed))
    assert queries.matter(town.olu, reference, MONDAY) is None
    assert opened == []
    assert queries.matter(town.rosa, reference, MONDAY) is not None
    assert opened == [f"{reference}|1"]


def test_a_draft_whose_key_is_gone_is_gone_and_breaks_no_page(town: Town) -> None:
    draft = drafts.start(town.rosa, "note", MONDAY, "K7QX-3M9A", {"note": "Ask Mei."})
    assert drafts.latest(town.rosa, "note", "K7QX-3M9A") == draft
    keys.destroy(f"draft:{draft.pk}")
    assert drafts.latest(town.rosa, "note", "K7QX-3M9A") is None
    with pytest.raises(Draft.DoesNotExist):
        drafts.read(town.rosa, draft.pk)
    with pytest.raises(Draft.DoesNotExist):
        drafts.save(town.rosa, draft.pk, {"note": "Ask Sam."}, MONDAY)


def test_a_matter_goes_to_the_manager_of_whoever_is_still_to_come_in_though_a_person_takes_it_there(town: Town) -> None:
    """The other side's owner is not in it yet, so that their line of management cannot be read from the owners."""
    employ(town, "una", "council", Role.LINE_MANAGER.value, "Team manager of another team", "")
    Post.objects.filter(pk=town.posts["amir"].pk).update(manager=town.posts["una"])
    by_manager = ("  answered by: practitioner\n", "  answered by: line manager\n")
    reference = town.raises(policy=town.own_manager_first("1", by_manager))
    town.does("mei", reference, commands.PassGate(agree=True))
    assert fold(load_facts(reference)).owners[Side.RESPONDING] == town.una.pk
