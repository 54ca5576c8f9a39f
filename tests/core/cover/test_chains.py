"""Chains of deputies: what is found, and what holds of any rows whatever."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.cover.chains import VACANT, Answer, Away, Covered, Held, Roster, Snapshot, Span
from tests.support.examples import examples

ANN, BEN, CY, DOT = 1, 2, 3, 4
OF_ANN, OF_BEN, OF_CY, EMPTY = 11, 12, 13, 14
HELD = ((OF_ANN, ANN), (OF_BEN, BEN), (OF_CY, CY))
ALWAYS = Span(datetime(2026, 1, 1, tzinfo=UTC))


def cover(number: int, post: int, deputy: int, of: int = VACANT) -> Covered:
    return Covered(number, post, deputy, ALWAYS, of)


def snapshot(*covers: Covered, away: tuple[int, ...] = ()) -> Snapshot:
    return Snapshot(HELD, covers, set(away))


def test_whoever_holds_a_post_answers_for_it() -> None:
    assert snapshot().answer(OF_ANN) == Answer((ANN,))


def test_a_deputy_answers_for_somebody_away() -> None:
    assert snapshot(cover(1, OF_ANN, BEN), away=(ANN,)).answer(OF_ANN) == Answer((ANN, BEN))


def test_a_deputy_who_is_away_too_has_a_deputy() -> None:
    found = snapshot(cover(1, OF_ANN, BEN), cover(2, OF_BEN, CY), away=(ANN, BEN)).answer(OF_ANN)
    assert found == Answer((ANN, BEN, CY))


def test_a_deputy_who_has_handed_over_every_post_has_a_deputy_too() -> None:
    assert snapshot(cover(1, OF_ANN, BEN), cover(2, OF_BEN, CY)).answer(OF_ANN) == Answer((ANN, BEN, CY))


def test_somebody_away_without_cover_keeps_it_and_nobody_answers() -> None:
    assert snapshot(away=(ANN,)).answer(OF_ANN) == Answer((ANN,), there=False)


def test_where_every_deputy_is_away_nobody_answers() -> None:
    assert snapshot(cover(1, OF_ANN, BEN), away=(ANN, BEN)).answer(OF_ANN) == Answer((ANN,), there=False)


def test_a_vacant_post_is_answered_by_its_deputy_and_else_by_nobody() -> None:
    assert snapshot(cover(1, EMPTY, BEN)).answer(EMPTY) == Answer((VACANT, BEN))
    assert snapshot(cover(1, EMPTY, BEN), away=(BEN,)).answer(EMPTY) == Answer((VACANT, BEN), there=False)
    assert snapshot().answer(EMPTY) is None


def test_a_ring_is_broken_and_ends_with_somebody_who_is_there() -> None:
    both = (cover(1, OF_ANN, BEN), cover(2, OF_BEN, ANN))
    assert snapshot(*both, away=(ANN, BEN)).answer(OF_ANN) == Answer((ANN,), there=False)
    assert snapshot(*both, away=(ANN,)).answer(OF_ANN) == Answer((ANN, BEN))
    assert snapshot(*both).ring(ANN) == (ANN, BEN)
    assert snapshot(both[0]).ring(ANN) == ()


def test_of_two_deputies_whoever_was_entered_last_comes_first_unless_away() -> None:
    two = (cover(1, OF_ANN, BEN), cover(2, OF_ANN, CY))
    assert snapshot(*two, away=(ANN,)).answer(OF_ANN) == Answer((ANN, CY))
    assert snapshot(*two, away=(ANN, CY)).answer(OF_ANN) == Answer((ANN, BEN))


def test_a_deputy_without_a_post_in_the_agency_does_not_answer() -> None:
    assert snapshot(cover(1, OF_ANN, DOT), away=(ANN,)).answer(OF_ANN) == Answer((ANN,), there=False)


def test_cover_for_one_holder_is_none_for_another_of_the_same_post() -> None:
    shared = Snapshot((*HELD, (OF_ANN, CY)), (cover(1, OF_ANN, BEN, of=ANN),), {ANN})
    assert shared.of(OF_ANN, CY) == Answer((CY,))
    assert shared.of(OF_ANN, ANN) == Answer((ANN, BEN))


def test_a_stretch_of_time_takes_in_its_first_instant_and_not_its_last() -> None:
    noon, later = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 13, tzinfo=UTC)
    span = Span(noon, later)
    assert span.has(noon) and not span.has(later)
    assert not span.meets(Span(later)) and span.meets(Span(noon))
    assert Span(noon, noon).empty and not Span(noon, noon).meets(span)


PEOPLE, POSTS = st.integers(1, 6), st.integers(11, 17)
SNAPSHOTS = st.builds(
    Snapshot,
    st.lists(st.tuples(POSTS, PEOPLE), max_size=8),
    st.lists(
        st.builds(cover, st.integers(1, 99), POSTS, PEOPLE, st.sampled_from([VACANT, VACANT, 1, 2, 3])), max_size=9
    ),
    st.sets(PEOPLE),
)


def reachable(here: Snapshot, post: int, holder: int) -> set[int]:
    """Everybody to whom cover could lead from a holder, slowly and plainly."""
    found, edge = set[int](), set(here.deputies(post, holder))
    while edge:
        found |= edge
        edge = {
            deputy
            for person in edge
            if here.handed_over(person)
            for own in here.posts[person]
            for deputy in here.deputies(own, person)
        } - found
    return found - {holder}


@settings(max_examples=examples(400))
@given(SNAPSHOTS, POSTS)
def test_nobody_away_is_named_as_there_and_where_anybody_in_the_chain_is_there_somebody_is_found(
    here: Snapshot, post: int
) -> None:
    answer = here.answer(post)
    holders = here.holders.get(post) or [VACANT]
    anybody = {one for holder in holders for one in {holder, *reachable(here, post, holder)} if one != VACANT}
    if answer is None:
        assert not anybody
        return
    assert answer.there == (answer.person not in here.away)
    assert answer.there == bool(anybody - here.away)
    assert answer.person in anybody


@settings(max_examples=examples(200))
@given(SNAPSHOTS, POSTS)
def test_each_link_of_a_chain_is_a_cover_and_nobody_stands_in_it_twice(here: Snapshot, post: int) -> None:
    answer = here.answer(post)
    if answer is None:
        return
    assert len(set(answer.path)) == len(answer.path)
    first, *rest = answer.path
    assert first in (here.holders.get(post) or [VACANT])
    links, person = [post], first
    for deputy in rest:
        assert any(deputy in here.deputies(one, person) for one in links)
        links, person = here.posts[deputy], deputy


@settings(max_examples=examples(200))
@given(SNAPSHOTS, PEOPLE)
def test_a_ring_leads_back_to_where_it_began(here: Snapshot, person: int) -> None:
    ring = here.ring(person)
    for one, following in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        assert any(following in here.deputies(post, one) for post in here.posts[one])


def test_a_roster_is_asked_at_an_instant() -> None:
    early, late = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 5, tzinfo=UTC)
    roster = Roster(
        (Held(OF_ANN, ANN, ALWAYS), Held(OF_BEN, BEN, ALWAYS)),
        (Covered(1, OF_ANN, BEN, Span(early, late)),),
        (Away(ANN, Span(early, late)),),
    )
    assert roster.at(early).answer(OF_ANN) == Answer((ANN, BEN))
    assert roster.at(late).answer(OF_ANN) == Answer((ANN,))
    assert roster.instants() == {ALWAYS.begins, early, late}
