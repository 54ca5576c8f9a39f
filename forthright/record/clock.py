"""The clock loop: finds what has fallen due and lets the same functions decide. It holds no state of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.db.models import F

from forthright.core.challenge.folding import fold
from forthright.core.challenge.standing import Office
from forthright.core.challenge.taking_up import tick
from forthright.directory import queries as directory
from forthright.notices.actions import queue_alarm, send_waiting
from forthright.notices.reaching import tell_quiet
from forthright.record import keys
from forthright.record.actions import concerns, surroundings, write
from forthright.record.drafts import forget_expired
from forthright.record.inviting import alarm
from forthright.record.models import Challenge, Heartbeat, SetAside
from forthright.record.policies import policy_for
from forthright.record.queries import ASIDE, BEAT, JUMP, set_aside_at
from forthright.record.steady import Watch
from forthright.record.store import Changed, load_facts
from forthright.record.watch import look_once_a_day

log = logging.getLogger(__name__)

ASIDE_BRIEFLY = timedelta(minutes=1)
"""For one that the database refused, as it does for a moment when two write at once."""
BATCH = 200
LETTERS = 100
PAUSE = 5.0
"""Seconds between rounds: no published time is shorter than hours."""
UNREACHABLE = (OperationalError, InterfaceError)


class NothingDue(Exception):
    """A challenge is listed as due and nothing in it is: the picture of it is not what its events say."""


@dataclass(frozen=True, slots=True)
class Round:
    """How many entries one round wrote, and whether there is more to do at once."""

    written: int
    more: bool


def handle(reference: str, now: datetime) -> int:
    """Everything that has fallen due in one challenge, in one transaction. Returns how many entries were written.

    Raises Changed where somebody else wrote first, and NothingDue.
    """
    with transaction.atomic():
        listed = Challenge.objects.filter(pk=reference, wake__lte=now)
        if not listed.exists():  # somebody answered, or another clock was here, since the list was read
            return 0
        state = fold(load_facts(reference))
        policy = policy_for(state)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        events = tick(policy, state, moment)
        if events:
            write(reference, state, policy, events, now)
        elif listed.filter(version=state.version).exists():
            raise NothingDue(reference)
    return len(events)


def round_once(now: datetime, batch: int = BATCH) -> int:
    """Rounds until nothing is left to do at this instant. Returns how many entries were written."""
    written, more = 0, True
    while more:
        done = one_round(now, batch)
        written, more = written + done.written, done.more
    return written


def one_round(now: datetime, batch: int = BATCH) -> Round:
    """One round: so many challenges, each alone and longest due first; then messages, old drafts and the heartbeat.

    A challenge that raises is set aside for an hour and an alarm is queued; the others go on. If somebody else wrote
    first, the next round looks again. Raises OperationalError or InterfaceError when the database is gone.
    """
    due = _due(now, batch)
    written = _each(due, now) if due else 0
    _beside("the cover radar", lambda: look_once_a_day(now))
    _beside("invitations", lambda: alarm(now))
    _beside("who does not answer", lambda: tell_quiet(now))
    sent = _beside(
        "messages", lambda: send_waiting(now, lambda one, person, entry: concerns(one, person, entry, now), LETTERS)
    )
    _beside("old drafts", lambda: forget_expired(now))
    _beside("the key store", keys.sweep)
    _beat(BEAT, now, written)
    return Round(written, len(due) == batch or sent == LETTERS)


def _due(now: datetime, batch: int) -> list[str]:
    """The challenges that have fallen due, longest ago first. In nearly every round there is none, and then it is not
    asked which of them are set aside."""
    waiting = Challenge.objects.filter(wake__lte=now)
    if not waiting.exists():
        return []
    aside = set_aside_at(now).values("challenge")
    return list(waiting.exclude(pk__in=aside).order_by("wake", "pk").values_list("pk", flat=True)[:batch])


def _each(due: list[str], now: datetime) -> int:
    failed_before = set(SetAside.objects.filter(challenge__in=due).values_list("challenge", flat=True))
    return sum(_alone(reference, now, reference in failed_before) for reference in due)


def _alone(reference: str, now: datetime, failed_before: bool) -> int:
    """One challenge, whatever is wrong with it: how many entries it got."""
    try:
        written = handle(reference, now)
    except Changed:
        return 0
    except Exception as fault:
        if isinstance(fault, UNREACHABLE) and not _reachable():
            raise
        kind = type(fault).__name__
        brief = isinstance(fault, UNREACHABLE) and not failed_before
        return _beside(reference, lambda: put_aside(reference, kind, now, brief))
    if failed_before:
        SetAside.objects.filter(challenge=reference).delete()  # mended: what fails next begins anew
    return written


def _reachable() -> bool:
    """Whether the database still answers: else it is not this one challenge that is wrong."""
    return connection.connection is not None and connection.is_usable()


def _beside(what: str, act: Callable[[], int | None]) -> int:
    """Something that may fail without holding up the rest. The fault's kind is logged, never its text."""
    try:
        return act() or 0
    except Exception as fault:
        if isinstance(fault, UNREACHABLE) and not _reachable():
            raise
        log.error("the clock could not see to %s: %s", what, type(fault).__name__)
        return 0


def put_aside(reference: str, kind: str, now: datetime, brief: bool = False) -> None:
    """A challenge that fails is set aside for an hour, and the business unit told. The fault's kind is kept and never
    its text, which could hold words. What the database refused for the first time (`brief`) is tried again in a minute,
    and nobody is told."""
    until = now + (ASIDE_BRIEFLY if brief else ASIDE)
    log.error("challenge %s set aside until %s: %s", reference, until.isoformat(), kind)
    with transaction.atomic():
        row, made = SetAside.objects.get_or_create(
            challenge=reference, defaults={"since": now, "until": until, "fault": kind}
        )
        if not made:
            SetAside.objects.filter(pk=row.pk).update(until=until, times=F("times") + 1, fault=kind)
        if brief:
            return
        challenge = Challenge.objects.get(pk=reference)
        people = directory.office_holders(Office.BUSINESS_UNIT, challenge.partnership_id, now)
        queue_alarm(reference, challenge.version, people, now)


def _beat(name: str, now: datetime, done: int) -> None:
    if not Heartbeat.objects.filter(name=name).update(at=now, done=done):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": now, "done": done})


def watched_round(watch: Watch) -> Round:
    """A round at the time that the watch tells. While it cannot be relied on nothing falls due and nothing is sent;
    the sign of life goes on, and the business unit's page says that the time has jumped."""
    look = watch.look()
    if look.jumped is not None:
        seconds = round(look.jumped.total_seconds())
        log.error("the machine's time jumped by %s seconds: nothing falls due until it runs evenly", seconds)
        _beat(JUMP, look.now, abs(seconds))
    if look.steady:
        return one_round(look.now)
    _beat(BEAT, look.now, 0)
    return Round(0, False)


def run(stop: Callable[[], bool] = lambda: False, pause: float = PAUSE, watch: Watch | None = None) -> None:
    """Rounds until told to stop, without a pause while there is more to do. A database that cannot be reached is tried
    again at the next round."""
    watch = watch or Watch()
    while not stop():
        more = False
        try:
            more = watched_round(watch).more
        except UNREACHABLE as fault:
            log.error("the clock cannot reach the database: %s", type(fault).__name__)
        close_old_connections()
        for _ in range(0 if more else int(pause * 10)):
            if stop():
                return
            time.sleep(0.1)
