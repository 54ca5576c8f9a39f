"""Whether the machine's own time can be relied on: a lapse that was let happen too early cannot be taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=60)
"""By how much the time of day may differ from what has really gone by since the last look. Setting a clock by the
network moves it by less; a person's slip, a wrong time server or a machine that slept move it by more."""

HOLD = 60.0
"""Seconds of a time that runs evenly before it is relied on again. No published time is shorter than hours."""


@dataclass(frozen=True, slots=True)
class Look:
    """The time of day (aware, UTC), by how much it jumped since the look before, and whether it can be relied on."""

    now: datetime
    jumped: timedelta | None
    steady: bool


class Watch:
    """Compares the time of day with a counter that nobody can set. The first look has nothing to compare with.

    A machine that slept looks the same as one whose time was set: both wait for `HOLD` seconds, which harms nobody.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        counter: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._counter = wall, counter
        self._before: tuple[datetime, float] | None = None
        self._held_to = float("-inf")

    def look(self) -> Look:
        """The time now. A jump holds it back anew; a time that jumps back to what it was does so as well."""
        now, count = self._wall(), self._counter()
        jumped = None
        if self._before is not None:
            then, earlier = self._before
            off = now - then - timedelta(seconds=count - earlier)
            if abs(off) > STEP:
                jumped, self._held_to = off, count + HOLD
        self._before = now, count
        return Look(now, jumped, count >= self._held_to)
