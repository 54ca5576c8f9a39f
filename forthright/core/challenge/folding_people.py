"""What gates, panels, forms and tellings make of a challenge. `folding` takes these in beside its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Outcome
from forthright.core.challenge.facts import Action, Duty, Event
from forthright.core.challenge.folding_parts import added, by_key, joined, settled, without
from forthright.core.challenge.state import Draft

Owned = TypeVar("Owned", Duty, Action)


def _gate_asked(fact: facts.GateAsked, draft: Draft, event: Event) -> None:
    """Only one gate is asked at a time; the place where it is keeps its own duties."""
    duty = fact.gate.duty
    draft.gate = fact.gate
    draft.duties = {**without(draft, (DutyKind.REVIEW, DutyKind.CONSIDER)), duty.key: duty}
    draft.parties = joined(draft, (fact.gate.party,))


def _gate_refused(fact: facts.GateRefused, draft: Draft, event: Event) -> None:
    """It stays where it is, and is the raising owner's to think about."""
    draft.gate = None
    draft.duties = without(draft, (DutyKind.REVIEW,)) | by_key(fact.duties)


def _decided(fact: facts.DecisionMade, draft: Draft, event: Event) -> None:
    """A decision stands at once, or waits for a second decider or for the votes of the others."""
    maker = fact.maker or event.by or 0
    draft.decision = fact
    draft.decided_by = maker
    draft.votes = {}
    if fact.asked:
        if all(duty.owner != maker for duty in fact.asked):
            draft.votes = {maker: True}
        draft.duties = without(draft, (DutyKind.DECIDE,)) | by_key(fact.asked)
    elif fact.second is not None:
        draft.duties = without(draft, (DutyKind.DECIDE,)) | by_key((fact.second,))
    else:
        _stands(draft, fact, fact.confirm, fact.afterwards)


def _seconded(fact: facts.DecisionSeconded, draft: Draft, event: Event) -> None:
    """The decision stands now."""
    if draft.decision is not None:
        _stands(draft, draft.decision, fact.confirm, fact.afterwards)


def _voted(fact: facts.DecisionVoted, draft: Draft, event: Event) -> None:
    """One vote is in. It was asked of one person by name, also where somebody covers for them."""
    draft.votes = {**draft.votes, fact.voter: fact.agree}
    draft.duties = {
        key: duty
        for key, duty in draft.duties.items()
        if not (duty.kind is DutyKind.SECOND and duty.owner == fact.voter)
    }


def _stands(
    draft: Draft, decision: facts.DecisionMade, confirm: tuple[Duty, ...], afterwards: tuple[Action, ...]
) -> None:
    """It settles the matter; a recommendation waits for both sides, and takes the place of what one had proposed."""
    if not confirm:
        settled(draft, Outcome.DECISION, (*decision.actions, *afterwards), decision.check_back)
        return
    draft.proposal = draft.proposed_by = None
    draft.duties = without(draft, (DutyKind.DECIDE, DutyKind.SECOND, DutyKind.CONFIRM)) | by_key(confirm)


def _accepted(fact: facts.RecommendationAccepted, draft: Draft, event: Event) -> None:
    """One side's yes; the last one settles it."""
    draft.duties = without(draft, (DutyKind.CONFIRM,), side=event.side)
    if draft.decision is not None and not draft.recommended:
        actions = (*draft.decision.actions, *fact.afterwards)
        settled(draft, Outcome.AGREEMENT, actions, draft.decision.check_back)


def _declined(fact: facts.RecommendationDeclined, draft: Draft, event: Event) -> None:
    """It stays open at the step, and those who recommend think again."""
    draft.decision = None
    draft.decided_by = 0
    draft.votes = {}
    draft.duties = without(draft, (DutyKind.CONFIRM,)) | by_key(fact.duties)


def _told_outside(fact: facts.ToldOutside, draft: Draft, event: Event) -> None:
    """One of those to be told is off the list."""
    draft.told |= {fact.key}


def _form_asked(fact: facts.FormAsked, draft: Draft, event: Event) -> None:
    """Each side that fills it in has it to do, until it is done: no step and no outcome takes it off."""
    draft.duties = added(draft, fact.duties)


def _form_filled(fact: facts.FormFilled, draft: Draft, event: Event) -> None:
    """One side's part is in."""
    key = f"form.{fact.form}.{event.side}"
    draft.duties = {name: duty for name, duty in draft.duties.items() if name != key}


def _re_homed(fact: facts.ReHomed, draft: Draft, event: Event) -> None:
    """The leaver takes part no longer. All that was theirs, also what was only proposed, is the new person's."""
    leaver, party = fact.leaver, fact.party
    if draft.outside is not None and draft.outside.person == leaver and party is not None:
        draft.outside = party
        draft.answerer = party.person
        return
    draft.parties = {person: one for person, one in draft.parties.items() if person != leaver}
    if party is None:
        return
    new = party.person
    draft.parties = joined(draft, (party,))
    draft.duties = {key: _owned(duty, leaver, new) for key, duty in draft.duties.items()}
    draft.actions = {key: one if one.done else _owned(one, leaver, new) for key, one in draft.actions.items()}
    draft.owners = {side: new if person == leaver else person for side, person in draft.owners.items()}
    draft.raiser = new if draft.raiser == leaver else draft.raiser
    draft.answerer = new if draft.answerer == leaver else draft.answerer
    draft.decided_by = new if draft.decided_by == leaver else draft.decided_by
    if leaver in draft.votes:  # the vote stands; whoever voted already keeps their own
        draft.votes = {(new if one == leaver else one): vote for one, vote in draft.votes.items()} | {
            one: vote for one, vote in draft.votes.items() if one == new
        }
    if draft.gate is not None and draft.gate.party.person == leaver:
        draft.gate = replace(draft.gate, party=party, duty=_owned(draft.gate.duty, leaver, new))
    _promised(draft, leaver, new)


def _promised(draft: Draft, leaver: int, new: int) -> None:
    """What is proposed or decided, and would become actions once it stands."""
    if draft.proposal is not None:
        actions = tuple(_owned(one, leaver, new) for one in draft.proposal.actions)
        draft.proposal = replace(draft.proposal, actions=actions)
    if draft.decision is not None:
        actions = tuple(_owned(one, leaver, new) for one in draft.decision.actions)
        afterwards = tuple(_owned(one, leaver, new) for one in draft.decision.afterwards)
        draft.decision = replace(draft.decision, actions=actions, afterwards=afterwards)


def _owned(one: Owned, leaver: int, new: int) -> Owned:
    return replace(one, owner=new) if one.owner == leaver else one


def _merged(fact: facts.AgencyMerged, draft: Draft, event: Event) -> None:
    """From here on the people of the old agency take part for the new one. Earlier entries say what they said."""
    draft.agencies = {side: fact.new if one == fact.old else one for side, one in draft.agencies.items()}
    draft.parties = {
        person: replace(party, agency=fact.new) if party.agency == fact.old else party
        for person, party in draft.parties.items()
    }
    if draft.outside is not None and draft.outside.agency == fact.old:
        draft.outside = replace(draft.outside, agency=fact.new)


FOLDS: dict[type[facts.Fact], Callable[[Any, Draft, Event], None]] = {
    facts.GateAsked: _gate_asked,
    facts.GateRefused: _gate_refused,
    facts.DecisionMade: _decided,
    facts.DecisionSeconded: _seconded,
    facts.DecisionVoted: _voted,
    facts.RecommendationAccepted: _accepted,
    facts.RecommendationDeclined: _declined,
    facts.ToldOutside: _told_outside,
    facts.FormAsked: _form_asked,
    facts.FormFilled: _form_filled,
    facts.ReHomed: _re_homed,
    facts.AgencyMerged: _merged,
}
"""Each event type with what it makes of the draft."""
