"""Fixtures that every room's tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings as hypothesis

from tests.support import tally
from tests.support import town as towns
from tests.support.examples import examples

hypothesis.register_profile("suite", max_examples=examples(100), deadline=None)  # a busy machine is no fault of ours
hypothesis.load_profile("suite")


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, settings):  # type: ignore[no-untyped-def]
    """Each test has a key store and a master key of its own."""
    from forthright.record import keys

    settings.KEY_STORE = tmp_path / "keys.sqlite3"
    settings.MASTER_KEY_FILE = tmp_path / "master.key"
    yield
    keys.close()


@pytest.fixture
def town(db):  # type: ignore[no-untyped-def]
    """The invented town."""
    return towns.build()


def pytest_sessionfinish(session):  # type: ignore[no-untyped-def]
    """A test process hands its tally to the one that started it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tally"] = dict(tally.TALLY)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):  # type: ignore[no-untyped-def]
    """Takes the tally of a test process in; only where there are several does anybody call this."""
    tally.TALLY.update(getattr(node, "workeroutput", {}).get("tally", {}))


def pytest_terminal_summary(terminalreporter):  # type: ignore[no-untyped-def]
    for line in tally.lines(tally.TALLY):
        terminalreporter.write_line(line)
