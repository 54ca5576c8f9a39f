"""Fixtures that every room's tests share."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.template.base import Template
from django.test.utils import _TestState
from hypothesis import settings as hypothesis

from tests.support import tally
from tests.support import town as towns
from tests.support.examples import examples
from tests.support.ground import Ground

hypothesis.register_profile("suite", max_examples=examples(100), deadline=None)  # a busy machine is no fault of ours
hypothesis.load_profile("suite")


def pytest_collection_finish() -> None:
    """What was collected stays to the end; the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _templates_as_in_life(django_test_environment: None) -> None:
    """Django's tests copy the whole context of each template into `answer.context`. Ours read the page itself."""
    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def _keys_folder() -> Iterator[Path]:
    """Where the key stores of this process lie: in memory, where the system has such a folder.

    A key store waits for the disk at each write, as it must in life. A folder from `tmp_path` for each of the six
    thousand tests would be made, listed and removed on the disk, also for the five in six that never need a key.
    """
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="forthright-keys-", dir=memory if memory.is_dir() else None)
    yield Path(folder)
    shutil.rmtree(folder, ignore_errors=True)


_numbers = count()


@pytest.fixture(autouse=True)
def _own_keys(_keys_folder: Path, settings: Any) -> Iterator[None]:
    """Each test has a key store and a master key of its own, made when it first needs them."""
    from forthright.record import keys

    number = next(_numbers)
    settings.KEY_STORE = _keys_folder / f"{number}.sqlite3"
    settings.MASTER_KEY_FILE = _keys_folder / f"{number}.key"
    yield
    if settings.MASTER_KEY_FILE.exists():
        keys.close()
        for path in _keys_folder.glob(f"{number}.*"):
            path.unlink()


@pytest.fixture(scope="session")
def _ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """What stands in the database of this process under the tests."""
    ground = Ground(django_db_blocker.unblock)
    standing.append(ground)
    yield ground
    ground.fit([])
    standing.remove(ground)


standing: list[Ground] = []
"""The ground, once a test has asked for it."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything else of a test: the layers that it asks for stand, and no others."""
    for ground in standing:
        ground.fit(list(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def _town_stands(_ground: Ground) -> Ground:
    """The layer of the invented town."""
    _ground.add("_town_stands", lambda nothing: towns.build())
    return _ground


@pytest.fixture
def town(_town_stands: Ground, db: None) -> towns.Town:
    """The invented town, as if it was built for this test."""
    found: towns.Town = _town_stands.given("_town_stands")
    return found


@pytest.fixture(scope="session")
def _planted_stands(_town_stands: Ground) -> Ground:
    """The layer of the town in which secrets are planted."""
    from tests.access.planted import Planted

    _town_stands.add("_planted_stands", Planted)
    return _town_stands


@pytest.fixture
def planted(_planted_stands: Ground, db: None) -> Any:
    """The town with its secrets (tests/access/planted.py), as if they were planted for this test."""
    return _planted_stands.given("_planted_stands")


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
