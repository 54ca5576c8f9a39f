"""Whose a post is now, and who answers for it: the seats that decisions of the core are made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Exists, Q

from forthright.core.challenge.moment import Seat
from forthright.core.cover.chains import VACANT, Answer, Snapshot
from forthright.core.policy.shapes import Role
from forthright.core.worktime import LONDON
from forthright.directory import acting, covering
from forthright.directory.covering import Team
from forthright.directory.models import Holding, Person, Post

ROLES = {role.value for role in Role}


def local_day(now: datetime) -> date:
    """The date in England at an aware instant."""
    return now.astimezone(LONDON).date()


def seats(
    partnership: int, agencies: Iterable[int], now: datetime, lines: Iterable[int] = ()
) -> dict[tuple[int, Role], Seat]:
    """Who answers for each post of these agencies, and of the partnership itself (agency 0), now.

    The seat is the holder's, who keeps what came while a deputy answered; of a vacant post it is the deputy's. Where an
    agency has several posts of one role, the posts above the people in `lines` come first (a matter goes up its own
    line of management), then those that somebody answers for, then whoever has held it longest. An agency that works
    in several partnerships may list its people under one: for a role that it has nobody for in this one, its post in
    another counts. Where it has none at all, whoever acts for it does.
    """
    day, wanted = local_day(now), list(agencies)
    there = Q(agency_id__in=wanted) | Q(agency__isnull=True, partnership_id=partnership)
    acts = Exists(acting.acting_now(partnership, wanted, day))
    rows = Post.objects.filter(there, role__in=ROLES).annotate(acted=acts).order_by("-pk")
    posts = {post.pk: post for post in rows}
    known: list[tuple[tuple[bool, bool, bool, bool, int], Seat]] = []
    for team, here in answers_now([*wanted, -partnership], now):
        rank = {post: place for place, (post, _person) in reversed(list(enumerate(here.held)))}
        above = _above({person: post for post, person in reversed(here.held) if post in posts}, posts, lines)
        for post in posts.keys() & {*here.holders, *(one.post for one in here.covers)}:
            seat = _seat_at(posts[post], here, team)
            if seat is not None:
                here_first = posts[post].partnership_id == partnership
                key = (here_first, post in above, seat.there, post in rank, -rank.get(post, post))
                known.append((key, seat))
    known.sort(key=lambda pair: pair[0])
    found = {(seat.agency, seat.role): seat for _key, seat in known}
    if posts and not next(iter(posts.values())).acted:  # nearly always: a question fewer
        return found
    return found | acting.acted(found, partnership, wanted, day, lambda post, held: seat_of_post(post, now, held))


def answers_now(places: Iterable[int], now: datetime) -> list[tuple[Team, Snapshot]]:
    """The teams of these places, each with who holds, covers and is away now."""
    return [(team, team.at(now)) for team in covering.teams(places, now).values()]


def _seat_at(post: Post, here: Snapshot, team: Team) -> Seat | None:
    answer = here.answer(post.pk)
    return None if answer is None else _seat_for(post, answer, team)


def _seat_for(post: Post, answer: Answer, team: Team) -> Seat:
    """The holder's seat, or that of the first deputy of a vacant post."""
    vacant = answer.path[0] == VACANT
    whose = answer.path[:2] if vacant else answer.path[:1]
    return Seat(
        person=whose[-1],
        name=team.said(whose),
        title=COVERING % post.title if vacant else post.title,
        agency=post.agency_id or 0,
        role=Role(post.role),
        answers=team.said(answer.path) if answer.covered else "",
        deputy=answer.person if answer.covered else 0,
        there=answer.there,
    )


COVERING = "%s (covering)"
"""The title of somebody who covers a post, as the record keeps it."""


def posts_answered(here: Snapshot) -> set[int]:
    """The posts that somebody holds or covers."""
    return {post for post in {*here.holders, *(one.post for one in here.covers)} if here.answer(post) is not None}


def _above(post_of: Mapping[int, int], posts: Mapping[int, Post], lines: Iterable[int]) -> set[int]:
    """The posts in the lines of management above these people. A loop in the directory ends at its first repeat."""
    found: set[int] = set()
    for person in lines:
        post = post_of.get(person)
        while post is not None and post in posts and post not in found:
            found.add(post)
            post = posts[post].manager_id
    return found


def seat_of_post(post: Post, now: datetime, held: Holding | None = None) -> Seat | None:
    """Who answers for one post now; None where nobody holds or covers it. `held` is the one of its holders that is
    meant, where several share it."""
    for team, here in answers_now([covering.place_of(post.agency_id, post.partnership_id)], now):
        if held is None or held.person_id not in here.holders.get(post.pk, ()):
            return _seat_at(post, here, team)
        answer = here.of(post.pk, held.person_id)
        return None if answer is None else _seat_for(post, answer, team)
    return None


def own_seat(person: Person, post: Post) -> Seat:
    """The seat of a person who acts in their own post."""
    return Seat(person.pk, person.name, post.title, post.agency_id or 0, Role(post.role))
