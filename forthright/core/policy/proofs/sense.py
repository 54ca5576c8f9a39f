"""Lines that read well alone and make no sense together: who is nowhere, who is twice, what can never be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forthright.core.policy.proofs.acknowledged import is_open, names
from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.proofs.lengths import always_later, measure, surely_sooner
from forthright.core.policy.roles import NEUTRAL, OF_THE_PARTNERSHIP, Role
from forthright.core.policy.sentences import role_words, span_words
from forthright.core.policy.shapes import How, Limit, Policy, Roles, Span, Stated, Step, Vote, Words
from forthright.core.policy.tasks import task_name
from forthright.core.policy.times import AFTERWARDS, URGENT, Act, Start, Strength
from forthright.core.policy.variants import NOT_URGENT, condition
from forthright.core.policy.vocabulary import PROFESSIONALS, UNITS, listed
from forthright.core.worktime import Unit

HARM = re.compile(r"\b(?:immediate|imminent|harm|danger|urgent|at risk)\b", re.IGNORECASE)
"""Words of a condition that speak of harm: what is under it must not wait for anybody."""
CHILDREN = ("a child", "several children", "an unborn child")
LONG = {Unit.WORKING_DAYS: 90, Unit.HOURS: 120 * 24, Unit.WORKING_HOURS: 90 * 8}
"""A single time that is longer than this is probably a slip of a key: no published policy that was seen comes near."""
SHORT_HOURS = 24
"""Plain hours below this run out at night as often as by day."""


def sense(policy: Policy) -> Iterator[Finding]:
    """All findings of this kind, on the policy as it is written."""
    for at, step in enumerate(policy.steps):
        yield from _people(policy, step)
        yield from _deciding(policy, step)
        yield from _harm(policy, step, first=at == 0)
        yield from _times(policy, step)
        yield from _choice(policy, step)
    yield from _lost(policy)
    yield from _gaps(policy)
    yield from _whole(policy)


def _roles(roles: Roles) -> tuple[Role, ...]:
    return () if isinstance(roles, Stated) else roles


def _people(policy: Policy, step: Step) -> Iterator[Finding]:
    """Who raises belongs to the raising side; who advises is not a party."""
    label = policy.label(step.key)
    raisers = _roles(step.raised_by)
    if raisers and raisers[0] in NEUTRAL:
        who = role_words(raisers[0])
        sentence = f"At {label} {who} has to take it up, who belongs to no agency and does not know the child."
        yield warning("owner.neutral", f"step {step.key}/raised by", sentence)
    parties = {*raisers, *_roles(step.answered_by)}
    for roles, where in ((policy.advice_from, "advice from"), (step.advice_from, f"step {step.key}/advice from")):
        for role in _roles(roles):
            if role in parties and role is not Role.ADVISER:
                sentence = f"{role_words(role).capitalize()} gives advice and is also a party at {label}."
                yield warning("advice.party", where, sentence)


def _deciding(policy: Policy, step: Step) -> Iterator[Finding]:
    label, deciders = policy.label(step.key), _roles(step.decided_by)
    if not deciders:
        for task in step.tasks:
            if task.act is Act.DECIDE:
                sentence = f"{label} gives a time to decide, but does not say who decides."
                yield warning("decide.nobody", f"step {step.key}/{task_name(task)}", sentence)
        if step.move.how is How.END and not is_open(policy, step.key):
            sentence = f"The procedure ends at {label}, and nobody decides there what could not be settled."
            yield never("end.undecided", f"step {step.key}/if not settled", sentence)
    if step.panel.vote is Vote.CHAIR and deciders and Role.CHAIR not in deciders:
        sentence = f"At {label} the chair decides after hearing all, but no chair is among those who decide."
        yield warning("panel.nochair", f"step {step.key}/they decide", sentence)
    if step.panel.vote is Vote.UNANIMOUS and step.move.how is How.END and not set(deciders) & set(NEUTRAL):
        sentence = f"At {label} all must agree, those who differ among them, and nothing follows if they do not."
        yield warning("panel.veto", f"step {step.key}/they decide", sentence)
    if step.no_reply is not None and step.no_reply.how is How.END:
        sentence = f"At {label} the procedure ends if there is no reply: whoever does not answer has won."
        yield never("silence.ends", f"step {step.key}/if no reply", sentence)


def _harm(policy: Policy, step: Step, first: bool) -> Iterator[Finding]:
    """Where harm is feared, nobody's agreement is waited for and no way in is shut."""
    label, where = policy.label(step.key), f"step {step.key}"
    story = (
        "Somebody fears that a child is being harmed, and wants to go where the policy sends such a matter.",
        "Somebody else has to agree first. They are on leave, in a meeting, or do not answer.",
        "Nobody else may let it through. The child is not safe meanwhile.",
    )
    if _roles(step.first_agreed_by) and HARM.search(step.only_if) and "not urgent" not in step.only_if:
        sentence = f"{label} is for when {step.only_if}, but somebody has to agree before a matter comes there."
        yield never("harm.gate", f"{where}/first agreed by", sentence, story)
    entry = step.entry
    if entry is None:
        return
    if first:
        sentence = f"A matter may start at {label}, but every matter starts there."
        yield warning("entry.first", f"{where}/may start here", sentence)
    if HARM.search(entry.when):
        if _roles(entry.agreed_by):
            sentence = f"A matter may start at {label} {entry.when}, but somebody has to agree first."
            yield never("harm.gate", f"{where}/may start here with agreement of", sentence, story)
        if condition(step) == NOT_URGENT:
            sentence = f"{label} is not for urgent matters, but a matter may start there {entry.when}."
            yield never("harm.door", f"{where}/may start here", sentence)
        slow, quick = _ends_in(step), [end for one in policy.steps if (end := _ends_in(one)) is not None]
        if slow is not None and any(surely_sooner(end, slow) for end in quick):
            sentence = f"A matter may start at {label} {entry.when}, where an urgent one is given {span_words(slow)}."
            yield warning("harm.slow", f"{where}/may start here", sentence)
    for task in step.tasks:
        inside = task.act not in (Act.RAISE, Act.REVIEW, *AFTERWARDS)
        if inside and task.starts == (Start.PREVIOUS_STEP,):
            sentence = (
                f"For a matter that starts at {label} no step has ended before, so its time to {task.act} never runs."
            )
            yield never("entry.clock", f"{where}/{task_name(task)}", sentence)


def _ends_in(step: Step) -> Span | None:
    """The time in which an urgent matter is settled or decided at a step."""
    ends = [task.urgent or task.limit for task in step.tasks if task.act in (Act.SETTLE, Act.PLAN, Act.DECIDE)]
    return next((limit for limit in ends if isinstance(limit, Span)), None)


def _times(policy: Policy, step: Step) -> Iterator[Finding]:
    label = policy.label(step.key)
    counted = [task for task in step.tasks if isinstance(task.limit, Span)]
    ending = [task for task in step.tasks if task.act in (Act.SETTLE, Act.PLAN)]
    if (
        step.move.how is How.MUST
        and ending
        and all(isinstance(task.limit, Words) or task.limit is Stated.NONE for task in ending)
    ):
        sentence = f"{label} must go on when its time has run out, but its time has no number and never runs out."
        yield warning("must.untimed", f"step {step.key}/if not settled", sentence)
    for task in step.tasks:
        where = f"step {step.key}/{task_name(task)}"
        if task.act in AFTERWARDS and set(task.starts) <= {Start.STEP, Start.RAISED, Start.PREVIOUS_TASK}:
            sentence = f"At {label} the time to {task.act} begins before there is anything to write about."
            yield warning("after.early", where, sentence)
        for name, quick in task.faster:
            if isinstance(quick, Words) and isinstance(task.limit, Span):
                kind = "an urgent matter" if name == URGENT else f"priority “{name}”"
                sentence = (
                    f"At {label} the time of {kind} has no number, so the ordinary {span_words(task.limit)} counts."
                )
                yield warning("faster.words", where, sentence)
    for task in counted:
        assert isinstance(task.limit, Span)
        where = f"step {step.key}/{task_name(task)}"
        short = task.limit.unit is Unit.HOURS and task.limit.amount < SHORT_HOURS
        if short and task.strength is Strength.MUST and task.act not in AFTERWARDS:
            sentence = (
                f"At {label} {span_words(task.limit)} run out at night too. Write working hours if that is meant."
            )
            yield warning("hours.night", where, sentence)
        yield from _written(policy, step, task.limit, where)
        days = measure(task.limit)
        if days[1] > LONG.get(days[0], days[1]):
            sentence = f"At {label} {span_words(task.limit)} are most of a year. Is the number right?"
            yield warning("time.long", where, sentence)
    yield from _gate_times(policy, step)
    yield from _urgent_warning(policy, step)
    yield from _late_decision(policy, step)


def _written(policy: Policy, step: Step, limit: Span, where: str) -> Iterator[Finding]:
    """Where the published words give an amount, what counts is one of those that they give."""
    said = {measure(Span(amount, unit)) for amount, unit in _amounts(limit.written_as)}
    if said and measure(limit) not in said:
        label, words = policy.label(step.key), span_words(limit)
        sentence = f"At {label} {words} count, but the published words are “{limit.written_as}”."
        yield warning("time.words", where, sentence)


def _amounts(text: str) -> Iterator[tuple[int, Unit]]:
    """The amounts with a unit that a sentence speaks of."""
    for word, unit in AMOUNT.findall(text.lower()):
        yield (WORDS.index(word) + 1 if word in WORDS else int(word)), UNITS[unit]


def _gate_times(policy: Policy, step: Step) -> Iterator[Finding]:
    """Agreeing that it goes on takes no longer than the time there is to take it there, urgent or not."""
    label = policy.label(step.key)
    for task in step.tasks:
        for raising in step.tasks:
            if task.act is not Act.REVIEW or raising.act is not Act.RAISE:
                continue
            where = f"step {step.key}/{task_name(task)}"
            if _is_sooner(raising.limit, task.limit):
                sentence = f"It must be taken to {label} sooner than it has to be agreed that it may."
                yield warning("gate.longer", where, sentence)
            elif _is_sooner(raising.urgent or raising.limit, task.urgent or task.limit):
                sentence = f"An urgent matter must be taken to {label} sooner than it has to be agreed that it may."
                yield warning("gate.longer", where, sentence)


def _is_sooner(quick: Limit, slow: Limit) -> bool:
    return isinstance(quick, Span) and isinstance(slow, Span) and always_later(slow, quick)


def _urgent_warning(policy: Policy, step: Step) -> Iterator[Finding]:
    ahead = step.warn.ahead if step.warn else None
    for task in step.tasks:
        ends = task.urgent if task.act in (Act.SETTLE, Act.PLAN) else None
        if isinstance(ahead, Span) and isinstance(ends, Span) and surely_sooner(ends, ahead):
            sentence = f"At {policy.label(step.key)} an urgent matter has to wait for the warning longer than it lasts."
            yield warning("warn.urgent", f"step {step.key}/warn the other side", sentence)


def _late_decision(policy: Policy, step: Step) -> Iterator[Finding]:
    ends = [task.limit for task in step.tasks if task.act in (Act.SETTLE, Act.PLAN) and isinstance(task.limit, Span)]
    for task in step.tasks:
        goes = step.move.how in (How.END, How.MUST)
        late = isinstance(task.limit, Span) and any(surely_sooner(end, task.limit) for end in ends)
        if task.act is Act.DECIDE and goes and late:
            sentence = f"At {policy.label(step.key)} the time to decide ends after the step is over."
            yield warning("decide.late", f"step {step.key}/{task_name(task)}", sentence)


def _choice(policy: Policy, step: Step) -> Iterator[Finding]:
    if any(move.how is How.CHOOSE for move in step.moves) and step.routed_by is Stated.NOT_STATED:
        sentence = f"From {policy.label(step.key)} a matter goes one of several ways, but nobody is named to choose."
        yield warning("router.unsaid", f"step {step.key}/if not settled", sentence)


def _lost(policy: Policy) -> Iterator[Finding]:
    """A step that stands in the text, and that the step before it does not lead to because it says nothing."""
    led_to = {key for step in policy.steps for move in step.moves for key in move.targets}
    for step, later in zip(policy.steps, policy.steps[1:], strict=False):
        silent = step.move.how is How.NOT_STATED and step.urgent_move is None
        if silent and later.key not in led_to and later.entry is None:
            label, following = policy.label(step.key), policy.label(later.key)
            sentence = f"{following} stands in the text, but {label} does not say that a matter goes there."
            yield warning("way.lost", f"step {step.key}/if not settled", sentence)


WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
UNIT = "working days?|working hours?|hours|working weeks?|calendar days?"
AMOUNT = re.compile(rf"\b({'|'.join(WORDS)}|[0-9]+) ({UNIT})\b")


def _gaps(policy: Policy) -> Iterator[Finding]:
    """A gap that speaks of a time of a step speaks of one that stands in the text."""
    tasks = [task for step in policy.steps for task in step.tasks]
    there = {(task.limit.amount, task.limit.unit) for task in tasks if isinstance(task.limit, Span)}
    for at, gap in enumerate(policy.gaps):
        if not any(names(gap, policy.label(step.key)) for step in policy.steps):
            continue
        for amount, unit in _amounts(gap):
            if (amount, unit) not in there:
                sentence = f"A line “to confirm:” speaks of {span_words(Span(amount, unit))}, which no step has."
                yield warning("gap.number", "gaps/to confirm" + (f" ({at + 1})" if at else ""), sentence)


def _whole(policy: Policy) -> Iterator[Finding]:
    """Lines about the whole policy against its steps."""
    acting = {
        role
        for step in policy.steps
        for roles in (step.raised_by, step.answered_by, step.decided_by, step.first_agreed_by, step.routed_by)
        for role in _roles(roles)
    }
    late = bool(policy.partnership_from) and policy.partnership_from != policy.steps[0].key
    for role in _roles(policy.priority_agreed_by):
        if (role in NEUTRAL and role not in acting) or (late and role in OF_THE_PARTNERSHIP):
            when = "does not take part yet when it is chosen" if role in acting else "has no part in any step"
            sentence = f"The priority has to be agreed by {role_words(role)}, who {when}."
            yield warning("priority.stranger", "priority agreed by", sentence)
    named = policy.steps and _roles(policy.steps[0].raised_by)
    if policy.raised_by and not PROFESSIONALS & set(policy.raised_by):
        who = f", but the first step is raised by {role_words(named[0])}" if named else ""
        sentence = f"Only {listed(policy.raised_by)} may raise it{who}. They have no account here: nobody can raise it."
        yield never("raiser.nobody", "may be raised by", sentence)
    if policy.about and not set(policy.about) & set(CHILDREN):
        yield warning("about.nochild", "can be about", "No line says that it can be about a child.")
    for topic in policy.topics:
        if topic in policy.out_of_scope:
            yield warning("scope.both", "other doors/not for", f"“{topic}” can be chosen, and is said to go elsewhere.")
    keys = {step.key: step for step in policy.steps}
    formal = keys.get(policy.formal_from)
    if formal is not None and condition(formal):
        sentence = f"It becomes formal at {policy.label(formal.key)}, where only some matters ever come."
        yield warning("formal.variant", "formal from", sentence)
    elif formal is not None and policy.steps.index(formal) == len(policy.steps) - 1 and len(policy.steps) > 2:
        yield note(
            "formal.late", "formal from", f"It becomes formal only at its last step, {policy.label(formal.key)}."
        )
    yield from _informal(policy, formal)


def _informal(policy: Policy, formal: Step | None) -> Iterator[Finding]:
    """What binds people does not happen before it is formal."""
    before = policy.steps[: policy.steps.index(formal)] if formal is not None else ()
    for step in before:
        if _roles(step.decided_by):
            sentence = f"Somebody decides at {policy.label(step.key)}, which is said to be before it is formal."
            yield warning("formal.decides", f"step {step.key}/decided by", sentence)
