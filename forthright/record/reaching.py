"""Asking people whether messages reach them: the checks and their messages, each time in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory import reach
from forthright.directory.reach import Reached, Whose
from forthright.directory.reach_models import ReachCheck
from forthright.directory.upkeep import By
from forthright.notices.actions import queue_quiet, queue_reach


@transaction.atomic
def ask(people: Collection[Reached], whose: Whose, by: By) -> int:
    """Ask these people; those who were asked within the last day are left out. Returns how many are asked."""
    made = reach.ask(people, whose, by)
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
            queue_quiet(checks[0].pk, _keepers(partnership, agency, now), len(checks), _page(partnership, agency), now)
        reach.told_quiet(waiting, now)
    return len(waiting)


def _keepers(partnership: int, agency: int | None, now: datetime) -> list[int]:
    if agency is not None:
        return directory.administrators(agency, now)
    return directory.office_holders(Office.BUSINESS_UNIT, partnership, now)


def _page(partnership: int, agency: int | None) -> str:
    return f"agency/{agency}" if agency is not None else f"partnership/{partnership}"
