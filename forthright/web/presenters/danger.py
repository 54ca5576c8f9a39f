"""What each partnership says for when a child is in immediate danger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forthright.core.policy.sentences import danger_words
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Partnership


@dataclass(frozen=True, slots=True)
class Place:
    """One partnership: the notice of its policy in sentences, and its own numbers and words where it gave some."""

    name: str
    says: list[str]
    own: str


def places(partnerships: Iterable[Partnership], current: Mapping[int, Policy]) -> list[Place]:
    """The partnerships that say something of their own; Forthright's own words stand on the page already."""
    found = []
    for one in partnerships:
        policy = current.get(one.pk)
        says = danger_words(policy.danger) if policy and policy.danger.stated else []
        if says or one.danger:
            found.append(Place(one.name, says, one.danger))
    return found
