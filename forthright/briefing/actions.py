"""The only code that writes who has read the briefing."""

from __future__ import annotations

from datetime import datetime

from forthright.briefing.cards import VERSION
from forthright.briefing.models import Acknowledgement
from forthright.directory.models import Person
from forthright.directory.queries import posts_of


def acknowledge(person: Person, now: datetime) -> bool:
    """Keep that this person has read the present version. True the first time; again changes nothing, also not `at`.

    Somebody with several posts is counted for the agency of the first of them. `now` is aware.
    """
    agencies = [post.agency_id for post in posts_of(person, now) if post.agency_id]
    _row, first = Acknowledgement.objects.get_or_create(
        person=person.pk,
        version=VERSION,
        defaults={"agency": agencies[0] if agencies else None, "at": now},
    )
    return first
