"""Events of agreeing within a side and between deciders: gates."""

from __future__ import annotations

from forthright.core.challenge.facts.base import NAMES, Duty, Fact, Gate


class GateAsked(Fact, frozen=True, kw_only=True, tag="agreement asked"):
    """Before it goes to a step, somebody of the raising side must agree. It stays where it is meanwhile."""

    WORDS = {"reason": "why it should go there", "names": NAMES}
    gate: Gate


class GateRefused(Fact, frozen=True, kw_only=True, tag="agreement refused"):
    """Whoever keeps the gate did not agree. It stays open where it is, and the raising side may ask again."""

    WORDS = {"reason": "why not"}
    step: str
    duties: tuple[Duty, ...]
