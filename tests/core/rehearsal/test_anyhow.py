"""Very many matters played at random: each is counted once, and what comes of them is said in words."""

import re
from datetime import date

import pytest

from forthright.core.policy.proofs.lengths import ordinary
from forthright.core.policy.reader import read
from forthright.core.rehearsal.anyhow import anyhow
from tests.core.challenge.people import invented
from tests.core.policy.shipped import FILES, policy
from tests.support.everything import changed

FIRST = date(2026, 1, 1)


def number(sentence: str) -> int:
    return int(re.match(r"[0-9,]+", sentence)[0].replace(",", ""))  # type: ignore[index]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_matter_is_counted_at_the_highest_step_that_it_came_to(path) -> None:  # type: ignore[no-untyped-def]
    said = anyhow(policy(path.stem), ordinary(), FIRST, cases=300)
    assert sum(number(one) for one in said if "went as far as" in one) == 300
    assert any(one.startswith("Every one of them came to an end") for one in said)


def test_the_same_seed_plays_the_same_and_another_does_not() -> None:
    demo = policy("demo-borough")
    assert anyhow(demo, ordinary(), FIRST, 100, seed=3) == anyhow(demo, ordinary(), FIRST, 100, seed=3)
    assert anyhow(demo, ordinary(), FIRST, 100, seed=3) != anyhow(demo, ordinary(), FIRST, 100, seed=4)


def test_the_lines_of_a_repeated_step_are_counted_as_that_step() -> None:
    everything = read(changed()).policy
    assert everything is not None
    for text in (everything, invented("1")):
        said = anyhow(text, ordinary(), FIRST, 200)
        assert sum(number(one) for one in said if "went as far as" in one) == 200
        assert not [one for one in said if "line 2" in one]


def test_where_every_time_is_long_the_longest_says_so() -> None:
    long = read(changed(("settle within: 5 working days\n", "settle within: 50 working days\n"))).policy
    assert long is not None
    days = re.search(r"longest took ([0-9]+) days", anyhow(long, ordinary(), FIRST, 300)[-1])
    assert days is not None and int(days[1]) > 50
