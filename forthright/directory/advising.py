"""Whose advice a side can ask for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from forthright.core.policy.roles import NEUTRAL
from forthright.core.policy.shapes import Role
from forthright.directory.acting import current
from forthright.directory.models import Holding
from forthright.directory.queries import ROLES, local_day

SPECIALISTS = (Role.ADVISER.value, Role.SAFEGUARDING_LEAD.value)
"""Of another agency only those whose post it is to advise: nobody looks for help through all of a partnership."""


def candidates(partnership: int, own: int, other: int, now: datetime) -> QuerySet[Holding]:
    """The people of one's own agency, the specialists of the others without the other side, and the partnership's own
    posts that are not neutral, by name."""
    wanted = Q(post__agency_id=own) | Q(post__role__in=SPECIALISTS) | Q(post__agency__isnull=True)
    held = Holding.objects.filter(current(local_day(now)), wanted, post__partnership_id=partnership)
    ladder = held.filter(post__role__in=ROLES - {role.value for role in NEUTRAL}, person__is_active=True)
    return (
        ladder.exclude(post__agency_id=other)
        .select_related("person", "post__agency", "post__partnership")
        .order_by("person__name", "pk")
    )
