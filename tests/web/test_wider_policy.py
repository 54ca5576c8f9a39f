"""A policy that uses every construct of steps and times, in the browser and in the record."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Stance
from forthright.core.challenge.commands import Verb
from forthright.directory.models import Group
from forthright.notices.models import Message
from forthright.notices.tell import Kind
from forthright.record import actions, clock, policies, projection, queries
from forthright.record.models import Challenge, PolicyVersion
from forthright.record.store import load_facts
from tests.support.acts import address, day, published, send, sign_in
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town
from tests.web.raising import answer, first_fact, first_words, holding, short
from tests.web.raising import send as raise_it

PLAIN = ("  if no reply: must go to step 2\n", "")


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def rosa(client: Client, town: Town) -> Client:
    published(town)
    client.force_login(town.rosa)
    return client


def test_only_what_the_policy_counts_from_is_asked_and_all_of_it_reaches_the_record(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    assert answer(rosa, draft, "urgency", urgency="normal")["Location"] == f"/raise/{draft}/priority/"
    assert answer(rosa, draft, "priority", priority="soon")["Location"] == f"/raise/{draft}/begin/"
    answer(rosa, draft, "when", arose_day="29", arose_month="10", arose_year="2026")
    days = page(rosa.get(f"/raise/{draft}/days/"))
    assert not days.all("input", name="conference_day"), "the policy counts nothing from a conference"
    answer(rosa, draft, "days", received_day="26", received_month="10", received_year="2026")
    checked = page(rosa.get(f"/raise/{draft}/check/")).one("main").text
    for said in ("Soon", "Monday 26 October 2026", "Where it begins"):
        assert said in checked
    reference = raise_it(rosa, draft)
    fact = first_fact(town, reference)
    assert (fact.priority, fact.received, fact.group) == ("soon", date(2026, 10, 26), Group.CHILDREN)
    assert fact.raise_due == datetime(2026, 10, 28, 17, 0, tzinfo=UTC)
    shown = page(rosa.get(f"/matter/{reference}/")).one("main").text
    told = (
        "The policy asks to raise this by 5pm on Wednesday 28 October 2026. It was raised at 9am on Monday 2 November"
    )
    assert told in shown
    assert "The decision was received" in shown
    printed = page(rosa.get(f"/matter/{reference}/record/")).one("main").text
    assert told in printed and "Priority" in printed


def test_no_page_of_a_wider_policy_asks_the_database_more_than_twelve_things(
    rosa: Client, town: Town, django_assert_max_num_queries: Any
) -> None:
    draft = short(rosa, town)
    answer(rosa, draft, "begin", step="2", entry_reason="Harm is feared tonight.", agreed=holding(town, "mei"))
    rosa.get(f"/raise/{draft}/begin/")
    for slug in ("priority", "begin", "days", "urgency", "check"):
        with django_assert_max_num_queries(12):
            assert rosa.get(f"/raise/{draft}/{slug}/").status_code == 200


def test_a_policy_without_these_constructs_asks_none_of_it(client: Client, town: Town) -> None:
    client.force_login(town.rosa)
    draft = short(client, town)
    assert answer(client, draft, "urgency", urgency="normal")["Location"] == f"/raise/{draft}/safety/"
    for slug in ("priority", "begin", "days"):
        assert client.get(f"/raise/{draft}/{slug}/")["Location"] == f"/raise/{draft}/check/"


def test_it_begins_at_a_later_step_with_a_reason_and_a_colleague_who_agreed(rosa: Client, town: Town) -> None:
    draft = short(rosa, town)
    assert_refuses(answer(rosa, draft, "begin", step="2"), "entry_reason", "Enter why it begins at a later step")
    refused = answer(rosa, draft, "begin", step="2", entry_reason="Harm is feared tonight.")
    assert_refuses(refused, "agreed", "Select who of your agency has agreed")
    labels = [one.text for one in page(refused).all("label")]
    assert "Mei (invented), Head of pastoral care" in labels and "Ruth" not in " ".join(labels)
    done = answer(rosa, draft, "begin", step="2", entry_reason="Harm is feared tonight.", agreed=holding(town, "mei"))
    assert done.status_code == 302
    assert "Mei (invented)" in page(rosa.get(f"/raise/{draft}/check/")).one("main").text
    reference = raise_it(rosa, draft)
    fact = first_fact(town, reference)
    assert (fact.step, fact.agreed.person if fact.agreed else 0) == ("2", town.mei.pk)
    assert first_words(town, reference)["entry_reason"] == "Harm is feared tonight."
    told = {(one.recipient, one.kind) for one in Message.objects.filter(challenge=reference)}
    assert told == {(town.sam.pk, Kind.RAISED), (town.amir.pk, Kind.RAISED), (town.mei.pk, Kind.YOURS_NOW)}
    assert page(rosa.get(f"/matter/{reference}/")).one("h1")


def test_the_kind_of_the_answering_agency_chooses_the_wording(town: Town, client: Client) -> None:
    published(town)
    town.council.group = Group.POLICE
    town.council.save()
    client.force_login(town.rosa)
    reference = raise_it(client, short(client, town))
    reply = next(one for one in first_fact(town, reference).duties if one.kind is DutyKind.REPLY)
    assert (reply.due, reply.waits_for) == (datetime(2026, 11, 3, 17, 0, tzinfo=UTC), "")
    assert policies.policy_for(matter(town, reference).state).step("1").tasks[2].limit.amount == 1  # type: ignore[union-attr]


def matter(town: Town, reference: str) -> queries.Matter:
    found = queries.matter(town.rosa, reference, MONDAY)
    assert found is not None
    return found


def raised(town: Town, *changes: tuple[str, str]) -> str:
    return town.raises(policy=published(town, *changes), group=Group.CHILDREN)


def test_a_pause_says_until_when_in_the_policys_words_and_is_told_to_everybody(client: Client, town: Town) -> None:
    reference = raised(town)
    sign_in(client, town, "amir")
    asked = page(client.get(address(reference, Verb.PAUSE))).one("main").text
    assert "The policy says: It may be paused for 10 working days at most, twice." in asked
    far = {**day("until", date(2026, 11, 30)), "reason": "They are away."}
    refusal = "That is longer than the policy lets the times stand still. Give an earlier date."
    assert_refuses(send(client, reference, Verb.PAUSE, **far), "", refusal)
    soon = {**day("until", date(2026, 11, 9)), "reason": "They are away."}
    assert send(client, reference, Verb.PAUSE, **soon).status_code == 302
    shown = page(client.get(f"/matter/{reference}/")).one("main").text
    assert "The times of this step stand still until 12am on Monday 9 November 2026." in shown
    assert [one.recipient for one in Message.objects.filter(kind=Kind.PAUSED)] == [town.rosa.pk]
    clock.handle(reference, MONDAY + timedelta(days=7))
    assert {one.recipient for one in Message.objects.filter(kind=Kind.RESUMED)} == {town.rosa.pk, town.amir.pk}


def test_whoever_must_act_is_reminded_by_a_message(town: Town) -> None:
    reference = raised(town)
    clock.handle(reference, MONDAY + timedelta(days=1))
    reminder = Message.objects.get(kind=Kind.REMINDER)
    assert reminder.recipient == town.amir.pk
    assert matter(town, reference).state.version == reminder.version


def test_whoever_is_to_consider_the_next_step_is_led_to_warning_first(client: Client, town: Town) -> None:
    reference = raised(town, PLAIN)
    clock.handle(reference, MONDAY + timedelta(days=1, hours=9))
    sign_in(client, town, "rosa")
    shown = page(client.get(f"/matter/{reference}/"))
    assert shown.all("a", css="govuk-button", href=address(reference, Verb.WARN))
    assert "The policy asks that you warn the other side first." in shown.one("main").text
    assert client.get(address(reference, Verb.TAKE_UP)).status_code == 409
    send(client, reference, Verb.WARN, note="Tomorrow.")
    assert [one.recipient for one in Message.objects.filter(kind=Kind.WARNED)] == [town.amir.pk]
    assert client.get(address(reference, Verb.TAKE_UP)).status_code == 200


def test_silence_after_an_offer_is_told_to_both_sides_and_the_business_unit(town: Town) -> None:
    reference = raised(town, PLAIN)
    clock.handle(reference, MONDAY + timedelta(days=4))
    silence = [event.fact for event in load_facts(reference) if isinstance(event.fact, facts.ClockLapsed)]
    assert DutyKind.CONSIDER in {one.kind for one in silence}
    version = next(
        n
        for n, event in enumerate(load_facts(reference), 1)
        if getattr(event.fact, "duty", "") == "1.consider" and isinstance(event.fact, facts.ClockLapsed)
    )
    told = {(one.recipient, one.kind) for one in Message.objects.filter(challenge=reference, version=version)}
    assert told == {
        (town.rosa.pk, Kind.TIME_RAN_OUT),
        (town.amir.pk, Kind.TIME_RAN_OUT),
        (town.beth.pk, Kind.SILENCE),
    }


def test_a_cap_that_runs_out_is_told_to_the_business_unit_too(town: Town) -> None:
    reference = raised(town, PLAIN, ("all steps within: 60 working days", "all steps within: 1 hours"))
    clock.handle(reference, MONDAY + timedelta(hours=2))
    assert {one.recipient for one in Message.objects.filter(kind=Kind.SILENCE)} == {town.beth.pk}
    assert Message.objects.filter(kind=Kind.TIME_RAN_OUT).count() == 2


def test_the_page_of_going_up_says_which_step_is_skipped(client: Client, town: Town) -> None:
    vacant = ("  repeated with: senior manager\n", "")
    reference = raised(town, PLAIN, vacant)
    town.does("rosa", reference, c.Warn())
    urgent = c.TakeUp(why=c.Why.URGENT, words={"reason": "Tonight."})
    town.does("rosa", reference, urgent)
    sign_in(client, town, "mei")
    shown = page(client.get(address(reference, Verb.TAKE_UP))).one("main").text
    assert "Stage 3: Heads of service is skipped: nobody of the answering agency holds the post" in shown
    town.does("mei", reference, urgent)
    assert Challenge.objects.get(pk=reference).step == "4"
    assert "Skipped, as nobody is there: Stage 3" in client.get(f"/matter/{reference}/timeline/").content.decode()


def test_the_lines_of_a_repeated_step_have_their_own_labels(client: Client, town: Town) -> None:
    reference = raised(town, PLAIN)
    town.does("rosa", reference, c.Warn())
    for who in ("rosa", "mei"):
        town.does(who, reference, c.TakeUp(why=c.Why.URGENT, words={"reason": "Tonight."}))
    assert Challenge.objects.get(pk=reference).step == "2+1"
    sign_in(client, town, "rosa")
    assert "Stage 2, line 2: Managers up the line" in page(client.get(f"/matter/{reference}/")).one("main").text
    sign_in(client, town, "beth")
    assert "Stage 2, line 2" in page(client.get("/office/?list=open")).one("main").text
    assert list(projection.differences()) == []


# Moving to another version


def mover(town: Town, reference: str, version: str, step: str = "", reason: str = "A new version.", who: str = "beth"):  # type: ignore[no-untyped-def]
    seen = Challenge.objects.get(pk=reference).version
    token = secrets.token_hex(8)
    return actions.move_policy(town.people[who], reference, seen, version, step, reason, token, MONDAY)


def test_the_business_unit_moves_a_challenge_and_everybody_who_takes_part_is_told(town: Town) -> None:
    reference = town.raises()
    version = published(town)
    preview = queries.move_preview(town.beth, reference, version, "", MONDAY)
    assert isinstance(preview, queries.Moving)
    settle = next(one for one in preview.changes if one.kind is DutyKind.SETTLE)
    assert settle.old is not None and settle.new is not None and settle.old.due == settle.new.due
    done = mover(town, reference, version)
    assert isinstance(done, actions.Done)
    row = Challenge.objects.get(pk=reference)
    assert row.policy.fingerprint == version
    assert {one.recipient for one in Message.objects.filter(kind=Kind.POLICY_MOVED)} == {town.rosa.pk, town.amir.pk}
    assert matter(town, reference).entries[-1].words["reason"] == "A new version."
    seen = queries.matter(town.beth, reference, MONDAY)
    assert seen is not None and seen.entries[-1].words == {}, "the business unit sees facts and no words"
    assert list(projection.differences()) == []


def test_it_goes_on_under_the_new_version_with_its_acts(town: Town) -> None:
    reference = town.raises()
    mover(town, reference, published(town))
    town.does("amir", reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "Seen."}))
    town.does("rosa", reference, c.Pause(until=MONDAY + timedelta(days=1), words={"reason": "Away."}))
    clock.handle(reference, MONDAY + timedelta(days=2))
    assert matter(town, reference).state.paused_until is None


@pytest.mark.parametrize("who", ["rosa", "amir", "mei"])
def test_nobody_else_moves_it(town: Town, who: str) -> None:
    answered = mover(town, town.raises(), published(town), who=who)
    assert isinstance(answered, No)
    assert answered.code in ("not yours", "not your role")


@pytest.mark.parametrize("who", ["olu", "sid", "ada"])
def test_to_an_outsider_there_is_no_challenge_to_move_or_to_preview(town: Town, who: str) -> None:
    reference, version = town.raises(), published(town)
    with pytest.raises(actions.NotThere):
        mover(town, reference, version, who=who)
    assert queries.move_preview(town.people[who], reference, version, "", MONDAY) is None


def test_a_move_is_refused_without_a_reason_and_at_an_older_version_and_done_once(town: Town) -> None:
    reference, version = town.raises(), published(town)
    assert isinstance(mover(town, reference, version, reason="  "), No)
    town.does("amir", reference, c.Acknowledge())
    late = actions.move_policy(town.beth, reference, 1, version, "", "Why.", "form", MONDAY)
    assert isinstance(late, actions.ChangedSince)
    first = actions.move_policy(town.beth, reference, 2, version, "", "Why.", "form", MONDAY)
    again = actions.move_policy(town.beth, reference, 2, version, "", "Why.", "form", MONDAY)
    assert isinstance(first, actions.Done) and isinstance(again, actions.Done)
    assert (again.version, again.again) == (first.version, True)


def test_a_version_that_was_never_published_here_moves_nothing(town: Town) -> None:
    reference = town.raises()
    with pytest.raises(PolicyVersion.DoesNotExist):
        mover(town, reference, "f" * 64)
    assert Challenge.objects.get(pk=reference).version == 1
