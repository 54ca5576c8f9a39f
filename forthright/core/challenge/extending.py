"""Whoever has a time may ask the other side for more of it, where the policy has a line for that. Off without one.

The other side agrees, or does not and says why. Unanswered, the time stands and runs out as it would, and the question
falls away. What is urgent is not extended, and no extension goes past the day by which the child needs it or the end of
a time over several steps. Decision 31.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import YES, Answer, No
from forthright.core.challenge.codes import DutyKind, Side, Urgency
from forthright.core.challenge.facts import ByHand, Duty, Party
from forthright.core.challenge.ladder import task_of
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.recounting import along, recounted
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Extension, Policy, Span
from forthright.core.worktime import Unit


def may_ask(policy: Policy, state: State, side: Side | None) -> Answer:
    """Whether the policy lets a time of this step be extended (again), and nobody has asked already."""
    found = policy.step(state.step).extension
    if found is None:
        return No("no extension")
    if side is None:
        return No("not your role")
    if state.quiet:
        return No("not in yet")
    if state.urgency is Urgency.URGENT:
        return No("urgent not extended")
    if state.extension is not None:
        return No("extension waits")
    often = state.extended_often.get(state.step, 0)
    return No("extended often enough") if found.times and often >= found.times else YES


def extendable(policy: Policy, state: State, party: Party) -> tuple[Duty, ...]:
    """The running times of this step that are this party's. The other side of a neutral post is nobody."""
    return tuple(
        duty
        for duty in state.duties.values()
        if duty.owner == party.person
        and duty.side is not None
        and duty.due is not None
        and not duty.lapsed
        and task_of(policy, duty) is not None
    )


def has_time(policy: Policy, state: State, party: Party) -> Answer:
    """Whether any of the times of this step is this party's to have extended."""
    return YES if extendable(policy, state, party) else No("no time to extend")


def unit_of(extension: Extension) -> Unit:
    """In what more time is asked for: the policy's own unit, and working days where it gives no number."""
    return extension.limit.unit if isinstance(extension.limit, Span) else Unit.WORKING_DAYS


def most_of(extension: Extension) -> int | None:
    """How much may be asked for at a time, in that unit; None where the policy states no number. A unit without an
    amount of its own, such as the same working day, may be asked for once."""
    return max(extension.limit.amount, 1) if isinstance(extension.limit, Span) else None


def ask(policy: Policy, state: State, command: commands.AskExtension, party: Party, moment: Moment) -> facts.Fact | No:
    """The owner of a time asks the other side for more."""
    found = policy.step(state.step).extension
    assert found is not None  # allows has said yes
    if not command.words.get("reason"):
        return No("no words")
    duty = next((one for one in extendable(policy, state, party) if one.key == command.duty), None)
    if duty is None or duty.side is None:
        return No("no such time")
    most = most_of(found)
    if command.more < 1 or (most is not None and command.more > most):
        return No("extension too long", (f"{found.limit.said}.",) if isinstance(found.limit, Span) else ())
    fresh = extended(policy, state, duty, command.more, unit_of(found), moment)
    if isinstance(fresh, No):
        return fresh
    across = duty.side.other
    owner = state.owners[across]
    answer = Duty(key=f"{duty.key}.more", kind=DutyKind.EXTENSION, owner=owner, side=across, due=duty.due)
    return facts.ExtensionAsked(duty=duty.key, kind=duty.kind, more=command.more, unit=unit_of(found), answer=answer)


def answerable(state: State, party: Party) -> Answer:
    """Whether this party is asked for more time."""
    question = state.duties.get(state.extension.answer.key) if state.extension else None
    if question is None:
        return No("no extension asked")
    return YES if question.owner == party.person else No("not your extension")


def answer(
    policy: Policy, state: State, command: commands.AnswerExtension, party: Party, moment: Moment
) -> facts.Fact | No:
    """The other side agrees, and the time ends later; or not, and it stands."""
    allowed = answerable(state, party)
    if isinstance(allowed, No):
        return allowed
    asked = state.extension
    assert asked is not None
    if not command.agree:
        reason = command.words.get("reason")
        return facts.ExtensionDeclined(duty=asked.duty, kind=asked.kind) if reason else No("no words")
    duty = state.duties[asked.duty]
    fresh = extended(policy, state, duty, asked.more, asked.unit, moment)
    if isinstance(fresh, No):
        return fresh
    assert fresh.due is not None and duty.due is not None
    return facts.ExtensionAgreed(
        duty=duty.key, kind=duty.kind, until=fresh.due, before=duty.due, duties=along(state, fresh)
    )


def would_end(policy: Policy, state: State, moment: Moment) -> datetime | None:
    """When the time for which more is asked would end if it were agreed now (UTC); None where it would be refused."""
    asked = state.extension
    duty = state.duties.get(asked.duty) if asked else None
    if asked is None or duty is None:
        return None
    fresh = extended(policy, state, duty, asked.more, asked.unit, moment.bound(policy, state.agencies))
    return None if isinstance(fresh, No) else fresh.due


def extended(policy: Policy, state: State, duty: Duty, more: int, unit: Unit, moment: Moment) -> Duty | No:
    """The duty with more time, or why it cannot have it."""
    by_hand = (*duty.by_hand, ByHand(at=moment.now, more=more, unit=unit))
    fresh = recounted(policy, state, replace(duty, by_hand=by_hand), moment)
    if fresh is None or fresh.due is None or duty.due is None or fresh.due <= duty.due:
        return No("not longer")
    over = _past_a_cap(state, fresh.due)
    return fresh if over is None else No("past a cap", (f"{over.said}.",))


def _past_a_cap(state: State, due: datetime) -> Duty | None:
    """The time over several steps that ends before this instant, if one does."""
    caps = (duty for duty in state.duties.values() if duty.kind is DutyKind.CAP and duty.due is not None)
    return next((cap for cap in caps if cap.due is not None and cap.due < due), None)
