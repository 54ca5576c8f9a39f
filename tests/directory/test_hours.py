"""Opening hours as calendars: what people enter for some days, another week, and what was known when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from forthright.core.challenge.standing import Office
from forthright.directory import actions, keeping
from forthright.directory.actions import Signed
from forthright.directory.hours import Days, Week, calendar_of, clash, in_force, school_calendar, week_on
from forthright.directory.keeping import Keeper
from forthright.directory.models import Agency, Holding, OfficeHours, OtherHours, Partnership, Post
from tests.support.town import MONDAY, WEEKLY, Town

TUESDAY, SATURDAY = date(2026, 11, 3), date(2026, 11, 7)
CHRISTMAS = date(2026, 12, 25)
MORNING = ((540, 750),)
USUAL = ((540, 1020),)


@pytest.fixture
def hours(db: None) -> OfficeHours:
    return OfficeHours.objects.create(title="Office (invented)", nation="ENG", weekly=WEEKLY)


def enter(town_or_person, hours, days: Days, at=MONDAY, act: str = "one") -> OtherHours:  # type: ignore[no-untyped-def]
    return actions.enter_days(hours, days, "A letter", Signed(town_or_person, at, "Because."), act=act)


def again(hours: OfficeHours) -> OfficeHours:
    return OfficeHours.objects.get(pk=hours.pk)


def test_a_closure_a_half_day_and_a_one_off_opening_count_with_their_names(town: Town, hours: OfficeHours) -> None:
    enter(town.ada, hours, Days(TUESDAY, TUESDAY, (), "Inset day"))
    enter(town.ada, hours, Days(date(2026, 12, 24), date(2026, 12, 24), MORNING, "Half day"))
    enter(town.ada, hours, Days(CHRISTMAS, CHRISTMAS, MORNING, "Open at Christmas"))
    enter(town.ada, hours, Days(SATURDAY, SATURDAY, MORNING, "Saturday clinic"))
    found = calendar_of(hours)
    assert found.windows(TUESDAY) == () and found.names[TUESDAY] == "Inset day, announced: A letter"
    assert found.windows(date(2026, 12, 24)) == MORNING
    assert found.windows(CHRISTMAS) == MORNING and found.names[CHRISTMAS] == "Open at Christmas, announced: A letter"
    assert found.windows(SATURDAY) == MORNING and found.names[SATURDAY] == "Saturday clinic, announced: A letter"
    assert found.windows(date(2026, 11, 4)) == USUAL


def test_what_is_closed_anyway_keeps_its_own_name(town: Town, hours: OfficeHours) -> None:
    enter(town.ada, hours, Days(date(2026, 12, 21), date(2027, 1, 1), (), "Christmas holiday"))
    found = calendar_of(hours)
    assert found.names[CHRISTMAS] == "Bank holiday: Christmas Day"
    assert found.names[date(2026, 12, 21)] == "Christmas holiday, announced: A letter"
    assert date(2026, 12, 26) not in found.special, "a Saturday is closed anyway"


def test_taking_it_back_makes_the_same_calendar_and_keeps_what_was_entered(town: Town, hours: OfficeHours) -> None:
    before = calendar_of(hours)
    row = enter(town.ada, hours, Days(TUESDAY, TUESDAY, (), "Inset day"))
    assert calendar_of(hours) != before
    actions.withdraw_days(row, Signed(town.ada, MONDAY + timedelta(hours=1), "It was another day."))
    assert calendar_of(again(hours)) == before
    kept = OtherHours.objects.get()
    assert (kept.name, kept.withdrawn_name, kept.withdrawn_reason) == (
        "Inset day",
        "Ada (invented)",
        "It was another day.",
    )


def test_the_calendar_can_be_asked_as_it_was_known_at_an_instant(town: Town, hours: OfficeHours) -> None:
    row = enter(town.ada, hours, Days(TUESDAY, TUESDAY, (), "Inset day"), MONDAY + timedelta(hours=1))
    actions.withdraw_days(row, Signed(town.ada, MONDAY + timedelta(hours=3), "Another day."))
    shorter = (((600, 900),),) * 5 + ((), ())
    actions.change_week(hours, TUESDAY, shorter, Signed(town.ada, MONDAY + timedelta(hours=4), "Agreed."))
    known = [calendar_of(hours, MONDAY + timedelta(hours=at)).windows(TUESDAY) for at in (0, 2, 3, 4)]
    assert known == [USUAL, (), USUAL, ((600, 900),)]


def test_another_week_counts_from_its_day_on_and_leaves_the_days_before_it(town: Town, hours: OfficeHours) -> None:
    shorter = (((600, 900),),) * 4 + ((), MORNING, ())
    signed = Signed(town.ada, MONDAY, "Agreed.")
    actions.change_week(hours, date(2026, 11, 9), shorter, signed)
    found = calendar_of(hours)
    assert found.windows(date(2026, 11, 6)) == USUAL and found.windows(SATURDAY) == ()
    assert found.windows(date(2026, 11, 9)) == ((600, 900),) and found.windows(date(2026, 11, 14)) == MORNING
    assert found.windows(date(2026, 11, 13)) == () and found.windows(CHRISTMAS) == ()
    actions.change_week(hours, date(2026, 11, 16), (((0, 1440),),) * 7, signed)
    found = calendar_of(again(hours))
    assert found.windows(date(2026, 11, 6)) == USUAL
    assert found.windows(date(2026, 11, 12)) == ((600, 900),)
    assert found.windows(date(2026, 11, 21)) == ((0, 1440),)
    assert week_on(hours, date(2026, 11, 10)) == shorter


def test_how_it_would_be_is_what_it_then_is(town: Town, hours: OfficeHours) -> None:
    days, week = Days(TUESDAY, SATURDAY, (), "Flood"), Week(SATURDAY, (((0, 1440),),) * 7)
    would = calendar_of(hours, plus=[days], week=week)
    row = enter(town.ada, hours, days)
    actions.change_week(hours, week.first, week.weekly, Signed(town.ada, MONDAY, ""))
    assert calendar_of(again(hours)) == would
    assert calendar_of(again(hours), without=[row.pk]) == calendar_of(
        OfficeHours.objects.get(pk=hours.pk), without=[row.pk]
    )


def test_two_for_the_same_day_stand_in_each_others_way_until_one_is_taken_back(town: Town, hours: OfficeHours) -> None:
    row = enter(town.ada, hours, Days(TUESDAY, SATURDAY, (), "Flood"))
    assert clash(hours, SATURDAY, date(2026, 11, 20)) == row
    assert clash(hours, date(2026, 11, 8), date(2026, 11, 20)) is None
    actions.withdraw_days(row, Signed(town.ada, MONDAY, "Dry."))
    assert clash(again(hours), SATURDAY, SATURDAY) is None


def test_old_closures_are_still_read(hours: OfficeHours) -> None:
    hours.closures = ["2026-11-03"]
    assert calendar_of(hours).windows(TUESDAY) == ()


def test_an_administrator_keeps_the_agencys_hours_and_the_business_unit_the_partnerships(town: Town) -> None:
    def whose(name: str) -> list[tuple[str, str]]:
        return [(one.keeper, one.name) for one in keeping.kept(town.people[name], MONDAY)]

    assert whose("ada") == [(Keeper.AGENCY, town.school.name)]
    assert whose("beth") == [(Keeper.PARTNERSHIP, town.partnership.name)]
    for name in set(town.people) - {"ada", "beth"}:
        assert whose(name) == []
    Holding.objects.filter(person=town.ada).update(ends=date(2026, 11, 1))
    assert whose("ada") == [], "only while they hold the office"


def test_hours_that_others_share_become_a_row_of_its_own_with_all_that_was_entered(town: Town) -> None:
    shared = town.school.hours
    row = enter(town.ada, shared, Days(TUESDAY, TUESDAY, (), "Flood"))
    actions.change_week(shared, date(2027, 1, 4), (((600, 900),),) * 5 + ((), ()), Signed(town.ada, MONDAY, ""))
    kept = keeping.kept(town.ada, MONDAY)[0]
    assert kept.shared
    own = actions.own_hours(kept)
    assert Agency.objects.get(pk=town.school.pk).hours == own
    assert Agency.objects.get(pk=town.council.pk).hours == shared
    old, new = calendar_of(shared), calendar_of(own)
    assert (old.weekly, old.closed, old.special) == (new.weekly, new.closed, new.special)
    assert actions.is_copy(in_force(own)[0], row)
    assert not keeping.kept(town.ada, MONDAY)[0].shared


def test_school_days_follow_a_chosen_calendar_or_none(town: Town) -> None:
    assert school_calendar(town.partnership.pk) is None
    own = actions.own_school_days(town.partnership)
    actions.choose_school_days(town.partnership, own)
    enter(town.beth, own, Days(date(2026, 10, 19), date(2026, 10, 30), (), "Autumn half term"))
    found = school_calendar(town.partnership.pk)
    assert found is not None and found.windows(date(2026, 10, 20)) == ()
    assert found.names[date(2026, 10, 20)] == "Autumn half term, announced: A letter"
    assert [one.keeper for one in keeping.kept(town.beth, MONDAY)] == [Keeper.PARTNERSHIP, Keeper.SCHOOL_DAYS]
    actions.choose_school_days(Partnership.objects.get(), town.school.hours)
    assert [one.keeper for one in keeping.kept(town.beth, MONDAY)] == [Keeper.PARTNERSHIP], "the agency keeps those"
    assert actions.own_school_days(town.partnership) == own, "what was entered is not lost by looking at another one"
    assert Post.objects.filter(role=Office.BUSINESS_UNIT.value).count() == 1
