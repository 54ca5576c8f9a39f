"""What makes the times of a step longer: pauses and extensions. Each has an end, and is in measure with the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from forthright.core.policy.proofs.finding import Finding, never, warning
from forthright.core.policy.proofs.lengths import monday, ordinary, surely_sooner
from forthright.core.policy.sentences import span_words
from forthright.core.policy.shapes import Policy, Step
from forthright.core.policy.times import AFTERWARDS, Span
from forthright.core.worktime import Unit, due


def stretches(policy: Policy, step: Step) -> Iterator[Finding]:
    """All findings about what makes the times of a step longer."""
    yield from _pause(policy, step)
    yield from _extension(policy, step)


def _counted(step: Step) -> list[Span]:
    return [task.limit for task in step.tasks if isinstance(task.limit, Span) and task.act not in AFTERWARDS]


def _pause(policy: Policy, step: Step) -> Iterator[Finding]:
    """A pause ends, and is not longer than what it interrupts."""
    pause, where, label = step.pause, f"step {step.key}/may pause", policy.label(step.key)
    if pause is None:
        return
    counted = _counted(step)
    if not isinstance(pause.limit, Span):
        story = (
            f"A matter at {label} is paused.",
            "No clock runs, and nothing says when it must go on. Nobody is asked to do anything by any time.",
        )
        yield never("pause.endless", where, f"At {label} a matter can be paused for ever.", story)
        return
    if not pause.times:
        sentence = f"At {label} a matter can be paused again and again. Write “once” or how many times."
        yield warning("pause.again", where, sentence)
    if not counted:
        yield warning("pause.nothing", where, f"At {label} no clock runs that a pause could stop.")
    elif all(surely_sooner(limit, pause.limit) for limit in counted):
        longest_part = max(counted, key=lambda span: ordinary_length(span))
        sentence = (
            f"At {label} a pause of {span_words(pause.limit)} exceeds the {span_words(longest_part)} it interrupts."
        )
        yield warning("pause.longer", where, sentence)


def _extension(policy: Policy, step: Step) -> Iterator[Finding]:
    """An extension ends, and is not longer than the time that it extends. "Immediately" is no time to extend."""
    found, where, label = step.extension, f"step {step.key}/times may be extended", policy.label(step.key)
    if found is None:
        return
    counted = [span for span in _counted(step) if span.unit is not Unit.IMMEDIATELY]
    if not isinstance(found.limit, Span):
        story = (
            f"A time at {label} is nearly over, and whoever must act asks for a year more.",
            "The other side agrees, as the policy lets it. Nothing runs out, and nobody else is asked.",
        )
        yield never("extension.endless", where, f"At {label} a time can be extended by any length.", story)
        return
    if not found.times:
        sentence = f"At {label} a time can be extended again and again. Write “once” or how many times."
        yield warning("extension.again", where, sentence)
    if not counted:
        yield warning("extension.nothing", where, f"At {label} no time has a number that could be extended.")
    elif all(surely_sooner(limit, found.limit) for limit in counted):
        longest_part = max(counted, key=ordinary_length)
        sentence = (
            f"At {label} an extension of {span_words(found.limit)} is longer than the {span_words(longest_part)} that "
            "it extends."
        )
        yield warning("extension.longer", where, sentence)


def ordinary_length(span: Span) -> timedelta:
    """How long a span lasts from an ordinary Monday morning."""
    start = monday()
    end = due(ordinary(), start, span.amount, span.unit)
    return (end or start) - start
