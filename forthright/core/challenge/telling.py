"""Whom the policy asks to be told at each event: who of them is in the system, and who has to be told outside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.beside import BESIDE
from forthright.core.challenge.codes import DutyKind, Outcome, Phase, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.recipients import Part, meant
from forthright.core.policy.shapes import Occasion, Policy, Role

Happened = tuple[Occasion | str, str]
"""An event of the policy's tell lines, and the key of the step where it happened; or `FILLED`, and the form's key."""

FILLED = "the form is filled in"

TIMES = (
    *(DutyKind.ACKNOWLEDGE, DutyKind.REPLY, DutyKind.MEET, DutyKind.PLAN, DutyKind.SETTLE),
    *(DutyKind.DECIDE, DutyKind.REVIEW),
)
"""The duties whose lapse is a time of the policy that runs out; others lapse after it is settled."""


def happened(before: State, after: State, event: Event) -> tuple[Happened, ...]:
    """What an event is to the policy. A first step starts only when its gate is passed. What is decided and stands is
    settled as well; what is only recommended is decided, and settled when both sides accept it."""
    fact = event.fact
    if isinstance(fact, facts.Raised):
        return () if fact.gate else ((Occasion.STARTS, fact.step),)
    if isinstance(fact, facts.StepTaken):
        left = () if fact.origin == fact.step else ((Occasion.TAKEN_UP, fact.origin),)
        return (*left, (Occasion.STARTS, fact.step))
    if isinstance(fact, facts.Replied):
        answers = event.side is Side.RESPONDING or before.quiet
        return ((Occasion.REPLIED, after.step),) if answers else ()
    if isinstance(fact, facts.ClockLapsed):
        return ((Occasion.RUNS_OUT, before.step),) if fact.kind in TIMES else ()
    if isinstance(fact, facts.FormFilled):
        return ((FILLED, fact.form),)
    if isinstance(fact, facts.Withdrawn):
        return ((Occasion.WITHDRAWN, after.step),)
    return tuple((occasion, after.step) for occasion in _ended(before, after))


def _ended(before: State, after: State) -> Iterator[Occasion]:
    settled = before.phase is Phase.OPEN and after.phase is not Phase.OPEN
    decided = settled and after.outcome is Outcome.DECISION
    if decided or (after.recommended and not before.recommended):
        yield Occasion.DECIDED
    if settled:
        yield Occasion.SETTLED


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom the policy asks to be told. `key` is stable within a version of the policy; `who` are its words."""

    key: str
    who: str
    happens: Happened
    must: bool = True
    if_any: bool = False


def recipients(policy: Policy) -> tuple[Recipient, ...]:
    """Everybody whom the policy's tell lines name, in its order, and to whom its forms are sent."""
    sent = tuple(
        Recipient(f"form.{form.key}.{place}", who, (FILLED, form.key))
        for form in policy.forms
        for place, who in enumerate(form.sent_to)
    )
    told = (
        Recipient(f"{step.key}.{number}.{place}", who, (tell.when, step.key), tell.must, tell.if_any)
        for step in policy.steps
        for number, tell in enumerate(step.tells)
        for place, who in enumerate(tell.who)
    )
    return (*told, *sent)


def people(who: str, state: State, moment: Moment, offices: Iterable[int]) -> tuple[int, ...]:
    """The people whom these words mean here, none where nobody holds the post. Before the other side is in, nobody of
    it is meant. `offices` are the people of the business unit."""
    found = _meant(who, state, moment, offices)
    return tuple(person for person in found if person not in state.conflicted)


def _meant(who: str, state: State, moment: Moment, offices: Iterable[int]) -> tuple[int, ...]:
    means = meant(who)
    if isinstance(means, Part):
        return _taking_part(means, state)
    if means is Role.BUSINESS_UNIT:
        return tuple(offices)
    if means is Role.PRACTITIONER:
        return tuple(person for person in (state.raiser, state.answerer) if person in state.parties)
    if means is None:
        return ()
    agencies = (*(state.agencies[side] for side in state.sides), 0)
    seats = (moment.seats.get((agency, means)) for agency in agencies)
    return tuple(seat.person for seat in seats if seat)


def _taking_part(part: Part, state: State) -> tuple[int, ...]:
    if part is Part.RAISER:
        return (state.raiser if state.raiser in state.parties else state.owners[Side.RAISING],)
    sides = {Part.RAISING: (Side.RAISING,), Part.RESPONDING: (Side.RESPONDING,), Part.BOTH: tuple(Side)}[part]
    taking_part = (one for one in state.parties.values() if one.capacity not in BESIDE)
    return tuple(party.person for party in taking_part if party.side in sides)


def told_outside(policy: Policy, state: State, command: commands.TellOutside) -> facts.ToldOutside | No:
    """Somebody whom the policy asks to be told was told, by other means."""
    found = next((one for one in recipients(policy) if one.key == command.who), None)
    if found is None:
        return No("nobody to tell")
    if found.key in state.told:
        return No("already told")
    return facts.ToldOutside(key=found.key, who=found.who) if command.words.get("how") else No("no words")
