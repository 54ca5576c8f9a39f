"""The words a policy text may use: the names of its lines, and the closed lists of its values."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from forthright.core.policy.shapes import Act, Actor, Role, Start
from forthright.core.worktime.units import Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a line may stand in its section."""

    required: bool = False
    many: bool = False


ONE = Rule()
MUST = Rule(required=True)
MANY = Rule(many=True)

TOP = {
    "policy": MUST,
    "partnership": MUST,
    "called": MUST,
    "version": MUST,
    "steps are called": MUST,
    "invented": ONE,
    "note": MANY,
}
SECTIONS = {
    "immediate danger": {"tell": MANY, "say": MUST},
    "source": {"address": MUST, "dated": ONE, "read on": MUST, "status": MUST, "note": ONE},
    "topics": {"topic": Rule(required=True, many=True)},
    "gaps": {"to confirm": Rule(required=True, many=True)},
}
REQUIRED_SECTIONS = ("immediate danger", "source")
STEP = {
    "only if": ONE,
    "raised by": MUST,
    "answered by": MUST,
    "needs": MANY,
    "decided by": ONE,
    "if not settled": MUST,
    "if not settled, urgent": ONE,
    "tell": MANY,
    "record": MANY,
    "note": ONE,
}
TASK_NAMES = tuple(
    f"{act}{strength}{urgent}"
    for act in Act
    for strength in (" within", " should be within")
    for urgent in ("", ", urgent")
)

STATUSES = ("published", "superseded", "second-hand", "not seen", "invented")
"""What state a source was in: the publisher's own text; an older text; somebody else's copy; known only from a text
that speaks of it; made up to show things."""

DEFAULT_ACTOR = {
    Act.RAISE: Actor.RAISING,
    Act.ACKNOWLEDGE: Actor.RESPONDING,
    Act.REPLY: Actor.RESPONDING,
    Act.MEET: Actor.RESPONDING,
    Act.WRITE: Actor.RESPONDING,
    Act.PLAN: Actor.BOTH,
    Act.SETTLE: Actor.BOTH,
}
"""Whose task an act is when its line names nobody."""

COUNTED = {unit.value: unit for unit in Unit if unit not in (Unit.SAME_WORKING_DAY, Unit.IMMEDIATELY)}
SINGULAR = {word.removesuffix("s"): unit for word, unit in COUNTED.items()}
UNITS = COUNTED | SINGULAR
"""Units that take a number, in both forms: "1 working day", "2 working days"."""

STARTS = {start.value: start for start in Start}
BY = {role.value: role for role in Role} | {actor.value: actor for actor in Actor}
ROLES = {role.value: role for role in Role}

NOT_STATED_LOOKALIKES = frozenset(
    {"n/a", "na", "tbc", "tbd", "unknown", "unstated", "unspecified", "null", "nil", "?", "-", "--", "~", "empty"}
    | {"blank", "missing", "not known", "not specified", "not given", "not said", "not clear", "to be confirmed"}
    | {"not available"}
)
"""What people write for a missing value elsewhere. Refused everywhere, so that silence has one spelling."""

COMMON_TOPICS = (
    ("threshold", "Threshold, level of need or response to a referral"),
    ("sharing", "Information sharing and communication"),
    ("roles", "Roles and responsibilities"),
    ("service", "Providing a service, or its capacity"),
    ("assessment", "Outcome of an assessment"),
    ("drift", "Drift, or a plan that is not delivered"),
    ("protection", "Need for child protection procedures, a strategy discussion or a conference"),
    ("action", "Need for action"),
    ("closure", "Stepping down or closing"),
    ("procedure", "Procedures not followed"),
    ("withheld", "Information withheld"),
    ("attendance", "Not attending"),
    ("theme", "A theme, not one child"),
)
"""(code, words): the common set that each policy's own topics can be compared by, counted over 32 policies."""


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.6) -> str:
    """The choice most like the word, or "" when none is. Long input is cut, since the comparison is quadratic."""
    found = difflib.get_close_matches(word[:80].lower(), list(choices), n=1, cutoff=cutoff)
    return found[0] if found else ""


def listed(words: Iterable[str]) -> str:
    """ "a, b or c": a closed list as part of a sentence."""
    words = list(words)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
