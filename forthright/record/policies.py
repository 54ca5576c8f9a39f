"""Policy versions as they were published here, compiled once for each process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType

from forthright.core.challenge.state import State
from forthright.core.policy.canonical import fingerprint
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Partnership
from forthright.record.bases import FOLDER, Shelf, base_text
from forthright.record.models import PolicyVersion


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
    shelf = Shelf(partnership, effective)
    reading = shelf.read(text)
    if reading.policy is None or reading.problems:
        raise BadPolicy([f"line {one.line}, column {one.column}: {one.sentence()}" for one in reading.problems])
    kept, number = shelf.whole(text), newest(partnership.pk) + 1
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
    """A version as it was published. It was read before it was stored, so it can be read again."""
    row = PolicyVersion.objects.get(partnership_id=partnership, fingerprint=mark)
    policy = read(row.text).policy
    assert policy is not None
    return policy


@lru_cache(maxsize=1024)
def as_it_runs(partnership: int, mark: str, group: str = "") -> Policy:
    """A version as it runs when the answering agency is of this kind: overlays laid over, repeated steps written out.

    This is what the engine runs and what a challenge's pages show; `compiled` is the text as it was published.
    """
    return running(compiled(partnership, mark), group)


def policy_for(state: State) -> Policy:
    """The policy that a challenge runs under."""
    return as_it_runs(state.partnership, state.policy, state.group)


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
    """The policy that a text says, None where it cannot be read. It stands alone, as every text does that is kept."""
    return read(text).policy


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
