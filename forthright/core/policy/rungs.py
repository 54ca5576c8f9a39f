"""A policy as it runs for one receiving agency: overlays laid over, and repeated steps written out rung by rung.

The text keeps what is said once ("repeated with: senior manager, head of service"); what runs, and what is proved, is
the ladder that this makes. A rung of step 2 after the first has the key "2+1", "2+2" and so on.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from forthright.core.policy.shapes import How, Move, Overlay, Policy, Step, Task

AGAIN = "+"


def running(policy: Policy, group: str = "") -> Policy:
    """The policy as it runs when the receiving agency is of this group ("" where no group is known)."""
    steps = [facing(policy, step, group) for step in policy.steps]
    if not any(step.repeated_with for step in steps):
        return replace(policy, steps=tuple(steps)) if policy.overlays else policy
    return replace(policy, steps=tuple(rung for step in steps for rung in _rungs(step)))


def facing(policy: Policy, step: Step, group: str) -> Step:
    """A step with what differs for one kind of receiving agency."""
    for overlay in policy.overlays:
        if overlay.step == step.key and overlay.group == group:
            step = with_changes(step, overlay)
    return step


def with_changes(step: Step, overlay: Overlay) -> Step:
    """A step with the changes of an overlay. Tasks stand in for those of the same act and actor; others are added."""
    changes: dict[str, Any] = dict(overlay.changes)
    if "tasks" in changes:
        changes["tasks"] = _merged(step.tasks, changes["tasks"])
    for name in ("titles", "acting_for"):
        if name in changes:
            changes[name] = {**getattr(step, name), **changes[name]}
    known = {one.name for one in fields(Step)}
    return replace(step, **{name: value for name, value in changes.items() if name in known})


def _merged(tasks: tuple[Task, ...], changed: tuple[Task, ...]) -> tuple[Task, ...]:
    by_identity = {(task.act, task.by): task for task in changed}
    kept = [by_identity.pop((task.act, task.by), task) for task in tasks]
    return (*kept, *by_identity.values())


def _rungs(step: Step) -> list[Step]:
    """The step, and once more for each line that it is repeated with; only the last leads on."""
    made = [step]
    for number, role in enumerate(step.repeated_with, start=1):
        made.append(replace(step, key=f"{step.key}{AGAIN}{number}", answered_by=(role,), raised_by=(role,), entry=None))
    for at, rung in enumerate(made[:-1]):
        on = _on_to(step.move, made[at + 1].key)
        made[at] = replace(rung, move=on, urgent_move=None, no_reply=rung.no_reply and _on_to(rung.no_reply, on.to))
    return [replace(rung, repeated_with=()) for rung in made]


def _on_to(move: Move, key: str) -> Move:
    """The same way of going on, to the next rung. A ladder that ends or is silent after the last offers it."""
    return Move(move.how if move.how in (How.MUST, How.MAY) else How.OFFER, key)
