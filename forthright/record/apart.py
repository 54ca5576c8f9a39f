"""Writing a conflict of interest in every challenge of a matter, and taking a mistaken one back in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.apart_everywhere import also_declared, may_take_back, passed_there, take_back
from forthright.core.challenge.commands import DeclareConflict
from forthright.core.challenge.facts import Party
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.record import keys
from forthright.record.actions import Beginning, NotEverywhere, NotThere, Outside, surroundings, write
from forthright.record.drafts import forget
from forthright.record.models import StoredEvent
from forthright.record.policies import policy_for
from forthright.record.queries import of_one_matter
from forthright.record.store import Changed, facts_of_many, load_facts


class Meanwhile(Exception):
    """Somebody wrote in one of the challenges at the same moment. Nothing was written."""


DECLARING = ("conflict declared", "passed over")


def held_everywhere(
    reference: str, command: DeclareConflict, now: datetime
) -> Callable[[State, Actor], tuple[Outside, ...]]:
    """What a declaration makes of the other challenges of its matter, in its transaction: it holds in all of them or is
    refused. Which they are is not told to somebody who takes no part in them."""

    def everywhere(state: State, actor: Actor) -> tuple[Outside, ...]:
        if not state.matter:
            return ()
        own = _own(fold(load_facts(reference)), actor.person)
        for other, there in _others(state, reference):
            policy = policy_for(there)
            moment = surroundings(there.partnership, there.agencies.values(), now, there.lines)
            events = also_declared(policy, there, command, actor, own, moment)
            if isinstance(events, No):
                raise NotEverywhere(events)
            if events:
                write(other, there, policy, events, now)
                transaction.on_commit(lambda other=other: forget(other, {actor.person}))  # type: ignore[misc]
        return ()

    return everywhere


def _own(state: State, person: int) -> Party:
    """As whom somebody declared it, in the challenge in which they just did."""
    return state.declared[person].party


def _others(state: State, reference: str) -> list[tuple[str, State]]:
    """The other challenges of a matter whose words are not erased, in one order always: two who write at once do not
    wait for each other for ever."""
    names = [one for one in of_one_matter(state.matter, state.partnership) if one != reference] if state.matter else []
    readable = keys.get_many(names)
    return [(one, fold(load_facts(one))) for one in sorted(names) if one in readable]


def with_those_apart(one: Beginning, states: Iterable[State], now: datetime) -> Beginning | No:
    """A challenge that is added to a matter begins with everybody passed over who must not take part in the others."""
    begun = State()
    for event in one.events:
        begun = apply(begun, event)
    known = {person: declared for state in states for person, declared in state.declared.items()}
    moment = surroundings(begun.partnership, begun.agencies.values(), now)
    outside = {begun.outside.person} if begun.outside else set()
    if set(known) & (set(begun.parties) | outside):
        return No("has a conflict")
    more = tuple(passed_there(begun, known[person], moment) for person in sorted(set(known) - begun.conflicted))
    return Beginning(one.reference, one.policy, (*one.events, *more))


@dataclass(frozen=True, slots=True)
class Mine:
    """A declaration of one's own that still holds: in which challenge, about whom (oneself or somebody whom one had
    passed over), and when it was made (aware UTC)."""

    reference: str
    person: int
    at: datetime


def declared_by(person: Person, now: datetime) -> list[Mine]:
    """What this person has declared and can take back, the newest first. It is read of their own entries alone: that
    others have passed them over they do not learn."""
    actor = directory.actor(person, now)
    mine = StoredEvent.objects.filter(by=person.pk, type__in=DECLARING).values_list("challenge", flat=True)
    found = []
    for reference, events in facts_of_many(mine).items():
        state = fold(events)
        for event in events:
            about = _about(event.fact)
            if may_take_back(state, about, actor):
                found.append(Mine(reference, about, event.at))
    last: Mapping[tuple[str, int], Mine] = {(one.reference, one.person): one for one in found}
    return sorted(last.values(), key=lambda one: (one.at, one.reference), reverse=True)


def _about(fact: facts.Fact) -> int:
    if isinstance(fact, facts.ConflictDeclared):
        return fact.person
    return fact.party.person if isinstance(fact, facts.PassedOver) else 0


def taken_back(person: Person, reference: str, about: int, reason: str, now: datetime) -> No | None:
    """Take back what this person declared of `about`, in each challenge of the matter in which they did. One
    transaction. Raises Meanwhile, and NotThere where they declared nothing of it, or there is no such challenge."""
    try:
        return _taken_back(person, reference, about, reason, now)
    except keys.KeyGone:
        return No("erased")
    except Changed as changed:
        raise Meanwhile(reference) from changed


def _taken_back(person: Person, reference: str, about: int, reason: str, now: datetime) -> No | None:
    with transaction.atomic():
        state = fold(load_facts(reference))
        actor = directory.actor(person, now)
        if not may_take_back(state, about, actor):
            raise NotThere(reference)
        for one, there in ((reference, state), *_others(state, reference)):
            if not may_take_back(there, about, actor):
                continue
            moment = surroundings(there.partnership, there.agencies.values(), now)
            events = take_back(there, about, reason, actor, moment)
            if isinstance(events, No):
                return events
            write(one, there, policy_for(there), events, now)
    return None
