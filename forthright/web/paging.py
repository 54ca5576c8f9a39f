"""Pages of long lists, by how many rows to skip. Nothing counts the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

FARTHEST = 10_000
"""Nobody reads further by hand, and skipping costs the database more the further it goes."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged:
    """Where in a list a page is. `earlier` and `later` are rows to skip, None where there is no such page."""

    start: int
    earlier: int | None
    later: int | None


def start_of(request: HttpRequest) -> int:
    """How many rows to skip, from ?from=; anything that is not a number is the start."""
    given = request.GET.get("from", "")
    return min(int(given), FARTHEST) if given.isdecimal() and given.isascii() and len(given) < 10 else 0


def page_of(found: Sequence[T], start: int, size: int) -> tuple[Sequence[T], Paged]:
    """The rows that fit, and where the page is. `found` has one row more than fits where there are more."""
    earlier = max(start - size, 0) if start else None
    return found[:size], Paged(start, earlier, start + size if len(found) > size else None)
