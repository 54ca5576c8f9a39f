"""What a data protection officer reads: facts of the challenges of their agencies, and each time a glass was broken."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from forthright.core.challenge.codes import Side
from forthright.core.challenge.standing import Actor, Office
from forthright.record.models import BrokenGlass, Challenge, Part


def protected(actor: Actor) -> QuerySet[Challenge]:
    """The challenges of the agencies that this person protects. One that a responding agency is not in yet is not
    there for its officer."""
    there = Part.objects.filter(challenge=OuterRef("pk"), side=Side.RESPONDING.value)
    found = Q(pk__in=())
    for partnership, agency in actor.protects:
        mine = Q(raising_agency=agency) | Q(responding_agency=agency) & Exists(there)
        found |= Q(partnership=partnership) & (mine if agency else Q())
    rows = Challenge.objects.select_related("raising_agency", "responding_agency", "policy")
    return rows.filter(found).exclude(apart__person=actor.person).order_by("-raised_at", "pk")


def glasses(actor: Actor) -> QuerySet[BrokenGlass]:
    """Each time that the glass was broken to a challenge of which this person, as officer or business unit, is to know;
    newest first."""
    office = Challenge.objects.filter(partnership__in=actor.partnerships(Office.BUSINESS_UNIT))
    known = Q(challenge__in=protected(actor).values("pk")) | Q(challenge__in=office.values("pk"))
    mine = BrokenGlass.objects.filter(known).exclude(challenge__apart__person=actor.person)
    return mine.select_related("challenge").order_by("reviewed", "-since", "pk")


def partnerships_and_agencies(actor: Actor) -> tuple[set[int], set[int]]:
    """The whole partnerships, and the single agencies, that this person protects."""
    whole = {partnership for partnership, agency in actor.protects if not agency}
    return whole, {agency for _partnership, agency in actor.protects if agency}


def references(challenges: QuerySet[Challenge]) -> QuerySet[Challenge, str]:
    """Their references, as a question within another."""
    return challenges.order_by().values_list("pk", flat=True)


def glass_of(person: int, reference: str) -> BrokenGlass | None:
    """The last time this person broke the glass to this challenge."""
    return BrokenGlass.objects.filter(person=person, challenge=reference).order_by("-since").first()


def restricted_among(references: Iterable[str]) -> set[str]:
    """Those of these challenges that are kept to a named list."""
    return set(Challenge.objects.filter(pk__in=list(references), restricted=True).values_list("pk", flat=True))
