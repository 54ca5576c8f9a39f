"""Fills the rival with the same matters: `python -m bench.rival.seed ROWS`, run by the rival's own Python.

A ticket and five follow-ups, the first of which repeats the description: that is what its own form writes.
"""

from __future__ import annotations

import os
import sys

import django

from bench import story

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.rival.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - after the setup that it needs
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # noqa: E402

BATCH = 1_000
STAFF = 19
"""Forthright's invented partnership has as many people beside those who raise and answer."""


def person(address: str) -> User:
    """Somebody who works there; the name they sign in with is their address."""
    user = User(username=address, email=address, is_staff=True, first_name=address.split("@")[0].title())
    user.set_password(story.PASSWORD)
    user.save()
    return user


def people() -> tuple[list[User], list[User]]:
    """Those who raise and those who answer, the signed-in person first."""
    raisers = [story.OTHER, *(f"teacher{number}@anyshire.example" for number in range(story.EXTRA_EACH))]
    answerers = [story.ME, *(f"worker{number}@anyshire.example" for number in range(story.EXTRA_EACH))]
    for number in range(STAFF):
        person(f"staff{number}@anyshire.example")
    return [person(one) for one in raisers], [person(one) for one in answerers]


def fill(rows: int) -> None:
    """Everything, a thousand tickets to a transaction."""
    raisers, answerers = people()
    queue = Queue.objects.create(title="Professional challenge", slug="challenge", email_address="in@anyshire.example")
    end = story.now()
    for start in range(0, rows, BATCH):
        numbers = range(start, min(start + BATCH, rows))
        with transaction.atomic():
            tickets = [ticket(number, queue, raisers, answerers) for number in numbers]
            Ticket.objects.bulk_create(tickets, batch_size=500)
            entries = []
            for number, row in zip(numbers, tickets, strict=True):
                at = story.instants(number, rows, end)
                entries += follow_ups(number, row, raisers, answerers, at)
                row.created, row.modified, row.due_date = at[0], at[-1], at[0] + story.DUE
            FollowUp.objects.bulk_create(entries, batch_size=500)
            # Both are set by the clock when a row is made, and by nothing else when rows are changed together.
            Ticket.objects.bulk_update(tickets, ["created", "modified", "due_date"], batch_size=250)


def ticket(number: int, queue: Queue, raisers: list[User], answerers: list[User]) -> Ticket:
    """One ticket, not saved."""
    return Ticket(
        title=f"{story.about(number)['name']}: a challenge",
        queue=queue,
        submitter_email=raisers[story.raiser(number)].email,
        assigned_to=answerers[story.answerer(number)],
        status=Ticket.OPEN_STATUS if story.is_open(number) else Ticket.CLOSED_STATUS,
        description="\n\n".join(story.opening(number).values()),
        priority=3,
    )


def follow_ups(number: int, row: Ticket, raisers: list[User], answerers: list[User], at: list) -> list[FollowUp]:
    """Its five entries, not saved."""
    raiser, answerer = raisers[story.raiser(number)], answerers[story.answerer(number)]
    title = f"Ticket Opened & Assigned to {answerer.username}"
    first = FollowUp(ticket=row, title=title, comment=row.description, public=True, user=raiser, date=at[0])
    rest = [
        FollowUp(
            ticket=row, title="Comment", comment=text, public=True, user=answerer if answers else raiser, date=instant
        )
        for (answers, text), instant in zip(story.later(number), at[1:], strict=True)
    ]
    return [first, *rest]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    fill(int(sys.argv[1]))
