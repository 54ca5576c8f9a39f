"""Every act: its form refuses with a sentence, keeps what was typed, acts once, and only for those who may."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Better, Outcome, Ruling, SafetyStance, Stance, Why
from forthright.core.challenge.commands import STARTING, Verb
from forthright.directory.models import Cover
from forthright.record import actions, clock, drafts, queries
from forthright.record.models import StoredEvent
from forthright.web.acts import ACTS, GROUPS
from forthright.web.forms.acts import end_of_day
from tests.support.forms import assert_refuses, page
from tests.support.town import MONDAY, Town

NOW = MONDAY + timedelta(hours=2)
LATER = datetime(2026, 12, 14, 23, 59, tzinfo=UTC)
OUTCOME = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "We see it alike."})


@pytest.fixture(autouse=True)
def _monday():  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        yield


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def address(reference: str, verb: Verb | str) -> str:
    return f"/matter/{reference}/do/{verb}/"


def fields(client: Client, reference: str, verb: Verb | str) -> dict[str, str]:
    """What the form sends by itself: the token and the version that the page showed."""
    shown = page(client.get(address(reference, verb)))
    return {name: shown.all("input", name=name)[-1].attrs["value"] for name in ("token", "seen")}


def send(client: Client, reference: str, verb: Verb | str, **typed: Any) -> HttpResponse:
    return client.post(address(reference, verb), {**fields(client, reference, verb), **typed})


def sign_in(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])


def newest(reference: str) -> str:
    return StoredEvent.objects.filter(challenge=reference).latest("version").type


def at_step(town: Town, reference: str, step: str) -> None:
    """Takes a challenge up by its owners, one step at a time."""
    for reached, who in (("2", "rosa"), ("3", "mei")):
        if reached <= step:
            town.does(who, reference, commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."}))


def agreed(town: Town, reference: str) -> None:
    """An outcome with one action of each side that stands."""
    people = {party: town.people[party].pk for party in ("rosa", "amir")}
    state = queries.matter(town.rosa, reference, NOW).state  # type: ignore[union-attr]
    new = tuple(commands.NewAction(owner=state.parties[one], due=LATER) for one in people.values())
    words = {"agreed": "We see it alike.", "actions": ["Keep the gate log.", "Visit the home."]}
    wish = commands.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, actions=new, words=words)
    town.does("amir", reference, wish)
    town.does("rosa", reference, commands.Confirm(agree=True))


def prepared(town: Town, verb: Verb) -> tuple[str, str]:
    """A challenge that stands where this act is allowed, and who may do it."""
    reference = town.raises()
    if verb in (Verb.DECIDE, Verb.AGREE_DECISION):
        at_step(town, reference, "3")
    if verb is Verb.AGREE_DECISION:
        words = {"decision": "A visit this week.", "reasons": "She is alone."}
        town.does("ruth", reference, commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=words))
    if verb is Verb.CONFIRM:
        town.does("amir", reference, OUTCOME)
    if verb in (Verb.ACTION_DONE, Verb.ACTION_AGAIN, Verb.CHECK_BACK):
        agreed(town, reference)
    if verb is Verb.REOPEN:
        town.does("rosa", reference, commands.Withdraw(words={"reason": "Settled."}))
    who = {
        Verb.ACKNOWLEDGE: "amir",
        Verb.REPLY: "amir",
        Verb.DECIDE: "ruth",
        Verb.AGREE_DECISION: "ravi",
    }
    return reference, who.get(verb, "rosa")


SIX_WEEKS = date(2026, 12, 14)
GOOD: dict[Verb, dict[str, Any]] = {
    Verb.ACKNOWLEDGE: {"note": "I have it."},
    Verb.PERSPECTIVE: {"view": "She is alone too often.", "rating": "3", "change_mind": "A visit."},
    Verb.REPLY: {"stance": Stance.PARTLY.value, "reasons": "Thank you. We visited.", "change_mind": "A second log."},
    Verb.POINT: {"point": "She was alone on 12 October.", "status": "agreed"},
    Verb.EVIDENCE: {"what": "A second log.", "source": "School office"},
    Verb.NOTE: {"note": "Ask Mei on Monday."},
    Verb.THANK: {"kind": "you were right", "note": "You saw it first."},
    Verb.TALK: {
        "kind": "phone call",
        **day("day", date(2026, 11, 2)),
        "time": "9:30am",
        "who": "Both",
        "said": "Much.",
    },
    Verb.SAFETY: {"plan": "She stays at the club until 6pm."},
    Verb.DANGER: {"told": "I called 999 at 9:10am."},
    Verb.URGENT: {"reason": "The club closes on Friday."},
    Verb.TAKE_UP: {"why": Why.URGENT.value, "reason": "The club closes on Friday."},
    Verb.ASK_IN: {"reason": "I want advice."},
    Verb.HAND_OVER: {"reason": "I am on leave."},
    Verb.DECIDE: {
        "ruling": Ruling.AS_RAISED.value,
        "decision": "A visit this week.",
        "reasons": "She is alone.",
        **day("check_back", SIX_WEEKS),
    },
    Verb.AGREE_DECISION: {"agree": "yes"},
    Verb.PROPOSE: {
        "outcome": Outcome.CLARIFICATION.value,
        "agreed": "We see it alike.",
        **day("check_back", SIX_WEEKS),
    },
    Verb.CONFIRM: {"agree": "yes"},
    Verb.ACTION_DONE: {"action": "1", "note": "Done on Monday."},
    Verb.ACTION_AGAIN: {"action": "1", "reason": "The log was lost.", **day("due", date(2026, 12, 1))},
    Verb.CHECK_BACK: {"better": Better.YES.value, "different": "She is at the club."},
    Verb.WITHDRAW: {"reason": "We settled it by talking."},
    Verb.REOPEN: {"reason": "It happened again."},
    Verb.CORRECT: {"entry": "1", "correction": "It was 13 October."},
}

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
}


def good(client: Client, reference: str, verb: Verb) -> dict[str, Any]:
    """What a person would type, with the colleague whom the page offers first."""
    typed = dict(GOOD[verb])
    if verb in (Verb.ASK_IN, Verb.HAND_OVER):
        typed["person"] = page(client.get(address(reference, verb))).all("input", name="person")[0].attrs["value"]
    return typed


def due_check_back(reference: str) -> None:
    """The clock finds that the day of the check-back has come."""
    clock.handle(reference, LATER + timedelta(minutes=1))


def ready(client: Client, town: Town, verb: Verb) -> str:
    reference, who = prepared(town, verb)
    if verb is Verb.CHECK_BACK:
        due_check_back(reference)
    sign_in(client, town, who)
    return reference


def test_every_act_of_the_core_stands_in_the_table_and_in_one_group() -> None:
    assert set(ACTS) == set(Verb) - set(STARTING)
    grouped = [verb for _title, verbs in GROUPS for verb in verbs]
    assert sorted(grouped) == sorted(ACTS)
    assert set(GOOD) == set(ACTS)
    assert set(BLANK) == set(ACTS) - {Verb.ACKNOWLEDGE}


@pytest.mark.parametrize("verb", list(ACTS))
def test_an_act_is_done_and_the_challenge_says_so(client: Client, town: Town, verb: Verb) -> None:
    reference = ready(client, town, verb)
    before = StoredEvent.objects.filter(challenge=reference).count()
    answer = send(client, reference, verb, **good(client, reference, verb))
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"/matter/{reference}/")
    assert StoredEvent.objects.filter(challenge=reference).count() == before + 1
    banner = page(client.get(f"/matter/{reference}/")).one(css="govuk-notification-banner--success")
    assert str(ACTS[verb].done) in banner.text


@pytest.mark.parametrize("verb", list(BLANK))
def test_a_form_sent_empty_is_refused_with_a_sentence_and_writes_nothing(
    client: Client, town: Town, verb: Verb
) -> None:
    reference = ready(client, town, verb)
    before = StoredEvent.objects.filter(challenge=reference).count()
    assert_refuses(send(client, reference, verb), *BLANK[verb])
    assert StoredEvent.objects.filter(challenge=reference).count() == before


CODES = ("kind", "stance", "why", "outcome", "ruling", "better")
LONG = {
    verb: next(((name, text) for name, text in typed.items() if len(text) > 8 and name not in CODES), None)
    for verb, typed in GOOD.items()
}
ALONE = {Verb.ACKNOWLEDGE, Verb.NOTE, Verb.SAFETY, Verb.DANGER, Verb.URGENT, Verb.WITHDRAW, Verb.REOPEN}
"""Acts for which one answer is enough."""


@pytest.mark.parametrize("verb", [verb for verb, one in LONG.items() if one and verb not in ALONE])
def test_what_was_typed_stays_when_another_answer_is_missing(client: Client, town: Town, verb: Verb) -> None:
    reference = ready(client, town, verb)
    name, text = LONG[verb] or ("", "")
    answer = send(client, reference, verb, **{name: text})
    assert answer.status_code == 422
    assert text in answer.content.decode()


@pytest.mark.parametrize("verb", list(ACTS))
def test_to_olu_there_is_no_such_page(client: Client, town: Town, verb: Verb) -> None:
    reference, _who = prepared(town, verb)
    sign_in(client, town, "olu")
    assert client.get(address(reference, verb)).status_code == 404
    before = StoredEvent.objects.filter(challenge=reference).count()
    assert client.post(address(reference, verb), {**GOOD[verb], "token": "x" * 20, "seen": before}).status_code == 404
    assert StoredEvent.objects.filter(challenge=reference).count() == before


@pytest.mark.parametrize("who", ["beth", "sam"])
@pytest.mark.parametrize("verb", list(ACTS))
def test_whoever_sees_facts_only_is_told_why_they_cannot_act(client: Client, town: Town, verb: Verb, who: str) -> None:
    reference = town.raises()
    sign_in(client, town, who)
    answer = client.get(address(reference, verb))
    assert answer.status_code == 409
    assert "You do not take part in this challenge, so you cannot do this." in answer.content.decode()


def test_nobody_acts_without_signing_in(client: Client, town: Town) -> None:
    reference = town.raises()
    assert client.get(address(reference, Verb.REPLY)).status_code == 302


@pytest.mark.parametrize("verb", ["raise", "record-settled", "no-such-act"])
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


def test_a_double_click_acts_once(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    typed = {**fields(client, reference, Verb.ACKNOWLEDGE), "note": "I have it."}
    for _click in (1, 2):
        answer = client.post(address(reference, Verb.ACKNOWLEDGE), typed)
        assert (answer.status_code, answer["Location"]) == (302, f"/matter/{reference}/")
    assert [row.type for row in StoredEvent.objects.filter(challenge=reference).order_by("version")] == [
        "raised",
        "acknowledged",
    ]
    assert "It was done once." in client.get(f"/matter/{reference}/").content.decode()


def both_at_once(town: Town) -> tuple[str, Client, HttpResponse]:
    """Rosa opens a form, Amir acts, Rosa sends."""
    reference = town.raises()
    rosa = Client()
    rosa.force_login(town.rosa)
    typed = {**fields(rosa, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    town.does("amir", reference, commands.Reply(stance=Stance.PARTLY, words={"reasons": "We visited on Friday."}))
    return reference, rosa, rosa.post(address(reference, Verb.EVIDENCE), typed)


def test_whoever_comes_second_sees_what_changed_and_keeps_their_words(town: Town) -> None:
    reference, _rosa, answer = both_at_once(town)
    assert_refuses(answer, "", "This changed since you opened it. Read the new entry below, then send again.")
    shown = page(answer)
    assert "We visited on Friday." in shown.one("section", **{"aria-labelledby": "news"}).text
    assert shown.one("textarea", name="what").text == "A second log."
    assert StoredEvent.objects.filter(challenge=reference).count() == 2


def test_the_form_that_came_back_can_be_sent(town: Town) -> None:
    reference, rosa, answer = both_at_once(town)
    again = {name: page(answer).all("input", name=name)[0].attrs["value"] for name in ("token", "seen")}
    assert rosa.post(address(reference, Verb.EVIDENCE), {**again, **GOOD[Verb.EVIDENCE]}).status_code == 302
    assert newest(reference) == "evidence added"
    assert drafts.latest(town.rosa, "evidence", reference) is None


def test_words_that_were_not_sent_are_there_when_the_form_is_opened_again(town: Town) -> None:
    reference, rosa, _answer = both_at_once(town)
    shown = page(rosa.get(address(reference, Verb.EVIDENCE)))
    assert "We kept what you typed. It has not been sent." in shown.one(id="main-content").text
    assert shown.one("textarea", name="source").text == "School office"
    rosa.post(address(reference, Verb.EVIDENCE), {"clear": "yes"})
    assert page(rosa.get(address(reference, Verb.EVIDENCE))).one("textarea", name="source").text == ""


def test_a_new_entry_that_is_the_other_sides_secret_stays_one(town: Town) -> None:
    reference = town.raises()
    rosa = Client()
    rosa.force_login(town.rosa)
    typed = {**fields(rosa, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    town.does("amir", reference, commands.WriteNote(words={"note": "canary in a note"}))
    town.does("amir", reference, commands.GivePerspective(rating=7, words={"view": "canary in a view"}))
    html = rosa.post(address(reference, Verb.EVIDENCE), typed).content.decode()
    assert "canary in" not in html
    assert "gave its perspective" in html
    assert "rated" not in html


def test_words_for_an_act_that_is_no_longer_allowed_are_shown_and_kept(client: Client, town: Town) -> None:
    reference = town.raises()
    sign_in(client, town, "amir")
    typed = {**fields(client, reference, Verb.REPLY), **GOOD[Verb.REPLY]}
    town.does("rosa", reference, commands.Withdraw(words={"reason": "Settled."}))
    answer = client.post(address(reference, Verb.REPLY), typed)
    assert answer.status_code == 409
    assert "This challenge is no longer open." in answer.content.decode()
    assert "Thank you. We visited." in answer.content.decode()
    kept = drafts.latest(town.amir, "reply", reference)
    assert kept is not None
    assert drafts.read(town.amir, kept.pk)["reasons"] == "Thank you. We visited."


def test_a_race_lost_inside_the_writing_ends_in_the_same_page(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = town.raises()
    sign_in(client, town, "rosa")
    typed = {**fields(client, reference, Verb.EVIDENCE), **GOOD[Verb.EVIDENCE]}
    real = actions.perform

    def beaten(*args: Any) -> Any:
        monkeypatch.setattr(actions, "perform", real)
        town.does("amir", reference, commands.Acknowledge())
        return real(*args)

    monkeypatch.setattr(actions, "perform", beaten)
    answer = client.post(address(reference, Verb.EVIDENCE), typed)
    assert_refuses(answer, "", "This changed since you opened it. Read the new entry below, then send again.")


BAD: list[tuple[Verb, dict[str, Any], str, str]] = [
    (Verb.PERSPECTIVE, {"rating": "11"}, "rating", "The rating must be a whole number between 0 and 10"),
    (Verb.PERSPECTIVE, {"rating": "2.5"}, "rating", "The rating must be a whole number between 0 and 10"),
    (Verb.TALK, day("day", date(2026, 11, 3)), "day", "The date of the talk must be today or in the past"),
    (Verb.TALK, {"time": "half past"}, "time", "Enter a time, such as 3:30pm or 15:30"),
    (Verb.TALK, {"time": "3:30"}, "time", "Add am or pm to the time, such as 3:30pm"),
    (Verb.TALK, {"time": "25:00"}, "time", "Enter a real time, such as 3:30pm or 15:30"),
    (Verb.TALK, {"time": "5pm"}, "time", "The time of the talk must be in the past"),
    (Verb.TAKE_UP, {"reason": ""}, "reason", "Enter why it is urgent"),
    (Verb.TAKE_UP, {"why": Why.TIME_RAN_OUT.value}, "why", "Select why it goes there"),
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
    (Verb.ACTION_DONE, {"action": "2"}, "action", "Select an action"),
    (Verb.CORRECT, {"entry": "99"}, "entry", "Select the entry"),
    (Verb.NOTE, {"note": "x" * 5001}, "note", "Your answer must be 5000 characters or fewer. You entered 5001"),
]


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


def test_the_writing_help_does_not_pass_over_what_changed_meanwhile(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.REPLY)
    typed = {**fields(client, reference, Verb.REPLY), **GOOD[Verb.REPLY]}
    town.does("rosa", reference, commands.AddEvidence(words={"what": "Log", "source": "School"}))
    shown = page(client.post(address(reference, Verb.REPLY), {**typed, "check": "yes"}))
    assert shown.one("input", name="seen").attrs["value"] == "1"


def test_a_form_whose_words_were_kept_is_saved_while_typing(town: Town) -> None:
    reference, rosa, answer = both_at_once(town)
    kept = page(answer).one("textarea", name="what")
    form = next(one for one in page(answer).all("form") if "data-draft" in one.attrs)
    assert kept.text == "A second log."
    assert rosa.post(form.attrs["data-draft"], {"what": "A third log."}).status_code == 204
    assert page(rosa.get(address(reference, Verb.EVIDENCE))).one("textarea", name="what").text == "A third log."


def test_a_point_that_could_not_move_does_not_become_a_new_points_beginning(client: Client, town: Town) -> None:
    reference = ready(client, town, Verb.POINT)
    send(client, reference, Verb.POINT, **GOOD[Verb.POINT])
    town.does("amir", reference, commands.Acknowledge())
    late = {"token": "t" * 20, "seen": "2", "number": "1", "status": "disputed"}
    assert client.post(address(reference, Verb.POINT), late).status_code == 422
    assert page(client.get(address(reference, Verb.POINT))).one("textarea", name="point").text == ""


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
