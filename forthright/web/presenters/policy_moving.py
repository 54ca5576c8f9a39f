"""Moving open challenges to another version of the policy: what would change for each, in words and facts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forthright.core.challenge.facts import Duty
from forthright.core.challenge.moving import Change
from forthright.core.policy.shapes import Policy
from forthright.record.models import Challenge
from forthright.web.presenters import labels, when


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One open challenge that runs under another version: facts only."""

    reference: str
    step: str
    version: str
    raised: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is expected, before and after the move."""

    what: str
    before: str
    after: str
    changed: bool


def rows(found: Iterable[Challenge], policies: dict[int, Policy]) -> list[OpenRow]:
    """Each challenge as a row. `policies` are those they run under, by the number of the version's row."""
    return [
        OpenRow(
            reference=one.pk,
            step=policies[one.policy_id].label(one.step) if one.policy_id in policies else one.step,
            version=_("Version %(number)s") % {"number": one.policy.number},
            raised=when.day(one.raised_at),
        )
        for one in found
    ]


def changes(found: Iterable[Change], now: datetime) -> list[ChangeRow]:
    """What is expected before and after, in the order of the engine."""
    return [_change(one, now) for one in found]


def _change(one: Change, now: datetime) -> ChangeRow:
    before, after = _due(one.old, now), _due(one.new, now)
    owed = one.new or one.old
    what = labels.code(one.kind)
    if owed is not None and owed.side is not None:
        what = _("%(what)s (%(side)s)") % {"what": what, "side": labels.side_phrase(owed.side)}
    return ChangeRow(what, before, after, before != after)


def _due(duty: Duty | None, now: datetime) -> str:
    if duty is None:
        return _("Not asked")
    if duty.lapsed:
        return _("The time has run out")
    return when.due_words(duty.due, duty.said, now)
