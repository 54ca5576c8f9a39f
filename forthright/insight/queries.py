"""Counts of a partnership, from facts alone: no word, name or reference is read here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.crypto import salted_hmac

from forthright.briefing.queries import readers
from forthright.core.challenge import facts
from forthright.core.challenge.codes import Outcome, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import fold
from forthright.core.challenge.state import State
from forthright.directory.models import Agency, Partnership
from forthright.insight import measures
from forthright.insight.measures import GOOD_PRACTICE, NO_OUTCOME, TALKED, Measure, Period
from forthright.insight.suppress import HIDDEN, Counts, suppress_breakdowns, suppress_counts
from forthright.record.models import Challenge, StoredEvent


@dataclass(frozen=True, slots=True)
class Report:
    """The breakdowns by code of their measure, safe to show. Numbers that must not be shown are not in it."""

    period: Period
    counts: dict[str, Counts]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What challenges that are counted together have in common. `step` is empty for what was settled by talking."""

    step: str
    outcome: str
    raising: str
    responding: str
    good_practice: bool = False
    topic: str = ""


def report(
    partnership: Partnership,
    steps: tuple[str, ...],
    period: Period,
    deciding: Collection[str] = (),
    topics: tuple[str, ...] | None = None,
) -> Report:
    """The counts of a period. `steps` are the steps of the policy, in order; others that were used come after them.
    `deciding` are those of them at which the policy lets somebody decide. `topics` are the policy's, where it asks that
    they are counted: each breakdown more hides more numbers of the others, so it is there only where it is asked for.

    Challenges and records of talking are told apart from the first: a table that held both would let one be worked
    out from the other. They have no total in common for the same reason.
    """
    kinds = _kinds(partnership, period)
    every = (*measures.CHALLENGES, *(() if topics is None else (measures.TOPIC,)))
    numbers = {measure: measures.empty(measure, steps, topics or ()) for measure in (*every, measures.TALKS)}
    for kind, n in sorted(kinds.items(), key=lambda one: (one[0].step, one[0].topic)):
        for measure, key in _places(kind):
            if measure in numbers:
                numbers[measure][key] = numbers[measure].get(key, 0) + n
    secret = secret_of(partnership)
    challenges = _challenges({one.code: numbers[one] for one in every}, secret, deciding)
    talks = suppress_counts(numbers[measures.TALKS], secret=secret)
    read = suppress_counts(_readers(partnership, period), secret=secret)
    counts = {**challenges, measures.TALKS.code: talks, measures.READERS.code: read}
    return Report(period, counts)


def _challenges(numbers: dict[str, dict[str, int]], secret: str, deciding: Collection[str]) -> dict[str, Counts]:
    """Suppressed together. Everybody knows that a decision is made only at a deciding step: five decisions shown say
    that at least five challenges are at such a step, and so what a number hidden there can be. Both are hidden then."""
    step, decided = measures.STEP.code, (measures.OUTCOME.code, Outcome.DECISION.value)
    shown = suppress_breakdowns(numbers, secret=secret)
    if any(shown[step].cells.get(key) is HIDDEN for key in deciding):
        shown = suppress_breakdowns(numbers, secret=secret, also=[decided])
    return {str(code): counts for code, counts in shown.items()}


def _places(kind: _Kind) -> Iterator[tuple[Measure, str]]:
    if not kind.step:
        yield measures.TALKS, GOOD_PRACTICE if kind.good_practice else TALKED
        return
    yield measures.STEP, kind.step
    yield measures.OUTCOME, kind.outcome or NO_OUTCOME
    yield measures.RAISING, kind.raising
    yield measures.RESPONDING, kind.responding
    yield measures.TOPIC, kind.topic


def secret_of(partnership: Partnership) -> str:
    """One for each partnership and not for each month: a tie settled otherwise next month would give both away."""
    return salted_hmac("forthright.insight", str(partnership.pk)).hexdigest()


def _kinds(partnership: Partnership, period: Period) -> Counter[_Kind]:
    """How many of each kind were raised in the period, as things stood when it ended.

    What was not touched since then stands in the projection and is grouped by the database. The few that were touched
    are folded again from the entries written by then. The rejected alternative, to count all as they stand now, would
    change the page with each act and so show each act.
    """
    raised = Challenge.objects.filter(
        partnership=partnership, raised_at__gte=period.starts, raised_at__lt=period.ends
    ).order_by()
    found = Counter(_untouched(raised.filter(changed_at__lt=period.ends)))
    found.update(_touched(raised.filter(changed_at__gte=period.ends), period))
    return found


def _untouched(rows: QuerySet[Challenge]) -> dict[_Kind, int]:
    groups = ("outcome", "raising_agency__group", "responding_agency__group")
    challenges = rows.exclude(step="").values_list("topic", "step", *groups).annotate(n=Count("pk"))
    found = {_Kind(*kind, topic=topic): n for topic, *kind, n in challenges}
    talks = rows.filter(step="").values_list(*groups, "good_practice")
    for outcome, raising, responding, good, n in talks.annotate(n=Count("pk")):
        found[_Kind("", outcome, raising, responding, good)] = n
    return found


def _touched(rows: QuerySet[Challenge], period: Period) -> Iterator[_Kind]:
    groups = {
        pk: (raising, responding)
        for pk, raising, responding in rows.values_list("pk", "raising_agency__group", "responding_agency__group")
    }
    if not groups:
        return
    entries = (
        StoredEvent.objects.filter(challenge__in=rows.values("pk"), written__lt=period.ends)
        .order_by("challenge", "version")
        .values_list("challenge", "type", "facts", "at", "by", "side")
    )
    for pk, mine in groupby(entries.iterator(), key=lambda one: one[0]):
        state = fold(_events(mine))
        if pk in groups:
            yield _kind(state, *groups[pk])


def _events(rows: Iterable[tuple[Any, ...]]) -> Iterator[Event]:
    for _pk, tag, text, at, by, side in rows:
        yield Event(fact=facts.decode(tag, text), at=at, by=by, side=Side(side) if side else None)


def _kind(state: State, raising: str, responding: str) -> _Kind:
    outcome = state.outcome.value if state.outcome else ""
    return _Kind(state.step, outcome, raising, responding, state.good_practice, state.topic)


def _readers(partnership: Partnership, period: Period) -> dict[str, int]:
    group_of = dict(Agency.objects.filter(partnerships=partnership).values_list("pk", "group"))
    numbers = measures.empty(measures.READERS, ())
    for agency, n in readers(group_of, period.ends).items():
        numbers[group_of[agency]] += n
    return numbers
