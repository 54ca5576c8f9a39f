"""How many challenges one person may be shown within an hour: past one number their data protection officer is told,
past twice that a page asks them to wait. What they have opened stays open, and danger is never in the way.

Both are numbers of an installation (MANY_MATTERS). Rejected: making pages slower by sleeping, which holds up everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forthright.audit import queries as audit
from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.directory.protection import officers
from forthright.notices.actions import queue_watch
from forthright.notices.sentences import MANY_OPENED

HOUR = timedelta(hours=1)
SHOWN = "shown-to-"
"""Where it is noted which challenges a person was shown within the hour, and when (seconds since 1970)."""
MOST_BREAKS = 5
"""How often in an hour somebody may ask to break a glass and be refused."""
TOLD_AT = 3
"""After how many refusals their officer is told."""


class TooMany(Exception):
    """This person has been shown more challenges within the hour than anybody needs."""


def keep(person: Person, reference: str, at: datetime) -> None:
    """Counts this challenge among those that the person was shown. Raises TooMany for one more than may be.

    The trail is what counts. A note of what was shown lately, kept where all workers share it, spares the question
    while it says that there were few: losing it costs a question, and nothing is decided by it.
    """
    noted = {one: when for one, when in cache.get(f"{SHOWN}{person.pk}", {}).items() if at.timestamp() - when < 3600}
    if not noted or (reference not in noted and len(noted) >= settings.MANY_MATTERS):
        opened = audit.opened_since(person.pk, at - HOUR)
        if reference not in opened:
            _refuse_or_tell(person, len(opened), at)
        noted = dict.fromkeys(opened, at.timestamp())
    cache.set(f"{SHOWN}{person.pk}", {**noted, reference: at.timestamp()}, 3600)


def _refuse_or_tell(person: Person, opened: int, at: datetime) -> None:
    if opened >= 2 * settings.MANY_MATTERS:
        raise TooMany
    if opened == settings.MANY_MATTERS:
        tell_watchers(person, MANY_OPENED, at)


def tell_watchers(person: Person, kind: str, at: datetime) -> None:
    """Tells the data protection officers of this person's agencies, or the business unit where there is none."""
    posts = [(post.partnership_id, post.agency_id or 0) for post in directory.posts_of(person, at)]
    found = {one for partnership, agency in posts for one in officers(partnership, [agency], at)} - {person.pk}
    if not found:
        units = (directory.office_holders(Office.BUSINESS_UNIT, partnership, at) for partnership, _agency in posts)
        found = {one for unit in units for one in unit} - {person.pk}
    queue_watch(kind, sorted(found), at)


class SlowDown:
    """Answers with the page that asks to wait, wherever a page opened one challenge too many."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, or None for any other fault."""
        return render(request, "need/too_many.html", status=429) if isinstance(exception, TooMany) else None
