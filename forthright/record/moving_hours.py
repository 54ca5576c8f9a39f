"""Which matters move when opening hours change: found by the same function for the preview and for the act itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import OperationalError
from django.db.models import Q

from forthright.core.challenge.codes import Phase
from forthright.core.challenge.facts import Event, HoursChanged
from forthright.core.challenge.folding import fold
from forthright.core.challenge.hours_changed import PARTNERSHIP, Amendment, hours_changed
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.sees import opens
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import Calendar
from forthright.directory import hours as opening
from forthright.directory.keeping import Users
from forthright.record.models import Challenge
from forthright.record.policies import policy_for
from forthright.record.store import facts_of_many

AT_ONCE = 500
"""How many challenges are read together."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """The hours of agencies and of partnerships, by number, at one state of what people have entered."""

    agencies: dict[int, Calendar]
    partnerships: dict[int, Calendar]

    def moment(self, state: State, now: datetime) -> Moment:
        """What surrounds a matter now in these hours. Nobody's post is asked for: a date does not depend on it."""
        return Moment(
            now=now,
            shared=self.partnerships[state.partnership],
            calendars={agency: self.agencies[agency] for agency in state.agencies.values()},
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A matter that moves, with the event that says so."""

    reference: str
    state: State
    policy: Policy
    event: Event

    @property
    def fact(self) -> HoursChanged:
        """What moves, as a fact."""
        assert isinstance(self.event.fact, HoursChanged)
        return self.event.fact

    def seen_by(self, actor: Actor) -> bool:
        """Whether this person may open it at all."""
        return opens(actor, self.state)


@dataclass(frozen=True, slots=True)
class Moves:
    """All matters that move, in the order of their references; and those that could not be counted, with the fault."""

    moved: tuple[Moved, ...]
    troubled: tuple[tuple[str, Exception], ...] = ()

    def digest(self, now: datetime) -> str:
        """What would move, as a short text that changes when anything of it does. What becomes due at once stays the
        same from one minute to the next."""
        lines = [
            f"{one.reference} {duty.key} {was.isoformat()} {'now' if duty.due == now else duty.due}"
            for one in self.moved
            for duty, was in zip(one.fact.duties, one.fact.was, strict=True)
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Running:
    """A challenge that is not over, with the agencies and the partnership that have a part in it."""

    reference: str
    agencies: tuple[int, int]
    partnership: int


def running_in(users: Users) -> list[Running]:
    """The challenges that are not over and in which one of these agencies or partnerships has a part, by reference."""
    agencies, partnerships = list(users.agencies), list(users.partnerships)
    part = Q(raising_agency__in=agencies) | Q(responding_agency__in=agencies) | Q(partnership__in=partnerships)
    rows = Challenge.objects.filter(part).exclude(phase=Phase.ENDED.value).order_by("pk")
    found = rows.values_list("pk", "raising_agency", "responding_agency", "partnership")
    return [Running(reference, (one, other), partnership) for reference, one, other, partnership in found]


def calendars_for(running: Iterable[Running]) -> Calendars:
    """The hours of everybody who has a part in these challenges, as they are now."""
    parts = {(one.agencies, one.partnership) for one in running}
    return Calendars(
        opening.calendars({agency for agencies, _partnership in parts for agency in agencies}),
        opening.shared_calendars({partnership for _agencies, partnership in parts}),
    )


def moves(
    running: list[Running], before: Calendars, after: Calendars, users: Users, amendment: Amendment, now: datetime
) -> Moves:
    """What moves in these challenges. One that cannot be counted does not stop the others."""
    moved, troubled = [], []
    for reference, events in _read([one.reference for one in running]):
        try:
            found = _moved(reference, events, before, after, users, amendment, now)
        except OperationalError:
            raise
        except Exception as fault:
            troubled.append((reference, fault))
            continue
        if found is not None:
            moved.append(found)
    return Moves(tuple(moved), tuple(troubled))


def _read(references: list[str]) -> Iterator[tuple[str, list[Event]]]:
    for start in range(0, len(references), AT_ONCE):
        yield from facts_of_many(references[start : start + AT_ONCE]).items()


def _moved(
    reference: str,
    events: list[Event],
    before: Calendars,
    after: Calendars,
    users: Users,
    amendment: Amendment,
    now: datetime,
) -> Moved | None:
    state = fold(events)
    policy = policy_for(state)
    named = replace(amendment, of=_whose(state, users))
    event = hours_changed(policy, state, named, before.moment(state, now), after.moment(state, now))
    return Moved(reference, state, policy, event) if event else None


def _whose(state: State, users: Users) -> dict[int, str]:
    """Whose hours changed of those that have a part in this matter, by agency; 0 for its partnership's own."""
    found = {key: users.agencies[key] for key in state.agencies.values() if key in users.agencies}
    shared = users.partnerships.get(state.partnership)
    return {**found, PARTNERSHIP: shared} if shared else found
