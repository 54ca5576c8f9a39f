"""The worst case: by unit, and in wall-clock time to the minute."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.policy.proofs.lengths import later_start, ordinary, surely_sooner
from forthright.core.policy.proofs.worst import end_of, longest_wait, worst
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Span
from forthright.core.worktime import Unit, due
from tests.core.challenge.people import POLICIES
from tests.core.policy.shipped import policy
from tests.support.examples import examples

COUNTED = [unit for unit in Unit if unit not in (Unit.IMMEDIATELY, Unit.SAME_WORKING_DAY)]
SPANS = st.builds(Span, st.integers(1, 6), st.sampled_from(COUNTED))


def test_the_demonstration_takes_twenty_five_working_days_and_the_times_to_take_it_up():
    found = worst(running(policy("demo-borough")))
    assert found.total[Unit.WORKING_DAYS] >= 25
    assert found.open_at == ()


def test_coventrys_two_timers_of_one_stage_run_one_after_the_other():
    found = worst(running(policy("coventry")))
    assert [span.amount for key, _, span in found.spans if key == "1"] == [1, 1]
    assert set(found.open_at) == {"2", "3"}


def extended(line):
    """The demonstration with extensions at its second step."""
    lines = f"step 2: Line managers\n  times may be extended: {line}, if the other side agrees\n"
    source = (POLICIES / "demo-borough.policy").read_text().replace("step 2: Line managers\n", lines)
    return running(read(source).policy)


def test_an_extension_is_counted_as_often_as_the_other_side_may_agree_to_it():
    usual, longer = worst(running(policy("demo-borough"))), worst(extended("by at most 3 working days, twice"))
    assert longer.total[Unit.WORKING_DAYS] == usual.total[Unit.WORKING_DAYS] + 6
    assert longer.open_at == ()


def test_extensions_without_an_end_are_said_to_bound_nothing_and_an_urgent_matter_has_none():
    for line in ("by at most 3 working days", "for as long as needed, once"):
        assert worst(extended(line)).open_at == ("2",)
        assert worst(extended(line), urgent=True) == worst(running(policy("demo-borough")), urgent=True)


def test_where_nothing_is_stated_nothing_is_counted():
    found = worst(running(policy("stoke-on-trent")))
    assert found.spans == ()
    assert found.open_at == ("1", "2", "3")


def test_urgent_is_never_longer():
    for name in ("demo-borough", "lincolnshire", "sefton-2017"):
        usual, urgent = worst(running(policy(name))), worst(running(policy(name)), urgent=True)
        for unit, amount in urgent.total.items():
            assert amount <= usual.total.get(unit, amount)


@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SPANS, min_size=1, max_size=2), st.integers(0, 320))
def test_the_longest_wait_is_found_to_the_minute_as_a_search_of_every_minute_finds_it(spans, day):
    first = date(2026, 1, 1) + timedelta(days=day)
    low = datetime(first.year, first.month, first.day, tzinfo=UTC)
    every = [low + timedelta(minutes=7 * minute) for minute in range(9 * 24 * 60 // 7)]
    longest = max(end_of(spans, at, ordinary()) - at for at in every)
    start, end = longest_wait(spans, ordinary(), first, years=1)
    assert end - start >= longest, "no start of a search by every seventh minute waits longer"
    assert end == end_of(spans, start, ordinary())
    assert end_of(spans, start - timedelta(minutes=1), ordinary()) - (start - timedelta(minutes=1)) <= end - start


@settings(max_examples=examples(40), deadline=None)
@given(SPANS, SPANS, st.integers(0, 500_000))
def test_surely_sooner_is_sooner_from_whatever_minute(quick, slow, minute):
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    first, second = (due(ordinary(), start, span.amount, span.unit) for span in (quick, slow))
    assert first is not None and second is not None
    if surely_sooner(quick, slow) and Unit.CALENDAR_DAYS not in (quick.unit, slow.unit):
        assert first < second
    if later_start(quick, slow) is None and quick.unit is slow.unit:
        assert first <= second


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (Span(30, Unit.HOURS), Span(1, Unit.WORKING_DAYS)),
        (Span(2, Unit.CALENDAR_DAYS), Span(1, Unit.WORKING_DAYS)),
        (Span(9, Unit.WORKING_HOURS), Span(1, Unit.WORKING_DAYS)),
    ],
)
def test_where_units_differ_a_start_is_given_from_which_the_quicker_is_later(quick, slow):
    start = later_start(quick, slow)
    assert start is not None
    first, second = (due(ordinary(), start, span.amount, span.unit) for span in (quick, slow))
    assert first is not None and second is not None and first > second
