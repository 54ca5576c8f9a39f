"""Who answers over a stretch of time, as pieces in which nothing changes. Never by looping over minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Generic, TypeVar

from forthright.core.cover.chains import Roster, Snapshot, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """What holds from an instant until another, both aware."""

    begins: datetime
    ends: datetime
    value: T


def snapshots(roster: Roster, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime, Snapshot]]:
    """A roster between two instants, cut wherever it changes."""
    cuts = sorted({begins, ends, *(at for at in roster.instants() if begins < at < ends)})
    for start, end in pairwise(cuts):
        yield start, end, roster.at(start)


def over(roster: Roster, begins: datetime, ends: datetime, ask: Callable[[Snapshot], T]) -> list[Piece[T]]:
    """The answer to a question between two instants, as pieces in order; neighbours differ."""
    found: list[Piece[T]] = []
    for start, end, here in snapshots(roster, begins, ends):
        value = ask(here)
        if found and found[-1].value == value:
            found[-1] = Piece(found[-1].begins, end, value)
        else:
            found.append(Piece(start, end, value))
    return found


def unanswered(roster: Roster, post: int, holder: int, within: Span) -> list[Span]:
    """The stretches of a span with an end in which nobody answers for a holder of a post."""
    assert within.ends is not None

    def there(here: Snapshot) -> bool:
        answer = here.of(post, holder)
        return answer is not None and answer.there

    pieces = over(roster, within.begins, within.ends, there)
    return [Span(one.begins, one.ends) for one in pieces if not one.value]
