"""The picture that pages query, made from the state and kept in the same transaction. Facts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db import transaction

from forthright.core.challenge.codes import Phase
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.folding import fold
from forthright.core.challenge.state import ANSWERS_FIRST, State, own
from forthright.record.models import Apart, BrokenGlass, Challenge, Listed, Part, PolicyVersion, StoredEvent
from forthright.record.store import load_facts

FAR = datetime(9999, 1, 1, tzinfo=UTC)
MINE, THEIRS, RESOLVED = "mine", "theirs", "resolved"


def project(reference: str, state: State, changed_at: datetime, head: bytes, new: bool = False) -> None:
    """Write the rows for this state. The parts of a challenge are few; they are written anew.

    `new` tells that nothing of this challenge was ever written, so that nothing is looked for.
    """
    row = picture(reference, state, changed_at, head)
    row.save(force_insert=new)
    if not new:
        Part.objects.filter(challenge_id=reference).delete()
    Part.objects.bulk_create(_parts(reference, state, changed_at))
    if state.conflicted or (state.version > 1 and Apart.objects.filter(challenge_id=reference).exists()):
        Apart.objects.filter(challenge_id=reference).exclude(person__in=state.conflicted).delete()  # taken back
        rows = (Apart(challenge_id=reference, person=person) for person in sorted(state.conflicted))
        Apart.objects.bulk_create(rows, ignore_conflicts=True)
    if state.listed is not None or state.glasses or Listed.objects.filter(challenge_id=reference).exists():
        _keep_close(reference, state)


def _keep_close(reference: str, state: State) -> None:
    """Writes the named list and the broken glasses anew: few, and of few challenges."""
    Listed.objects.filter(challenge_id=reference).delete()
    Listed.objects.bulk_create(_listed(reference, state))
    BrokenGlass.objects.filter(challenge_id=reference).delete()
    BrokenGlass.objects.bulk_create(_glasses(reference, state))


def _listed(reference: str, state: State) -> list[Listed]:
    return [Listed(challenge_id=reference, person=person) for person in state.listed or ()]


def _glasses(reference: str, state: State) -> list[BrokenGlass]:
    return [
        BrokenGlass(
            challenge_id=reference,
            entry=entry,
            person=glass.person,
            agency=glass.agency,
            title=glass.title,
            code=glass.code.value,
            since=glass.since,
            until=glass.until,
            review_due=glass.review_due,
            reviewed=glass.reviewed,
        )
        for entry, glass in state.glasses.items()
    ]


def picture(reference: str, state: State, changed_at: datetime, head: bytes) -> Challenge:
    """The row of a challenge, not saved."""
    turn = state.turn
    versions = PolicyVersion.objects.filter(partnership_id=state.partnership, fingerprint=state.policy)
    raising, responding = list(state.agencies.values())
    return Challenge(
        reference=reference,
        partnership_id=state.partnership,
        policy_id=versions.values_list("pk", flat=True).get(),
        version=state.version,
        phase=state.phase.value,
        step=state.step,
        topic=state.topic,
        subject=state.subject.value,
        urgency=state.urgency.value,
        raising_agency_id=raising,
        responding_agency_id=responding,
        outcome=state.outcome.value if state.outcome else "",
        raised_at=state.raised_at,
        changed_at=changed_at,
        ended_at=state.ended_at,
        turn=turn.owner if turn else None,
        turn_kind=turn.kind.value if turn else "",
        due=turn.due if turn else None,
        said=turn.said[:200] if turn else "",
        good_practice=state.good_practice,
        restricted=state.listed is not None,
        wake=state.next_wake,
        matter=state.matter,
        head=head,
    )


def awaited(state: State) -> list[Duty]:
    """The duties that are somebody's turn now. Shared duties to settle come after a reply or a decision that is due."""
    duties = list(state.duties.values())
    first = [duty for duty in duties if duty.kind not in ANSWERS_FIRST]
    return [*first, *(duty for duty in duties if duty.kind in ANSWERS_FIRST and own(duty))] if first else duties


def _parts(reference: str, state: State, changed_at: datetime) -> list[Part]:
    """Each person's row says on which list it stands for them, in which order, and what is expected of them first."""
    dues: dict[int, datetime] = {}
    kinds: dict[int, str] = {}
    for duty in sorted(awaited(state), key=lambda one: one.due or FAR):
        dues.setdefault(duty.owner, duty.due or FAR)
        kinds.setdefault(duty.owner, duty.kind.value)
    return [
        Part(
            challenge_id=reference,
            person=party.person,
            side=party.side.value if party.side else "",
            capacity=party.capacity.value,
            title=party.title,
            place=_place(party, state, dues),
            sort=dues.get(party.person, changed_at),
            expects=kinds.get(party.person, ""),
            restricted=state.listed is not None,
        )
        for party in state.parties.values()
        if state.listed is None or party.person in state.listed
    ]


def _place(party: Party, state: State, dues: dict[int, datetime]) -> str:
    if party.person in dues:
        return MINE
    return THEIRS if state.phase is Phase.OPEN else RESOLVED


def differences() -> Iterator[str]:
    """What the stored projection says otherwise than the events do, one sentence each. Writes nothing."""
    references = StoredEvent.objects.filter(version=1).order_by("challenge").values_list("challenge", flat=True)
    for reference in references.iterator(chunk_size=500):
        stored = Challenge.objects.filter(pk=reference).first()
        if stored is None:
            yield f"{reference}: has events but no row"
            continue
        state = fold(load_facts(reference))
        yield from _compare(reference, stored, state)
    for reference in Challenge.objects.values_list("pk", flat=True):
        if not StoredEvent.objects.filter(challenge=reference).exists():
            yield f"{reference}: has a row but no events"


def _compare(reference: str, stored: Challenge, state: State) -> Iterator[str]:
    fresh = picture(reference, state, stored.changed_at, bytes(stored.head))
    for field in Challenge._meta.concrete_fields:
        was, says = getattr(stored, field.attname), getattr(fresh, field.attname)
        if field.name != "head" and was != says:
            yield f"{reference}: {field.name} is {was!r}, the events say {says!r}"
    if _rows(stored.parts.all()) != _rows(_parts(reference, state, stored.changed_at)):
        yield f"{reference}: the people who take part differ from the events"
    if set(stored.apart.values_list("person", flat=True)) != state.conflicted:
        yield f"{reference}: the people who must not take part differ from the events"
    if {row.person for row in stored.listed.all()} != set(state.listed or ()):
        yield f"{reference}: the named list differs from the events"
    if {(row.entry, row.until, row.reviewed) for row in stored.glasses.all()} != {
        (entry, glass.until, glass.reviewed) for entry, glass in state.glasses.items()
    }:
        yield f"{reference}: who broke the glass differs from the events"


def _rows(rows: Iterable[Part]) -> list[tuple[object, ...]]:
    fields = ("person", "side", "capacity", "title", "place", "sort", "expects", "restricted")
    return sorted(tuple(getattr(row, name) for name in fields) for row in rows)


def rebuild() -> int:
    """Make the whole projection anew from the events, each challenge in a transaction. Returns how many."""
    count = 0
    for reference in StoredEvent.objects.filter(version=1).values_list("challenge", flat=True):
        with transaction.atomic():
            last = StoredEvent.objects.filter(challenge=reference).order_by("-version").first()
            assert last is not None
            project(reference, fold(load_facts(reference)), last.written, bytes(last.digest))
        count += 1
    return count
