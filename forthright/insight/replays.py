"""A partnership's own past challenges under a draft of its policy: sums alone, from facts alone, and made safe.

What is replayed is what ended before this month began: sums that changed with each ending would show, by what changed
since yesterday, the one challenge that ended today. The posts are as they were held then, and a challenge is played by
the kind of the agency that answered it, in the opening hours that each agency has now: under its own text it comes out
as it did. No word, name or reference is read here, and nothing about one challenge leaves this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop as _  # marked here, translated where it is shown

from forthright.core.challenge.codes import Phase
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.replaying import Replayed, Seats, replay, sums
from forthright.directory import queries as directory
from forthright.directory.hours import calendar_of, calendars
from forthright.directory.models import Partnership
from forthright.insight.measures import twelve_months
from forthright.insight.queries import secret_of
from forthright.insight.suppress import LOWEST, Counts, suppress_breakdowns
from forthright.record.actions import Later
from forthright.record.models import Challenge
from forthright.record.store import load_facts

MOST = 100
"""Challenges that are replayed, the newest: some years of most partnerships, and a fraction of a second."""

CLIMBS, LAPSES, ENDS, ACTS = (
    _("How often they would have gone up a step"),
    _("How often a time would have run out"),
    _("How they would have ended"),
    _("What people did then"),
)
MORE_UP, LESS_UP, SAME_UP = _("More often than they did"), _("Less often than they did"), _("As often as they did")
MORE_OUT, LESS_OUT, SAME_OUT = _("More often than it did"), _("Less often than it did"), _("As often as it did")
NOT_ENDED, ENDED = _("Still open after all that people did then"), _("Ended, as they did")
REFUSED = _("Something of it would not have been allowed")
MOVED = _("All of it would have been allowed, but a move to another version is left out")
ALLOWED = _("All of it would have been allowed, or not been asked for")


@dataclass(frozen=True, slots=True)
class Replays:
    """The sums, safe to show: breakdowns of the same challenges by what they are about, in order.

    `last` is the last day (in England) of those that count: what ended later is left out. `counts` is None where
    there are fewer challenges than may be counted at all.
    """

    last: date
    counts: dict[str, Counts] | None


def replays(partnership: Partnership, policy: Policy, now: datetime) -> Replays:
    """The ended challenges of a partnership under a policy, in the partnership's own hours."""
    period = twelve_months(now)
    ended = Challenge.objects.filter(partnership=partnership, ended_at__lt=period.ends).exclude(phase=Phase.OPEN.value)
    newest = ended.exclude(step="").order_by("-ended_at", "pk")
    rows = list(newest.values_list("pk", "raising_agency_id", "responding_agency_id")[:MOST])
    opening = calendars({agency for _name, *agencies in rows for agency in agencies})
    hours, posts = calendar_of(partnership.hours), _Posts(partnership.pk)
    found = [replay(policy, load_facts(name), hours, posts.at, opening) for name, *_agencies in rows]
    numbers = _numbers([one for one in found if one is not None])
    if sum(numbers[CLIMBS].values()) < LOWEST:
        return Replays(period.last, None)
    shown = suppress_breakdowns(numbers, secret=secret_of(partnership))
    return Replays(period.last, {str(name): counts for name, counts in shown.items()})


class _Posts:
    """Who held which post, on the day of an act; asked for only where a rule depends on it, and once for each line."""

    def __init__(self, partnership: int) -> None:
        self.partnership = partnership
        self._found: dict[object, Seats] = {}

    def at(self, now: datetime, state: State) -> Seats:
        """The posts of both agencies of a challenge that stands so, those above its own people first."""
        return Later(lambda: self._held(now, tuple(state.agencies.values()), state.lines))

    def _held(self, now: datetime, agencies: tuple[int, ...], lines: tuple[int, ...]) -> Seats:
        key = (directory.local_day(now), agencies, lines)
        if key not in self._found:
            self._found[key] = directory.seats(self.partnership, agencies, now, lines)
        return self._found[key]


def _numbers(found: list[Replayed]) -> dict[str, dict[str, int]]:
    """Breakdowns that share one total, each challenge once in each."""
    total = sums(found)
    n = total.matters
    return {
        CLIMBS: {MORE_UP: total.higher, LESS_UP: total.lower, SAME_UP: n - total.higher - total.lower},
        LAPSES: {
            MORE_OUT: total.more_lapses,
            LESS_OUT: total.fewer_lapses,
            SAME_OUT: n - total.more_lapses - total.fewer_lapses,
        },
        ENDS: {NOT_ENDED: total.unsettled, ENDED: n - total.unsettled},
        ACTS: {REFUSED: total.refused, MOVED: total.moved, ALLOWED: n - total.refused - total.moved},
    }
