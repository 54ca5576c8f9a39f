"""A text of fifty thousand characters is read while somebody waits, however senseless it is: what is done for each
character has a bound, counted in calls, since a machine that tests is busy."""

from __future__ import annotations

import random
from string import ascii_lowercase

import pytest

from forthright.core.policy.reader import MOST_STEPS, read
from tests.support.work import calls

LONG = 50_000
chance = random.Random(1)


def word() -> str:
    return "".join(chance.choices(ascii_lowercase, k=9))


TEXTS = {
    "one head over and over": "step 1: A\n" * 10_000,
    "steps that lead nowhere": "".join(
        f"step {n % 100}{'abcdefg'[n % 7]}:\n  if not settled: step 99z\n" for n in range(2_000)
    ),
    "names that nobody knows": "".join(f"{word()}: x\n" for _ in range(8_000)),
    "names that nobody knows in a step": "step 1: A\n" + "".join(f"  {word()}: x\n" for _ in range(7_000)),
    "names that are nearly right": "step 1: A\n" + "".join(f"  tell when it gos on {n}: x\n" for n in range(3_500)),
    "times that are none": "step 1: A\n" + "".join(f"  {word()} by x within: 2 days\n" for _ in range(3_500)),
    "priorities without end": "".join(f"priority: p{n}\n" for n in range(3_000))
    + "step 1: A\n"
    + "".join(f"  reply within, priority q{n}: 2 hours\n" for n in range(1_300)),
    "one endless list": "step 1: A\n  tell: " + ", ".join(f"p{n}" for n in range(14_000)),
    "overlays of nothing": "".join(f"for g{n}, step 1:\n  raised by: {word()}\n" for n in range(2_200)),
}


MOST = 150
"""Calls for each character; a sound policy takes two to four."""


@pytest.mark.wide
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nonsense_of_50_000_characters_is_read_in_a_bounded_number_of_calls(text: str) -> None:
    found = []
    assert calls(lambda: found.append(read(text[:LONG]))) < MOST * LONG
    (reading,) = found
    assert reading.problems
    assert reading.policy is None


def test_a_policy_of_more_steps_than_can_be_proved_is_refused_at_the_first_that_is_too_many() -> None:
    steps = "".join(f"step {n // 26}{ascii_lowercase[n % 26]}: A\n" for n in range(MOST_STEPS + 3))
    found = [problem for problem in read(f"policy: P\n{steps}").problems if "103 steps" in problem.what]
    assert [(one.line, one.expected) for one in found] == [(MOST_STEPS + 2, "Keep it to 100 at most.")]
