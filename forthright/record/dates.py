"""Reads of one date of a challenge: what was counted for it, and how it came to be. Facts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Duty, Raised
from forthright.core.challenge.ladder import within
from forthright.core.challenge.why import RAISE, Change, Reckoning, history, reckon, reckon_raise
from forthright.core.worktime import Calendar
from forthright.record.actions import surroundings
from forthright.record.queries import Matter


@dataclass(frozen=True, slots=True)
class Dated:
    """An open duty with its count and its history. `hours` are the opening hours of each side that takes part, to show
    where they differ from those that count."""

    duty: Duty
    reckoning: Reckoning
    changes: tuple[Change, ...]
    hours: dict[Side, Calendar]


def dated(matter: Matter, key: str, now: datetime) -> Dated | None:
    """How the date of one open duty of this challenge comes about, counted in the opening hours as they are now.

    The key `why.RAISE` stands for the policy's own time to raise it. None where nothing of that key is open.
    """
    state, events = matter.state, matter.events
    moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
    duty = state.duties.get(key)
    if duty is not None:
        changes = history(events, key)
        found: Reckoning | None = reckon(matter.policy, state, duty, moment, changes)
    else:
        first = events[0]
        raised = first.fact if key == RAISE and isinstance(first.fact, Raised) else None
        found = reckon_raise(matter.policy, raised, first.at, moment) if raised else None
        changes = (Change(1, first.fact, first.at, first.by, first.side, found.duty.due),) if found else ()
    if found is None:
        return None
    agencies = within(matter.policy.step(found.step), state.agencies) if found.step else state.agencies
    return Dated(found.duty, found, changes, {side: moment.hours(agency) for side, agency in agencies.items()})
