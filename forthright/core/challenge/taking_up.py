"""Going up the ladder: by a person's act, or by the clock."""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge import gate as gates
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Agreed, DutyKind, Phase, Side, Urgency, Why
from forthright.core.challenge.facts import Duty, Event, Party
from forthright.core.challenge.folding import apply
from forthright.core.challenge.gate import consider, present, ways_from
from forthright.core.challenge.ladder import LAPSES_ON_LADDER, open_task, opening_duties, starts_with, ways_up
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.panel import deciding, seats_of
from forthright.core.challenge.paperwork import with_forms
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import How, Policy, Role, Roles, Span, Stated, Step
from forthright.core.worktime import Unit
from forthright.core.worktime import due as due_at

CHECK_BACK_ANSWER = Span(10, Unit.WORKING_DAYS)
"""How long both sides have to answer the check-back. Forthright's own rule: no policy that was seen states one."""


def take_up(policy: Policy, state: State, command: commands.TakeUp, party: Party, moment: Moment) -> facts.Fact | No:
    """A person takes it up: the sides still differ, a time ran out, or it is urgent and a reason is given."""
    ways = ways_from(policy, state)
    if command.to and command.to not in ways:
        return No("no such step")
    if not ways:
        return No("top")
    refusal = _too_early(state, command)
    if refusal is not None:
        return refusal
    return go_on(policy, state, command.to or ways[0], command.why, party.person, moment)


def go_on(
    policy: Policy, state: State, key: str, why: Why, by: int | None, moment: Moment
) -> facts.StepTaken | facts.GateAsked:
    """The step taken, or first the question to whoever keeps its gate. `by` is who takes it up, None for the clock."""
    asked = gates.asked(policy, state, key, why, by, moment)
    if asked is not None:
        return asked
    return step_taken(policy, state, key, why, moment, gates.how_passed(policy, state, key))


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
    return step_taken(policy, state, state.gate.step, state.gate.why, moment, Agreed.YES)


def _too_early(state: State, command: commands.TakeUp) -> No | None:
    if command.why is Why.URGENT:
        return None if command.words.get("reason") else No("no urgent reason")
    if command.why is Why.POLICY:
        return No("too early")
    waiting = [duty for duty in state.duties.values() if duty.kind is DutyKind.REVIEW]
    if waiting and not any(duty.lapsed for duty in waiting):
        return No("gate waits")
    lapsed = any(duty.lapsed for duty in state.duties.values())
    heard = _heard(state)
    if command.why is Why.TIME_RAN_OUT:
        return None if lapsed else No("too early")
    return None if heard or lapsed else No("too early")


def _heard(state: State) -> bool:
    """Whether there is an answer to what was raised: the other side's, or before that the raising side's own.

    A raising owner who was offered the next step, or whom nobody else of the agency answers, need not wait for one.
    """
    if not state.quiet:
        return Side.RESPONDING in state.stances
    alone = state.owners[Side.RAISING] == state.owners[Side.RESPONDING]
    offered = any(duty.kind is DutyKind.CONSIDER for duty in state.duties.values())
    return Side.RAISING in state.stances or alone or offered


def fitting(state: State) -> tuple[Why, ...]:
    """The reasons for which a person may take it up now. Urgency, with its own reason, is always one of them."""
    reason = {"reason": "given"}
    return tuple(why for why in Why if _too_early(state, commands.TakeUp(why=why, words=reason)) is None)


def step_taken(
    policy: Policy, state: State, key: str, why: Why, moment: Moment, agreed: Agreed | None = None
) -> facts.StepTaken:
    """Who owns the new step on both sides, who joins, and its clocks.

    Where the policy does not state who acts, or the agency has nobody in that post, the present owner stays: exactly
    one person on each side answers at any moment.
    """
    step = policy.step(key)
    raising = _owner(step.raised_by, Side.RAISING, state, moment)
    responding = (
        gates.answers_inside(step, state, moment)
        if step.inside
        else _owner(step.answered_by, Side.RESPONDING, state, moment)
    )
    owners = {Side.RAISING: raising.person, Side.RESPONDING: responding.person}
    duties = opening_duties(policy, key, state.urgency, owners, state.agencies, moment)
    decide, deciders = deciding(step, state.urgency, owners, state.agencies, duties, moment)
    let_in = (state.outside,) if state.outside and not step.inside else ()
    joins = _joining(step, state, moment) + deciders + let_in
    return facts.StepTaken(
        origin=state.step,
        step=key,
        why=why,
        raising=raising,
        responding=responding,
        joins=tuple(party for party in joins if party.person not in owners.values()),
        duties=duties + decide,
        agreed=agreed,
    )


def _owner(roles: Roles, side: Side, state: State, moment: Moment) -> Party:
    """The first role that names an owner. "Practitioner" is whoever raised or answered it, never just any."""
    if not isinstance(roles, Stated) and roles[0] is Role.PRACTITIONER:
        first = state.raiser if side is Side.RAISING else state.answerer
        return state.parties.get(first) or present(state, side)
    seats = [seat for seat in seats_of(roles, state.agencies[side], moment) if seat.agency]
    return seats[0].party(side) if seats else present(state, side)


def _joining(step: Step, state: State, moment: Moment) -> tuple[Party, ...]:
    answering = Side.RAISING if step.inside else Side.RESPONDING
    roles = ((Side.RAISING, step.raised_by), (answering, step.answered_by))
    return tuple(
        seat.party(side if seat.agency else None)
        for side, names in roles
        for seat in seats_of(names, state.agencies[side], moment)
    )


def names_at(fact: facts.StepTaken | facts.GateAsked, moment: Moment) -> dict[str, str]:
    """The names, as they are now, of those who own or join a step, or keep its gate."""
    parties = (fact.gate.party,) if isinstance(fact, facts.GateAsked) else (fact.raising, fact.responding, *fact.joins)
    people = {party.person for party in parties}
    return {str(seat.person): seat.name for seat in moment.seats.values() if seat.person in people}


def tick(policy: Policy, state: State, moment: Moment) -> tuple[Event, ...]:
    """Everything that has fallen due by `moment.now`, in order, each dated at the instant it fell due.

    After an outage this catches up once: later dues are computed from the instant an earlier one fell due, never
    from when the clock came back. Lapses change nothing twice, because a lapsed duty is marked as such.
    """
    events: list[Event] = []
    while (instant := state.next_wake) is not None and instant <= moment.now:
        then = Moment(now=instant, shared=moment.shared, calendars=moment.calendars, seats=moment.seats)
        for event in with_forms(policy, state, _fall_due(policy, state, then)):
            events.append(event)
            state = apply(state, event)
    return tuple(events)


def _fall_due(policy: Policy, state: State, moment: Moment) -> tuple[Event, ...]:
    due = [duty for duty in state.duties.values() if not duty.lapsed and duty.due and duty.due <= moment.now]
    if not due:
        return (Event(fact=_ask_check_back(state, moment), at=moment.now),)
    duty = min(due, key=lambda one: (one.due, one.key))
    if duty.kind is DutyKind.REVIEW and state.gate is not None:
        return (_gate_lapse(state, state.gate.step, duty, moment),)
    if state.phase is not Phase.OPEN or not duty.timed:
        return (Event(fact=facts.ClockLapsed(duty=duty.key, kind=duty.kind, owner=duty.owner), at=moment.now),)
    return _ladder_lapse(policy, state, duty, moment)


def _gate_lapse(state: State, key: str, duty: Duty, moment: Moment) -> Event:
    """A gate whose keeper was silent: the raising owner may go on without it."""
    opens = (consider(state),)
    fact = facts.ClockLapsed(duty=duty.key, kind=duty.kind, owner=duty.owner, opens=opens, next_step=key)
    return Event(fact=fact, at=moment.now)


def _ladder_lapse(policy: Policy, state: State, duty: Duty, moment: Moment) -> tuple[Event, ...]:
    step = policy.step(state.step)
    following = starts_with(step, int(duty.key.split(".")[1]))
    if following is not None:
        opened = open_task(step, following, state.urgency, state.owners, state.agencies, moment)
        opened = replace(opened, waits_for="")
        joins = tuple(party for party in _task_owners(opened, state, moment))
        fact = facts.ClockLapsed(duty=duty.key, kind=duty.kind, owner=duty.owner, opens=(opened,), joins=joins)
        return (Event(fact=fact, at=moment.now),)
    ways = ways_up(policy, state.step, state.urgency)
    offered = ways[0] if ways else ""
    move = step.urgent_move if step.urgent_move and state.urgency is Urgency.URGENT else step.move
    must = move.how is How.MUST and duty.kind in LAPSES_ON_LADDER and bool(offered) and state.gate is None
    fact = facts.ClockLapsed(
        duty=duty.key,
        kind=duty.kind,
        owner=duty.owner,
        opens=() if must or state.gate is not None else (consider(state),),
        next_step=offered,
    )
    lapse = Event(fact=fact, at=moment.now)
    if not must:
        return (lapse,)
    taken = go_on(policy, apply(state, lapse), offered, Why.POLICY, None, moment)
    side = Side.RAISING if taken.inside else None  # a question within the raising side is that side's own
    return lapse, Event(fact=taken, at=moment.now, side=side, words={"names": names_at(taken, moment)})


def _task_owners(duty: Duty, state: State, moment: Moment) -> tuple[Party, ...]:
    """The people of the role that takes over inside a step, on both sides, who were not in it yet."""
    seats = [seat for seat in moment.seats.values() if seat.person == duty.owner]
    if not seats:
        return ()
    role = seats[0].role
    both = ((side, moment.seats.get((state.agencies[side], role))) for side in state.sides)
    return tuple(seat.party(side) for side, seat in both if seat and seat.person not in state.parties)


def _ask_check_back(state: State, moment: Moment) -> facts.CheckBackAsked:
    """The sides that take part are asked, apart: those who raised and answered it, or who took over their part."""
    due = due_at(moment.shared, moment.now, CHECK_BACK_ANSWER.amount, CHECK_BACK_ANSWER.unit)
    first = {Side.RAISING: state.raiser, Side.RESPONDING: state.answerer}
    owners = {side: first[side] if first[side] in state.parties else state.owners[side] for side in state.sides}
    duties = tuple(
        Duty(key=f"check-back.{side.value}", kind=DutyKind.CHECK_BACK, owner=owners[side], side=side, due=due)
        for side in state.sides
    )
    return facts.CheckBackAsked(duties=duties)
