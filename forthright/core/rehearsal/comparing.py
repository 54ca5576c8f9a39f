"""Two policies under the same cases: who climbs, who waits, who is asked more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from forthright.core.policy.sentences import role_words
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.play import Case, play
from forthright.core.rehearsal.results import Results
from forthright.core.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sums under each policy, and case by case what changed: how many cases climb higher under the second, how
    many less high, how many are settled sooner or later (by a day or more), and how many stand still in one only."""

    first: Results
    second: Results
    higher: int
    lower: int
    sooner: int
    later: int
    newly_still: int
    no_longer_still: int

    @property
    def asked(self) -> dict[str, tuple[int, int]]:
        """How often each role is asked to do something, under the first and under the second."""
        roles: Counter[str] = self.first.asked | self.second.asked
        return {role: (self.first.asked[role], self.second.asked[role]) for role in sorted(roles)}


def compare(first: Policy, second: Policy, hours: Calendar, cases: Iterable[Case]) -> Comparison:
    """Play the same cases under both (running) policies.

    Steps are compared by how far up the ladder they are, from the first; ladders of different length are taken as they
    stand.
    """
    sums = (Results(), Results())
    counts: Counter[str] = Counter()
    heights = [{step.key: at for at, step in enumerate(policy.steps)} for policy in (first, second)]
    for case in cases:
        one, two = play(first, hours, case), play(second, hours, case)
        sums[0].add(one)
        sums[1].add(two)
        height = [tops[played.state.step] for tops, played in zip(heights, (one, two), strict=True)]
        counts["higher"] += height[1] > height[0]
        counts["lower"] += height[1] < height[0]
        counts["newly still"] += one.still is None and two.still is not None
        counts["no longer still"] += one.still is not None and two.still is None
        if one.still is None and two.still is None:
            days = (two.events[-1][0].at - one.events[-1][0].at).total_seconds() / 86400
            counts["later"] += days >= 1
            counts["sooner"] += days <= -1
    return Comparison(
        *sums,
        counts["higher"],
        counts["lower"],
        counts["sooner"],
        counts["later"],
        counts["newly still"],
        counts["no longer still"],
    )


def sentences(found: Comparison, names: tuple[str, str]) -> list[str]:
    """What the comparison says, in words."""
    one, two = found.first, found.second
    said = [
        f"{one.cases:,} cases were played under both.",
        f"Settled: {one.settled:,} under {names[0]}, {two.settled:,} under {names[1]}.",
        f"Standing still in the end: {one.still.total():,} and {two.still.total():,}.",
    ]
    if one.typical is not None and two.typical is not None:
        said.append(f"Half of those settled took at most {one.typical:.1f} and {two.typical:.1f} days.")
    said.append(f"Under {names[1]}, {found.higher:,} go higher up the ladder and {found.lower:,} less high.")
    said.append(f"{found.sooner:,} are settled sooner by a day or more, and {found.later:,} later.")
    said.append(f"{found.newly_still:,} stand still that did not, and {found.no_longer_still:,} no longer do.")
    said += [f"Asked of {role_words(role)}: {a:,} and {b:,} times." for role, (a, b) in found.asked.items()]
    return said
