"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from forthright.audit.actions import LOOKS
from forthright.audit.models import Look


def trail(challenge: str) -> QuerySet[Look]:
    """Every look at a challenge, newest first."""
    return Look.objects.filter(challenge=challenge).order_by("-at", "-pk")


def seen_up_to(challenge: str, people: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """For each of these people who has looked: the latest version they have seen, and when they last looked (UTC)."""
    rows = (
        Look.objects.filter(challenge=challenge, person__in=list(people), act__in=LOOKS)
        .values("person")
        .annotate(version=Max("version"), at=Max("at"))
    )
    return {row["person"]: (row["version"], row["at"]) for row in rows}
