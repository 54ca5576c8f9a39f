"""A real browser, a served site in an invented partnership, and a calendar that the journeys can turn."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.journeys.walk import Town, Walker

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """The browser that the system has, found as scripts/browser finds it."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    pytest.fail("The browser journeys need Chromium. Run scripts/browser, which installs it or says what to do.")


@pytest.fixture(scope="package")
def _many_threads() -> Iterator[None]:
    """The browser's driver runs an event loop in this thread, and Django then refuses to read its own database."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="package")
def browser(_many_threads: None) -> Iterator[Any]:
    """One browser for the whole run; each person has a context of their own in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


def _triggers(present: bool) -> None:
    """Sets or lifts the triggers that refuse change, with the very operation of the migrations."""
    from django.apps import apps
    from django.db import connection

    from forthright.audit.append_only import APPEND_ONLY, refuse_changes

    with connection.schema_editor() as editor:
        for table in APPEND_ONLY:
            operation = refuse_changes(table)
            (operation.code if present else operation.reverse_code)(apps, editor)


@pytest.fixture(scope="package")
def _written_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bool]]:
    """A served site cannot roll a test back: its tables are emptied afterwards, which the triggers would refuse. So
    they are lifted at the end of each journey, when all has been looked at, and set again before the next."""
    standing = {"now": True}
    yield standing
    with django_db_blocker.unblock():
        if not standing["now"]:
            _triggers(present=True)


@pytest.fixture
def emptied(_written_once: dict[str, bool], transactional_db: None) -> Iterator[None]:
    """Around each journey: the triggers stand while it runs, and are away when its tables are emptied."""
    if not _written_once["now"]:
        _triggers(present=True)
        _written_once["now"] = True
    yield
    _triggers(present=False)
    _written_once["now"] = False


class Calendar:
    """The day in the served site. Turning it does what the clock process would have done by then."""

    def __init__(self) -> None:
        self.traveller: Any = None
        self.turn(MONDAY)

    def turn(self, to: datetime) -> None:
        """It is now `to` (aware), and time goes on from there."""
        if self.traveller:
            self.traveller.stop()
        self.traveller = time_machine.travel(to, tick=True)
        self.traveller.start()

    def later(self, days: float) -> None:
        """So many days pass, and the clock makes its round."""
        from forthright.record.clock import round_once

        now = datetime.now(UTC) + timedelta(days=days)
        self.turn(now)
        round_once(now)


@pytest.fixture
def calendar(emptied: None) -> Iterator[Calendar]:
    """Monday, 2 November 2026, nine o'clock."""
    calendar = Calendar()
    yield calendar
    calendar.traveller.stop()


@pytest.fixture
def served(
    request: pytest.FixtureRequest, emptied: None, calendar: Calendar, live_server: Any, browser: Any, tmp_path: Path
) -> Iterator[Town]:
    """The site, served and empty. What went wrong on any page fails the journey at its end. SCREENSHOTS=folder keeps a
    picture of every page that is looked at. In a module with AT_THE_DOOR people sign in at the page for it."""
    kept = os.environ.get("SCREENSHOTS")
    town = Town(
        live_server.url,
        browser,
        Path(kept) if kept else tmp_path,
        of_every_page=bool(kept),
        at_the_door=getattr(request.module, "AT_THE_DOOR", False),
    )
    yield town
    for walker in town.walkers:
        walker.leaves()
    assert not town.faults, "\n".join(town.faults)


@pytest.fixture
def town(served: Town) -> Town:
    """The invented partnership without any challenge; people come in with `town.comes`."""
    from forthright.exchange.demo import Stage
    from forthright.exchange.demo_people import build

    Stage(*build(), datetime.now(UTC))  # publishes the policy
    return served


@pytest.fixture
def demonstration(served: Town) -> Town:
    """The invented partnership as `make run` loads it, with its challenges."""
    from forthright.exchange.demo import load

    load(datetime.now(UTC))
    return served


@pytest.fixture
def rosa(town: Town) -> Walker:
    """Rosa raises. She has a phone."""
    return town.comes("rosa", phone=True)


@pytest.fixture
def amir(town: Town) -> Walker:
    """Amir answers, at a desk."""
    return town.comes("amir")
