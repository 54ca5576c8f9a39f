"""What many played cases come to: who climbs, how long it takes, who is asked, and where it stands still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from forthright.core.challenge import facts
from forthright.core.challenge.answers import REASONS
from forthright.core.challenge.codes import Phase, Urgency
from forthright.core.policy.sentences import role_words
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.cases import Ladders
from forthright.core.rehearsal.people import ACTORS
from forthright.core.rehearsal.play import Case, Played, play
from forthright.core.worktime import Calendar

URGENT = Urgency.URGENT
OPENED_BY = ("duties", "opens")
"""The fields of facts that hold duties which the fact opens."""


@dataclass(slots=True)
class Results:
    """Sums over cases. `days` are wall-clock days until it was settled, of those that were; `asked` counts what was
    asked of each role; `reached` counts cases by the highest step; `still` those in which nobody was left to act.

    `urgent`, `priorities`, `groups` and `entries` count the cases of each kind, as this policy played them. `refused`
    counts by its code what people tried and were not allowed, `refused_cases` the cases in which that happened."""

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
    urgent: int = 0
    priorities: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    entries: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    refused_cases: int = 0

    def add(self, played: Played) -> None:
        """Count one case."""
        state = played.state
        self.cases += 1
        self.events += len(played.events)
        if played.refused:
            self.refused.update(played.refused)
            self.refused_cases += 1
        if not played.events:
            return
        self._kind(played)
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

    def _kind(self, played: Played) -> None:
        """Count it as what it is under this policy, which need not know every priority, kind and entry."""
        case, begun = played.case, played.events[0][1]
        self.urgent += case.urgency is URGENT
        if begun.priority:
            self.priorities[begun.priority] += 1
        if case.group:
            self.groups[case.group] += 1
        if case.step and begun.step == case.step:
            self.entries[case.step] += 1

    @property
    def typical(self) -> float | None:
        """The days that half of the settled cases took at most."""
        return median(self.days) if self.days else None

    @property
    def longest(self) -> float | None:
        """The days of the longest settled case."""
        return max(self.days, default=None)


def sentences(results: Results, policy: Policy) -> list[str]:
    """What a rehearsal shows, in words. `policy` as it was published."""
    said = [
        f"{results.cases:,} cases were played: {results.events:,} events.",
        *varied(results, policy),
        f"{results.settled:,} were settled, {results.decided:,} of them by a decision.",
    ]
    if results.typical is not None and results.longest is not None:
        said.append(f"Half of those took at most {results.typical:.1f} days; the longest took {results.longest:.1f}.")
    said.append(f"In {results.late_cases:,} a time ran out, {results.lapses:,} times in all.")
    for key in Ladders(policy).rungs():
        if results.reached[key] or results.still[key]:
            still = results.still[key]
            stood = f"; {still:,} stood still there" if still else ""
            said.append(f"{results.reached[key]:,} went as far as {policy.label(key)}{stood}.")
    said += [f"Asked of {role_words(role)}: {count:,} times." for role, count in sorted(results.asked.items())]
    return [*said, *refusals(results)]


def varied(results: Results, policy: Policy) -> list[str]:
    """What the cases differed in beside the people, and how many were of each kind."""
    counts = [
        ("were urgent", results.urgent),
        *((f"had the priority {name}", count) for name, count in sorted(results.priorities.items())),
        *((f"were raised with an agency of the kind {name}", count) for name, count in sorted(results.groups.items())),
        *((f"began at {policy.label(key)}", count) for key, count in sorted(results.entries.items())),
    ]
    said = [f"{count:,} {words}" for words, count in counts if count]
    return [f"Of these cases, {'; '.join(said)}."] if said else []


def refusals(results: Results) -> list[str]:
    """What people tried and were not allowed, by the reason: nothing that went wrong in a rehearsal stays unsaid."""
    if not results.refused:
        return []
    said = [f"In {results.refused_cases:,} somebody was refused, and had no other way:"]
    return said + [f"{count:,} times: {REASONS[code]}" for code, count in sorted(results.refused.items())]


def rehearse(policy: Policy, hours: Calendar, these: Iterable[Case]) -> Results:
    """Play all of these under a policy as it was published, or as it runs for any agency."""
    results, ladders = Results(), Ladders(policy)
    for case in these:
        results.add(play(ladders.of(case.group), hours, case))
    return results
