"""Leave and cover read from the tables, in one question, for `core.cover` to say who answers. The only reader of both.

A place is an agency by its number, or the own posts of a partnership by minus its number: a deputy answers within one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from forthright.core.cover.chains import VACANT, Away, Covered, Held, Roster, Snapshot, Span
from forthright.core.worktime import LONDON
from forthright.directory.models import Person

FAR = date(9000, 1, 1)
"""A day after which "until" means that it has no end; past it there is no next day to end at."""


def place_of(agency: int | None, partnership: int) -> int:
    """The place of a post."""
    return agency or -partnership


def span_of(
    starts: date,
    ends: date | None,
    from_time: time | None = None,
    until_time: time | None = None,
    stopped_at: datetime | None = None,
) -> Span:
    """Local days, both included, with a time on the first and the last, as an aware stretch."""
    begins = datetime.combine(starts, from_time or time(), LONDON).astimezone(UTC)
    if ends is None or ends > FAR:
        return Span(begins, stopped_at)
    last = datetime.combine(ends, until_time, LONDON) if until_time else _midnight_after(ends)
    end = last.astimezone(UTC)
    return Span(begins, min(end, stopped_at) if stopped_at else end)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of one place, with their names."""

    roster: Roster
    names: Mapping[int, str]

    def at(self, now: datetime) -> Snapshot:
        """Who holds, covers and is away at an instant."""
        return self.roster.at(now)

    def said(self, path: Sequence[int]) -> str:
        """A chain as people read it: "Cy Dee, for Ben Cole, for Ann Ash"."""
        return named(path, self.names)


def named(path: Sequence[int], names: Mapping[int, str]) -> str:
    """Whoever answers, for whom, for whom. `path` leads from the holder to whoever answers."""
    first, *others = reversed(path)
    found = names.get(first, "")
    for person in others:
        whom = _("a vacant post") if person == VACANT else names.get(person, "")
        found = _("%(name)s, for %(whom)s") % {"name": found, "whom": whom}
    return found


def teams(places: Iterable[int], first: datetime, last: datetime | None = None) -> dict[int, Team]:
    """The teams of these places, with all that counts between two instants. One question to the database."""
    wanted = sorted(set(places))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    return _read(f"COALESCE(post.agency_id, -post.partnership_id) IN ({marks})", wanted, first, last or first)


def teams_of(people: Collection[int], now: datetime) -> dict[int, Team]:
    """The teams of every place in which one of these people holds a post now. One question."""
    if not people:
        return {}
    marks = ", ".join(["%s"] * len(people))
    day = connection.ops.adapt_datefield_value(now.astimezone(LONDON).date())
    return _read(_PLACES.format(marks=marks), [*people, day, day], now, now)


def _read(where: str, given: Sequence[Any], first: datetime, last: datetime) -> dict[int, Team]:
    begin, end = (connection.ops.adapt_datefield_value(at.astimezone(LONDON).date()) for at in (first, last))
    within = [*given, end, begin]
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=where), [True, *within, *within, end, begin, *within])
        rows = cursor.fetchall()
    return _teams(rows)


def _teams(rows: Iterable[tuple[Any, ...]]) -> dict[int, Team]:
    held, covers = defaultdict[int, list[tuple[Any, Held]]](list), defaultdict[int, list[Covered]](list)
    away, names = defaultdict[int, list[Away]](list), defaultdict[int, dict[int, str]](dict)
    for kind, number, post, person, of, starts, ends, from_time, until_time, stopped, name, place in rows:
        span = span_of(_day(starts), _day(ends), _time(from_time), _time(until_time), _instant(stopped))
        if kind == _HELD:
            held[place].append(((span.begins, number), Held(post, person, span)))
            names[place][person] = name
        elif kind == _COVER:
            covers[place].append(Covered(number, post, person, span, of))
        else:
            away[person].append(Away(person, span))
    return {
        place: Team(
            Roster(
                tuple(one for _order, one in sorted(held[place], key=lambda pair: pair[0])),
                tuple(covers[place]),
                tuple(one for person in names[place] for one in away[person]),
            ),
            names[place],
        )
        for place in {*held, *covers}
    }


def _kept(kind: type[Any]) -> Callable[[Any], Any]:
    """SQLite gives what it keeps as text, PostgreSQL gives values."""
    return lambda value: kind.fromisoformat(value) if isinstance(value, str) else value


_day, _time = _kept(date), _kept(time)


def _instant(value: Any) -> datetime | None:
    found: datetime | None = _kept(datetime)(value)
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


_HELD, _COVER = 0, 1  # what a row is; the third kind is somebody away
# Written out: it is asked wherever somebody is waited for, and one question is a third of three.
_ROWS = """
SELECT 0, held.id, held.post_id, held.person_id, 0, held.starts, held.ends,
       CAST(NULL AS time), CAST(NULL AS time), CAST(NULL AS timestamp), person.name,
       COALESCE(post.agency_id, -post.partnership_id)
FROM directory_holding held
JOIN directory_post post ON post.id = held.post_id
JOIN directory_person person ON person.id = held.person_id AND person.is_active = %s
WHERE {where} AND held.starts <= %s AND (held.ends IS NULL OR held.ends >= %s)
UNION ALL
SELECT 1, cover.id, cover.post_id, cover.deputy_id, COALESCE(cover.of_id, 0), cover.starts, cover.ends,
       cover.from_time, cover.until_time, cover.stopped_at, '',
       COALESCE(post.agency_id, -post.partnership_id)
FROM directory_cover cover JOIN directory_post post ON post.id = cover.post_id
WHERE {where} AND cover.starts <= %s AND cover.ends >= %s
UNION ALL
SELECT 2, away.id, 0, away.person_id, 0, away.starts, away.ends,
       away.from_time, away.until_time, away.stopped_at, '', 0
FROM directory_leave away
WHERE away.starts <= %s AND away.ends >= %s AND away.person_id IN (
    SELECT held.person_id FROM directory_holding held JOIN directory_post post ON post.id = held.post_id
    WHERE {where} AND held.starts <= %s AND (held.ends IS NULL OR held.ends >= %s))
"""
_PLACES = """COALESCE(post.agency_id, -post.partnership_id) IN (
    SELECT COALESCE(own.agency_id, -own.partnership_id)
    FROM directory_holding mine JOIN directory_post own ON own.id = mine.post_id
    WHERE mine.person_id IN ({marks}) AND mine.starts <= %s AND (mine.ends IS NULL OR mine.ends >= %s))"""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for somebody: `said` as "Cy Dee", or down a chain "Cy Dee, for Ben Cole"; "" for the person. `until`:
    when a cover of it ends, None for never. `there`: whether anybody does."""

    person: int
    said: str
    until: datetime | None
    there: bool = True


def answering(people: Collection[int], now: datetime) -> dict[int, Answering]:
    """For each of these people who is covered, or for whom nobody answers now: how they stand. Of several posts the
    first that is covered counts, then the first for which somebody is there."""
    found: dict[int, Answering] = {}
    teams = teams_of(people, now).values()
    for person in _employed(people, teams):
        every = [one for team in teams for one in _standings(person, team, team.at(now))]
        one = min(every, key=lambda one: (not one.there, not one.said), default=Answering(person, "", None, False))
        if one.said or not one.there:
            found[person] = one
    return found


def _employed(people: Collection[int], teams: Collection[Team]) -> set[int]:
    """These people without those who have no account, and so no post: they answer for themselves."""
    without = set(people) - {person for team in teams for person in team.names}
    guests = Person.objects.filter(pk__in=without, guest=True).values_list("pk", flat=True) if without else ()
    return set(people) - set(guests)


def _standings(person: int, team: Team, here: Snapshot) -> Iterator[Answering]:
    for post in here.posts.get(person, ()):
        answer = here.of(post, person)
        if answer is not None:
            said = team.said(answer.path[1:]) if answer.covered else ""
            yield Answering(answer.person, said, here.until(post, answer), answer.there)


def covered(people: Collection[int], now: datetime) -> dict[int, Answering]:
    """Those of these people who are covered now, each with who answers."""
    return {person: one for person, one in answering(people, now).items() if one.said}


def unanswered(people: Collection[int], now: datetime) -> set[int]:
    """Those of these people for whom nobody answers now: they are away without cover, or hold no post any more."""
    return {person for person, one in answering(people, now).items() if not one.there}
