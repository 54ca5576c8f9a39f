"""What a step may allow beside going on: times stand still or are extended, it is handed back, the other side warned.

No published policy was seen to use these but the last: each is off until a line turns it on.
"""

from __future__ import annotations

from dataclasses import dataclass

from forthright.core.policy.times import Limit


@dataclass(frozen=True, slots=True)
class Pause:
    """The clocks of a step may stand still, `limit` at most (not stated: no cap), `times` times at most (0: any)."""

    limit: Limit
    times: int = 0


@dataclass(frozen=True, slots=True)
class Extension:
    """The times of a step may be extended where the other side agrees: `limit` at most each time (not a span: no cap),
    `times` times at most (0: any)."""

    limit: Limit
    times: int = 0


@dataclass(frozen=True, slots=True)
class HandBack:
    """It may be handed back to an earlier step, `times` times at most (0: not limited)."""

    to: str
    times: int = 0


@dataclass(frozen=True, slots=True)
class Advance:
    """A warning to the other side before it goes on: `ahead` before, or Stated.NONE for any time before."""

    ahead: Limit
