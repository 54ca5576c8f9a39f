"""Reads of one date of a challenge: what was counted for it, and how it came to be. Facts only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Duty
from forthright.core.challenge.ladder import within
from forthright.core.challenge.why import Change, Reckoning, history, reckon
from forthright.core.worktime import Calendar
from forthright.record.actions import surroundings
from forthright.record.queries import Matter
from forthright.record.store import load_facts


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

    None where nothing of that key is open.
    """
    state = matter.state
    duty = state.duties.get(key)
    if duty is None:
        return None
    changes = history(load_facts(matter.reference), key)
    moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
    found = reckon(matter.policy, state, duty, moment, changes)
    agencies = within(matter.policy.step(found.step), state.agencies) if found.step else state.agencies
    return Dated(duty, found, changes, {side: moment.hours(agency) for side, agency in agencies.items()})
