"""One's own part goes to somebody of the same side; a place that nobody fills goes to whoever is named for it."""

from __future__ import annotations

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.beside import may_take_over
from forthright.core.challenge.codes import Capacity
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy


def hand_over(
    policy: Policy, state: State, command: commands.HandOver, party: Party, moment: Moment
) -> facts.Fact | No:
    """The new person takes over the part as it is: the same side and capacity, with their own post. Somebody who is
    named for an empty place comes in as what their own post is."""
    allowed = may_be_given(policy, state, party, command.seat)
    if isinstance(allowed, No):
        return allowed
    own = command.seat.party(party.side)
    new = Party(
        person=command.seat.person,
        agency=party.agency,
        title=command.seat.title,
        capacity=own.capacity if party.capacity is Capacity.KEEPER else party.capacity,
        side=party.side,
    )
    return facts.HandedOver(leaver=party.person, party=new)


def may_be_given(policy: Policy, state: State, party: Party, seat: Seat) -> Answer:
    """Whether a part can go to somebody in this post: of the same agency, and not in it for the other side."""
    if seat.person == party.person:
        return No("same person")
    if seat.agency != party.agency:
        return No("other agency")
    known = state.parties.get(seat.person)
    if known is not None and known.side is not party.side:
        return No("not the other side")
    return YES if party.capacity is Capacity.KEEPER else may_take_over(policy, state, party, seat.role)
