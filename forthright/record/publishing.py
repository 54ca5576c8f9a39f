"""A person of the business unit publishes a policy: what stands in the way, and the one row that does it.

Publishing is that row and nothing else: who, when and why stand in it, the version before it is left as it is, and
from its instant on new challenges begin under it. Open challenges keep theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from django.db import IntegrityError, transaction

from forthright.core.policy.canonical import fingerprint
from forthright.core.policy.check import Finding, Level, check
from forthright.core.policy.lines import Problem
from forthright.core.policy.reader import Reading
from forthright.core.worktime import LONDON
from forthright.directory.models import Partnership, Person
from forthright.directory.queries import local_day
from forthright.record.bases import Shelf
from forthright.record.models import PolicyVersion
from forthright.record.policies import newest


class Why(StrEnum):
    """Why a text was not published."""

    UNREADABLE = "the text has problems"
    STRANDS = "a finding refuses it"
    SAME = "the same policy is already published"
    PAST = "the day lies in the past"
    NEWER = "somebody published meanwhile"


@dataclass(frozen=True, slots=True)
class NotPublished:
    """Nothing was written. `version` is the one that stands in the way, for SAME and NEWER."""

    why: Why
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    version: PolicyVersion | None = None


def obstacle(partnership: int, reading: Reading) -> NotPublished | None:
    """What stands in the way of publishing a text on any day; None when nothing does."""
    if reading.policy is None:
        return NotPublished(Why.UNREADABLE, problems=reading.problems)
    grave = tuple(finding for finding in check(reading.policy) if finding.level is Level.NEVER)
    if grave:
        return NotPublished(Why.STRANDS, findings=grave)
    mark = fingerprint(reading.policy)
    same = PolicyVersion.objects.filter(partnership_id=partnership, fingerprint=mark).first()
    return NotPublished(Why.SAME, version=same) if same else None


def starts(day: date, now: datetime) -> datetime:
    """When a version that counts from a day in England begins (UTC): at its first minute, or now when it is today."""
    return now if day == local_day(now) else datetime.combine(day, time(), LONDON).astimezone(UTC)


def publish(
    person: Person, partnership: Partnership, text: str, day: date, reason: str, seen: int, now: datetime
) -> PolicyVersion | NotPublished:
    """Publish a text, to count from a day in England on.

    `seen` is the number of the newest version that the person compared it with. A day that has passed is refused:
    challenges raised since then began under another version and keep it.
    """
    try:
        with transaction.atomic():
            shelf = Shelf(partnership, now)
            policy = shelf.read(text).policy
            refused = obstacle(partnership.pk, shelf.read(text))
            if refused:
                return refused
            if day < local_day(now):
                return NotPublished(Why.PAST)
            if newest(partnership.pk) != seen:
                return _newer(partnership)
            assert policy is not None
            return PolicyVersion.objects.create(
                partnership=partnership,
                number=seen + 1,
                fingerprint=fingerprint(policy),
                text=shelf.whole(text),
                effective=starts(day, now),
                published_at=now,
                published_by=person.pk,
                published_name=person.name,
                reason=reason,
            )
    except IntegrityError:  # somebody took the number between our look and our row
        return _newer(partnership)


def _newer(partnership: Partnership) -> NotPublished:
    return NotPublished(Why.NEWER, version=PolicyVersion.objects.filter(partnership=partnership).latest("number"))
