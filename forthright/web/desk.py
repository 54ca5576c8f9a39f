"""The way in to a partnership's policy: to everybody but its business unit these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from forthright.core.challenge.standing import Office
from forthright.core.policy.proofs.posts import Directory
from forthright.core.policy.reader import Reading
from forthright.core.policy.shapes import Policy
from forthright.directory import queries as directory
from forthright.directory.models import Partnership, Person
from forthright.record import drafts, policies, versions
from forthright.record.bases import Shelf
from forthright.record.models import Draft, PolicyVersion
from forthright.web import gate

KIND = "policy"
LONGEST = 100_000
"""Characters of a policy that are read while somebody waits: ten times the longest published one that we know."""
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft of a policy on somebody's desk. `data` is all that was typed for it, `text` the policy itself."""

    person: Person
    partnership: Partnership
    name: str
    data: dict[str, Any]
    now: datetime
    shelf: Shelf

    @property
    def text(self) -> str:
        """The policy text as it stands."""
        return str(self.data.get("text") or "")

    @property
    def reading(self) -> Reading:
        """The text as it stands, read with what it is based on."""
        return self.shelf.read(self.text)

    @property
    def whole(self) -> str:
        """The text with its base written out, as it would be kept if it were published now."""
        return self.shelf.whole(self.text)

    def keep(self, **changes: Any) -> Desk:
        """The draft with these changes, kept. What is set to None is forgotten."""
        return replace(self, data=drafts.save(self.person, self.name, changes, self.now))

    def held_now(self) -> Directory:
        """The people, posts and opening hours of the partnership as they are now."""
        return directory.held_now(self.partnership, self.now)

    def in_force(self) -> tuple[PolicyVersion, Policy] | None:
        """The version that counts now, and what it says."""
        row = policies.in_force(self.partnership.pk, self.now)
        policy = policies.policy_in(row.text) if row else None
        return (row, policy) if row and policy else None


def partnerships(request: HttpRequest) -> list[Partnership]:
    """The partnerships whose business unit this person is today, by name. Raises Http404 where there is none."""
    actor = directory.actor(gate.who(request), gate.now())
    mine = Partnership.objects.filter(pk__in=actor.partnerships(Office.BUSINESS_UNIT)).select_related("hours")
    found = list(mine.order_by("name", "pk"))
    if not found:
        raise Http404
    return found


def partnership(request: HttpRequest, number: int) -> Partnership:
    """One of them. Raises Http404."""
    for own in partnerships(request):
        if own.pk == number:
            return own
    raise Http404


def version(request: HttpRequest, number: int) -> PolicyVersion:
    """A published version, with its partnership. Raises Http404."""
    found = versions.version([own.pk for own in partnerships(request)], number)
    if found is None:
        raise Http404
    return found


def with_draft(view: View) -> View:
    """Gives the view the draft of that number. Somebody else's is not there, nor one's own without the office."""

    @wraps(view)
    def handle(request: HttpRequest, draft: str, **more: Any) -> HttpResponse:
        mine = {own.pk: own for own in partnerships(request)}
        person = gate.who(request)
        try:
            data = drafts.read(person, draft)
        except Draft.DoesNotExist:
            raise Http404 from None
        kept = str(data.get("partnership", ""))
        own = mine.get(int(kept)) if kept.isascii() and kept.isdecimal() else None
        if own is None:
            raise Http404
        return view(request, Desk(person, own, draft, data, gate.now(), Shelf(own, gate.now())), **more)

    return handle
