"""What many played cases come to: who climbs, how long it takes, who is asked, and where it stands still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase, Urgency
from forthright.core.policy.sentences import role_words
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.people import ACTORS, Temper, draw
from forthright.core.rehearsal.play import Case, Played, play
from forthright.core.worktime import Calendar, next_opening

OPENED_BY = ("duties", "opens")
"""The fields of facts that hold duties which the fact opens."""


@dataclass(slots=True)
class Results:
    """Sums over cases. `days` are wall-clock days until it was settled, of those that were; `asked` counts what was
    asked of each role; `reached` counts cases by the highest step; `still` those in which nobody was left to act."""

    cases: int = 0
    events: int = 0
    settled: int = 0
    decided: int = 0
    lapses: int = 0
    late_cases: int = 0
    reached: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    still: Counter[str] = field(default_factory=Counter)
    days: list[float] = field(default_factory=list)

    def add(self, played: Played) -> None:
        """Count one case."""
        state = played.state
        self.cases += 1
        self.events += len(played.events)
        self.reached[state.step] += 1
        lapses = 0
        for event, _ in played.events:
            lapses += type(event.fact) is facts.ClockLapsed
            for name in OPENED_BY:
                for duty in getattr(event.fact, name, ()):
                    self.asked[ACTORS[duty.owner].name] += 1
        self.lapses += lapses
        self.late_cases += bool(lapses)
        if played.still is not None:
            self.still[state.step] += 1
        elif state.phase is not Phase.OPEN:
            self.settled += 1
            self.decided += state.decision is not None
            self.days.append((played.events[-1][0].at - played.case.start) / timedelta(days=1))

    @property
    def typical(self) -> float | None:
        """The days that half of the settled cases took at most."""
        return median(self.days) if self.days else None

    @property
    def longest(self) -> float | None:
        """The days of the longest settled case."""
        return max(self.days, default=None)


def cases(
    steps: int, count: int, seed: int, hours: Calendar, first: date, tempers: tuple[Temper, ...] = tuple(Temper)
) -> Iterator[Case]:
    """Cases at random over a year from `first`, the same for the same seed whatever the policy."""
    chance = Random(seed)  # noqa: S311 - a rehearsal must be repeatable, and nothing here is secret
    begin = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    for _ in range(count):
        start = next_opening(hours, begin + timedelta(minutes=chance.randrange(365 * 24 * 60)))
        urgency = Urgency.URGENT if chance.randrange(100) < 15 else Urgency.NORMAL
        yield Case(start, draw(chance, steps, tempers), urgency)


def sentences(results: Results, policy: Policy) -> list[str]:
    """What a rehearsal shows, in words."""
    said = [
        f"{results.cases:,} cases were played: {results.events:,} events.",
        f"{results.settled:,} were settled, {results.decided:,} of them by a decision.",
    ]
    if results.typical is not None and results.longest is not None:
        said.append(f"Half of those took at most {results.typical:.1f} days; the longest took {results.longest:.1f}.")
    said.append(f"In {results.late_cases:,} a time ran out, {results.lapses:,} times in all.")
    for step in policy.steps:
        if results.reached[step.key] or results.still[step.key]:
            still = results.still[step.key]
            stood = f"; {still:,} stood still there" if still else ""
            said.append(f"{results.reached[step.key]:,} went as far as {policy.label(step.key)}{stood}.")
    said += [f"Asked of {role_words(role)}: {count:,} times." for role, count in sorted(results.asked.items())]
    return said


def rehearse(policy: Policy, hours: Calendar, these: Iterable[Case]) -> Results:
    """Play all of these under a running policy."""
    results = Results()
    for case in these:
        results.add(play(policy, hours, case))
    return results
