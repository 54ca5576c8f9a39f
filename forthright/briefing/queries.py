"""Reads of who has read the briefing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count

from forthright.briefing.cards import VERSION
from forthright.briefing.models import Acknowledgement
from forthright.directory.models import Person


def read_at(person: Person) -> datetime | None:
    """When this person said that they had read the present version (UTC), or None."""
    return Acknowledgement.objects.filter(person=person.pk, version=VERSION).values_list("at", flat=True).first()


def readers(agencies: Iterable[int], before: datetime) -> dict[int, int]:
    """How many people of each of these agencies said before an instant that they had read the present version."""
    rows = Acknowledgement.objects.filter(version=VERSION, agency__in=list(agencies), at__lt=before)
    return dict(rows.values_list("agency").annotate(n=Count("pk")).order_by())
