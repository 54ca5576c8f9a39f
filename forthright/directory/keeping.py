"""Who keeps which opening hours. The one place that says who may change them; to everybody else they are not there.

An agency's administrator keeps its hours. The business unit keeps the partnership's own, its school days, and enters a
bank holiday for the hours of a nation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.models import Agency, OfficeHours, Partnership, Person


class Keeper(StrEnum):
    """What hours are kept for, as addresses name it."""

    AGENCY = "agency"
    PARTNERSHIP = "partnership"
    SCHOOL_DAYS = "school-days"


@dataclass(frozen=True, slots=True)
class Kept:
    """Opening hours that somebody keeps: for an agency, for a partnership, or for its school days.

    `number` is that of the agency or the partnership. `shared` tells that others use the same row: they get one of
    their own with the first change, so that nobody closes another agency's office.
    """

    keeper: Keeper
    number: int
    name: str
    hours: OfficeHours
    office: Office
    shared: bool


@dataclass(frozen=True, slots=True)
class Users:
    """Who counts in some opening hours: agencies and partnerships, by number and name."""

    agencies: dict[int, str]
    partnerships: dict[int, str]

    @property
    def none(self) -> bool:
        """Whether nobody does."""
        return not self.agencies and not self.partnerships

    @property
    def many(self) -> bool:
        """Whether more than one does."""
        return len(self.agencies) + len(self.partnerships) > 1


def kept(person: Person, now: datetime) -> list[Kept]:
    """The opening hours that this person keeps today: those of the partnership first, then of agencies, by name."""
    actor = directory.actor(person, now)
    offices = actor.partnerships(Office.BUSINESS_UNIT)
    own = Partnership.objects.filter(pk__in=offices).select_related("hours", "school_hours").order_by("name", "pk")
    found = [(Keeper.PARTNERSHIP, one, one.hours) for one in own]
    found += [(Keeper.SCHOOL_DAYS, one, one.school_hours) for one in own if one.school_hours]
    if actor.partnerships(Office.ADMINISTRATOR):
        agencies = [one.pk for one in directory.administered(person, now)]
        rows = Agency.objects.filter(pk__in=agencies).select_related("hours").order_by("name", "pk")
        found += [(Keeper.AGENCY, one, one.hours) for one in rows]
    counted = users_by(hours.pk for _keeper, _owner, hours in found)
    return [
        Kept(
            keeper=keeper,
            number=owner.pk,
            name=owner.name,
            hours=hours,
            office=Office.ADMINISTRATOR if keeper is Keeper.AGENCY else Office.BUSINESS_UNIT,
            shared=keeper is not Keeper.SCHOOL_DAYS and counted[hours.pk].many,
        )
        for keeper, owner, hours in found
        if keeper is not Keeper.SCHOOL_DAYS or counted[hours.pk].none  # else they follow those of an agency
    ]


def kept_one(person: Person, keeper: str, number: int, now: datetime) -> Kept | None:
    """One of them; None where this person does not keep it."""
    return next((one for one in kept(person, now) if (one.keeper, one.number) == (keeper, number)), None)


def users_by(hours: Iterable[int]) -> dict[int, Users]:
    """For each of these rows of opening hours, everybody who counts in it."""
    found = {number: Users({}, {}) for number in hours}
    for row, number, name in Agency.objects.filter(hours__in=list(found)).values_list("hours", "pk", "name"):
        found[row].agencies[number] = name
    for row, number, name in Partnership.objects.filter(hours__in=list(found)).values_list("hours", "pk", "name"):
        found[row].partnerships[number] = name
    return found


def users_of(one: Kept) -> Users:
    """Who counts in the hours that somebody keeps: the agency or the partnership alone. School days time nothing."""
    return Users(
        {one.number: one.name} if one.keeper is Keeper.AGENCY else {},
        {one.number: one.name} if one.keeper is Keeper.PARTNERSHIP else {},
    )


def hours_in(partnership: int) -> list[OfficeHours]:
    """The opening hours in which this partnership or one of its agencies counts, or that say its school days, by nation
    and title."""
    used = Q(partnership=partnership) | Q(agency__partnerships=partnership) | Q(school_days_of=partnership)
    return list(OfficeHours.objects.filter(used).distinct().order_by("nation", "title", "pk"))


def school_choices(partnership: int) -> list[OfficeHours]:
    """The opening hours that may say which days are school days: those of the partnership's agencies, and its own."""
    used = Q(agency__partnerships=partnership) | Q(school_days_of=partnership)
    return list(OfficeHours.objects.filter(used).distinct().order_by("title", "pk"))
