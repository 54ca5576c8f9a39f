"""A partnership's own past challenges under a draft of its policy: sums alone, from facts alone, and made safe.

What is replayed is what ended before this month began: sums that changed with each ending would show, by what changed
since yesterday, the one challenge that ended today. The posts are as they are now, since nobody knows who would have
held them. No word, name or reference is read here, and nothing about one challenge leaves this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop as _  # marked here, translated where it is shown

from forthright.core.challenge.codes import Phase
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal.replaying import Replayed, replay, sums
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Partnership
from forthright.insight.measures import twelve_months
from forthright.insight.queries import secret_of
from forthright.insight.suppress import LOWEST, Counts, suppress_breakdowns
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
REFUSED, ALLOWED = _("Something of it would not have been allowed"), _("All of it would have been allowed")


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
    names = ended.exclude(step="").order_by("-ended_at", "pk").values_list("pk", flat=True)[:MOST]
    agencies = Agency.objects.filter(partnerships=partnership).values_list("pk", flat=True)
    seats = directory.seats(partnership.pk, agencies, now)
    hours, ladder = directory.calendar_of(partnership.hours), running(policy)
    found = [replay(ladder, load_facts(name), hours, seats) for name in names]
    numbers = _numbers([one for one in found if one is not None])
    if sum(numbers[CLIMBS].values()) < LOWEST:
        return Replays(period.last, None)
    shown = suppress_breakdowns(numbers, secret=secret_of(partnership))
    return Replays(period.last, {str(name): counts for name, counts in shown.items()})


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
        ACTS: {REFUSED: total.refused, ALLOWED: n - total.refused},
    }
