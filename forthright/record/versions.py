"""Reads of a partnership's policy versions: which one counts, since when, until when, and how much runs under each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q

from forthright.core.challenge.codes import Phase
from forthright.record.models import Challenge, PolicyVersion


class Standing(StrEnum):
    """How a version stands at one moment. A skipped one was overtaken before it ever counted."""

    IN_FORCE = "in force"
    TO_COME = "to come"
    REPLACED = "replaced"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its standing. `until` (UTC) is when the next one takes over, None while none does.

    `open` counts the open challenges that run under it.
    """

    row: PolicyVersion
    standing: Standing
    until: datetime | None
    open: int


def versions(partnership: int, now: datetime) -> list[Version]:
    """Every version of a partnership, the newest first."""
    counted = Count("challenge", filter=Q(challenge__phase=Phase.OPEN.value))
    rows = list(PolicyVersion.objects.filter(partnership_id=partnership).annotate(open_now=counted))
    rows.sort(key=lambda row: (row.effective, row.pk))
    untils = [*(row.effective for row in rows[1:]), None][: len(rows)]
    found = [
        Version(row, _standing(row.effective, until, now), until, row.open_now)
        for row, until in zip(rows, untils, strict=True)
    ]
    return sorted(found, key=lambda version: -version.row.number)


def _standing(since: datetime, until: datetime | None, now: datetime) -> Standing:
    if until is not None and until <= since:
        return Standing.SKIPPED
    if since > now:
        return Standing.TO_COME
    return Standing.IN_FORCE if until is None or until > now else Standing.REPLACED


def around(found: Iterable[Version], starts: datetime) -> tuple[Version | None, Version | None]:
    """The version that counts until one that starts then takes over, and the one that takes over from it later.

    Of two that start at the same moment the one published later counts, so an equal one comes before.
    """
    rows = sorted(found, key=lambda one: (one.row.effective, one.row.pk))
    before = [one for one in rows if one.row.effective <= starts]
    after = [one for one in rows if one.row.effective > starts]
    return (before[-1] if before else None), (after[0] if after else None)


def version(partnerships: Iterable[int], number: int) -> PolicyVersion | None:
    """One version by the number of its row, where it belongs to one of these partnerships."""
    rows = PolicyVersion.objects.select_related("partnership__hours")
    return rows.filter(pk=number, partnership_id__in=list(partnerships)).first()


def open_challenges(partnership: int) -> int:
    """How many challenges of a partnership are open now."""
    return Challenge.objects.filter(partnership_id=partnership, phase=Phase.OPEN.value).count()
