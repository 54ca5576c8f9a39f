"""The closed lists of words that a policy text may use as values. The names of its lines stand in `grammar.py`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from forthright.core.policy.roles import Role
from forthright.core.policy.times import Act, Actor, Start
from forthright.core.worktime.units import Unit

STATUSES = ("published", "superseded", "second-hand", "not seen", "invented")
"""What state a source was in: the publisher's own text; an older text; somebody else's copy; known only from a text
that speaks of it; made up to show things."""

DEFAULT_ACTOR = {
    Act.RAISE: Actor.RAISING,
    Act.REVIEW: Actor.RAISING,
    Act.ACKNOWLEDGE: Actor.RESPONDING,
    Act.REPLY: Actor.RESPONDING,
    Act.MEET: Actor.RESPONDING,
    Act.WRITE: Actor.RESPONDING,
    Act.REPORT: Actor.RESPONDING,
    Act.DECIDE: Actor.BOTH,
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

TITLES = {
    **dict.fromkeys(("social worker", "teacher", "professional", "front line", "worker"), "practitioner"),
    **dict.fromkeys(("team manager", "first-line manager", "supervisor", "their manager"), "line manager"),
    **dict.fromkeys(("dsl", "designated safeguarding lead", "lead for safeguarding"), "safeguarding lead"),
    **dict.fromkeys(("service manager", "second-tier manager"), "senior manager"),
    **dict.fromkeys(("slo", "liaison officer"), "senior liaison officer"),
    "spoc": "single point of contact",
    **dict.fromkeys(("representative", "partnership rep", "safeguarding partner"), "partnership representative"),
    **dict.fromkeys(("chair", "chairperson", "chairman", "independent chairperson"), "independent chair"),
    **dict.fromkeys(("business manager", "business office"), "business unit"),
}
"""Titles that are written for a role, and the role that is offered for them. A title itself goes into “title”."""

GROUPS = (
    *("children's social care", "social care", "adult social care", "education", "school", "early years", "health"),
    *("police", "probation", "housing", "GP practices", "youth justice", "voluntary sector"),
)
"""Kinds of agency that policies often name. Any other may be named; a near miss of one of these is asked about."""

CONDITIONS = ("the matter is urgent", "the matter is not urgent")
TELLING = ("urgent", "immediate", "imminent", "danger", "significant")
"""Conditions, and words of them, that the proofs act on: mistyped, they would be read as any other words."""

WORDED = (
    *("without", "undue", "delay", "possible", "practicable", "practical", "reasonable", "reasonably", "acceptable"),
    *("agree", "agreed", "agrees", "promptly", "prompt", "quickly", "swiftly", "straight", "straightaway", "timely"),
    *("timescale", "timescales", "matches", "degree", "concern", "urgently", "immediately", "protects", "child"),
)
"""Words of times without a number."""

RAISERS = ("a professional", "an agency", "a parent or carer", "a child")
PROFESSIONALS = frozenset({"a professional", "an agency"})
"""Raisers who sign in. A parent, a carer or a child has no account: a professional can raise it with what they say."""
ANSWERERS = ("a professional", "an agency", "several agencies")
SUBJECTS = ("a child", "several children", "an unborn child", "an adult", "a theme, no child named")
"""Who may raise it, who may be challenged, and whom or what it can be about: closed, so that pages can act on them."""

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
    """The choice most like the word, else the only one that begins with it, or "" when there is none.

    Long input is cut, since the comparison is quadratic.
    """
    low, known = word[:80].lower(), list(choices)
    found = difflib.get_close_matches(low, known, n=1, cutoff=cutoff)
    longer = [one for one in known if len(low) > 3 and one.startswith(f"{low} ")]
    return found[0] if found else longer[0] if len(longer) == 1 else ""


def listed(words: Iterable[str], joined: str = "or") -> str:
    """ "a, b or c": a closed list as part of a sentence."""
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joined} {words[-1]}"
