"""Past challenges under a draft: sums of what ended, in whole months, and none that could tell of one family."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest

from forthright.core.challenge.codes import Stance, Why
from forthright.core.challenge.commands import Reply, TakeUp, Withdraw
from forthright.core.policy import edit
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Holding, OfficeHours, Partnership
from forthright.insight import replays as room
from forthright.insight.replays import (
    ACTS,
    ALLOWED,
    CLIMBS,
    ENDED,
    ENDS,
    LAPSES,
    LESS_UP,
    MOVED,
    REFUSED,
    SAME_OUT,
    SAME_UP,
    Replays,
    replays,
)
from forthright.insight.suppress import HIDDEN
from forthright.record import actions, policies, store
from forthright.record.clock import handle
from tests.support.town import Town

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def policy(text: str) -> Policy:
    found = policies.policy_in(text)
    assert found is not None
    return found


def ends(town: Town, at: datetime, goes_up: bool = False) -> str:
    """Rosa raises it, perhaps takes it up, and withdraws it two days later; returns its reference."""
    reference = town.raises(at)
    if goes_up:
        town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reason": "No."}), at + timedelta(hours=2))
        town.does("rosa", reference, TakeUp(why=Why.STILL_DIFFER, words={"reason": "No."}), at + timedelta(hours=3))
    town.does("rosa", reference, Withdraw(words={"reason": "It was put right."}), at + timedelta(days=2))
    return reference


def found(town: Town, text: str = "", now: datetime = NOVEMBER) -> Replays:
    return replays(town.partnership, policy(text or town.policy.text), now)


def test_four_are_not_shown_at_all_and_five_are(town: Town) -> None:
    for _number in range(4):
        ends(town, OCTOBER)
    assert found(town).counts is None
    ends(town, OCTOBER)
    counts = found(town).counts
    assert counts is not None
    assert {one.total for one in counts.values()} == {5}
    assert counts[ENDS].cells[ENDED] == 5


def test_under_their_own_policy_nothing_comes_out_otherwise(town: Town) -> None:
    for number in range(10):
        ends(town, OCTOBER, goes_up=number < 5)
    counts = found(town).counts
    assert counts is not None
    assert counts[CLIMBS].cells[SAME_UP] == 10
    assert counts[ACTS].cells[ALLOWED] == 10


def published(town: Town, *changes: tuple[str, str], more: str = "") -> str:
    """Another version that counts from now on for what is raised; returns its text."""
    text = town.policy.text + more
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    town.policy = policies.publish(town.partnership, text, datetime(2026, 1, 2, tzinfo=UTC))
    return text


def as_it_was(town: Town, text: str = "") -> None:
    """Nothing comes out otherwise under this text, which was theirs."""
    counts = found(town, text).counts
    assert counts is not None
    assert counts[CLIMBS].cells[SAME_UP] == counts[CLIMBS].total
    assert counts[LAPSES].cells[SAME_OUT] == counts[LAPSES].total
    assert counts[ENDS].cells[ENDED] == counts[ENDS].total
    assert counts[ACTS].cells[ALLOWED] == counts[ACTS].total


def replied(town: Town, after: timedelta, **raised: object) -> str:
    """Amir replies so long after it was raised; the next day Rosa withdraws it."""
    reference = town.raises(OCTOBER, **raised)
    handle(reference, OCTOBER + after - timedelta(minutes=1))
    town.does("amir", reference, Reply(stance=Stance.AGREE, words={"reason": "Yes."}), OCTOBER + after)
    handle(reference, OCTOBER + after + timedelta(days=1))
    town.does("rosa", reference, Withdraw(words={"reason": "It was put right."}), OCTOBER + after + timedelta(days=1))
    return reference


def test_each_is_played_by_the_kind_of_the_agency_that_answered_it(town: Town) -> None:
    kind = f"\nfor {town.council.group}, step 1:\n  reply within: 10 working days of being raised\n"
    text = published(town, more=kind)
    for _number in range(5):
        replied(town, timedelta(days=5))
    as_it_was(town, text)


def test_each_is_played_with_its_priority(town: Town) -> None:
    plain, reply = town.policy.text, "  reply within: 2 working days"
    line = next(line for line in plain.splitlines(keepends=True) if line.startswith(reply))
    soon = ("version: ", "priority: soon\nversion: "), (line, f"{line}  reply within, priority soon: 4 working hours\n")
    text = published(town, *soon)
    for _number in range(5):
        replied(town, timedelta(days=1), priority="soon")
    as_it_was(town, text)
    without = found(town, plain).counts
    assert without is not None
    assert without[ACTS].cells[REFUSED] == 5, "a text without the priority plays them without, and that is counted"


def test_each_is_played_in_the_hours_of_its_agencies(town: Town) -> None:
    mondays = OfficeHours.objects.create(title="Mondays", nation="ENG", weekly=[[["09:00", "17:00"]], *[[]] * 6])
    town.council.hours = mondays
    town.council.save()
    for _number in range(5):
        replied(town, timedelta(days=5))
    as_it_was(town)


def test_each_is_played_with_the_posts_as_they_were_held_then(town: Town) -> None:
    answered = "  answered by: line manager\n"
    text = published(town, (answered, f"{answered}  if nobody holds the post: skip this step\n"))
    for _number in range(5):
        reference = town.raises(OCTOBER)
        hours = [OCTOBER + timedelta(hours=hour) for hour in range(1, 6)]
        town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reason": "No."}), hours[0])
        town.does("rosa", reference, TakeUp(why=Why.STILL_DIFFER, words={"reason": "No."}), hours[1])
        town.does("sam", reference, Reply(stance=Stance.DISAGREE, words={"reason": "No."}), hours[2])
        town.does("mei", reference, TakeUp(why=Why.STILL_DIFFER, words={"reason": "No."}), hours[3])
        town.does("ruth", reference, Withdraw(words={"reason": "It was put right."}), hours[4])
    Holding.objects.filter(person=town.sam).update(ends=date(2026, 10, 31))
    as_it_was(town, text)


def test_what_was_moved_to_another_version_is_counted(town: Town) -> None:
    old = town.policy
    text = published(town, ("step 1: Practitioners", "step 1: Those who know the child"))
    newer, town.policy = town.policy, old
    for number in range(10):
        reference = town.raises(OCTOBER)
        if number < 5:
            done = actions.move_policy(town.beth, reference, 1, newer.fingerprint, "", "Agreed.", "", OCTOBER)
            assert isinstance(done, actions.Done)
        words = {"reason": "It was put right."}
        town.does("rosa", reference, Withdraw(words=words), OCTOBER + timedelta(days=2))
    counts = found(town, text).counts
    assert counts is not None
    assert (counts[ACTS].cells[MOVED], counts[ACTS].cells[ALLOWED]) == (5, 5)


def test_a_ladder_that_ends_at_once_sends_fewer_up_and_refuses_what_people_did(town: Town) -> None:
    for number in range(12):
        ends(town, OCTOBER, goes_up=number < 6)
    counts = found(town, edit.set_value(town.policy.text, "step 1/if not settled", "the procedure ends")).counts
    assert counts is not None
    assert (counts[CLIMBS].cells[LESS_UP], counts[CLIMBS].cells[SAME_UP]) == (6, 6)
    assert counts[ACTS].cells[REFUSED] == 6


def test_small_numbers_are_hidden_and_cannot_be_worked_out(town: Town) -> None:
    for number in range(9):
        ends(town, OCTOBER, goes_up=number < 2)
    counts = found(town, edit.set_value(town.policy.text, "step 1/if not settled", "the procedure ends")).counts
    assert counts is not None
    assert counts[CLIMBS].cells[LESS_UP] is HIDDEN
    assert counts[CLIMBS].cells[SAME_UP] is HIDDEN, "else the 2 follow from the 9 that there are"
    assert counts[ACTS].cells[REFUSED] is HIDDEN
    assert all(shown == 0 or shown is HIDDEN or shown >= 5 for one in counts.values() for shown in one.cells.values())


def test_what_ended_this_month_or_is_open_is_not_replayed(town: Town) -> None:
    for _number in range(5):
        ends(town, OCTOBER)
    ends(town, NOVEMBER - timedelta(days=10))
    town.raises(OCTOBER)
    counts = found(town).counts
    assert counts is not None
    assert counts[CLIMBS].total == 5
    assert found(town).last.isoformat() == "2026-10-31"


def test_only_the_newest_are_replayed_and_no_word_is_unsealed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(7):
        ends(town, OCTOBER)

    def never(*args: object) -> None:
        raise AssertionError("a word was unsealed")

    monkeypatch.setattr(store.seals, "unseal", never)
    monkeypatch.setattr(store.keys, "get_many", never)
    monkeypatch.setattr(room, "MOST", 6)
    counts = found(town).counts
    assert counts is not None
    assert counts[CLIMBS].total == 6


def test_another_partnerships_past_is_not_in_it(town: Town) -> None:
    for _number in range(6):
        ends(town, OCTOBER)
    other = Partnership.objects.create(name="Otherton (invented)", slug="otherton", hours=town.partnership.hours)
    assert replays(other, policy(town.policy.text), NOVEMBER).counts is None


def test_what_leaves_the_room_holds_sums_and_a_day_and_nothing_else() -> None:
    assert {one.name for one in fields(Replays)} == {"last", "counts"}
