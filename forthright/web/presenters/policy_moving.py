"""Moving open challenges to another version of the policy: what would change for each, in words and facts alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forthright.core.challenge.facts import Duty
from forthright.core.challenge.moving import Change
from forthright.record.models import Challenge
from forthright.web.presenters import duties, policy_versions, when
from forthright.web.presenters.rows import Row, facts_only


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is expected, before and after the move."""

    what: str
    before: str
    after: str
    changed: bool


def rows(found: Sequence[Challenge], now: datetime) -> list[tuple[Row, str]]:
    """Each challenge as facts, and the version that it runs under."""
    return list(zip(facts_only(found, now), (policy_versions.name(one.policy) for one in found), strict=True))


def changes(found: Iterable[Change], now: datetime) -> list[ChangeRow]:
    """What is expected before and after, in the order of the engine."""
    return [_change(one, now) for one in found]


def _change(one: Change, now: datetime) -> ChangeRow:
    before, after = _due(one.old, now), _due(one.new, now)
    owed = one.new or one.old
    what = duties.of_a_side(owed) if owed else duties.expected(one.kind, True)
    return ChangeRow(what, before, after, before != after)


def _due(duty: Duty | None, now: datetime) -> str:
    if duty is None:
        return _("Not asked")
    return _("The time has run out") if duty.lapsed else when.due_words(duty.due, duty.said, now)
