"""Faults that were seeded into real policies without a look at the proofs: all are found, and nothing sound accused.

Before the proofs were extended for them they found 80 of the first 115; what they missed says what they now look for.
"""

import pytest

from forthright.core.policy.check import Finding, Level, check
from forthright.core.policy.reader import read
from tests.core.policy.seeded_faults import FAULTS, NEAR_MISSES, Fault
from tests.core.policy.shipped import base, text


def grave(whole: str) -> list[Finding]:
    reading = read(whole, bases=base)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return [one for one in check(reading.policy) if one.level is not Level.NOTE]


def brought(fault: Fault) -> list[Finding]:
    """What the edit brings that the policy as it stands does not have."""
    before = {(one.code, one.where) for one in grave(text(fault.file))}
    return [one for one in grave(fault.applied(text(fault.file))) if (one.code, one.where) not in before]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_found(fault: Fault) -> None:
    assert brought(fault), fault.why


@pytest.mark.parametrize("fault", NEAR_MISSES, ids=lambda fault: fault.name)
def test_an_edit_that_only_looks_like_a_fault_is_left_alone(fault: Fault) -> None:
    assert brought(fault) == [], fault.why


def test_there_are_more_than_forty_in_more_than_a_dozen_policies() -> None:
    assert len({fault.name for fault in FAULTS}) >= 40
    assert len({fault.file for fault in FAULTS}) >= 12
