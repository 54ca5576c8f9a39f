"""The rival's clock: `python -m bench.rival.rounds ROWS FILL`, run by the rival's own Python.

With FILL 1 it makes so many open tickets with their first follow-up, then prints as `bench.clock.rounds` does what
`escalate_tickets` computes for as many as are due, and when none is. A ticket is due where it is older than a day.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from statistics import median

import django

from bench import story
from bench.clock import cohorts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.rival.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - after the setup that it needs
from django.db import transaction  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

from bench.rival.seed import BATCH, people, ticket  # noqa: E402

EMPTY = 5


def fill(rows: int) -> None:
    """So many open tickets, none of them due."""
    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    raisers, answerers = people()
    queue = Queue.objects.create(title="Professional challenge", slug="challenge", escalate_days=1)
    for start in range(0, rows, BATCH):
        with transaction.atomic():
            made = [ticket(number, queue, raisers, answerers) for number in range(start, min(start + BATCH, rows))]
            for one in made:
                one.status = Ticket.OPEN_STATUS
            Ticket.objects.bulk_create(made, batch_size=500)
            first = [FollowUp(ticket=one, title="Ticket Opened", comment=one.description, public=True) for one in made]
            FollowUp.objects.bulk_create(first, batch_size=500)


def spent() -> float:
    """Milliseconds that the command computes."""
    began = time.process_time()
    call_command("escalate_tickets")
    return (time.process_time() - began) * 1000


def main() -> None:
    now = story.now()
    Ticket.objects.update(created=now, last_escalation=None, priority=3)
    names = list(Ticket.objects.order_by("pk").values_list("pk", flat=True)[: sum(cohorts.COHORTS)])
    spent()
    taken, empty, at = {}, [], 0
    for size in cohorts.COHORTS:
        Ticket.objects.filter(pk__in=names[at : at + size]).update(created=now - timedelta(days=3))
        at += size
        taken[size] = spent()
        empty += [spent() for _ in range(EMPTY)]
    if Ticket.objects.filter(priority=2).count() != sum(cohorts.COHORTS):
        raise RuntimeError("a ticket was not escalated")
    print(json.dumps({"advanced": taken, "empty": median(empty)}))


if __name__ == "__main__":
    if sys.argv[2] == "1":
        fill(int(sys.argv[1]))
    else:
        main()
