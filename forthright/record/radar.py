"""The cover radar of a partnership: its policy in force and its open matters against who is there, 30 days ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from forthright.core.challenge.codes import Phase, Side
from forthright.core.cover import radar as core
from forthright.core.cover.chains import Answer, Roster, Snapshot
from forthright.core.cover.radar import NO_POST, Hole, Open, Place
from forthright.core.cover.stretches import Piece
from forthright.core.policy.proofs.posts import Asked, asked_of
from forthright.core.policy.rungs import AGAIN
from forthright.core.policy.shapes import Policy
from forthright.core.worktime import Calendar
from forthright.directory import covering
from forthright.directory.acting import acting_now
from forthright.directory.covering import Team, place_of
from forthright.directory.hours import calendar_of
from forthright.directory.models import ActingFor, Agency, Partnership, Person, Post
from forthright.directory.queries import ROLES, local_day
from forthright.record.models import Part
from forthright.record.policies import as_it_runs, in_force
from forthright.record.queries import MINE

AHEAD = timedelta(days=30)
EMPTY = Team(Roster(), {})
MOST = 2000
"""Of the open matters so many are looked at, soonest due first: a page, not a report."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Open hours in which nobody answers. `post` is None where no post of the `roles` is held or covered. `steps` are
    those of the policy at which it is asked for. `about` is the reference of an open matter, where it is about one."""

    place: int
    post: Post | None
    roles: tuple[str, ...]
    steps: tuple[str, ...]
    hole: Hole
    title: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Who answers for one post over the days, for the picture and its text."""

    post: Post
    pieces: tuple[Piece[Answer | None], ...]


@dataclass(frozen=True, slots=True)
class MatterLine:
    """Who answers for somebody who is waited for in an open matter, until it is due or the days are over."""

    reference: str
    place: int
    person: int
    title: str
    due: datetime | None
    pieces: tuple[Piece[Answer | None], ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The radar of one place: an agency, or a partnership's own posts. `rings` are people who cover each other."""

    place: int
    name: str
    team: Team
    calendar: Calendar
    hours: tuple[Open, ...]
    gaps: tuple[Gap, ...]
    lines: tuple[Line, ...]
    matters: tuple[MatterLine, ...] = ()
    rings: tuple[tuple[int, ...], ...] = ()


def look(partnership: Partnership, now: datetime, places: Collection[int] | None = None) -> list[Seen]:
    """The radar from `now` (aware UTC) on, of these places of a partnership, or of all of them. None without a policy:
    then only open matters are looked at."""
    end = now + AHEAD
    agencies = list(Agency.objects.filter(partnerships=partnership).select_related("hours").order_by("name", "pk"))
    own = -partnership.pk
    calendars = {agency.pk: calendar_of(agency.hours) for agency in agencies} | {own: calendar_of(partnership.hours)}
    names = {agency.pk: agency.name for agency in agencies} | {own: partnership.name}
    wanted = [place for place in names if places is None or place in places]
    acts = list(acting_now(partnership.pk, [place for place in wanted if place > 0], local_day(now)))
    bodies = {place_of(row.post.agency_id, row.post.partnership_id) for row in acts}
    teams = covering.teams({*wanted, own, *bodies}, now, end)
    posts = _posts({*wanted, own})
    needs = _needs(partnership, agencies, now)
    matters = _matters(partnership, teams, calendars, (now, end), set(wanted))
    found = []
    for place in wanted:
        hours = core.opening(calendars[place], now, end)
        team = teams.get(place, EMPTY)
        acting = [row for row in acts if row.agency_id == place]
        sight = _Sight(place, partnership.pk, teams, posts, acting, hours, (now, end))
        gaps = [*sight.gaps(needs.get(place, {})), *_matter_gaps(matters.get(place, ()))]
        found.append(
            Seen(
                place=place,
                name=names[place],
                team=team,
                calendar=calendars[place],
                hours=tuple(hours),
                gaps=tuple(sorted(gaps, key=lambda gap: (gap.hole.begins, gap.title))),
                lines=tuple(sight.lines(needs.get(place, {}))),
                matters=tuple(matters.get(place, ())),
                rings=tuple(_rings(team.at(now))),
            )
        )
    return found


Needs = Mapping[tuple[tuple[str, ...], bool], tuple[str, ...]]
"""The parts that the steps ask of a place: (roles, looked for there alone), and the steps as the policy calls them."""


def _needs(partnership: Partnership, agencies: Sequence[Agency], now: datetime) -> dict[int, Needs]:
    version = in_force(partnership.pk, now)
    if version is None:
        return {}
    policy = as_it_runs(partnership.pk, version.fingerprint)
    kinds = {agency.pk: agency.called for agency in agencies}
    found: dict[int, Needs] = {}
    shared: dict[tuple[tuple[str, ...], bool], dict[str, None]] = defaultdict(dict)
    for place, kind in kinds.items():
        others = dict.fromkeys(other for number, other in kinds.items() if number != place)
        mine: dict[tuple[tuple[str, ...], bool], dict[str, None]] = defaultdict(dict)
        for asked in asked_of(policy, kind, others):
            table = shared if asked.own else mine
            table[tuple(role.value for role in asked.roles), asked.inside][_label(policy, asked)] = None
        found[place] = {key: tuple(steps) for key, steps in mine.items()}
    found[-partnership.pk] = {key: tuple(steps) for key, steps in shared.items()}
    return found


def _label(policy: Policy, asked: Asked) -> str:
    return policy.label(asked.step.key.partition(AGAIN)[0])


def _posts(places: set[int]) -> dict[int, list[Post]]:
    """The posts of the ladder in these places, also those that an agency lists under another partnership."""
    found: dict[int, list[Post]] = defaultdict(list)
    mine = Q(agency__in=[place for place in places if place > 0])
    own = Q(agency=None, partnership__in=[-place for place in places if place < 0])
    for post in Post.objects.filter(mine | own, role__in=ROLES).order_by("title", "pk"):
        found[place_of(post.agency_id, post.partnership_id)].append(post)
    return found


@dataclass(frozen=True, slots=True)
class _Sight:
    """One place with what is needed to look at it."""

    place: int
    partnership: int
    teams: Mapping[int, Team]
    posts: Mapping[int, list[Post]]
    acting: Sequence[ActingFor]
    hours: Sequence[Open]
    days: Open

    def gaps(self, needs: Needs) -> list[Gap]:
        """Where nobody answers, each stretch of a post once, with all the steps that ask for it."""
        known = {post.pk: post for place in (self.place, -self.partnership) for post in self.posts.get(place, ())}
        known |= {row.post_id: row.post for row in self.acting}
        own = {post.pk for post in self.posts.get(-self.partnership, ())} if self.place > 0 else set()
        found: dict[tuple[int, tuple[str, ...], Hole], dict[str, None]] = defaultdict(dict)
        for (roles, inside), steps in needs.items():
            places = [self._place(self.place)] if self.place < 0 else self._places(inside)
            for hole in core.role_holes(roles, places, self.hours, self.days):
                post = known.get(hole.post)
                if hole.post in own:
                    continue  # it is a gap of the partnership's own, and is told there
                named = roles if post is None else (post.role,)
                found[hole.post, named, hole].update(dict.fromkeys(steps))
        return [
            Gap(self.place, known.get(post), roles, tuple(steps), hole, known[post].title if post else "")
            for (post, roles, hole), steps in found.items()
        ]

    def lines(self, needs: Needs) -> list[Line]:
        """Who answers for each post of a role that a step asks for."""
        roles = {role for wanted, _inside in needs for role in wanted}
        team = self.teams.get(self.place, EMPTY)
        rows = [post for post in self.posts.get(self.place, ()) if post.role in roles]
        return [Line(post, tuple(core.post_pieces(team.roster, post.pk, self.days))) for post in rows]

    def _places(self, inside: bool) -> list[Place]:
        """Where the engine looks, in its order: the agency's posts in this partnership, those that it lists under
        another, whoever acts for it, and the partnership's own. As it is today: what acts for an agency from a later
        day on is not known yet."""
        mine, here = self.posts.get(self.place, ()), self.partnership
        found = [
            self._place(self.place, [post for post in mine if post.partnership_id == here]),
            self._place(self.place, [post for post in mine if post.partnership_id != here]),
        ]
        for row in self.acting:
            body = place_of(row.post.agency_id, row.post.partnership_id)
            found.append(Place(self.teams.get(body, EMPTY).roster, {row.role: [row.post_id]}))
        return found if inside else [*found, self._place(-here)]

    def _place(self, place: int, rows: Sequence[Post] | None = None) -> Place:
        posts: dict[str, list[int]] = defaultdict(list)
        for post in self.posts.get(place, ()) if rows is None else rows:
            posts[post.role].append(post.pk)
        return Place(self.teams.get(place, EMPTY).roster, posts)


def _rings(here: Snapshot) -> Iterable[tuple[int, ...]]:
    """People who cover each other in a ring now, each ring once."""
    seen: set[int] = set()
    for person in sorted(here.posts):
        ring = () if person in seen else here.ring(person)
        if ring:
            seen |= set(ring)
            yield ring


def _matters(
    partnership: Partnership, teams: Mapping[int, Team], calendars: Mapping[int, Calendar], days: Open, places: set[int]
) -> dict[int, list[MatterLine]]:
    """Each person who is waited for in an open matter, by the place on whose side they are."""
    rows = (
        Part.objects.filter(place=MINE, challenge__partnership=partnership, challenge__phase=Phase.OPEN.value)
        .exclude(person__in=Person.objects.filter(guest=True).values("pk"))
        .select_related("challenge")
        .only("person", "side", "title", "sort", "challenge__raising_agency_id", "challenge__responding_agency_id")
        .order_by("sort", "pk")[:MOST]
    )
    found: dict[int, list[MatterLine]] = defaultdict(list)
    for part in rows:
        place = _place(part, partnership)
        if place in places:
            rosters = [teams[one].roster for one in _where(part.person, place, teams)]
            until = min(part.sort, days[1]) if part.sort > days[0] else days[1]
            pieces = core.person_pieces(rosters, part.person, (days[0], until))
            hours = core.opening(calendars[place], days[0], until)
            holes = core.post_holes(pieces, NO_POST, hours)
            due = part.sort if part.sort <= days[1] else None
            found[place].append(
                MatterLine(part.challenge_id, place, part.person, part.title, due, tuple(pieces), tuple(holes))
            )
    return found


def _where(person: int, place: int, teams: Mapping[int, Team]) -> list[int]:
    """Where somebody who takes part holds a post: on their side, or else wherever they do, as one in a joint team."""
    if place in teams and person in teams[place].names:
        return [place]
    return [one for one, team in teams.items() if person in team.names]


def _place(part: Part, partnership: Partnership) -> int:
    if not part.side:
        return -partnership.pk
    challenge = part.challenge
    return challenge.raising_agency_id if part.side == Side.RAISING else challenge.responding_agency_id


def _matter_gaps(lines: Iterable[MatterLine]) -> Iterable[Gap]:
    for line in lines:
        for hole in line.holes:
            yield Gap(line.place, None, (), (), hole, line.title, line.reference)
