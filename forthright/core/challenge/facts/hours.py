"""The event of a change of opening hours: the dates that were counted in them, stated anew."""

from __future__ import annotations

from datetime import date, datetime

from forthright.core.challenge.codes import HoursChange
from forthright.core.challenge.facts.base import Duty, Fact


class HoursChanged(Fact, frozen=True, kw_only=True, tag="opening hours changed"):
    """Opening hours in which this is counted were changed, and a date moved. `duties` are those that moved.

    `was` is when each was due before (UTC), in the same order. `of` names whose hours they are, as they were called.
    `first` and `last` are the days, both included, `name` what they are called ("Bank holiday"), `windows` the hours
    on them in minutes of local time, none for closed; of weekly hours `first` is the day from which they count.
    """

    WORDS = {"reason": "why"}
    of: tuple[str, ...]
    change: HoursChange
    first: date
    duties: tuple[Duty, ...]
    was: tuple[datetime, ...]
    last: date | None = None
    name: str = ""
    windows: tuple[tuple[int, int], ...] = ()
