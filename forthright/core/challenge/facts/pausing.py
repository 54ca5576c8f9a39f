"""Events of time itself: the clocks of a step stand still, run again, and remind."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts.base import Duty, Fact


class Paused(Fact, frozen=True, kw_only=True, tag="paused"):
    """The clocks of the step stand still until an instant (UTC). `duties` restates the open ones as they are then."""

    WORDS = {"reason": "why"}
    until: datetime
    duties: tuple[Duty, ...]


class Resumed(Fact, frozen=True, kw_only=True, tag="resumed"):
    """The clocks run again: somebody said so, or the pause came to its end. `duties` restates the open ones."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]


class Reminded(Fact, frozen=True, kw_only=True, tag="reminded"):
    """The owner of a duty is reminded, as long before its time runs out as the policy says."""

    duty: str
    kind: DutyKind
    owner: int
