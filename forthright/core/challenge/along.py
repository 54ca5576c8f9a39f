"""Those who are worried too: asked along by the raising owner, they say how they see it, and leave when they want to.

They stand beside the raising side and are no party to it. Nothing waits for them, nothing is counted by heads, and the
other side sees who they are. See decision 36.
"""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.beside import may_come_in
from forthright.core.challenge.codes import Capacity, Side
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy


def may_ask(state: State, party: Party) -> Answer:
    """Only whoever answers for the raising side now opens it to one person more."""
    return YES if party.person == state.owners.get(Side.RAISING) else No("not the owner")


def may_come_along(policy: Policy, state: State, seat: Seat) -> Answer:
    """Whether this person may be asked along: nobody who takes part already, and nobody of an agency that answers, in
    this challenge or in another of the same matter."""
    if seat.person in state.parties:
        return No("already in")
    if not seat.agency or seat.agency in (state.agencies[Side.RESPONDING], *state.also):
        return No("an answering agency")
    return may_come_in(policy, state, seat.role)


def ask_along(
    policy: Policy, state: State, command: commands.AskAlong, party: Party, moment: Moment
) -> facts.AskedAlong | No:
    """They join beside the raising side, from their own agency or a third one."""
    allowed = may_ask(state, party) and may_come_along(policy, state, command.seat)
    if isinstance(allowed, No):
        return allowed
    return facts.AskedAlong(party=replace(command.seat.party(Side.RAISING), capacity=Capacity.WORRIED_TOO))


def say_worry(
    policy: Policy, state: State, command: commands.SayWorry, party: Party, moment: Moment
) -> facts.WorriedToo | No:
    """How they see it, and how safe the child is if they want to say so."""
    if command.rating is not None and not 0 <= command.rating <= 10:
        return No("bad rating")
    return facts.WorriedToo(rating=command.rating) if command.words.get("view") else No("no words")


def leave(policy: Policy, state: State, command: commands.Leave, party: Party, moment: Moment) -> facts.LeftAlong:
    """They are in it no more and read no more of it. Nobody is asked why."""
    return facts.LeftAlong(person=party.person)
