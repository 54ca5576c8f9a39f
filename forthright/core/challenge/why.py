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
from forthright.core.challenge.basis import Basis, basis_of, of_task
from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.counting import Needed, Running, earliest
from forthright.core.challenge.facts import ByHand, Duty, Event, Fact
from forthright.core.challenge.folding import apply
from forthright.core.challenge.known import Known, typed
from forthright.core.challenge.ladder import FOLLOWING, timed_by
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.state import State
from forthright.core.policy.sentences import task_words
from forthright.core.policy.shapes import Act, Cap, Policy, Span, Start
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
    with_it = _goes_with(policy, state, duty)
    counted = with_it or duty
    if isinstance(changes[-1].fact, facts.ActionReplanned):
        basis = None
    elif duty.key.startswith(ACTION):
        basis = _of_action(policy, state, duty, moment, began)
    else:
        basis = basis_of(policy, state, counted, moment, began)
    return _reckoned(policy, state, duty, basis, moment, with_it)


def _reckoned(
    policy: Policy, state: State, duty: Duty, basis: Basis | None, moment: Moment, with_it: Duty | None = None
) -> Reckoning:
    """The basis with each of its limits counted, and the lines that give them."""
    if basis is None:
        task = timed_by(policy, duty)
        lines = tuple(task_lines(task, policy.step(state.step).tasks)) if task else ()
        return Reckoning(duty, state.step, moment.shared, None, lines=lines)
    counts, source = _counts(basis), basis.source
    if isinstance(source, Cap):
        lines = tuple(cap_lines(source))
    else:
        lines = tuple(task_lines(source, policy.step(basis.step).tasks)) if source else ()
    return Reckoning(
        duty,
        basis.step,
        basis.calendar,
        basis.whose,
        counts,
        basis.known.pauses if counts else (),
        lines,
        ours=source is None,
        follows=with_it.kind if with_it else None,
    )


def reckon_raise(policy: Policy, fact: facts.Raised, at: datetime, moment: Moment) -> Reckoning | None:
    """How the policy's own time to raise it comes about, counted from the days that were typed; None where the policy
    gives none or the day is not known. `at` is when it was raised (UTC)."""
    agencies = {Side.RAISING: fact.raising.agency, Side.RESPONDING: fact.responding.agency}
    moment, step = moment.bound(policy, agencies), policy.step(fact.step)
    happened = typed(fact.arose, fact.received, fact.conference)
    needed = Needed(fact.needed_by, at) if fact.needed_by else None
    known = Known(fact.priority, happened, needed=needed)
    state = State(urgency=fact.urgency, step=fact.step, agencies=agencies)
    owner, due = fact.raising.person, fact.raise_due
    owed = Duty(key=RAISE, kind=DutyKind.CONSIDER, owner=owner, side=Side.RAISING, due=due, to=fact.step)
    found = []
    for task in step.tasks if due else ():
        starts = [happened[start] for start in task.starts if start in happened]
        if task.act is Act.RAISE and starts:
            basis = of_task(step, task, owed, state, agencies, moment, min(starts), known)
            found.append(_reckoned(policy, state, owed, basis, moment))
    return min((one for one in found if one.counts), key=lambda one: one.first.due, default=None)


def _of_action(policy: Policy, state: State, duty: Duty, moment: Moment, began: datetime) -> Basis | None:
    """What the policy asks for once it is settled is counted from then; all else was typed by people."""
    key, step = duty.key.removeprefix(ACTION), policy.step(state.step)
    action = state.actions[key]
    named = (task for task in step.tasks if task.act in AFTERWARDS and key.startswith(KEYS[task.act]))
    task = next((one for one in named if action.said.startswith(" ".join(task_words(one)))), None)
    return of_task(step, task, duty, state, state.agencies, moment, began, Known()) if task else None


def _goes_with(policy: Policy, state: State, duty: Duty) -> Duty | None:
    """The duty whose time this one has: a question for more time that of what it asks about, a decision without a time
    of its own that of what it settles."""
    if duty.kind is DutyKind.EXTENSION and state.extension is not None:
        return state.duties.get(state.extension.duty)
    if duty.kind not in FOLLOWING or duty.timed or duty.due is None:
        return None
    others = state.duties.values()
    return next((one for one in others if one.due == duty.due and timed_by(policy, one)), None)


def _counts(basis: Basis) -> tuple[Count, ...]:
    """Each limit with a number, counted; the earliest first."""
    known, found = basis.known, []
    for one in basis.limits:
        if not isinstance(one.limit, Span):
            continue
        ends = earliest([Running(one.limit, one.since)], basis.calendar, None, known.pauses).due
        clock = earliest([one], basis.calendar, known.needed, known.pauses)
        assert ends is not None and clock.due is not None  # only an open pause keeps a number from ending
        cut = known.needed if clock.needed_by else None
        event = _event(basis, one.since)
        found.append(Count(one.limit, one.since, ends, clock.due, event, one.by_hand, cut))
    return tuple(sorted(found, key=lambda one: one.due))


def _event(basis: Basis, since: datetime) -> Start | None:
    """What started a clock then, of the events that the policy's line names. The urgent time of a task counts from the
    marking, which no line names."""
    if isinstance(basis.source, Cap):
        return Start.STEP if since == basis.limits[0].since else None
    starts = basis.source.starts if basis.source else ()
    happened = next((start for start in starts if basis.known.happened.get(start) == since), None)
    return happened or (starts[0] if starts and since == basis.limits[0].since else None)
