"""Events of agreeing within a side and between deciders: gates, votes, recommendations."""

from __future__ import annotations

from forthright.core.challenge.facts.base import NAMES, Action, Duty, Fact, Gate


class GateAsked(Fact, frozen=True, kw_only=True, tag="agreement asked"):
    """Before it goes to a step, somebody of the raising side must agree. It stays where it is meanwhile."""

    WORDS = {"reason": "why it should go there", "names": NAMES}
    gate: Gate


class GateRefused(Fact, frozen=True, kw_only=True, tag="agreement refused"):
    """Whoever keeps the gate did not agree. It stays open where it is, and the raising side may ask again."""

    WORDS = {"reason": "why not"}
    step: str
    duties: tuple[Duty, ...]


class DecisionVoted(Fact, frozen=True, kw_only=True, tag="decision voted on"):
    """One of those who decide together agreed to the decision, or did not. Whoever did not is kept with the reason."""

    WORDS = {"note": "anything said with it", "reason": "why not"}
    voter: int
    agree: bool


class RecommendationAccepted(Fact, frozen=True, kw_only=True, tag="recommendation accepted"):
    """A side accepted what was recommended. It stands when both have. `afterwards` is what the policy then asks for."""

    WORDS = {"note": "anything said with it"}
    afterwards: tuple[Action, ...] = ()


class RecommendationDeclined(Fact, frozen=True, kw_only=True, tag="recommendation declined"):
    """A side did not accept what was recommended. It stays open at the step."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]
