"""Events that the policy asks to be kept: who was told outside the system, forms, and where it also went."""

from __future__ import annotations

from forthright.core.challenge.facts.base import Duty, Fact


class ToldOutside(Fact, frozen=True, kw_only=True, tag="told outside"):
    """Somebody whom the policy asks to be told, in its words, was told by other means than a message from here."""

    WORDS = {"how": "how they were told, and when"}
    key: str
    who: str


class FormAsked(Fact, frozen=True, kw_only=True, tag="form asked"):
    """The policy asks for a form now: each side that fills it in has a duty."""

    form: str
    name: str
    duties: tuple[Duty, ...]


class FormFilled(Fact, frozen=True, kw_only=True, tag="form filled in"):
    """A side filled in its part of a form. Both sides read it."""

    WORDS = {"answers": "what was filled in, each under its label"}
    form: str
    name: str


class ReferredOutside(Fact, frozen=True, kw_only=True, tag="referred outside"):
    """It was also taken to a place outside this procedure, in the policy's words. It moves nothing here."""

    WORDS = {"note": "what was said there, and what comes back"}
    place: str
