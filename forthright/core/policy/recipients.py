"""Whom a policy means by the words of its "tell" lines: a role, one of those who take part, or somebody outside.

Only what is plain is read as a role. Everything else ("relevant personnel", "reviewing officer") is somebody whom the
system does not know: it is shown, and recorded when it was done, so that nobody is dropped by being misread.
"""

from __future__ import annotations

import re
from enum import StrEnum

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
_BUSINESS = re.compile(r"(\w+ ){0,3}business (unit|manager|office|team)")
"""The partnership's business unit under its many names: "LSCB Business Manager", "partnership business office"."""


def meant(words: str) -> Role | Part | None:
    """The role or part that these words name; None for somebody whom the system does not know."""
    plain = re.sub(r"^(the|each|their|both) (?!sides|agencies)", "", words.lower().strip())
    if plain in _PARTS:
        return _PARTS[plain]
    if _BUSINESS.fullmatch(plain):
        return Role.BUSINESS_UNIT
    return _ROLES.get(plain)


def _plural(name: str) -> str:
    head, of, rest = name.partition(" of ")
    return f"{head}s{of}{rest}"


_ROLES = {name: role for role in Role for name in (role.value, _plural(role.value))}
