"""For which bodies somebody may say who acts for them, and whom they can choose. To everybody else it is not there.

The business unit does for every agency of its partnership, an administrator for their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from forthright.core.challenge.standing import Office
from forthright.core.policy.roles import NEUTRAL
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.acting import current
from forthright.directory.models import ActingFor, Agency, Holding, Partnership, Person, Post

LADDER = tuple(role for role in Role if role not in (*NEUTRAL, Role.PRACTITIONER))
"""The roles in which somebody can act for an agency: neither as a practitioner, who knows the family, nor neutral."""


@dataclass(frozen=True, slots=True)
class Body:
    """An agency with all that was ever entered about who acts for it, the newest first."""

    agency: Agency
    rows: tuple[ActingFor, ...]


def kept(person: Person, now: datetime) -> list[Agency]:
    """The agencies for which this person says who acts for them, by name."""
    offices = directory.actor(person, now).partnerships(Office.BUSINESS_UNIT)
    own = [one.pk for one in directory.administered(person, now)]
    rows = Agency.objects.filter(Q(partnerships__in=offices) | Q(pk__in=own))
    return list(rows.distinct().order_by("name", "pk"))


def bodies(person: Person, now: datetime) -> list[Body]:
    """The same, with what was entered."""
    agencies = kept(person, now)
    found: dict[int, list[ActingFor]] = {one.pk: [] for one in agencies}
    rows = ActingFor.objects.filter(agency__in=list(found)).select_related("post__agency", "post__partnership")
    for row in rows.order_by("-starts", "-pk"):
        found[row.agency_id].append(row)
    return [Body(one, tuple(found[one.pk])) for one in agencies]


def lacking(agency: Agency, now: datetime) -> list[Role]:
    """The roles that the agency has nobody for today, in the order of the ladder."""
    day = directory.local_day(now)
    held = Holding.objects.filter(current(day), post__agency=agency, person__is_active=True)
    there = set(held.values_list("post__role", flat=True))
    return [role for role in LADDER if role.value not in there]


def acting_today(agency: Agency, now: datetime) -> set[Role]:
    """The roles in which somebody acts for it today or from a later day on."""
    day = directory.local_day(now)
    rows = ActingFor.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), agency=agency)
    return {Role(role) for role in rows.values_list("role", flat=True)}


def posts_for(agency: Agency, now: datetime) -> list[Post]:
    """The posts that could act for it: of the other agencies in its partnerships, with somebody in them today."""
    day = directory.local_day(now)
    held = Holding.objects.filter(current(day), person__is_active=True).values("post_id")
    there = Post.objects.filter(partnership__in=agency.partnerships.all(), pk__in=held, agency__isnull=False)
    wanted = there.filter(role__in=[role.value for role in LADDER]).exclude(agency=agency)
    return list(wanted.select_related("agency", "partnership").order_by("agency__name", "title", "pk"))


def areas_kept(person: Person, now: datetime) -> list[Partnership]:
    """The partnerships whose areas this person writes: those whose business unit they are."""
    offices = directory.actor(person, now).partnerships(Office.BUSINESS_UNIT)
    return list(Partnership.objects.filter(pk__in=offices).order_by("name", "pk"))
