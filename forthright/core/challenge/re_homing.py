"""Giving the part of somebody who leaves to another, and merging agencies: acts of offices, recorded with a reason.

An administrator does it for people of the own agency, the business unit for the partnership's own posts. Neither needs
to take part, and in a small agency the administrator may: there one person is everything. Decision 33.
"""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Phase
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.gate import kept_inside
from forthright.core.challenge.may import MAY
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.standing import Actor, Office, Standing
from forthright.core.challenge.state import State


def owes(state: State, person: int) -> bool:
    """Whether something here falls to this person, so that somebody must take it over before they leave. In one that
    has ended, whoever answers for a side does too: without them nobody could open it again."""
    duties = any(duty.owner == person for duty in state.duties.values())
    actions = any(action.owner == person and not action.done for action in state.actions.values())
    proposed = state.proposal.actions if state.proposal else ()
    promised = any(action.owner == person for action in proposed)
    return duties or actions or promised or person in state.owners.values() or person in state.votes


def must_not(state: State, person: int) -> bool:
    """Whether this person declared themselves that they must not take part."""
    known = state.declared.get(person)
    return known is not None and known.by == person


def may_re_home(actor: Actor, state: State, part: Party, administered: frozenset[int], same_person: bool) -> Answer:
    """Whether this person may give a part to another: `administered` are the agencies of which they are administrator.

    The table says which offices; this says which parts. Two accounts are made one by the business unit, as the person
    may be of several agencies. Whoever declared that they must not take part does not choose who does; who was passed
    over is not told so here, and is not asked.
    """
    if must_not(state, actor.person):
        return No("own conflict")
    administrator = bool(part.agency) and part.agency in administered
    office = state.partnership in actor.partnerships(Office.BUSINESS_UNIT) and (same_person or not part.agency)
    held = {Standing.ADMINISTRATOR: administrator, Standing.BUSINESS_UNIT: office}
    return YES if any(held.get(standing, False) for standing in MAY[Verb.RE_HOME]) else No("not yours")


def may_stand_there(state: State, part: Party, seat: Seat, same_person: bool) -> Answer:
    """Whether this seat may take over this part: of the same agency, not on the other side of it, and none of those who
    must not take part."""
    if seat.person == part.person:
        return No("same person")
    if seat.agency != part.agency and not same_person:
        return No("other agency")
    if seat.person in state.conflicted:
        return No("has a conflict")
    known = state.parties.get(seat.person)
    return No("other side") if known is not None and known.side is not part.side else YES


def re_home(
    state: State,
    command: commands.ReHome,
    actor: Actor,
    administered: frozenset[int],
    title: str,
    now: datetime,
) -> tuple[Event, ...] | No:
    """The event that gives the leaver's part to another, or a refusal. `title` is the post in which the actor does it,
    `now` an aware instant."""
    part = state.parties.get(command.leaver)
    if part is None:
        return No("not yours")
    allowed = may_re_home(actor, state, part, administered, command.same_person)
    if isinstance(allowed, No):
        return allowed
    if not command.words.get("reason"):
        return No("no words")
    seat = command.seat
    fits = No("still owed") if seat is None and owes(state, part.person) else YES
    if seat is not None:
        fits = may_stand_there(state, part, seat, command.same_person)
    if isinstance(fits, No):
        return fits
    party = _stands_there(part, seat) if seat else None
    fact = facts.ReHomed(leaver=part.person, party=party, same_person=command.same_person)
    words = {"reason": command.words["reason"], "by": actor.name}
    if seat:
        words["names"] = {str(seat.person): seat.name}
    return (Event(fact=kept_inside(state, fact), at=now, by=actor.person, side=part.side, title=title, words=words),)


def comes_instead(state: State, leaver: int, seat: Seat, now: datetime) -> tuple[Event, ...]:
    """Who is to answer once the other side comes in, where the one who was to has left. It is kept within the raising
    side and says nothing of who did it: the other agency does not know that there is a challenge."""
    if state.outside is None or state.outside.person != leaver or state.phase is not Phase.OPEN:
        return ()
    fact = facts.ReHomed(leaver=leaver, party=_stands_there(state.outside, seat), inside=True)
    side = state.outside.side.other if state.outside.side else None
    return (Event(fact=fact, at=now, side=side, words={"names": {str(seat.person): seat.name}}),)


def merged(state: State, old: tuple[int, str], new: tuple[int, str], actor: Actor, now: datetime) -> Event | No:
    """The event by which the people of one agency take part for another; both as (number, name). Refused where the two
    are the two sides of it."""
    if {old[0], new[0]} <= set(state.agencies.values()):
        return No("both sides")
    fact = facts.AgencyMerged(old=old[0], new=new[0], was=old[1], now=new[1])
    outside = state.outside is not None and state.outside.agency == old[0]
    side = next((one for one, agency in state.agencies.items() if agency == old[0]), None)
    if state.quiet and side is not None:
        side = side.other if outside else side
    return Event(fact=kept_inside(state, fact), at=now, by=actor.person, side=side, words={"by": actor.name})


def _stands_there(part: Party, seat: Seat) -> Party:
    return Party(person=seat.person, agency=part.agency, title=seat.title, capacity=part.capacity, side=part.side)
