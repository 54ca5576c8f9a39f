"""One challenge on one screen: each sees what is theirs to see, and is offered what they may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from forthright.audit.models import Look
from forthright.core.challenge import commands
from forthright.core.challenge.codes import (
    Better,
    Outcome,
    PointStatus,
    Ruling,
    SafetyStance,
    Stance,
    Subject,
    ThanksKind,
    Why,
)
from forthright.core.challenge.commands import Verb
from forthright.directory import queries as directory
from forthright.directory.models import Cover
from forthright.record import actions, clock, keys, queries
from tests.support.forms import Page, page
from tests.support.town import MONDAY, Town

NOW = MONDAY + timedelta(hours=2)
LATER = datetime(2026, 12, 14, 23, 59, tzinfo=UTC)
URGENT = commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."})


@pytest.fixture(autouse=True)
def _monday():  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        yield


def seen_by(town: Town, reference: str, who: str) -> Page:
    client = Client()
    client.force_login(town.people[who])
    answer = client.get(f"/matter/{reference}/")
    assert answer.status_code == 200
    return page(answer)


def text(town: Town, reference: str, who: str) -> str:
    return seen_by(town, reference, who).one(id="main-content").text


def part(town: Town, reference: str, who: str, name: str) -> str:
    return seen_by(town, reference, who).one("section", **{"aria-labelledby": name}).text


def offered(shown: Page, reference: str) -> set[str]:
    start = f"/matter/{reference}/do/"
    links = [one.attrs["href"] for one in shown.all("a") if one.attrs.get("href", "").startswith(start)]
    return {link.removeprefix(start).rstrip("/") for link in links}


def agreed(town: Town, reference: str) -> None:
    matter = queries.matter(town.rosa, reference, NOW)
    assert matter is not None
    owner = matter.state.parties[town.amir.pk]
    new = (commands.NewAction(owner=owner, due=datetime(2026, 11, 6, 23, 59, tzinfo=UTC)),)
    words = {"agreed": "We see it alike.", "actions": ["Visit the home."]}
    wish = commands.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, actions=new, words=words)
    town.does("amir", reference, wish)
    town.does("rosa", reference, commands.Confirm(agree=True))


@pytest.mark.parametrize("who", ["olu", "hana", "ada", "sid", "mei"])
def test_to_whoever_takes_no_part_there_is_no_such_challenge(town: Town, client: Client, who: str) -> None:
    reference = town.raises()
    if who == "mei":  # she leads Rosa: she sees facts; the others see nothing
        assert "You see facts only" in text(town, reference, who)
        return
    client.force_login(town.people[who])
    assert client.get(f"/matter/{reference}/").status_code == 404
    assert not Look.objects.exclude(act__in=("refused", "listed")).exists()


def test_amir_reads_what_was_asked_and_is_told_that_it_is_his_turn(town: Town) -> None:
    reference = town.raises()
    shown = seen_by(town, reference, "amir")
    main = shown.one(id="main-content").text
    for words in ("Zuri Canary (invented)", "Seen alone at the gate", "A visit to the home this week.", "Gate log"):
        assert words in main
    assert "It is your turn Acknowledge it" in main
    assert "Tomorrow, by 5pm on Tuesday 3 November 2026" in main
    assert shown.one("a", css="govuk-button").attrs["href"] == f"/matter/{reference}/do/acknowledge/"


def test_rosa_sees_whose_turn_it_is_with_the_post_and_who_covers(town: Town) -> None:
    reference = town.raises()
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    said = part(town, reference, "rosa", "turn")
    assert "Amir (invented), Social worker" in said
    assert "Sam (invented) covers for them now, until Monday 30 November 2026." in said


def test_whoever_waits_is_offered_the_perspective_first_and_not_to_end_it(town: Town) -> None:
    reference = town.raises()
    assert seen_by(town, reference, "rosa").one("a", css="govuk-button").text == "Give your perspective"
    town.does("rosa", reference, commands.GivePerspective(rating=3, words={"view": "Not safe."}))
    assert not seen_by(town, reference, "rosa").all("a", css="govuk-button")


def test_a_deputy_sees_that_it_is_their_turn(town: Town) -> None:
    reference = town.raises()
    Cover.objects.create(post=town.posts["amir"], deputy=town.sam, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    assert "It is your turn" in part(town, reference, "sam", "turn")


def test_the_title_and_the_address_name_no_child(town: Town) -> None:
    reference = town.raises()
    assert seen_by(town, reference, "rosa").title() == f"Challenge {reference} - Forthright"


@pytest.mark.parametrize("who", ["beth", "sam"])
def test_whoever_sees_facts_only_reads_no_name_and_no_word_and_is_told_why(town: Town, who: str) -> None:
    reference = town.raises()
    town.does("amir", reference, commands.Reply(stance=Stance.PARTLY, words={"reasons": "canary reply"}))
    agreed(town, reference)
    shown = seen_by(town, reference, who)
    main = shown.one(id="main-content").text
    for words in ("Zuri", "gate", "canary", "Visit the home", "Rosa (", "Amir ("):
        assert words not in main
    assert "You see facts only" in main
    assert "Need for action" in main
    assert "Social worker" in main
    # whoever leads them, to whom it may come next, can say that they must not take part
    assert offered(shown, reference) == ({"declare-a-conflict"} if who == "sam" else set())


def test_a_perspective_is_sealed_until_the_other_is_in_and_then_both_open(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, commands.GivePerspective(rating=8, words={"view": "canary view of Amir"}))
    rosa = seen_by(town, reference, "rosa")
    assert "Given. It opens when both are in." in rosa.one("section", **{"aria-labelledby": "perspectives"}).text
    assert "canary" not in rosa.one(id="main-content").text
    assert not rosa.all(css="app-number")
    assert "Only your side can read it until both are in." in part(town, reference, "amir", "perspectives")
    town.does("rosa", reference, commands.GivePerspective(rating=3, words={"view": "Rosa's view"}))
    for who in ("rosa", "amir"):
        shown = seen_by(town, reference, who)
        assert [one.text for one in shown.all(css="app-number")] == ["3", "8"]
        assert "canary view of Amir" in shown.one(id="main-content").text


def test_private_notes_are_for_ones_own_side_alone(town: Town) -> None:
    reference = town.raises()
    town.does("rosa", reference, commands.WriteNote(words={"note": "canary note of Rosa"}))
    assert "canary note of Rosa" in part(town, reference, "rosa", "notes")
    client = Client()
    client.force_login(town.amir)
    assert "canary note" not in client.get(f"/matter/{reference}/").content.decode()
    assert "private note" not in part(town, reference, "amir", "people")


def test_a_check_back_answer_is_sealed_until_the_other_is_in(town: Town) -> None:
    reference = town.raises()
    agreed(town, reference)
    clock.handle(reference, LATER + timedelta(minutes=1))
    town.does("amir", reference, commands.CheckBack(better=Better.NO, words={"different": "canary answer"}))
    assert "Answered. It opens when both are in." in part(town, reference, "rosa", "check-back")
    assert "canary" not in text(town, reference, "rosa")
    town.does("rosa", reference, commands.CheckBack(better=Better.YES, words={"different": "She is safe."}))
    assert "canary answer" in part(town, reference, "rosa", "check-back")


def test_everything_that_was_said_stands_on_the_page(town: Town) -> None:
    reference = town.raises()
    acts: list[tuple[str, commands.Command]] = [
        ("amir", commands.Reply(stance=Stance.PARTLY, words={"reasons": "We visited.", "change_mind": "A log."})),
        ("amir", commands.PlacePoint(status=PointStatus.DISPUTED, words={"point": "Alone on Monday."})),
        ("rosa", commands.AddEvidence(words={"what": "Second log", "source": "School"})),
        ("rosa", commands.Thank(kind=ThanksKind.THANKS, words={"note": "For the visit."})),
        ("rosa", commands.TellDanger(words={"told": "I rang 999."})),
        ("amir", commands.PlanSafety(stance=SafetyStance.PROPOSED, words={"plan": "An aunt collects her."})),
        ("rosa", commands.Correct(entry=1, words={"correction": "It was 13 October."})),
    ]
    for who, act in acts:
        town.does(who, reference, act)
    main = text(town, reference, "rosa")
    for words in (
        "Partly agree We visited.",
        "A log.",
        "Disputed Alone on Monday.",
        "Second log",
        "For the visit.",
        "I rang 999.",
        "An aunt collects her.",
        "The raising side has not answered yet.",
        "It was 13 October.",
    ):
        assert words in main, words


def test_actions_stand_with_owner_day_and_how_they_stand(town: Town) -> None:
    reference = town.raises()
    agreed(town, reference)
    row = seen_by(town, reference, "rosa").one("tbody", css="govuk-table__body").inside
    cells = [one.text for one in row if one.tag in ("th", "td")]
    assert cells == [
        "Visit the home.",
        "Amir (invented)",
        "Friday 6 November 2026Why this date? Visit the home.",
        "To do",
    ]
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        assert "Overdue" in part(town, reference, "rosa", "actions")


def test_the_other_sides_looks_are_shown_with_the_entry_they_have_seen(town: Town) -> None:
    reference = town.raises()
    assert "Has not looked yet" in part(town, reference, "rosa", "people")
    seen_by(town, reference, "amir")
    said = part(town, reference, "rosa", "people")
    assert "Last looked at 11am on Monday 2 November 2026. Has seen up to entry 1." in said


def test_looking_is_noted_once_and_writes_nothing_else(town: Town) -> None:
    reference = town.raises()
    seen_by(town, reference, "amir")
    assert list(Look.objects.values_list("person", "act", "version")) == [(town.amir.pk, "looked", 1)]
    matter = queries.matter(town.amir, reference, NOW)
    assert matter is not None and matter.state.version == 1


def test_erased_words_are_said_to_be_erased(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, commands.Reply(stance=Stance.PARTLY, words={"reasons": "We visited."}))
    town.does("amir", reference, commands.PlacePoint(status=PointStatus.AGREED, words={"point": "Alone."}))
    keys.destroy(reference)
    main = text(town, reference, "rosa")
    assert "The words of this entry have been erased." in main
    assert "The words of this point have been erased." in main
    assert "Partly agree" in main


def test_going_up_before_a_reply_says_when_it_can_be_done(town: Town) -> None:
    said = part(town, town.raises(), "rosa", "do")
    assert "You can take this up when the reply is in or the time has run out." in said


def test_one_settled_by_talking_shows_what_was_recorded_and_asks_nothing(town: Town) -> None:
    wish = commands.RecordSettled(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=Subject.CHILD,
        topic="Need for action",
        raising=directory.own_seat(town.rosa, town.posts["rosa"]),
        responding_agency=town.council.pk,
        words={"what": "Who collects her.", "changed": "She is collected."},
    )
    done = actions.begin(town.rosa, wish, "talked", NOW)
    assert isinstance(done, actions.Done)
    main = text(town, done.reference, "rosa")
    assert "What was recorded" in main
    assert "She is collected." in main
    assert "Nothing is waiting" in main
    assert "Two perspectives" not in main
    assert "reopen" not in offered(seen_by(town, done.reference, "rosa"), done.reference)


def settled(town: Town, reference: str) -> None:
    agreed(town, reference)
    clock.handle(reference, LATER + timedelta(minutes=1))


def at_three(town: Town, reference: str) -> None:
    town.does("rosa", reference, URGENT)
    town.does("mei", reference, URGENT)


def decided(town: Town, reference: str) -> None:
    at_three(town, reference)
    words = {"decision": "A visit.", "reasons": "She is alone."}
    town.does("ruth", reference, commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=words))


def at_four(town: Town, reference: str) -> None:
    at_three(town, reference)
    town.does("mei", reference, URGENT)


STANDS: dict[str, Callable[[Town, str], None]] = {
    "just raised": lambda town, reference: None,
    "replied": lambda town, reference: _replied(town, reference),
    "proposed": lambda town, reference: _proposed(town, reference),
    "at step 3": at_three,
    "decided": decided,
    "before the chair": at_four,
    "settled and asked": settled,
    "withdrawn": lambda town, reference: _withdrawn(town, reference),
}


def _replied(town: Town, reference: str) -> None:
    town.does("amir", reference, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))


def _proposed(town: Town, reference: str) -> None:
    wish = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "Alike."})
    town.does("amir", reference, wish)


def _withdrawn(town: Town, reference: str) -> None:
    town.does("rosa", reference, commands.Withdraw(words={"reason": "Settled."}))


def test_who_decides_at_step_3_is_offered_it_and_their_own_agency_cannot_agree_it(town: Town) -> None:
    reference = town.raises()
    decided(town, reference)
    assert Verb.AGREE_DECISION.value in offered(seen_by(town, reference, "ravi"), reference)
    assert Verb.AGREE_DECISION.value not in offered(seen_by(town, reference, "ruth"), reference)
    assert "It does not stand yet" in part(town, reference, "rosa", "decided")
