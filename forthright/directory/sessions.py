"""Where somebody is signed in, and ending it. What is ended is ended at the next request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from forthright.directory.models import Person


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which a person is signed in. `began` and `seen` are aware UTC; `seen` is right to the minute.

    `number` names it on our pages; its key, which would sign anybody in, never leaves the server.
    """

    number: int
    browser: str
    began: datetime
    seen: datetime
    current: bool


def signed_in(person: Person, now: datetime, current: str | None = None) -> list[SignedIn]:
    """Where this person is signed in, the one used last first. `current` is the key of the session that asks, which is
    in use `now` (aware UTC)."""
    found = []
    for row in UserSession.objects.purge_and_list(person):
        here = row.session_key == current
        seen = now.timestamp() if here else SessionStore(row.session_key).get("seen")
        found.append(
            SignedIn(
                number=row.pk,
                browser=row.user_agent,
                began=row.created_at,
                seen=datetime.fromtimestamp(seen, UTC) if seen else row.created_at,
                current=here,
            )
        )
    return sorted(found, key=lambda one: (one.current, one.seen), reverse=True)


def end(person: Person, number: int) -> bool:
    """End one sign-in of this person. False when it is not there, or is somebody else's."""
    row = UserSession.objects.filter(user=person, pk=number).first()
    if row is not None:
        row.end()
    return row is not None


def end_all(person: Person, but: str | None = None) -> int:
    """End every sign-in of this person, for administrators and when a way to sign in is changed; returns how many.

    `but` is the key of a session that goes on.
    """
    with transaction.atomic():
        rows = list(UserSession.objects.filter(user=person).exclude(session_key=but))
        for row in rows:
            row.end()
    return len(rows)
