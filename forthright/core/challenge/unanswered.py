"""The posts of a step for which nobody answers at the moment when it opens."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.challenge.codes import Side
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import seats_of
from forthright.core.policy.roles import NEUTRAL
from forthright.core.policy.shapes import Role, Stated, Step


def unanswered(step: Step, agencies: dict[Side, int], moment: Moment) -> tuple[Role, ...]:
    """The roles that this step asks for and for which nobody answers now: nobody holds the post, or whoever does is
    away without cover. A practitioner is whoever raised or answered it, and no post is asked for."""
    found = dict.fromkeys(
        role for roles, agency in _asked(step, agencies) for role in _nobody(roles, agency, step, moment)
    )
    return tuple(found)


def _asked(step: Step, agencies: dict[Side, int]) -> Iterator[tuple[tuple[Role, ...], int]]:
    """The roles of each part of a step, with the agency in which they are looked for."""
    raising, responding = agencies[Side.RAISING], agencies[Side.RESPONDING]
    owners = ((step.raised_by, raising), (step.answered_by, raising if step.inside else responding))
    for roles, agency in owners:
        if not isinstance(roles, Stated) and roles[0] is not Role.PRACTITIONER:
            yield roles, agency
    for roles in () if step.inside else (step.decided_by,):
        if not isinstance(roles, Stated) and Role.PRACTITIONER not in roles:
            for agency in (raising,) if set(roles) <= set(NEUTRAL) else (raising, responding):
                yield roles, agency


def _nobody(roles: tuple[Role, ...], agency: int, step: Step, moment: Moment) -> tuple[Role, ...]:
    seats = seats_of(roles, agency, moment)
    if step.inside:  # what is answered within an agency is looked for there alone
        seats = [seat for seat in seats if seat.agency]
    if not seats:
        return roles[:1]
    return () if seats[0].there else (seats[0].role,)
