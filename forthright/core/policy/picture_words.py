"""What the picture of a ladder says: the lines of each step, every way on from it, and all of it for a screen reader.

Short, but never less than the text: who acts where it is not the obvious side, what starts a time, how much it binds.
"""

from __future__ import annotations

from dataclasses import dataclass

from forthright.core.policy.sentences import (
    ACTOR_WORDS,
    first_upper,
    limit_words,
    role_words,
    roles_words,
    starts_words,
    step_heading,
)
from forthright.core.policy.shapes import (
    URGENT,
    Actor,
    Binding,
    Cap,
    How,
    Limit,
    Move,
    Policy,
    Span,
    Start,
    Stated,
    Step,
    Strength,
    Task,
    Words,
)
from forthright.core.policy.vocabulary import DEFAULT_ACTOR, listed
from forthright.core.worktime.units import Unit

FORMAL = "Formal procedure from here"
HERE = "You are here"
IMMEDIATE = (Unit.IMMEDIATELY, Unit.SAME_WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a step: its words, the keys of the steps that it may lead to, and whether it is a must."""

    words: str
    to: tuple[str, ...]
    must: bool


def title(policy: Policy) -> str:
    """What the picture is of."""
    count = len(policy.steps)
    return f"The {count} {policy.step_word.lower()}{'s' if count != 1 else ''} of the escalation policy"


def describe(policy: Policy, current: str | None = None) -> str:
    """Everything that the picture shows, in the same words."""
    said = above(policy)
    for step in policy.steps:
        said += [FORMAL] if step.key == policy.formal_from else []
        said += [step_heading(policy, step)] + ([HERE] if step.key == current else [])
        said += [*step_lines(policy, step), *(way.words for way in ways(policy, step))]
    return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in said)


def above(policy: Policy) -> list[str]:
    """What holds for several steps together, and stands above them all."""
    return [_cap(policy, cap) for cap in policy.caps]


def _cap(policy: Policy, cap: Cap) -> str:
    steps = f"{policy.label(cap.first)} to {policy.label(cap.last)}" if cap.first else "All steps"
    urgent = () if cap.urgent is None else ((URGENT, cap.urgent),)
    return f"{steps} together: {_limit(cap.limit, cap.strength)}{_faster(urgent)}"


def step_lines(policy: Policy, step: Step) -> list[str]:
    """What stands in the box of a step, under its heading."""
    decides = "Recommends" if step.panel.binding is Binding.RECOMMENDS else "Decides"
    said = [*_before(step), f"Who answers: {roles_words(step.answered_by)}"]
    said += [_time(task, step.tasks) for task in step.tasks] or ["Time: not stated"]
    if step.decided_by != Stated.NOT_STATED:
        said.append(f"{decides}: {roles_words(step.decided_by)}")
    if step.hand_back:
        said.append(f"May go back to {policy.label(step.hand_back.to)}")
    others = [overlay.group for overlay in policy.overlays if overlay.step == step.key]
    return said + ([f"Differs for {listed(others, 'and')}"] if others else [])


def _before(step: Step) -> list[str]:
    """What must be so before a matter is at a step."""
    said = [f"Only if {step.only_if}"] if step.only_if else []
    if step.inside:
        said.append("Inside the raising agency")
    if not isinstance(step.first_agreed_by, Stated):
        said.append(f"First agreed by: {roles_words(step.first_agreed_by)}")
    if step.entry:
        said.append(f"May start here {step.entry.when}")
    if step.repeated_with:
        said.append(f"Repeated with: {', then '.join(role_words(role) for role in step.repeated_with)}")
    return said


def _time(task: Task, tasks: tuple[Task, ...]) -> str:
    """A time: "To settle, by a line manager: should be within 1 working day after it is raised"."""
    named = task.by != DEFAULT_ACTOR[task.act] or sum(other.act is task.act for other in tasks) > 1
    who = ACTOR_WORDS[task.by].lower() if isinstance(task.by, Actor) else role_words(task.by)
    starts = () if task.starts == (Start.STEP,) else task.starts
    said = f"{_limit(task.limit, task.strength, starts)}{_faster(task.faster)}"
    return f"To {task.act}{f', by {who}' if named else ''}: {said}"


def _faster(faster: tuple[tuple[str, Limit], ...]) -> str:
    """The faster times of one; how much they bind and what starts them was said with the ordinary one."""
    return "".join(
        f"; if {URGENT if name == URGENT else f'the priority is “{name}”'}, {_limit(limit)}" for name, limit in faster
    )


def _limit(limit: Limit, strength: Strength = Strength.MUST, starts: tuple[Start, ...] = ()) -> str:
    """How long, how binding, and from when. Words of the policy stand between marks, whatever they are."""
    said = limit_words(limit, starts)
    if isinstance(limit, Words):
        said = f"“{limit.said}”" + (f" {starts_words(starts)}" if starts else "")
    if isinstance(limit, Stated) or strength is Strength.MUST:
        return said
    if strength is Strength.INDICATIVE:
        return f"usually {said}"
    done = "done " if isinstance(limit, Span) and limit.unit in IMMEDIATE else ""
    return f"should be {done}{said}"


def ways(policy: Policy, step: Step, following: str | None = None) -> list[Way]:
    """Every way on from a step. The only one is not said to lead to the step that follows in the picture."""
    known = ((step.move, "not settled"), (step.urgent_move, "urgent and not settled"), (step.no_reply, "no reply"))
    found = [(move, when) for move, when in known if move is not None]
    plain = following if len(found) == 1 else None
    return [
        Way(first_upper(_way(policy, step, move, when, plain)), move.targets, move.how is How.MUST)
        for move, when in found
    ]


def _way(policy: Policy, step: Step, move: Move, when: str, plain: str | None) -> str:
    on = "on" if move.to == plain else f"to {policy.label(move.to)}" if move.to else ""
    if move.how is How.OFFER:
        return f"{when}: can be taken {on}"
    if move.how is How.MUST:
        return f"{when} in time: must go {on}"
    if move.how is How.MAY:
        return f"{when}: the raising side may take it {on}"
    if move.how is How.CHOOSE:
        chosen = "" if isinstance(step.routed_by, Stated) else f", chosen by {roles_words(step.routed_by)}"
        return f"{when}: goes to {listed(policy.label(key) for key in move.ways)}{chosen}"
    return f"{when}: {'the procedure ends' if move.how is How.END else 'no way on is stated'}"
