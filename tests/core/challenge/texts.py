"""Small invented policies for tests, written as a partnership would write them."""

from forthright.core.policy.check import check
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy

HEAD = """policy: Small (invented)
partnership: Testshire
called: not stated
version: 2026-01-01
invented: yes
steps are called: Step
"""
REST = """
immediate danger:
  say: Call 999.

source:
  address: not stated
  read on: not stated
  status: invented

"""
ENDS = """  decided by: independent chair
  if not settled: the procedure ends
"""


def text(steps: str, top: str = "") -> str:
    """The text of a policy of these steps, with these lines about the whole of it."""
    return HEAD + top + REST + steps


def written(steps: str, top: str = "") -> Policy:
    """A policy of these steps, as it is written."""
    found = read(text(steps, top).encode(), "small")
    assert found.policy is not None, [one.sentence() for one in found.problems]
    return found.policy


def under(steps: str, top: str = "") -> Policy:
    """The same as it runs."""
    return running(written(steps, top))


def codes(policy: Policy) -> set[str]:
    """The codes of what the proofs find."""
    return {one.code for one in check(policy)}


def step(key: str, lines: str = "", raised_by: str = "practitioner", answered_by: str = "practitioner") -> str:
    """The text of one step; `lines` come with their indent."""
    return f"step {key}: Named {key}\n  raised by: {raised_by}\n  answered by: {answered_by}\n{lines}\n"
