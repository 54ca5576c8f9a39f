"""Invented cases from a seed: when each begins, how people in it behave, and of what kind it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from forthright.core.challenge.codes import Urgency
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.people import Temper, draw
from forthright.core.rehearsal.play import Case
from forthright.core.worktime import Calendar, next_opening


@dataclass(frozen=True, slots=True)
class Kinds:
    """What cases may differ in beside the people: the priorities, kinds of receiving agency and later first steps that
    the policies in question know. `steps` is how many there are to climb in the longest of them."""

    steps: int
    priorities: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()

    @classmethod
    def of(cls, *policies: Policy) -> Kinds:
        """What these policies know, as they were published."""
        ladders = [ladder for policy in policies for ladder in Ladders(policy).every()]
        return cls(
            max(len(ladder.steps) for ladder in ladders),
            tuple(dict.fromkeys(name for policy in policies for name in policy.priorities)),
            tuple(dict.fromkeys(one.group for policy in policies for one in policy.overlays)),
            tuple(dict.fromkeys(step.key for ladder in ladders for step in ladder.steps if step.entry)),
        )


class Ladders:
    """A policy as it runs for each kind of receiving agency, written out once for all cases."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._found: dict[str, Policy] = {}

    def of(self, group: str) -> Policy:
        """For one kind, "" where none is known. What does not differ for a kind runs as for any."""
        if group not in self._found:
            known = any(one.group == group for one in self.policy.overlays)
            self._found[group] = running(self.policy, group) if known or not group else self.of("")
        return self._found[group]

    def every(self) -> list[Policy]:
        """As it runs where no kind is known, and for each kind for which something differs."""
        return [self.of(group) for group in dict.fromkeys(("", *(one.group for one in self.policy.overlays)))]

    def rungs(self) -> list[str]:
        """The steps under any of them, in order."""
        return list(dict.fromkeys(step.key for ladder in self.every() for step in ladder.steps))


def cases(
    kinds: Kinds, count: int, seed: int, hours: Calendar, first: date, tempers: tuple[Temper, ...] = tuple(Temper)
) -> Iterator[Case]:
    """Cases at random over a year from `first`, the same for the same seed and kinds whatever the policy.

    A seventh are urgent. Of the rest that a policy may know, half of the cases have none and the others one each, as
    often as any other; a quarter begin at a later step where one may.
    """
    chance = Random(seed)  # noqa: S311 - a rehearsal must be repeatable, and nothing here is secret
    begin = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    for _ in range(count):
        start = next_opening(hours, begin + timedelta(minutes=chance.randrange(365 * 24 * 60)))
        urgency = Urgency.URGENT if chance.randrange(100) < 15 else Urgency.NORMAL
        cast = draw(chance, kinds.steps, tempers)
        priority, group = _one(chance, kinds.priorities, 0.5), _one(chance, kinds.groups, 0.5)
        yield Case(start, cast, urgency, priority, group, _one(chance, kinds.entries, 0.25))


def _one(chance: Random, names: tuple[str, ...], share: float) -> str:
    """One of these names in this share of all cases, else "". It draws as often where there are none."""
    wanted, which = chance.uniform(0, 1) < share, chance.uniform(0, 1)
    return names[int(which * len(names))] if names and wanted else ""
