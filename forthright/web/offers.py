"""Whether a person may do an act now: the core's answer, with the directory read only where it is needed."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.answers import Answer
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.offers import offered
from forthright.core.policy.shapes import Role, Stated
from forthright.core.worktime import england
from forthright.directory import queries as directory
from forthright.record.queries import Matter


def answer(matter: Matter, verb: Verb, at: datetime) -> Answer:
    """Yes, or no with the reason, at an aware instant. See `core.challenge.offers`."""
    return offered(matter.policy, matter.state, matter.actor, verb, lambda: _moment(matter, at))


def _moment(matter: Matter, at: datetime) -> Moment:
    """What asking who decides, or chooses the way, needs. The directory is read only where a post does, and not taking
    part."""
    step = matter.policy.step(matter.state.step)
    by_part = all(
        isinstance(roles, Stated) or set(roles) <= {Role.REPRESENTATIVE, Role.CHAIR}
        for roles in (step.decided_by, step.routed_by)
    )
    agencies = matter.state.agencies.values()
    seats = {} if by_part else directory.seats(matter.state.partnership, agencies, at, matter.state.owners.values())
    return Moment(now=at, shared=england(), seats=seats)
