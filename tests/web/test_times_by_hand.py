"""A time ends sooner, or is extended, in the browser: what each side reads, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.commands import Verb
from forthright.notices import actions
from forthright.notices.models import Message
from forthright.notices.tell import Kind
from forthright.record import clock
from forthright.record.actions import concerns
from tests.support.acts import address, day, published, send, sign_in
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town

TUESDAY = day("day", date(2026, 11, 3))
REPLY, ACK = "1.1.reply", "1.1.acknowledge"
WHY = "The hearing is on Wednesday."


@pytest.fixture(autouse=True)
def _on_monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def shown(client: Client, town: Town, name: str, reference: str) -> str:
    sign_in(client, town, name)
    return page(client.get(f"/matter/{reference}/")).one("main").text


def ask(town: Town, reference: str) -> None:
    town.does("amir", reference, commands.AskExtension(duty=ACK, more=2, words={"reason": "Two of us are away."}))


def test_both_sides_read_the_policys_time_and_the_end_that_it_had_who_changed_it_and_why(
    client: Client, town: Town
) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    assert send(client, reference, Verb.SHORTEN, duty=REPLY, reason=WHY, **TUESDAY).status_code == 302
    for name in ("rosa", "amir"):
        text = shown(client, town, name, reference)
        assert (
            "This time was shortened: it ended by 5pm on Wednesday 4 November 2026, and now by 5pm on Tuesday 3 "
            "November 2026." in text
        )
        assert f"By Rosa (invented), Teacher, 9am on Monday 2 November 2026. Why: {WHY}" in text
    told = page(client.get(f"/matter/{reference}/timeline/")).one("main").text
    assert "The raising side made the time to reply end sooner: by 5pm on Tuesday 3 November 2026" in told
    assert [one.recipient for one in Message.objects.filter(kind=Kind.SHORTENED)] == [town.amir.pk]


def test_whoever_sees_facts_only_reads_that_it_was_shortened_and_no_word_of_why(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, commands.Shorten(duty=REPLY, day=date(2026, 11, 3), words={"reason": WHY}))
    text = shown(client, town, "beth", reference)
    assert "This time was shortened" in text
    assert WHY not in text
    assert "Amir (invented)" not in text


def test_the_form_says_how_soon_each_time_can_end(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    text = page(client.get(address(reference, Verb.SHORTEN))).one("main").text
    assert "Reply: Amir (invented), Social worker, by 5pm on Wednesday 4 November 2026." in text
    assert "It can end as soon as 5pm on Monday 2 November 2026" in text


def test_a_day_that_is_too_late_is_refused_and_what_was_typed_stays(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    late = send(client, reference, Verb.SHORTEN, duty=REPLY, reason=WHY, **day("day", date(2026, 11, 12)))
    assert_refuses(late, "", "That would not end it sooner. Give an earlier day.")
    assert WHY in page(late).one("main").text
    past = send(client, reference, Verb.SHORTEN, duty=REPLY, reason=WHY, **day("day", date(2026, 11, 1)))
    assert past.status_code == 422


def test_a_time_that_ran_out_while_it_was_typed_is_named_and_the_others_can_be_chosen(
    client: Client, town: Town
) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    gone = send(client, reference, Verb.SHORTEN, duty="9.9.reply", reason=WHY, **TUESDAY)
    assert_refuses(gone, "", "That time is not running any more. Select one of those that are.")


def test_where_the_policy_has_no_line_for_it_more_time_is_not_offered(client: Client, town: Town) -> None:
    reference = town.raises()
    assert "Ask the other side for more time" not in shown(client, town, "amir", reference)
    assert client.get(address(reference, Verb.ASK_EXTENSION)).status_code == 409


def test_more_time_is_asked_for_in_the_policys_unit_and_no_more_than_it_gives(client: Client, town: Town) -> None:
    reference = town.raises(policy=published(town))
    sign_in(client, town, "amir")
    form = page(client.get(address(reference, Verb.ASK_EXTENSION))).one("main").text
    assert "How many more working days do you ask for?" in form
    assert "The policy says: A time may be extended by 2 working days at most, twice, if the other side agrees." in form
    far = send(client, reference, Verb.ASK_EXTENSION, duty=ACK, more="3", reason="Two of us are away.")
    assert_refuses(far, "more", "How many more working days you ask for must be a whole number between 1 and 2")
    assert send(client, reference, Verb.ASK_EXTENSION, duty=ACK, more="2", reason="Away.").status_code == 302
    text = shown(client, town, "amir", reference)
    assert "2 working days more were asked for, which waits for an answer." in text


def test_the_other_side_is_asked_on_its_own_list_and_reads_when_it_would_end(client: Client, town: Town) -> None:
    reference = town.raises(policy=published(town))
    ask(town, reference)
    sign_in(client, town, "rosa")
    assert "Say if the other side has more time" in page(client.get("/my-turn/")).one("main").text
    assert "Say if the other side has more time" in shown(client, town, "rosa", reference)
    form = page(client.get(address(reference, Verb.ANSWER_EXTENSION))).one("main").text
    assert "The time to acknowledge ends by 5pm on Tuesday 3 November 2026." in form
    assert "If you agree, it ends by 5pm on Thursday 5 November 2026." in form
    assert "Two of us are away." in form


def test_agreed_both_read_the_new_end_and_the_old_one(client: Client, town: Town) -> None:
    reference = town.raises(policy=published(town))
    ask(town, reference)
    sign_in(client, town, "rosa")
    assert send(client, reference, Verb.ANSWER_EXTENSION, agree="yes").status_code == 302
    for name in ("rosa", "amir"):
        text = shown(client, town, name, reference)
        assert "it ended by 5pm on Tuesday 3 November 2026, and then by 5pm on Thursday 5 November 2026." in text


def test_a_no_needs_a_reason_and_the_time_stands(client: Client, town: Town) -> None:
    reference = town.raises(policy=published(town))
    ask(town, reference)
    sign_in(client, town, "rosa")
    assert_refuses(send(client, reference, Verb.ANSWER_EXTENSION, agree="no"), "reason", "Enter why you do not agree")
    assert send(client, reference, Verb.ANSWER_EXTENSION, agree="no", reason=WHY).status_code == 302
    told = page(client.get(f"/matter/{reference}/timeline/")).one("main").text
    assert "The raising side did not agree to more time to acknowledge. The time stands as it was" in told
    assert [one.recipient for one in Message.objects.filter(kind=Kind.NOT_EXTENDED)] == [town.amir.pk]


def test_a_pause_is_shown_with_who_let_the_times_stand_still_and_why(client: Client, town: Town) -> None:
    reference = town.raises(policy=published(town))
    soon = MONDAY + timedelta(days=3)
    town.does("amir", reference, commands.Pause(until=soon, words={"reason": "The family is away."}))
    text = shown(client, town, "rosa", reference)
    assert "The times of this step stand still until 9am on Thursday 5 November 2026." in text
    assert "By Amir (invented), Social worker, 9am on Monday 2 November 2026. Why: The family is away." in text


def test_a_reminder_that_waits_in_the_post_is_not_sent_once_it_is_answered(town: Town) -> None:
    reference = town.raises(policy=published(town))
    due = MONDAY + timedelta(days=1)
    clock.handle(reference, due)
    reminder = Message.objects.get(kind=Kind.REMINDER)
    town.does("amir", reference, commands.Acknowledge(), due)
    actions.send_waiting(due, lambda challenge, person, version: concerns(challenge, person, version, due))
    reminder.refresh_from_db()
    assert reminder.state == "not needed"
    assert all("A reminder" not in one.body for one in mail.outbox)
