"""Going up the ladder: by a person's act, or by the clock."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge import commands, facts
from forthright.core.challenge import gate as gates
from forthright.core.challenge.answers import No
from forthright.core.challenge.around import around
from forthright.core.challenge.basis import CHECK_BACK_ANSWER
from forthright.core.challenge.beside import named_at
from forthright.core.challenge.breaking import unreviewed
from forthright.core.challenge.capping import caps_at
from forthright.core.challenge.codes import Agreed, DutyKind, Side, Why
from forthright.core.challenge.doers import doing
from forthright.core.challenge.facts import Duty, Event, Party
from forthright.core.challenge.folding import apply
from forthright.core.challenge.gate import consider, present, ways_from
from forthright.core.challenge.known import carried
from forthright.core.challenge.ladder import opening_duties, usual_move, ways_up
from forthright.core.challenge.lapsing import lapse
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import deciding, seats_of
from forthright.core.challenge.paperwork import with_forms
from forthright.core.challenge.pausing import resumed
from forthright.core.challenge.routing import is_router, routing
from forthright.core.challenge.state import State
from forthright.core.challenge.unanswered import unanswered
from forthright.core.challenge.warning import unwarned
from forthright.core.policy.shapes import How, Policy, Role, Roles, Stated, Step, Vacant
from forthright.core.worktime import due as due_at

MOST_AT_ONCE = 10_000
"""Entries that the clock writes to one challenge in one go. Years of silence under a real policy make a few dozen."""

RAISING, RESPONDING = Side
PRACTITIONER, REVIEW, CAP = Role.PRACTITIONER, DutyKind.REVIEW, DutyKind.CAP


def take_up(policy: Policy, state: State, command: commands.TakeUp, party: Party, moment: Moment) -> facts.Fact | No:
    """A person takes it up: the sides still differ, a time ran out, or it is urgent and a reason is given."""
    ways = ways_from(policy, state)
    if command.to and command.to not in ways:
        return No("no such step")
    if not ways:
        return No("top")
    refusal = _too_early(state, command)  # a No is false, so "or" would lose it
    if refusal is None:
        refusal = _chooses(policy, state, command.to, party, moment)
    if refusal is None:
        refusal = unwarned(policy, state, command, party, moment)
    if refusal is not None:
        return refusal
    return go_on(policy, state, command.to or ways[0], command.why, party.person, moment)


def _chooses(policy: Policy, state: State, to: str, party: Party, moment: Moment) -> No | None:
    """Where the policy leads more than one way, whoever routes it picks one of them; a neutral chair does nothing else
    here. A way that a lapse opened beside them is the sides' own."""
    step = policy.step(state.step)
    move = usual_move(step, state.urgency)
    if move.how is How.CHOOSE and (not to or to in move.ways):
        if not is_router(step, state, party, moment):
            return No("not the router")
        return None if to else No("choose where")
    return None if party.side else No("not your role")


def may_choose(policy: Policy, state: State, party: Party, moment: Moment) -> bool:
    """Whether some way on from here is for this party to take."""
    return any(_chooses(policy, state, way, party, moment) is None for way in ways_from(policy, state))


def go_on(
    policy: Policy, state: State, key: str, why: Why, by: int | None, moment: Moment
) -> facts.StepTaken | facts.GateAsked:
    """The step taken, or first the question to whoever keeps its gate. `by` is who takes it up, None for the clock."""
    landing = _landing(policy, state, key, moment)[0]
    asked = gates.asked(policy, state, landing, why, by, moment)
    if asked is not None:
        return asked
    return step_taken(policy, state, key, why, moment, agreed=gates.how_passed(policy, state, landing))


def pass_gate(
    policy: Policy, state: State, command: commands.PassGate, party: Party, moment: Moment
) -> facts.Fact | No:
    """Whoever keeps the gate agrees, and it goes on; or not, with the reason."""
    answer = gates.answerable(state, party)
    if isinstance(answer, No):
        return answer
    if not command.agree:
        return gates.refused(state, command)
    assert state.gate is not None
    return step_taken(policy, state, state.gate.step, state.gate.why, moment, agreed=Agreed.YES)


def _too_early(state: State, command: commands.TakeUp) -> No | None:
    why = command.why
    if why is Why.URGENT:
        return None if command.words.get("reason") else No("no urgent reason")
    if why in (Why.POLICY, Why.HANDED_BACK):
        return No("too early")
    waiting = [duty for duty in state.duties.values() if duty.kind is REVIEW]
    if waiting and not any(duty.lapsed for duty in waiting):
        return No("gate waits")
    if why is not Why.TIME_RAN_OUT and _heard(state):
        return None
    # A cap that ran out before goes along with the matter; it is no reason to hurry each step after it.
    lapsed = any(duty.lapsed and duty.kind is not CAP for duty in state.duties.values())
    return None if lapsed or state.offered else No("too early")


def _heard(state: State) -> bool:
    """Whether there is an answer to what was raised: the other side's, or before that the raising side's own.

    A raising owner who was offered the next step, or whom nobody else of the agency answers, need not wait for one.
    """
    if not state.quiet:
        return RESPONDING in state.stances
    alone = state.owners[RAISING] == state.owners[RESPONDING]
    offered = any(duty.kind is DutyKind.CONSIDER for duty in state.duties.values())
    return RAISING in state.stances or alone or offered


def fitting(state: State) -> tuple[Why, ...]:
    """The reasons for which a person may take it up now. Urgency, with its own reason, is always one of them."""
    reason = {"reason": "given"}
    return tuple(why for why in Why if _too_early(state, commands.TakeUp(why=why, words=reason)) is None)


def step_taken(
    policy: Policy,
    state: State,
    key: str,
    why: Why,
    moment: Moment,
    skip: bool = True,
    agreed: Agreed | None = None,
) -> facts.StepTaken:
    """Who owns the new step on both sides, who joins, and its clocks.

    Where the policy skips a step that nobody of the answering agency holds, it goes on to that step's next way, and
    the fact says which were skipped (`skip` False: it stays where it was sent).

    Where the policy does not state who acts, or the agency has nobody in that post, the present owner stays: exactly
    one person on each side answers at any moment.
    """
    key, skipped = _landing(policy, state, key, moment) if skip else (key, ())
    step = policy.step(key)
    raising = _owner(step.raised_by, RAISING, state, moment)
    responding = (
        gates.answers_inside(step, state, moment)
        if step.inside
        else _owner(step.answered_by, RESPONDING, state, moment)
    )
    owners, known = {RAISING: raising.person, RESPONDING: responding.person}, carried(state)
    duties = opening_duties(policy, key, state.urgency, owners, state.agencies, moment, known)
    decide, deciders = deciding(step, state.urgency, owners, state.agencies, duties, moment, known)
    caps = caps_at(
        *(policy, key, state.urgency, raising.person, moment, state.entered, state.duties, state.urgent_at),
        needed=state.needed,
    )
    let_in = (state.outside,) if state.outside and not step.inside else ()
    joins = (
        *(*_joining(step, state, moment), *deciders, *routing(step, state.agencies, moment), *let_in),
        *doing(step, state.agencies, moment),
    )
    return facts.StepTaken(
        origin=state.step,
        step=key,
        why=why,
        raising=raising,
        responding=responding,
        joins=tuple([party for party in joins if party.person not in (raising.person, responding.person)]),
        duties=duties + decide + caps,
        skipped=skipped,
        agreed=agreed,
        withheld=moment.withheld(named_at(step), state.agencies.values()),
        empty=unanswered(step, state.agencies, moment),
    )


def _landing(policy: Policy, state: State, key: str, moment: Moment) -> tuple[str, tuple[str, ...]]:
    """The step where it comes to rest, and those that it skips on its way. Never past the end, never in a ring."""
    skipped: tuple[str, ...] = ()
    while _is_vacant(policy.step(key), state, moment):
        onward = next((way for way in ways_up(policy, key, state.urgency) if way not in (*skipped, key)), "")
        if not onward:
            break
        key, skipped = onward, (*skipped, key)
    return key, skipped


def _is_vacant(step: Step, state: State, moment: Moment) -> bool:
    """Whether the policy skips this step: nobody of the answering agency holds the post that answers there."""
    if step.vacant is None or step.vacant is Vacant.STAY or isinstance(step.answered_by, Stated):
        return False
    if Role.PRACTITIONER in step.answered_by:  # whoever answered it first is always there
        return False
    answering = Side.RAISING if step.inside else Side.RESPONDING
    agency = state.agencies[answering]
    # Somebody is there who is not on the named list: it stays, so that it is not passed over because it is restricted.
    return not (seats_of(step.answered_by, agency, moment) or moment.withheld(step.answered_by, (agency,)))


def _owner(roles: Roles, side: Side, state: State, moment: Moment) -> Party:
    """The first role that names an owner. "Practitioner" is whoever raised or answered it, never just any."""
    if not isinstance(roles, Stated) and roles[0] is PRACTITIONER:
        first = state.raiser if side is RAISING else state.answerer
        return state.parties.get(first) or present(state, side)
    for seat in seats_of(roles, state.agencies[side], moment):
        if seat.agency:
            return seat.party(side)
    return present(state, side)


def _joining(step: Step, state: State, moment: Moment) -> list[Party]:
    roles = ((RAISING, step.raised_by), (RAISING if step.inside else RESPONDING, step.answered_by))
    found: list[Party] = []
    for side, names in roles:
        for seat in seats_of(names, state.agencies[side], moment):
            found.append(seat.party(side if seat.agency else None))
    return found


Joining = facts.StepTaken | facts.GateAsked | facts.PolicyMoved | facts.Reopened


def names_at(fact: Joining, moment: Moment) -> dict[str, str]:
    """The names, as they are now, of those who own or join a step, or keep its gate."""
    if isinstance(fact, facts.GateAsked):
        parties: tuple[Party | None, ...] = (fact.gate.party,)
    else:
        owners = () if isinstance(fact, facts.Reopened) else (fact.raising, fact.responding)
        parties = (*owners, *fact.joins)
    people = {party.person for party in parties if party}
    return {str(seat.person): seat.name for seat in moment.seats.values() if seat.person in people}


def tick(policy: Policy, state: State, moment: Moment) -> tuple[Event, ...]:
    """Everything that has fallen due by `moment.now`, in order, each dated at the instant it fell due.

    After an outage this catches up once: later dues are computed from the instant an earlier one fell due, never
    from when the clock came back. Lapses change nothing twice, because a lapsed duty is marked as such.
    ValueError where there is no end of it: a fault in one challenge must not hold up the others.
    """
    moment = moment.bound(policy, state.agencies)
    moment = around(state, moment)
    events: list[Event] = []
    while (instant := state.next_wake) is not None and instant <= moment.now:
        for event in with_forms(policy, state, _fall_due(policy, state, moment.at(instant))):
            events.append(event)
            state = apply(state, event)
        if len(events) > MOST_AT_ONCE:
            raise ValueError("What falls due in this challenge has no end.")
    return tuple(events)


def _fall_due(policy: Policy, state: State, moment: Moment) -> tuple[Event, ...]:
    """What happens at one instant, first things first: clocks run again, somebody is reminded, a time runs out."""
    now = moment.now
    late = unreviewed(state, now)
    if late is not None:
        return (Event(fact=late, at=now),)
    if state.paused_until is not None and state.paused_until <= now:
        return (Event(fact=resumed(policy, state, moment), at=now),)
    running = [duty for duty in state.duties.values() if not duty.lapsed]
    for duty in running:
        if duty.remind and duty.remind[0] <= now:
            return (Event(fact=facts.Reminded(duty=duty.key, kind=duty.kind, owner=duty.owner), at=now),)
    due = [duty for duty in running if duty.due and duty.due <= now]
    if not due:
        return (Event(fact=_ask_check_back(state, moment), at=now),)
    duty = min(due, key=lambda one: (one.due, one.key))
    if duty.kind is DutyKind.REVIEW and state.gate is not None:
        return (_gate_lapse(state, state.gate.step, duty, now),)
    follows = lapse(policy, state, duty, moment)
    event = Event(fact=follows.fact, at=now)
    if not follows.to:
        return (event,)
    taken = go_on(policy, apply(state, event), follows.to, Why.POLICY, None, moment)
    side = Side.RAISING if taken.inside else None  # a question within the raising side is that side's own
    return event, Event(fact=taken, at=now, side=side, words={"names": names_at(taken, moment)})


def _gate_lapse(state: State, key: str, duty: Duty, now: datetime) -> Event:
    """A gate whose keeper was silent: the raising owner may go on without it."""
    opens = (consider(state),)
    fact = facts.ClockLapsed(duty=duty.key, kind=duty.kind, owner=duty.owner, opens=opens, next_step=key)
    return Event(fact=fact, at=now)


def _ask_check_back(state: State, moment: Moment) -> facts.CheckBackAsked:
    """The sides that take part are asked, apart: those who raised and answered it, or who took over their part."""
    now = moment.now
    due = due_at(moment.shared, now, CHECK_BACK_ANSWER.amount, CHECK_BACK_ANSWER.unit)
    first = {Side.RAISING: state.raiser, Side.RESPONDING: state.answerer}
    owners = {side: first[side] if first[side] in state.parties else state.owners[side] for side in state.sides}
    duties = tuple(
        Duty(key=f"check-back.{side}", kind=DutyKind.CHECK_BACK, owner=owners[side], side=side, due=due, since=now)
        for side in state.sides
    )
    return facts.CheckBackAsked(duties=duties)
