"""Policy versions as they were published here, compiled once for each process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from forthright.core.policy.canonical import fingerprint, flatten
from forthright.core.policy.reader import Reading, read
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Partnership
from forthright.record.models import PolicyVersion

FOLDER = Path(__file__).resolve().parents[2] / "policies"
"""The policies that come with Forthright, as they were read from public sources."""


def base_text(name: str) -> bytes | None:
    """The text that another is based on, by name: a policy that comes with Forthright. None where there is none."""
    path = FOLDER / f"{Path(name).name}.policy"
    return path.read_bytes() if path.is_file() else None


def read_text(text: str) -> Reading:
    """A text as its author wrote it, read with the regional base that it may name."""
    return read(text, bases=base_text)


def kept_text(text: str, policy: Policy) -> str:
    """The text as it is kept: letter for letter, but with its base written out where it has one.

    A base may change with the next release; what was published must not.
    """
    return flatten(text, base_text) if policy.base else text


class BadPolicy(Exception):
    """The text is not a policy that can be run. `problems` are sentences with their line and column."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0] if problems else "The policy cannot be read.")
        self.problems = problems


def publish(partnership: Partnership, text: str, effective: datetime) -> PolicyVersion:
    """Keep this text as the partnership's policy from an instant (aware UTC). The same text again changes nothing.

    For setting an installation up; a person publishes through `publishing`, which asks more. Raises BadPolicy when it
    cannot be read.
    """
    reading = read_text(text)
    if reading.policy is None or reading.problems:
        raise BadPolicy([f"line {one.line}, column {one.column}: {one.sentence()}" for one in reading.problems])
    kept, number = kept_text(text, reading.policy), newest(partnership.pk) + 1
    version, _created = PolicyVersion.objects.get_or_create(
        partnership=partnership,
        fingerprint=fingerprint(reading.policy),
        defaults={"text": kept, "effective": effective, "number": number},
    )
    return version


def newest(partnership: int) -> int:
    """The number of the version that was published last, 0 where there is none."""
    numbers = PolicyVersion.objects.filter(partnership_id=partnership).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0


@lru_cache(maxsize=256)
def compiled(partnership: int, mark: str) -> Policy:
    """The policy that a challenge began under. A stored version was read before it was stored, so it can be read."""
    row = PolicyVersion.objects.get(partnership_id=partnership, fingerprint=mark)
    policy = read(row.text).policy
    assert policy is not None
    return policy


def in_force(partnership: int, now: datetime) -> PolicyVersion | None:
    """The version that applies to a challenge raised now; None where none has been published."""
    return (
        PolicyVersion.objects.filter(partnership_id=partnership, effective__lte=now)
        .order_by("-effective", "-pk")
        .defer("text")
        .first()
    )


def current(now: datetime) -> dict[int, Policy]:
    """The policy in force now for every partnership that has one, by the partnership's number. Two queries for all."""
    versions = PolicyVersion.objects.filter(effective__lte=now).order_by("effective", "pk")
    latest = {partnership: version for version, partnership in versions.values_list("pk", "partnership_id")}
    rows = PolicyVersion.objects.filter(pk__in=latest.values())
    found = ((row.partnership_id, policy_in(row.text)) for row in rows)
    return {partnership: policy for partnership, policy in found if policy}


@lru_cache(maxsize=256)
def policy_in(text: str) -> Policy | None:
    """The policy that a text says, None where it cannot be read."""
    return read_text(text).policy


@cache
def shipped() -> Mapping[str, Policy]:
    """The policies that come with Forthright, by file name without its ending, in order. Read once for each process.

    A file that cannot be read is left out: `forthright policy check` says what is wrong with it, and the others are
    still of use.
    """
    found = {}
    for path in sorted(FOLDER.glob("*.policy")):
        reading = read(path.read_bytes(), path.stem, base_text)
        if reading.policy is not None and not reading.problems:
            found[path.stem] = reading.policy
    return MappingProxyType(found)
