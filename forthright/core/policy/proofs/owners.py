"""Somebody owns every step: who answers, who must agree, who chooses, who decides."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy.proofs.acknowledged import is_open
from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.roles import NEUTRAL, OF_THE_PARTNERSHIP, Role
from forthright.core.policy.sentences import ACT_WORDS, role_words
from forthright.core.policy.shapes import Binding, How, Policy, Stated, Step, Vacant, Vote
from forthright.core.policy.tasks import task_name
from forthright.core.policy.times import AFTERWARDS, OF_THE_SIDES, Act, Actor


def owners(policy: Policy) -> Iterator[Finding]:
    """All findings about who acts."""
    for step in policy.steps:
        yield from _answers(policy, step)
        yield from _gate(policy, step)
        yield from _router(policy, step)
        yield from _panel(policy, step)
        yield from _vacant(policy, step)
        yield from _doers(policy, step)
    yield from _spectator(policy)


def _answers(policy: Policy, step: Step) -> Iterator[Finding]:
    """Somebody answers at each step, or a gap says that the partnership has to confirm it."""
    label = policy.label(step.key)
    for roles, does, where in (
        (step.answered_by, "answers", f"step {step.key}/answered by"),
        (step.raised_by, "raises it", f"step {step.key}/raised by"),
    ):
        if roles is Stated.NONE:
            yield never("owner.none", where, f"Nobody {does} at {label}, so nobody owns it.")
        elif roles is Stated.NOT_STATED and does == "answers":
            if is_open(policy, step.key):
                yield note("owner.open", where, f"Who answers at {label} is not stated, and stands among the gaps.")
            else:
                sentence = f"Who answers at {label} is not stated. Add a line “to confirm:” that names {label}."
                yield never("owner.unsaid", where, sentence)
    if isinstance(step.answered_by, tuple) and step.inside and set(step.answered_by) & set(OF_THE_PARTNERSHIP):
        sentence = f"{label} is inside the raising agency, but somebody of the partnership answers there."
        yield warning("owner.inside", f"step {step.key}/answered by", sentence)


def _gate(policy: Policy, step: Step) -> Iterator[Finding]:
    where, label, gate = f"step {step.key}/first agreed by", policy.label(step.key), step.first_agreed_by
    if gate is Stated.NONE:
        yield never("gate.nobody", where, f"Nobody can agree that a matter comes to {label}, so it never can.")
    elif isinstance(gate, tuple) and set(gate) & set(NEUTRAL):
        sentence = f"The gate to {label} is kept by somebody outside the raising agency, who could stop it unheard."
        yield warning("gate.outside", where, sentence)
    if isinstance(gate, Stated) and any(task.act is Act.REVIEW for task in step.tasks):
        sentence = f"{label} gives a time to review, but nobody has to agree before a matter comes there."
        yield warning("gate.dead", f"step {step.key}/review within", sentence)
    if step.entry and step.entry.agreed_by is Stated.NONE:
        where = f"step {step.key}/may start here with agreement of"
        yield never("entry.nobody", where, f"Nobody can agree that a matter starts at {label}, so it never can.")


def _router(policy: Policy, step: Step) -> Iterator[Finding]:
    where, label = f"step {step.key}/where it goes is chosen by", policy.label(step.key)
    if step.routed_by is Stated.NONE:
        yield never("router.nobody", where, f"Nobody chooses where a matter goes from {label}, so it goes nowhere.")
    chooses = any(move.how is How.CHOOSE for move in step.moves)
    if isinstance(step.routed_by, tuple) and not chooses and step.urgent_move is None:
        yield warning(
            "router.dead", where, f"Somebody chooses where a matter goes from {label}, but there is no choice."
        )


def _panel(policy: Policy, step: Step) -> Iterator[Finding]:
    """A panel can come to a decision, and what it decides leads somewhere."""
    label, panel, where = policy.label(step.key), step.panel, f"step {step.key}"
    if isinstance(step.decided_by, Stated):
        if panel.quorum or panel.vote or panel.dissent or panel.binding is Binding.RECOMMENDS:
            yield warning("panel.nobody", where, f"{label} says how a decision is made, but not by whom.")
        if step.decided_by is Stated.NONE and step.move.how is How.END:
            sentence = f"The procedure ends at {label} and nobody decides there."
            yield never("end.nobody", f"{where}/decided by", sentence)
        return
    seats = sum(1 if role in NEUTRAL else 2 for role in step.decided_by)
    if panel.quorum and panel.quorum > seats:
        sentence = f"{label} needs {panel.quorum} to decide, but names {seats} at most: one for each agency concerned."
        yield never("panel.quorum", f"{where}/quorum", sentence)
    if panel.binding is Binding.RECOMMENDS and step.move.how is How.END:
        sentence = f"At {label} those who decide may only recommend, and nothing follows if a side does not accept."
        yield never("panel.toothless", f"{where}/they may", sentence)
    if panel.vote is Vote.MAJORITY and seats == 2:
        sentence = f"At {label} two decide by majority, so either can keep it from being decided."
        yield warning("panel.even", f"{where}/they decide", sentence)


def _vacant(policy: Policy, step: Step) -> Iterator[Finding]:
    if step.vacant is Vacant.SKIP and not step.move.targets:
        label = policy.label(step.key)
        sentence = f"{label} is skipped where nobody holds the post, but nothing comes after it."
        yield never("skip.nowhere", f"step {step.key}/if nobody holds the post", sentence)


def _doers(policy: Policy, step: Step) -> Iterator[Finding]:
    """A task given to a role that has no part in the step is nobody's in practice."""
    label = policy.label(step.key)
    taking_part: set[Role] = set()
    for roles in (step.raised_by, step.answered_by, step.decided_by, step.first_agreed_by, step.routed_by):
        taking_part.update(() if isinstance(roles, Stated) else roles)
    for task in step.tasks:
        if not isinstance(task.by, Role) or task.by in taking_part or not taking_part:
            continue
        others = {role for other in policy.steps for role in _named(other)}
        if task.by not in others and task.by not in (Role.LINE_MANAGER, Role.CHAIR, Role.BUSINESS_UNIT):
            sentence = f"At {label} {role_words(task.by)} has to {task.act}, but has no part in any step."
            yield warning("task.stranger", f"step {step.key}", sentence)
        if task.act in OF_THE_SIDES and task.by in NEUTRAL:
            sentence = f"At {label} only the two sides can {ACT_WORDS[task.act]}, and the {task.by} is on neither."
            yield warning("task.neutral", f"step {step.key}/{task_name(task)}", sentence)
    yield from _answering(policy, step)


def _answering(policy: Policy, step: Step) -> Iterator[Finding]:
    """Who must answer is on the side that was asked, and takes part there; who writes it out was there."""
    label = policy.label(step.key)
    replies = [task for task in step.tasks if task.act is Act.REPLY]
    for task in step.tasks:
        wrong = (task.act is Act.RAISE and task.by is Actor.RESPONDING) or (
            task.act is Act.ACKNOWLEDGE and task.by is Actor.RAISING
        )
        alone = task.act is Act.REPLY and task.by is Actor.RAISING and len(replies) == 1 and not step.inside
        if wrong or alone:
            sentence = f"At {label} the wrong side has to {task.act} it: the {task.by}."
            yield warning("task.side", f"step {step.key}", sentence)
        answers = step.answered_by if isinstance(step.answered_by, tuple) else ()
        asked = answers and task.act in (Act.ACKNOWLEDGE, Act.REPLY) and isinstance(task.by, Role)
        if asked and task.by not in (*answers, *NEUTRAL):
            sentence = f"At {label} {role_words(task.by)} has to {task.act}, but somebody else answers there."
            yield warning("task.absent", f"step {step.key}/{task_name(task)}", sentence)
        deciders = step.decided_by if isinstance(step.decided_by, tuple) else ()
        if task.act in AFTERWARDS and task.by is Role.CHAIR and deciders and task.by not in deciders:
            sentence = f"At {label} {role_words(task.by)} has to {task.act}, but does not decide there."
            yield warning("task.absent", f"step {step.key}/{task_name(task)}", sentence)


def _named(step: Step) -> tuple[Role, ...]:
    return tuple(
        role for roles in (step.raised_by, step.answered_by) if not isinstance(roles, Stated) for role in roles
    )


def _spectator(policy: Policy) -> Iterator[Finding]:
    """The partnership takes no part before the step from which it does."""
    if not policy.partnership_from:
        return
    for step in policy.steps:
        if step.key.partition("+")[0] == policy.partnership_from:
            return
        acting = [
            role
            for roles in (step.raised_by, step.answered_by, step.decided_by)
            if not isinstance(roles, Stated)
            for role in roles
        ]
        acting += [task.by for task in step.tasks if isinstance(task.by, Role)]
        for role in acting:
            if role in OF_THE_PARTNERSHIP:
                first = policy.label(policy.partnership_from)
                who = f"At {policy.label(step.key)} {role_words(role)} acts"
                sentence = f"{who}, though the partnership takes part from {first}."
                yield warning("partnership.early", f"step {step.key}", sentence)
                break
