"""A challenge as its events make it: `fold(events)` and `apply(state, event)`.

Each event type has a function that changes a draft, which a table finds by the type itself: `singledispatch`, which
also looks among the bases of a type, took as long as most of what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge import folding_apart as apart
from forthright.core.challenge import folding_need as need
from forthright.core.challenge import folding_people as people
from forthright.core.challenge import folding_times as times
from forthright.core.challenge.codes import DutyKind, Outcome, Phase, SafetyStance, Side, TalkKind, Urgency
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding_parts import added, by_key, forms, joined, let_in, settled, without
from forthright.core.challenge.folding_times import at_next_step, happening, needing, new_step, still_asked
from forthright.core.challenge.state import Draft, State, drafted, finished
from forthright.core.policy.times import Start

OPEN, SETTLED, ENDED = Phase
URGENT, ACKNOWLEDGE = Urgency.URGENT, DutyKind.ACKNOWLEDGE
RAISING, RESPONDING = Side
STARTED, ACKNOWLEDGED, REPLIED = Start.STEP, Start.ACKNOWLEDGED, Start.REPLY
TALKED, MET = (Start.DISCUSSION,), (Start.DISCUSSION, Start.MEETING)
TO_ACKNOWLEDGE, TO_ANSWER = (DutyKind.ACKNOWLEDGE,), (DutyKind.ACKNOWLEDGE, DutyKind.REPLY)
TO_MEET, TO_CONFIRM = (DutyKind.MEET,), (DutyKind.CONFIRM,)
MEETING, PROPOSED = TalkKind.MEETING, SafetyStance.PROPOSED
"""Names of their own for what most events need: Python 3.11 takes ten times as long to look a code up in its list."""


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state after these events, in order. Those that only add to the record have nothing in the table, and are
    counted."""
    draft = Draft() if state is None else drafted(state)
    for event in events:
        fact = event.fact
        draft.version = version = draft.version + 1
        changes = _FOLDS.get(type(fact))
        if changes is not None:
            changes(fact, draft, event)
        if fact.inside or fact.PRIVATE:
            draft.private |= {version}
        if draft.extension is not None:
            still_asked(draft)
        if draft.phase is not OPEN:
            _rest(draft, event.at)
    return finished(draft)


def apply(state: State, event: Event) -> State:
    """The state after one more event. Total: every event that was ever accepted can be applied."""
    return fold((event,), state)


def _rest(draft: Draft, at: datetime) -> None:
    """Once it is no longer open, nothing stands still any more; and when nothing is left to do, it ends."""
    draft.paused_until = None
    done = draft.phase is SETTLED and draft.checked_back() and not forms(draft)
    if done and all(action.done for action in draft.actions.values()):
        draft.phase = ENDED
        draft.duties = {}
        draft.ended_at = at
    if draft.phase is ENDED:
        apart.without_advisers(draft)


def _raised(fact: facts.Raised, draft: Draft, event: Event) -> None:
    raising, responding = fact.raising, fact.responding
    owner = fact.owner or raising
    answering = (fact.answering or owner) if fact.quiet else fact.answerer or responding
    here = (raising, owner, answering) if fact.quiet else (raising, responding, owner, answering)
    draft.policy = fact.policy
    draft.partnership = fact.partnership
    draft.step = fact.step
    draft.subject = fact.subject
    draft.topic = fact.topic
    draft.urgency = fact.urgency
    draft.arose = fact.arose
    draft.raised_at = event.at
    draft.raiser = raising.person
    draft.answerer = responding.person
    draft.agencies = {RAISING: raising.agency, RESPONDING: responding.agency}
    draft.owners = {RAISING: owner.person, RESPONDING: answering.person}
    draft.parties = joined(draft, (*here, *fact.joins))
    draft.outside = responding if fact.quiet else None
    draft.gate = fact.gate
    draft.duties = added(draft, fact.duties)
    draft.group = fact.group
    draft.priority = fact.priority
    draft.received = fact.received
    draft.conference = fact.conference
    needing(draft, fact.needed_by, event.at)
    draft.raise_due = fact.raise_due
    draft.matter, draft.also = fact.matter, fact.also
    draft.safety = PROPOSED if fact.safety else None
    draft.safety_by = RAISING if fact.safety else None
    draft.safety_asked = "" if fact.safety else fact.step
    new_step(draft, {STARTED: event.at}, fact.duties)


def _settled_by_talking(fact: facts.SettledByTalking, draft: Draft, event: Event) -> None:
    draft.policy = fact.policy
    draft.partnership = fact.partnership
    draft.phase = ENDED
    draft.subject = fact.subject
    draft.topic = fact.topic
    draft.raised_at = event.at
    draft.raiser = fact.raising.person
    draft.agencies = {RAISING: fact.raising.agency, RESPONDING: fact.responding_agency}
    draft.owners = {RAISING: fact.raising.person}
    draft.parties = joined(draft, (fact.raising,))
    draft.outcome = Outcome.CLARIFICATION
    draft.good_practice = fact.good_practice
    draft.ended_at = event.at


def _acknowledged(fact: facts.Acknowledged, draft: Draft, event: Event) -> None:
    happening(draft, event.at, (ACKNOWLEDGED,))
    draft.duties = {
        key: duty for key, duty in draft.duties.items() if duty.kind is not ACKNOWLEDGE or duty.side is not event.side
    }
    if event.side is not None or not any(duty.kind is ACKNOWLEDGE for duty in draft.duties.values()):
        draft.acknowledged = draft.step  # a neutral post has one of its own, which is not the side's
    draft.duties = added(draft, fact.duties)


def _perspective_given(fact: facts.PerspectiveGiven, draft: Draft, event: Event) -> None:
    if not fact.inside:
        draft.views |= {draft.version}
    if event.side is not None:
        given = (*draft.ratings.get(event.side, ()), fact.rating)
        draft.ratings = {**draft.ratings, event.side: given}
        draft.opened = draft.opened or len(draft.ratings) == 2


def _replied(fact: facts.Replied, draft: Draft, event: Event) -> None:
    if event.side is None:
        return
    draft.stances = {**draft.stances, event.side: fact.stance}
    draft.duties = without(draft, TO_ANSWER, event.side)
    if event.side is RESPONDING:
        happening(draft, event.at, (ACKNOWLEDGED, REPLIED))
        draft.acknowledged = draft.step
        draft.duties = added(draft, fact.duties)


def _point_placed(fact: facts.PointPlaced, draft: Draft, event: Event) -> None:
    draft.points = {**draft.points, fact.point: fact.status}


def _thanked(fact: facts.Thanked, draft: Draft, event: Event) -> None:
    draft.thanked += 1


def _talk_logged(fact: facts.TalkLogged, draft: Draft, event: Event) -> None:
    met = fact.kind is MEETING
    if draft.phase is OPEN:
        happening(draft, fact.held, MET if met else TALKED)
    draft.duties = without(draft, TO_MEET)
    draft.duties = added(draft, fact.duties)
    if met:
        draft.met = draft.step


def _safety_planned(fact: facts.SafetyPlanned, draft: Draft, event: Event) -> None:
    if fact.stance is PROPOSED:
        draft.safety_by = event.side
    draft.safety = fact.stance
    draft.safety_asked = ""


def _marked_urgent(fact: facts.MarkedUrgent, draft: Draft, event: Event) -> None:
    if draft.urgency is not URGENT:
        draft.urgent_at = event.at
    draft.urgency = URGENT
    needing(draft, fact.needed_by, event.at)
    draft.duties = added(draft, fact.duties)


def _clock_lapsed(fact: facts.ClockLapsed, draft: Draft, event: Event) -> None:
    duties = draft.duties.copy()
    duty = duties.get(fact.duty)
    if duty is not None:
        duties[fact.duty] = replace(duty, lapsed=True)
    duties.update(by_key(fact.opens))
    draft.duties = duties
    if fact.joins:
        draft.parties = joined(draft, fact.joins)
    times.offering(draft, fact.next_step)


def _step_taken(fact: facts.StepTaken, draft: Draft, event: Event) -> None:
    times.counted_back(draft, fact)
    new_step(draft, at_next_step(event.at), fact.duties)
    draft.step = draft.safety_asked = fact.step
    draft.owners = {RAISING: fact.raising.person, RESPONDING: fact.responding.person}
    draft.parties = joined(draft, (fact.raising, fact.responding, *fact.joins))
    draft.duties = by_key(fact.duties) | forms(draft)
    draft.opened = draft.opened or bool(draft.ratings)
    draft.gate = draft.proposal = draft.proposed_by = None
    draft.decision = None  # one that still waited for a second decider would keep those above from deciding at all
    draft.decided_by = 0
    draft.votes = {}
    let_in(draft, fact.responding)


def _joined_in(fact: facts.JoinedIn, draft: Draft, event: Event) -> None:
    draft.parties = joined(draft, (fact.party,))


def _handed_over(fact: facts.HandedOver, draft: Draft, event: Event) -> None:
    leaver, new = fact.leaver, fact.party.person
    draft.parties = joined(draft, (fact.party,))
    draft.duties = {
        key: replace(duty, owner=new) if duty.owner == leaver else duty for key, duty in draft.duties.items()
    }
    draft.actions = {
        key: replace(action, owner=new) if action.owner == leaver and not action.done else action
        for key, action in draft.actions.items()
    }
    draft.owners = {side: new if person == leaver else person for side, person in draft.owners.items()}
    apart.without_keeper(draft, leaver)


def _decision_returned(fact: facts.DecisionReturned, draft: Draft, event: Event) -> None:
    draft.decision = None
    draft.decided_by = 0
    draft.votes = {}
    draft.duties = without(draft, (DutyKind.SECOND,)) | by_key(fact.duties)


def _outcome_proposed(fact: facts.OutcomeProposed, draft: Draft, event: Event) -> None:
    draft.proposal = fact
    draft.proposed_by = event.side
    draft.duties = {**without(draft, TO_CONFIRM), fact.duty.key: fact.duty}


def _outcome_confirmed(fact: facts.OutcomeConfirmed, draft: Draft, event: Event) -> None:
    proposal = draft.proposal
    if proposal is not None:
        letter = (fact.letter,) if fact.letter else ()
        settled(draft, proposal.outcome, (*proposal.actions, *letter, *fact.afterwards), proposal.check_back)


def _outcome_declined(fact: facts.OutcomeDeclined, draft: Draft, event: Event) -> None:
    draft.proposal = draft.proposed_by = None
    draft.duties = without(draft, TO_CONFIRM)


def _action_done(fact: facts.ActionDone, draft: Draft, event: Event) -> None:
    action = draft.actions.get(fact.action)
    if action is not None:
        draft.actions = {**draft.actions, fact.action: replace(action, done=True)}
        draft.duties = {key: duty for key, duty in draft.duties.items() if key != f"action.{fact.action}"}


def _action_replanned(fact: facts.ActionReplanned, draft: Draft, event: Event) -> None:
    action = draft.actions.get(fact.action)
    if action is None:
        return
    draft.actions = {**draft.actions, fact.action: replace(action, due=fact.due)}
    duty = draft.duties.get(f"action.{fact.action}")
    if duty is not None:
        draft.duties = {**draft.duties, duty.key: replace(duty, due=fact.due, lapsed=False)}


def _check_back_asked(fact: facts.CheckBackAsked, draft: Draft, event: Event) -> None:
    draft.check_back_asked = True
    draft.duties = added(draft, fact.duties)


def _check_back_answered(fact: facts.CheckBackAnswered, draft: Draft, event: Event) -> None:
    if not fact.inside:
        draft.check_backs |= {draft.version}
    if event.side is not None:
        draft.better = {**draft.better, event.side: fact.better}
        draft.duties = without(draft, (DutyKind.CHECK_BACK,), side=event.side)


def _withdrawn(fact: facts.Withdrawn, draft: Draft, event: Event) -> None:
    draft.phase = ENDED
    draft.outcome = Outcome.WITHDRAWN
    draft.duties = {}
    draft.gate = draft.proposal = draft.proposed_by = None
    draft.ended_at = event.at


def _reopened(fact: facts.Reopened, draft: Draft, event: Event) -> None:
    draft.entered = {}
    new_step(draft, {STARTED: event.at}, fact.duties)
    draft.phase = OPEN
    draft.step = draft.safety_asked = fact.step
    draft.parties = joined(draft, fact.joins)
    draft.outcome = draft.proposal = draft.proposed_by = draft.decision = None
    draft.decided_by = 0
    draft.votes, draft.actions, draft.better, draft.stances = {}, {}, {}, {}
    draft.check_back = draft.ended_at = None
    draft.check_back_asked = False
    draft.duties = by_key(fact.duties) | forms(draft)


_FOLDS: dict[type[facts.Fact], Callable[[Any, Draft, Event], None]] = {
    facts.Raised: _raised,
    facts.SettledByTalking: _settled_by_talking,
    facts.Acknowledged: _acknowledged,
    facts.PerspectiveGiven: _perspective_given,
    facts.Replied: _replied,
    facts.PointPlaced: _point_placed,
    facts.Thanked: _thanked,
    facts.TalkLogged: _talk_logged,
    facts.SafetyPlanned: _safety_planned,
    facts.MarkedUrgent: _marked_urgent,
    facts.ClockLapsed: _clock_lapsed,
    facts.StepTaken: _step_taken,
    facts.JoinedIn: _joined_in,
    facts.HandedOver: _handed_over,
    facts.DecisionReturned: _decision_returned,
    facts.OutcomeProposed: _outcome_proposed,
    facts.OutcomeConfirmed: _outcome_confirmed,
    facts.OutcomeDeclined: _outcome_declined,
    facts.ActionDone: _action_done,
    facts.ActionReplanned: _action_replanned,
    facts.CheckBackAsked: _check_back_asked,
    facts.CheckBackAnswered: _check_back_answered,
    facts.Withdrawn: _withdrawn,
    facts.Reopened: _reopened,
    **apart.FOLDS,
    **people.FOLDS,
    **times.FOLDS,
    **need.FOLDS,
}
