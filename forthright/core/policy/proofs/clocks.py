"""Clocks that can be wrong in themselves: faster times that are slower, caps too short, starts that never come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from forthright.core.policy.proofs import stories
from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.proofs.lengths import always_later, later_start, ordinary, surely_sooner
from forthright.core.policy.proofs.stretches import ordinary_length, stretches
from forthright.core.policy.proofs.worst import longest
from forthright.core.policy.sentences import ACT_WORDS, limit_words, span_words
from forthright.core.policy.shapes import How, Policy, Stated, Step
from forthright.core.policy.tasks import cap_name, task_name
from forthright.core.policy.times import AFTERWARDS, URGENT, Act, Cap, Limit, Span, Start, Task
from forthright.core.policy.variants import condition
from forthright.core.worktime import Unit, due


def clocks(policy: Policy) -> Iterator[Finding]:
    """All findings about times."""
    for at, step in enumerate(policy.steps):
        for task in step.tasks:
            yield from _faster(policy, step, task)
            yield from _same_act(policy, step, task)
        yield from _starts(policy, step, first=at == 0)
        yield from _inside_others(policy, step)
        yield from stretches(policy, step)
        yield from _reminders(policy, step)
        yield from _hand_back(policy, step)
        yield from _warn(policy, step)
    yield from _two_moves(policy)
    for cap in policy.caps:
        yield from _cap(policy, cap)
        yield from _cap_in_cap(policy, cap)


def _faster(policy: Policy, step: Step, task: Task) -> Iterator[Finding]:
    """Urgent, and every priority, is never later than the ordinary time."""
    for name, quick in task.faster:
        where = f"step {step.key}/{task_name(task)}, {name if name == URGENT else f'priority {name}'}"
        label, act = policy.label(step.key), ACT_WORDS[task.act]
        kind = "an urgent matter" if name == URGENT else f"a matter of priority “{name}”"
        if isinstance(quick, Stated) and isinstance(task.limit, Span) and quick is Stated.NONE:
            sentence = f"At {label} {kind} would have no time to {act}, and an ordinary one has."
            yield never("faster.none", where, sentence)
        if not isinstance(quick, Span) or not isinstance(task.limit, Span):
            continue
        if (quick.amount, quick.unit) == (task.limit.amount, task.limit.unit):
            yield warning("faster.same", where, f"At {label} the time of {kind} to {act} is the ordinary one.")
            continue
        start = later_start(quick, task.limit)
        if start is None:
            continue
        story = _later_story(quick, task.limit, start, kind)
        if always_later(quick, task.limit):
            yield never(
                "faster.later", where, f"At {label} {kind} would have longer to {act} than an ordinary one.", story
            )
        else:
            sentence = (
                f"At {label} {kind} can have longer to {act} than an ordinary one. The earlier of the two counts."
            )
            yield warning("faster.sometimes", where, sentence, story)


def _later_story(quick: Span, slow: Span, start: datetime, kind: str) -> tuple[str, ...]:
    ends = [due(ordinary(), start, span.amount, span.unit) for span in (quick, slow)]
    assert ends[0] is not None and ends[1] is not None
    return (
        f"The clock starts on {stories.when(start)}.",
        f"An ordinary matter has {span_words(slow)}: until {stories.when(ends[1])}.",
        f"For {kind} it is {span_words(quick)}: until {stories.when(ends[0])}.",
    )


def _same_act(policy: Policy, step: Step, task: Task) -> Iterator[Finding]:
    """The same act twice for the same people: with another strength, which of the two counts is not clear."""
    later = step.tasks[step.tasks.index(task) + 1 :]
    begins = _begins(policy, step, task)
    for other in (one for one in later if one.act is task.act and _begins(policy, step, one) == begins):
        label, where = policy.label(step.key), f"step {step.key}/{task_name(other)}"
        if other.by == task.by:
            sentence = f"{label} gives two times to {ACT_WORDS[task.act]} for the same people."
            yield warning("task.twice", where, sentence)
        elif task.act in (Act.SETTLE, Act.PLAN) and isinstance(task.limit, Span) and other.limit == task.limit:
            sentence = f"At {label} two are to {ACT_WORDS[task.act]} in the same time, so neither knows who has it."
            yield warning("task.both", where, sentence)


def _begins(policy: Policy, step: Step, task: Task) -> frozenset[Start] | Task:
    """What starts its clock; at the first step, being raised is the step starting. One that follows another task starts
    at no other's time."""
    if Start.PREVIOUS_TASK in task.starts:
        return task
    first = step is policy.steps[0]
    return frozenset(Start.STEP if first and start is Start.RAISED else start for start in task.starts)


def _starts(policy: Policy, step: Step, first: bool) -> Iterator[Finding]:
    """Every clock starts at something that can happen."""
    for at, task in enumerate(step.tasks):
        wrong = [start for start in task.starts if not _can_start(step, task, at, start, first)]
        if len(wrong) == len(task.starts):
            where = f"step {step.key}/{task_name(task)}"
            sentence = f"At {policy.label(step.key)} the time to {ACT_WORDS[task.act]} starts with {wrong[0]}, "
            yield never("start.never", where, sentence + _why_never(wrong[0], task))


def _can_start(step: Step, task: Task, at: int, start: Start, first: bool) -> bool:
    """Whether an event can happen before this task has to be done."""
    others = {other.act for other in step.tasks if other is not task}
    over = task.act in AFTERWARDS
    if start is Start.PREVIOUS_TASK:
        return at > 0 and not over and step.tasks[at - 1].act not in (Act.RAISE, Act.REVIEW, *AFTERWARDS)
    if start is Start.PREVIOUS_STEP:
        return not first
    if start is Start.AGREEMENT:
        return over
    if start is Start.MEETING_AGREEMENT:
        return over and Act.MEET in others
    if start is Start.DECISION:
        return over and not isinstance(step.decided_by, Stated)
    if start is Start.MEETING:
        return Act.MEET in others
    if start is Start.REPLY:
        return task.act is not Act.REPLY and task.act is not Act.ACKNOWLEDGE and Act.REPLY in others
    if start is Start.ACKNOWLEDGED:
        return task.act is not Act.ACKNOWLEDGE and Act.ACKNOWLEDGE in others
    if start is Start.STEP:
        return not (task.act is Act.RAISE and first)
    if start is Start.RAISED:
        return task.act is not Act.RAISE or not first
    return True


def _why_never(start: Start, task: Task) -> str:
    if start in (Start.AGREEMENT, Start.MEETING_AGREEMENT, Start.DECISION) and task.act not in AFTERWARDS:
        return "and by then there is nothing left to do."
    if task.act is Act.RAISE:
        return "which is itself what has to be done."
    return "which nothing in this step brings about."


def _inside_others(policy: Policy, step: Step) -> Iterator[Finding]:
    """A reply that may take longer than the whole step can come when the step is over."""
    ordinary_tasks = [task for task in step.tasks if task.starts in ((Start.STEP,), (Start.RAISED,))]
    whole = [task for task in ordinary_tasks if task.act in (Act.SETTLE, Act.PLAN) and isinstance(task.limit, Span)]
    for task in ordinary_tasks:
        for end in whole:
            if task.act not in (Act.ACKNOWLEDGE, Act.REPLY, Act.MEET) or not isinstance(task.limit, Span):
                continue
            assert isinstance(end.limit, Span)
            if surely_sooner(end.limit, task.limit):
                label, where = policy.label(step.key), f"step {step.key}/{task_name(task)}"
                sentence = f"At {label} the time to {ACT_WORDS[task.act]} ends after the time to {ACT_WORDS[end.act]}."
                yield warning("part.longer", where, sentence)
    replies = [t.limit for t in ordinary_tasks if t.act is Act.REPLY and isinstance(t.limit, Span)]
    for task in ordinary_tasks:
        if task.act is Act.ACKNOWLEDGE and isinstance(task.limit, Span):
            for reply in replies:
                if surely_sooner(reply, task.limit):
                    sentence = f"At {policy.label(step.key)} it need not be acknowledged until after the reply is due."
                    yield warning("part.order", f"step {step.key}/{task_name(task)}", sentence)


def _reminders(policy: Policy, step: Step) -> Iterator[Finding]:
    counted = [task.limit for task in step.tasks if isinstance(task.limit, Span) and task.act not in AFTERWARDS]
    for at, ahead in enumerate(step.reminders):
        where = f"step {step.key}/remind" + (f" ({at + 1})" if at else "")
        label = policy.label(step.key)
        if not counted:
            yield warning("remind.nothing", where, f"At {label} no clock runs that anybody could be reminded of.")
        elif not any(
            surely_sooner(ahead, limit) or ordinary_length(ahead) < ordinary_length(limit) for limit in counted
        ):
            sentence = f"At {label} a reminder {span_words(ahead)} before comes before the time has begun."
            yield warning("remind.early", where, sentence)


def _hand_back(policy: Policy, step: Step) -> Iterator[Finding]:
    back, where, label = step.hand_back, f"step {step.key}/may be handed back", policy.label(step.key)
    if back is None:
        return
    keys = [one.key for one in policy.steps]
    if back.to in keys and keys.index(back.to) >= keys.index(step.key):
        sentence = f"{label} is handed “back” to {policy.label(back.to)}, which does not come before it."
        yield never("back.forward", where, sentence)
    elif back.to in keys and condition(policy.step(back.to)) not in ("", condition(step)):
        sentence = (
            f"{label} is handed back to {policy.label(back.to)}, which is only for some of what comes to {label}."
        )
        yield never("back.variant", where, sentence)
    if not back.times:
        to = policy.label(back.to)
        story = (
            f"It is handed back from {label} to {to}.",
            f"It comes to {label} again, and is handed back.",
            "And so on.",
        )
        sentence = f"From {label} it can be handed back to {to} again and again, so it may never end. Write “once”."
        yield never("back.endless", where, sentence, story)


def _warn(policy: Policy, step: Step) -> Iterator[Finding]:
    """A warning ahead of going on must not hold back what the policy moves by itself, and does not come then."""
    where, label = f"step {step.key}/warn the other side", policy.label(step.key)
    if step.warn is not None and any(move.how is How.MUST for move in step.moves):
        sentence = f"Where the time of {label} runs out and it must go on, it goes without the warning."
        yield note("warn.clock", where, sentence)
    if step.warn is None or not isinstance(step.warn.ahead, Span):
        return
    if not step.move.targets and step.move.how is not How.NOT_STATED:
        yield warning("warn.nowhere", where, f"{label} asks for a warning before it goes on, but it goes nowhere.")
    for task in step.tasks:
        if (
            isinstance(task.limit, Span)
            and task.act in (Act.SETTLE, Act.PLAN)
            and surely_sooner(task.limit, step.warn.ahead)
        ):
            sentence = (
                f"At {label} the warning has to come {span_words(step.warn.ahead)} before, longer than the step lasts."
            )
            yield warning("warn.longer", where, sentence)


def _two_moves(policy: Policy) -> Iterator[Finding]:
    """One event has one consequence."""
    for step in policy.steps:
        if step.no_reply is None or step.no_reply.how is not How.MUST or step.move.how is not How.MUST:
            continue
        replies = [task for task in step.tasks if task.act is Act.REPLY]
        ends = [task for task in step.tasks if task.act in (Act.SETTLE, Act.PLAN)]
        for reply in replies:
            for end in ends:
                same = reply.limit == end.limit and reply.starts == end.starts and isinstance(reply.limit, Span)
                if same and step.no_reply.to != step.move.to:
                    label = policy.label(step.key)
                    sentence = f"At {label} the same instant would move a matter to two steps at once."
                    yield never("move.twice", f"step {step.key}/if no reply", sentence)


def _range(policy: Policy, cap: Cap) -> list[Step]:
    keys = [step.key.partition("+")[0] for step in policy.steps]
    if not cap.first:
        return list(policy.steps)
    last = len(keys) - 1 - keys[::-1].index(cap.last)
    return list(policy.steps[keys.index(cap.first) : last + 1])


def _cap(policy: Policy, cap: Cap) -> Iterator[Finding]:
    """A time over several steps holds each of them, and, if it can be told, all of them together."""
    steps, where = _range(policy, cap), cap_name(cap)
    limits: list[tuple[Limit | None, bool]] = [(cap.limit, False), (cap.urgent, True)]
    for limit, urgent in limits:
        if not isinstance(limit, Span):
            continue
        if urgent and isinstance(cap.limit, Span) and later_start(limit, cap.limit) is not None:
            yield never(
                "cap.urgent", f"{where}, urgent", "The urgent time over several steps is longer than the ordinary."
            )
        for step in steps:
            for task in step.tasks:
                part = _counted(task, urgent)
                if part is not None and task.act not in AFTERWARDS and surely_sooner(limit, part):
                    label, act = policy.label(step.key), ACT_WORDS[task.act]
                    sentence = (
                        f"The time {limit_words(limit)} over several steps is shorter than that to {act} at {label}."
                    )
                    yield never("cap.part", where if not urgent else f"{where}, urgent", sentence)
        yield from _cap_sum(limit, urgent, steps, where)


def _cap_in_cap(policy: Policy, cap: Cap) -> Iterator[Finding]:
    """A time over some steps is no longer than one over these and others."""
    inner = _range(policy, cap)
    for other in policy.caps:
        if other is cap or not isinstance(cap.limit, Span) or not isinstance(other.limit, Span):
            continue
        outer = _range(policy, other)
        if all(step in outer for step in inner) and len(outer) > len(inner) and surely_sooner(other.limit, cap.limit):
            sentence = f"Some of the steps may take {span_words(cap.limit)}, and with others {span_words(other.limit)}."
            yield warning("cap.part", cap_name(cap), sentence)


def _cap_sum(limit: Span, urgent: bool, steps: Sequence[Step], where: str) -> Iterator[Finding]:
    parts = [part for step in steps if (part := longest(step, urgent)) is not None]
    days = [amount for unit, amount in (_days(part) for part in parts) if unit is Unit.WORKING_DAYS]
    unit, most = _days(limit)
    if unit is Unit.WORKING_DAYS and sum(days) > most:
        sentence = f"The steps may take {sum(days)} working days one after another, but all of them together {most}."
        yield warning("cap.sum", where if not urgent else f"{where}, urgent", sentence)


def _days(span: Span) -> tuple[Unit, int]:
    if span.unit is Unit.WORKING_WEEKS:
        return Unit.WORKING_DAYS, 5 * span.amount
    return span.unit, span.amount


def _counted(task: Task, urgent: bool) -> Span | None:
    quick = task.urgent if urgent else None
    limit = quick if quick is not None else task.limit
    return limit if isinstance(limit, Span) else None
