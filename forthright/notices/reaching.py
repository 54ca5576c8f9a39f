"""Asking people whether messages reach them: the checks and their messages, each time in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from forthright.directory import queries as directory
from forthright.directory import reach
from forthright.directory.models import Person
from forthright.directory.reach import Reached, Whose
from forthright.directory.reach_models import ReachCheck
from forthright.directory.upkeep import By
from forthright.notices.actions import queue_quiet, queue_reach


@transaction.atomic
def ask(people: Collection[Reached], whose: Whose, by: By) -> int:
    """Ask these people; those who were asked within the last day are left out. Returns how many are asked.

    Whoever asks at the same moment waits, and finds that they are asked.
    """
    locked = Person.objects.select_for_update().filter(pk__in=[one.person.pk for one in people]).order_by("pk")
    made = reach.ask(reach.reached_of(locked), whose, by)
    queue_reach({one.pk: one.person_id for one in made}, by.at)
    return len(made)


def tell_quiet(now: datetime) -> int:
    """Tell those who look after people, once for each check, that nothing came back. Returns of how many; called by the
    clock. Whoever has left meanwhile is nobody's to worry about."""
    with transaction.atomic():
        waiting = reach.quiet(now)
        places: dict[tuple[int, int | None], list[ReachCheck]] = defaultdict(list)
        for check in waiting:
            if check.person.is_active:
                places[check.partnership_id, check.agency_id].append(check)
        for (partnership, agency), checks in places.items():
            people = len({check.person_id for check in checks})
            keepers = directory.keepers(agency, partnership, now)
            queue_quiet(checks[0].pk, keepers, people, _page(partnership, agency), now)
        reach.told_quiet(waiting, now)
    return len(waiting)


def _page(partnership: int, agency: int | None) -> str:
    """The page that administrator and business unit can both open; from it leads the one of the checks."""
    return f"agency/{agency}" if agency is not None else f"partnership/{partnership}"
