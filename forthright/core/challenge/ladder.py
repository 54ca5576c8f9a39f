"""The policy's ladder as a running challenge needs it: which way is up, and which clocks a step starts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from string import ascii_lowercase

from msgspec.structs import replace

from forthright.core.challenge.codes import DutyKind, Side, Urgency
from forthright.core.challenge.counting import Clock, Running, earliest, floor
from forthright.core.challenge.facts import ByHand, Duty
from forthright.core.challenge.known import NOTHING, Known
from forthright.core.challenge.moment import Moment, Seat
from forthright.core.challenge.state import State
from forthright.core.challenge.timing import Timed, rung, said, side_of_task
from forthright.core.policy.roles import NEUTRAL
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.sentences import NO_TIME
from forthright.core.policy.shapes import (
    How,
    Move,
    Policy,
    Role,
    Span,
    Start,
    Step,
    Task,
)
from forthright.core.policy.times import OF_THE_SIDES
from forthright.core.policy.variants import suiting
from forthright.core.worktime import Calendar, Unit, before, next_opening
from forthright.core.worktime import due as due_at

LAPSES_ON_LADDER = (DutyKind.SETTLE, DutyKind.PLAN, DutyKind.DECIDE)
"""The duties whose lapse ends a step. A late reply alone only offers the next step, even where the policy says must."""

FOLLOWING = (DutyKind.DECIDE, DutyKind.SECOND)
"""Duties without a time of their own: they are due with the one that they go with."""

URGENT = Urgency.URGENT
RAISING, RESPONDING = Side
RAISED = Start.RAISED


def ways_up(policy: Policy, key: str, urgency: Urgency) -> tuple[str, ...]:
    """The steps that a challenge may go to from `key`; empty at the top. A step that is only for urgent matters, or
    only for others, is open to those alone; of the rest the one that the policy leads to by urgency comes first.

    Where the text is silent about how it moves, the next step in order is offered, which the pages say. A policy
    remembers its answers, since every act of going on asks for them more than once.
    """
    known: dict[tuple[str, Urgency], tuple[str, ...]] = policy.__dict__.setdefault("ways", {})
    found = known.get((key, urgency))
    if found is None:
        found = known[key, urgency] = _ways(policy, key, urgency)
    return found


def _ways(policy: Policy, key: str, urgency: Urgency) -> tuple[str, ...]:
    step = policy.step(key)
    moves = [step.move]
    if step.urgent_move is not None:
        moves.insert(0 if urgency is Urgency.URGENT else 1, step.urgent_move)
    silent = (_next_in_order(policy, key, urgency),)
    ways = [way for move in moves for way in (silent if move.how is How.NOT_STATED else move.targets)]
    return suiting(policy, (way for way in ways if way), urgency is Urgency.URGENT)


def ways_now(policy: Policy, state: State) -> tuple[str, ...]:
    """The steps that it may go to now: the usual ones, and what a lapse opened beside them (silence, a cap)."""
    usual = ways_up(policy, state.step, state.urgency)
    if not state.offered:
        return usual
    known = {step.key for step in policy.steps}  # a version that it was moved to may not have what another offered
    offered = (key for key in state.offered if key in known and key != state.step)
    return suiting(policy, (*usual, *offered), state.urgency is URGENT)


def usual_move(step: Step, urgency: Urgency) -> Move:
    """Where a step leads that did not settle it, for a matter of this urgency."""
    return step.urgent_move if step.urgent_move and urgency is URGENT else step.move


def after(policy: Policy, key: str, urgency: Urgency) -> str:
    """The step that follows one, "" at the top."""
    return next(iter(ways_up(policy, key, urgency)), "") or _next_in_order(policy, key, urgency)


def _next_in_order(policy: Policy, key: str, urgency: Urgency) -> str:
    """The next step of another number: from 4a, 4b is a variant and not a way up; the lines of a repeated step are. Of
    its variants the one for such a matter."""
    keys = [step.key for step in policy.steps]
    later = [other for other in keys[keys.index(key) + 1 :] if _number(other) != _number(key)]
    same = [other for other in later if _number(other) == _number(later[0])]
    return next(iter(suiting(policy, same, urgency is Urgency.URGENT)), "")


def _number(key: str) -> str:
    """ "4a" and "4b" are of one number, "2" and "2+1" are not: a rung of a repeated step is a step of its own."""
    base, again, line = key.partition(AGAIN)
    return base.rstrip(ascii_lowercase) + again + line


def opening_duties(
    policy: Policy,
    key: str,
    urgency: Urgency,
    owners: dict[Side, int],
    agencies: dict[Side, int],
    moment: Moment,
    known: Known = NOTHING,
) -> tuple[Duty, ...]:
    """The duties that a step starts at `moment.now`. There is always one: somebody answers for every open place.

    Where the policy names no task for the responding side, the duty to reply is opened without a time and says so.
    Everything at a step within the raising agency is the raising side's, in that agency's hours.
    """
    step = policy.step(key)
    opens = rung(step)
    duties = [open_task(step, number, urgency, owners, agencies, moment, known) for number in opens.opening]
    if not opens.answers:
        duties.append(untimed(key, DutyKind.REPLY, owners[RESPONDING], RESPONDING))
    if not opens.settles:
        duties.append(untimed(key, DutyKind.SETTLE, owners[RAISING], RAISING))
    return tuple(replace(duty, side=RAISING) for duty in duties) if step.inside else tuple(duties)


def within(step: Step, agencies: dict[Side, int]) -> dict[Side, int]:
    """The agencies that a step is about: within the raising agency it stands for both sides."""
    return dict.fromkeys(Side, agencies[RAISING]) if step.inside else agencies


def untimed(key: str, kind: DutyKind, owner: int, side: Side) -> Duty:
    """The duty that a step has where its text times none of this kind."""
    name = "reply" if kind is DutyKind.REPLY else "settle"
    return Duty(key=f"{key}.{name}", kind=kind, owner=owner, side=side, said=NO_TIME)


def open_task(
    step: Step,
    number: int,
    urgency: Urgency,
    owners: dict[Side, int],
    agencies: dict[Side, int],
    moment: Moment,
    known: Known = NOTHING,
    since: datetime | None = None,
    by_hand: tuple[ByHand, ...] = (),
) -> Duty:
    """One task of a step as a duty with its due instant (UTC), computed in the hours of whoever must act.

    `since` is when its clock started, where that is known; otherwise the earliest of its events that has happened.
    `by_hand` is what people changed of its time.
    """
    one = rung(step).tasks[number]
    assert one.kind is not None  # only tasks that become duties are opened
    agencies = within(step, agencies)
    held = None if one.role is None else holder(step, one.task, agencies[one.side], moment)
    owner = held.person if held else owners[one.side]
    side = None if held and not held.agency else RAISING if step.inside else one.side
    duty = Duty(key=one.key, kind=one.kind, owner=owner, side=side, timed=True, by_hand=by_hand)
    return with_clock(step, one, duty, urgency, agencies, moment, known, since)


def with_clock(
    step: Step,
    one: Timed,
    duty: Duty,
    urgency: Urgency,
    agencies: dict[Side, int],
    moment: Moment,
    known: Known = NOTHING,
    since: datetime | None = None,
) -> Duty:
    """The duty of a task with its clock running, or waiting for what starts it."""
    since = since or _clock_start(one, moment.now, known)
    if since is None:
        return replace(duty, waits_for=one.waits_for, said=one.said)
    return started(step, one.task, duty, urgency, agencies, moment, since, known)


def _clock_start(one: Timed, now: datetime, known: Known) -> datetime | None:
    """The earliest event that has happened of those that start this clock, None while it waits for one.

    Days that nobody typed are unknown. Where nothing else can start the clock it counts from the raising: the
    disagreement lay before it, and a clock that never starts would be silence.
    """
    found = now if one.at_once else None
    for start in one.task.starts:
        at = known.happened.get(start)
        if at is not None and (found is None or at < found):
            found = at
    if found is None and one.from_raising:
        return known.happened.get(RAISED, now)
    return found


def started(
    step: Step,
    task: Task,
    duty: Duty,
    urgency: Urgency,
    agencies: dict[Side, int],
    moment: Moment,
    since: datetime,
    known: Known = NOTHING,
) -> Duty:
    """A duty whose clock started at `since`. What was due before it was owed at all falls due now, and not earlier."""
    due, limit, day = clock_of_task(task, urgency, agencies, moment, since, known, duty.by_hand)
    if due is not None and due < moment.now:
        due = moment.now
    begun = since if due else None
    running = replace(duty, due=due, said=said(limit), since=begun, waits_for="", lapsed=False, needed_by=day)
    if not step.reminders:
        return running
    return reminded(step, running, task, urgency, agencies, moment, known)


def is_neutral(task: Task) -> bool:
    """Whether a task is that of a post which belongs to neither side."""
    return task.by in NEUTRAL and task.act not in OF_THE_SIDES


def holder(step: Step, task: Task, agency: int, moment: Moment) -> Seat | None:
    """Who holds the post that a task names, in this agency or for the partnership; None where it names a side, nobody
    holds that post, or the post is neutral and the step within one agency. A practitioner is never just any."""
    if not isinstance(task.by, Role) or task.by is Role.PRACTITIONER:
        return None
    own = moment.seats.get((agency, task.by))
    return own if own is not None or step.inside or task.act in OF_THE_SIDES else moment.seats.get((0, task.by))


def hours_of(task: Task, agencies: dict[Side, int], moment: Moment) -> Calendar:
    """The opening hours in which a task is counted: those of whoever must act, the shared ones where both must or a
    neutral post."""
    side = None if is_neutral(task) else side_of_task(task)
    return moment.hours(agencies[side]) if side else moment.shared


def due_of_task(
    task: Task,
    urgency: Urgency,
    agencies: dict[Side, int],
    moment: Moment,
    start: datetime,
    known: Known = NOTHING,
) -> datetime | None:
    """When a task falls due whose clock started at `start`. None where no number is stated."""
    return clock_of_task(task, urgency, agencies, moment, start, known).due


def clock_of_task(
    task: Task,
    urgency: Urgency,
    agencies: dict[Side, int],
    moment: Moment,
    start: datetime,
    known: Known,
    by_hand: tuple[ByHand, ...] = (),
) -> Clock:
    """The earliest of the usual, the urgent and the priority's time, each no later than the child needs it where the
    policy says so. The urgent time counts from the marking where that came later. Pauses are taken out of each number,
    and never put off the child's day. `by_hand` is what people changed of it: an urgent number is never extended.
    """
    calendar, limit = hours_of(task, agencies, moment), task.limit
    if urgency is not URGENT and not known.priority and known.needed is None and not by_hand:
        if not isinstance(limit, Span):
            return Clock(None, limit)
        return Clock(due_at(calendar, start, limit.amount, limit.unit, known.pauses), limit)
    return earliest(limits_of(task, urgency, start, known, by_hand), calendar, known.needed, known.pauses)


def limits_of(
    task: Task, urgency: Urgency, start: datetime, known: Known = NOTHING, by_hand: tuple[ByHand, ...] = ()
) -> list[Running]:
    """The limits of a task that count, the ordinary one first, each with the start of its clock and what people changed
    of it: an urgent number is never extended."""
    clocks = [Running(task.limit, start, by_hand)]
    if urgency is URGENT:
        cuts = tuple(one for one in by_hand if one.until)
        clocks.append(Running(task.urgent, max(start, known.urgent_at or start), cuts))
    if known.priority:
        clocks.append(Running(task.limit_for(known.priority), start, by_hand))
    return clocks


def reminded(
    step: Step,
    duty: Duty,
    task: Task,
    urgency: Urgency,
    agencies: dict[Side, int],
    moment: Moment,
    known: Known = NOTHING,
) -> Duty:
    """A duty with the instants at which its owner is reminded, as far as they still lie ahead. They are counted back in
    the hours in which the time itself is counted, and held to those in which its owner is at work.

    Somebody who is reminded at night reads it among all else in the morning, so it waits until their office opens, or
    comes before it closes where the time runs out first. What is urgent waits for no office.
    """
    if not step.reminders or duty.due is None:
        return duty
    counted = hours_of(task, agencies, moment)
    instants = {before(counted, duty.due, ahead.amount, ahead.unit, known.pauses) for ahead in step.reminders}
    for pause in known.pauses:  # nobody is reminded while the clocks stand still, but once they run again
        instants = {pause.end if pause.end and pause.start <= at < pause.end else at for at in instants}
    if urgency is not URGENT:
        own = moment.at_work(agencies[duty.side] if duty.side else 0)
        instants = {_at_work(own, at, duty.due) for at in instants}
    return replace(duty, remind=tuple(sorted(at for at in instants if moment.now < at < duty.due)))


def _at_work(own: Calendar, at: datetime, due: datetime) -> datetime:
    """When somebody is at work who is to be reminded at an instant: then or next, or an hour before they last were."""
    opens = next_opening(own, at)
    return opens if opens < due else before(own, at, 1, Unit.WORKING_HOURS)


def earlier(
    duties: Iterable[Duty],
    policy: Policy,
    agencies: dict[Side, int],
    moment: Moment,
    known: Known = NOTHING,
) -> tuple[Duty, ...]:
    """The open timed duties with the urgent times and by when the child needs it, as they are known now; never later
    than they were. An extension ends."""
    changed = []
    duties = tuple(duties)
    for duty in duties:
        task = timed_by(policy, duty)
        if task is None or duty.waits_for or duty.lapsed:
            continue
        since = duty.since or moment.now
        step = policy.step(duty.key.partition(".")[0])
        here = within(step, agencies)
        by_hand = _unextended(duty.by_hand, task, here, moment, since, known)
        due, limit, day = clock_of_task(task, URGENT, here, moment, since, known, by_hand)
        due = due and max(due, moment.now)
        offered_at_once = duty.kind is DutyKind.CONSIDER and isinstance(limit, Span) and not limit.amount
        if due is not None and not offered_at_once and (duty.due is None or due < duty.due):
            sooner = replace(duty, due=due, said=said(limit), since=since, needed_by=day, by_hand=by_hand)
            changed.append(reminded(step, sooner, task, URGENT, here, moment, known))
    return (*changed, *following(duties, changed))


def _unextended(
    by_hand: tuple[ByHand, ...], task: Task, agencies: dict[Side, int], moment: Moment, since: datetime, known: Known
) -> tuple[ByHand, ...]:
    """What people changed, and after an extension that it ends: where it would have ended without it, or once whoever
    counted on it has had the rest of a working day."""
    if not any(one.more for one in by_hand):
        return by_hand
    cuts = tuple(one for one in by_hand if one.until)
    usual = clock_of_task(task, Urgency.NORMAL, agencies, moment, since, known, cuts).due
    lowest = floor(hours_of(task, agencies, moment), moment.now)
    return (*by_hand, ByHand(at=moment.now, until=max(usual or lowest, lowest)))


def following(duties: Iterable[Duty], changed: Iterable[Duty]) -> tuple[Duty, ...]:
    """The duties that go with another one whose time changed: a decision is due with the time to settle it."""
    duties = tuple(duties)
    before = {duty.key: duty.due for duty in duties}
    moved = {before[duty.key]: duty.due for duty in changed}
    return tuple(
        replace(duty, due=moved[duty.due])
        for duty in duties
        if duty.kind in FOLLOWING and not duty.timed and not duty.lapsed and duty.due in moved
    )


def timed_by(policy: Policy, duty: Duty) -> Task | None:
    """The task that times a duty: its own, or for an offer the raiser's own time at the step that is offered."""
    return raise_task(policy, duty.to) if duty.kind is DutyKind.CONSIDER else task_of(policy, duty)


def task_of(policy: Policy, duty: Duty) -> Task | None:
    """The policy's task behind a duty, None for duties that are not of the ladder."""
    if not duty.timed:
        return None
    key, _, rest = duty.key.partition(".")
    number = rest.partition(".")[0]
    return policy.step(key).tasks[int(number)] if number.isdigit() else None


def starts_with(step: Step, number: int) -> int | None:
    """The number of the task that starts when task `number` of this step runs out, if there is one."""
    following = number + 1
    if following < len(step.tasks) and Start.PREVIOUS_TASK in step.tasks[following].starts:
        return following
    return None


def raise_task(policy: Policy, key: str) -> Task | None:
    """The raising side's own time to raise it at a step, None where the text speaks of none."""
    return rung(policy.step(key)).raises if key else None
