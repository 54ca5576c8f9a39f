"""The radar against a slow and obvious model: every quarter of an hour asked by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.cover.chains import VACANT, Away, Covered, Held, Roster, Span
from forthright.core.cover.radar import (
    NO_POST,
    Hole,
    Place,
    opening,
    person_pieces,
    post_holes,
    post_pieces,
    role_holes,
    within,
)
from forthright.core.worktime import LONDON, Calendar
from tests.support.examples import examples

MONDAY = datetime(2026, 12, 14, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
OFFICE = Calendar("Office", "Europe/London", (((540, 1020),),) * 5 + ((), ()))
ANN, BEN = 1, 2
HEAD, LEAD = 11, 12
ALWAYS = Span(MONDAY - timedelta(days=99))
TEAM = (Held(HEAD, ANN, ALWAYS), Held(LEAD, BEN, ALWAYS))


def days(first: int, last: int) -> Span:
    return Span(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))


def holes(roster: Roster, post: int = HEAD, length: int = 7) -> list[Hole]:
    window = (MONDAY, MONDAY + timedelta(days=length))
    return post_holes(post_pieces(roster, post, window), post, opening(OFFICE, *window))


def test_a_day_away_without_cover_is_a_hole_of_its_opening_hours() -> None:
    (hole,) = holes(Roster(TEAM, (), (Away(ANN, days(0, 1)),)))
    assert (hole.post, hole.begins.hour, hole.ends.hour, hole.begins.date()) == (HEAD, 9, 17, MONDAY.date())


def test_a_weekend_away_is_no_hole() -> None:
    assert holes(Roster(TEAM, (), (Away(ANN, days(5, 7)),))) == []


def test_several_days_are_one_hole_with_the_hours_of_each() -> None:
    (hole,) = holes(Roster(TEAM, (), (Away(ANN, days(1, 4)),)))
    assert len(hole.hours) == 3


def test_where_a_deputy_is_away_as_well_it_is_a_hole() -> None:
    cover = Covered(1, HEAD, BEN, days(0, 5), ANN)
    assert holes(Roster(TEAM, (cover,), (Away(ANN, days(0, 5)),))) == []
    (hole,) = holes(Roster(TEAM, (cover,), (Away(ANN, days(0, 5)), Away(BEN, days(2, 3)))))
    assert hole.begins.date() == date(2026, 12, 16)


def test_a_role_without_any_post_is_a_hole_of_no_post() -> None:
    window = (MONDAY, MONDAY + timedelta(days=1))
    here = Place(Roster(TEAM), {"head": [HEAD]})
    assert role_holes(["nobody", "head"], [here], opening(OFFICE, *window), window) == []
    (hole,) = role_holes(["nobody"], [here], opening(OFFICE, *window), window)
    assert hole.post == NO_POST


def test_the_partnerships_own_post_stands_in_for_an_agency_without_one() -> None:
    window = (MONDAY, MONDAY + timedelta(days=1))
    own = Place(Roster((Held(21, 5, ALWAYS),), (), (Away(5, days(0, 1)),)), {"chair": [21]})
    (hole,) = role_holes(["chair"], [Place(Roster(TEAM), {}), own], opening(OFFICE, *window), window)
    assert hole.post == 21


def test_somebody_who_holds_no_post_any_more_answers_for_nothing() -> None:
    window = (MONDAY, MONDAY + timedelta(days=2))
    left = Roster((Held(HEAD, ANN, Span(ALWAYS.begins, MONDAY + timedelta(days=1))),))
    first, second = person_pieces([left], ANN, window)
    assert first.value is not None and first.value.there and second.value is None


def test_opening_hours_over_the_change_of_the_clocks_are_as_long_as_they_are() -> None:
    night = Calendar("Night", "Europe/London", (((0, 1440),),) * 7)
    autumn = datetime(2026, 10, 24, 23, tzinfo=UTC)
    ((start, stop),) = opening(night, autumn, autumn + timedelta(hours=25))
    assert stop - start == timedelta(hours=25)


def test_a_stretch_is_cut_to_what_lies_within() -> None:
    assert within([(MONDAY, MONDAY + QUARTER)], MONDAY + QUARTER, MONDAY + 2 * QUARTER) == ()


INSTANTS = st.integers(0, 4 * 24 * 4).map(lambda quarter: MONDAY + quarter * QUARTER)
SPANS = st.tuples(INSTANTS, INSTANTS).map(lambda pair: Span(min(pair), max(pair)))
PEOPLE, POSTS = st.integers(1, 4), st.integers(11, 15)
ROSTERS = st.builds(
    Roster,
    st.lists(st.builds(Held, POSTS, PEOPLE, SPANS | st.just(ALWAYS)), max_size=6).map(tuple),
    st.lists(
        st.builds(Covered, st.integers(1, 99), POSTS, PEOPLE, SPANS, st.sampled_from([VACANT, 1, 2])), max_size=6
    ).map(tuple),
    st.lists(st.builds(Away, PEOPLE, SPANS), max_size=4).map(tuple),
)
WINDOWS = st.sampled_from([(), ((540, 1020),), ((480, 720), (780, 1080)), ((0, 1440),), ((0, 360), (1080, 1440))])
CALENDARS = st.lists(WINDOWS, min_size=7, max_size=7).map(lambda week: Calendar("Any", "Europe/London", tuple(week)))
WEEK = (MONDAY, MONDAY + timedelta(days=4))


def is_open(calendar: Calendar, at: datetime) -> bool:
    local = at.astimezone(LONDON)
    minute = local.hour * 60 + local.minute
    return any(start <= minute < stop for start, stop in calendar.windows(local.date()))


def quarters() -> list[datetime]:
    return [WEEK[0] + number * QUARTER for number in range((WEEK[1] - WEEK[0]) // QUARTER)]


def in_holes(found: list[Hole], post: int) -> set[datetime]:
    hours = [open_ for hole in found if hole.post == post for open_ in hole.hours]
    return {at for at in quarters() if any(start <= at < stop for start, stop in hours)}


@settings(max_examples=examples(60))
@given(ROSTERS, CALENDARS, POSTS)
def test_the_holes_of_a_post_are_those_of_every_quarter_of_an_hour(
    roster: Roster, calendar: Calendar, post: int
) -> None:
    found = post_holes(post_pieces(roster, post, WEEK), post, opening(calendar, *WEEK))
    slow = set()
    for at in quarters():
        answer = roster.at(at).answer(post)
        if is_open(calendar, at) and (answer is None or answer.person in roster.at(at).away):
            slow.add(at)
    assert in_holes(found, post) == slow
    assert all(hole.hours for hole in found)


ROLES = st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True)
BY_ROLE = st.fixed_dictionaries({"a": st.lists(POSTS, max_size=2), "b": st.lists(POSTS, max_size=2)})


@settings(max_examples=examples(60))
@given(ROSTERS, ROSTERS, BY_ROLE, BY_ROLE, CALENDARS, ROLES)
def test_the_holes_of_a_role_are_those_of_every_quarter_of_an_hour(
    here: Roster,
    own: Roster,
    posts: dict[str, list[int]],
    shared: dict[str, list[int]],
    calendar: Calendar,
    roles: list[str],
) -> None:
    found = role_holes(roles, [Place(here, posts), Place(own, shared)], opening(calendar, *WEEK), WEEK)
    slow: dict[int, set[datetime]] = {}
    for at in (one for one in quarters() if is_open(calendar, one)):
        answered: dict[int, bool] = {}
        for role in roles:
            for roster, table in ((here, posts), (own, shared)):
                now = roster.at(at)
                known = {post: now.answer(post) for post in table[role]}
                known = {post: answer for post, answer in known.items() if answer}
                if known and not answered:
                    answered = {post: answer.person not in now.away for post, answer in known.items()}
        for post in [post for post, there in answered.items() if not there] if answered else [NO_POST]:
            slow.setdefault(post, set()).add(at)
    for post in {*slow, *(hole.post for hole in found)}:
        assert in_holes(found, post) == slow.get(post, set())


@settings(max_examples=examples(60))
@given(ROSTERS, PEOPLE)
def test_who_answers_for_a_person_is_what_each_instant_says(roster: Roster, person: int) -> None:
    pieces = person_pieces([roster], person, WEEK)
    assert (pieces[0].begins, pieces[-1].ends) == WEEK
    for at in quarters()[::7]:
        (value,) = (piece.value for piece in pieces if piece.begins <= at < piece.ends)
        here = roster.at(at)
        held = any(one.person == person and one.span.has(at) for one in roster.held)
        assert (value is None) == (not held)
        if value is not None:
            assert value.there == (value.person not in here.away)


def test_a_time_of_day_is_that_of_the_office() -> None:
    summer = datetime(2026, 7, 6, tzinfo=UTC)
    ((start, _stop),) = opening(OFFICE, summer, summer + timedelta(days=1))
    assert start.astimezone(LONDON).time() == time(9)
