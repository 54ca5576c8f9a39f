"""Half-finished words as rows with an expiry. Sealed with a key of their own, which goes when the draft goes."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from forthright.directory.models import Person
from forthright.record import keys, seals
from forthright.record.models import Draft, Receipt

KEPT = timedelta(days=90)
"""How long an untouched draft is kept. Long enough for leave and illness; the page says until when."""


def _key_name(draft: str) -> str:
    return f"draft:{draft}"


def start(owner: Person, kind: str, now: datetime, challenge: str = "", data: Mapping[str, Any] | None = None) -> Draft:
    """A new draft of this kind ("raise", "settled", or an act in a challenge)."""
    name = secrets.token_hex(12)
    keys.create(_key_name(name))
    draft = Draft(id=name, owner=owner, kind=kind, challenge=challenge, updated=now, expires=now + KEPT)
    draft.sealed = seals.seal(keys.get(_key_name(name)), _key_name(name), data or {})
    draft.save(force_insert=True)
    return draft


def save(owner: Person, draft: str, changes: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Add what was typed to a draft and return all of it. Raises Draft.DoesNotExist for another person's."""
    with transaction.atomic():
        row = Draft.objects.select_for_update().get(pk=draft, owner=owner)
        key = _key(draft)
        data = {**seals.unseal(key, _key_name(draft), bytes(row.sealed)), **changes}
        row.sealed = seals.seal(key, _key_name(draft), data)
        row.version += 1
        row.updated, row.expires = now, now + KEPT
        row.save()
    return data


def read(owner: Person, draft: str) -> dict[str, Any]:
    """What a draft holds. Raises Draft.DoesNotExist for another person's, or one that is gone."""
    return read_about(owner, draft)[0]


def read_about(owner: Person, draft: str) -> tuple[dict[str, Any], str]:
    """What a draft holds, and the reference of the challenge that it belongs to, "" for none. Raises as `read`."""
    row = Draft.objects.get(pk=draft, owner=owner)
    return seals.unseal(_key(draft), _key_name(draft), bytes(row.sealed)), row.challenge


def is_a(owner: Person, draft: str, kind: str) -> bool:
    """Whether this person has that draft, and it is of this kind."""
    return Draft.objects.filter(pk=draft, owner=owner, kind=kind).exists()


def has(owner: Person, draft: str) -> bool:
    """Whether this person has that draft: one that was sent or deleted is gone."""
    return Draft.objects.filter(pk=draft, owner=owner).exists()


def _key(draft: str) -> bytes:
    """A draft whose key is gone, as after a database was put back from an older copy, is a draft that is gone."""
    try:
        return keys.get(_key_name(draft))
    except keys.KeyGone as gone:
        raise Draft.DoesNotExist from gone


def latest(owner: Person, kind: str, challenge: str = "") -> Draft | None:
    """The newest draft of this kind that the person has and that can be read, if any."""
    row = Draft.objects.filter(owner=owner, kind=kind, challenge=challenge).order_by("-updated").first()
    return row if row and keys.get_many([_key_name(row.pk)]) else None


def mine(owner: Person, kind: str) -> list[tuple[Draft, dict[str, Any]]]:
    """The drafts of this kind that the person has, with what they hold, the newest first; 20 at most."""
    rows = Draft.objects.filter(owner=owner, kind=kind).order_by("-updated", "pk")[:20]
    held = keys.get_many(_key_name(row.pk) for row in rows)
    named = [(row, _key_name(row.pk)) for row in rows]
    return [(row, seals.unseal(held[name], name, bytes(row.sealed))) for row, name in named if name in held]


def sent_as(owner: Person, draft: str) -> str:
    """The reference of the challenge that this draft became, "" while it was not sent. Its number was the token."""
    return Receipt.objects.filter(form=draft, person=owner.pk).values_list("challenge", flat=True).first() or ""


def drop(owner: Person, draft: str) -> None:
    """Forget a draft and destroy its key. Harmless when it is already gone."""
    deleted, _ = Draft.objects.filter(pk=draft, owner=owner).delete()
    if deleted:
        keys.forget(_key_name(draft))


def forget(reference: str, people: Collection[int]) -> None:
    """Forget what these people had begun to write to a challenge in which they take no part any more."""
    if not people:
        return
    for row in Draft.objects.filter(challenge=reference, owner_id__in=list(people)).select_related("owner"):
        drop(row.owner, row.pk)


def forget_expired(now: datetime) -> int:
    """Forget every draft that nobody touched for too long. Returns how many."""
    gone = list(Draft.objects.filter(expires__lt=now).values_list("pk", flat=True)[:200])
    for name in gone:
        Draft.objects.filter(pk=name).delete()
        keys.forget(_key_name(name))
    return len(gone)
