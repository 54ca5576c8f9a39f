"""Closed lists, topics and dates as labels. The core keeps English phrases in lower case; a label starts upper."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Side
from forthright.core.policy.sentences import first_upper, role_words
from forthright.core.policy.shapes import Role
from forthright.directory.models import Holding, Post


def code(value: StrEnum) -> str:
    """A value of a closed list as a label: "Resolved by clarification"."""
    return first_upper(phrase(value))


_SIDES = {Side.RAISING: gettext_lazy("raising side"), Side.RESPONDING: gettext_lazy("responding side")}


def side_phrase(side: Side) -> str:
    """A side within a line: "raising side"."""
    return str(_SIDES[side])


def side(side: Side) -> str:
    """A side as a label: "Raising side"."""
    return first_upper(side_phrase(side))


def phrase(value: StrEnum) -> str:
    """A value of a closed list within a sentence: "resolved by clarification"."""
    return _(value.value)


def topic(text: str) -> str:
    """The topic of a challenge as a label. The short path does not ask for one."""
    return _("Topic not given") if text in ("", "not stated") else first_upper(_(text))


def born(text: str) -> str:
    """A stored date of birth in words, "27 March 2019"; anything that is not an ISO date as it was written."""
    try:
        return formats.date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


RIGHT_TO_LEFT = ("R", "AL")


def isolated(name: str) -> str:
    """A name within a line that no markup can be put into, such as a choice in a list: one written from right to left
    turns nothing round it."""
    turns = any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in name)
    return f"\u2068{name}\u2069" if turns else name


def post(one: Post) -> str:
    """A post as it is chosen from a list: with its team."""
    return ", ".join(part for part in (one.title, one.team) if part)


def away(people: Iterable[Holding], absent: Mapping[int, str]) -> dict[str, str]:
    """By the number of a holding, that its holder is away now, and who answers for them; nothing of whoever is there.
    `absent` is as the directory gives it: "" where nobody answers."""
    told = {
        one.pk: _("Away: %(name)s answers for them now") % {"name": absent[one.person_id]}
        if absent[one.person_id]
        else _("Away, and nobody answers for them now")
        for one in people
        if one.person_id in absent
    }
    return {str(number): said for number, said in told.items()}


def holder(one: Holding) -> str:
    """Somebody in their post, as they are chosen from a list: with the joint team in which they sit."""
    joint = f", {one.post.joint_team.name}" if one.post.joint_team else ""
    return f"{isolated(one.person.name)}, {one.post.title}{joint}"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what stands under it: a text, or several. Templates cannot ask which of the two a value is."""

    label: str
    text: str
    items: list[str]


def labelled(pairs: Iterable[tuple[str, str | list[str]]]) -> list[Labelled]:
    """Pairs of a label and a text or texts, for a template."""
    return [
        Labelled(label, value, []) if isinstance(value, str) else Labelled(label, "", value) for label, value in pairs
    ]


def nobody(roles: Iterable[Role]) -> str:
    """That nobody answered for these roles when a step opened."""
    who = ", ".join(role_words(role) for role in roles)
    return _("Nobody answered then as %(who)s, and the business unit was told") % {"who": who}
