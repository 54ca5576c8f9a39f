"""A challenge as its events make it: `fold(events)` and `apply(state, event)`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge import folding_people as people
from forthright.core.challenge.codes import DutyKind, Outcome, Phase, SafetyStance, Side, TalkKind, Urgency
from forthright.core.challenge.facts import Duty, Event
from forthright.core.challenge.folding_parts import added, joined, only, settled, without
from forthright.core.challenge.folding_times import FOLDS, at_rest, counted_back, needing, new_step, offering
from forthright.core.challenge.known import happening
from forthright.core.challenge.state import State
from forthright.core.policy.times import Start


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state after these events, in order."""
    state = state or State()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: State, event: Event) -> State:
    """The state after one more event. Total: every event that was ever accepted can be applied."""
    changed = _apply(event.fact, state, event)
    changed = at_rest(_numbered(changed, event.fact, state.version + 1))
    if _is_over(changed) and changed.phase is Phase.SETTLED:
        changed = replace(changed, phase=Phase.ENDED, duties={}, ended_at=event.at)
    return changed


def _numbered(state: State, fact: facts.Fact, version: int) -> State:
    """The version, and which entries only one side may read, or may read yet."""
    state = replace(state, version=version)
    if fact.PRIVATE or fact.inside:
        return replace(state, private=state.private | {version})
    if isinstance(fact, facts.PerspectiveGiven):
        return replace(state, views=state.views | {version})
    if isinstance(fact, facts.CheckBackAnswered):
        return replace(state, check_backs=state.check_backs | {version})
    return state


def _is_over(state: State) -> bool:
    forms = any(duty.kind is DutyKind.FORM for duty in state.duties.values())
    return state.checked_back() and not forms and all(action.done for action in state.actions.values())


@singledispatch
def _apply(fact: facts.Fact, state: State, event: Event) -> State:
    """Events that only add to the record leave the state as it was."""
    return state


@_apply.register
def _(fact: facts.Raised, state: State, event: Event) -> State:
    raising, responding = fact.raising, fact.responding
    owner = fact.owner or raising
    answering = (fact.answering or owner) if fact.quiet else fact.answerer or responding
    here = (raising, owner, answering) if fact.quiet else (raising, responding, owner, answering)
    begun = replace(
        state,
        policy=fact.policy,
        partnership=fact.partnership,
        step=fact.step,
        subject=fact.subject,
        topic=fact.topic,
        urgency=fact.urgency,
        arose=fact.arose,
        raised_at=event.at,
        raiser=raising.person,
        answerer=responding.person,
        agencies={Side.RAISING: raising.agency, Side.RESPONDING: responding.agency},
        owners={Side.RAISING: owner.person, Side.RESPONDING: answering.person},
        parties=joined(state, (*here, *fact.joins)),
        outside=responding if fact.quiet else None,
        gate=fact.gate,
        duties=added(state, fact.duties),
        group=fact.group,
        priority=fact.priority,
        received=fact.received,
        conference=fact.conference,
        needed_by=fact.needed_by,
        needed_at=event.at if fact.needed_by else None,
        raise_due=fact.raise_due,
        safety=SafetyStance.PROPOSED if fact.safety else None,
        safety_by=Side.RAISING if fact.safety else None,
        safety_asked="" if fact.safety else fact.step,
    )
    return new_step(begun, event.at, fact.duties)


@_apply.register
def _(fact: facts.SettledByTalking, state: State, event: Event) -> State:
    return replace(
        state,
        policy=fact.policy,
        partnership=fact.partnership,
        phase=Phase.ENDED,
        subject=fact.subject,
        topic=fact.topic,
        raised_at=event.at,
        raiser=fact.raising.person,
        agencies={Side.RAISING: fact.raising.agency, Side.RESPONDING: fact.responding_agency},
        owners={Side.RAISING: fact.raising.person},
        parties=joined(state, (fact.raising,)),
        outcome=Outcome.CLARIFICATION,
        good_practice=fact.good_practice,
        ended_at=event.at,
    )


@_apply.register
def _(fact: facts.Acknowledged, state: State, event: Event) -> State:
    state = happening(state, {Start.ACKNOWLEDGED: event.at})
    answered = {
        key: duty
        for key, duty in state.duties.items()
        if duty.kind is not DutyKind.ACKNOWLEDGE or duty.side is not event.side
    }
    left = any(duty.kind is DutyKind.ACKNOWLEDGE for duty in answered.values())  # a neutral post has one of its own
    duties = {**answered, **{duty.key: duty for duty in fact.duties}}
    return replace(state, acknowledged=state.acknowledged if left and event.side is None else state.step, duties=duties)


@_apply.register
def _(fact: facts.PerspectiveGiven, state: State, event: Event) -> State:
    if event.side is None:
        return state
    ratings = {**state.ratings, event.side: (*state.ratings.get(event.side, ()), fact.rating)}
    return replace(state, ratings=ratings, opened=state.opened or len(ratings) == 2)


@_apply.register
def _(fact: facts.Replied, state: State, event: Event) -> State:
    if event.side is None:
        return state
    stances = {**state.stances, event.side: fact.stance}
    duties = without(state, DutyKind.ACKNOWLEDGE, DutyKind.REPLY, side=event.side)
    if event.side is Side.RAISING:
        return replace(state, stances=stances, duties=duties)
    state = happening(state, {Start.ACKNOWLEDGED: event.at, Start.REPLY: event.at})
    duties |= {duty.key: duty for duty in fact.duties}
    return replace(state, stances=stances, acknowledged=state.step, duties=duties)


@_apply.register
def _(fact: facts.PointPlaced, state: State, event: Event) -> State:
    return replace(state, points={**state.points, fact.point: fact.status})


@_apply.register
def _(fact: facts.Thanked, state: State, event: Event) -> State:
    return replace(state, thanked=state.thanked + 1)


@_apply.register
def _(fact: facts.TalkLogged, state: State, event: Event) -> State:
    starts = (Start.DISCUSSION, Start.MEETING) if fact.kind is TalkKind.MEETING else (Start.DISCUSSION,)
    state = happening(state, dict.fromkeys(starts, fact.held)) if state.phase is Phase.OPEN else state
    duties = {**without(state, DutyKind.MEET), **{duty.key: duty for duty in fact.duties}}
    return replace(state, duties=duties, met=state.step if fact.kind is TalkKind.MEETING else state.met)


@_apply.register
def _(fact: facts.SafetyPlanned, state: State, event: Event) -> State:
    by = event.side if fact.stance is SafetyStance.PROPOSED else state.safety_by
    return replace(state, safety=fact.stance, safety_by=by, safety_asked="")


@_apply.register
def _(fact: facts.MarkedUrgent, state: State, event: Event) -> State:
    already = state.urgency is Urgency.URGENT
    urgent_at = state.urgent_at if already else event.at
    state = needing(state, fact.needed_by, event.at)
    return replace(state, urgency=Urgency.URGENT, urgent_at=urgent_at, duties=added(state, fact.duties))


@_apply.register
def _(fact: facts.ClockLapsed, state: State, event: Event) -> State:
    duties = dict(state.duties)
    if fact.duty in duties:
        duties[fact.duty] = replace(duties[fact.duty], lapsed=True)
    duties.update({duty.key: duty for duty in fact.opens})
    return offering(replace(state, duties=duties, parties=joined(state, fact.joins)), fact.next_step)


@_apply.register
def _(fact: facts.StepTaken, state: State, event: Event) -> State:
    state = new_step(counted_back(state, fact), event.at, fact.duties, previous=True)
    return replace(
        state,
        step=fact.step,
        owners={Side.RAISING: fact.raising.person, Side.RESPONDING: fact.responding.person},
        parties=joined(state, (fact.raising, fact.responding, *fact.joins)),
        duties={duty.key: duty for duty in fact.duties} | only(state, DutyKind.FORM),
        opened=state.opened or bool(state.ratings),
        proposal=None,
        proposed_by=None,
        gate=None,
        decision=None,  # one that still waited for a second decider would keep those above from deciding at all
        decided_by=0,
        votes={},
        **people.let_in(state, fact),
        safety_asked=fact.step,
    )


@_apply.register
def _(fact: facts.JoinedIn, state: State, event: Event) -> State:
    return replace(state, parties=joined(state, (fact.party,)))


@_apply.register
def _(fact: facts.HandedOver, state: State, event: Event) -> State:
    new = fact.party.person
    people = joined(state, (fact.party,))
    duties = {key: _moved(duty, fact.leaver, new) for key, duty in state.duties.items()}
    actions = {
        key: replace(action, owner=new) if action.owner == fact.leaver and not action.done else action
        for key, action in state.actions.items()
    }
    owners = {side: new if person == fact.leaver else person for side, person in state.owners.items()}
    return replace(state, parties=people, duties=duties, owners=owners, actions=actions)


def _moved(duty: Duty, leaver: int, new: int) -> Duty:
    return replace(duty, owner=new) if duty.owner == leaver else duty


@_apply.register
def _(fact: facts.DecisionReturned, state: State, event: Event) -> State:
    duties = {**without(state, DutyKind.SECOND), **{duty.key: duty for duty in fact.duties}}
    return replace(state, decision=None, decided_by=0, votes={}, duties=duties)


@_apply.register
def _(fact: facts.OutcomeProposed, state: State, event: Event) -> State:
    duties = {**without(state, DutyKind.CONFIRM), fact.duty.key: fact.duty}
    return replace(state, proposal=fact, proposed_by=event.side, duties=duties)


@_apply.register
def _(fact: facts.OutcomeConfirmed, state: State, event: Event) -> State:
    if state.proposal is None:
        return state
    actions = (*state.proposal.actions, *((fact.letter,) if fact.letter else ()), *fact.afterwards)
    return settled(state, state.proposal.outcome, actions, state.proposal.check_back)


@_apply.register
def _(fact: facts.OutcomeDeclined, state: State, event: Event) -> State:
    return replace(state, proposal=None, proposed_by=None, duties=without(state, DutyKind.CONFIRM))


@_apply.register
def _(fact: facts.ActionDone, state: State, event: Event) -> State:
    if fact.action not in state.actions:
        return state
    actions = {**state.actions, fact.action: replace(state.actions[fact.action], done=True)}
    duties = {key: duty for key, duty in state.duties.items() if key != f"action.{fact.action}"}
    return replace(state, actions=actions, duties=duties)


@_apply.register
def _(fact: facts.ActionReplanned, state: State, event: Event) -> State:
    if fact.action not in state.actions:
        return state
    key = f"action.{fact.action}"
    actions = {**state.actions, fact.action: replace(state.actions[fact.action], due=fact.due)}
    duties = dict(state.duties)
    if key in duties:
        duties[key] = replace(duties[key], due=fact.due, lapsed=False)
    return replace(state, actions=actions, duties=duties)


@_apply.register
def _(fact: facts.CheckBackAsked, state: State, event: Event) -> State:
    return replace(state, check_back_asked=True, duties=added(state, fact.duties))


@_apply.register
def _(fact: facts.CheckBackAnswered, state: State, event: Event) -> State:
    if event.side is None:
        return state
    duties = without(state, DutyKind.CHECK_BACK, side=event.side)
    return replace(state, better={**state.better, event.side: fact.better}, duties=duties)


@_apply.register
def _(fact: facts.Withdrawn, state: State, event: Event) -> State:
    return replace(
        state,
        phase=Phase.ENDED,
        outcome=Outcome.WITHDRAWN,
        duties={},
        proposal=None,
        proposed_by=None,
        gate=None,
        ended_at=event.at,
    )


@_apply.register
def _(fact: facts.Reopened, state: State, event: Event) -> State:
    state = new_step(replace(state, entered={}), event.at, fact.duties)
    return replace(
        state,
        phase=Phase.OPEN,
        step=fact.step,
        parties=joined(state, fact.joins),
        outcome=None,
        proposal=None,
        proposed_by=None,
        decision=None,
        decided_by=0,
        votes={},
        actions={},
        check_back=None,
        check_back_asked=False,
        better={},
        stances={},
        duties={duty.key: duty for duty in fact.duties} | only(state, DutyKind.FORM),
        safety_asked=fact.step,
        ended_at=None,
    )


_apply.register(facts.GateAsked, people.gate_asked)
_apply.register(facts.GateRefused, people.gate_refused)
_apply.register(facts.DecisionMade, people.decided)
_apply.register(facts.DecisionSeconded, people.seconded)
_apply.register(facts.DecisionVoted, people.voted)
_apply.register(facts.RecommendationAccepted, people.accepted)
_apply.register(facts.RecommendationDeclined, people.declined)
_apply.register(facts.ToldOutside, people.told_outside)
_apply.register(facts.FormAsked, people.form_asked)
_apply.register(facts.FormFilled, people.form_filled)
for _kind, _how in FOLDS.items():
    _apply.register(_kind, _how)
