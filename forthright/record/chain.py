"""The hash chain of one challenge: over facts and *sealed* words, so that erased words leave a chain that verifies.

Never over the plain words: an erased line was guessed back from its bare hash in milliseconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC

import msgspec

from forthright.record.models import StoredEvent

START = b"\x00" * 32


def digest(row: StoredEvent) -> bytes:
    """SHA-256 over a zero byte, the digest before, the header as canonical JSON, a zero byte, and the sealed words."""
    header = {
        "challenge": row.challenge,
        "version": row.version,
        "type": row.type,
        "schema": row.schema,
        "facts": row.facts,
        "by": row.by,
        "side": row.side,
        "title": row.title,
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "written": row.written.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    head = msgspec.json.encode(header, order="sorted")
    return hashlib.sha256(b"\x00" + bytes(row.previous) + head + b"\x00" + bytes(row.sealed)).digest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a chain is not as it was written."""

    challenge: str
    version: int
    what: str

    def __str__(self) -> str:
        return f"{self.challenge} entry {self.version}: {self.what}"


def faults(rows: Iterable[StoredEvent], heads: dict[str, tuple[int, bytes]]) -> Iterator[Fault]:
    """Every fault in these rows, which come ordered by challenge and version.

    `heads` gives for each challenge the version and digest that its projection last saw, and so notices an entry cut
    off at the end. A writer who changes everything in the database consistently is only caught by a digest kept
    elsewhere: the printed record carries the head for that.
    """
    challenge, expected, previous = "", 1, START
    for row in rows:
        if row.challenge != challenge:
            yield from _short(challenge, expected - 1, previous, heads)
            challenge, expected, previous = row.challenge, 1, START
        if row.version != expected:
            yield Fault(row.challenge, expected, "is missing")
            expected = row.version
        if bytes(row.previous) != previous:
            yield Fault(row.challenge, row.version, "does not follow the entry before it")
        if digest(row) != bytes(row.digest):
            yield Fault(row.challenge, row.version, "is not as it was written")
        expected, previous = expected + 1, bytes(row.digest)
    yield from _short(challenge, expected - 1, previous, heads)


def _short(challenge: str, version: int, last: bytes, heads: dict[str, tuple[int, bytes]]) -> Iterator[Fault]:
    if not challenge or challenge not in heads:
        return
    seen, head = heads[challenge]
    if version < seen:
        yield Fault(challenge, seen, "is missing from the end")
    elif version == seen and head != last:
        yield Fault(challenge, version, "is not the entry that the projection saw")
