"""What a conflict of interest, and an adviser who leaves, make of a challenge. `folding` takes these in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, DutyKind
from forthright.core.challenge.facts import Action, Event, Party
from forthright.core.challenge.folding_parts import by_key, joined, without
from forthright.core.challenge.state import Draft

DECIDING = (DutyKind.DECIDE, DutyKind.SECOND)


def _declared(fact: facts.ConflictDeclared, draft: Draft, event: Event) -> None:
    """All that was theirs goes to whoever took over, and they take no part any more."""
    was = draft.parties.get(fact.leaver) or Party(
        person=fact.person, agency=0, title="", capacity=Capacity.MANAGER, side=event.side
    )
    was = replace(was, person=fact.person)
    _known(draft, facts.Declared(by=event.by, party=was, shared=True))
    if fact.party is not None:
        draft.parties = joined(draft, (fact.party,))
        rehomed(draft, fact.leaver, fact.party)
        if draft.listed is not None and fact.party.capacity is Capacity.KEEPER:  # reads no word, and names somebody
            draft.listed = {**draft.listed, fact.party.person: fact.party.agency}
    if fact.anew:
        _undecided(draft, fact)
    _apart(draft, fact.person)


def _apart(draft: Draft, person: int) -> None:
    draft.conflicted |= {person}
    draft.parties = {one: party for one, party in draft.parties.items() if one != person}


def _undecided(draft: Draft, fact: facts.ConflictDeclared) -> None:
    """What does not stand yet is decided anew: somebody had a hand in it who must not."""
    kinds = DECIDING if draft.proposal is not None else (*DECIDING, DutyKind.CONFIRM)
    draft.decision = None
    draft.decided_by = 0
    draft.votes = {}
    draft.duties = without(draft, kinds) | by_key(fact.duties)


def rehomed(draft: Draft, leaver: int, new: Party) -> None:
    """Duties, votes still to give, the gate, open actions, those that are proposed, and the side itself."""

    def owner(person: int) -> int:
        return new.person if person == leaver else person

    def actions(given: tuple[Action, ...]) -> tuple[Action, ...]:
        return tuple(replace(one, owner=owner(one.owner)) for one in given)

    draft.duties = {key: replace(duty, owner=owner(duty.owner)) for key, duty in draft.duties.items()}
    draft.actions = {
        key: one if one.done else replace(one, owner=owner(one.owner)) for key, one in draft.actions.items()
    }
    draft.owners = {side: owner(person) for side, person in draft.owners.items()}
    if draft.gate is not None and draft.gate.party.person == leaver:
        draft.gate = replace(draft.gate, party=new, duty=replace(draft.gate.duty, owner=new.person))
    if draft.proposal is not None:
        duty = replace(draft.proposal.duty, owner=owner(draft.proposal.duty.owner))
        draft.proposal = replace(draft.proposal, actions=actions(draft.proposal.actions), duty=duty)
    if draft.decision is not None:
        made = draft.decision
        draft.decision = replace(made, actions=actions(made.actions), afterwards=actions(made.afterwards))
    if draft.extension is not None:
        answer = draft.extension.answer
        draft.extension = replace(draft.extension, answer=replace(answer, owner=owner(answer.owner)))


def _known(draft: Draft, one: facts.Declared) -> None:
    draft.declared = {**draft.declared, one.party.person: one}


def _explained(fact: facts.ConflictExplained, draft: Draft, event: Event) -> None:
    known = draft.declared.get(event.by or 0)
    if known is not None:
        _known(draft, replace(known, code=fact.code))


def _taken_back(fact: facts.ConflictTakenBack | facts.TakingBackExplained, draft: Draft, event: Event) -> None:
    """They may take part again. What was theirs is somebody else's, and stays so."""
    draft.conflicted -= {fact.person}
    draft.declared = {person: one for person, one in draft.declared.items() if person != fact.person}


def _passed_over(fact: facts.PassedOver, draft: Draft, event: Event) -> None:
    """They are in nothing here yet, and come into nothing."""
    _known(draft, facts.Declared(by=event.by, party=fact.party, code=fact.code))
    draft.conflicted |= {fact.party.person}


def _released(fact: facts.AdviserReleased, draft: Draft, event: Event) -> None:
    """The advice was given; they may be asked again."""
    draft.parties = {one: party for one, party in draft.parties.items() if one != fact.person}


def without_advisers(draft: Draft) -> None:
    """Advice ends with the matter: whoever gave it reads no further."""
    if any(one.capacity is Capacity.ADVISER for one in draft.parties.values()):
        draft.parties = {key: one for key, one in draft.parties.items() if one.capacity is not Capacity.ADVISER}


def without_keeper(draft: Draft, leaver: int) -> None:
    """Whoever kept an empty place has no part once it is filled."""
    party = draft.parties.get(leaver)
    if party is not None and party.capacity is Capacity.KEEPER:
        draft.parties = {one: other for one, other in draft.parties.items() if one != leaver}


FOLDS: dict[type[facts.Fact], Callable[[Any, Draft, Event], None]] = {
    facts.ConflictDeclared: _declared,
    facts.ConflictExplained: _explained,
    facts.ConflictTakenBack: _taken_back,
    facts.TakingBackExplained: _taken_back,
    facts.PassedOver: _passed_over,
    facts.AdviserReleased: _released,
}
"""Each event type with what it makes of the draft."""
