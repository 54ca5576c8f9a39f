"""What single forms ask, offer and refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Outcome, SafetyStance, Stance, Why
from forthright.core.challenge.commands import Verb
from forthright.directory.models import Cover, Leave
from forthright.record import queries
from forthright.web.forms.acts import end_of_day
from tests.support.acts import (
    GOOD,
    NOW,
    address,
    at_step,
    day,
    good,
    newest,
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


TOO_EARLY = "The reply is not in and the time has not run out. You can go up now only if it is urgent."
BAD: list[tuple[Verb, dict[str, Any], str, str]] = [
    (Verb.PERSPECTIVE, {"rating": "11"}, "rating", "The rating must be a whole number between 0 and 10"),
    (Verb.PERSPECTIVE, {"rating": "2.5"}, "rating", "The rating must be a whole number between 0 and 10"),
    (Verb.TALK, day("day", date(2026, 11, 3)), "day", "The date of the talk must be today or in the past"),
    (Verb.TALK, {"time": "half past"}, "time", "Enter a time, such as 3:30pm or 15:30"),
    (Verb.TALK, {"time": "3:30"}, "time", "Add am or pm to the time, such as 3:30pm"),
    (Verb.TALK, {"time": "25:00"}, "time", "Enter a real time, such as 3:30pm or 15:30"),
    (Verb.TALK, {"time": "5pm"}, "time", "The time of the talk must be in the past"),
    (Verb.TAKE_UP, {"reason": ""}, "reason", "Enter why it is urgent"),
    (Verb.TAKE_UP, {"why": Why.TIME_RAN_OUT.value}, "", TOO_EARLY),
    (Verb.AGREE_DECISION, {"agree": "no"}, "reason", "Enter why you do not agree"),
    (Verb.CONFIRM, {"agree": "no"}, "reason", "Enter why you do not confirm it"),
    (
        Verb.PROPOSE,
        {"outcome": Outcome.AGREEMENT.value},
        "action_1",
        "Enter at least one action, or select another outcome",
    ),
    (Verb.PROPOSE, {"outcome": Outcome.DECISION.value}, "outcome", "Select how this could end"),
    (Verb.PROPOSE, {"action_2": "Visit"}, "owner_2", "Choose who does it"),
    (Verb.PROPOSE, {"action_2": "Visit"}, "due_2", "Enter the date by which it is to be done"),
    (Verb.PROPOSE, day("due_1", date(2026, 12, 1)), "action_1", "Enter what is to be done"),
    (
        Verb.PROPOSE,
        day("check_back", date(2026, 11, 2)),
        "check_back",
        "The date of the check-back must be the same as or after 3 November 2026",
    ),
    (
        Verb.ACTION_AGAIN,
        day("due", date(2026, 10, 1)),
        "due",
        "The new date must be the same as or after 3 November 2026",
    ),
    (Verb.ACTION_DONE, {"action": "2"}, "", "This action belongs to somebody else. Its owner must answer for it."),
    (Verb.ACTION_DONE, {"action": "9"}, "action", "Select an action"),
    (Verb.CORRECT, {"entry": "99"}, "entry", "Select the entry"),
    (Verb.NOTE, {"note": "x" * 5001}, "note", "Your answer must be 5000 characters or fewer. You entered 5001"),
]


@pytest.mark.wide
@pytest.mark.parametrize(("verb", "change", "field", "sentence"), BAD)
def test_a_wrong_answer_is_refused_beside_its_question(
    client: Client, town: Town, verb: Verb, change: dict[str, Any], field: str, sentence: str
) -> None:
    reference = ready(client, town, verb)
    assert_refuses(send(client, reference, verb, **{**good(client, reference, verb), **change}), field, sentence)


def test_actions_are_kept_with_their_owner_and_the_end_of_their_day(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.PROPOSE)
    rows = {
        "outcome": Outcome.AGREEMENT.value,
        "action_1": "Visit the home.",
        "owner_1": str(town.amir.pk),
        **day("due_1", date(2026, 12, 1)),
        "action_2": "Keep the log.",
        "owner_2": str(town.rosa.pk),
        **day("due_2", date(2026, 12, 4)),
    }
    assert send(client, reference, Verb.PROPOSE, **(GOOD[Verb.PROPOSE] | rows)).status_code == 302
    matter = queries.matter(town.amir, reference, NOW)
    assert matter is not None and matter.state.proposal is not None
    assert [(one.owner, one.due) for one in matter.state.proposal.actions] == [
        (town.amir.pk, datetime(2026, 12, 1, 23, 59, tzinfo=UTC)),
        (town.rosa.pk, datetime(2026, 12, 4, 23, 59, tzinfo=UTC)),
    ]
    assert matter.entries[-1].words["actions"] == ["Visit the home.", "Keep the log."]


def test_a_day_ends_a_minute_before_midnight_in_england_in_summer_and_in_winter() -> None:
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 22, 59, tzinfo=UTC)
    assert end_of_day(date(2026, 12, 1)) == datetime(2026, 12, 1, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "held"),
    [("9:30am", "09:30"), ("09.30", "09:30"), ("9am", "09:00"), ("1045", "10:45"), ("12:05 am", "00:05")],
)
def test_a_talk_is_dated_when_it_was_held(client: Client, town: Town, typed: str, held: str) -> None:
    reference = ready(client, town, Verb.TALK)
    assert send(client, reference, Verb.TALK, **{**GOOD[Verb.TALK], "time": typed}).status_code == 302
    matter = queries.matter(town.rosa, reference, NOW)
    assert matter is not None
    assert f"{matter.entries[-1].entry.event.fact.held:%H:%M}" == held  # type: ignore[attr-defined]


def test_the_check_back_is_suggested_in_six_weeks_and_says_whose_suggestion_that_is(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.PROPOSE)
    shown = page(client.get(address(reference, Verb.PROPOSE)))
    typed = [shown.one("input", name=f"check_back_{part}").attrs["value"] for part in ("day", "month", "year")]
    assert typed == ["14", "12", "2026"]
    assert "Forthright's own suggestion: the policy does not state one." in shown.one(id="main-content").text


def test_a_point_moves_and_keeps_its_words(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.POINT)
    send(client, reference, Verb.POINT, **GOOD[Verb.POINT])
    typed = {"token": "t" * 20, "seen": "2", "number": "1", "status": "disputed"}
    assert client.post(address(reference, Verb.POINT), typed).status_code == 302
    matter = queries.matter(town.amir, reference, NOW)
    assert matter is not None
    assert matter.state.points == {1: "disputed"}
    assert "She was alone on 12 October." in client.get(f"/matter/{reference}/").content.decode()


def test_before_going_up_the_page_names_who_will_answer_and_what_they_will_read(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.TAKE_UP)
    text = page(client.get(address(reference, Verb.TAKE_UP))).one(id="main-content").text
    assert "Step 2: Line managers" in text
    assert "Mei (invented), Head of pastoral care" in text
    assert "Sam (invented), Team manager" in text
    assert "The responding side must reply within 2 working days after this step starts." in text
    assert "Those of your own side also read the private notes of your side." in text


def test_only_reasons_that_fit_are_offered_for_going_up(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.TAKE_UP)

    def offered() -> list[str]:
        return [
            one.attrs["value"] for one in page(client.get(address(reference, Verb.TAKE_UP))).all("input", name="why")
        ]

    assert offered() == [Why.URGENT.value]
    town.does("amir", reference, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    assert offered() == [Why.STILL_DIFFER.value, Why.URGENT.value]


def test_a_plan_is_confirmed_by_the_side_that_did_not_propose_it(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.SAFETY)
    send(client, reference, Verb.SAFETY, **GOOD[Verb.SAFETY])
    assert not page(client.get(address(reference, Verb.SAFETY))).all("input", name="stance")
    sign_in(client, town, "amir")
    refused = send(client, reference, Verb.SAFETY, stance=SafetyStance.DISPUTED.value)
    assert_refuses(refused, "plan", "Enter what is wrong with the plan")
    assert send(client, reference, Verb.SAFETY, stance=SafetyStance.CONFIRMED.value).status_code == 302
    assert "Confirmed by both sides." in client.get(f"/matter/{reference}/").content.decode()


def test_the_writing_help_looks_at_a_reply_and_sends_nothing(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.REPLY)
    answer = send(client, reference, Verb.REPLY, reasons="No. You are overreacting.", check="yes")
    assert answer.status_code == 200
    shown = page(answer)
    assert "Start with a line such as" in shown.one("section", **{"aria-labelledby": "remarks"}).text
    assert shown.one("textarea", name="reasons").text == "No. You are overreacting."
    assert not shown.all(css="govuk-error-summary")
    assert newest(reference) == "raised"


def test_own_manager_is_the_first_who_can_be_asked_in(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.ASK_IN)
    labels = [
        one.text for one in page(client.get(address(reference, Verb.ASK_IN))).all("label", css="govuk-radios__label")
    ]
    assert labels[0] == "Mei (invented), Head of pastoral care (your manager)"
    assert not any("council" in label for label in labels)


def test_a_deputy_is_the_first_to_take_over_and_then_it_is_their_turn(client: Client, town: Town) -> None:
    reference = town.raises()
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    sign_in(client, town, "amir")
    shown = page(client.get(address(reference, Verb.HAND_OVER)))
    assert shown.all("label", css="govuk-radios__label")[0].text == "Sam (invented), Team manager (your deputy)"
    send(client, reference, Verb.HAND_OVER, **good(client, reference, Verb.HAND_OVER))
    matter = queries.matter(town.sam, reference, NOW)
    assert matter is not None and matter.state.turn is not None
    assert matter.state.turn.owner == town.sam.pk


def test_whoever_is_away_is_marked_where_somebody_is_chosen(client: Client, town: Town) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    sign_in(client, town, "amir")
    assert away(client, reference) == ["Away, and nobody answers for them now"]
    Cover.objects.create(post=town.posts["sam"], deputy=town.ravi, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    assert away(client, reference) == ["Away: Ravi (invented) answers for them now"]


def away(client: Client, reference: str) -> list[str]:
    """What is said beside those to whom it can be handed over."""
    return [
        one.text
        for one in page(client.get(address(reference, Verb.HAND_OVER))).all(css="govuk-radios__hint")
        if one.text.startswith("Away")
    ]


def test_a_chair_without_colleagues_is_told_whom_to_ask(client: Client, town: Town) -> None:
    reference = town.raises()
    at_step(town, reference, "3")
    town.does("mei", reference, commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."}))
    sign_in(client, town, "cleo")
    answer = client.get(address(reference, Verb.HAND_OVER))
    assert "Ask your administrator to add them." in answer.content.decode()


def test_a_private_note_or_a_sealed_view_cannot_be_corrected_in_the_open(client: Client, town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, commands.WriteNote(words={"note": "Mine."}))
    town.does("rosa", reference, commands.GivePerspective(rating=3, words={"view": "Mine."}))
    sign_in(client, town, "rosa")
    options = [one.attrs["value"] for one in page(client.get(address(reference, Verb.CORRECT))).all("option")]
    assert options == ["", "1"]
