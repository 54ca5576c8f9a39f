"""Posts that an agency's own sign-in says that somebody has: held from when it first says so until it stops."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from forthright.directory.models import Holding, Person, Post
from forthright.directory.queries import local_day
from forthright.directory.upkeep import ENDED, GIVEN, ONE_DAY, TAKEN_BACK, By, about, note


class UnknownPost(LookupError):
    """A title that no post of the agency has, or that several have. `args[0]` is the title."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What changed: the posts that were begun and that were ended."""

    begun: tuple[Post, ...] = ()
    ended: tuple[Post, ...] = ()


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
    ended is ended at once: its last day is yesterday, and one that began today is taken away. Each leaves its line, by
    nobody: the agency's sign-in says it. The last administrator is ended like anybody else: what they may read cannot
    wait for a successor.
    """
    day, by = local_day(now), By(None, now)
    begun, ended = [], []
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        held = Holding.objects.filter(person=person, post__in=list(table.values()), starts__lte=day)
        running = list(held.filter(ends__isnull=True).union(held.filter(ends__gte=day)))
        holds = {one.post_id for one in running}
        for title, post in table.items():
            if title in wanted and post.pk not in holds:
                Holding.objects.create(post=post, person=person, starts=day)
                note(by, post.partnership_id, post.agency_id, GIVEN, **about(post, person), starts=day)
                begun.append(post)
        for holding in running:
            title, post = next((title, post) for title, post in table.items() if post.pk == holding.post_id)
            if title not in wanted:
                _end(holding, post, person, day, by)
                ended.append(post)
    return Settled(tuple(begun), tuple(ended))


def _end(holding: Holding, post: Post, person: Person, day: date, by: By) -> None:
    last, starts = day - ONE_DAY, holding.starts
    if starts == day:
        holding.delete()
    else:
        holding.ends = last
        holding.save(update_fields=["ends"])
    act = TAKEN_BACK if starts == day else ENDED
    note(by, post.partnership_id, post.agency_id, act, **about(post, person), starts=starts, last=last)
