"""Who acts for an agency in a role that it has nobody of its own for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from forthright.core.challenge.moment import Seat
from forthright.core.policy.shapes import Role
from forthright.directory.models import ActingFor, Agency, Holding, Person, Post

Key = tuple[int, Role]
Answers = Callable[[Post, Holding | None], Seat | None]
"""Who answers for a post now; its holding saves looking it up."""


def current(day: date) -> Q:
    """What counts on a day, of rows that start and may end (both days included)."""
    return Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


def acting_now(partnership: int, agencies: Iterable[int], day: date) -> QuerySet[Any]:
    """What acts for these agencies in a partnership on a day. Of two for the same role the one entered last counts."""
    rows = ActingFor.objects.filter(current(day), agency_id__in=list(agencies), post__partnership_id=partnership)
    held = Holding.objects.filter(current(day), post=OuterRef("post"), person__is_active=True).order_by("pk")
    named = {"holder": Subquery(held.values("person")[:1]), "named": Subquery(held.values("person__name")[:1])}
    return rows.select_related("agency", "post__agency").annotate(**named).order_by("-pk")


def acted(
    found: Mapping[Key, Seat], partnership: int, agencies: Collection[int], day: date, answers: Answers
) -> dict[Key, Seat]:
    """The roles that nobody of these agencies holds, and who acts for them in it.

    Nobody acts for one of these agencies who belongs to another of them, or acts for two of them: one body or one
    person would sit on both sides.
    """
    every = list(_acted(partnership, agencies, day, answers, found))
    more: dict[Key, Seat] = {}
    for key, seat in every:
        bodies = {agency for (agency, _role), other in every if other.person == seat.person}
        if len(bodies) == 1:
            more.setdefault(key, seat)
    return more


def _acted(
    partnership: int, agencies: Collection[int], day: date, answers: Answers, held: Collection[Key]
) -> Iterator[tuple[Key, Seat]]:
    for row in acting_now(partnership, agencies, day):
        key = (row.agency_id, Role(row.role))
        if key in held or row.post.agency_id in agencies:
            continue
        seat = seat_for(row, answers)
        if seat is not None:
            yield key, seat


def seat_for(row: Any, answers: Answers) -> Seat | None:
    """Who acts for the agency now, of a row of `acting_now`: in its role, with the title of their own post."""
    held = Holding(post=row.post, person=Person(pk=row.holder, name=row.named)) if row.holder else None
    seat = answers(row.post, held)
    if seat is None:
        return None
    title = f"{seat.title}, acting for {row.agency.name}"
    return replace(seat, title=title, agency=row.agency_id, role=Role(row.role))


def with_roles(agencies: QuerySet[Agency], day: date) -> QuerySet[Any]:
    """These agencies, each once for every row that acts for it on a day: `acted` names the role and `acted_in` the
    partnership. Those without any come once, with None. One question, where two would be one too many for a page."""
    now = Q(acted_for__starts__lte=day) & (Q(acted_for__ends__isnull=True) | Q(acted_for__ends__gte=day))
    rows = agencies.annotate(acts=FilteredRelation("acted_for", condition=now))
    return rows.annotate(acted=F("acts__role"), acted_in=F("acts__post__partnership_id"))
