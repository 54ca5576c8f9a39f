"""A conflict of interest in the other challenges of one matter, and a declaration that was a mistake, taken back.

Whoever declared it in one takes part in none of them, and is chosen for none. Who declared it can take it back, with a
reason; the declaration stays in the record, and nothing comes back by itself. Decision 35.
"""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.apart import declared_by, free
from forthright.core.challenge.around import around
from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Declared, Event, Party
from forthright.core.challenge.gate import kept_inside
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.re_homing import comes_instead
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy


def also_declared(
    policy: Policy, state: State, command: commands.DeclareConflict, actor: Actor, own: Party, moment: Moment
) -> tuple[Event, ...] | No:
    """The same declaration in another challenge of the matter, at any time of it: one that is over may be opened again.
    `own` is as whom they declared it. Their part goes to somebody else; whoever has none is passed over."""
    if actor.person in state.conflicted:
        return ()
    if policy.hours is not None:
        moment = moment.bound(policy, state.agencies)
    moment = around(state, moment)
    # Whoever is not on its named list takes no part now, and would again once it is lifted.
    party = actor.party(state) or state.parties.get(actor.person)
    if party is not None:
        return declared_by(policy, state, command, actor, party, moment)
    before: tuple[Event, ...] = ()
    if state.outside is not None and state.outside.person == actor.person:
        apart = replace(state, conflicted=state.conflicted | {actor.person})
        seats = [one.seat for one in moment.instead(actor.person, state.outside.agency, state.outside.title)]
        able = [seat for seat in seats if free(apart, seat, state.outside)]
        if not able:
            return No("nobody to take over")
        before = comes_instead(state, actor.person, able[0], moment.now)
    known = Declared(by=actor.person, party=own, code=command.code)
    return (*before, passed_there(state, known, moment, command.words.get("reason", ""), actor.name))


def passed_there(state: State, known: Declared, moment: Moment, reason: str = "", name: str = "") -> Event:
    """The entry by which somebody who must not take part in one challenge of a matter is passed over in another. Their
    own agency's side reads it; nobody does where that has none."""
    side = next((one for one in Side if state.agencies.get(one) == known.party.agency and known.party.agency), None)
    words: dict[str, object] = {}
    if side is not None and name:
        words |= {"by": name, "names": {str(known.party.person): name}}
    if side is not None and reason:
        words["reason"] = reason
    fact = facts.PassedOver(party=replace(known.party, side=side), code=known.code)
    return Event(fact=fact, at=moment.now, by=known.by, side=side, title=known.party.title, words=words)


def may_take_back(state: State, person: int, actor: Actor) -> bool:
    """Whether this person declared it of `person`, of whom it still holds. Of another nobody takes it back who must not
    take part in it themselves."""
    known = state.declared.get(person)
    if known is None or known.by != actor.person:
        return False
    return person == actor.person or actor.person not in state.conflicted


def take_back(state: State, person: int, reason: str, actor: Actor, moment: Moment) -> tuple[Event, ...] | No:
    """The entries by which a declaration holds no longer. Both sides read that it was taken back where both read that
    it was declared; why, only the declarer's own side."""
    if not may_take_back(state, person, actor):
        return No("not yours")
    if not reason:
        return No("no words")
    known = state.declared[person]
    signed = {"by": actor.name}
    why = facts.TakingBackExplained(person=person, title=known.party.title)
    made: list[tuple[facts.Fact, dict[str, str]]] = [(why, {"reason": reason} | signed)]
    if known.shared:
        shared = facts.ConflictTakenBack(person=person, title=known.party.title)
        made.insert(0, (kept_inside(state, shared), signed))
    side = known.party.side
    return tuple(
        Event(fact=fact, at=moment.now, by=actor.person, side=side, title=known.party.title, words=words)
        for fact, words in made
    )
