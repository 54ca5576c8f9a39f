"""Those who must not take part in a matter, and who takes over from them: at once, in the same transaction.

A duty is never without an owner and never that of somebody conflicted. Who takes over is looked for in this order: the
deputy of the post, somebody else of the agency in such a post, the post above, whoever acts for the agency; then
whoever else of that side takes part, and last the business unit keeps the place, sees facts only, and names somebody.
In the last two cases the business unit is alarmed. Decision 35.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Capacity, Conflict, Phase, Side, TookOver
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.folding_parts import RANKS
from forthright.core.challenge.gate import kept_inside
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment, Seat, StandIn
from forthright.core.challenge.panel import again, is_decider
from forthright.core.challenge.routing import is_router
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.roles import Role
from forthright.core.policy.shapes import Policy

ALARMING = (TookOver.OWNER, TookOver.KEEPER, TookOver.STAYS)
"""Nobody was found whose post it is to take over: the business unit is told at once."""
LOW = (Capacity.KEEPER, Capacity.ADVISER, Capacity.WORRIED_TOO)


def barred(state: State, command: commands.Command) -> Answer:
    """Whether a command can name whom it names: none of them is somebody who must not take part."""
    if not state.conflicted or state.conflicted.isdisjoint(_named(command)):
        return YES
    return No("has a conflict")


def _named(command: commands.Command) -> Iterator[int]:
    """Everybody whom a command would give a part or something to do."""
    if isinstance(command, commands.AskIn | commands.HandOver | commands.AskAdvice | commands.AskAlong):
        yield command.seat.person
    if isinstance(command, commands.Propose | commands.Decide):
        yield from (one.owner.person for one in command.actions)


def declare(
    policy: Policy, state: State, command: commands.DeclareConflict, actor: Actor, moment: Moment
) -> tuple[Event, ...] | No:
    """That it is so, for both sides, and why, for one's own alone. The part goes to whoever is found."""
    party = actor.party(state)
    side = party.side if party else None
    allowed = may(actor, state, command.VERB) and allows(policy, state, command.VERB, side)
    if isinstance(allowed, No):
        return allowed
    if command.code is Conflict.OTHER and not command.words.get("reason"):
        return No("no words")
    if party is None:
        return _beforehand(state, command, actor, moment)
    return declared_by(policy, state, command, actor, party, moment)


def declared_by(
    policy: Policy, state: State, command: commands.DeclareConflict, actor: Actor, party: Party, moment: Moment
) -> tuple[Event, ...] | No:
    """The entries of somebody who takes part as `party` and may say so."""
    apart = replace(state, conflicted=state.conflicted | {actor.person})
    found = _takes_over(policy, state, apart, party, actor.person, moment)
    if found is None:
        return No("nobody to take over")
    new, how, name = found
    return _written(state, command, actor, party, _declared(state, actor.person, party, new, how, moment), name, moment)


def _beforehand(
    state: State, command: commands.DeclareConflict, actor: Actor, moment: Moment
) -> tuple[Event, ...] | No:
    """Somebody who leads people of a side, and is not in it yet, passes themselves over; that side alone reads it."""
    led = next((one for person, one in state.parties.items() if person in actor.leads), None)
    if led is None:
        return No("not yours")
    title = Role.LINE_MANAGER.value.capitalize()  # whoever leads people here does so by such a post
    own = Party(person=actor.person, agency=led.agency, title=title, capacity=Capacity.MANAGER, side=led.side)
    words = {"by": actor.name, "names": {str(actor.person): actor.name}}
    if command.words.get("reason"):
        words["reason"] = command.words["reason"]
    fact = facts.PassedOver(party=own, code=command.code)
    return (Event(fact=fact, at=moment.now, by=actor.person, side=led.side, title=title, words=words),)


def _written(
    state: State,
    command: commands.DeclareConflict,
    actor: Actor,
    party: Party,
    fact: facts.ConflictDeclared,
    name: str,
    moment: Moment,
) -> tuple[Event, ...]:
    signed = {"by": actor.signs(state)}
    why = {"reason": command.words["reason"]} if command.words.get("reason") else {}
    names = {"names": {str(fact.party.person): name}} if fact.party and name else {}
    made = ((kept_inside(state, fact), names), (facts.ConflictExplained(code=command.code), why))
    return tuple(
        Event(fact=one, at=moment.now, by=actor.person, side=party.side, title=party.title, words=signed | words)
        for one, words in made
    )


def _declared(
    state: State, person: int, party: Party, new: Party | None, how: TookOver, moment: Moment
) -> facts.ConflictDeclared:
    """The fact, with what is to be decided anew: a decision that does not stand yet, which they made or voted on."""
    pending = state.phase is Phase.OPEN and state.decision is not None
    anew = pending and party.person in (state.decided_by, *state.votes)
    maker = state
    if new is not None and party.person == state.decided_by:
        maker = replace(state, decided_by=new.person, parties={**state.parties, new.person: new})
    duties = (again(maker, None),) if anew else ()
    return facts.ConflictDeclared(person=person, leaver=party.person, how=how, party=new, anew=anew, duties=duties)


Found = tuple[Party | None, TookOver, str]


def _takes_over(policy: Policy, state: State, apart: State, party: Party, person: int, moment: Moment) -> Found | None:
    """Who takes the part over, how they were found and their name; None where nobody can."""
    if not _has_to_do(policy, state, party, moment):
        return None, TookOver.NOBODY, ""
    for one in moment.instead(party.person, party.agency, party.title):
        if free(apart, one.seat, party):
            return _as(party, one), one.how, one.seat.name
    if person != party.person:
        return None, TookOver.STAYS, ""
    beside = _beside(state, apart, party)
    if beside is not None:
        return beside, TookOver.OWNER, ""
    keeper = _keeper(apart, party, moment)
    return keeper


def _as(party: Party, one: StandIn) -> Party:
    """The part as it is, with the post of whoever takes it over; a place that was only kept becomes theirs."""
    own = one.seat.party(party.side)
    capacity = own.capacity if party.capacity is Capacity.KEEPER else party.capacity
    return replace(own, agency=party.agency, capacity=capacity)


def free(state: State, seat: Seat, party: Party) -> bool:
    """Whether somebody can take a part over: they are on no other side, and it is not theirs already."""
    known = state.parties.get(seat.person)
    outside = state.outside is not None and state.outside.person == seat.person
    there = known is None or (known.side is party.side and known.agency == party.agency)
    return seat.person not in state.conflicted and seat.person != party.person and there and not outside


def _beside(state: State, apart: State, party: Party) -> Party | None:
    """Whoever else of that side answers for it, or takes part in it with the most to do."""
    same = [
        one
        for one in state.parties.values()
        if one.side is party.side
        and one.side is not None
        and one.person not in apart.conflicted
        and one.person != party.person
        and one.capacity not in LOW
    ]
    owners = set(state.owners.values())
    same.sort(key=lambda one: (one.person not in owners, -RANKS[one.capacity]))
    return next(iter(same), None)


def _keeper(apart: State, party: Party, moment: Moment) -> Found | None:
    """The business unit in the place that nobody fills, as long as it takes part in nothing else here."""
    seat = moment.also_unlisted(0, Role.BUSINESS_UNIT)
    if seat is None or seat.person in apart.conflicted or seat.person in apart.parties:
        return None
    kept = Party(person=seat.person, agency=party.agency, title=seat.title, capacity=Capacity.KEEPER, side=party.side)
    return kept, TookOver.KEEPER, seat.name


def _has_to_do(policy: Policy, state: State, party: Party, moment: Moment) -> bool:
    """Whether anything waits on this part, or will at this step: a side, a duty, an action, a gate, a vote."""
    person = party.person
    decision = state.decision if state.phase is Phase.OPEN else None
    proposed = (*(state.proposal.actions if state.proposal else ()), *(decision.actions if decision else ()))
    waiting = (
        *state.owners.values(),
        *(duty.owner for duty in state.duties.values()),
        *(action.owner for action in state.actions.values() if not action.done),
        *(action.owner for action in proposed),
        *((state.gate.party.person,) if state.gate else ()),
        *((state.decided_by, *state.votes) if decision else ()),
    )
    if person in waiting:
        return True
    if state.phase is not Phase.OPEN or party.capacity in LOW:
        return False
    step = policy.step(state.step)
    return is_decider(step.decided_by, party, moment) or is_router(step, state, party, moment)


def pass_over(
    policy: Policy, state: State, command: commands.PassOver, party: Party, moment: Moment
) -> facts.Fact | No:
    """Somebody of one's own agency who is not in it yet is passed over from now on."""
    if command.seat.agency != party.agency:
        return No("other agency")
    outside = state.outside.person if state.outside else 0
    if command.seat.person in (*state.parties, outside):
        return No("in it already")
    if command.seat.person in state.conflicted:
        return No("has a conflict")
    return passed(command.seat, party.side, command.code) if command.words.get("reason") else No("no words")


def passed(seat: Seat, side: Side | None, code: Conflict) -> facts.PassedOver:
    """The entry of somebody who is passed over."""
    return facts.PassedOver(party=seat.party(side), code=code)


def over_at_once(command: commands.Raise, over: Seat) -> No | None:
    """Why somebody cannot be passed over from the start."""
    if over.agency != command.raising.agency:
        return No("other agency")
    there = {command.raising.person, command.responding.person, *((command.agreed.person,) if command.agreed else ())}
    there |= {command.origin.seat.person} if command.origin else set()
    if over.person in there:
        return No("in it already")
    return None if command.words.get("conflict") else No("no words")


def also_passed(first: Event, command: commands.Raise, over: Seat) -> Event:
    """The entry after the first, of somebody who is passed over from the start."""
    words = {"reason": command.words["conflict"], "names": {str(over.person): over.name}, "by": first.words["by"]}
    return replace(first, fact=passed(over, first.side, command.conflict), words=words)
