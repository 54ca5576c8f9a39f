"""The clock loop: what it leaves alone, what it goes on with, and when it does not trust the machine's time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.db import InterfaceError, OperationalError, connections

from forthright.notices.actions import send_waiting
from forthright.notices.models import Message, State
from forthright.record import clock, keys, queries
from forthright.record.models import Challenge, SetAside, StoredEvent
from forthright.record.steady import HOLD, Watch
from tests.support.town import MONDAY, Town

LATE = MONDAY + timedelta(days=20)
HOUR = timedelta(hours=1)


class Machine:
    """A machine whose time of day and whose counter are set by hand."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now, self.counter = now, 100.0
        self.watch = Watch(lambda: self.now, lambda: self.counter)

    def passes(self, seconds: float, off: timedelta = timedelta(0)) -> bool:
        """Time passes, and beside that the time of day is off; whether the clock goes by it."""
        self.now += timedelta(seconds=seconds) + off
        self.counter += seconds
        return self.watch.look().steady


def test_a_time_that_jumps_is_not_relied_on_until_it_has_run_evenly_for_a_minute() -> None:
    for off in (timedelta(seconds=61), timedelta(seconds=-61), timedelta(days=400), timedelta(days=-400)):
        machine = Machine()
        assert machine.passes(5)
        assert machine.passes(5, timedelta(seconds=59)), "setting by the network moves it by less"
        assert not machine.passes(5, off)
        assert not machine.passes(HOLD - 1)
        assert machine.passes(1)


def test_a_time_that_jumps_there_and_back_is_held_back_from_the_second_jump_on() -> None:
    machine = Machine()
    machine.passes(5)
    assert not machine.passes(5, HOUR)
    assert not machine.passes(30, -HOUR)
    assert not machine.passes(HOLD - 1)
    assert machine.passes(1)


def test_an_outage_of_the_clock_is_no_jump() -> None:
    machine = Machine()
    machine.passes(5)
    assert machine.passes(24 * 3600), "the counter went on as well"
    assert Machine(LATE).passes(5), "and one that is started anew has nothing to compare with"


def test_nothing_falls_due_and_nobody_is_told_while_the_time_is_not_relied_on(
    town: Town, mailoutbox: list, caplog: pytest.LogCaptureFixture
) -> None:
    reference = town.raises()
    machine = Machine()
    clock.watched_round(machine.watch)
    mailoutbox.clear()
    machine.now += timedelta(days=20)
    with caplog.at_level(logging.ERROR):
        clock.watched_round(machine.watch)
    assert StoredEvent.objects.filter(challenge=reference).count() == 1
    assert mailoutbox == []
    assert queries.last_beat() == machine.now, "it is alive"
    assert queries.clock_notes()[1] == (machine.now, 20 * 24 * 3600)
    assert "jumped by 1728000 seconds" in caplog.text
    machine.counter += HOLD
    machine.now += timedelta(seconds=HOLD)
    clock.watched_round(machine.watch)
    assert StoredEvent.objects.filter(challenge=reference).count() > 1


def test_a_round_that_was_full_is_followed_by_another_without_a_pause(town: Town) -> None:
    references = [town.raises() for _ in range(5)]
    assert clock.one_round(LATE, batch=2).more
    assert clock.one_round(LATE, batch=2).more
    assert not clock.one_round(LATE, batch=2).more
    assert Challenge.objects.filter(pk__in=references, wake__lte=LATE).count() == 0


def test_the_loop_does_not_wait_while_there_is_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = [clock.Round(200, True), clock.Round(200, True), clock.Round(3, False)]
    left, slept = list(rounds), []
    monkeypatch.setattr(clock, "one_round", lambda now: left.pop(0))
    monkeypatch.setattr(clock.time, "sleep", slept.append)
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)
    clock.run(stop=lambda: not left)
    assert (left, slept) == ([], [])


def test_a_day_out_of_service_is_made_up_for_once_and_in_order(town: Town) -> None:
    reference = town.raises()
    assert clock.round_once(LATE) > 0
    rows = list(StoredEvent.objects.filter(challenge=reference, version__gt=1).order_by("version"))
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert {row.written for row in rows} == {LATE}
    assert clock.round_once(LATE + timedelta(days=1)) == 0


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_one_that_the_database_refuses_does_not_stop_the_others_and_is_soon_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    bad, good = town.raises(), town.raises()
    real = clock.handle
    refused = mock.Mock(side_effect=fault("could not serialize"))
    monkeypatch.setattr(clock, "handle", lambda name, now: refused() if name == bad else real(name, now))
    clock.round_once(LATE)
    assert Challenge.objects.get(pk=good).version > 1
    assert SetAside.objects.get().until == LATE + clock.ASIDE_BRIEFLY
    assert not Message.objects.filter(channel="alarm").exists()
    clock.round_once(LATE + clock.ASIDE_BRIEFLY)
    assert Message.objects.get(channel="alarm").recipient == town.beth.pk, "the second time it is told"
    assert SetAside.objects.get().until == LATE + clock.ASIDE_BRIEFLY + queries.ASIDE


def test_when_the_database_is_gone_the_round_ends_and_nothing_is_set_aside(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.raises()
    monkeypatch.setattr(clock, "handle", mock.Mock(side_effect=OperationalError("gone")))
    monkeypatch.setattr(connections["default"], "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        clock.one_round(LATE)
    assert not SetAside.objects.exists()


def test_one_that_is_mended_is_no_longer_set_aside_and_begins_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = town.raises()
    with monkeypatch.context() as poisoned:
        poisoned.setattr(clock, "load_facts", mock.Mock(side_effect=KeyError))
        clock.round_once(LATE)
    assert SetAside.objects.get().challenge == reference
    assert clock.round_once(LATE + timedelta(minutes=59)) == 0, "it is left alone"
    assert clock.round_once(LATE + HOUR) > 0
    assert not SetAside.objects.exists()


def test_an_alarm_that_cannot_be_written_holds_nobody_up(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = town.raises(), town.raises()
    real = clock.handle
    poison = mock.Mock(side_effect=KeyError)
    monkeypatch.setattr(clock, "handle", lambda name, now: poison() if name == bad else real(name, now))
    monkeypatch.setattr(clock, "queue_alarm", mock.Mock(side_effect=ValueError))
    clock.round_once(LATE)
    assert Challenge.objects.get(pk=good).version > 1
    assert queries.last_beat() == LATE


@pytest.mark.parametrize("broken", ["send_waiting", "forget_expired"])
def test_what_the_clock_sees_to_beside_the_challenges_cannot_stop_it(
    town: Town, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    town.raises()
    monkeypatch.setattr(clock, broken, mock.Mock(side_effect=RuntimeError))
    assert clock.round_once(LATE) > 0
    assert queries.last_beat() == LATE


def test_a_key_store_that_is_busy_does_not_end_the_clock(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "sweep", mock.Mock(side_effect=keys.KeyStoreFault("busy")))
    clock.round_once(LATE)
    assert queries.last_beat() == LATE


def test_one_that_is_listed_as_due_and_is_not_is_set_aside_instead_of_tried_for_ever(town: Town) -> None:
    reference = town.raises()
    Challenge.objects.filter(pk=reference).update(wake=MONDAY - HOUR)
    assert clock.round_once(MONDAY) == 0
    assert SetAside.objects.get().fault == "NothingDue"


def test_what_was_set_aside_while_the_machine_was_ahead_does_not_wait_for_that_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = town.raises()
    with monkeypatch.context() as poisoned:
        poisoned.setattr(clock, "load_facts", mock.Mock(side_effect=KeyError))
        clock.round_once(LATE + timedelta(days=300))
    assert clock.round_once(LATE) > 0
    assert Challenge.objects.get(pk=reference).version > 1


def test_a_message_from_a_time_that_has_not_come_yet_goes_out_all_the_same(town: Town, mailoutbox: list) -> None:
    town.raises(MONDAY + timedelta(days=300))
    ahead = MONDAY + timedelta(days=300)
    Message.objects.update(leased=ahead)
    assert send_waiting(MONDAY, lambda *_: True) == Message.objects.count() > 0
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
