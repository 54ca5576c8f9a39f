"""Questions about every line of a policy at once."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy.shapes import Limit, Policy, Span


def limits(policy: Policy) -> Iterator[Limit]:
    """Every time that it gives, of steps and over several of them, faster ones too."""
    for step in policy.steps:
        for task in step.tasks:
            yield task.limit
            yield from (limit for _name, limit in task.faster)
    for cap in policy.caps:
        yield cap.limit
        if cap.urgent is not None:
            yield cap.urgent


def ends_sooner(policy: Policy) -> bool:
    """Whether it has a time that ends sooner if the child needs it."""
    return any(isinstance(limit, Span) and limit.child_safe for limit in limits(policy))
