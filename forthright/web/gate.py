"""The one way in to a challenge for every page: who may not see it is told the same as for one that does not exist."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from forthright.audit.actions import note_look
from forthright.directory.models import Person
from forthright.record import queries
from forthright.record.queries import Matter


def now() -> datetime:
    """The present instant, UTC. The one place where pages read the time."""
    return timezone.now()


def who(request: HttpRequest) -> Person:
    """The signed-in person; only behind pages that ask for signing in."""
    assert isinstance(request.user, Person)
    return request.user


def open_matter(request: HttpRequest, reference: str, act: str = "looked") -> Matter:
    """The challenge as this person may see it, with the look noted in the trail. Raises Http404."""
    person, at = who(request), now()
    matter = queries.matter(person, reference, at)
    if matter is None:
        raise Http404
    party = matter.actor.party(matter.state)
    note_look(
        challenge=reference,
        person=person.pk,
        name=matter.actor.signs(matter.state),
        title=party.title if party else matter.standing.value,
        agency=matter.agencies.get(party.agency, "") if party else "",
        act=act,
        version=matter.state.version,
        at=at,
    )
    return matter
