"""Policies with one thing changed, for tests of the proofs."""

from __future__ import annotations

from forthright.core.policy.check import Finding, Level, check
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Policy
from tests.core.policy.shipped import text

DEMO = text("demo-borough")


def changed(whole: str, *changes: tuple[str, str]) -> Policy:
    """The policy with each (old, new) put in once; an old that is not there is a mistake of the test."""
    for old, new in changes:
        assert old in whole, old
        whole = whole.replace(old, new, 1)
    reading = read(whole)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return reading.policy


def found(whole: str, *changes: tuple[str, str], level: Level | None = None) -> list[Finding]:
    """The findings of a changed text that the text as it was does not have."""
    before = {(one.code, one.where) for one in check(changed(whole))}
    after = check(changed(whole, *changes))
    return [one for one in after if (one.code, one.where) not in before and level in (None, one.level)]


def codes(whole: str, *changes: tuple[str, str], level: Level | None = None) -> list[str]:
    """The codes of what a change brings."""
    return [one.code for one in found(whole, *changes, level=level)]
