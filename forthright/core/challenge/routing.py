"""Who chooses where it goes, at a step from which the policy leads more than one way."""

from __future__ import annotations

from collections.abc import Mapping

from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import is_decider
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import rung
from forthright.core.policy.shapes import Role, Stated, Step


def routers(step: Step, state: State, moment: Moment) -> list[Party]:
    """Whoever the policy lets choose: those who take part first, then the posts it names; the raising side's owner
    where it names nobody, or nobody holds that post. Never empty: it must be able to go on."""
    if isinstance(step.routed_by, Stated):
        return [state.parties[state.owners[Side.RAISING]]]
    found = [party for party in state.parties.values() if is_decider(step.routed_by, party, moment)]
    if Role.PRACTITIONER in step.routed_by and state.raiser in state.parties:
        found.append(state.parties[state.raiser])
    inside = {party.person for party in found}
    found += [party for party in _posts(step, state.agencies, moment) if party.person not in inside]
    return found or [state.parties[state.owners[Side.RAISING]]]


def _posts(step: Step, agencies: Mapping[Side, int], moment: Moment) -> list[Party]:
    """Whoever holds the posts that choose, on either side or for the partnership."""
    if isinstance(step.routed_by, Stated):
        return []
    places = (*((agencies[side], side) for side in Side), (0, None))
    named = [role for role in step.routed_by if role is not Role.PRACTITIONER]
    return [
        seat.party(side)
        for role in named
        for agency, side in places
        if (seat := moment.seats.get((agency, role))) is not None
    ]


def routing(step: Step, agencies: Mapping[Side, int], moment: Moment) -> tuple[Party, ...]:
    """Who joins a step so that they can choose where it goes from there."""
    return tuple(_posts(step, agencies, moment)) if rung(step).routes else ()


def router(step: Step, state: State, moment: Moment) -> Party:
    """The one to whom the choice is offered by name."""
    return routers(step, state, moment)[0]


def is_router(step: Step, state: State, party: Party, moment: Moment) -> bool:
    """Whether this party may choose."""
    return any(party.person == one.person for one in routers(step, state, moment))
