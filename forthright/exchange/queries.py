"""Reads of what was brought in, and who may bring in what."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.models import Partnership, Person
from forthright.exchange.models import PeopleImport
from forthright.exchange.people_plan import Scope


def scopes(person: Person, now: datetime) -> list[Scope]:
    """Where this person may bring in people and posts today: the partnerships whose business unit they are, whole; of
    others the agencies that they administer. Empty for everybody else."""
    posts = directory.posts_now(person.pk, now)
    offices = {one.partnership for one in posts if one.role == Office.BUSINESS_UNIT}
    found = {one.pk: Scope(one) for one in Partnership.objects.filter(pk__in=offices).select_related("hours")}
    own: dict[int, set[int]] = {}
    for agency in directory.administered_with(posts):
        for number in agency.partnerships.exclude(pk__in=found).values_list("pk", flat=True):
            own.setdefault(number, set()).add(agency.pk)
    for one in Partnership.objects.filter(pk__in=own).select_related("hours"):
        found[one.pk] = Scope(one, frozenset(own[one.pk]))
    return sorted(found.values(), key=lambda scope: (scope.partnership.name, scope.partnership.pk))


def imports(person: Person, scopes: list[Scope]) -> QuerySet[PeopleImport]:
    """What was brought in there, newest first: all of it for the business unit, for an administrator their own."""
    whole = [scope.partnership.pk for scope in scopes if scope.only is None]
    parts = [scope.partnership.pk for scope in scopes if scope.only is not None]
    rows = PeopleImport.objects.filter(partnership__in=whole) | PeopleImport.objects.filter(
        partnership__in=parts, by=person.pk
    )
    return rows.select_related("partnership").order_by("-at", "-pk")
