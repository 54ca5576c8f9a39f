"""People who take part although they hold no post any more: what is open stays with them until it is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from forthright.core.challenge.codes import Phase, Side
from forthright.directory.models import ActingFor, Cover, Holding, Person
from forthright.directory.queries import local_day
from forthright.record.models import Part


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a post who still takes part: for which agency (0: for the partnership itself), in how many
    challenges, and whether one waits for them."""

    person: int
    name: str
    agency: int
    partnership: int
    challenges: int
    awaited: bool


def left_behind(now: datetime, *, agencies: Iterable[int] = (), partnerships: Iterable[int] = ()) -> list[Left]:
    """Those of these agencies, and of all that take part in these partnerships, by name."""
    day = local_day(now)
    running = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
    there = Q(post__agency=OuterRef("of")) | Q(
        post__agency__isnull=True, post__partnership=OuterRef("challenge__partnership")
    )
    holds = Exists(Holding.objects.filter(running & there, person=OuterRef("person"), person__is_active=True))
    covers = Exists(Cover.objects.filter(running & there, deputy=OuterRef("person"), deputy__is_active=True))
    acts = Exists(
        ActingFor.objects.filter(running, agency=OuterRef("of")).filter(
            Exists(Holding.objects.filter(running, post=OuterRef("post"), person=OuterRef(OuterRef("person"))))
        )
    )
    wanted = Q(of__in=list(agencies)) | Q(challenge__partnership__in=list(partnerships))
    parts: QuerySet[Part] = (
        Part.objects.exclude(challenge__phase=Phase.ENDED.value)
        .annotate(
            of=Case(
                When(side=Side.RAISING.value, then=F("challenge__raising_agency")),
                When(side=Side.RESPONDING.value, then=F("challenge__responding_agency")),
            )
        )
        .filter(wanted)
        .exclude(person__in=Person.objects.filter(guest=True).values("pk"))  # they never held one
        .exclude(holds)
        .exclude(covers)
        .exclude(acts)
    )
    return _by_person(parts.values_list("person", "of", "challenge__partnership", "expects"))


def _by_person(rows: Iterable[tuple[int, int | None, int, str]]) -> list[Left]:
    found: dict[tuple[int, int, int], list[str]] = {}
    for person, agency, partnership, expects in rows:
        found.setdefault((person, agency or 0, partnership), []).append(expects)
    names = dict(Person.objects.filter(pk__in={person for person, *_ in found}).values_list("pk", "name"))
    left = [
        Left(person, names.get(person, ""), agency, partnership, len(all_of), any(all_of))
        for (person, agency, partnership), all_of in found.items()
    ]
    return sorted(left, key=lambda one: (one.name, one.agency))
