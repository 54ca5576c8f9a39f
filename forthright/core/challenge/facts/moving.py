"""Events beside the ladder: a warning to the other side, and another version of the policy."""

from __future__ import annotations

from forthright.core.challenge.facts.base import NAMES, Duty, Fact, Party


class OtherSideWarned(Fact, frozen=True, kw_only=True, tag="other side warned"):
    """One side told the other that it means to take it to the next step."""

    WORDS = {"note": "what was said"}


class PolicyMoved(Fact, frozen=True, kw_only=True, tag="policy moved"):
    """The business unit moved it to another version of the policy. `origin` is the step that it stood at.

    `duties` are all that are open then. `raising` and `responding` are who owns the step where it is another one.
    """

    WORDS = {"reason": "why", "names": NAMES}
    origin: str
    policy: str
    step: str
    duties: tuple[Duty, ...]
    raising: Party | None = None
    responding: Party | None = None
    joins: tuple[Party, ...] = ()
