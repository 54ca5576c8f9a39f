"""Writing one matter that is put to several agencies: begun at once, added to, and acted on in all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec
from msgspec.structs import replace

from forthright.core.challenge.answers import YES, No
from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.commands import Command, Raise
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import fold
from forthright.core.challenge.sees import opens
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.together import IN_ALL, also_raised, bound, fits, may_add
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.record import keys
from forthright.record.actions import (
    Beginning,
    ChangedSince,
    Done,
    NotThere,
    Outside,
    begin,
    beginning,
    perform,
    receipt_key,
    receipt_of,
    surroundings,
    write,
    write_beginnings,
)
from forthright.record.apart import with_those_apart
from forthright.record.policies import policy_for
from forthright.record.queries import of_one_matter
from forthright.record.references import new_reference
from forthright.record.store import Changed, load_facts

TRIES = 3
"""How often it is tried again where somebody wrote in another challenge of the matter at the same moment."""


class _Sent(msgspec.Struct, frozen=True):
    """What was sent, as one content for its receipt."""

    wishes: tuple[Raise, ...]
    reference: str = ""


def begin_together(person: Person, wishes: Sequence[Raise], token: str, now: datetime) -> Done | No:
    """Raise one matter with several agencies: a challenge with each, all of them or none. One is raised as ever.

    The answer names the first; the others are found by their matter.
    """
    if len(wishes) == 1:
        return begin(person, wishes[0], token, now)
    ones = _beginnings(person, bound(wishes, new_reference()), now)
    if isinstance(ones, No):
        return ones
    return write_beginnings(person, ones, receipt_key(token, _Sent(tuple(wishes))), token, now)


def _beginnings(person: Person, wishes: Sequence[Raise] | No, now: datetime) -> list[Beginning] | No:
    """What each would begin with, or the first refusal."""
    if isinstance(wishes, No):
        return wishes
    ones = []
    for wish in wishes:
        one = beginning(person, wish, now)
        if isinstance(one, No):
            return one
        ones.append(one)
    return ones


def put_to_another(person: Person, reference: str, wishes: Sequence[Raise], token: str, now: datetime) -> Done | No:
    """Put the matter of a challenge to further agencies. Each that has it already is told that it was. Raises NotThere.

    The new challenges and what is told in the others are one transaction.
    """
    receipt = receipt_key(token, _Sent(tuple(wishes), reference))
    for left in reversed(range(TRIES)):
        again = receipt_of(receipt, person)
        if again:
            return again
        states = _matter_of(person, reference, now)
        ones = _added(person, reference, states, wishes, now)
        if isinstance(ones, No):
            return ones
        apart = [with_those_apart(one, states.values(), now) for one in ones]
        refused = next((one for one in apart if isinstance(one, No)), None)
        if refused is not None:
            return refused
        ones = [one for one in apart if not isinstance(one, No)]
        try:
            return write_beginnings(person, ones, receipt, token, now, partial(_tell, states, ones, now))
        except Changed:
            if not left:
                raise
    raise AssertionError("unreachable")


def _matter_of(person: Person, reference: str, now: datetime) -> dict[str, State]:
    """A challenge that this person may open and the others of its matter, by reference. Raises NotThere."""
    state = fold(load_facts(reference))
    if not state.version or not opens(directory.actor(person, now), state):
        raise NotThere(reference)
    return {one: fold(load_facts(one)) for one in others_of(state, reference)} | {reference: state}


def state_for(person: Person, reference: str, now: datetime) -> State | None:
    """A challenge as facts alone, for somebody who may open it; None where to them it does not exist."""
    state = fold(load_facts(reference))
    return state if state.version and opens(directory.actor(person, now), state) else None


def _added(
    person: Person, reference: str, states: Mapping[str, State], wishes: Sequence[Raise], now: datetime
) -> list[Beginning] | No:
    state = states[reference]
    allowed = may_add(state, directory.actor(person, now))
    if state.restricted is not None:  # what is kept close here is kept close there
        kept = {"restricted": state.restricted.code, "never": state.restricted.never}
        wishes = [replace(wish, **kept) for wish in wishes]
    for wish in wishes:
        allowed = allowed and fits(wish, states.values())
    if isinstance(allowed, No):
        return allowed
    before = {one.agencies[Side.RESPONDING] for one in states.values()} | set(state.also)
    return _beginnings(person, bound(wishes, state.matter or new_reference(), before), now)


def _tell(states: Mapping[str, State], ones: Sequence[Beginning], now: datetime) -> None:
    """What stands in each of the others that is not over and not erased. The same order always, so that two who do it
    at once do not wait for each other for ever."""
    readable = keys.get_many(states)
    for other, state in sorted(states.items()):
        if state.phase is Phase.ENDED or other not in readable:
            continue
        write(other, state, policy_for(state), [also_raised(one.events[0]) for one in ones], now)


def others_of(state: State, reference: str) -> list[str]:
    """The other challenges of the same matter, by reference."""
    return [one for one in of_one_matter(state.matter, state.partnership) if one != reference]


def perform_in_all(
    person: Person, reference: str, seen: int, command: Command, token: str, now: datetime
) -> Done | No | ChangedSince:
    """Do one act in a challenge, and in the others of its matter in which this person takes part on the raising side.

    One transaction. Each record that accepts it gets an entry of its own; those that do not are named in the answer.
    Where the challenge at hand does not accept it, nothing is written. Raises NotThere.
    """
    if command.VERB not in IN_ALL:
        return No("not in all")

    def elsewhere(state: State, actor: Actor) -> tuple[Outside, ...]:
        return tuple(_other(one, command, actor, now) for one in _mine(state, reference, actor))

    form = f"{token[:60]}|all"  # the same words for one and for all are two acts
    done = perform(person, reference, seen, command, form, now, elsewhere)
    for _ in range(TRIES - 1):
        if not isinstance(done, ChangedSince) or done.now != seen:
            break
        done = perform(person, reference, seen, command, form, now, elsewhere)
    return done


def _mine(state: State, reference: str, actor: Actor) -> list[tuple[str, State]]:
    """The others that are not over, not erased, and in which this person takes part on the raising side."""
    party = actor.party(state)
    if party is None or party.side is not Side.RAISING:
        return []
    others = others_of(state, reference)
    readable = keys.get_many(others)
    states = [(other, fold(load_facts(other))) for other in others if other in readable]
    found = []
    for other, one in states:
        there = actor.party(one)
        if there is not None and there.side is Side.RAISING and one.phase is not Phase.ENDED:
            found.append((other, one))
    return found


def _other(one: tuple[str, State], command: Command, actor: Actor, now: datetime) -> Outside:
    """The same act in another challenge of the matter, in the transaction of the first."""
    reference, state = one
    policy = policy_for(state)
    moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
    events = decide(policy, state, command, actor, moment)
    agency = state.agencies[Side.RESPONDING]
    if isinstance(events, No):
        return agency, events
    write(reference, state, policy, events, now)
    return agency, YES


def in_all(state: State, reference: str, actor: Actor) -> list[int]:
    """The agencies that answer in the other challenges of a matter in which the same could be done too."""
    return [one.agencies[Side.RESPONDING] for _other_reference, one in _mine(state, reference, actor)]
