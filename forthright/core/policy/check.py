"""A first check of a policy that could be read: faults of meaning, not of spelling.

Three levels: an `error` would strand a challenge or hide a danger; a `warning` is probably a slip; a `note` tells what
the published text leaves open, which is nobody's fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from forthright.core.policy.shapes import How, Move, Policy, Span, Stated, Step, Task
from forthright.core.worktime.units import Unit


class Level(StrEnum):
    """How much a finding matters; the head of this file tells the three apart."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `where` is a key of `Reading.places` ("step 2", "step 2/if not settled")."""

    level: Level
    where: str
    sentence: str


def check(policy: Policy) -> list[Finding]:
    """All findings, errors first; empty when there is nothing to say."""
    found = [
        *_danger(policy),
        *_reach(policy),
        *_ends(policy),
        *(finding for step in policy.steps for finding in _owner(policy, step)),
        *(finding for step in policy.steps for finding in _times(policy, step)),
    ]
    order = list(Level)
    return sorted(found, key=lambda finding: order.index(finding.level))


def moves(step: Step) -> list[Move]:
    """The ways out of a step, for ordinary and for urgent matters."""
    return [step.move, step.urgent_move] if step.urgent_move else [step.move]


def _danger(policy: Policy) -> Iterator[Finding]:
    if not policy.danger.say.strip():
        yield Finding(Level.ERROR, "immediate danger", "There are no words to show when a child is in danger.")
    elif not policy.danger.stated:
        yield Finding(Level.NOTE, "immediate danger/say", "The text gives no danger notice; Forthright shows its own.")


def _reach(policy: Policy) -> Iterator[Finding]:
    """Every step can be reached from the first, by moves to steps that exist."""
    keys = {step.key: step for step in policy.steps}
    if not keys:
        yield Finding(Level.ERROR, "policy", "The policy has no step.")
        return
    reached: set[str] = set()
    waiting = [policy.steps[0].key]
    while waiting:
        key = waiting.pop()
        if key in reached:
            continue
        reached.add(key)
        for move in moves(keys[key]):
            if move.to in keys:
                waiting.append(move.to)
            elif move.to or move.how in (How.OFFER, How.MUST):
                sentence = f"{policy.label(key)} leads to a step that does not exist."
                yield Finding(Level.ERROR, f"step {key}/if not settled", sentence)
    for key in keys:
        if key not in reached:
            yield Finding(Level.ERROR, f"step {key}", f"No step leads to {policy.label(key)}.")


def _ends(policy: Policy) -> Iterator[Finding]:
    """No step leads round in a ring, and where the text stops without an end that is said.

    A ring is an error even if urgency offers a way out: the ordinary matter would go round for ever.
    """
    keys = {step.key: step for step in policy.steps}
    for step in policy.steps:
        seen, waiting = set(), [move.to for move in moves(step) if move.to in keys]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                waiting += [move.to for move in moves(keys[key]) if move.to in keys]
        if step.key in seen:
            sentence = f"From {policy.label(step.key)} the matter comes back to it, so it may never end."
            yield Finding(Level.ERROR, f"step {step.key}/if not settled", sentence)
        if any(move.how == How.NOT_STATED for move in moves(step)):
            sentence = f"The text does not state what follows {policy.label(step.key)}."
            yield Finding(Level.NOTE, f"step {step.key}/if not settled", sentence)


def _owner(policy: Policy, step: Step) -> Iterator[Finding]:
    """Somebody answers at each step, or a gap says that the partnership has to confirm it."""
    if not isinstance(step.answered_by, Stated):
        return
    label, where = policy.label(step.key), f"step {step.key}/answered by"
    if step.answered_by == Stated.NONE:
        yield Finding(Level.ERROR, where, f"Nobody answers at {label}, so nobody owns it.")
    elif any(_names(gap, label) for gap in policy.gaps):
        yield Finding(Level.NOTE, where, f"Who answers at {label} is not stated, and stands among the gaps.")
    else:
        sentence = f"Who answers at {label} is not stated. Add a line “to confirm:” that names {label}."
        yield Finding(Level.ERROR, where, sentence)


def _names(gap: str, label: str) -> bool:
    """Whether a gap speaks of a step: "Step 4" is not named by "Step 4b" or "Step 40"."""
    at = gap.lower().find(label.lower())
    after = gap[at + len(label) : at + len(label) + 1]
    return at >= 0 and not after.isalnum()


def _times(policy: Policy, step: Step) -> Iterator[Finding]:
    label = policy.label(step.key)
    for task in step.tasks:
        where = f"step {step.key}/{task.act} within, urgent"
        if _later_when_urgent(task):
            sentence = f"At {label} an urgent matter would have longer to {task.act} than an ordinary one."
            yield Finding(Level.ERROR, where, sentence)
        elif isinstance(task.urgent, Span) and isinstance(task.limit, Span) and task.urgent == task.limit:
            yield Finding(Level.WARNING, where, f"At {label} the urgent time to {task.act} is the ordinary one.")
    if not any(isinstance(task.limit, Span) for task in step.tasks):
        sentence = f"{label} has no time that can be counted, so nothing there is ever overdue."
        yield Finding(Level.NOTE, f"step {step.key}", sentence)


def _later_when_urgent(task: Task) -> bool:
    """Only what can be compared without a calendar: the same unit, working weeks as five working days, at once."""
    if not (isinstance(task.limit, Span) and isinstance(task.urgent, Span)):
        return False
    if task.limit.unit == Unit.IMMEDIATELY:
        return task.urgent.unit != Unit.IMMEDIATELY
    normal, urgent = _measure(task.limit), _measure(task.urgent)
    return normal[0] == urgent[0] and urgent[1] > normal[1]


def _measure(span: Span) -> tuple[Unit, int]:
    if span.unit == Unit.WORKING_WEEKS:
        return Unit.WORKING_DAYS, span.amount * 5
    if span.unit == Unit.CALENDAR_DAYS:
        return Unit.HOURS, span.amount * 24
    return span.unit, span.amount
