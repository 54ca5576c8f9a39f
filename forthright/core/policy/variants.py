"""Steps that are only for some matters: 4a for what is urgent, 4b for what is not."""

from __future__ import annotations

from collections.abc import Iterable

from forthright.core.policy.shapes import Policy, Step

URGENT_ONLY, NOT_URGENT = "urgent", "not urgent"


def condition(step: Step) -> str:
    """ "urgent" or "not urgent" where a step is only for one of them, "" otherwise."""
    said = step.only_if.lower()
    if "not urgent" in said or "non-urgent" in said:
        return NOT_URGENT
    return URGENT_ONLY if "urgent" in said else ""


def suits(step: Step, urgent: bool) -> bool:
    """Whether a step is for a matter that is urgent, or is not."""
    wanted = condition(step)
    return not wanted or (wanted == URGENT_ONLY) is urgent


def suiting(policy: Policy, keys: Iterable[str], urgent: bool) -> tuple[str, ...]:
    """Those of these steps that are for such a matter, once each. All of them where none is: it must be able to go
    on."""
    every = tuple(dict.fromkeys(keys))
    return tuple(key for key in every if suits(policy.step(key), urgent)) or every
