"""A policy rehearsed: its worst case, invented cases beside those of another text, one of them told, and past ones.

All of it is computed while somebody waits, in less than a second; what two pages share is kept for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.proofs import stories
from forthright.core.policy.proofs.worst import extended_for_ever, longest_soon, worst, years_for
from forthright.core.policy.rungs import running
from forthright.core.policy.sentences import ACT_WORDS, span_words
from forthright.core.policy.shapes import Policy
from forthright.core.policy.times import Act, Span
from forthright.core.rehearsal import comparing, results, telling
from forthright.core.rehearsal.anyhow import anyhow
from forthright.core.rehearsal.cases import Kinds, Ladders
from forthright.core.rehearsal.cases import cases as draw
from forthright.core.rehearsal.comparing import Comparison
from forthright.core.rehearsal.play import Case, Played, play
from forthright.core.rehearsal.results import Results
from forthright.core.worktime import LONDON, Calendar, provisional
from forthright.insight.replays import Replays
from forthright.record.policies import policy_in
from forthright.web.presenters import when
from forthright.web.presenters.counts import number
from forthright.web.presenters.labels import first_upper

CASES, SEED = 400, 1
"""As many as two ladders can be played through in a third of a second; the command line plays any number."""
MOST_STEPS = 8
"""A longer ladder is not rehearsed while somebody waits. The longest of those that ship has five."""
TO_RAISE = gettext_lazy("take it to the next step")
"""What "raise it" means on the way up."""


@dataclass(frozen=True, slots=True)
class WorstCase:
    """How long it can take when everybody uses all their time, in sentences: clock by clock, added up, and on days."""

    heading: str
    lines: list[str]
    together: str
    longest: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is counted, and for each column its heading and how much."""

    label: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts, with a column for each text."""

    caption: str
    columns: list[str]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Story:
    """One invented case: how those behave who are not prompt, and what happens when."""

    number: int
    manner: list[str]
    moments: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Past:
    """Past challenges under the text: `tables` is empty where there are too few to be counted."""

    last: str
    tables: list[Table]


def rungs(policy: Policy) -> int:
    """How many steps there are to go up, each line of a repeated step for itself."""
    return len(running(policy).steps)


def can(policy: Policy) -> bool:
    """Whether it is short enough to be rehearsed here."""
    return rungs(policy) <= MOST_STEPS


def worst_words(policy: Policy, urgent: bool = False) -> WorstCase:
    """The worst case by unit: quick, and without a calendar."""
    ladder = running(policy)
    found = worst(ladder, urgent)
    lines = [
        _("%(step)s: %(time)s to %(act)s")
        % {"step": ladder.label(key), "time": span_words(span), "act": TO_RAISE if act is Act.RAISE else ACT_WORDS[act]}
        for key, act, span in found.spans
    ]
    lines += [_unbounded(ladder, key, urgent) for key in found.open_at]
    total = ", ".join(span_words(Span(amount, unit)) for unit, amount in found.total.items())
    together = _("Together: %(total)s.") % {"total": total} if found.spans else _("No time can be counted.")
    if found.spans and found.open_at:
        together = _("What can be counted, together: %(total)s.") % {"total": total}
    return WorstCase(_("When it is urgent") if urgent else _("When it is not urgent"), lines, together, "")


@lru_cache(maxsize=32)
def worst_cases(text: str, hours: Calendar, first: date) -> list[WorstCase]:
    """The worst case of a text that can be read, not urgent and urgent, with the longest wait under these hours."""
    policy = policy_in(text)
    assert policy is not None
    found = []
    for urgent in (False, True):
        said = worst_words(policy, urgent)
        spans = tuple(span for _key, _act, span in worst(running(policy), urgent).spans)
        longest = _longest(spans, hours, first) if spans else ""
        found.append(WorstCase(said.heading, said.lines, said.together, longest))
    return found


def _unbounded(ladder: Policy, key: str, urgent: bool) -> str:
    if extended_for_ever(ladder.step(key), urgent):
        said = _("%(step)s: its times can be extended again and again, so nothing bounds it")
    else:
        said = _("%(step)s: no number is given, so nothing bounds it")
    return said % {"step": ladder.label(key)}


def _longest(spans: tuple[Span, ...], hours: Calendar, first: date) -> str:
    start, end = longest_soon(spans, hours, first)
    wait = end - start
    told = {
        "days": wait.days,
        "hours": wait.seconds // 3600,
        "start": when.said(start),
        "end": when.said(end),
        "years": _("year") if years_for(spans) == 1 else _("two years"),
    }
    said = _(
        "At its longest that takes %(days)s days and %(hours)s hours: from %(start)s to %(end)s. No other minute of "
        "the %(years)s from this month on is worse to start at."
    )
    late = _("Bank holidays are not yet published for all of that time, so the end may still move.")
    return f"{said % told} {late}" if provisional(hours, end) else said % told


@lru_cache(maxsize=32)
def cases(kinds: Kinds, hours: Calendar, first: date) -> tuple[Case, ...]:
    """The invented cases: the same ones for the same kinds, hours and month."""
    return tuple(draw(kinds, CASES, SEED, hours, first))


@lru_cache(maxsize=32)
def compared(text: str, other: str, hours: Calendar, first: date) -> Comparison:
    """The same cases under `other`, which counts now, and under `text`. Both can be read."""
    one, two = policy_in(other), policy_in(text)
    assert one is not None
    assert two is not None
    kinds = Kinds.of(one, two)
    games = (_played(other, kinds, hours, first), _played(text, kinds, hours, first))
    return comparing.told_apart((one, two), games)


@lru_cache(maxsize=8)
def _played(text: str, kinds: Kinds, hours: Calendar, first: date) -> tuple[Played, ...]:
    """The cases as they are played under one text: that of the version in force serves for every change of a draft."""
    policy = policy_in(text)
    assert policy is not None
    return comparing.played(policy, hours, cases(kinds, hours, first))


@lru_cache(maxsize=32)
def rehearsed(text: str, hours: Calendar, first: date) -> Results:
    """The cases under one text alone, which can be read."""
    policy = policy_in(text)
    assert policy is not None
    return results.rehearse(policy, hours, cases(Kinds.of(policy), hours, first))


Column = tuple[str, Policy, Results]
"""What a column is headed, the policy, and the sums under it."""


def tables(columns: Sequence[Column]) -> list[Table]:
    """What became of the cases, how far they went, and how often each post was asked, with a column for each text."""
    heads = [called for called, _policy, _sums in columns]
    parts = (
        (_("What became of them"), _became(columns)),
        (_("How far they went"), _heights(columns)),
        (_("How often each post was asked to do something"), _asked(columns)),
    )
    return [
        Table(caption, heads, [Row(label, list(zip(heads, values, strict=True))) for label, values in rows])
        for caption, rows in parts
    ]


def _became(columns: Sequence[Column]) -> Iterator[tuple[str, list[str]]]:
    counted: list[tuple[str, Callable[[Results], float | int | None]]] = [
        (_("Settled"), lambda one: one.settled),
        (_("Of those, settled by a decision"), lambda one: one.decided),
        (_("Stood still: nobody was left to act"), lambda one: one.still.total()),
        (_("A time ran out at least once"), lambda one: one.late_cases),
        (_("Somebody was refused, and had no other way"), lambda one: one.refused_cases),
        (_("Days that half of those settled took at most"), lambda one: one.typical),
        (_("Days that the longest of those settled took"), lambda one: one.longest),
    ]
    for label, count in counted:
        yield label, [_number(count(sums)) for _called, _policy, sums in columns]


def _heights(columns: Sequence[Column]) -> Iterator[tuple[str, list[str]]]:
    ladders = [(Ladders(policy).rungs(), sums) for _called, policy, sums in columns]
    labels = {
        key: policy.label(key)
        for (keys, _sums), (_called, policy, _same) in zip(ladders, columns, strict=True)
        for key in keys
    }
    for key, label in labels.items():
        yield (
            _("As far as %(step)s") % {"step": label},
            [_number(sums.reached[key]) if key in keys else _("No such step") for keys, sums in ladders],
        )


def _asked(columns: Sequence[Column]) -> Iterator[tuple[str, list[str]]]:
    for role in sorted({role for _called, _policy, sums in columns for role in sums.asked}):
        yield first_upper(role), [_number(sums.asked[role]) for _called, _policy, sums in columns]


def _number(value: float | int | None) -> str:
    if value is None:
        return _("None")
    decimals = 1 if isinstance(value, float) else 0
    return formats.number_format(value, decimal_pos=decimals, force_grouping=True)


def changes(found: Comparison) -> list[str]:
    """Case by case: how many go otherwise under the text than under the one that counts now."""
    told = {name: _number(getattr(found, name)) for name in ("higher", "lower", "sooner", "later", "newly_still")}
    told["no_longer"] = _number(found.no_longer_still)
    return [
        _("%(higher)s cases go higher up the ladder, and %(lower)s less far up.") % told,
        _("%(sooner)s are settled sooner by a day or more, and %(later)s later.") % told,
        _("%(newly_still)s stand still that did not, and %(no_longer)s no longer do.") % told,
    ]


@lru_cache(maxsize=32)
def however_people_act(text: str, hours: Calendar, first: date) -> list[str]:
    """What very many matters played at random come to under a text that can be read."""
    policy = policy_in(text)
    assert policy is not None
    return anyhow(policy, hours, first)


def varied(columns: Sequence[Column]) -> list[str]:
    """What the cases differ in beside the people: a sentence, or one for each text that knows other kinds."""
    said = {called: " ".join(results.varied(sums, policy)) for called, policy, sums in columns}
    if len(set(said.values())) == 1:
        return [words for words in [*said.values()][:1] if words]
    return [_("%(called)s: %(words)s") % {"called": called, "words": words} for called, words in said.items() if words]


def refusals(columns: Sequence[Column]) -> list[tuple[str, list[str]]]:
    """What people tried and were not allowed: a heading and the reasons, for each text under which that happened."""
    found = ((called, results.refusals(sums)) for called, _policy, sums in columns)
    return [(f"{called}. {said[0]}", said[1:]) for called, said in found if said]


def story(policy: Policy, these: Sequence[Case], number: int, hours: Calendar) -> Story:
    """One of the cases, counted from 1, told under a policy."""
    case = these[number - 1]
    ladder = running(policy, case.group)
    played = play(ladder, hours, case)
    moments = [(first_upper(stories.when(line.at)), line.sentence) for line in telling.timeline(ladder, played)]
    return Story(number, telling.manner(played), moments)


def past(found: Replays) -> Past:
    """The sums of past challenges as tables, with what may not be shown left out."""
    head = _("Challenges")
    said = []
    for name, counts in (found.counts or {}).items():
        rows = [Row(_(str(key)), [(head, number(shown))]) for key, shown in counts.cells.items()]
        said.append(Table(_(name), [head], [*rows, Row(_("All"), [(head, number(counts.total))])]))
    return Past(formats.date_format(found.last, "j F Y"), said)


def month(now: datetime) -> date:
    """The first day of this month in England: what is rehearsed stays the same for as long."""
    return now.astimezone(LONDON).date().replace(day=1)
