"""What gates, panels, forms and tellings make of a challenge. `folding` takes these in beside its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, DutyKind, Outcome, Shown
from forthright.core.challenge.facts import Action, Duty, Event, Party
from forthright.core.challenge.folding_apart import rehomed
from forthright.core.challenge.folding_parts import added, by_key, joined, settled, without
from forthright.core.challenge.state import Draft


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
    _relisted(draft, leaver, party)
    if draft.outside is not None and draft.outside.person == leaver and party is not None:
        draft.outside = party
        draft.answerer = party.person
        return
    draft.parties = {person: one for person, one in draft.parties.items() if person != leaver}
    if party is None:
        return
    new = party.person
    draft.parties = joined(draft, (party,))
    rehomed(draft, leaver, party)
    draft.raiser = new if draft.raiser == leaver else draft.raiser
    draft.answerer = new if draft.answerer == leaver else draft.answerer
    draft.decided_by = new if draft.decided_by == leaver else draft.decided_by
    if leaver in draft.votes:  # the vote stands; whoever voted already keeps their own
        draft.votes = {(new if one == leaver else one): vote for one, vote in draft.votes.items()} | {
            one: vote for one, vote in draft.votes.items() if one == new
        }


def _relisted(draft: Draft, leaver: int, party: Party | None) -> None:
    """Whoever is named for the part of somebody on a named list is on it in their place: nobody else of that side may
    be there to put them on it."""
    if draft.listed is None or leaver not in draft.listed:
        return
    draft.listed = {one: agency for one, agency in draft.listed.items() if one != leaver}
    if party is not None:
        draft.listed = {**draft.listed, party.person: party.agency}


def _merged(fact: facts.AgencyMerged, draft: Draft, event: Event) -> None:
    """From here on the people of the old agency take part for the new one. Earlier entries say what they said."""
    draft.agencies = {side: fact.new if one == fact.old else one for side, one in draft.agencies.items()}
    draft.parties = {
        person: replace(party, agency=fact.new) if party.agency == fact.old else party
        for person, party in draft.parties.items()
    }
    draft.also = tuple(fact.new if one == fact.old else one for one in draft.also)
    if draft.listed is not None:
        draft.listed = {one: fact.new if agency == fact.old else agency for one, agency in draft.listed.items()}
    if draft.outside is not None and draft.outside.agency == fact.old:
        draft.outside = replace(draft.outside, agency=fact.new)


def _raised_for(fact: facts.RaisedFor, draft: Draft, event: Event) -> None:
    """Whoever it was raised for takes part where they want to."""
    if fact.shown is Shown.TAKES_PART:
        draft.parties = joined(draft, (fact.party,))


def _also_raised(fact: facts.AlsoRaised, draft: Draft, event: Event) -> None:
    """One agency more has the same matter; nothing here moves."""
    draft.matter = fact.matter
    if fact.agency not in draft.also:
        draft.also = (*draft.also, fact.agency)


def _asked_along(fact: facts.AskedAlong, draft: Draft, event: Event) -> None:
    """They stand beside the raising side."""
    draft.parties = joined(draft, (fact.party,))


def _worried_too(fact: facts.WorriedToo, draft: Draft, event: Event) -> None:
    """Sealed with the perspectives; it is neither side's, and opens nothing."""
    if not fact.inside:
        draft.views |= {draft.version}


def _left(fact: facts.LeftAlong, draft: Draft, event: Event) -> None:
    """They are in it no more, unless they came to be more than somebody who is worried too."""
    known = draft.parties.get(fact.person)
    if known is not None and known.capacity is Capacity.WORRIED_TOO:
        draft.parties = {person: party for person, party in draft.parties.items() if person != fact.person}


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
    facts.RaisedFor: _raised_for,
    facts.AlsoRaised: _also_raised,
    facts.AskedAlong: _asked_along,
    facts.WorriedToo: _worried_too,
    facts.LeftAlong: _left,
}
"""Each event type with what it makes of the draft."""
