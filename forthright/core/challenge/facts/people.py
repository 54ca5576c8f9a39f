"""Events of the directory that change who takes part: somebody left, two accounts were one person, agencies merged."""

from __future__ import annotations

from forthright.core.challenge.facts.base import NAMES, Fact, Party


class ReHomed(Fact, frozen=True, kw_only=True, tag="re-homed"):
    """The part of somebody who left was given to another by an administrator; the leaver takes part no longer.

    `party` is who stands where they stood, None where nothing was owed and nobody needs to. `same_person` tells that
    it is the same human being, who had two accounts.
    """

    WORDS = {"reason": "why", "names": NAMES}
    leaver: int
    party: Party | None = None
    same_person: bool = False


class AgencyMerged(Fact, frozen=True, kw_only=True, tag="agency merged"):
    """An agency became part of another. From then on its people take part for that one. `was` and `now` are the names
    as they were, `old` and `new` the numbers."""

    old: int
    new: int
    was: str
    now: str
