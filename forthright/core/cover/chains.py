"""Who answers for a post at one instant. The one place that follows a chain of deputies.

"A is away, B covers A; B is away, C covers B": C answers for A, as "C, for B, for A". The search is total: it takes any
rows, also such as nobody could enter (rings, covers by people who have left), and always ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

VACANT = 0
"""Stands in a path where a person would, for a post that nobody holds."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time [begins, ends), aware; `ends` None: with no end."""

    begins: datetime
    ends: datetime | None = None

    def has(self, at: datetime) -> bool:
        """Whether an instant is in it."""
        return self.begins <= at and (self.ends is None or at < self.ends)

    def meets(self, other: Span) -> bool:
        """Whether the two share an instant."""
        first, second = (self, other) if self.begins <= other.begins else (other, self)
        return (first.ends is None or second.begins < first.ends) and not (first.empty or second.empty)

    @property
    def empty(self) -> bool:
        """Whether there is no instant in it: what was stopped before it began."""
        return self.ends is not None and self.ends <= self.begins


@dataclass(frozen=True, slots=True)
class Held:
    """An active person holds a post."""

    post: int
    person: int
    span: Span


@dataclass(frozen=True, slots=True)
class Covered:
    """A deputy stands in for a post. `of` is the holder for whom, VACANT for whoever holds it or for nobody. `number`
    orders them: of two the one entered later comes first."""

    number: int
    post: int
    deputy: int
    span: Span
    of: int = VACANT


@dataclass(frozen=True, slots=True)
class Away:
    """A person is away."""

    person: int
    span: Span


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that says who answers in one agency, in any order. A deputy must hold a post of it: a person who is
    inactive or has left the agency has no row in `held`, and answers for nobody."""

    held: tuple[Held, ...] = ()
    covers: tuple[Covered, ...] = ()
    away: tuple[Away, ...] = ()

    def at(self, at: datetime) -> Snapshot:
        """The same at one instant."""
        return Snapshot(
            [(one.post, one.person) for one in self.held if one.span.has(at)],
            [one for one in self.covers if one.span.has(at)],
            {one.person for one in self.away if one.span.has(at)},
        )

    def instants(self) -> set[datetime]:
        """The instants at which anything changes."""
        rows: tuple[Held | Covered | Away, ...] = (*self.held, *self.covers, *self.away)
        spans = [one.span for one in rows]
        return {at for span in spans for at in (span.begins, span.ends) if at is not None}


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers. `path` leads from the holder (VACANT for none) over each deputy to whoever answers, the last of it.

    `there`: whether that person is not away. Where everybody who could answer is away it is the holder, or of a vacant
    post the first deputy, so that something has an owner; and nobody answers.
    """

    path: tuple[int, ...]
    there: bool = True

    @property
    def person(self) -> int:
        """Whoever answers, or would."""
        return self.path[-1]

    @property
    def covered(self) -> bool:
        """Whether it is a deputy."""
        return len(self.path) > 1


@dataclass(slots=True)
class Snapshot:
    """One agency at one instant: rows in, answers out. `held` are (post, person), the first holder of a post first."""

    held: Sequence[tuple[int, int]]
    covers: Iterable[Covered]
    away: Collection[int]
    holders: dict[int, list[int]] = field(init=False)
    posts: dict[int, list[int]] = field(init=False)
    _deputies: Mapping[int, list[Covered]] = field(init=False)

    def __post_init__(self) -> None:
        self.holders, self.posts = defaultdict(list), defaultdict(list)
        for post, person in self.held:
            self.holders[post].append(person)
            self.posts[person].append(post)
        self._deputies = defaultdict(list)
        for one in sorted(self.covers, key=lambda one: -one.number):
            self._deputies[one.post].append(one)

    def deputies(self, post: int, holder: int) -> list[int]:
        """Who may stand in for a holder of a post (VACANT: for the post itself), whoever was entered last first."""
        rows = self._deputies.get(post, ())
        if holder == VACANT:  # the post was entrusted to them, whoever held it then
            found = [one.deputy for one in rows]
        else:
            found = [one.deputy for one in rows if one.of in (VACANT, holder)]
        return [deputy for deputy in dict.fromkeys(found) if deputy != holder and deputy in self.posts]

    def answer(self, post: int) -> Answer | None:
        """Who answers for a post; None where nobody holds or covers it. Of several holders the first who is there, or
        whose deputy is."""
        answers = [self.of(post, holder) for holder in self.holders.get(post) or (VACANT,)]
        known = [one for one in answers if one is not None]
        return next((one for one in known if one.there), known[0] if known else None)

    def of(self, post: int, holder: int) -> Answer | None:
        """Who answers for one holder of a post, VACANT for a post that nobody holds."""
        seen = {holder}
        for deputy in self.deputies(post, holder):
            found = self._reach(deputy, seen)
            if found:
                return Answer((holder, *found))
        if holder != VACANT:
            return Answer((holder,), holder not in self.away)
        first = next(iter(self.deputies(post, VACANT)), None)
        return None if first is None else Answer((VACANT, first), False)

    def _reach(self, person: int, seen: set[int]) -> tuple[int, ...]:
        """The path from a deputy to somebody who is there; () for none. Whoever was asked before is not asked again: so
        a ring ends at its first repeat."""
        if person in seen:
            return ()
        seen.add(person)
        for post in self.posts[person] if self.handed_over(person) else ():
            for deputy in self.deputies(post, person):
                found = self._reach(deputy, seen)
                if found:
                    return (person, *found)
        return () if person in self.away else (person,)

    def until(self, post: int, answer: Answer) -> datetime | None:
        """When the first cover of the chain by which somebody answers for this post ends; None for never."""
        ends: list[datetime] = []
        for place, (holder, deputy) in enumerate(pairwise(answer.path)):
            posts = self.posts[holder] if place else [post]
            links = [one for own in posts for one in self._deputies.get(own, ()) if one.deputy == deputy]
            last = [one.span.ends for one in links if holder == VACANT or one.of in (VACANT, holder)]
            if None not in last:
                ends.append(max(end for end in last if end is not None))
        return min(ends, default=None)

    def handed_over(self, person: int) -> bool:
        """Whether this person is away, or has a deputy for each post they hold here."""
        posts = self.posts.get(person, [])
        return person in self.away or (bool(posts) and all(self.deputies(post, person) for post in posts))

    def ring(self, person: int) -> tuple[int, ...]:
        """The people who cover each other in a ring through this person, from them on; () where there is none."""
        return self._ring((person,), set())

    def _ring(self, path: tuple[int, ...], seen: set[int]) -> tuple[int, ...]:
        for post in self.posts.get(path[-1], ()):
            for deputy in self.deputies(post, path[-1]):
                if deputy == path[0]:
                    return path
                if deputy not in seen:
                    seen.add(deputy)
                    found = self._ring((*path, deputy), seen)
                    if found:
                        return found
        return ()
