"""Why a date is what it is: the times that were counted for it, in whose hours, and each entry that changed it.

The dates themselves stand in the record. This counts them again, from the same text and the same events, so that a
person can follow the sum; where the sum and the record differ, the record counts and the difference is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from forthright.core.challenge import facts
from forthright.core.challenge.afterwards import KEYS
from forthright.core.challenge.capping import cap_of, limits_of_cap
from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.counting import Needed, Running, earliest
from forthright.core.challenge.facts import ByHand, Duty, Event, Fact
from forthright.core.challenge.folding import apply
from forthright.core.challenge.known import Known, at_step, typed
from forthright.core.challenge.ladder import FOLLOWING, hours_of, is_neutral, limits_of, timed_by, within
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import CHECK_BACK_ANSWER
from forthright.core.challenge.timing import side_of_task
from forthright.core.policy.sentences import task_words
from forthright.core.policy.shapes import Act, Cap, Policy, Span, Start, Task
from forthright.core.policy.tasks import cap_lines, task_lines
from forthright.core.policy.times import AFTERWARDS
from forthright.core.worktime import Calendar, Pause

ACTION = "action."
RAISE = "raise"
"""The key under which the policy's own time to raise it is asked for, which is nobody's duty once it was raised."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that set a date or changed it: its number, the fact, when it took effect, who (None: the clock)."""

    version: int
    fact: Fact
    at: datetime
    by: int | None
    side: Side | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Count:
    """One limit as it is counted: `start` is when its clock started, `ends` when its number ends, `due` when the time
    ends by what people changed of it and by the child's day (all UTC).

    `by_hand` is what people changed; `needed` the child's day where that makes it end sooner; `event` what started it,
    None for the marking as urgent and for what no policy line starts.
    """

    limit: Span
    start: datetime
    ends: datetime
    due: datetime
    event: Start | None = None
    by_hand: tuple[ByHand, ...] = ()
    needed: Needed | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a date comes about. `counts` come earliest first, and the first is the one that holds.

    `whose` is the side in whose hours it is counted, None for the shared ones. `lines` are those of the policy that
    give the time, as (name, value); none where the policy gives none and `ours` tells that the rule is Forthright's.
    `follows` is the duty with which it falls due. Without counts it was typed by a person or has no number.
    """

    duty: Duty
    step: str
    calendar: Calendar
    whose: Side | None
    counts: tuple[Count, ...] = ()
    pauses: tuple[Pause, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    ours: bool = False
    follows: DutyKind | None = None

    @property
    def counted(self) -> datetime | None:
        """When the count says that it ends (UTC)."""
        return self.counts[0].due if self.counts else None

    @property
    def agrees(self) -> bool:
        """Whether the count gives what the record says."""
        return self.counted == self.duty.due

    @property
    def first(self) -> Count:
        """The count that holds. Needs one."""
        return self.counts[0]


def history(events: Iterable[Event], key: str) -> tuple[Change, ...]:
    """Every entry that set or changed the due instant of a duty since it was last opened, oldest first."""
    found: list[Change] = []
    state = State()
    for event in events:
        before, state = state, apply(state, event)
        old, new = before.duties.get(key), state.duties.get(key)
        if new is None:
            found = found if old is None else []
        elif old is None or old.due != new.due:
            kept = [] if old is None else found
            found = [*kept, Change(state.version, event.fact, event.at, event.by, event.side, new.due)]
    return tuple(found)


def reckon(policy: Policy, state: State, duty: Duty, moment: Moment, changes: tuple[Change, ...]) -> Reckoning:
    """How the date of an open duty comes about, counted with the hours of `moment`.

    `changes` is its history. Times whose start no duty remembers run from its first entry, when it was opened; a day
    that was planned again was typed, whatever was counted before.
    """
    moment, began = moment.bound(policy, state.agencies), changes[0].at
    if isinstance(changes[-1].fact, facts.ActionReplanned):
        return Reckoning(duty, state.step, moment.shared, None)
    cap = cap_of(policy, duty)
    if cap is not None:
        return _of_cap(cap, state, duty, moment)
    task = timed_by(policy, duty)
    if task is not None:
        return _of_task(policy, state, duty, task, moment, duty.since or began, at_step(state))
    if duty.kind is DutyKind.REVIEW and state.gate is not None:
        return _of_gate(policy, state, duty, moment, began)
    if duty.kind is DutyKind.CHECK_BACK:
        counts = _counts([Running(CHECK_BACK_ANSWER, began)], {}, moment.shared, None, ())
        return Reckoning(duty, state.step, moment.shared, None, counts, ours=True)
    if duty.key.startswith(ACTION):
        return _of_action(policy, state, duty, moment, began)
    return _following(policy, state, duty, moment, changes)


def reckon_raise(policy: Policy, fact: facts.Raised, at: datetime, moment: Moment) -> Reckoning | None:
    """How the policy's own time to raise it comes about, counted from the days that were typed; None where the policy
    gives none or the day is not known. `at` is when it was raised (UTC)."""
    agencies = {Side.RAISING: fact.raising.agency, Side.RESPONDING: fact.responding.agency}
    moment = moment.bound(policy, agencies)
    happened = typed(fact.arose, fact.received, fact.conference)
    needed = Needed(fact.needed_by, at) if fact.needed_by else None
    owed = Duty(
        key=RAISE,
        kind=DutyKind.CONSIDER,
        owner=fact.raising.person,
        side=Side.RAISING,
        due=fact.raise_due,
        to=fact.step,
    )
    found = []
    for task in policy.step(fact.step).tasks if fact.raise_due else ():
        starts = [happened[start] for start in task.starts if start in happened]
        if task.act is not Act.RAISE or not starts:
            continue
        state = State(urgency=fact.urgency, step=fact.step, agencies=agencies)
        known = Known(fact.priority, happened, needed=needed)
        found.append(_of_task(policy, state, owed, task, moment, min(starts), known))
    return min((one for one in found if one.counts), key=lambda one: one.first.due, default=None)


def _of_cap(cap: Cap, state: State, duty: Duty, moment: Moment) -> Reckoning:
    assert duty.since is not None  # every cap is opened with the instant at which it began
    limits = limits_of_cap(cap, state.urgency, duty.since, state.urgent_at)
    counts = _counts(limits, {Start.STEP: duty.since}, moment.shared, state.needed, ())
    return Reckoning(duty, state.step, moment.shared, None, counts, lines=tuple(cap_lines(cap)))


def _of_task(
    policy: Policy, state: State, duty: Duty, task: Task, moment: Moment, since: datetime, known: Known
) -> Reckoning:
    key = duty.to or duty.key.partition(".")[0] if duty.kind is DutyKind.CONSIDER else state.step
    step = policy.step(key)
    agencies = within(step, state.agencies)
    calendar = hours_of(task, agencies, moment)
    limits = limits_of(task, state.urgency, since, known, duty.by_hand)
    waits = bool(duty.waits_for)
    counts = () if waits else _counts(limits, _starts(task, known, since), calendar, known.needed, known.pauses)
    whose = None if is_neutral(task) else side_of_task(task)
    whose = Side.RAISING if whose and step.inside else whose
    lines = tuple(task_lines(task, step.tasks))
    return Reckoning(duty, key, calendar, whose, counts, known.pauses if counts else (), lines)


def _of_gate(policy: Policy, state: State, duty: Duty, moment: Moment, began: datetime) -> Reckoning:
    assert state.gate is not None
    task = next((one for one in policy.step(state.gate.step).tasks if one.act is Act.REVIEW), None)
    if task is None:
        return Reckoning(duty, state.gate.step, moment.shared, None)
    return _of_task(policy, state, duty, task, moment, began, Known(state.priority, {}, state.urgent_at))


def _of_action(policy: Policy, state: State, duty: Duty, moment: Moment, began: datetime) -> Reckoning:
    """What the policy asks for once it is settled is counted; all else was typed by people."""
    key = duty.key.removeprefix(ACTION)
    action = state.actions[key]
    named = [
        task for task in policy.step(state.step).tasks if task.act in AFTERWARDS and key.startswith(KEYS[task.act])
    ]
    task = next((one for one in named if action.said.startswith(" ".join(task_words(one)))), None)
    if task is None:
        return Reckoning(duty, state.step, moment.shared, None)
    return _of_task(policy, state, duty, task, moment, began, Known())


def _following(policy: Policy, state: State, duty: Duty, moment: Moment, changes: tuple[Change, ...]) -> Reckoning:
    """A decision without a time of its own is due with what it settles, and a question for more time with that."""
    others = state.duties.values() if duty.kind in (*FOLLOWING, DutyKind.EXTENSION) and duty.due else ()
    other = next((one for one in others if one.due == duty.due and timed_by(policy, one)), None)
    if other is None:
        return Reckoning(duty, state.step, moment.shared, None)
    found = reckon(policy, state, other, moment, changes)
    return Reckoning(
        duty, found.step, found.calendar, found.whose, found.counts, found.pauses, found.lines, follows=other.kind
    )


def _starts(task: Task, known: Known, since: datetime) -> dict[Start, datetime]:
    """The events of the task's line that happened just when its clock started; the step itself where none did."""
    happened = {start: at for start, at in known.happened.items() if start in task.starts and at == since}
    return happened or dict.fromkeys(task.starts[:1], since)


def _counts(
    limits: list[Running],
    starts: dict[Start, datetime],
    calendar: Calendar,
    needed: Needed | None,
    pauses: tuple[Pause, ...],
) -> tuple[Count, ...]:
    """Each limit with a number, counted; the earliest first."""
    found = []
    for one in limits:
        if not isinstance(one.limit, Span):
            continue
        ends = earliest([Running(one.limit, one.since)], calendar, None, pauses).due
        clock = earliest([one], calendar, needed, pauses)
        assert ends is not None and clock.due is not None  # only an open pause keeps a number from ending
        event = next((name for name, at in starts.items() if at == one.since), None)
        cut = needed if clock.needed_by else None
        found.append(Count(one.limit, one.since, ends, clock.due, event, one.by_hand, cut))
    return tuple(sorted(found, key=lambda one: one.due))
