"""Data protection officers: a post of an agency, or of the partnership for all its agencies. Decision 39."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.core.worktime import LONDON
from forthright.directory.models import Holding, Person, Post


def protected_by(posts: Iterable[int]) -> frozenset[tuple[int, int]]:
    """The (partnership, agency) that these posts of officers protect; agency 0 for a whole partnership."""
    wanted = list(posts)
    if not wanted:
        return frozenset()
    found = Post.objects.filter(pk__in=wanted).values_list("partnership_id", "agency_id")
    return frozenset((partnership, agency or 0) for partnership, agency in found)


def officers(partnership: int, agencies: Iterable[int], now: datetime) -> list[int]:
    """The people who are the data protection officer of these agencies, or of the partnership, at an aware instant."""
    day = now.astimezone(LONDON).date()
    there = Q(post__agency_id__in=list(agencies)) | Q(post__agency__isnull=True)
    held = Holding.objects.filter(_on(day), there, post__partnership_id=partnership, person__is_active=True)
    held = held.filter(post__role=Office.DATA_PROTECTION.value).order_by("pk")
    return list(dict.fromkeys(held.values_list("person_id", flat=True)))


def staff(partnerships: Iterable[int], agencies: Iterable[int]) -> QuerySet[Person]:
    """Everybody who holds or has held a post of these partnerships, or of these agencies, by name."""
    held = Holding.objects.filter(
        Q(post__partnership_id__in=list(partnerships)) | Q(post__agency_id__in=list(agencies))
    )
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("name", "pk")


def of_the_partnership(partnership: int, now: datetime) -> QuerySet[Holding]:
    """Who holds a post of the ladder that is the partnership's own now, such as an independent chair."""
    day = now.astimezone(LONDON).date()
    held = Holding.objects.filter(_on(day), post__partnership_id=partnership, post__agency__isnull=True)
    ladder = held.filter(post__role__in=[role.value for role in Role], person__is_active=True)
    return ladder.select_related("person", "post").order_by("person__name", "pk")


def _on(day: date) -> Q:
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
