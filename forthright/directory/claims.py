"""Posts that an agency's own sign-in says that somebody has: held from when it first says so until it stops."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from forthright.directory.models import Holding, Person, Post
from forthright.directory.queries import local_day


class UnknownPost(LookupError):
    """A title that no post of the agency has, or that several have. `args[0]` is the title."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What changed: the titles of the posts that were begun and that were ended."""

    begun: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


def posts_called(agency: str, partnership: str, titles: Collection[str]) -> dict[str, Post]:
    """The posts of an agency with these titles. Raises UnknownPost."""
    found: dict[str, list[Post]] = {title: [] for title in titles}
    rows = Post.objects.filter(agency__name=agency, partnership__slug=partnership, title__in=list(titles))
    for post in rows.select_related("agency", "partnership"):
        found[post.title].append(post)
    for title, posts in found.items():
        if len(posts) != 1:
            raise UnknownPost(title)
    return {title: posts[0] for title, posts in found.items()}


def settle(person: Person, table: Mapping[str, Post], wanted: Collection[str], now: datetime) -> Settled:
    """Begin the wanted posts of this table that the person does not hold, and end those that are wanted no more.

    `table` is by title; posts beside it, which people entered by hand, are left alone. `now` is aware. A post that is
    ended is ended at once: its last day is yesterday, and one that began today is taken away.
    """
    day = local_day(now)
    begun, ended = [], []
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        held = Holding.objects.filter(person=person, post__in=list(table.values()), starts__lte=day)
        running = list(held.filter(ends__isnull=True).union(held.filter(ends__gte=day)))
        holds = {one.post_id for one in running}
        for title, post in table.items():
            if title in wanted and post.pk not in holds:
                Holding.objects.create(post=post, person=person, starts=day)
                begun.append(title)
        for holding in running:
            title = next(title for title, post in table.items() if post.pk == holding.post_id)
            if title not in wanted:
                _end(holding, day)
                ended.append(title)
    return Settled(tuple(begun), tuple(ended))


def _end(holding: Holding, day: object) -> None:
    if holding.starts == day:
        holding.delete()
    else:
        holding.ends = day - timedelta(days=1)  # type: ignore[operator]
        holding.save(update_fields=["ends"])
