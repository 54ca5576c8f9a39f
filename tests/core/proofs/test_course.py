"""The policy as a table with clocks: what it refuses, what it counts, and that it is the net that was proved."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.policy.course import (
    CLOCK,
    LAPSE,
    RAISING,
    RESPONDING,
    START,
    TO,
    WISHES,
    Move,
    Refused,
    Stand,
    bit,
    course,
    play_out,
)
from forthright.core.policy.proofs.lengths import ordinary
from forthright.core.policy.proofs.net import Clock, Does
from forthright.core.policy.roles import Role
from forthright.core.policy.rungs import running
from forthright.core.worktime import Unit, due
from tests.core.policy.shipped import FILES, policy
from tests.support.examples import examples

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NOW = int(MONDAY.timestamp())
HOUR = 3600
DEMO = course(running(policy("demo-borough")), ordinary(), NOW)
ROSA, AMIR = bit(RAISING, Role.PRACTITIONER), bit(RESPONDING, Role.PRACTITIONER)
RAISE, REPLY, UP = WISHES[Does.RAISE], WISHES[Does.REPLY], WISHES[Does.TAKE_UP] + TO


def done(stand: Stand, wish: int, bits: int, now: int) -> Stand:
    move = DEMO.decide(stand, wish, bits, stand.version, now)
    assert isinstance(move, Move), move
    return DEMO.apply(stand, move, now)


def seconds(days: int) -> int:
    found = due(ordinary(), MONDAY, days, Unit.WORKING_DAYS)
    assert found is not None
    return int(found.timestamp())


def test_raising_starts_the_clocks_that_the_policy_states():
    raised = done(START, RAISE, ROSA, NOW)
    assert raised.dues == (seconds(1), seconds(2), seconds(5)), "acknowledge, reply, settle"


def test_a_reply_stops_the_clocks_it_answers_and_lets_the_others_run():
    raised = done(START, RAISE, ROSA, NOW)
    assert done(raised, REPLY, AMIR, NOW + HOUR).dues == (seconds(5),)


def test_who_has_seen_an_older_version_is_refused():
    raised = done(START, RAISE, ROSA, NOW)
    assert DEMO.decide(raised, REPLY, AMIR, 0, NOW + HOUR) is Refused.CHANGED


def test_the_other_side_cannot_reply_for_them():
    raised = done(START, RAISE, ROSA, NOW)
    assert DEMO.decide(raised, REPLY, ROSA, 1, NOW + HOUR) is Refused.NOT_YOURS


def test_it_is_not_taken_up_before_a_reply_or_a_time_that_ran_out():
    raised = done(START, RAISE, ROSA, NOW)
    assert DEMO.decide(raised, UP, ROSA, 1, NOW + HOUR) is Refused.NOT_HERE
    replied = done(raised, REPLY, AMIR, NOW + HOUR)
    assert done(replied, UP, ROSA, NOW + 2 * HOUR).version == 3


def test_a_time_that_has_run_out_comes_before_any_act_and_no_time_runs_out_early():
    raised = done(START, RAISE, ROSA, NOW)
    assert DEMO.decide(raised, REPLY, AMIR, 1, seconds(1)) is Refused.CLOCK_FIRST
    assert DEMO.decide(raised, LAPSE, CLOCK, 1, seconds(1) - 1) is Refused.NOT_YET
    taken_up_by = seconds(3)  # two working days after the one that ran out, for the step that it offers
    assert done(raised, LAPSE, CLOCK, seconds(1)).dues == (seconds(2), seconds(5), taken_up_by)


def test_urgency_makes_clocks_sooner_and_never_later():
    raised = done(START, RAISE, ROSA, NOW)
    late = seconds(1) - HOUR
    urgent = done(raised, WISHES[Does.URGENT], ROSA, late)
    assert len(urgent.dues) == 3
    assert all(new <= old for new, old in zip(urgent.dues, raised.dues, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_move_of_a_shipped_policy_gives_a_clock_for_each_that_runs_there(path):
    table = course(running(policy(path.stem)), ordinary(), NOW)
    for number, place in enumerate(table.places):
        here = place.clocks.count(Clock.RUNS) if place is not None else 0
        stand = Stand(number, 0, tuple(NOW + HOUR * slot for slot in range(here)))
        for move in table.table[number].values():
            target = table.places[move.to]
            assert target is not None
            assert len(table.apply(stand, move, NOW).dues) == target.clocks.count(Clock.RUNS)


@settings(max_examples=examples(20))
@given(st.integers(0, 10**6))
def test_played_at_random_it_comes_to_an_end_and_the_same_seed_plays_the_same(seed):
    assert play_out(DEMO, 20, seed, NOW) == play_out(DEMO, 20, seed, NOW)
    assert play_out(DEMO, 20, seed, NOW) >= 40


def test_a_matter_takes_less_than_two_hundred_bytes():
    import sys

    raised = done(START, RAISE, ROSA, NOW)
    held = sys.getsizeof(raised) + sys.getsizeof(raised.dues) + sum(sys.getsizeof(one) for one in raised.dues)
    assert held <= 200


def test_a_reply_that_comes_after_its_time_is_still_a_reply():
    raised = done(START, RAISE, ROSA, NOW)
    late = done(done(raised, LAPSE, CLOCK, seconds(1)), LAPSE, CLOCK, seconds(2))
    replied = done(late, REPLY, AMIR, seconds(2) + HOUR)
    place = DEMO.places[replied.place]
    assert place is not None and Clock.LAPSED not in place.clocks[:2]
    assert MONDAY + timedelta(seconds=replied.dues[0] - NOW) == due(ordinary(), MONDAY, 5, Unit.WORKING_DAYS)
