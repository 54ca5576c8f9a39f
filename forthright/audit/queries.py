"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from forthright.audit.actions import LOOKS, REFUSED
from forthright.audit.models import Look


def trail(challenge: str) -> QuerySet[Look]:
    """Every look at a challenge, newest first."""
    return Look.objects.filter(challenge=challenge).order_by("-at", "-pk")


def trails(people: QuerySet[Any], challenges: QuerySet[Any]) -> QuerySet[Look]:
    """Every line about these people (their numbers) or these challenges (their references), newest first."""
    return Look.objects.filter(Q(person__in=people) | Q(challenge__in=challenges)).order_by("-at", "-pk")


def seen_up_to(challenge: str, people: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """For each of these people who has looked: the latest version they have seen, and when they last looked (UTC)."""
    rows = (
        Look.objects.filter(challenge=challenge, person__in=list(people), act__in=LOOKS)
        .values("person")
        .annotate(version=Max("version"), at=Max("at"))
    )
    return {row["person"]: (row["version"], row["at"]) for row in rows}


def opened_since(person: int, since: datetime) -> set[str]:
    """The challenges whose words this person was shown since an aware instant."""
    shown = Look.objects.filter(person=person, at__gt=since, facts_only=False).exclude(challenge="")
    return set(shown.filter(act__in=LOOKS).order_by().values_list("challenge", flat=True).distinct())


def refused_since(person: int, since: datetime) -> int:
    """How often this person asked to break a glass and was refused, since an aware instant."""
    return Look.objects.filter(person=person, at__gt=since, act=REFUSED, detail=GLASS).count()


GLASS = "break the glass"
"""The detail of an attempt to break a glass."""
