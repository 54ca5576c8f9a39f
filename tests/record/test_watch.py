"""The clock's daily look at the cover radar: whoever leads is told of each gap once, before it bites."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail

from forthright.core.challenge.codes import Stance, Why
from forthright.core.challenge.commands import Reply, TakeUp
from forthright.directory.models import Holding, Leave
from forthright.notices.models import Message
from forthright.notices.sentences import GAPS
from forthright.notices.tell import Kind
from forthright.record import clock, watch
from forthright.record.store import load_facts
from tests.support.town import MONDAY, Town

DAY = MONDAY.date()


def told() -> list[tuple[int, int]]:
    return list(Message.objects.filter(kind=GAPS).order_by("pk").values_list("recipient", "facts__count"))


def test_the_administrator_is_told_of_a_gap_once_before_it_bites(town: Town) -> None:
    watch.look_once_a_day(MONDAY)
    before = len(told())
    Leave.objects.create(person=town.mei, starts=DAY + timedelta(days=9), ends=DAY + timedelta(days=9))
    for day in range(1, 9):
        watch.look_once_a_day(MONDAY + timedelta(days=day))
        watch.look_once_a_day(MONDAY + timedelta(days=day, hours=5))
    assert told()[before:] == [(town.ada.pk, 1)]


def test_a_post_that_stays_empty_is_told_once_and_not_again_with_each_day(town: Town) -> None:
    Holding.objects.filter(post=town.posts["mei"]).update(ends=DAY - timedelta(days=1))
    for day in range(40):
        watch.look_once_a_day(MONDAY + timedelta(days=day))
    assert [one for one in told() if one[0] == town.ada.pk] == [(town.ada.pk, 1)]


def test_an_agency_without_a_lead_is_told_of_to_the_business_unit(town: Town) -> None:
    Leave.objects.create(person=town.sam, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=1))
    watch.look_once_a_day(MONDAY)
    assert {person for person, _count in told()} <= {town.beth.pk, town.ada.pk}
    assert town.beth.pk in {person for person, _count in told()}


def test_the_message_goes_out_with_the_round_and_names_nobody(town: Town) -> None:
    Leave.objects.create(person=town.mei, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=1))
    clock.round_once(MONDAY)
    (letter,) = (one for one in mail.outbox if one.to == [town.ada.email])
    assert "/cover/radar/" in letter.body and "nobody answers" in letter.body
    assert "Mei" not in letter.body + letter.subject


def test_an_empty_post_at_the_moment_a_step_opens_tells_the_business_unit_at_once_and_stands_in_the_record(
    town: Town,
) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.sam, starts=DAY, ends=DAY)
    town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    town.does("rosa", reference, TakeUp(why=Why.STILL_DIFFER))
    taken = load_facts(reference)[-1].fact
    assert taken.empty == ("line manager",)  # type: ignore[attr-defined]
    alarms = Message.objects.filter(challenge=reference, kind=Kind.NOBODY_ANSWERS)
    assert [one.recipient for one in alarms] == [town.beth.pk]


def test_where_somebody_covers_no_alarm_is_raised(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    town.does("rosa", reference, TakeUp(why=Why.STILL_DIFFER))
    assert not load_facts(reference)[-1].fact.empty  # type: ignore[attr-defined]
    assert not Message.objects.filter(kind=Kind.NOBODY_ANSWERS).exists()
