"""Before the other side: a gate that somebody of the raising side keeps, and steps within the raising agency.

A gate never closes a matter. Whoever keeps it agrees, or does not and says why; where they are silent past the
policy's time, or it is urgent and the reason is given, the matter goes on without them and the record says so: a
child's matter must not wait on a silent manager.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import Agreed, DutyKind, Side, Urgency, Why
from forthright.core.challenge.counting import Clock
from forthright.core.challenge.doers import doing
from forthright.core.challenge.facts import Duty, Fact, Gate, Party
from forthright.core.challenge.known import Known, carried
from forthright.core.challenge.ladder import clock_of_task, opening_duties, ways_now
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.panel import deciding
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import said
from forthright.core.policy.shapes import Act, Policy, Role, Roles, Stated, Step

CROSSES = (
    *(facts.Raised, facts.EvidenceAdded, facts.SafetyPlanned, facts.DangerTold, facts.MarkedUrgent),
    *(facts.ReferredOutside, facts.AskedAlong, facts.WorriedToo, facts.LeftAlong),
    *(facts.MatterRestricted, facts.RestrictionLifted, facts.PersonListed, facts.PersonUnlisted),
)
"""What is read by the other side once it is in, although it was written before: what was put to it, what keeps the
child safe, who else is worried, and who may know. All else that was said within the raising side stays there."""


def kept_inside(state: State, fact: Fact) -> Fact:
    """The fact, marked as one side's own where it is said before the other side is in it."""
    if state.outside is None:
        return fact
    lets_in = isinstance(fact, facts.StepTaken) and fact.responding.side is Side.RESPONDING
    if lets_in or fact.PRIVATE or isinstance(fact, CROSSES):
        return fact
    return replace(fact, inside=True)


def ways_from(policy: Policy, state: State) -> tuple[str, ...]:
    """The steps that it may go to now. One whose first step waits for an agreement asks for that step again."""
    if state.outside is not None and not policy.step(state.step).inside:
        return (state.step,)
    return ways_now(policy, state)


def held(roles: Roles, agency: int, moment: Moment) -> Seat | None:
    """Who holds the first of these roles that is filled in this agency; a practitioner is never just any."""
    if isinstance(roles, Stated):
        return None
    seats = (moment.seats.get((agency, role)) for role in roles if role is not Role.PRACTITIONER)
    return next((seat for seat in seats if seat), None)


def asked(policy: Policy, state: State, key: str, why: Why, by: int | None, moment: Moment) -> facts.GateAsked | None:
    """The question to whoever keeps the gate of a step; None where there is no gate, or `by` passes it by acting.

    `by` is who takes it up, None for the clock. Where nobody holds the post, the present owner keeps the gate.
    """
    step = policy.step(key)
    if isinstance(step.first_agreed_by, Stated) or (state.gate is not None and state.gate.step == key):
        return None
    seat = held(step.first_agreed_by, state.agencies[Side.RAISING], moment)
    party = seat.party(Side.RAISING) if seat else state.parties[state.owners[Side.RAISING]]
    if party.person == by:
        return None
    gate = _gate(step, why, party, state.urgency, state.agencies, moment, carried(state))
    return facts.GateAsked(gate=gate, inside=True)


def _gate(
    step: Step, why: Why, party: Party, urgency: Urgency, agencies: dict[Side, int], moment: Moment, known: Known
) -> Gate:
    """The gate with its duty, due when the step's own time to review runs out, if it gives a number."""
    task = next((task for task in step.tasks if task.act is Act.REVIEW), None)
    nothing = Clock(None, Stated.NOT_STATED)
    clock = clock_of_task(task, urgency, agencies, moment, moment.now, known) if task else nothing
    duty = Duty(
        key=f"{step.key}.gate",
        kind=DutyKind.REVIEW,
        owner=party.person,
        side=Side.RAISING,
        due=clock.due,
        said=said(clock.limit),
        since=clock.due and moment.now,
        needed_by=clock.needed_by,
    )
    return Gate(step=step.key, why=why, party=party, duty=duty)


def sooner(policy: Policy, state: State, moment: Moment, known: Known) -> tuple[Duty, ...]:
    """The duty of a gate with its urgent time, counted from now, and by when the child needs it; never later than it
    was."""
    duty = next((one for one in state.duties.values() if one.kind is DutyKind.REVIEW and not one.lapsed), None)
    if state.gate is None or duty is None:
        return ()
    step, why, party = policy.step(state.gate.step), state.gate.why, state.gate.party
    fresh = _gate(step, why, party, Urgency.URGENT, state.agencies, moment, known).duty
    sooner = fresh.due is not None and (duty.due is None or fresh.due < duty.due)
    newer = {name: getattr(fresh, name) for name in ("due", "said", "since", "needed_by")}
    return (replace(duty, **newer),) if sooner else ()


def how_passed(policy: Policy, state: State, key: str) -> Agreed | None:
    """How the gate of a step is passed by taking the matter there now."""
    if isinstance(policy.step(key).first_agreed_by, Stated):
        return None
    return Agreed.WITHOUT if state.gate is not None and state.gate.step == key else Agreed.YES


def answerable(state: State, party: Party) -> Answer:
    """Whether this party keeps the gate that is asked now."""
    duty = next((one for one in state.duties.values() if one.kind is DutyKind.REVIEW), None)
    if duty is None:
        return No("no gate")
    return YES if duty.owner == party.person else No("not your gate")


def consider(state: State) -> Duty:
    """The next step is offered to the raising side's owner by name. It has no time limit of its own."""
    owner = state.owners[Side.RAISING]
    return Duty(key=f"{state.step}.consider", kind=DutyKind.CONSIDER, owner=owner, side=Side.RAISING)


def refused(state: State, command: commands.PassGate) -> facts.GateRefused | No:
    """It does not go on now, with a reason, and is the raising owner's again."""
    if not command.words.get("reason"):
        return No("no words")
    assert state.gate is not None
    return facts.GateRefused(step=state.gate.step, duties=(consider(state),), inside=True)


def present(state: State, side: Side) -> Party:
    """Who answers for a side now, or will once it is in it."""
    if side is Side.RESPONDING and state.outside is not None:
        return state.outside
    party = state.parties[state.owners[side]]
    first = state.parties.get(state.answerer)
    return first if first and first.side is side and party.side is not side else party


def answers_inside(step: Step, state: State, moment: Moment) -> Party:
    """Who answers a step within the raising agency; the raising owner where nobody holds the post."""
    seat = held(step.answered_by, state.agencies[Side.RAISING], moment)
    return seat.party(Side.RAISING) if seat else state.parties[state.owners[Side.RAISING]]


class Beginning(msgspec.Struct, frozen=True, gc=False):
    """How a challenge begins at a step: who answers there, whether the other side is in it, and what is awaited."""

    duties: tuple[Duty, ...]
    quiet: bool = False
    answering: Seat | None = None
    gate: Gate | None = None
    joins: tuple[Party, ...] = ()


def beginning(policy: Policy, key: str, command: commands.Raise, moment: Moment, known: Known) -> Beginning:
    """The first duties; a first step with a gate or within the raising agency keeps the other side out for now."""
    step, raising = policy.step(key), command.raising
    agencies = {Side.RAISING: raising.agency, Side.RESPONDING: command.responding.agency}
    seat = held(step.first_agreed_by, raising.agency, moment)
    if seat is not None and seat.person != raising.person:
        gate = _gate(step, Why.POLICY, seat.party(Side.RAISING), command.urgency, agencies, moment, known)
        return Beginning((gate.duty,), quiet=True, answering=seat, gate=gate)
    inside = held(step.answered_by, raising.agency, moment) if step.inside else None
    answers = (inside or raising) if step.inside else command.responding
    owners = {Side.RAISING: raising.person, Side.RESPONDING: answers.person}
    duties = opening_duties(policy, key, command.urgency, owners, agencies, moment, known)
    decide, deciders = deciding(step, command.urgency, owners, agencies, duties, moment, known)
    joining = (*deciders, *doing(step, agencies, moment))
    joins = tuple(party for party in joining if party.person not in owners.values())
    return Beginning(duties + decide, quiet=step.inside, answering=inside, joins=joins)


def again(policy: Policy, state: State, moment: Moment) -> tuple[tuple[Duty, ...], tuple[Party, ...]]:
    """What a step asks for when it is opened again, and who newly joins for it; before a first step's gate there is
    only the raising owner."""
    if state.quiet and not policy.step(state.step).inside:
        return (consider(state),), ()
    known, step = carried(state), policy.step(state.step)
    duties = opening_duties(policy, state.step, state.urgency, state.owners, state.agencies, moment, known)
    decide, deciders = deciding(step, state.urgency, state.owners, state.agencies, duties, moment, known)
    joining = (*deciders, *doing(step, state.agencies, moment))
    return duties + decide, tuple(joining)
