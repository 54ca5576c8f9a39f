"""Lines that speak of other lines: variants, entries, forms, messages, overlays and dates that do not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.shapes import Actor, How, Occasion, Policy, Stated
from forthright.core.policy.variants import NOT_URGENT, URGENT_ONLY, condition

SOON = timedelta(days=2 * 365)
"""Within how long after its own date a text comes into force; later is probably a slip in the year."""


def structure(policy: Policy) -> Iterator[Finding]:
    """All findings about how lines fit together."""
    yield from _variants(policy)
    yield from _moves(policy)
    yield from _inside(policy)
    yield from _forms(policy)
    yield from _priorities(policy)
    yield from _dates(policy)


def _variants(policy: Policy) -> Iterator[Finding]:
    """A step for urgent matters gets urgent ones, and one for the others the others."""
    for step in policy.steps:
        label, where = policy.label(step.key), f"step {step.key}/if not settled"
        for move, urgent in ((step.move, False), (step.urgent_move, True)):
            for key in move.targets if move else ():
                wanted = condition(policy.step(key))
                both = step.urgent_move is None and not urgent and move is not None and move.how is not How.CHOOSE
                sentence = ""
                if wanted == URGENT_ONLY and not urgent:
                    sentence = (
                        f"{policy.label(key)} is only for urgent matters, but others are sent there from {label}."
                    )
                if wanted == NOT_URGENT and (urgent or both) and condition(step) != NOT_URGENT:
                    sentence = f"{policy.label(key)} is not for urgent matters, but they are sent there from {label}."
                if sentence and not (move is not None and move.how is How.CHOOSE):
                    yield never("variant.wrong", where + (", urgent" if urgent else ""), sentence)
        if step.urgent_move is not None and step.urgent_move == step.move:
            sentence = f"From {label} an urgent matter goes where every matter goes."
            yield warning("variant.same", f"{where}, urgent", sentence)
    first = policy.steps[0] if policy.steps else None
    if first is not None and condition(first) == URGENT_ONLY:
        sentence = f"{policy.label(first.key)} is the first and only for urgent matters, so others cannot begin."
        yield never("variant.first", f"step {first.key}/only if", sentence)


def _moves(policy: Policy) -> Iterator[Finding]:
    """A way on leads up, and passes no step that nothing else leads to."""
    keys = [step.key for step in policy.steps]
    for at, step in enumerate(policy.steps):
        ways = (
            ("if not settled", step.move),
            ("if not settled, urgent", step.urgent_move),
            ("if no reply", step.no_reply),
        )
        for name, move in ways:
            for key in move.targets if move else ():
                if key in keys and keys.index(key) == at:
                    sentence = f"{policy.label(step.key)} leads to itself."
                    yield never("move.self", f"step {step.key}/{name}", sentence)
        if any(move.how is How.NOT_STATED for move in step.moves):
            sentence = f"The text does not state what follows {policy.label(step.key)}."
            yield note("move.stated", f"step {step.key}/if not settled", sentence)
        if step.move.how is How.END and at < len(policy.steps) - 1 and step.urgent_move is None:
            later = policy.steps[at + 1]
            led_to = {key for other in policy.steps for move in other.moves for key in move.targets}
            if later.key not in led_to:
                sentence = f"The procedure ends at {policy.label(step.key)}, before {policy.label(later.key)}."
                if later.entry is not None:
                    sentence = (
                        f"The procedure ends at {policy.label(step.key)}. "
                        f"Only what starts at {policy.label(later.key)} is ever heard there."
                    )
                yield warning("end.early", f"step {step.key}/if not settled", sentence)


def _inside(policy: Policy) -> Iterator[Finding]:
    """Steps inside the raising agency come before all others, and lead out."""
    outside = False
    for step in policy.steps:
        if step.inside and outside:
            sentence = (
                f"{policy.label(step.key)} is inside the raising agency, but comes after the other agency is in it."
            )
            yield never("inside.late", f"step {step.key}/inside", sentence)
        if step.inside and not any(move.targets for move in step.moves) and step.move.how is not How.NOT_STATED:
            sentence = (
                f"{policy.label(step.key)} leads nowhere, and is inside the raising agency: the other never hears."
            )
            yield never("inside.stuck", f"step {step.key}/if not settled", sentence)
        outside = outside or not step.inside


def _forms(policy: Policy) -> Iterator[Finding]:
    """A form is used at something that can happen, by somebody who takes part, and every part has its questions."""
    for form in policy.forms:
        where = f"form {form.key}"
        steps = [step for step in policy.steps if not form.step or step.key.partition("+")[0] == form.step]
        if form.when is Occasion.DECIDED and all(isinstance(step.decided_by, Stated) for step in steps):
            yield warning(
                "form.never", f"{where}/used when", f"{form.name} is used when it is decided, but nobody decides."
            )
        if form.when is Occasion.TAKEN_UP and not any(move.targets for step in steps for move in step.moves):
            yield warning(
                "form.never", f"{where}/used when", f"{form.name} is used when it goes on, but it goes nowhere."
            )
        if form.when is Occasion.WITHDRAWN and policy.withdrawal is not True:
            sentence = f"{form.name} is for withdrawing, which no line allows."
            yield warning("form.never", f"{where}/used when", sentence)
        parts = {field.side for field in form.fields if field.side}
        if form.filled_by is Actor.BOTH and form.fields and len(parts) == 1:
            yield warning("form.part", where, f"{form.name} is filled in by both sides, but only one has its own part.")
        if isinstance(form.filled_by, Actor) and form.filled_by is not Actor.BOTH and parts - {form.filled_by}:
            yield warning("form.part", where, f"{form.name} asks a side that does not fill it in.")


def _priorities(policy: Policy) -> Iterator[Finding]:
    """Every priority that is chosen makes a difference somewhere."""
    used = {name for step in policy.steps for task in step.tasks for name, _ in task.faster}
    for name in policy.priorities:
        if name not in used:
            sentence = f"The priority “{name}” can be chosen, but no time depends on it."
            yield warning("priority.dead", "priority", sentence)


def _dates(policy: Policy) -> Iterator[Finding]:
    if policy.in_force and policy.in_force < policy.version:
        yield warning("date.early", "in force from", "It is in force before the date of its own version.")
    elif policy.in_force and policy.version and policy.in_force > policy.version + SOON:
        yield warning("date.late", "in force from", "It is in force only years after the date of its own version.")
