"""Moving a challenge to another version of its policy: an act of the business unit, recorded with its reason.

A challenge keeps the version that it began under until somebody moves it. What is owed already stays owed: a task that
both versions have keeps the start of its clock, so that its time becomes longer only where the new text gives longer.
Decision 20.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import No
from forthright.core.challenge.around import around
from forthright.core.challenge.capping import caps_at
from forthright.core.challenge.codes import DutyKind, Side, Why
from forthright.core.challenge.facts import Duty, Event, Party
from forthright.core.challenge.gate import consider
from forthright.core.challenge.known import Known, at_step
from forthright.core.challenge.ladder import open_task, task_of, untimed
from forthright.core.challenge.may import may
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import names_at, step_taken
from forthright.core.challenge.timing import AT_ONCE, KINDS, rung
from forthright.core.policy.shapes import Policy, Start, Stated, Step, Task

ANSWERED = {
    DutyKind.ACKNOWLEDGE: Start.ACKNOWLEDGED,
    DutyKind.REPLY: Start.REPLY,
    DutyKind.MEET: Start.DISCUSSION,
}
"""What answers a duty, as an event of the step: what was answered is not asked for again."""

KEPT = (DutyKind.CONFIRM, DutyKind.SECOND, DutyKind.CONSIDER, DutyKind.REVIEW, DutyKind.FORM)
"""Duties that no text times by itself, and a gate that is asked. They stand as they are."""


@dataclass(frozen=True, slots=True)
class Change:
    """One duty before and after: `old` None for one that is new, `new` None for one that is not owed any more."""

    kind: DutyKind
    owner: int
    old: Duty | None
    new: Duty | None


def move_policy(
    old: Policy, new: Policy, state: State, command: commands.MovePolicy, actor: Actor, moment: Moment
) -> tuple[Event, ...] | No:
    """The event that moves it from one version to another, or a refusal. Both policies as they run for its agency."""
    allowed = may(actor, state, command.VERB)
    if allowed:
        allowed = allows(old, state, command.VERB, None)
    if isinstance(allowed, No):
        return allowed
    if not command.words.get("reason"):
        return No("no words")
    if command.policy == state.policy:
        return No("same version")
    step = landing(new, state, command.step)
    if isinstance(step, No):
        return step
    moment = moment.kept_to(state.listed)
    fact = moved(old, new, state, command.policy, step, moment)
    words = {"reason": command.words["reason"], "names": names_at(fact, moment), "by": actor.name}
    return (Event(fact=fact, at=moment.now, by=actor.person, words={key: word for key, word in words.items() if word}),)


def landings(new: Policy, state: State) -> tuple[Step, ...]:
    """The steps of the new version among which one must be chosen; none where it has the step where it stands. Nothing
    goes back inside the raising agency once the other is in it."""
    open_now = tuple(step for step in new.steps if state.quiet or not step.inside)
    return () if state.step in {step.key for step in open_now} else open_now


def landing(new: Policy, state: State, wanted: str) -> str | No:
    """The step where it stands under the new version: the same one where that has it, else the one that is chosen."""
    choice = {step.key for step in landings(new, state)}
    if not choice:
        return state.step if wanted in ("", state.step) else No("same step")
    return wanted if wanted in choice else No("no such step")


def preview(old: Policy, new: Policy, state: State, step: str, moment: Moment) -> tuple[Change, ...] | No:
    """What moving it now would change for each open duty, in the order of what is open before. Changes nothing."""
    key = landing(new, state, step)
    if isinstance(key, No):
        return key
    moment = moment.kept_to(state.listed)
    after = {duty.key: duty for duty in moved(old, new, state, "", key, moment).duties}
    changes = []
    for duty in state.duties.values():
        match = _same(old, new, state, duty, key) if key == state.step else _alike(duty, after.values())
        changes.append(Change(duty.kind, duty.owner, duty, after.pop(match, None)))
    return (*changes, *(Change(duty.kind, duty.owner, None, duty) for duty in after.values()))


def _alike(duty: Duty, found: Iterable[Duty]) -> str:
    """The key of what another step asks of the same side, "" where it asks for no such thing."""
    return next((one.key for one in found if (one.kind, one.side) == (duty.kind, duty.side)), "")


def _same(old: Policy, new: Policy, state: State, duty: Duty, step: str) -> str:
    """The key under which a duty of the present step goes on in the new version, "" where it does not."""
    task = task_of(old, duty)
    if task is None:
        return duty.key
    number = _number(new.step(step), task)
    return "" if number is None else f"{step}.{number}.{task.act.value}"


def moved(old: Policy, new: Policy, state: State, mark: str, step: str, moment: Moment) -> facts.PolicyMoved:
    """The event, for a step that the new version has."""
    moment = around(state, moment.bound(new, state.agencies))
    target = new.step(step)
    same = step == state.step
    before_gate = state.quiet and not old.step(state.step).inside
    caps = caps_at(
        *(new, step, state.urgency, state.owners[Side.RAISING], moment, state.entered, state.duties, state.urgent_at),
        needed=state.needed,
    )
    if same and before_gate and not isinstance(target.first_agreed_by, Stated):
        return facts.PolicyMoved(origin=step, policy=mark, step=step, duties=(*_kept(new, state), *caps))
    taken = step_taken(new, state, step, Why.POLICY, moment, skip=False)
    if not same or before_gate or (state.quiet and not target.inside):
        forms = tuple(duty for duty in state.duties.values() if duty.kind is DutyKind.FORM)
        return facts.PolicyMoved(
            origin=state.step,
            policy=mark,
            step=step,
            duties=taken.duties + forms,
            raising=taken.raising,
            responding=taken.responding,
            joins=taken.joins,
        )
    duties = _at_same_step(old, new, state, moment)
    deciding = _deciding(state, taken, target)
    owe = {duty.owner for duty in duties}
    joins: tuple[Party, ...] = tuple(
        one for one in taken.joins if one.person in owe or (deciding and one.person not in state.parties)
    )
    return facts.PolicyMoved(origin=step, policy=mark, step=step, duties=(*duties, *deciding, *caps), joins=joins)


def _kept(new: Policy, state: State) -> tuple[Duty, ...]:
    """What no text times by itself, as it is. What it offered may be gone; so may the step whose gate was asked, and
    then nobody is asked for it: it is the raising owner's to consider."""
    known = {one.key for one in new.steps}
    gone = state.gate is not None and state.gate.step not in known
    kept = [duty for duty in state.duties.values() if duty.kind in KEPT]
    asked = [duty for duty in kept if gone and duty.kind is DutyKind.REVIEW]
    there = [replace(duty, to=duty.to if duty.to in known else "") for duty in kept if duty not in asked]
    again = asked and not any(duty.kind is DutyKind.CONSIDER for duty in there)
    return (*there, *((consider(state),) if again else ()))


def _deciding(state: State, taken: facts.StepTaken, step: Step) -> tuple[Duty, ...]:
    """The duty to decide: as it is, or a new one where the new version puts a decision here and none was asked for."""
    fresh = [duty for duty in taken.duties if duty.kind is DutyKind.DECIDE]
    open_now = [duty for duty in state.duties.values() if duty.kind is DutyKind.DECIDE]
    if state.decision is not None or not fresh:
        return ()
    return (replace(fresh[0], owner=open_now[0].owner, side=open_now[0].side),) if open_now else (fresh[0],)


def _at_same_step(old: Policy, new: Policy, state: State, moment: Moment) -> tuple[Duty, ...]:
    """The duties of the step under the new version; there is always one."""
    step = new.step(state.step)
    found = [
        duty
        for number, task in enumerate(step.tasks)
        if task.act in KINDS and (duty := _task_duty(old, step, number, state, moment)) is not None
    ]
    kinds = {duty.kind for duty in found}
    owners = state.owners
    if not kinds & {DutyKind.REPLY, DutyKind.MEET} and Start.REPLY not in state.happened and not _asks_reply(step):
        found.append(untimed(step.key, DutyKind.REPLY, owners[Side.RESPONDING], Side.RESPONDING))
    if not kinds & {DutyKind.SETTLE, DutyKind.PLAN}:
        found.append(untimed(step.key, DutyKind.SETTLE, owners[Side.RAISING], Side.RAISING))
    return (*found, *_kept(new, state))


def _asks_reply(step: Step) -> bool:
    return any(KINDS.get(task.act) in (DutyKind.REPLY, DutyKind.MEET) for task in step.tasks)


def _task_duty(old: Policy, step: Step, number: int, state: State, moment: Moment) -> Duty | None:
    """A task of the new version as a duty: the one that is open for it goes on, with the start of its clock; one that
    was answered is not asked for again; one that the old version did not have starts now."""
    task = step.tasks[number]
    before = _open_for(old, state, task)
    if before is None:
        if not rung(step).tasks[number].opens or ANSWERED.get(KINDS[task.act]) in state.happened:
            return None
        return _new(step, number, state, moment)
    was, duty = before
    since = duty.since if was is not None and was.starts == task.starts else None
    timed = was is not None
    known = at_step(state)
    fresh = _opened(step, number, state, moment, known, since, duty) if timed else _new(step, number, state, moment)
    fresh = replace(fresh, owner=duty.owner, side=duty.side)
    return replace(fresh, due=duty.due, lapsed=True) if duty.lapsed and _is_past(fresh, moment) else fresh


def _new(step: Step, number: int, state: State, moment: Moment) -> Duty:
    """A task that the old version did not have. What started its clock may have happened already; nobody is late with
    what they could not know, so that one whose time would be over starts now."""
    known = at_step(state)
    happened = {start: at for start, at in known.happened.items() if start not in AT_ONCE}
    fresh = _opened(step, number, state, moment, replace(known, happened=happened))
    late = fresh.due is not None and fresh.due <= moment.now
    return _opened(step, number, state, moment, known, moment.now) if late else fresh


def _opened(
    step: Step,
    number: int,
    state: State,
    moment: Moment,
    known: Known,
    since: datetime | None = None,
    before: Duty | None = None,
) -> Duty:
    """A task as a duty; what people changed of the time that was owed `before` holds on."""
    by_hand = before.by_hand if before else ()
    return open_task(step, number, state.urgency, state.owners, state.agencies, moment, known, since, by_hand)


def _is_past(duty: Duty, moment: Moment) -> bool:
    return duty.due is None or duty.due <= moment.now


def _open_for(old: Policy, state: State, task: Task) -> tuple[Task | None, Duty] | None:
    """The open duty that this task goes on with: of the same act by the same people, or one without a time."""
    for duty in state.duties.values():
        was = task_of(old, duty)
        if was is not None and (was.act, was.by) == (task.act, task.by):
            return was, duty
    plain = next((one for one in state.duties.values() if one.kind is KINDS[task.act] and not one.timed), None)
    return None if plain is None else (None, plain)


def _number(step: Step, task: Task) -> int | None:
    return next((n for n, one in enumerate(step.tasks) if (one.act, one.by) == (task.act, task.by)), None)
