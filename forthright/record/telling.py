"""Whom the policy asks to be told at an event, beside those who take part in it. Facts only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from forthright.core.challenge import facts
from forthright.core.challenge.apart import ALARMING
from forthright.core.challenge.around import around
from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts import ClockLapsed, ConflictDeclared, Event, Fact, PassedOver
from forthright.core.challenge.lapsing import SEEN_BY_THE_OFFICE
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Office
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import happened, people, recipients
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import england
from forthright.directory import covering
from forthright.directory import queries as directory
from forthright.directory.instead import instead
from forthright.directory.protection import officers
from forthright.notices.tell import Kind, Notice


def policy_tells(policy: Policy, before: State, after: State, event: Event, now: datetime) -> list[Notice]:
    """The people whom the policy names for what happened, and the business unit where a gate was passed in silence.

    The directory is read only where the policy names somebody.
    """
    what = happened(before, after, event)
    named = [one for one in recipients(policy) if one.happens in what and one.must]
    notices = _silent_gate(after, event, now)
    if named:
        notices += [Notice(person, Kind.TOLD) for person in _people((one.who for one in named), after, now)]
    return notices


def alarms(state: State, event: Event, now: datetime) -> list[Notice]:
    """The business unit, where no post was found that takes over from somebody who must not take part, and where a side
    has somebody of its own passed over."""
    fact = event.fact
    if isinstance(fact, PassedOver):
        kind = Kind.PASSED_OVER
    elif isinstance(fact, ConflictDeclared) and fact.how in ALARMING:
        kind = Kind.NOBODY_FOUND
    else:
        return []
    unit = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
    return [Notice(person, kind) for person in unit]


def _silent_gate(state: State, event: Event, now: datetime) -> list[Notice]:
    if not isinstance(event.fact, ClockLapsed) or event.fact.kind is not DutyKind.REVIEW:
        return []
    unit = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
    return [Notice(person, Kind.TIME_RAN_OUT) for person in unit]


def offices_told(state: State, event: Event, now: datetime) -> list[Notice]:
    """What the offices are told, facts only: the business unit of every silence that only the silent one would see,
    and of a step at which nobody on the named list answers; the data protection officers of each glass that is broken,
    and both of one that nobody reviewed."""
    fact = event.fact
    found: list[Notice] = []
    if isinstance(fact, facts.GlassBroken | facts.GlassUnreviewed):
        kind = Kind.GLASS_BROKEN if isinstance(fact, facts.GlassBroken) else Kind.GLASS_UNREVIEWED
        found += [Notice(person, kind) for person in officers(state.partnership, agencies_in(state), now)]
    office = _for_the_office(fact) or (Kind.NOBODY_ANSWERS if _nobody_answers(state, fact, now) else None)
    if office is not None:
        unit = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
        found += [Notice(person, office) for person in unit]
    return [notice for notice in found if notice.person != event.by]


def _nobody_answers(state: State, fact: Fact, now: datetime) -> bool:
    """Whether a step opens and nobody answers: for a post that it asks for, or for somebody who has something to do
    there."""
    if not isinstance(fact, facts.Raised | facts.StepTaken):
        return False
    owners = {duty.owner for duty in state.duties.values()} | set(state.owners.values())
    return bool(fact.empty) or bool(covering.unanswered(owners, now))


def _for_the_office(fact: Fact) -> Kind | None:
    if isinstance(fact, ClockLapsed) and fact.kind in SEEN_BY_THE_OFFICE:
        return Kind.SILENCE
    if isinstance(fact, facts.StepTaken) and fact.withheld:
        return Kind.NOBODY_LISTED
    return Kind.GLASS_UNREVIEWED if isinstance(fact, facts.GlassUnreviewed) else None


def agencies_in(state: State) -> set[int]:
    """The agencies that take part now: of the sides that are in it, and of everybody who takes part."""
    return {state.agencies[side] for side in state.sides} | {party.agency for party in state.parties.values()}


def kept_close(state: State, notices: list[Notice], now: datetime) -> list[Notice]:
    """Of a restricted matter only those are told who are on its list, and the offices that see facts of it. `state` is
    as it is once all is written: a matter that is restricted from the start was never open to anybody else."""
    if state.listed is None or not notices:
        return notices
    there = told_of_it(state, now)
    return [notice for notice in notices if notice.person in there]


def told_of_it(state: State, now: datetime) -> set[int]:
    """Whoever may be told of a restricted matter."""
    offices = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
    return {*(state.listed or ()), *offices, *officers(state.partnership, agencies_in(state), now)}


def _people(names: Iterable[str], state: State, now: datetime) -> list[int]:
    agencies = [state.agencies[side] for side in state.sides]
    seats = directory.seats(state.partnership, agencies, now, state.lines)
    offices = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
    moment = around(state, Moment(now=now, shared=england(), seats=seats, instead=instead(state.partnership, now)))
    return [person for who in names for person in people(who, state, moment, offices)]
