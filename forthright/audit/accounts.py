"""The trail of accounts: each change to how somebody signs in, as an entry that is never changed."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from django.db.models import QuerySet

from forthright.audit.models import AccountEvent


class Kind(Enum):
    """What happened to an account."""

    LINKED = "linked to a sign-in"
    POST_BEGUN = "post begun by a sign-in"
    POST_ENDED = "post ended by a sign-in"
    ASKED = "recovery asked for"
    AGREED = "recovery agreed"
    REFUSED = "recovery refused"
    WRONG_CODE = "recovery code wrong"
    RECOVERED = "recovered"
    SIGNED_OUT = "signed out by another"


def note(
    kind: Kind,
    person: tuple[int, str],
    at: datetime,
    by: tuple[int | None, str] = (None, ""),
    recovery: str = "",
    detail: str = "",
    secret: str = "",
) -> AccountEvent:
    """Write one entry. `person` and `by` are number and name; `at` is aware UTC."""
    return AccountEvent.objects.create(
        kind=kind.value,
        person=person[0],
        name=person[1],
        by=by[0],
        by_name=by[1],
        recovery=recovery,
        detail=detail[:200],
        secret=secret,
        at=at,
    )


def of_recovery(recovery: str) -> list[AccountEvent]:
    """The entries of one recovery, the oldest first."""
    return list(AccountEvent.objects.filter(recovery=recovery).order_by("pk")) if recovery else []


def of_person(person: int) -> QuerySet[AccountEvent]:
    """All entries about the account of a person, the newest first."""
    return AccountEvent.objects.filter(person=person).order_by("-pk")
