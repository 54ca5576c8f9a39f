"""Whom the policy asks to be told at an event, beside those who take part in it. Facts only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from forthright.core.challenge.apart import ALARMING
from forthright.core.challenge.around import around
from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts import ClockLapsed, ConflictDeclared, Event, PassedOver
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Office
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import happened, people, recipients
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import england
from forthright.directory import queries as directory
from forthright.directory.instead import instead
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


def _people(names: Iterable[str], state: State, now: datetime) -> list[int]:
    agencies = [state.agencies[side] for side in state.sides]
    seats = directory.seats(state.partnership, agencies, now, state.lines)
    offices = directory.office_holders(Office.BUSINESS_UNIT, state.partnership, now)
    moment = around(state, Moment(now=now, shared=england(), seats=seats, instead=instead(state.partnership, now)))
    return [person for who in names for person in people(who, state, moment, offices)]
