"""The one way in to a challenge, and to every list of them, for every page: who may not see it is told the same as for
one that does not exist, and every look is noted, also one that was refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from forthright.audit.actions import LISTED, REFUSED, note_look
from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Actor, Standing, reading
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.record import queries
from forthright.record.models import Challenge
from forthright.record.queries import Line, Matter
from forthright.web import pace

REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
"""What a reference looks like. Anything else that was typed is not kept in the trail: it could be a name."""


def now() -> datetime:
    """The present instant, UTC. The one place where pages read the time."""
    return timezone.now()


def who(request: HttpRequest) -> Person:
    """The signed-in person; only behind pages that ask for signing in."""
    assert isinstance(request.user, Person)
    return request.user


def open_matter(request: HttpRequest, reference: str, act: str = "looked", always: bool = False) -> Matter:
    """The challenge as this person may see it, with the look noted in the trail. Raises Http404, and `pace.TooMany`
    where this person has been shown more challenges within the hour than anybody needs; `always` for danger."""
    matter = open_too(request, reference, act, always)
    if matter is None:
        note_refused(who(request), reference, now())
        raise Http404
    return matter


def open_too(request: HttpRequest, reference: str, act: str = "looked", always: bool = False) -> Matter | None:
    """The same for a challenge that nobody asked for by name, such as another of the same matter: None, and nothing is
    noted, where this person may not see it. Raises `pace.TooMany`."""
    person, at = who(request), now()
    matter = queries.matter(person, reference, at)
    if matter is None:
        return None
    facts_only = not reads_words(matter.actor, matter.state)
    if not facts_only and not always:
        pace.keep(person, reference, at)
    party = matter.actor.party(matter.state)
    title, agency = (party.title, matter.agencies.get(party.agency, "")) if party else _beside(matter)
    note_look(
        challenge=reference,
        person=person.pk,
        name=matter.actor.signs(matter.state),
        title=title,
        agency=agency,
        act=act,
        version=matter.state.version,
        at=at,
        deputy_for=deputy_for(matter),
        facts_only=facts_only,
    )
    _say_how_long(request, matter)
    return matter


def deputy_for(matter: Matter) -> str:
    """The name of whom this person covers here, empty for a part of their own."""
    if matter.actor.party(matter.state) is None or matter.actor.person in matter.state.parties:
        return ""
    covered = (name for person, _title, name in matter.actor.covers if person in matter.state.parties)
    return next(covered, "")


def _beside(matter: Matter) -> tuple[str, str]:
    """Post and agency of somebody who takes no part."""
    glass = reading(matter.actor, matter.state)
    if glass is None:
        return matter.standing.value, ""
    return glass.title, directory.agencies_at([glass.agency])[0].get(glass.agency, "")


def _say_how_long(request: HttpRequest, matter: Matter) -> None:
    """Tells the page's frame until when somebody reads who broke the glass."""
    if matter.standing is Standing.GLASS_BREAKER:
        glass = reading(matter.actor, matter.state)
        request.glass = (matter.reference, glass.until if glass else None)  # type: ignore[attr-defined]


def note_refused(person: Person, reference: str, at: datetime, detail: str = "") -> None:
    """Note that somebody tried to open what they may not see, or what is not there: the two are noted alike."""
    known = reference if REFERENCE.fullmatch(reference) else ""
    note_look(known, person.pk, person.name, "", "", REFUSED, 0, at, facts_only=True, detail=detail)


def note_list(person: Person, detail: str, at: datetime, facts_only: bool, act: str = LISTED, covers: str = "") -> None:
    """Note that somebody read a list of challenges, searched them, or read the log. `detail` says which one."""
    note_look("", person.pk, person.name, "", "", act, 0, at, deputy_for=covers, facts_only=facts_only, detail=detail)


def my_list(person: Person, actor: Actor, place: str, start: int, size: int, at: datetime) -> list[Line]:
    """One of a person's own lists, which names children to them; noted."""
    covers = ", ".join(name for _person, _title, name in actor.covers)
    note_list(person, f"my turn: {place}", at, facts_only=False, covers=covers)
    return queries.my_list(actor, place, start, size)


def facts_list(person: Person, which: str, rows: QuerySet[Challenge], at: datetime) -> QuerySet[Challenge]:
    """A list of facts that an office or a manager reads; noted."""
    note_list(person, which, at, facts_only=True)
    return rows


FACTS_LISTS: Mapping[str, str] = {"team": "team", "office": "office", "protected": "data protection"}
"""What the trail calls each list of facts."""
