"""Who is employed where now: lists of people and posts to choose from, whatever they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from forthright.directory.acting import current
from forthright.directory.models import Agency, Holding, Partnership, Post
from forthright.directory.queries import local_day


def posts_of_people(people: Iterable[int], now: datetime) -> QuerySet[Holding, int]:
    """The numbers of the posts that these people hold now."""
    held = Holding.objects.filter(current(local_day(now)), person__in=list(people))
    return held.values_list("post_id", flat=True)


def employed(place: int, now: datetime, without: int = 0) -> list[tuple[str, str]]:
    """Everybody who holds a post in a place now, once each, except one: (number, "name, title"), by name."""
    held = Holding.objects.filter(current(local_day(now)), person__is_active=True).exclude(person=without)
    there = Q(post__agency=place) if place > 0 else Q(post__agency=None, post__partnership=-place)
    rows = held.filter(there).order_by("person__name", "person_id", "pk")
    found: dict[int, tuple[str, list[str]]] = {}
    for person, name, title in rows.values_list("person_id", "person__name", "post__title"):
        found.setdefault(person, (name, []))[1].append(title)
    return [(str(person), ", ".join([name, *titles])) for person, (name, titles) in found.items()]


def place_names(places: Iterable[int]) -> dict[int, str]:
    """What these places are called: the agency, or the partnership whose own posts they are."""
    wanted = set(places)
    own = Partnership.objects.filter(pk__in=[-place for place in wanted if place < 0]).values_list("pk", "name")
    agencies = Agency.objects.filter(pk__in=[place for place in wanted if place > 0]).values_list("pk", "name")
    return dict(agencies) | {-number: name for number, name in own}


def not_held(posts: QuerySet[Post], now: datetime) -> QuerySet[Post]:
    """Those of these posts that nobody holds now."""
    holder = Holding.objects.filter(current(local_day(now)), post=OuterRef("pk"), person__is_active=True)
    return posts.filter(~Exists(holder))


def below(posts: Iterable[int]) -> frozenset[int]:
    """The posts right below these."""
    return frozenset(Post.objects.filter(manager__in=list(posts)).values_list("pk", flat=True))
