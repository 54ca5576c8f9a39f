"""Who keeps which posts and people, and how an agency stands: the one place that says who may do upkeep.

An agency's administrator keeps its posts and people. The business unit keeps the partnership's own posts and joint
teams, adds agencies, sees the posts of them all, and names an agency's administrators. To everybody else none of it is
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet

from forthright.core.challenge.standing import Office
from forthright.core.policy.roles import NEUTRAL, Role
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Holding, Partnership, Person, Post

OFFICER = Office.DATA_PROTECTION.value
OF_AGENCIES = (*(role.value for role in Role if role not in NEUTRAL), OFFICER, Office.ADMINISTRATOR.value)
OF_THE_PARTNERSHIP = (*(role.value for role in NEUTRAL), OFFICER, Office.SCRUTINEER.value)
"""The roles that a post of an agency may have, and one of the partnership itself."""

ORDER = tuple(dict.fromkeys((*OF_THE_PARTNERSHIP, *OF_AGENCIES)))

SOON = timedelta(days=30)
"""How long before it is vacant a post is shown as becoming vacant."""


@dataclass(frozen=True)
class Staff:
    """What one person keeps at a moment: `agencies` whose administrator they are, `offices` whose business unit."""

    person: Person
    now: datetime
    agencies: dict[int, Agency]
    offices: dict[int, Partnership]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing here that they keep."""
        return not self.agencies and not self.offices

    @property
    def administered(self) -> frozenset[int]:
        """The agencies of which they are administrator, by number."""
        return frozenset(self.agencies)

    def keeps(self, post: Post) -> bool:
        """Whether they may change this post and give it to somebody."""
        if post.agency_id in self.agencies:
            return True
        named_here = post.agency_id is None or post.role == Office.ADMINISTRATOR.value
        return post.partnership_id in self.offices and named_here

    @cached_property
    def seen(self) -> dict[int, Agency]:
        """Every agency whose posts they see, by number: their own, and all of their partnerships'."""
        rows = Agency.objects.filter(partnerships__in=self.offices).distinct().order_by("name", "pk")
        return {**{one.pk: one for one in rows}, **self.agencies}


def staff(person: Person, now: datetime) -> Staff:
    """What this person keeps now."""
    actor = directory.actor(person, now)
    agencies = directory.administered(person, now) if actor.partnerships(Office.ADMINISTRATOR) else []
    offices = actor.partnerships(Office.BUSINESS_UNIT)
    rows = Partnership.objects.filter(pk__in=offices).order_by("name", "pk") if offices else []
    return Staff(person, now, {one.pk: one for one in agencies}, {one.pk: one for one in rows})


@dataclass(frozen=True, slots=True)
class Held:
    """A post with who holds it: `now` those who do, `coming` those who will, `before` those who did, last first.

    `vacant_from` is the day on which nobody will hold it, where one is known; today for a vacant post.
    """

    post: Post
    now: tuple[Holding, ...]
    coming: tuple[Holding, ...]
    before: tuple[Holding, ...]
    vacant_from: date | None

    def is_vacant(self, day: date) -> bool:
        """Whether nobody holds it on this day."""
        return self.vacant_from is not None and self.vacant_from <= day

    def soon(self, day: date) -> bool:
        """Whether nobody will hold it within the next thirty days."""
        return self.vacant_from is not None and day < self.vacant_from <= day + SOON


def posts_in(agency: int, partnerships: Iterable[int], day: date) -> list[Held]:
    """The posts of an agency in these partnerships, with who holds them on a day, the higher ones first."""
    return _with_holders(Post.objects.filter(agency=agency, partnership__in=list(partnerships)), day)


def own_posts(partnership: int, day: date) -> list[Held]:
    """The posts of the partnership itself."""
    return _with_holders(Post.objects.filter(agency__isnull=True, partnership=partnership), day)


def vacant_by_agency(partnership: int, day: date) -> dict[int, tuple[int, int]]:
    """For each agency of a partnership: how many of its posts are vacant on a day, and how many will be soon."""
    found: dict[int, tuple[int, int]] = {}
    for one in _with_holders(Post.objects.filter(agency__isnull=False, partnership=partnership), day):
        vacant, soon = found.get(one.post.agency_id or 0, (0, 0))
        found[one.post.agency_id or 0] = (vacant + one.is_vacant(day), soon + one.soon(day))
    return found


def post_held(post: int, day: date) -> Held | None:
    """One post with who holds it."""
    return next(iter(_with_holders(Post.objects.filter(pk=post), day)), None)


def _with_holders(posts: QuerySet[Post], day: date) -> list[Held]:
    holders = Holding.objects.select_related("person").order_by("-starts", "-pk")
    rows = posts.select_related("manager", "joint_team", "partnership", "agency")
    found = [
        _held(post, list(post.holdings.all()), day) for post in rows.prefetch_related(Prefetch("holdings", holders))
    ]
    return sorted(found, key=lambda one: (ORDER.index(one.post.role), one.post.team, one.post.title, one.post.pk))


def _held(post: Post, holdings: list[Holding], day: date) -> Held:
    there = [one for one in holdings if one.person.is_active or one.starts <= day]
    now = tuple(one for one in there if one.starts <= day and (one.ends is None or one.ends >= day))
    coming = tuple(one for one in there if one.starts > day)
    before = tuple(one for one in there if one.ends is not None and one.ends < day)
    able = [one for one in (*now, *coming) if one.person.is_active]
    return Held(post, now, coming, before, _vacant_from(able, day))


def _vacant_from(holdings: list[Holding], day: date) -> date | None:
    """The first day, from this one on, on which none of these holdings runs; None where there is no such day."""
    for one in sorted(holdings, key=lambda holding: holding.starts):
        if one.starts > day:
            return day
        if one.ends is None:
            return None
        day = max(day, one.ends + timedelta(days=1))
    return day


def held_by(person: Person, day: date) -> list[Holding]:
    """What a person holds on a day or will hold, by agency."""
    rows = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), person=person)
    return list(rows.select_related("post__agency", "post__partnership").order_by("post__agency__name", "starts", "pk"))
