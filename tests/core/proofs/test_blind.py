"""Every entry of the blind list is a text that can be read: its edits apply, and nothing in it is wrong in spelling."""

from __future__ import annotations

from collections import Counter

import pytest

from forthright.core.policy.reader import read
from tests.core.proofs.blind_faults import FAULTS, SOUND
from tests.core.proofs.blind_shape import Fault, shipped


@pytest.mark.parametrize("entry", [*FAULTS, *SOUND], ids=lambda entry: entry.name)
def test_an_entry_applies_and_is_read(entry: Fault) -> None:
    before = entry.before()
    assert [old for old, _ in entry.edits if before.count(old) != 1] == []
    after = entry.after()
    assert after != before
    reading = read(after.encode(), bases=shipped)
    assert reading.problems == ()
    assert reading.policy is not None


def test_each_entry_is_there_once_and_says_why() -> None:
    entries = [*FAULTS, *SOUND]
    assert [name for name, often in Counter(entry.name for entry in entries).items() if often > 1] == []
    assert [entry.name for entry in entries if not entry.why.endswith(".")] == []
    assert len({(entry.policy, entry.after()) for entry in entries}) == len(entries)
