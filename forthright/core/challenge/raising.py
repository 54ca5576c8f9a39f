"""Raising a challenge: where it begins, with whom, by which clocks, and whether it was in the policy's time."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.capping import caps_at
from forthright.core.challenge.codes import Shown, Side, Why
from forthright.core.challenge.counting import Needed
from forthright.core.challenge.facts import Event, Gate, Party
from forthright.core.challenge.folding import apply
from forthright.core.challenge.gate import beginning
from forthright.core.challenge.known import Known, typed
from forthright.core.challenge.ladder import due_of_task, raise_task
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.routing import routing
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import step_taken
from forthright.core.policy.explaining import elsewhere
from forthright.core.policy.shapes import Act, Entry, Policy, Start, Stated
from forthright.core.policy.times import TYPED
from forthright.core.policy.vocabulary import PROFESSIONALS, listed


def raised(policy: Policy, command: commands.Raise, moment: Moment) -> facts.Raised | No:
    """The first event, or why it cannot be raised so."""
    if command.raising.person in (command.responding.person, command.responding.deputy):
        return No("same person")
    if command.raising.agency == command.responding.agency:
        return No("same agency challenge")
    if policy.raised_by and not set(policy.raised_by) & PROFESSIONALS:
        return No("not the raiser", (f"{listed(policy.raised_by)}.", *elsewhere(policy)))
    if policy.about and command.subject not in policy.about:
        return No("not in scope", elsewhere(policy))
    if command.priority and command.priority not in policy.priorities:
        return No("no such priority")
    first = policy.steps[0].key
    if command.step in ("", first):
        return _begun(policy, command, moment, first)
    refusal = _entry_refused(policy, command)
    return _entered(policy, command, moment) if refusal is None else refusal


def _begun(policy: Policy, command: commands.Raise, moment: Moment, step: str) -> facts.Raised:
    """It begins with the two who are concerned, or first within the raising agency."""
    raising, responding = command.raising.party(Side.RAISING), command.responding.party(Side.RESPONDING)
    agencies = {Side.RAISING: raising.agency, Side.RESPONDING: responding.agency}
    known = _known(command, moment.now)
    begun = beginning(policy, step, command, moment, known)
    there = {raising.person, *(() if begun.quiet else (responding.person,))}
    choosing = () if begun.quiet else routing(policy.step(step), agencies, moment)
    return facts.Raised(
        policy=command.policy,
        partnership=command.partnership,
        subject=command.subject,
        subjects=command.subjects,
        topic=command.topic,
        urgency=command.urgency,
        raising=raising,
        responding=responding,
        step=step,
        duties=begun.duties + caps_at(policy, step, command.urgency, raising.person, moment, needed=known.needed),
        arose=command.arose,
        needed_by=command.needed_by,
        safety=bool(command.words.get("interim_safety")),
        group=command.group,
        received=command.received,
        conference=command.conference,
        raise_due=raise_due(policy, step, command, agencies, moment),
        priority=command.priority,
        agreed=command.agreed.party(Side.RAISING) if command.agreed else None,
        quiet=begun.quiet,
        answering=begun.answering.party(Side.RAISING) if begun.answering else None,
        gate=begun.gate,
        joins=tuple(one for one in begun.joins + choosing if one.person not in there),
        empty=() if begun.quiet or command.responding.there else (command.responding.role,),
        matter=command.matter,
        also=command.also,
    )


def raised_for(command: commands.Raise) -> facts.RaisedFor | No | None:
    """For whom it is raised, where it is for somebody else: one of the raiser's own agency, and not the raiser."""
    origin = command.origin
    if origin is None:
        return None
    if origin.seat.person == command.raising.person:
        return No("same person")
    if origin.seat.agency != command.raising.agency:
        return No("not of your agency")
    return facts.RaisedFor(
        party=origin.seat.party(Side.RAISING), shown=origin.shown, inside=origin.shown is Shown.TO_OWN_SIDE
    )


def origin_entry(first: Event, fact: facts.RaisedFor, command: commands.Raise) -> Event:
    """The entry of its own that says for whom: where only the raising side may know, it is no part of the first."""
    assert command.origin is not None
    seat = command.origin.seat
    names = {"names": {str(seat.person): seat.name}} if fact.shown is Shown.TAKES_PART else {}
    words = {"originator": f"{seat.name}, {seat.title}", "by": first.words["by"], **names}
    return replace(first, fact=fact, words=words)


def _known(command: commands.Raise, now: datetime) -> Known:
    happened = typed(command.arose, command.received, command.conference)
    needed = Needed(command.needed_by, now) if command.needed_by else None
    return Known(command.priority, {**happened, Start.RAISED: now}, needed=needed)


def raise_due(
    policy: Policy, step: str, command: commands.Raise, agencies: dict[Side, int], moment: Moment
) -> datetime | None:
    """By when the policy asks to raise it (UTC), None where it does not say or the day it counts from is not known.

    Counted from days that somebody typed, since it lies in the past. It is told kindly and never refuses anything: a
    child's matter raised late is better than one not raised.
    """
    known, found = _known(command, moment.now), []
    for task in policy.step(step).tasks if raise_task(policy, step) else ():
        starts = [known.happened[start] for start in task.starts if start in TYPED and start in known.happened]
        if task.act is Act.RAISE and starts:
            found.append(due_of_task(task, command.urgency, agencies, moment, min(starts), known))
    return min((due for due in found if due), default=None)


def _entry_refused(policy: Policy, command: commands.Raise) -> No | None:
    """A later step takes it only where the policy says so, with a reason, and with whoever must agree."""
    step = next((step for step in policy.steps if step.key == command.step), None)
    if step is None or step.entry is None:
        return No("no entry here")
    if not command.words.get("entry_reason"):
        return No("entry reason")
    return None if _agreed(step.entry, command) else No("entry agreement")


def _agreed(entry: Entry, command: commands.Raise) -> bool:
    if isinstance(entry.agreed_by, Stated):
        return True
    seat = command.agreed
    return seat is not None and seat.agency == command.raising.agency and seat.role in entry.agreed_by


def _has_agreed(gate: Gate, command: commands.Raise) -> bool:
    """Whether whoever keeps the gate is the one whose agreement the raiser names."""
    return command.agreed is not None and command.agreed.person == gate.party.person


def _entered(policy: Policy, command: commands.Raise, moment: Moment) -> facts.Raised:
    """It begins at a later step, with those who own that step on both sides; the raiser and the one whom it was raised
    with take part from the start. Where that step has a gate, whoever keeps it is asked first, as on the way up."""
    gated = _begun(policy, command, moment, command.step)
    if gated.gate is not None and not _has_agreed(gated.gate, command):
        return gated
    begun = _begun(policy, command, moment, policy.steps[0].key)
    state = apply(State(), Event(fact=replace(begun, duties=()), at=moment.now))
    taken = step_taken(policy, state, command.step, Why.STILL_DIFFER, moment)
    return replace(
        begun,
        step=taken.step,
        duties=taken.duties,
        raise_due=raise_due(policy, taken.step, command, state.agencies, moment) or begun.raise_due,
        owner=taken.raising,
        answerer=taken.responding,
        quiet=policy.step(taken.step).inside,
        answering=None,
        gate=None,
        joins=taken.joins,
        empty=taken.empty,
    )


def joiners(fact: facts.Raised) -> set[int]:
    """Everybody who takes part from the start."""
    parties: tuple[Party | None, ...] = (fact.raising, fact.owner, fact.answering, *fact.joins)
    if not fact.quiet:
        parties = (*parties, fact.responding, fact.answerer)
    return {party.person for party in parties if party}
