"""Whether a person may do an act now: the core's answer, with the directory read only where it is needed."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.answers import Answer, No, Yes
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.offers import offered
from forthright.core.policy.shapes import Role, Stated
from forthright.core.worktime import england
from forthright.directory import queries as directory
from forthright.directory.instead import instead
from forthright.record.queries import Matter
from forthright.web.presenters.tellings import outstanding


def answer(matter: Matter, verb: Verb, at: datetime, to_tell: bool | None = None) -> Answer:
    """Yes, or no with the reason, at an aware instant. See `core.challenge.offers`.

    `to_tell` says whether somebody is still to be told, for a page that has asked the directory already.
    """
    allowed = offered(matter.policy, matter.state, matter.actor, verb, lambda: _moment(matter, at))
    if verb is Verb.TOLD and allowed:
        left = bool(outstanding(matter, at)) if to_tell is None else to_tell
        return Yes() if left else No("nobody to tell")
    return allowed


def _moment(matter: Matter, at: datetime) -> Moment:
    """What asking who decides, or chooses the way, needs. The directory is read only where a post does, and not taking
    part."""
    step = matter.policy.step(matter.state.step)
    by_part = all(
        isinstance(roles, Stated) or set(roles) <= {Role.REPRESENTATIVE, Role.CHAIR}
        for roles in (step.decided_by, step.routed_by)
    )
    agencies = matter.state.agencies.values()
    seats = {} if by_part else directory.seats(matter.state.partnership, agencies, at, matter.state.lines)
    around = instead(matter.state.partnership, at)
    return Moment(now=at, shared=england(), seats=seats, instead=around)
