"""The invented agency, running: once for all tests of a process that ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.agency import at_school, running
from tests.support.agency.running import AtWork
from tests.support.town import Town


@pytest.fixture(scope="session")
def running_agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    with running.runs(tmp_path_factory.mktemp("agency"), at_school.BACK) as agency:
        yield agency


@pytest.fixture
def at_work(running_agency: AtWork, town: Town) -> AtWork:
    running_agency.says("nobody")
    return running_agency
