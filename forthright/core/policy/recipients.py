"""Whom a policy means by the words of its "tell" lines: a role, one of those who take part, or somebody outside.

Only what is plain is read as a role. Everything else ("relevant personnel", "reviewing officer") is somebody whom the
system does not know: it is shown, and recorded when it was done, so that nobody is dropped by being misread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from forthright.core.policy.nearly import slip
from forthright.core.policy.roles import Role


class Part(StrEnum):
    """Recipients who are known by the part they take."""

    RAISER = "whoever raised it"
    RAISING = "the raising side"
    RESPONDING = "the responding side"
    BOTH = "both sides"


_PARTS = {
    "professional who raised it": Part.RAISER,
    "one who raised it": Part.RAISER,
    "person who raised it": Part.RAISER,
    "whoever raised it": Part.RAISER,
    "raiser": Part.RAISER,
    "raising side": Part.RAISING,
    "raising agency": Part.RAISING,
    "responding side": Part.RESPONDING,
    "responding agency": Part.RESPONDING,
    "other side": Part.RESPONDING,
    "other agency": Part.RESPONDING,
    "both sides": Part.BOTH,
    "both agencies": Part.BOTH,
    "all parties": Part.BOTH,
}
BUSINESS = ("business unit", "business manager", "business office", "business team")
_BUSINESS = re.compile(r"(\w+ ){0,3}business (unit|manager|office|team)")
"""The partnership's business unit under its many names: "LSCB Business Manager", "partnership business office"."""


ARTICLE = re.compile(r"^(the|each|their|both) (?!sides|agencies)")
OUTSIDE = (
    *("police", "duty social work", "duty team", "emergency duty team", "relevant personnel", "reviewing officer"),
    *("independent reviewing officer", "lead professional", "social worker", "health visitor", "school nurse"),
    *("head teacher", "team manager", "chair of the meeting", "business manager", "business office", "business team"),
)
"""Others whom policies often name. A word that is nearly one of these, or nearly a role, was probably mistyped."""


def nearly(words: str, others: Iterable[str] = ()) -> str:
    """The known recipient, or the one of `others`, that these words are with a slip of the pen; "" where they are one,
    or near to none."""
    if meant(words) is not None or ARTICLE.sub("", words.lower().strip()) in OUTSIDE:
        return ""
    article = ARTICLE.match(words.lower().strip())
    head = words.strip()[: article.end()] if article else ""
    plain = words.strip()[len(head) :]
    parts = plain.split()
    near = slip(plain, (*_ROLES, *_PARTS, *OUTSIDE)) or slip(plain, (ARTICLE.sub("", one) for one in others))
    if near:
        return head + near
    office = slip(" ".join(parts[-2:]), BUSINESS) if len(parts) > 2 else ""
    return f"{head}{' '.join(parts[:-2])} {office}" if office else ""


def meant(words: str) -> Role | Part | None:
    """The role or part that these words name; None for somebody whom the system does not know."""
    plain = ARTICLE.sub("", words.lower().strip())
    if plain in _PARTS:
        return _PARTS[plain]
    if _BUSINESS.fullmatch(plain):
        return Role.BUSINESS_UNIT
    return _ROLES.get(plain)


def _plural(name: str) -> str:
    head, of, rest = name.partition(" of ")
    return f"{head}s{of}{rest}"


_ROLES = {name: role for role in Role for name in (role.value, _plural(role.value))}
