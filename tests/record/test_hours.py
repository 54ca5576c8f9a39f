"""Opening hours change: one transaction for what is entered and for every matter that moves with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts import Duty, HoursChanged
from forthright.core.challenge.folding import fold
from forthright.directory import actions as directory_actions
from forthright.directory import queries as directory
from forthright.directory.keeping import Keeper
from forthright.directory.models import Agency, Holding, OfficeHours, OtherHours, Partnership, Post
from forthright.notices.models import Message
from forthright.notices.sentences import ALARM
from forthright.notices.tell import Kind
from forthright.record import chain, clock, hours, keys, policies, projection
from forthright.record.hours import Saved
from forthright.record.hours_wishes import ChangeWeek, EnterDays, NotYours, Place, Refused, Why, WithdrawDays
from forthright.record.models import Challenge, SetAside, StoredEvent
from forthright.record.moving_hours import Moves
from forthright.record.store import Changed, load, load_facts
from tests.support.town import MONDAY, Town

TUESDAY = date(2026, 11, 3)


def own_council(town: Town) -> Town:
    """Ada administers the council, which answers; its hours are its own."""
    Post.objects.filter(holdings__person=town.ada).update(agency=town.council)
    own = OfficeHours.objects.create(title="Council (invented)", weekly=town.council.hours.weekly)
    Agency.objects.filter(pk=town.council.pk).update(hours=own)
    return town


@pytest.fixture
def council(town: Town) -> Town:
    return own_council(town)


def place(town: Town) -> Place:
    return Place(Keeper.AGENCY, town.council.pk)


def inset(town: Town, **changes: object) -> EnterDays:
    fields = {"place": place(town), "reason": "Told by the council.", "first": TUESDAY, "last": TUESDAY}
    return EnterDays(**({"name": "Inset day"} | fields | changes))  # type: ignore[arg-type]


def saves(person, wish, now=MONDAY, token: str = "t") -> Saved:  # type: ignore[no-untyped-def]
    would = hours.preview(person, wish, now)
    assert isinstance(would, Moves), would
    done = hours.save(person, wish, would.digest(now), token, now)
    assert isinstance(done, Saved), done
    return done


def due(reference: str, kind: DutyKind = DutyKind.REPLY) -> datetime | None:
    return next(one.due for one in fold(load_facts(reference)).duties.values() if one.kind is kind)


def reply(reference: str) -> Duty:
    return next(one for one in fold(load_facts(reference)).duties.values() if one.kind is DutyKind.REPLY)


def test_what_is_previewed_is_done_and_nothing_is_written_before(council: Town) -> None:
    references = [council.raises(), council.raises()]
    before = due(references[0])
    would = hours.preview(council.ada, inset(council), MONDAY)
    assert isinstance(would, Moves)
    assert {one.reference for one in would.moved} == set(references)
    assert StoredEvent.objects.count() == 2 and not OtherHours.objects.exists()
    saves(council.ada, inset(council))
    for reference in references:
        assert due(reference) == before + timedelta(days=1)  # type: ignore[operator]
        assert Challenge.objects.get(pk=reference).version == 2
    assert list(projection.differences()) == []
    assert list(chain.faults(StoredEvent.objects.order_by("challenge", "version"), {})) == []


def test_the_entry_says_who_and_why_and_both_sides_are_told_once(council: Town) -> None:
    reference = council.raises()
    saves(council.ada, inset(council))
    entry = load(reference)[-1].event
    assert isinstance(entry.fact, HoursChanged) and entry.fact.of == (council.council.name,)
    assert entry.words == {"reason": "Told by the council.", "by": "Ada (invented)"}
    told = Message.objects.filter(challenge=reference, kind=Kind.HOURS_CHANGED)
    assert sorted(one.recipient for one in told) == sorted([council.rosa.pk, council.amir.pk])


def test_the_clock_then_runs_out_at_the_new_date_and_not_at_the_old_one(council: Town) -> None:
    reference = council.raises()
    old = due(reference)
    assert old is not None
    saves(council.ada, inset(council))
    clock.handle(reference, old)
    assert not reply(reference).lapsed
    new = due(reference)
    assert new is not None
    clock.handle(reference, new)
    assert reply(reference).lapsed


def test_taking_it_back_restores_the_dates_with_a_new_entry(council: Town) -> None:
    reference = council.raises()
    before = due(reference)
    saves(council.ada, inset(council))
    row = OtherHours.objects.get()
    back = WithdrawDays(place=place(council), reason="It was another day.", row=row.pk)
    saves(council.ada, back, token="u")
    assert due(reference) == before
    assert Challenge.objects.get(pk=reference).version == 3
    row.refresh_from_db()
    assert row.withdrawn_reason == "It was another day."
    assert hours.preview(council.ada, back, MONDAY) == Refused(Why.GONE, row)


def test_a_matter_in_which_nothing_moves_gets_no_entry(council: Town) -> None:
    reference = council.raises()
    saves(council.ada, inset(council, first=date(2027, 3, 1), last=date(2027, 3, 1)))
    assert Challenge.objects.get(pk=reference).version == 1
    assert not Message.objects.filter(kind=Kind.HOURS_CHANGED).exists()


def test_a_challenge_that_is_raised_afterwards_counts_in_the_new_hours(council: Town) -> None:
    first = council.raises()
    saves(council.ada, inset(council))
    assert due(council.raises()) == due(first)


def test_sending_the_same_form_twice_does_it_once(council: Town) -> None:
    reference = council.raises()
    saves(council.ada, inset(council))
    again = hours.save(council.ada, inset(council), "whatever", "t", MONDAY)
    assert isinstance(again, Saved) and again.again
    assert OtherHours.objects.count() == 1 and Challenge.objects.get(pk=reference).version == 2


def test_where_something_else_would_move_now_nothing_is_written_and_it_is_shown_again(council: Town) -> None:
    council.raises()
    would = hours.preview(council.ada, inset(council), MONDAY)
    assert isinstance(would, Moves)
    later = council.raises()
    found = hours.save(council.ada, inset(council), would.digest(MONDAY), "t", MONDAY)
    assert isinstance(found, Moves) and later in {one.reference for one in found.moved}
    assert not OtherHours.objects.exists() and StoredEvent.objects.count() == 2
    done = hours.save(council.ada, inset(council), found.digest(MONDAY), "t", MONDAY)
    assert isinstance(done, Saved) and len(done.moves.moved) == 2


def test_one_matter_that_raises_is_set_aside_with_an_alarm_and_the_others_move(council: Town) -> None:
    references = sorted([council.raises(), council.raises()])
    poisoned = hours.write

    def write(reference, *more):  # type: ignore[no-untyped-def]
        if reference == references[0]:
            raise RuntimeError("poison")
        return poisoned(reference, *more)

    with mock.patch.object(hours, "write", write):
        done = saves(council.ada, inset(council))
    assert done.aside == (references[0],)
    assert [one.reference for one in done.moves.moved] == references[1:]
    assert SetAside.objects.get().challenge == references[0]
    assert [one.recipient for one in Message.objects.filter(kind=ALARM)] == [council.beth.pk]
    assert Challenge.objects.get(pk=references[1]).version == 2
    assert OtherHours.objects.count() == 1


def test_a_matter_whose_words_are_erased_does_not_stop_the_others(council: Town) -> None:
    erased, other = council.raises(), council.raises()
    keys.destroy(erased)
    done = saves(council.ada, inset(council))
    assert done.aside == (erased,) and [one.reference for one in done.moves.moved] == [other]


def test_where_somebody_writes_at_the_same_moment_the_whole_is_tried_again(council: Town) -> None:
    reference = council.raises()
    real, tried = hours.write, []

    def write(*arguments):  # type: ignore[no-untyped-def]
        tried.append(arguments[0])
        if len(tried) == 1:
            raise Changed(reference)
        return real(*arguments)

    with mock.patch.object(hours, "write", write):
        done = saves(council.ada, inset(council))
    assert len(tried) == 2 and len(done.moves.moved) == 1
    assert OtherHours.objects.count() == 1 and Challenge.objects.get(pk=reference).version == 2


def test_two_for_the_same_day_are_refused_and_the_other_is_named(council: Town) -> None:
    saves(council.ada, inset(council))
    found = hours.preview(council.ada, inset(council, name="Flood"), MONDAY)
    assert found == Refused(Why.CLASH, OtherHours.objects.get())


def test_an_office_whose_only_opening_is_closed_for_good_is_refused(council: Town) -> None:
    own = Agency.objects.get(pk=council.council.pk).hours
    OfficeHours.objects.filter(pk=own.pk).update(weekly=[[]] * 7)
    assert hours.preview(council.ada, inset(council), MONDAY) == Refused(Why.SHUT)


def test_another_week_moves_what_is_counted_in_it(council: Town) -> None:
    reference = council.raises()
    before = due(reference)
    week = (((600, 900),),) * 5 + ((), ())
    wish = ChangeWeek(place=place(council), reason="New hours.", first=date(2026, 11, 2), weekly=week)
    saves(council.ada, wish)
    assert before is not None and due(reference) == before.replace(hour=15)
    assert hours.preview(council.ada, wish, MONDAY) == Refused(Why.SAME)


def test_hours_that_others_share_are_split_so_that_nobody_elses_office_is_closed(town: Town) -> None:
    Post.objects.filter(holdings__person=town.ada).update(agency=town.council)
    shared = town.council.hours
    reference = town.raises()
    settle = due(reference, DutyKind.SETTLE)
    saves(town.ada, inset(town))
    assert due(reference, DutyKind.SETTLE) == settle, "counted in the partnership's own hours, which are as they were"
    assert Agency.objects.get(pk=town.council.pk).hours != shared
    assert Agency.objects.get(pk=town.school.pk).hours == shared and not shared.other.exists()
    row = OtherHours.objects.get()
    saves(town.ada, WithdrawDays(place=place(town), reason="Another day.", row=row.pk), token="u")


def test_taking_back_what_stands_in_shared_hours_takes_it_back_for_this_agency_alone(town: Town) -> None:
    Post.objects.filter(holdings__person=town.ada).update(agency=town.council)
    days = directory_actions.Days(TUESDAY, TUESDAY, (), "Flood")
    row = directory_actions.enter_days(
        town.council.hours, days, "", directory_actions.Signed(town.beth, MONDAY, ""), act="a"
    )
    reference = town.raises()
    reply, settle = due(reference), due(reference, DutyKind.SETTLE)
    saves(town.ada, WithdrawDays(place=place(town), reason="We were open.", row=row.pk))
    assert due(reference) == reply - timedelta(days=1)  # type: ignore[operator]
    assert due(reference, DutyKind.SETTLE) == settle
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_a_bank_holiday_is_entered_for_every_row_that_is_ticked_and_taken_back_at_once(council: Town) -> None:
    reference = council.raises()
    reply, settle = due(reference), due(reference, DutyKind.SETTLE)
    rows = tuple(OfficeHours.objects.order_by("pk").values_list("pk", flat=True))
    office = Place(Keeper.PARTNERSHIP, council.partnership.pk, rows)
    wish = EnterDays(place=office, reason="Proclaimed.", first=TUESDAY, last=TUESDAY, name="Bank holiday: wedding")
    saves(council.beth, wish)
    assert OtherHours.objects.count() == 2
    entry = load(reference)[-1].event
    assert isinstance(entry.fact, HoursChanged)
    assert set(entry.fact.of) == {council.school.name, council.council.name, council.partnership.name}
    assert Challenge.objects.get(pk=reference).version == 2, "one entry, though two rows of hours changed"
    row = OtherHours.objects.order_by("pk").first()
    assert row is not None
    with pytest.raises(NotYours):
        hours.preview(council.ada, WithdrawDays(place=place(council), reason="No.", row=row.pk), MONDAY)
    own = Place(Keeper.PARTNERSHIP, council.partnership.pk)
    saves(council.beth, WithdrawDays(place=own, reason="Not so.", row=row.pk), token="u")
    assert not OtherHours.objects.filter(withdrawn_at=None).exists()
    assert (due(reference), due(reference, DutyKind.SETTLE)) == (reply, settle)


def test_a_business_unit_ticks_only_hours_that_its_agencies_use(council: Town) -> None:
    stranger = OfficeHours.objects.create(title="Elsewhere", weekly=council.council.hours.weekly)
    office = Place(Keeper.PARTNERSHIP, council.partnership.pk, (stranger.pk,))
    wish = EnterDays(place=office, reason="Proclaimed.", first=TUESDAY, last=TUESDAY, name="Bank holiday")
    with pytest.raises(NotYours):
        hours.preview(council.beth, wish, MONDAY)


def test_nobody_else_changes_them(council: Town) -> None:
    for name in set(council.people) - {"ada"}:
        with pytest.raises(NotYours):
            hours.save(council.people[name], inset(council), "x", "t", MONDAY)
    Holding.objects.filter(person=council.ada).update(ends=date(2026, 11, 1))
    with pytest.raises(NotYours):
        hours.save(council.ada, inset(council), "x", "t", MONDAY)
    assert not OtherHours.objects.exists()


def test_a_matter_of_another_partnership_that_the_agency_works_in_moves_too_and_is_not_the_first_ones_to_see(
    council: Town,
) -> None:
    other = Partnership.objects.create(name="Otherton", slug="otherton", hours=council.partnership.hours)
    version = policies.publish(other, council.policy.text, MONDAY)
    here = council.raises()
    there = council.raises(partnership=other.pk, policy=version.fingerprint)
    would = hours.preview(council.ada, inset(council), MONDAY)
    assert isinstance(would, Moves) and {one.reference for one in would.moved} == {here, there}
    office = directory.actor(council.beth, MONDAY)
    assert [one.reference for one in would.moved if one.seen_by(office)] == [here]


def test_what_has_run_out_or_ended_is_left(council: Town) -> None:
    ended, late = council.raises(), council.raises()
    council.does("rosa", ended, c.Withdraw(words={"reason": "Settled."}))
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    clock.handle(late, now)
    before = fold(load_facts(late)).duties
    saves(council.ada, inset(council), now)
    assert fold(load_facts(late)).duties == before
    assert Challenge.objects.get(pk=ended).version == 2
