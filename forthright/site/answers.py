"""What an agency's sign-in answers, read strictly: what is missing, doubled or of another kind is refused whole."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forthright.site.providers import Provider, SecondStep
from forthright.web.stepping_up import FRESH

NOT_READ = _(
    "Your agency’s sign-in sent an answer that Forthright cannot read. You are not signed in and nothing was changed. "
    "Tell your administrator: %(what)s."
)
SKEW = 60
"""Seconds by which the clocks of the two may differ."""


class BadAnswer(Exception):
    """`fault` is for the log and names no value; `sentence` is for the person."""

    def __init__(self, fault: str) -> None:
        self.fault, self.sentence = fault, NOT_READ % {"what": fault}
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said. `second_step` is whether there was one that counts; `posts` are the values that the agency's table
    knows."""

    subject: str
    email: str
    email_stands: bool
    second_step: bool
    just_proved: bool
    posts: frozenset[str]


def read(data: Mapping[str, Any], provider: Provider, nonce: str, asked_at: float | None = None) -> Answer:
    """The answer as allauth gathered it: `id_token`, signed, and `userinfo`. Raises BadAnswer.

    `nonce` was sent with the question. `asked_at` is when the person was asked to prove again who they are (seconds
    since 1970), None where they were not.
    """
    token, more = data.get("id_token"), data.get("userinfo")
    if not isinstance(token, dict) or not isinstance(more, dict):
        raise BadAnswer("an answer is missing")
    if not nonce or token.get("nonce") != nonce:
        raise BadAnswer("an answer to another question")
    subject = _text(token, "sub")
    if not subject or more.get("sub") != subject:
        raise BadAnswer("two different subjects")
    said = [found for found in (_text(token, "email"), _text(more, "email")) if found]
    if len({one.casefold() for one in said}) > 1:
        raise BadAnswer("two different email addresses")
    verified = [one["email_verified"] for one in (token, more) if "email_verified" in one]
    if any(type(one) is not bool for one in verified):
        raise BadAnswer("email_verified is not true or false")
    return Answer(
        subject=subject,
        email=said[0] if said else "",
        email_stands=bool(said) and all(verified),
        second_step=_second_step(token, provider),
        just_proved=_just_proved(token, asked_at),
        posts=posts(token, more, provider),
    )


def posts(token: Mapping[str, Any], more: Mapping[str, Any], provider: Provider) -> frozenset[str]:
    """The values of the agency's claim that its table knows. A sign-in that should say them and does not is refused:
    it would otherwise end every post of everybody on the day on which somebody changes its settings."""
    if not provider.posts:
        return frozenset()
    said = [one[provider.posts_claim] for one in (token, more) if provider.posts_claim in one]
    if not said:
        raise BadAnswer(f"{provider.posts_claim} is missing")
    lists = [[one] if isinstance(one, str) else one for one in said]
    if not all(isinstance(one, list) and all(isinstance(value, str) for value in one) for one in lists):
        raise BadAnswer(f"{provider.posts_claim} is not a list of texts")
    if any(len(set(one)) != len(one) for one in lists) or len({frozenset(one) for one in lists}) > 1:
        raise BadAnswer(f"{provider.posts_claim} is said twice")
    return frozenset(lists[0]) & frozenset(provider.posts)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name, "")
    if not isinstance(value, str) or value != value.strip() or not value.isprintable() or len(value) > 254:
        raise BadAnswer(f"{name} is not a plain text")
    return value


def _second_step(token: Mapping[str, Any], provider: Provider) -> bool:
    """Whether there was one that counts. `amr` is a list, `acr` a text; what is of another kind is refused."""
    ways, level = token.get("amr", []), _text(token, "acr")
    if not isinstance(ways, list) or not all(isinstance(one, str) for one in ways):
        raise BadAnswer("amr is not a list of texts")
    claimed = bool({*ways, level} & set(provider.step_values))
    return provider.second_step is SecondStep.THEIRS or (provider.second_step is SecondStep.CLAIMED and claimed)


def _just_proved(token: Mapping[str, Any], asked_at: float | None) -> bool:
    """Whether the person has just proved to their agency who they are, rather than only been remembered there."""
    at, now = token.get("auth_time"), time.time()
    if at is None:
        return False
    if type(at) is not int:
        raise BadAnswer("auth_time is not a whole number")
    if at > now + SKEW:
        raise BadAnswer("auth_time is in the future")
    if asked_at is not None and at < asked_at - SKEW:
        return False  # it did not ask again, although it was told to
    return now - at < FRESH
