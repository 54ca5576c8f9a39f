"""Two policies under the same cases: who climbs, who waits, who is asked more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from forthright.core.policy.sentences import role_words
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal import results
from forthright.core.rehearsal.cases import Ladders
from forthright.core.rehearsal.play import Case, Played, play
from forthright.core.rehearsal.results import Results
from forthright.core.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sums under each policy, and case by case what changed: how many cases climb higher under the second, how
    many less far up, how many are settled sooner or later (by a day or more), and how many stand still in one only."""

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
    """Play the same cases under both policies, as they were published."""
    same = tuple(cases)
    return told_apart((first, second), (played(first, hours, same), played(second, hours, same)))


def played(policy: Policy, hours: Calendar, cases: Iterable[Case]) -> tuple[Played, ...]:
    """The cases under a policy as it was published, each as it runs for the kind of agency that the case is with."""
    ladders = Ladders(policy)
    return tuple(play(ladders.of(case.group), hours, case) for case in cases)


def told_apart(policies: tuple[Policy, Policy], games: tuple[tuple[Played, ...], tuple[Played, ...]]) -> Comparison:
    """What the same cases, played under two policies, differ in.

    Steps are compared by how far up the ladder they are, from the first; ladders of different length are taken as they
    stand. A case that cannot be raised at all under one of them is at its foot.
    """
    sums = (Results(), Results())
    counts: Counter[str] = Counter()
    heights = [{key: at for at, key in enumerate(Ladders(one).rungs())} for one in policies]
    for one, two in zip(*games, strict=True):
        sums[0].add(one)
        sums[1].add(two)
        height = [tops.get(game.state.step, 0) for tops, game in zip(heights, (one, two), strict=True)]
        counts["higher"] += height[1] > height[0]
        counts["lower"] += height[1] < height[0]
        counts["newly still"] += one.still is None and two.still is not None
        counts["no longer still"] += one.still is not None and two.still is None
        if one.still is None and two.still is None and one.events and two.events:
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


def varied(found: Comparison, names: tuple[str, str], policies: tuple[Policy, Policy]) -> list[str]:
    """What the cases differed in, once where it was the same under both."""
    one, two = results.varied(found.first, policies[0]), results.varied(found.second, policies[1])
    return (
        one
        if one == two
        else [f"Under {name}: {words}" for name, said in zip(names, (one, two), strict=True) for words in said]
    )


def refusals(found: Comparison, names: tuple[str, str]) -> list[str]:
    """What people tried and were not allowed, under each."""
    sums = zip(names, (found.first, found.second), strict=True)
    return [f"Under {name}: {words}" for name, one in sums for words in results.refusals(one)]


def sentences(found: Comparison, names: tuple[str, str], policies: tuple[Policy, Policy]) -> list[str]:
    """What the comparison says, in words. The policies are as they were published."""
    one, two = found.first, found.second
    kinds = varied(found, names, policies)
    said = [
        f"{one.cases:,} cases were played under both.",
        *kinds,
        f"Settled: {one.settled:,} under {names[0]}, {two.settled:,} under {names[1]}.",
        f"Standing still in the end: {one.still.total():,} and {two.still.total():,}.",
    ]
    if one.typical is not None and two.typical is not None:
        said.append(f"Half of those settled took at most {one.typical:.1f} and {two.typical:.1f} days.")
    said.append(f"Under {names[1]}, {found.higher:,} go higher up the ladder and {found.lower:,} less far up.")
    said.append(f"{found.sooner:,} are settled sooner by a day or more, and {found.later:,} later.")
    said.append(f"{found.newly_still:,} stand still that did not, and {found.no_longer_still:,} no longer do.")
    said += [f"Asked of {role_words(role)}: {a:,} and {b:,} times." for role, (a, b) in found.asked.items()]
    return said + refusals(found, names)
