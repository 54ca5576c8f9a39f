"""How a fact of a published text is written down."""

from collections.abc import Callable

from forthright.core.policy.shapes import (
    Act,
    How,
    Policy,
    Stated,
    Step,
    Task,
)
from forthright.core.worktime.units import Unit

DAYS = Unit.WORKING_DAYS


SILENT = Stated.NOT_STATED


def timed(step: Step, act: Act, at: int = 0) -> Task:
    """One of the times of a step for an act, the first unless `at` says otherwise."""
    return [one for one in step.tasks if one.act is act][at]


def is_silent(step: Step) -> bool:
    """Whether nothing was seen of a step but that it is there."""
    return (step.name, step.raised_by, step.answered_by, step.move.how) == (
        "not stated",
        SILENT,
        SILENT,
        How.NOT_STATED,
    )


def has(lines: tuple[str, ...], words: str) -> bool:
    return any(words in line for line in lines)


Facts = dict[str, Callable[[Policy], object]]
