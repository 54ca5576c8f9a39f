"""The worst case: how long a matter can take when everybody uses all the time that they have.

By unit it is a sum. In wall-clock time it depends on the minute at which it starts: `longest_wait` finds the start,
exactly, over four years of a calendar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from forthright.core.policy.shapes import How, Policy, Step
from forthright.core.policy.times import Act, Span, Start, Task
from forthright.core.policy.variants import suiting
from forthright.core.worktime import Calendar, Unit, before, due
from forthright.core.worktime.track import track

ENDING = (Act.SETTLE, Act.PLAN)
YEARS, MANY = 2, 8
"""For how long the longest wait is looked for while somebody waits: bank holidays are published about that far ahead.
Of more clocks than `MANY` one after another it is looked for in one year, which takes as long."""
STAYS = (Act.ACKNOWLEDGE, Act.REPLY, Act.MEET, Act.DECIDE, *ENDING)


@dataclass(frozen=True, slots=True)
class Worst:
    """The longest way from the first step to the top, in the order of its clocks.

    `spans` are (key of the step, act, span) one after another; `total` adds them by unit; `open_at` are the keys of
    steps on the way where nothing bounds it: they give no number, or can be extended again and again.
    """

    spans: tuple[tuple[str, Act, Span], ...]
    open_at: tuple[str, ...]

    @property
    def total(self) -> dict[Unit, int]:
        """The amounts added up by unit; working weeks as five working days."""
        counted: Counter[Unit] = Counter()
        for _, _, span in self.spans:
            if span.unit is Unit.WORKING_WEEKS:
                counted[Unit.WORKING_DAYS] += 5 * span.amount
            elif span.unit is not Unit.IMMEDIATELY:  # it adds no time
                counted[span.unit] += span.amount or 1
        return dict(counted)


def chain(step: Step, urgent: bool) -> list[tuple[Act, Span]]:
    """The clocks of a step that run one after another when all of them are used up; empty where no number is given.

    The clock that ends the step counts where there is one, with those that begin when it runs out; otherwise the
    longest of the others.
    """
    counted = [(task, span) for task in step.tasks if task.act in STAYS and (span := _span(task, urgent)) is not None]
    following = [(task.act, span) for task, span in counted if Start.PREVIOUS_TASK in task.starts]
    starting = [(task, span) for task, span in counted if Start.PREVIOUS_TASK not in task.starts]
    ending = [(task, span) for task, span in starting if task.act in ENDING] or starting
    if not ending:
        return following
    task, span = max(ending, key=lambda pair: _rough(pair[1]))
    return [(task.act, span), *following]


def longest(step: Step, urgent: bool) -> Span | None:
    """The clocks of a step as one span where they are all working days, None otherwise."""
    spans = [span for _, span in chain(step, urgent)]
    if not spans or any(span.unit not in (Unit.WORKING_DAYS, Unit.WORKING_WEEKS) for span in spans):
        return None
    days = sum(span.amount * (5 if span.unit is Unit.WORKING_WEEKS else 1) for span in spans)
    return Span(days, Unit.WORKING_DAYS)


def worst(policy: Policy, urgent: bool = False) -> Worst:
    """The way through a running policy that takes longest, by every step that it may lead to.

    A matter that is offered a step waits for as long as the step gives to take it there ("raise within").
    """
    index = {step.key: at for at, step in enumerate(policy.steps)}
    best: dict[int, tuple[float, Worst]] = {}

    def from_step(at: int, above: frozenset[int]) -> tuple[float, Worst]:
        if at in best:
            return best[at]
        step = policy.steps[at]
        here = [(step.key, act, span) for act, span in _with_extensions(step, chain(step, urgent), urgent)]
        mine = Worst(tuple(here), () if here and not extended_for_ever(step, urgent) else (step.key,))
        found = (sum(_rough(span) for _, _, span in here), mine)
        longest_on = (0.0, Worst((), ()))
        for move in step.moves:
            for key in suiting(policy, move.targets, urgent):
                to = index[key]
                if to in above or to == at:
                    continue
                length, rest = from_step(to, above | {at})
                wait = _wait(policy.steps[to], step.key, move.how, urgent)
                length += sum(_rough(span) for _, _, span in wait)
                if (length, len(rest.open_at)) >= (longest_on[0], len(longest_on[1].open_at)):
                    longest_on = (length, Worst((*wait, *rest.spans), rest.open_at))
        whole = Worst((*mine.spans, *longest_on[1].spans), (*mine.open_at, *longest_on[1].open_at))
        best[at] = (found[0] + longest_on[0], whole)
        return best[at]

    return from_step(0, frozenset())[1]


def _with_extensions(step: Step, clocks: list[tuple[Act, Span]], urgent: bool) -> list[tuple[Act, Span]]:
    """The clocks of a step with every extension that the other side may agree to. What is urgent is never extended,
    and neither is a time without a number; "immediately" is as good as none."""
    extension, able = step.extension, [act for act, span in clocks if span.unit is not Unit.IMMEDIATELY]
    if extension is None or urgent or not able or not isinstance(extension.limit, Span):
        return clocks
    return clocks + [(able[0], extension.limit)] * extension.times


def extended_for_ever(step: Step, urgent: bool) -> bool:
    """Whether the times of a step can be extended again and again, or by any length."""
    extension = step.extension
    if extension is None or urgent:
        return False
    return not extension.times or not isinstance(extension.limit, Span)


def _wait(step: Step, origin: str, how: How, urgent: bool) -> list[tuple[str, Act, Span]]:
    if how is How.MUST:
        return []
    asked = (_span(task, urgent) for task in step.tasks if task.act is Act.RAISE)
    return [(origin, Act.RAISE, span) for span in asked if span is not None]


def _span(task: Task, urgent: bool) -> Span | None:
    quick = task.urgent if urgent else None
    if isinstance(quick, Span):
        return quick
    return task.limit if isinstance(task.limit, Span) else None


ROUGH = {
    Unit.HOURS: 1.0,
    Unit.WORKING_HOURS: 4.2,
    Unit.WORKING_DAYS: 33.6,
    Unit.WORKING_WEEKS: 168.0,
    Unit.CALENDAR_DAYS: 24.0,
    Unit.SAME_WORKING_DAY: 12.0,
    Unit.IMMEDIATELY: 0.0,
}
"""About how many hours one of a unit lasts, to choose the longer of two ways; never shown."""


def _rough(span: Span) -> float:
    return ROUGH[span.unit] * (span.amount or 1)


def end_of(spans: Sequence[Span], start: datetime, calendar: Calendar) -> datetime:
    """When a chain of clocks ends that starts at an instant (aware). ValueError when the calendar never opens."""
    for span in spans:
        following = due(calendar, start, span.amount, span.unit)
        assert following is not None
        start = following
    return start


def longest_wait(spans: Sequence[Span], calendar: Calendar, first: date, years: int = 4) -> tuple[datetime, datetime]:
    """The start (to the minute, UTC) from which a chain of clocks lasts longest in wall-clock time, and its end.

    The earliest such start in `years` from `first`. As a start moves by a minute, the end of each clock stays or
    moves with it, except where the start passes an edge of the calendar: a midnight, an opening, a close. So only
    edges need a look, those of later clocks pulled back through the earlier ones by `before`, and the minute after.
    """
    low = datetime(first.year, first.month, first.day, tzinfo=UTC)
    high = low + timedelta(days=366 * years)
    edges = _edges(calendar, low, high + timedelta(days=400))
    wanted = set(edges)
    for span in reversed(spans):
        wanted = {_pulled(calendar, at, span) for at in wanted} | set(edges)
    minute = timedelta(minutes=1)
    starts = {moment for at in wanted for moment in (at - minute, at, at + minute) if low <= moment < high}
    starts = {moment.replace(second=0, microsecond=0) for moment in starts} | {low}
    best = max(sorted(starts), key=lambda at: end_of(spans, at, calendar) - at)
    return best, end_of(spans, best, calendar)


def years_for(spans: Sequence[Span]) -> int:
    """In how many years `longest_soon` looks."""
    return YEARS if len(spans) <= MANY else 1


@lru_cache(maxsize=256)
def longest_soon(spans: tuple[Span, ...], calendar: Calendar, first: date) -> tuple[datetime, datetime]:
    """`longest_wait` for pages: in the years that somebody can wait for, and kept, since times change seldom."""
    return longest_wait(spans, calendar, first, years_for(spans))


def _pulled(calendar: Calendar, at: datetime, span: Span) -> datetime:
    if span.unit is Unit.SAME_WORKING_DAY or not span.amount:
        return at
    return before(calendar, at, span.amount, span.unit)


def _edges(calendar: Calendar, low: datetime, high: datetime) -> list[datetime]:
    """Every local midnight, opening and close between two instants, in order."""
    line = track(calendar)
    found: set[datetime] = set()
    at = low
    while at < high:
        day = line.local(int(at.timestamp() * 1_000_000)).date()
        midnight = datetime(day.year, day.month, day.day, tzinfo=line.zone)
        found.add(midnight.astimezone(UTC))
        for window in calendar.windows(day):
            found.update((midnight + timedelta(minutes=edge)).astimezone(UTC) for edge in window)
        at += timedelta(days=1)
    return sorted(found)
