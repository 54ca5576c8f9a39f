"""Events of ending it: decisions, outcomes, actions, the check-back, and opening it again."""

from __future__ import annotations

from datetime import datetime

from forthright.core.challenge.codes import Better, Outcome, Ruling
from forthright.core.challenge.facts.base import NAMES, Action, Duty, Fact, Party


class DecisionMade(Fact, frozen=True, kw_only=True, tag="decision made"):
    """Those at the top decided. It stands when a decider from another agency agrees, where `second` is a duty.

    `asked` are the duties of those who vote on it, where the policy says how they decide together. `recommends`: it
    stands only when both sides accept it, for which `confirm` are their duties. `afterwards` is what the policy asks
    for once it stands. `maker` is whose decision it is, also where a deputy made it for them; 0 stands in records made
    before that was kept.
    """

    WORDS = {"decision": "what was decided", "reasons": "the reasons", "actions": "the text of each action"}
    ruling: Ruling
    actions: tuple[Action, ...]
    check_back: datetime
    second: Duty | None = None
    asked: tuple[Duty, ...] = ()
    recommends: bool = False
    confirm: tuple[Duty, ...] = ()
    afterwards: tuple[Action, ...] = ()
    maker: int = 0


class DecisionSeconded(Fact, frozen=True, kw_only=True, tag="decision agreed"):
    """Another decider, of another agency, agreed to the decision, or enough of those who vote did. Now it stands;
    where it is a recommendation, `confirm` is what both sides must answer."""

    WORDS = {"note": "anything said with it"}
    confirm: tuple[Duty, ...] = ()
    afterwards: tuple[Action, ...] = ()


class DecisionReturned(Fact, frozen=True, kw_only=True, tag="decision not agreed"):
    """Another decider did not agree, or too few did; the decision does not stand and the deciding goes on."""

    WORDS = {"reason": "why"}
    duties: tuple[Duty, ...]


class OutcomeProposed(Fact, frozen=True, kw_only=True, tag="outcome proposed"):
    """One side says how this could end."""

    WORDS = {"agreed": "what is agreed, and why", "actions": "the text of each action"}
    outcome: Outcome
    actions: tuple[Action, ...]
    check_back: datetime
    duty: Duty


class OutcomeConfirmed(Fact, frozen=True, kw_only=True, tag="outcome confirmed"):
    """The other side confirmed; the outcome stands. `afterwards` is what the policy then asks for.

    `letter` stands in records made while one written notice was all that could follow.
    """

    WORDS = {"note": "anything said with it"}
    letter: Action | None = None
    afterwards: tuple[Action, ...] = ()


class OutcomeDeclined(Fact, frozen=True, kw_only=True, tag="outcome declined"):
    """The other side did not agree that it could end so."""

    WORDS = {"reason": "why"}


class ActionDone(Fact, frozen=True, kw_only=True, tag="action done"):
    """An agreed action was done."""

    WORDS = {"note": "what was done"}
    action: str


class ActionReplanned(Fact, frozen=True, kw_only=True, tag="action planned again"):
    """An action could not be done in time; the reason and the new day."""

    WORDS = {"reason": "why, and what happens now"}
    action: str
    due: datetime


class CheckBackAsked(Fact, frozen=True, kw_only=True, tag="check-back asked"):
    """The day came on which both sides are asked, apart, whether it is better for the child."""

    duties: tuple[Duty, ...]


class CheckBackAnswered(Fact, frozen=True, kw_only=True, tag="check-back answered"):
    """One side's answer. Sealed until both have answered."""

    WORDS = {"different": "what is different for the child"}
    better: Better


class Withdrawn(Fact, frozen=True, kw_only=True, tag="withdrawn"):
    """The raising side withdrew it."""

    WORDS = {"reason": "why"}


class Reopened(Fact, frozen=True, kw_only=True, tag="reopened"):
    """It is open again, at a step, with clocks of its own. What ended before stays in the record. `joins` are those
    who hold a post of the step now and were not in it."""

    WORDS = {"reason": "why", "names": NAMES}
    step: str
    duties: tuple[Duty, ...]
    joins: tuple[Party, ...] = ()
