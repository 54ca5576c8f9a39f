"""Reading and appending events. `append` is the only place that writes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Side
from forthright.core.challenge.facts import Event
from forthright.record import keys, seals
from forthright.record.chain import START, digest
from forthright.record.models import StoredEvent


class Changed(Exception):
    """Somebody else wrote first: the version that this person saw is no longer the last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is read. `erased` tells that its words are gone with their key."""

    version: int
    event: Event
    written: datetime
    digest: bytes
    erased: bool = False


def place(challenge: str, version: int) -> str:
    """The address to which sealed words are bound."""
    return f"{challenge}|{version}"


def load(challenge: str, may_open: Callable[[list[Event]], bool] = lambda events: True) -> list[Entry]:
    """Every entry of a challenge with its words, oldest first; empty where there is none.

    `may_open` is asked with the events as facts. Where it says no the answer is empty too, and no word was unsealed:
    words that are not there cannot leak, and asking takes as long whatever they hold.
    """
    rows = list(StoredEvent.objects.filter(challenge=challenge).order_by("version"))
    events = [_event(row, {}) for row in rows]
    if not events or not may_open(events):
        return []
    key = keys.get_many([challenge]).get(challenge)
    return [_entry(row, event, key) for row, event in zip(rows, events, strict=True)]


def load_facts(challenge: str) -> list[Event]:
    """Every event of a challenge without its words: enough to run it."""
    rows = StoredEvent.objects.filter(challenge=challenge).order_by("version").defer("sealed")
    return [_event(row, {}) for row in rows]


def facts_of_many(challenges: Iterable[str]) -> dict[str, list[Event]]:
    """Every event of each of these challenges without its words, in one read."""
    rows = StoredEvent.objects.filter(challenge__in=list(challenges)).order_by("challenge", "version").defer("sealed")
    found: dict[str, list[Event]] = {}
    for row in rows:
        found.setdefault(row.challenge, []).append(_event(row, {}))
    return found


def first_words(challenges: Iterable[str]) -> dict[str, dict[str, object]]:
    """The words of the first entry of each of these, in two reads, for lists that name the child to those who may."""
    first = StoredEvent.objects.filter(challenge__in=list(challenges), version=1)
    rows = dict(first.values_list("challenge", "sealed"))
    found = keys.get_many(rows)
    return {
        name: seals.unseal(found[name], place(name, 1), bytes(sealed)) if name in found else {}
        for name, sealed in rows.items()
    }


def _entry(row: StoredEvent, event: Event, key: bytes | None) -> Entry:
    return Entry(
        version=row.version,
        event=replace(event, words=_words(row, key)),
        written=row.written,
        digest=bytes(row.digest),
        erased=key is None and bool(row.sealed),
    )


def _words(row: StoredEvent, key: bytes | None) -> dict[str, object]:
    return seals.unseal(key, place(row.challenge, row.version), bytes(row.sealed)) if key else {}


def _event(row: StoredEvent, words: dict[str, object]) -> Event:
    return Event(
        fact=facts.decode(row.type, row.facts),
        at=row.at,
        by=row.by,
        side=Side(row.side) if row.side else None,
        title=row.title,
        words=words,
    )


def append(challenge: str, version: int, events: Iterable[Event], now: datetime) -> list[StoredEvent]:
    """Write events after `version`. Raises Changed where somebody else wrote first.

    Must run inside the transaction that also writes the projection and the messages, and that ends with Changed.
    """
    entries = StoredEvent.objects.filter(challenge=challenge).order_by("-version")
    # Where nothing was written yet, the key alone refuses the second writer.
    last = entries.values_list("version", "digest").first() if version else None
    if (last[0] if last else 0) != version:
        raise Changed(challenge)
    previous = bytes(last[1]) if last else START
    key = keys.get(challenge)
    rows = []
    for number, event in enumerate(events, version + 1):
        row = _row(challenge, number, event, key, previous, now)
        previous = bytes(row.digest)
        rows.append(row)
    try:
        StoredEvent.objects.bulk_create(rows)
    except IntegrityError as fault:
        raise Changed(challenge) from fault
    return rows


def _row(challenge: str, version: int, event: Event, key: bytes, previous: bytes, now: datetime) -> StoredEvent:
    row = StoredEvent(
        challenge=challenge,
        version=version,
        type=facts.tag_of(event.fact),
        schema=event.fact.SCHEMA,
        facts=facts.encode(event.fact).decode(),
        sealed=seals.seal(key, place(challenge, version), event.words),
        by=event.by,
        side=event.side.value if event.side else "",
        title=event.title,
        at=event.at,
        written=now,
        previous=previous,
    )
    row.digest = digest(row)
    return row
