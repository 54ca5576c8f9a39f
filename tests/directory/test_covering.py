"""Cover read from the tables: chains, vacant posts, parts of a day, and what a deputy is at this moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from forthright.core.challenge.codes import Stance, Why
from forthright.core.challenge.commands import Reply, TakeUp
from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.core.worktime import LONDON
from forthright.directory import covering, queries
from forthright.directory.models import Cover, Holding, Leave, Person
from forthright.record import queries as record
from tests.support.town import MONDAY, Town, employ

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def covers(town: Town, post: str, deputy: str, **more: object) -> Cover:
    days = {"starts": DAY, "ends": DAY + WEEK} | more
    return Cover.objects.create(post=town.posts[post], deputy=town.people[deputy], **days)


def away(town: Town, who: str, **more: object) -> Leave:
    days = {"starts": DAY, "ends": DAY + WEEK} | more
    return Leave.objects.create(person=town.people[who], **days)


def manager(town: Town, at: datetime = MONDAY) -> object:
    return queries.seats(town.partnership.pk, [town.council.pk], at).get((town.council.pk, Role.LINE_MANAGER))


def test_a_chain_is_followed_at_the_moment_of_need(town: Town) -> None:
    covers(town, "sam", "amir")
    covers(town, "amir", "ravi")
    away(town, "sam")
    away(town, "amir")
    seat = manager(town)
    assert seat.answers == "Ravi (invented), for Amir (invented), for Sam (invented)"
    assert (seat.person, seat.deputy, seat.there) == (town.sam.pk, town.ravi.pk, True)
    assert queries.deputies_of(town.sam.pk, MONDAY) == [town.ravi.pk]
    assert queries.covering_now([town.sam.pk], MONDAY) == {town.sam.pk: "Ravi (invented), for Amir (invented)"}
    whom = {person: name for person, _title, name in queries.actor(town.ravi, MONDAY).covers}
    assert whom == {town.amir.pk: "Amir (invented)", town.sam.pk: "Amir (invented), for Sam (invented)"}


def test_somebody_away_without_cover_keeps_the_seat_and_nobody_is_there(town: Town) -> None:
    away(town, "sam")
    assert (manager(town).person, manager(town).there) == (town.sam.pk, False)


def test_a_vacant_post_that_is_covered_is_found_by_every_question(town: Town) -> None:
    Holding.objects.filter(post=town.posts["sam"]).update(ends=DAY - timedelta(days=1))
    assert manager(town) is None
    covers(town, "sam", "amir")
    seat = manager(town)
    assert (seat.person, seat.name) == (town.amir.pk, "Amir (invented), for a vacant post")
    assert seat == queries.seat_of_post(town.posts["sam"], MONDAY)
    roles = {held.agency: held.roles for held in queries.held_now(town.partnership, MONDAY).agencies}
    assert Role.LINE_MANAGER in roles[town.council.name]
    assert queries.actor(town.amir, MONDAY).leads == {town.amir.pk}


def test_a_deputy_from_another_agency_or_who_has_left_does_not_answer(town: Town) -> None:
    covers(town, "sam", "rosa")
    assert manager(town).answers == ""
    covers(town, "sam", "amir")
    assert manager(town).deputy == town.amir.pk
    Person.objects.filter(pk=town.amir.pk).update(is_active=False)
    assert manager(town).answers == ""
    assert queries.actor(town.rosa, MONDAY).covers == ()


def test_a_part_of_a_day_begins_and_ends_at_its_time(town: Town) -> None:
    covers(town, "sam", "amir", ends=DAY, from_time=time(13), until_time=time(15))
    afternoon = MONDAY.replace(hour=13)
    asked = (MONDAY, afternoon, afternoon.replace(hour=15))
    assert [manager(town, at).deputy for at in asked] == [0, town.amir.pk, 0]
    assert [bool(queries.actor(town.amir, at).covers) for at in asked] == [False, True, False]


def test_cover_that_was_stopped_is_over_and_one_stopped_before_it_began_never_was(town: Town) -> None:
    covers(town, "sam", "amir", stopped_at=MONDAY + timedelta(hours=1))
    covers(town, "sam", "ravi", stopped_at=MONDAY - timedelta(days=3))
    assert manager(town).deputy == town.amir.pk
    assert manager(town, MONDAY + timedelta(hours=1)).deputy == 0


def test_a_ring_that_arose_anyway_ends_and_is_not_fatal(town: Town) -> None:
    for post, deputy in pairwise(("sam", "amir", "ravi", "sam")):
        covers(town, post, deputy)
        away(town, post)
    assert (manager(town).person, manager(town).there) == (town.sam.pk, False)
    assert queries.actor(town.amir, MONDAY).person == town.amir.pk


def test_a_deputy_sees_what_the_covered_person_sees_while_the_cover_lasts_and_nothing_before_or_after(
    town: Town,
) -> None:
    reference = town.raises()
    covers(town, "amir", "ravi", starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=2))
    seen = [record.matter(town.ravi, reference, MONDAY + timedelta(days=day)) is not None for day in range(4)]
    assert seen == [False, True, True, False]


def test_what_came_to_a_deputy_is_the_holders_when_they_are_back(town: Town) -> None:
    covers(town, "sam", "ravi", ends=DAY)
    reference = town.raises()
    town.does("amir", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    town.does("rosa", reference, TakeUp(why=Why.STILL_DIFFER))
    assert record.matter(town.ravi, reference, MONDAY) is not None
    tomorrow = MONDAY + timedelta(days=1)
    assert record.matter(town.ravi, reference, tomorrow) is None
    found = record.matter(town.sam, reference, tomorrow)
    assert found is not None and town.sam.pk in found.state.parties


def test_a_manager_who_takes_part_answers_for_somebody_of_their_side_whom_they_cover(town: Town) -> None:
    reference = town.raises()
    covers(town, "amir", "sam")
    town.does("sam", reference, Reply(stance=Stance.DISAGREE, words={"reasons": "No."}))
    entry = record.matter(town.rosa, reference, MONDAY).entries[-1].entry.event  # type: ignore[union-attr]
    assert entry.words["by"] == "Sam (invented), for Amir (invented)"


def test_a_deputy_of_the_business_unit_is_told_what_it_is_told(town: Town) -> None:
    employ(town, "bo", "", Role.CHAIR.value, "Second chair", "")
    covers(town, "beth", "bo")
    assert queries.office_holders(Office.BUSINESS_UNIT, town.partnership.pk, MONDAY) == [town.beth.pk, town.bo.pk]
    assert (Office.BUSINESS_UNIT, town.partnership.pk) in queries.actor(town.bo, MONDAY).offices


def test_who_covers_is_said_with_until_when(town: Town) -> None:
    covers(town, "sam", "amir", ends=DAY + timedelta(days=2))
    (found,) = covering.covered([town.sam.pk], MONDAY).values()
    assert (found.said, found.until) == ("Amir (invented)", datetime(2026, 11, 5, tzinfo=LONDON))


def test_it_is_read_in_one_question(town: Town, django_assert_num_queries: object) -> None:
    covers(town, "sam", "amir")
    with django_assert_num_queries(1):  # type: ignore[operator]
        covering.covered([town.sam.pk, town.rosa.pk], MONDAY)
    with django_assert_num_queries(2):  # type: ignore[operator]
        manager(town)


DAYS = st.dates(date(2020, 1, 1), date(9999, 12, 31))
TIMES = st.none() | st.times(timezones=st.none())


@given(DAYS, DAYS | st.none(), TIMES, TIMES)
def test_any_days_make_a_stretch(starts: date, ends: date | None, first: time | None, last: time | None) -> None:
    span = covering.span_of(starts, ends, first, last)
    assert span.begins.astimezone(LONDON).date() - starts <= timedelta(days=1)
    if ends is not None and ends >= starts and last is None and ends < covering.FAR:
        assert not span.empty
