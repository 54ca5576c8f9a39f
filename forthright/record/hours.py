"""Changing opening hours, and with them every date that is counted in them: previewed, then done in one transaction.

What is seen before saving is what is done: the act finds the moves anew, and where anything of them differs from what
the person saw, nothing is written and they see it again. A matter that cannot be moved is set aside with an alarm, as
by the clock, and the others go on. Decision 30.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction

from forthright.core.challenge.folding import fold
from forthright.core.challenge.hours_changed import Amendment
from forthright.core.challenge.sees import opens
from forthright.core.challenge.standing import Actor, Office
from forthright.directory import actions as directory
from forthright.directory import keeping
from forthright.directory.actions import Signed
from forthright.directory.keeping import Kept
from forthright.directory.models import Person
from forthright.record.actions import keep_receipt, receipt_key, receipt_of, write
from forthright.record.clock import put_aside
from forthright.record.hours_wishes import NotYours, Plan, Refused, Wish, plan
from forthright.record.moving_hours import Calendars, Moves, calendars_for, moves, running_in
from forthright.record.store import Changed, facts_of_many

TRIES = 5
"""How often the whole is tried where somebody else writes to one of the matters at the same moment."""

TITLES = {Office.ADMINISTRATOR: "Administrator", Office.BUSINESS_UNIT: "Business unit"}
"""The office in which hours are changed, as the record keeps it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """It is saved. `aside` are the matters that could not be moved and were set aside; `again` tells that this form had
    already been sent."""

    moves: Moves
    aside: tuple[str, ...] = ()
    again: bool = False


def preview(person: Person, wish: Wish, now: datetime) -> Moves | Refused:
    """What would move if it were saved now. Raises NotYours. Writes nothing."""
    kept = _kept(person, wish, now)
    found = plan(kept, wish)
    return found if isinstance(found, Refused) else _moves(found, kept, person, wish, now)


def save(person: Person, wish: Wish, seen: str, token: str, now: datetime) -> Saved | Moves | Refused:
    """Save it, with an entry in every matter that moves, in one transaction. Raises NotYours.

    `seen` is the digest of the moves that the person saw: where it differs now, nothing is written and the new moves
    are returned. `token` makes sending the same form twice harmless. The whole is tried again where somebody else
    wrote to one of the matters meanwhile.
    """
    key = receipt_key(token, wish)
    for _attempt in range(TRIES - 1):
        try:
            return _saved(person, wish, seen, key, token, now)
        except (Changed, IntegrityError):
            continue
    return _saved(person, wish, seen, key, token, now)


def _saved(person: Person, wish: Wish, seen: str, key: str, token: str, now: datetime) -> Saved | Moves | Refused:
    with transaction.atomic():
        if receipt_of(key, person):
            return Saved(Moves(()), again=True)
        kept = _kept(person, wish, now)
        found = _locked(kept, person, wish, now)
        if isinstance(found, Refused):
            return found
        would = _moves(found, kept, person, wish, now)
        if would.digest(now) != seen:
            return would
        rows = [directory.own_hours(found.scope.split)] if found.scope.split else list(found.scope.rows)
        found.write(rows, Signed(person, now, wish.reason))
        aside = _write(would, now)
        keep_receipt(key, token, person.pk, "", 0, now)
    moved = tuple(one for one in would.moved if one.reference not in aside)
    return Saved(Moves(moved), tuple(sorted(aside)))


def _kept(person: Person, wish: Wish, now: datetime) -> Kept:
    kept = keeping.kept_one(person, wish.place.keeper, wish.place.number, now)
    if kept is None:
        raise NotYours(wish.place)
    return kept


def _locked(kept: Kept, person: Person, wish: Wish, now: datetime) -> Plan | Refused:
    """What it comes to while nobody else can change these hours. Raises Changed where somebody did just before."""
    found = plan(kept, wish)
    if isinstance(found, Refused):
        return found
    directory.lock(row.pk for row in found.scope.rows)
    again = _kept(person, wish, now)
    if again.hours.pk != kept.hours.pk or again.shared != kept.shared:
        raise Changed(kept.name)
    return plan(again, wish)


def _moves(found: Plan, kept: Kept, person: Person, wish: Wish, now: datetime) -> Moves:
    scope = found.scope
    running = running_in(scope.everybody)
    before = calendars_for(running)
    after = Calendars({**before.agencies}, {**before.partnerships})
    for row in scope.rows:
        calendar, users = found.after(row), scope.users[row.pk]
        after.agencies.update(dict.fromkeys(users.agencies, calendar))
        after.partnerships.update(dict.fromkeys(users.partnerships, calendar))
    amendment = Amendment(
        change=found.change,
        of={},
        first=found.first,
        last=found.last,
        called=found.called,
        windows=found.windows,
        reason=wish.reason,
        by=person.pk,
        name=person.name,
        title=TITLES[kept.office],
    )
    return moves(running, before, after, scope.everybody, amendment, now)


def _write(would: Moves, now: datetime) -> set[str]:
    """An entry in each matter, with its messages. Returns those that could not be moved, which are set aside."""
    aside = dict(would.troubled)
    for one in would.moved:
        try:
            with transaction.atomic():
                write(one.reference, one.state, one.policy, (one.event,), now)
        except (Changed, OperationalError):
            raise
        except Exception as fault:
            aside[one.reference] = fault
    for reference, fault in aside.items():
        put_aside(reference, type(fault).__name__, now)
    return set(aside)


def those_seen(references: Iterable[str], actor: Actor) -> list[str]:
    """Those of these challenges that this person may open."""
    found = facts_of_many(references)
    return [reference for reference, events in found.items() if opens(actor, fold(events))]
