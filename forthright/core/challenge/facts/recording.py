"""Events that the policy asks to be kept: who was told outside the system, forms, and where it also went."""

from __future__ import annotations

from forthright.core.challenge.facts.base import Fact


class ToldOutside(Fact, frozen=True, kw_only=True, tag="told outside"):
    """Somebody whom the policy asks to be told, in its words, was told by other means than a message from here."""

    WORDS = {"how": "how they were told, and when"}
    key: str
    who: str
