"""A policy as it runs for one receiving agency: overlays laid over, and repeated steps written out rung by rung.

The text keeps what is said once ("repeated with: senior manager, head of service"); what runs, and what is proved, is
the ladder that this makes. A rung of step 2 after the first has the key "2+1", "2+2" and so on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from forthright.core.policy.shapes import Entry, How, Limit, Move, Overlay, Policy, Step, Task, Tell

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
        if overlay.step == step.key and overlay.group.casefold() == group.casefold():
            step = with_changes(step, overlay)
    return step


def with_changes(step: Step, overlay: Overlay) -> Step:
    """A step with the changes of an overlay. Tasks stand in for those of the same act and actor, people who are told
    for those told at the same event, "panel.quorum" for that part alone; what is new is added."""
    changes: dict[str, Any] = {}
    for name, value in overlay.changes.items():
        whole, _, part = name.partition(".")
        if part:
            held = changes.get(whole, getattr(step, whole)) or Entry("")
            changes[whole] = replace(held, **{part: value})
        elif name == "tasks":
            changes[name] = _merged(step.tasks, overlay.changes[name])
        elif name == "tells":
            changes[name] = _told(step.tells, overlay.changes[name])
        elif name in ("titles", "acting_for"):
            changes[name] = {**getattr(step, name), **overlay.changes[name]}
        else:
            changes[name] = value
    return replace(step, **changes)


def _merged(tasks: tuple[Task, ...], changed: tuple[Task, ...]) -> tuple[Task, ...]:
    """Each changed task in the place of the one of its act, actor and strength, else in that of its act and actor."""
    left, kept = list(changed), list(tasks)
    done: set[int] = set()
    for same in (("strength", "starts"), ("strength",), ()):
        for at, old in enumerate(tasks):
            wanted = ("act", "by", *same)
            fits = (one for one in left if all(getattr(one, name) == getattr(old, name) for name in wanted))
            new = next(fits, None)
            if new is not None and at not in done:
                left.remove(new)
                done.add(at)
                kept[at] = replace(new, faster=_faster(old, new))
    return (*kept, *left)


def _faster(old: Task, new: Task) -> tuple[tuple[str, Limit], ...]:
    """Each faster time is a line of its own, so that one which is not given anew stays."""
    given = dict(new.faster)
    return (*((name, given.pop(name, limit)) for name, limit in old.faster), *given.items())


def _told(tells: tuple[Tell, ...], changed: tuple[Tell, ...]) -> tuple[Tell, ...]:
    new = {(one.when, one.must, one.if_any): one for one in changed}
    kept = [new.pop((one.when, one.must, one.if_any), one) for one in tells]
    return (*kept, *new.values())


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
