"""The clock loop: finds what has fallen due and lets the same functions decide. It holds no state of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, close_old_connections, transaction
from django.db.models import F

from forthright.core.challenge.folding import fold
from forthright.core.challenge.standing import Office
from forthright.core.challenge.taking_up import tick
from forthright.directory import queries as directory
from forthright.notices.actions import queue_alarm, send_waiting
from forthright.record import keys
from forthright.record.actions import concerns, surroundings, write
from forthright.record.drafts import forget_expired
from forthright.record.models import Challenge, Heartbeat, SetAside
from forthright.record.policies import policy_for
from forthright.record.store import Changed, load_facts

log = logging.getLogger(__name__)

ASIDE = timedelta(hours=1)
PAUSE = 5.0
"""Seconds between rounds: no published time is shorter than hours."""


def handle(reference: str, now: datetime) -> int:
    """Everything that has fallen due in one challenge, in one transaction. Returns how many entries were written."""
    with transaction.atomic():
        state = fold(load_facts(reference))
        policy = policy_for(state)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        events = tick(policy, state, moment)
        if events:
            write(reference, state, policy, events, now)
    return len(events)


def round_once(now: datetime, batch: int = 200) -> int:
    """One round: each challenge alone, then messages, old drafts and the heartbeat. Returns entries written.

    A challenge that raises is set aside for an hour and an alarm is queued; the others go on. If somebody else wrote
    first, the next round looks again.
    """
    written = 0
    for reference in _due(now, batch):
        try:
            written += handle(reference, now)
        except Changed:
            continue
        except OperationalError:
            raise
        except Exception as fault:
            _set_aside(reference, fault, now)
    send_waiting(now, lambda challenge, person: concerns(challenge, person, now))
    forget_expired(now)
    keys.sweep()
    _beat(now, written)
    return written


def _due(now: datetime, batch: int) -> list[str]:
    """The challenges that have fallen due, longest ago first. In nearly every round there is none, and then it is not
    asked which of them are set aside."""
    due = Challenge.objects.filter(wake__lte=now)
    if not due.exists():
        return []
    aside = SetAside.objects.filter(until__gt=now).values("challenge")
    return list(due.exclude(pk__in=aside).order_by("wake").values_list("pk", flat=True)[:batch])


def _set_aside(reference: str, fault: Exception, now: datetime) -> None:
    """The fault's kind is kept and never its text, which could hold words."""
    log.error("challenge %s set aside for an hour: %s", reference, type(fault).__name__)
    with transaction.atomic():
        row, made = SetAside.objects.get_or_create(
            challenge=reference,
            defaults={"since": now, "until": now + ASIDE, "fault": type(fault).__name__},
        )
        if not made:
            SetAside.objects.filter(pk=row.pk).update(
                until=now + ASIDE, times=F("times") + 1, fault=type(fault).__name__
            )
        challenge = Challenge.objects.get(pk=reference)
        people = directory.office_holders(Office.BUSINESS_UNIT, challenge.partnership_id, now)
        queue_alarm(reference, challenge.version, people, now)


def _beat(now: datetime, written: int) -> None:
    if not Heartbeat.objects.filter(name="clock").update(at=now, done=written):
        Heartbeat.objects.update_or_create(name="clock", defaults={"at": now, "done": written})


def run(stop: Callable[[], bool] = lambda: False, pause: float = PAUSE) -> None:
    """Rounds until told to stop. A database that cannot be reached is tried again at the next round."""
    while not stop():
        try:
            round_once(datetime.now(UTC))
        except OperationalError as fault:
            log.error("the clock cannot reach the database: %s", type(fault).__name__)
        close_old_connections()
        for _ in range(int(pause * 10)):
            if stop():
                return
            time.sleep(0.1)
