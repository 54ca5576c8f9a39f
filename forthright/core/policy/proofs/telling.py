"""Who is told: of what can happen at a step, and of every decision."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy.proofs.finding import Finding, warning
from forthright.core.policy.shapes import How, Occasion, Policy, Span, Stated, Step
from forthright.core.policy.times import AFTERWARDS, Act

OF_A_DECISION = (Occasion.STARTS, Occasion.SETTLED, Occasion.DECIDED)
"""Occasions at which those are told who are to know what is decided at a step."""


def telling(policy: Policy) -> Iterator[Finding]:
    """All findings about who is told."""
    for step in policy.steps:
        yield from _tells(policy, step)
        yield from _untold(policy, step)


def _untold(policy: Policy, step: Step) -> Iterator[Finding]:
    """Where the policy has people told at its steps, somebody is told of what is decided."""
    elsewhere = any(tell.when in OF_A_DECISION for one in policy.steps for tell in one.tells)
    here = any(tell.when in OF_A_DECISION for tell in step.tells)
    if elsewhere and not here and not isinstance(step.decided_by, Stated):
        sentence = f"At {policy.label(step.key)} it is decided, and no line says who is told of it."
        yield warning("tell.untold", f"step {step.key}", sentence)


def _runs_out(policy: Policy, step: Step) -> bool:
    """Whether a time with a number can run out while a matter is at this step."""
    following = [one for one in policy.steps for move in step.moves if one.key in move.targets]
    raising = [task for one in following for task in one.tasks if task.act is Act.RAISE]
    here = [task for task in step.tasks if task.act not in AFTERWARDS and task.act is not Act.RAISE]
    limits = [limit for task in (*here, *raising) for limit in (task.limit, *(quick for _, quick in task.faster))]
    return any(isinstance(limit, Span) for limit in (*limits, *(cap.limit for cap in policy.caps)))


def _tells(policy: Policy, step: Step) -> Iterator[Finding]:
    """A message is about something that can happen at its step."""
    for tell in step.tells:
        label = policy.label(step.key)
        if tell.when is Occasion.DECIDED and isinstance(step.decided_by, Stated):
            sentence = f"At {label} somebody is told when it is decided, but nobody decides there."
            yield warning("tell.never", f"step {step.key}", sentence)
        if tell.when is Occasion.TAKEN_UP and not any(move.targets for move in step.moves) and step.move.how is How.END:
            sentence = f"At {label} somebody is told when it goes on, but it goes nowhere."
            yield warning("tell.never", f"step {step.key}", sentence)
        if tell.when is Occasion.WITHDRAWN and policy.withdrawal is not True:
            sentence = f"At {label} somebody is told when it is withdrawn, which no line allows."
            yield warning("tell.never", f"step {step.key}", sentence)
        if tell.when is Occasion.RUNS_OUT and not _runs_out(policy, step):
            sentence = f"At {label} somebody is told when a time runs out, but no time there has a number."
            yield warning("tell.never", f"step {step.key}", sentence)
