"""Entering leave and cover: who may, for whom, and what is wrong with what they wish. Nothing is written here.

Everybody for themselves; a line manager for their team; an agency's administrator and its safeguarding lead for
everybody of the agency and its vacant posts; the business unit for the partnership's own posts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from forthright.core.challenge.standing import Actor, Office
from forthright.core.cover.chains import VACANT, Away, Covered, Roster, Span
from forthright.core.cover.stretches import snapshots, unanswered
from forthright.core.policy.shapes import Role
from forthright.directory import choices, covering
from forthright.directory import queries as directory
from forthright.directory.covering import Team, place_of, span_of
from forthright.directory.models import Cover, Entered, Leave, Person, Post
from forthright.directory.queries import PostNow

LONGEST = timedelta(days=366)
"""Longer than this somebody has another post, or none."""
AHEAD = timedelta(days=731)
"""A later day is a slip of typing."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose absence it is: a person with their posts in one place, or a vacant post (`person` VACANT) of it."""

    person: int
    name: str
    place: int
    posts: tuple[Post, ...]

    @property
    def titles(self) -> str:
        """The titles of the posts."""
        return ", ".join(post.title for post in self.posts)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody enters. Days are local and both included; `deputies` by place, none for a place without cover.
    `cover_from` is a day on which the cover begins, where that is not the first. `replaces` is what it is a change of.
    """

    person: int
    starts: date
    ends: date
    from_time: time | None = None
    until_time: time | None = None
    deputies: Mapping[int, int] = field(default_factory=dict)
    cover_from: date | None = None
    replaces: Entered | None = None

    @property
    def span(self) -> Span:
        """From when until when somebody is away."""
        return span_of(self.starts, self.ends, self.from_time, self.until_time)

    @property
    def cover_starts(self) -> tuple[date, time | None]:
        """The day and the time at which the cover begins."""
        later = self.cover_from is not None and self.cover_from > self.starts
        return (self.cover_from or self.starts, None) if later else (self.starts, self.from_time)

    @property
    def cover_span(self) -> Span:
        """From when until when it is covered."""
        starts, from_time = self.cover_starts
        return span_of(starts, self.ends, from_time, self.until_time)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be entered so. `names` are the people of it, `span` the stretch that it is about."""

    code: str
    names: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a wish comes to: what is wrong, and when nobody would answer although somebody covers."""

    wrong: tuple[Wrong, ...]
    gaps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody who enters absences, with the posts that they hold or cover now, and what follows from these."""

    person: Person
    posts: tuple[PostNow, ...]
    actor: Actor

    @property
    def places(self) -> set[int]:
        """The places whose people's absences they enter, as their lead."""
        roles = (Office.ADMINISTRATOR, Role.SAFEGUARDING_LEAD)
        agencies = {one.agency for one in self.posts if one.agency and one.role in roles}
        return agencies | {-one.partnership for one in self.posts if not one.agency and one.role == UNIT}

    @property
    def managed(self) -> set[int]:
        """Their own posts, as whose manager they may be named."""
        return {one.post for one in self.posts}


UNIT = Office.BUSINESS_UNIT.value


def carer(person: Person, now: datetime) -> Carer:
    """Somebody as who enters absences."""
    posts = tuple(directory.posts_now(person.pk, now))
    return Carer(person, posts, directory.actor_with(person, posts, now))


def whose(people: Iterable[int], teams: Mapping[int, Team], now: datetime) -> list[Whose]:
    """These people with their posts now in these teams, one for each place; agencies before the partnership's own."""
    found: list[tuple[int, int, list[int]]] = []
    for place, team in sorted(teams.items(), reverse=True):
        here = team.at(now)
        found += [(place, person, here.posts[person]) for person in sorted(people) if here.posts.get(person)]
    posts = Post.objects.in_bulk({post for _place, _person, mine in found for post in mine})
    return [
        Whose(person, teams[place].names[person], place, tuple(posts[post] for post in mine))
        for place, person, mine in found
    ]


def own(person: Person, now: datetime) -> list[Whose]:
    """Somebody with their own posts."""
    return whose({person.pk}, covering.teams_of({person.pk}, now), now)


def cared_for(by: Carer, now: datetime) -> list[Whose]:
    """The people whose absences this person enters, beside their own."""
    led, leads = covering.teams(by.places, now), by.actor.leads
    teams = led | (covering.teams_of(leads, now) if leads else {})
    people = {person for team in led.values() for person in team.at(now).posts} | leads
    found = [one for one in whose(people - {by.person.pk}, teams, now) if one.place in by.places or one.person in leads]
    return sorted(found, key=lambda one: (one.name, one.place))


def vacant(by: Carer, now: datetime) -> list[Whose]:
    """The posts that nobody holds now, and whose cover this person enters: of the places
    that they lead, and right below their own posts."""
    rows = Post.objects.filter(
        Q(agency__in=[place for place in by.places if place > 0])
        | Q(agency=None, partnership__in=[-place for place in by.places if place < 0])
        | Q(manager__in=by.managed)
    )
    free = choices.not_held(rows, now).order_by("title", "pk")
    return [Whose(VACANT, "", place_of(post.agency_id, post.partnership_id), (post,)) for post in free]


def look(wish: Wish, of: Iterable[Whose], now: datetime) -> Looked:
    """What would come of a wish for one person, or one vacant post, at an aware instant: from then on. Days before it
    are never entered."""
    wrong = _days(wish, directory.local_day(now))
    if wrong:
        return Looked(tuple(wrong))
    end = wish.span.ends or wish.span.begins
    gaps: set[Span] = set()
    if wish.person != VACANT:
        wrong += _twice(wish, now)
    for one in of:
        team = covering.teams([one.place], wish.span.begins, end).get(one.place)
        if team is not None:
            found = _place(wish, one, team, now)
            wrong += found.wrong
            gaps |= set(found.gaps)
    return Looked(tuple(wrong), tuple(sorted(gaps, key=lambda span: span.begins)))


def _days(wish: Wish, today: date) -> list[Wrong]:
    if wish.starts < today:
        return [Wrong("past")]
    if wish.ends < wish.starts or wish.span.empty:
        return [Wrong("order")]
    if wish.ends - wish.starts > LONGEST or wish.starts > today + AHEAD:
        return [Wrong("long")]
    if wish.cover_from is not None and not wish.starts <= wish.cover_from <= wish.ends:
        return [Wrong("cover outside")]
    return []


def _twice(wish: Wish, now: datetime) -> list[Wrong]:
    rows = Leave.objects.filter(person=wish.person, starts__lte=wish.ends, ends__gte=wish.starts)
    old = wish.replaces.pk if isinstance(wish.replaces, Leave) else None
    spans = [span(row) for row in rows if row.pk != old]
    return [Wrong("already away", span=one) for one in spans if one.meets(wish.span) and _goes_on(one, now)][:1]


def _goes_on(one: Span, now: datetime) -> bool:
    return one.ends is None or one.ends > now


def span(row: Entered) -> Span:
    """The stretch for which what was entered counts."""
    return span_of(row.starts, row.ends, row.from_time, row.until_time, row.stopped_at)


def _place(wish: Wish, one: Whose, team: Team, now: datetime) -> Looked:
    deputy = wish.deputies.get(one.place)
    before = _without(team.roster, wish)
    posts = {post.pk for post in one.posts}
    holder = one.person
    if deputy:
        wrong = _deputy(wish, deputy, one, team, before, now)
        if wrong:
            return Looked((wrong,))
    plain = Away(holder, wish.span)
    away = (*before.away, plain) if holder != VACANT else before.away
    new = tuple(Covered(2**62, post, deputy, wish.cover_span, holder) for post in posts) if deputy else ()
    after = Roster(before.held, before.covers + new, away)
    for _begins, _ends, here in snapshots(after, wish.cover_span.begins, wish.span.ends or wish.span.begins):
        ring = here.ring(holder) if deputy and holder != VACANT else ()
        if ring:
            return Looked((Wrong("ring", tuple(team.names[person] for person in ring)),))
    if not deputy:
        return Looked(())
    return Looked((), tuple(gap for post in posts for gap in unanswered(after, post, holder, wish.span)))


def _without(roster: Roster, wish: Wish) -> Roster:
    """The roster as if what is changed had not been entered."""
    old = wish.replaces
    if isinstance(old, Cover):
        return replace(roster, covers=tuple(one for one in roster.covers if one.number != old.pk))
    if isinstance(old, Leave):
        mine = set(old.covers.values_list("pk", flat=True))
        covers = tuple(one for one in roster.covers if one.number not in mine)
        away = tuple(one for one in roster.away if (one.person, one.span) != (old.person_id, span(old)))
        return replace(roster, covers=covers, away=away)
    return roster


def _deputy(wish: Wish, deputy: int, one: Whose, team: Team, before: Roster, now: datetime) -> Wrong | None:
    holder, posts = one.person, {post.pk for post in one.posts}
    if deputy == holder:
        return Wrong("yourself")
    if not any(held.person == deputy and held.span.meets(wish.cover_span) for held in before.held):
        return Wrong("elsewhere")
    for row in before.covers:
        same = row.post in posts and row.of in (VACANT, holder)
        if same and row.span.meets(wish.cover_span) and _goes_on(row.span, now):
            return Wrong("covered", (team.names.get(row.deputy, ""),), row.span)
    return None
