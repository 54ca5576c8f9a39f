"""Mistakes of somebody who types a policy over: none is silent, and the first thing said is said of the right line.

Before the reader was changed for them it named 46 of these 70 at their line first, and let 14 pass in silence.
"""

from pathlib import Path

import pytest

from forthright.core.policy.check import Finding, check
from forthright.core.policy.reader import Reading, read

from .more_mistakes import EVERY, SLIPS, Slip
from .shipped import base, text

EVERYTHING = (Path(__file__).parent / "everything.policy").read_text(encoding="utf-8")
ALL = pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)


def whole(slip: Slip) -> str:
    return EVERYTHING if slip.file == EVERY else text(slip.file)


def told(slip: Slip) -> tuple[Reading, list[Finding], int]:
    """The reading of the mistaken text, the findings that the text as it was does not have, and the line at fault."""
    broken, at = slip.applied(whole(slip))
    reading, before = read(broken, bases=base), read(whole(slip), bases=base)
    assert before.policy is not None
    known = {(one.code, one.where) for one in check(before.policy)}
    found = [one for one in check(reading.policy) if (one.code, one.where) not in known] if reading.policy else []
    return reading, found, at


@ALL
def test_a_mistake_is_a_problem_or_a_finding(slip):
    reading, found, _ = told(slip)
    assert reading.problems or found


def test_at_least_95_in_100_are_named_first_at_their_own_line():
    missed = []
    for slip in SLIPS:
        reading, found, at = told(slip)
        lines = [one.line for one in reading.problems] or sorted(reading.place(one.where)[0] for one in found)
        if not lines or lines[0] != at or len(set(lines)) > 2:
            missed.append((slip.name, at, lines))
    assert len(missed) <= 0.05 * len(SLIPS), f"{len(SLIPS) - len(missed)} of {len(SLIPS)}; not so: {missed}"


@pytest.mark.parametrize("slip", [one for one in SLIPS if one.near], ids=lambda slip: slip.name)
def test_the_right_wording_is_offered(slip):
    reading, found, at = told(slip)
    offered = [one.nearest for one in reading.problems if one.line == at]
    assert slip.near in offered or any(f"“{slip.near}”" in one.sentence for one in found)


def test_there_are_sixty_or_more_and_each_is_its_own():
    assert len(SLIPS) >= 60
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)
    assert len({slip.applied(whole(slip))[0] for slip in SLIPS}) == len(SLIPS)
