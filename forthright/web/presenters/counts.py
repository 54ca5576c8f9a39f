"""Counts as tables: each number as words, and as the width of a bar beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _

from forthright.core.challenge.codes import Outcome
from forthright.core.policy.shapes import Policy
from forthright.directory.models import Group
from forthright.insight import measures
from forthright.insight.measures import Measure, Period
from forthright.insight.queries import Report
from forthright.insight.suppress import HIDDEN, Counts, Shown
from forthright.web.presenters import labels


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `bar` is the width out of 100; None where the number is hidden, so that it does not look like nought."""

    label: str
    shown: str
    bar: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """One breakdown with its definition."""

    code: str
    caption: str
    column: str
    counts: str
    rows: list[Row]
    total: str


def tables(report: Report, policy: Policy | None) -> list[Table]:
    """Every breakdown, in a fixed order."""
    listed = (*measures.CHALLENGES, measures.TOPIC, measures.TALKS, measures.READERS)
    return [_table(one, report.counts[one.code], policy) for one in listed if one.code in report.counts]


def topics_asked_for(policy: Policy | None) -> tuple[str, ...] | None:
    """The topics of a policy that asks for them to be counted, else None."""
    if policy is None or not any(measures.TOPIC in _answers(one, policy) for one in policy.monitoring):
        return None
    return policy.topics


def asked_for(report: Report, policy: Policy | None) -> list[dict[str, object]]:
    """What the policy asks to be counted, in its words, each with the tables here that count it."""
    if policy is None:
        return []
    counted = report.counts
    found = {one: [answer for answer in _answers(one, policy) if answer.code in counted] for one in policy.monitoring}
    return [{"words": one, "tables": [(each.code, _(each.name)) for each in all_of]} for one, all_of in found.items()]


def _answers(dimension: str, policy: Policy) -> tuple[Measure, ...]:
    return measures.asked_for(dimension, policy.step_word)


def _table(measure: Measure, counts: Counts, policy: Policy | None) -> Table:
    most = max((shown for shown in counts.cells.values() if shown is not HIDDEN), default=0)
    rows = [
        Row(_label(measure, str(key), policy), number(shown), _bar(shown, most)) for key, shown in counts.cells.items()
    ]
    name, column, definition = _(measure.name), _(measure.column), _(measure.counts)
    return Table(measure.code, name, column, definition, rows, number(counts.total))


def _bar(shown: Shown, most: int) -> int | None:
    return None if shown is HIDDEN else 100 * shown // (most or 1)


def number(shown: Shown) -> str:
    """A count in words. One that is hidden is not called small: it may be hidden to protect another."""
    return _("Not shown") if shown is HIDDEN else formats.number_format(shown, force_grouping=True)


def _label(measure: Measure, key: str, policy: Policy | None) -> str:
    if measure is measures.STEP:
        return _step(key, policy)
    if measure is measures.TOPIC:
        return labels.topic(key)
    if measure is measures.OUTCOME:
        return _("No outcome yet") if key == measures.NO_OUTCOME else labels.code(Outcome(key))
    if measure is measures.TALKS:
        return _("Good practice recorded") if key == measures.GOOD_PRACTICE else _("Settled by talking")
    return str(Group(key).label)


def _step(key: str, policy: Policy | None) -> str:
    """ "Step 2: Line managers" where the policy in force has that step; an older policy may have had others."""
    if policy is None:
        return _("Step %(key)s") % {"key": key}
    title = next((step.name for step in policy.steps if step.key == key), "")
    return f"{policy.label(key)}: {title}" if title else policy.label(key)


def period_words(period: Period) -> dict[str, str]:
    """The first and the last day that count, in words."""
    return {
        "first": formats.date_format(period.first, "j F Y"),
        "last": formats.date_format(period.last, "j F Y"),
    }
