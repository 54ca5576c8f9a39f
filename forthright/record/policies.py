"""Policy versions as they were published here, compiled once for each process."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from forthright.core.policy.canonical import fingerprint
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Partnership
from forthright.record.models import PolicyVersion


class BadPolicy(Exception):
    """The text is not a policy that can be run. `problems` are sentences with their line and column."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(problems[0] if problems else "The policy cannot be read.")
        self.problems = problems


def publish(partnership: Partnership, text: str, effective: datetime) -> PolicyVersion:
    """Keep this text as the partnership's policy from an instant (aware UTC). The same text again changes nothing.

    Raises BadPolicy when it cannot be read.
    """
    reading = read(text)
    if reading.policy is None or reading.problems:
        raise BadPolicy([f"line {one.line}, column {one.column}: {one.sentence()}" for one in reading.problems])
    version, _created = PolicyVersion.objects.get_or_create(
        partnership=partnership,
        fingerprint=fingerprint(reading.policy),
        defaults={"text": text, "effective": effective},
    )
    return version


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
        .first()
    )
