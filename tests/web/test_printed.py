"""The timeline, the printed record and the text to paste: the same gate, the same entries."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands
from forthright.core.challenge.codes import Better, Outcome, Stance, Subject
from forthright.core.challenge.commands import Acknowledge, Correct, GivePerspective, Reply, WriteNote
from forthright.directory import queries as directory
from forthright.record import actions, clock, keys
from forthright.record.models import Challenge, StoredEvent
from tests.support.forms import Element, page
from tests.support.town import MONDAY, Town

SOON = MONDAY + timedelta(hours=1)
PAGES = ("timeline", "record", "paste")
CANARIES = ("Zuri", "Canary", "at the gate", "brother", "after-school club", "Rosa", "Amir")


@pytest.fixture(autouse=True)
def _monday_morning():  # type: ignore[no-untyped-def]
    with time_machine.travel(SOON, tick=False):
        yield


def text(client: Client, reference: str, which: str, query: str = "") -> str:
    answer = client.get(f"/matter/{reference}/{which}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def shown_entries(html: str) -> list[Element]:
    return page(html).all("li", css="app-timeline__entry")


@pytest.mark.parametrize("which", PAGES)
def test_olu_is_told_the_same_as_for_a_challenge_that_does_not_exist(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    client.force_login(town.olu)
    here = client.get(f"/matter/{reference}/{which}/")
    nowhere = client.get(f"/matter/ZZZZ-ZZZZ/{which}/")
    assert (here.status_code, nowhere.status_code) == (404, 404)
    assert without_token(here.content.decode()) == without_token(nowhere.content.decode())
    assert not Look.objects.exclude(act__in=("refused", "listed")).exists()


@pytest.mark.parametrize("which", PAGES)
@pytest.mark.parametrize("name", ["beth", "sam"])
def test_who_sees_facts_only_reads_no_name_and_no_word(client: Client, town: Town, which: str, name: str) -> None:
    reference = town.raises()
    client.force_login(town.people[name])
    html = text(client, reference, which)
    for canary in CANARIES:
        assert canary not in html
    assert "A challenge was raised at Step 1: Need for action" in html
    assert "You see facts only" in html


@pytest.mark.parametrize(("which", "act"), [("timeline", "looked"), ("record", "printed"), ("paste", "copied")])
def test_each_opening_is_noted_once(client: Client, town: Town, which: str, act: str) -> None:
    reference = town.raises()
    client.force_login(town.amir)
    text(client, reference, which)
    look = Look.objects.get()
    assert (look.challenge, look.person, look.act, look.version) == (reference, town.amir.pk, act, 1)


@pytest.mark.parametrize("which", PAGES)
def test_no_title_or_address_names_the_child(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    client.force_login(town.rosa)
    shown = page(text(client, reference, which))
    assert reference in shown.title()
    assert "Zuri" not in shown.title()
    assert not [one for one in shown.all("a") if "Zuri" in one.attrs["href"]]


def test_the_timeline_tells_what_who_and_when_newest_first(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Acknowledge(words={"note": "We will look today."}), MONDAY + timedelta(minutes=30))
    client.force_login(town.rosa)
    newest, oldest = shown_entries(text(client, reference, "timeline"))
    assert "The responding side acknowledged the challenge" in newest.text
    assert "Amir (invented), Social worker, responding side" in newest.text
    assert "Entry 2, 9:30am on Monday 2 November 2026" in newest.text
    assert "We will look today." in newest.text
    assert "Zuri Canary (invented), born 27 March 2019" in oldest.text
    assert "Gate log (source: School office)" in oldest.text
    turned = shown_entries(text(client, reference, "timeline", "?order=oldest"))
    assert [one.attrs["id"] for one in turned] == ["entry-1", "entry-2"]


def test_an_entry_written_late_tells_both_times(client: Client, town: Town) -> None:
    reference = town.raises()
    due = Challenge.objects.get(pk=reference).wake
    assert due is not None
    late = MONDAY + timedelta(days=2)
    clock.round_once(late)
    client.force_login(town.rosa)
    newest = next(one for one in shown_entries(text(client, reference, "timeline")) if "time ran out" in one.text)
    assert "The clock" in newest.text
    assert "5pm on Tuesday 3 November 2026" in newest.text
    assert "Written at 9am on Wednesday 4 November 2026" in newest.text
    first = shown_entries(text(client, reference, "timeline"))[-1]
    assert "Written at" not in first.text


def test_a_correction_stands_beside_the_entry_that_it_corrects(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, Correct(entry=1, words={"correction": "It was 13 October."}))
    client.force_login(town.amir)
    first = shown_entries(text(client, reference, "timeline"))[-1]
    assert "Corrected by entry 2It was 13 October." in first.text
    assert "Seen alone at the gate on 12 October" in first.text
    client.force_login(town.beth)
    html = text(client, reference, "timeline")
    assert "Corrected by entry 2" in html
    assert "13 October" not in html


@pytest.mark.parametrize("which", PAGES)
def test_a_sealed_perspective_is_not_on_the_other_sides_pages(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    words = {"view": "She is not fed at home.", "change_mind": "A visit."}
    town.does("rosa", reference, GivePerspective(rating=7, words=words))
    for name in ("amir", "beth"):
        client.force_login(town.people[name])
        html = text(client, reference, which)
        assert "The raising side gave its perspective" in html
        assert "This is sealed until both sides have answered." in html
        assert "not fed" not in html
        assert "7 out of 10" not in html
    client.force_login(town.rosa)
    html = text(client, reference, which)
    assert "not fed" in html
    assert "The other side cannot read it until it has answered too." in html
    town.does("amir", reference, GivePerspective(rating=4, words={"view": "He is well."}))
    client.force_login(town.amir)
    html = text(client, reference, which)
    assert "not fed" in html
    assert "7 out of 10" in html


@pytest.mark.parametrize("which", PAGES)
def test_a_private_note_is_on_no_page_of_the_other_side(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    town.does("rosa", reference, WriteNote(words={"note": "Ask Mei before the reply."}))
    for name in ("amir", "beth"):
        client.force_login(town.people[name])
        html = text(client, reference, which, "?notes=1")
        assert "Ask Mei" not in html
        assert "wrote a private note" not in html


def test_own_private_notes_are_on_the_timeline_and_printed_only_when_asked_for(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, WriteNote(words={"note": "Ask Mei before the reply."}))
    client.force_login(town.rosa)
    assert "Only your side can read this." in text(client, reference, "timeline")
    without = text(client, reference, "record")
    assert "Ask Mei" not in without
    assert "1 private note of this side is left out." in without
    assert page(without).all("a", href="?notes=1")
    assert "Ask Mei" in text(client, reference, "record", "?notes=1")
    assert "Ask Mei" not in text(client, reference, "paste", "?notes=1")


@pytest.mark.parametrize("which", PAGES)
def test_erased_words_are_said_to_be_erased(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    keys.destroy(reference)
    client.force_login(town.rosa)
    html = text(client, reference, which)
    assert "The words of this entry have been erased." in html
    assert "Zuri" not in html


def test_the_printed_record_holds_facts_people_entries_and_the_check_value(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.PARTLY, words={"reasons": "We visited on Friday."}))
    client.force_login(town.rosa)
    html = text(client, reference, "record")
    shown = page(html)
    assert "Printed by Rosa (invented) at 10am on Monday 2 November 2026." in shown.one("main").text
    head = bytes(StoredEvent.objects.get(challenge=reference, version=2).digest).hex()
    assert shown.one(css="app-check").text == head
    summary = shown.all("dl", css="app-entry")[0].text
    assert "Raising agency Larkfield School (invented)" in summary
    assert "Where it stands Open, at Step 1" in summary
    assert "Escalation Policy, version of Wednesday 1 April 2026" in summary
    people = [one.text for one in shown.all("tr")]
    assert "Rosa (invented)TeacherLarkfield School (invented)RaisingPractitioner" in people
    assert [one.text for one in shown.all("h3", css="app-timeline__title")] == [
        "A challenge was raised at Step 1: Need for action",
        "The responding side replied: it partly agrees",
    ]


def test_the_printed_record_tells_the_outcome_with_what_was_agreed(client: Client, town: Town) -> None:
    reference = town.raises()
    later = MONDAY + timedelta(days=42)
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=later, words={"agreed": "A visit on Friday."})
    town.does("amir", reference, wish)
    client.force_login(town.rosa)
    assert "None yet." in text(client, reference, "record")
    town.does("rosa", reference, commands.Confirm(agree=True))
    outcome = page(text(client, reference, "record")).all("dl", css="app-entry")[1].text
    assert "Outcome Resolved by clarification" in outcome
    assert "A visit on Friday." in outcome


def test_the_text_to_paste_is_a_dated_chronology_with_the_decision_and_reasons(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "We visited on Friday."}))
    town.does("rosa", reference, commands.Withdraw(words={"reason": "The visit shows that she is well."}))
    client.force_login(town.amir)
    area = page(text(client, reference, "paste")).one("textarea")
    assert "readonly" in area.attrs
    lines = "".join(area.pieces).split("\n")
    assert lines[0] == f"Professional challenge {reference}"
    for line in (
        "Copied by Amir (invented) at 10am on Monday 2 November 2026",
        "Outcome: Withdrawn",
        "Reason: The visit shows that she is well.",
        "1. 9am on Monday 2 November 2026",
        "   A challenge was raised at Step 1: Need for action",
        "   Rosa (invented), Teacher, raising side",
        "   What would resolve this: A visit to the home this week.",
        "     - Gate log (source: School office)",
        "   The reasons: We visited on Friday.",
    ):
        assert line in lines, line


def good_practice(town: Town) -> str:
    command = commands.RecordSettled(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=Subject.CHILD,
        topic="Need for action",
        raising=directory.own_seat(town.rosa, town.posts["rosa"]),
        responding_agency=town.council.pk,
        good_practice=True,
        words={"what": "They rang back within the hour.", "changed": "She was met after school."},
    )
    done = actions.begin(town.rosa, command, "token", MONDAY)
    assert isinstance(done, actions.Done)
    return done.reference


@pytest.mark.parametrize("which", PAGES)
def test_good_practice_is_told_as_such_and_has_no_step(client: Client, town: Town, which: str) -> None:
    reference = good_practice(town)
    client.force_login(town.rosa)
    html = text(client, reference, which)
    assert "Good practice was recorded: Need for action" in html
    assert "They rang back within the hour." in html
    assert "Resolved by clarification" not in html
    assert "Step" not in page(html).one("main").text


@pytest.mark.parametrize("which", PAGES)
def test_a_check_back_answer_is_sealed_until_both_sides_have_answered(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    later = MONDAY + timedelta(days=42)
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=later, words={"agreed": "x"})
    town.does("amir", reference, wish)
    town.does("rosa", reference, commands.Confirm(agree=True))
    clock.round_once(later)
    town.does("rosa", reference, commands.CheckBack(better=Better.NO, words={"different": "Nothing yet."}), later)
    client.force_login(town.amir)
    html = text(client, reference, which)
    assert "The raising side answered the check-back" in html
    assert "Nothing yet." not in html
    assert "not better for the child" not in html
    town.does("amir", reference, commands.CheckBack(better=Better.YES), later)
    assert "Nothing yet." in text(client, reference, which)


def test_words_that_look_like_a_page_are_shown_as_they_were_typed(client: Client, town: Town) -> None:
    reference = town.raises()
    typed = "</textarea><script>alert(1)</script>"
    town.does("amir", reference, Reply(stance=Stance.AGREE, words={"reasons": typed}))
    client.force_login(town.rosa)
    for which in PAGES:
        html = text(client, reference, which)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("which", PAGES)
def test_a_page_of_the_record_takes_few_questions_however_many_entries(
    client: Client,
    town: Town,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
    which: str,
) -> None:
    reference = town.raises()
    for number in range(12):
        town.does("rosa", reference, WriteNote(words={"note": str(number)}))
    client.force_login(town.rosa)
    client.get("/about")
    with django_assert_max_num_queries(12):
        client.get(f"/matter/{reference}/{which}/")


@pytest.mark.parametrize("which", PAGES)
def test_these_pages_are_only_read(client: Client, town: Town, which: str) -> None:
    reference = town.raises()
    client.force_login(town.rosa)
    assert client.post(f"/matter/{reference}/{which}/").status_code == 405
