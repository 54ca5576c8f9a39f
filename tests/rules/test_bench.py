"""The benchmark's own side still runs: it is measured seldom, and had stopped twice before anybody saw it."""

import pytest

from bench.core import ours
from bench.core.jobs import JOBS

OURS = {job.ours: job for job in JOBS}


@pytest.mark.parametrize("name", OURS)
def test_what_is_measured_of_ours_does_something(name: str) -> None:
    found = getattr(ours, name)(OURS[name].given())
    assert (found() if callable(found) else found) > 0
