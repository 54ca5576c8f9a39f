"""What `forthright check` says of a clock that stands still and of bank holidays that are not known for long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from forthright.record import queries
from forthright.record.models import Heartbeat
from forthright.site import cli
from forthright.site.ready import remarks
from tests.support.town import MONDAY, Town

FRESH = ["The clock has not run yet: no time runs out and no message is sent until it does."]


def test_a_clock_that_never_ran_is_mentioned_and_one_that_stands_still_is_an_alarm(town: Town) -> None:
    assert remarks(MONDAY) == ([], FRESH)
    Heartbeat.objects.create(name=queries.BEAT, at=MONDAY)
    assert remarks(MONDAY + timedelta(minutes=1)) == ([], [])
    alarms, soon = remarks(MONDAY + timedelta(minutes=5))
    assert alarms == ["The clock last ran at 09:00 on 02 November 2026 UTC. Start it again: forthright clock"]
    assert soon == []
    assert remarks(MONDAY - timedelta(hours=2))[0] != [], "a sign of life that has not come yet is no sign of life"


def test_bank_holidays_that_are_known_for_less_than_a_year_are_mentioned(town: Town) -> None:
    _alarms, soon = remarks(datetime(2028, 1, 2, 12, 0, tzinfo=UTC))
    expected = (
        "Bank holidays are known until 31 December 2028 only: Office hours (invented). Install the newest release."
    )
    assert soon == [*FRESH, expected]
    assert remarks(datetime(2028, 1, 1, 12, 0, tzinfo=UTC))[1] == FRESH


@pytest.mark.parametrize(("late", "code"), [(timedelta(0), 0), (timedelta(hours=1), 1)])
def test_the_command_ends_with_1_when_somebody_is_needed_now(
    town: Town, monkeypatch: pytest.MonkeyPatch, late: timedelta, code: int
) -> None:
    Heartbeat.objects.create(name=queries.BEAT, at=datetime.now(UTC) - late)
    monkeypatch.setattr("forthright.site.checks.problems", list)
    monkeypatch.setattr("forthright.site.ready.unready", list)
    result = CliRunner().invoke(cli.main, ["check"])
    assert result.exit_code == code
    assert ("Start it again" in result.output) is bool(code)
