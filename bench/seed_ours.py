"""Fills Forthright with real matters: `python -m bench.seed_ours ROWS`, in the environment of that installation.

Every event is decided, sealed, chained, folded and projected by the record's own functions. What differs from life is
only that a thousand matters share a transaction, since each transaction waits for the disk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import django

from bench import story

django.setup()

from django.db import transaction  # noqa: E402 - after the setup that it needs

from forthright.core.challenge import commands as c  # noqa: E402
from forthright.core.challenge.codes import Stance, Subject  # noqa: E402
from forthright.core.challenge.decide import decide  # noqa: E402
from forthright.core.challenge.facts import Event  # noqa: E402
from forthright.core.challenge.folding import apply  # noqa: E402
from forthright.core.challenge.moment import Seat  # noqa: E402
from forthright.core.challenge.state import State  # noqa: E402
from forthright.core.policy.shapes import Role  # noqa: E402
from forthright.directory import queries as directory  # noqa: E402
from forthright.directory.models import Holding, Person, Post  # noqa: E402
from forthright.exchange.demo_people import SINCE, build  # noqa: E402
from forthright.exchange.demo_stage import POLICY  # noqa: E402
from forthright.notices.models import Message  # noqa: E402
from forthright.notices.models import State as Sent  # noqa: E402
from forthright.notices.tell import told  # noqa: E402
from forthright.record import chain, keys, policies, projection, store  # noqa: E402
from forthright.record.actions import surroundings  # noqa: E402
from forthright.record.models import Challenge, Part, Receipt, StoredEvent  # noqa: E402
from forthright.record.references import new_reference  # noqa: E402

BATCH = 1_000
SAMPLE = 1_000


class Seeder:
    """Makes the partnership, then its matters."""

    def __init__(self, rows: int) -> None:
        self.rows, self.end = rows, story.now()
        self.partnership, people, posts = build()
        text = POLICY.read_text(encoding="utf-8")
        self.version = policies.publish(self.partnership, text, datetime(2024, 1, 1, tzinfo=UTC))
        self.group = directory.kind_of(posts["amir"].agency_id or 0)
        self.policy = policies.as_it_runs(self.partnership.pk, self.version.fingerprint, self.group)
        self.raisers = self._people(people["rosa"], posts["rosa"], "teacher")
        self.answerers = self._people(people["amir"], posts["amir"], "worker")
        agencies = [posts["rosa"].agency_id or 0, posts["amir"].agency_id or 0]
        self.moment = surroundings(self.partnership.pk, agencies, self.end)
        self.actors = {p.pk: directory.actor(p, self.end) for p, _seat in (*self.raisers, *self.answerers)}

    def _people(self, first: Person, post: Post, short: str) -> list[tuple[Person, Seat]]:
        """One person of the demonstration and three more in posts like theirs."""
        found = [(first, directory.own_seat(first, post))]
        for number in range(story.EXTRA_EACH):
            address, name = f"{short}{number}@anyshire.example", f"{short.title()} {number} (invented)"
            person = Person.objects.create_user(address, name, story.PASSWORD)
            own = Post.objects.create(
                partnership=self.partnership,
                agency=post.agency,
                role=Role.PRACTITIONER.value,
                title=post.title,
                manager=post.manager,
            )
            Holding.objects.create(post=own, person=person, starts=SINCE)
            found.append((person, directory.own_seat(person, own)))
        return found

    def instants(self, number: int) -> list[datetime]:
        """When each of them is done (UTC)."""
        return story.instants(number, self.rows, self.end)

    def commands(self, number: int) -> Iterator[tuple[Person, c.Command]]:
        """Who does what in one matter, five acts in order."""
        (raiser, asking), (answerer, asked) = (
            self.raisers[story.raiser(number)],
            self.answerers[story.answerer(number)],
        )
        view = {"view": story.VIEW, "change_mind": story.CHANGE_MIND}
        yield raiser, self._raise(number, asking, asked)
        yield answerer, c.Acknowledge(words={"note": story.THANKS})
        if story.is_open(number):
            yield raiser, c.GivePerspective(rating=3, words=view)
            yield answerer, c.GivePerspective(rating=6, words=view)
            yield raiser, c.AddEvidence(words=story.evidence(number))
        else:
            words = {"reasons": story.REPLY, "change_mind": story.CHANGE_MIND}
            yield answerer, c.Reply(stance=Stance.PARTLY, words=words)
            yield raiser, c.AddEvidence(words=story.evidence(number))
            yield raiser, c.Withdraw(words={"reason": story.WITHDRAWN})

    def _raise(self, number: int, asking: Seat, asked: Seat) -> c.Raise:
        child = {"name": story.about(number)["name"], "born": date(2018, 5, 14).isoformat(), "identifier": ""}
        words: dict[str, object] = {**story.opening(number), "children": [child], "evidence": [story.evidence(number)]}
        return c.Raise(
            policy=self.version.fingerprint,
            partnership=self.partnership.pk,
            subject=Subject.CHILD,
            subjects=1,
            topic=self.policy.topics[number % len(self.policy.topics)],
            raising=asking,
            responding=asked,
            group=self.group,
            words=words,
        )

    def matter(self, number: int) -> list[object]:
        """One matter as rows, not saved. Its key is already kept."""
        reference = new_reference()
        key = keys.create(reference)
        state, previous, rows = State(), chain.START, []
        for at, (person, command) in zip(self.instants(number), self.commands(number), strict=True):
            events = decide(self.policy, state, command, self.actors[person.pk], replace(self.moment, now=at))
            if not isinstance(events, tuple):
                raise RuntimeError(f"refused at {type(command).__name__}: {events.reason}")
            (event,) = events
            row = store._row(reference, state.version + 1, event, key, previous, at)
            previous = bytes(row.digest)
            before, state = state, apply(state, event)
            rows += [row, self._receipt(reference, state, person, at), *self._messages(reference, before, state, event)]
        rows.append(projection.picture(reference, state, at, previous))
        return [*rows, *projection._parts(reference, state, at)]

    def _receipt(self, reference: str, state: State, person: Person, at: datetime) -> Receipt:
        token = f"{reference}-{state.version}-seeded-by-bench"
        return Receipt(token=token, form=token, person=person.pk, challenge=reference, version=state.version, at=at)

    def _messages(self, reference: str, before: State, after: State, event: Event) -> list[Message]:
        """The messages that this event sent, long since delivered."""
        facts = {"step": self.policy.label(after.step), "due": ""}
        plain = {"challenge": reference, "version": after.version, "facts": facts, "state": Sent.SENT}
        times = {"created": event.at, "next_try": event.at, "sent": event.at}
        return [Message(recipient=n.person, kind=n.kind.value, **plain, **times) for n in told(before, after, event)]

    def run(self) -> None:
        """All of them, a thousand at a time. The keys of a thousand are durable before their matters are."""
        for start in range(0, self.rows, BATCH):
            numbers = range(start, min(start + BATCH, self.rows))
            connection = keys._connection()
            connection.execute("BEGIN")
            rows = [row for number in numbers for row in self.matter(number)]
            connection.execute("COMMIT")
            with transaction.atomic():
                for model in (Challenge, StoredEvent, Receipt, Message, Part):
                    model.objects.bulk_create([row for row in rows if isinstance(row, model)], batch_size=500)


def verify() -> None:
    """Every entry of a sample stands in its chain as it was written. Raises RuntimeError."""
    sample = set(Challenge.objects.order_by("?").values_list("pk", flat=True)[:SAMPLE])
    heads = {row.pk: (row.version, bytes(row.head)) for row in Challenge.objects.filter(pk__in=sample)}
    rows = StoredEvent.objects.filter(challenge__in=sample).order_by("challenge", "version")
    faults = [str(fault) for fault in chain.faults(rows, heads)]
    if faults:
        raise RuntimeError(faults[0])


if __name__ == "__main__":
    Seeder(int(sys.argv[1])).run()
    verify()
