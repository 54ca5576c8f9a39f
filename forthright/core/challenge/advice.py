"""Asking somebody for advice at any step, and letting them go: our own rule, beside what a policy says of advice.

Where the policy names whose advice may be asked, they are asked in as it says (`beside.advises`). Anybody else may be
asked for advice too, of one's own agency, of another that is not the other side, or of the partnership: the record
says that the policy says nothing of it. An adviser acts on nothing, so that no step, time or owner changes. Decision
35.
"""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import Answer, No
from forthright.core.challenge.beside import advisers, advises, may_come_in
from forthright.core.challenge.codes import Capacity, Side
from forthright.core.challenge.facts import Party
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.state import State
from forthright.core.policy.roles import NEUTRAL
from forthright.core.policy.shapes import Policy


def may_advise(policy: Policy, state: State, side: Side, seat: Seat) -> Answer:
    """Whether this person, in this post, may give advice to a side. A neutral post may have to decide it one day, and
    nobody reads with one side who works for the other."""
    outside = state.outside.person if state.outside else 0
    if seat.person in (*state.parties, outside):
        return No("already in")
    if seat.person in state.conflicted:
        return No("has a conflict")
    if seat.agency == state.agencies[side.other]:
        return No("not the other side")
    return No("neutral") if seat.role in NEUTRAL else may_come_in(policy, state, seat.role)


def ask_advice(
    policy: Policy, state: State, command: commands.AskAdvice, party: Party, moment: Moment
) -> facts.Fact | No:
    """They join as an adviser on the side that asked."""
    if party.side is None:
        return No("not your role")
    allowed = may_advise(policy, state, party.side, command.seat)
    if isinstance(allowed, No):
        return allowed
    own_rule = not advises(policy, state.step, command.seat.role)
    return facts.JoinedIn(party=replace(command.seat.party(party.side), capacity=Capacity.ADVISER), own_rule=own_rule)


def release(policy: Policy, state: State, command: commands.Release, party: Party, moment: Moment) -> facts.Fact | No:
    """The side that asked has had the advice."""
    found = next((one for one in advisers(state, party.side) if one.person == command.person), None)
    if found is None:
        return No("no adviser")
    return facts.AdviserReleased(person=found.person, title=found.title)
