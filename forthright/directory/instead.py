"""Who takes over from somebody who must not take part in a matter, the nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cache

from django.db.models import Q

from forthright.core.challenge.codes import TookOver
from forthright.core.challenge.moment import Instead, Seat, StandIn
from forthright.core.policy.shapes import Role
from forthright.directory import covering
from forthright.directory import queries as directory
from forthright.directory.acting import acting_now, current, seat_for
from forthright.directory.models import Cover, Holding, Post

HIGHEST = 20
"""Posts on the way up at which a loop in the directory ends at the latest."""


def instead(partnership: int, now: datetime) -> Instead:
    """Answers, for one moment, who takes over from whom: read when it is first asked, which most acts never do."""

    @cache
    def found(person: int, agency: int, post: str) -> tuple[StandIn, ...]:
        known: dict[int, StandIn] = {}
        for one in _line(partnership, person, agency, post, now):
            known.setdefault(one.seat.person, one)
        known.pop(person, None)
        return tuple(known.values())

    return found


def _line(partnership: int, person: int, agency: int, wanted: str, now: datetime) -> Iterator[StandIn]:
    """Everybody who comes into question, in order: for each post of theirs the deputy, others who hold such a post,
    the posts above, and whoever acts for the agency. The post that is meant comes first."""
    posts = _posts(partnership, person, agency, wanted, now)
    for post in posts:
        yield from _deputy(post, now)
    for post in posts:
        same = Post.objects.filter(partnership_id=post.partnership_id, agency_id=post.agency_id, role=post.role)
        for other in same.order_by("pk"):
            yield from _holding(other, now)
    for post in posts:
        yield from _above(post, now)
    roles = [Role(post.role) for post in posts]
    day = directory.local_day(now)
    acts = [row for row in acting_now(partnership, [agency], day) if not roles or row.role in roles]
    for row in acts:
        seat = seat_for(row, lambda one, held: directory.seat_of_post(one, now, held))
        if seat is not None:
            yield StandIn(seat, TookOver.ACTING)


def _posts(partnership: int, person: int, agency: int, wanted: str, now: datetime) -> list[Post]:
    """The posts of an agency (0: the partnership's own) that somebody holds or covers today."""
    day = directory.local_day(now)
    held = Holding.objects.filter(current(day), person_id=person).values("post_id")
    covered = Cover.objects.filter(current(day), deputy_id=person).values("post_id")
    place = Q(agency_id=agency) if agency else Q(agency__isnull=True, partnership_id=partnership)
    rows = Post.objects.filter(place, Q(pk__in=held) | Q(pk__in=covered), role__in=directory.ROLES).order_by("pk")
    return sorted(rows, key=lambda post: (wanted not in (post.role, post.title), post.partnership_id != partnership))


def _deputy(post: Post, now: datetime) -> Iterator[StandIn]:
    """The deputy who answers for a post now, in their own person: a part is else the holder's, who must not take it."""
    place = covering.place_of(post.agency_id, post.partnership_id)
    for team in covering.teams([place], now).values():
        answer = team.at(now).answer(post.pk)
        if answer is not None and answer.covered and answer.there:
            title = directory.COVERING % post.title
            seat = Seat(answer.person, team.said(answer.path), title, post.agency_id or 0, Role(post.role))
            yield StandIn(seat, TookOver.DEPUTY)


def _answering(post: Post, how: TookOver, now: datetime) -> Iterator[StandIn]:
    seat = directory.seat_of_post(post, now)
    if seat is not None:
        yield StandIn(seat, how)


def _holding(post: Post, now: datetime) -> Iterator[StandIn]:
    """Everybody who holds a post, or the deputy in their place where one covers."""
    yield from _answering(post, TookOver.HOLDER, now)
    day = directory.local_day(now)
    held = Holding.objects.filter(current(day), post=post, person__is_active=True).select_related("person", "post")
    for one in held.order_by("pk"):
        if not directory.deputies_of(one.person_id, now):
            yield StandIn(directory.own_seat(one.person, post), TookOver.HOLDER)


def _above(post: Post, now: datetime) -> Iterator[StandIn]:
    above = post.manager
    for _ in range(HIGHEST):
        if above is None:
            return
        yield from _holding_above(above, now)
        above = above.manager


def _holding_above(post: Post, now: datetime) -> Iterator[StandIn]:
    for one in _holding(post, now):
        yield StandIn(one.seat, TookOver.ABOVE)


def named_for(agency: int, partnership: int, now: datetime, without: Collection[int]) -> dict[str, Seat]:
    """Who can be named for an empty place beside the agency's own people, by a key for forms: whoever acts for it, or
    for a place of neither side (agency 0) whoever holds a post of the partnership itself."""
    day = directory.local_day(now)
    if agency:
        rows = acting_now(partnership, [agency], day)
        found = [seat_for(row, lambda one, held: directory.seat_of_post(one, now, held)) for row in rows]
    else:
        neutral = Post.objects.filter(partnership_id=partnership, agency__isnull=True, role=Role.CHAIR.value)
        found = [one.seat for post in neutral.order_by("pk") for one in _holding(post, now)]
    return {f"named-{one.person}": one for one in found if one is not None and one.person not in without}
