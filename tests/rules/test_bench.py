"""The benchmark's own side still runs: it is measured seldom, and had stopped three times before anybody saw it."""

from importlib.util import find_spec

import pytest

from bench.clock import jobs as clock_jobs
from bench.clock import ours as clock
from bench.core import jobs as core_jobs
from bench.core import ours as core

OURS = {(side, job.ours): job for side, jobs in ((core, core_jobs), (clock, clock_jobs)) for job in jobs.JOBS}


LONG = ("table_walk", "faults_found")
"""One compiles a table with every time laid out, one proves all edited policies: seconds each, in `make test` alone."""


@pytest.mark.parametrize(
    ("side", "name"),
    [pytest.param(*one, marks=pytest.mark.slow if one[1] in LONG else ()) for one in OURS],
    ids=[name for _side, name in OURS],
)
def test_what_is_measured_of_ours_does_something(side, name: str) -> None:
    if name.endswith("_in_rows") and find_spec("numpy") is None:
        pytest.skip("numpy is an extra")
    found = getattr(side, name)(OURS[side, name].given())
    assert (found() if callable(found) else found) > 0


def test_matters_that_the_benchmark_makes_are_real_and_fall_due_when_it_says(db, monkeypatch) -> None:
    """The same seeding, small: made, found by the clock when it is asked, and advanced."""
    from bench.clock import cohorts
    from bench.clock.seed_loop import OpenMatters
    from forthright.record.clock import round_once
    from forthright.record.models import Challenge

    monkeypatch.setattr(cohorts, "COHORTS", (2, 3, 4))
    OpenMatters(11).run()
    for number, size in enumerate(cohorts.COHORTS):
        now = cohorts.asked(number)
        assert Challenge.objects.filter(wake__lte=now).count() == size
        round_once(now)
        assert not Challenge.objects.filter(wake__lte=now).exists()
    assert Challenge.objects.filter(version=1).count() == 2
