"""A policy in plain words: what a page, a letter or a command says about it. English; no mark-up; nothing filled in.

Small functions give parts of sentences; `explain` gives the whole for somebody who asks "what is my next step?".
"""

from __future__ import annotations

from datetime import date

from forthright.core.policy.shapes import (
    STANDARD_DANGER,
    URGENT,
    Act,
    Actor,
    Danger,
    How,
    Limit,
    Move,
    Policy,
    Roles,
    Source,
    Span,
    Start,
    Stated,
    Step,
    Strength,
    Task,
    Words,
)
from forthright.core.policy.vocabulary import listed
from forthright.core.worktime.units import Unit

NO_TIME = "The policy does not state a time."
NO_LIMIT = "The policy sets no time."
STANDS_IN = "Nobody holds that post now, so it falls to whoever answers for the side."
OURS = "The policy text that was seen gives no notice about danger. These words are Forthright's own."

ACT_WORDS = {
    Act.RAISE: "raise it",
    Act.REVIEW: "review it first",
    Act.ACKNOWLEDGE: "acknowledge it",
    Act.REPLY: "reply",
    Act.MEET: "hold a meeting or discussion",
    Act.PLAN: "agree a plan",
    Act.SETTLE: "settle it",
    Act.DECIDE: "decide it",
    Act.WRITE: "write to the other side",
    Act.REPORT: "report back on what was done",
}
ACTOR_WORDS = {
    Actor.RAISING: "The raising side",
    Actor.RESPONDING: "The responding side",
    Actor.BOTH: "Both sides",
}
START_WORDS = {
    Start.STEP: "after this step starts",
    Start.RAISED: "after it is raised",
    Start.DISAGREEMENT: "after the disagreement",
    Start.DECISION_RECEIVED: "after receiving a decision",
    Start.CONFERENCE: "after the conference",
    Start.DISCUSSION: "after the first discussion",
    Start.MEETING: "after the meeting",
    Start.ACKNOWLEDGED: "after it is acknowledged",
    Start.REPLY: "after the reply",
    Start.PREVIOUS_STEP: "after the step before has ended",
    Start.PREVIOUS_TASK: "after the time before this one has run out",
    Start.AGREEMENT: "after agreement",
    Start.MEETING_AGREEMENT: "after agreement at the meeting",
    Start.DECISION: "after the decision",
}
STATUS_WORDS = {
    "published": "It was read from the publisher's own pages.",
    "superseded": "It is an older text that has since been replaced.",
    "second-hand": "It was read from somebody else's copy, not from the publisher.",
    "not seen": "The policy itself was not seen; this comes from a text that speaks of it.",
    "invented": "It is invented, to show how this works. Do not use it for a real child.",
}


def date_words(day: date) -> str:
    """A date as "1 April 2026"; not strftime, whose day without a zero differs between machines."""
    return f"{day.day} {day:%B} {day.year}"


def span_words(span: Span) -> str:
    """ "2 working days", "immediately", "on the same working day"."""
    if span.unit == Unit.IMMEDIATELY:
        return "immediately"
    if span.unit == Unit.SAME_WORKING_DAY:
        return "on the same working day"
    return f"{span.amount} {span.unit.removesuffix('s') if span.amount == 1 else span.unit}"


def limit_words(limit: Limit, starts: tuple[Start, ...] = ()) -> str:
    """A limit as it ends a sentence: "within 2 working days", "immediately", "in this time: without delay".

    With `starts`, the events its clock starts at are added. A text that is silent gives "no time is stated".
    """
    if limit == Stated.NOT_STATED:
        return "no time is stated"
    if limit == Stated.NONE:
        return "there is no time limit"
    if isinstance(limit, Words):
        return f"in this time: {limit.said}"
    assert isinstance(limit, Span)
    if limit.unit in (Unit.IMMEDIATELY, Unit.SAME_WORKING_DAY):
        plain = starts in ((), (Start.STEP,))
        return span_words(limit) + ("" if plain else f" {starts_words(starts)}")
    words = f"within {span_words(limit)}" + (f" {starts_words(starts)}" if starts else "")
    if limit.child_safe:
        words += ", or sooner if the child needs it"
    return words


def starts_words(starts: tuple[Start, ...]) -> str:
    """ "after the disagreement, or after receiving a decision"."""
    return ", or ".join(START_WORDS[start] for start in starts)


def role_words(role: str) -> str:
    """A role with its article: "a practitioner", "an independent chair"."""
    if role == "business unit":
        return "the business unit"
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"


def roles_words(roles: Roles) -> str:
    """ "a practitioner", "a practitioner, with a line manager", or "not stated" / "nobody"."""
    if isinstance(roles, Stated):
        return "nobody" if roles == Stated.NONE else roles.value
    owner, others = roles[0], roles[1:]
    joined = " and ".join(role_words(role) for role in others)
    return role_words(owner) + (f", with {joined}" if others else "")


def move_words(policy: Policy, move: Move, when: str = "If it is not settled") -> str:
    """What happens when a step does not settle the matter, as a sentence that begins with `when`."""
    if move.how == How.OFFER:
        return f"{when}, it can be taken to {policy.label(move.to)}."
    if move.how == How.MUST:
        return f"{when} in time, it must go to {policy.label(move.to)}."
    if move.how == How.MAY:
        return f"{when}, nothing moves it on by itself; the raising side may take it to {policy.label(move.to)}."
    if move.how == How.CHOOSE:
        return f"{when}, it goes to {listed(policy.label(key) for key in move.ways)}."
    if move.how == How.END:
        return f"{when}, the procedure ends here."
    return f"The policy does not state what happens {when[:1].lower()}{when[1:]}."


def ways_words(policy: Policy, step: Step) -> list[str]:
    """Every way on from a step, a sentence each."""
    said = [move_words(policy, step.move)]
    if step.urgent_move:
        said.append(move_words(policy, step.urgent_move, "If it is urgent and not settled"))
    if step.no_reply:
        said.append(move_words(policy, step.no_reply, "If there is no reply"))
    return said


OUGHT = {
    Strength.MUST: ("must", "must"),
    Strength.AIM: ("should aim to", "should aim to"),
    Strength.INDICATIVE: ("usually has to", "usually have to"),
}
"""How binding, for one and for many."""


def act_words(task: Task) -> str:
    """What a task asks for. Both sides hold a meeting; one side alone can only convene it."""
    if task.act is Act.MEET and task.by != Actor.BOTH:
        return "convene a meeting"
    return ACT_WORDS[task.act]


def task_words(task: Task) -> list[str]:
    """Who does what by when, as sentences; each faster time in one of its own."""
    who = ACTOR_WORDS[task.by] if isinstance(task.by, Actor) else first_upper(role_words(task.by))
    plural = task.by == Actor.BOTH
    verb = act_words(task)
    if isinstance(task.limit, Stated):
        aim = task.strength != Strength.MUST
        ought = ("aim" if plural else "aims") + " to" if aim else ("are" if plural else "is") + " to"
        silence = NO_TIME if task.limit == Stated.NOT_STATED else NO_LIMIT
        said = [f"{who} {ought} {verb}. {silence}"]
    else:
        said = [f"{who} {OUGHT[task.strength][plural]} {verb} {limit_words(task.limit, task.starts)}."]
        if isinstance(task.limit, Span) and task.limit.written_as:
            said.append(f"The published words are: {task.limit.written_as}.")
    return said + [_faster_words(task, name, limit) for name, limit in task.faster]


def _faster_words(task: Task, priority: str, limit: Limit) -> str:
    when = "If it is urgent" if priority == URGENT else f"If the priority is “{priority}”"
    if isinstance(limit, Stated):
        silence = "does not state a time" if limit == Stated.NOT_STATED else "sets no separate time"
        return f"{when}, the policy {silence}."
    return f"{when}: {limit_words(limit, task.starts)}."


def danger_words(danger: Danger) -> list[str]:
    """The notice, who is to be told, and whose words these are if the policy gave none.

    A published notice that does not say 999 stands second: Liverpool's "escalate on the same working day", read alone
    by somebody in a hurry, would send them to a procedure instead of the telephone.
    """
    said = [danger.say] if "999" in danger.say else [STANDARD_DANGER, f"The policy says: {danger.say}"]
    if danger.tell:
        said.append(f"Tell: {', '.join(danger.tell)}.")
    return said if danger.stated else [*said, OURS]


def source_words(source: Source) -> list[str]:
    """Where the text was read, how it is dated, and in what state it was."""
    said = [f"Read at: {source.address}." if source.address != Stated.NOT_STATED else "No address is stated."]
    dated = source.dated if source.dated != Stated.NOT_STATED else "no date is stated"
    said.append(f"Date given by the source: {dated}.")
    if source.read_on:
        said.append(f"We read it on {date_words(source.read_on)}.")
    said.append(STATUS_WORDS.get(source.status, f"Its state is: {source.status}."))
    return [*said, source.note] if source.note else said


def step_heading(policy: Policy, step: Step) -> str:
    """ "Step 2: Line managers", or "Step 2: name not stated"."""
    return f"{policy.label(step.key)}: {name_words(step.name)}"


def name_words(name: str) -> str:
    """The name of a step or a form, or that it is not stated."""
    return "name not stated" if name == Stated.NOT_STATED else name


def first_upper(text: str) -> str:
    """The text with an upper first letter and everything else as it was ("LADO" stays)."""
    return text[:1].upper() + text[1:]
