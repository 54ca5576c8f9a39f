"""The whole of a policy in plain sentences, for somebody who checks it against the published text, or asks "what is my
next step?". Nothing is filled in: what the text does not state is said to be not stated."""

from __future__ import annotations

from collections.abc import Iterator

from forthright.core.policy import sentences as say
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.roles import NEUTRAL, Role
from forthright.core.policy.rungs import with_changes
from forthright.core.policy.sentences import first_upper, role_words, span_words
from forthright.core.policy.shapes import (
    Act,
    Binding,
    Extension,
    Form,
    HandBack,
    How,
    Occasion,
    Overlay,
    Panel,
    Pause,
    Policy,
    Roles,
    Span,
    Start,
    Stated,
    Step,
    Tell,
    Vacant,
)
from forthright.core.policy.times import Cap, Strength
from forthright.core.policy.variants import URGENT_ONLY, condition
from forthright.core.policy.vocabulary import PROFESSIONALS, listed

OCCASIONS = {
    Occasion.STARTS: "the step starts",
    Occasion.REPLIED: "there is a reply",
    Occasion.RUNS_OUT: "a time runs out",
    Occasion.TAKEN_UP: "it goes on to another step",
    Occasion.SETTLED: "it is settled",
    Occasion.DECIDED: "it is decided",
    Occasion.WITHDRAWN: "it is withdrawn",
}


COUNTED = (
    "Forthright shows these on the page of counts, each with its own numbers or saying that it does not count this. "
    "Small numbers are hidden."
)


def explain(policy: Policy) -> list[tuple[str, list[str]]]:
    """The whole policy as (heading, sentences): danger first, then the steps, what is open, and where it comes from."""
    parts = [("In immediate danger", say.danger_words(policy.danger)), ("How it works", list(_whole(policy)))]
    parts += [(say.step_heading(policy, step), step_words(policy, step)) for step in policy.steps]
    parts += [overlay_words(policy, overlay) for overlay in policy.overlays]
    parts += [(f"Form: {say.name_words(form.name)}", list(_form_words(policy, form))) for form in policy.forms]
    parts += [
        ("What else it says", list(policy.notes)),
        ("What it can be about", list(policy.topics)),
        ("What goes elsewhere", list(elsewhere(policy))),
        ("What is counted", [*policy.monitoring, *([COUNTED] if policy.monitoring else [])]),
        ("What is still to be confirmed", list(policy.gaps)),
        ("Where this comes from", say.source_words(policy.source)),
    ]
    return [(heading, said) for heading, said in parts if said]


def elsewhere(policy: Policy) -> tuple[str, ...]:
    """What this policy is not for, and which door each of these has instead."""
    return (*policy.out_of_scope, *(f"{first_upper(door)}: {words}" for door, words in policy.doors.items()))


def advice_words(policy: Policy, step: Step) -> list[str]:
    """Whom one may ask at a step, by the step's own line or the whole policy's."""
    asked = step.advice_from if step.advice_from != Stated.NOT_STATED else policy.advice_from
    if isinstance(asked, Stated):
        return []
    return [f"Advice can be had from {_all_of(asked)}, who does not become a party."]


def formal_words(policy: Policy, step: Step) -> list[str]:
    """On which side of the formal line a step lies, where the policy draws one."""
    if not policy.formal_from:
        return []
    if policy.is_formal(step.key):
        return [f"The formal procedure is invoked from {policy.label(policy.formal_from)} on."]
    return [f"This is before the formal procedure, which is invoked at {policy.label(policy.formal_from)}."]


def acting_words(step: Step) -> list[str]:
    """Who acts for a kind of agency that lacks the post."""
    return [f"For {group}, this acts: {who}." for group, who in sorted(step.acting_for.items())]


def before_words(step: Step) -> list[str]:
    """What comes before a step: that it is within the raising agency, or that somebody must first agree."""
    said = ["This step is inside the raising agency. The other agency is not in it yet."] if step.inside else []
    if not isinstance(step.first_agreed_by, Stated):
        said.append(f"Before it comes here, {_all_of(step.first_agreed_by)} of the raising side must agree.")
    return said


def _whole(policy: Policy) -> Iterator[str]:
    """What holds at every step."""
    yield f"This is the policy of {policy.partnership}."
    yield f"Its title here is “{policy.name}”."
    if policy.called != Stated.NOT_STATED:
        yield f"The procedure is called “{policy.called}”."
    yield f"It stands here as the version of {say.date_words(policy.version)}."
    if policy.invented:
        yield "It is invented, for demonstrations."
    if policy.in_force:
        yield f"It counts from {say.date_words(policy.in_force)}."
    if policy.base:
        yield f"It is based on {policy.base}."
    if policy.formal_from:
        first = policy.steps[0].key == policy.formal_from
        before = "" if first else " What comes before is informal."
        yield f"The formal procedure is invoked at {policy.label(policy.formal_from)}.{before}"
    if policy.partnership_from:
        since = policy.label(policy.partnership_from)
        yield f"The partnership itself takes part from {since}; before it, it watches."
        yield "Until then nobody from the partnership can be asked in or act, unless a step names them."
    yield from parties_words(policy)
    if policy.about:
        yield f"It can be about {listed(policy.about)}."
    if policy.hours:
        yield f"Working days are those of {policy.hours}."
    if policy.advice_from != Stated.NOT_STATED:
        yield f"Advice can be had at any step from {_all_of(policy.advice_from)}."
    if any(not isinstance(one, Stated) for one in (policy.advice_from, *(step.advice_from for step in policy.steps))):
        yield (
            "Whoever is asked in for advice joins as an adviser: they read what the side that asked them reads and "
            "write notes for it, and do not take it up, reply or decide."
        )
    if policy.priorities:
        yield f"A priority is chosen when it is raised: {listed(policy.priorities)}."
    if policy.priority_agreed_by != Stated.NOT_STATED:
        yield f"The priority is agreed by {_all_of(policy.priority_agreed_by)}."
    yield from (cap_words(policy, cap) for cap in policy.caps)
    if any(
        isinstance(task.limit, Span) and task.starts == (Start.STEP,) for step in policy.steps for task in step.tasks
    ):
        yield "Where the text names no event that starts a time, Forthright counts it from the start of the step."
    if ends_sooner(policy):
        yield (
            "Where a time is given “or sooner if the child needs it”, either side may say, with a reason, by which "
            "day the child needs it. Forthright ends the time by the end of that day, and never later than its number."
        )
    yield from posts_words(policy)
    yield from withdrawal_words(policy)
    if policy.good_practice is not None:
        yield f"Good practice is {'' if policy.good_practice else 'not '}recorded in the same way."
    if policy.settled_counts is not None:
        yield f"What talking settles is {'' if policy.settled_counts else 'not '}counted."
    yield from (*policy.meanwhile, *policy.follow_through, *policy.feedback)


def _ended(sentence: str) -> str:
    """A sentence that ends with words of the policy, which may bring a full stop of their own."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _all_of(roles: Roles) -> str:
    if isinstance(roles, Stated):
        return "nobody" if roles is Stated.NONE else roles.value
    return listed([role_words(role) for role in roles], "and")


def parties_words(policy: Policy) -> Iterator[str]:
    """Who may raise it and with whom, and what Forthright makes of that."""
    if policy.raised_by:
        yield f"It may be raised by {listed(policy.raised_by)}."
        others = [one for one in policy.raised_by if one not in PROFESSIONALS]
        if len(others) < len(policy.raised_by) and others:
            yield f"For {listed(others)}, who have no account, a professional raises it and says whose view it is."
        elif others:
            yield "They have no account, so nobody can raise it in Forthright."
    if policy.answered_by:
        yield f"It may be raised with {listed(policy.answered_by)}."
    if "several agencies" in policy.answered_by:
        yield "Forthright raises one challenge with each agency; each has its own record."


def withdrawal_words(policy: Policy) -> Iterator[str]:
    """Whether it may be withdrawn: only where the text says so."""
    if policy.withdrawal:
        yield "The raising side may withdraw it."
        return
    stated = (
        "It cannot be withdrawn."
        if policy.withdrawal is False
        else "The policy does not state that it can be withdrawn."
    )
    yield f"{stated} Forthright asks the raising side to propose an outcome to the other side instead."


def posts_words(policy: Policy) -> Iterator[str]:
    """Who does a task that names a post which nobody holds, or which cannot do it: Forthright's own rules."""
    tasks = [task for step in policy.steps for task in step.tasks if isinstance(task.by, Role)]
    if any(task.by is not Role.PRACTITIONER for task in tasks):
        yield (
            "Where nobody holds the post that a task names, Forthright gives it to whoever answers for the side "
            "then, and says so."
        )
    if any(task.act is Act.REPLY and task.by in NEUTRAL for task in tasks):
        yield "A reply is the responding side's own: Forthright asks that side for it, not a neutral post."


def cap_words(policy: Policy, cap: Cap) -> str:
    """A time over several steps as a sentence."""
    what = f"{policy.label(cap.first)} to {policy.label(cap.last)} together" if cap.first else "all steps together"
    urgent = f"; if it is urgent, {say.limit_words(cap.urgent)}." if cap.urgent is not None else "."
    if isinstance(cap.limit, Stated):
        return f"For {what}, {say.limit_words(cap.limit)}{urgent}"
    verb = {
        Strength.MUST: "must be done",
        Strength.AIM: "should be done",
        Strength.INDICATIVE: "are usually done",
    }[cap.strength]
    return f"{first_upper(what)} {verb} {say.limit_words(cap.limit)}{urgent}"


def step_words(policy: Policy, step: Step) -> list[str]:
    """Everything the policy says about one step, as sentences in the order a reader needs them."""
    said = list(_who_words(policy, step))
    said += [f"Needed: {need}" for need in step.needs]
    said += [f"Before replying: {condition}" for condition in step.before_reply]
    said += [sentence for task in step.tasks for sentence in say.task_words(task)] or [say.NO_TIME]
    said += deciding_words(step)
    said += say.ways_words(policy, step)
    said += _aside_words(policy, step)
    said += [tell_words(tell) for tell in step.tells]
    said += [*step.meanwhile, *step.record]
    return [*said, step.note] if step.note else said


def _who_words(policy: Policy, step: Step) -> Iterator[str]:
    if step.only_if:
        yield _ended(f"This step is only for when {step.only_if}")
        if condition(step):
            others = "Other" if condition(step) == URGENT_ONLY else "Urgent"
            yield f"{others} matters are not offered it, where there is a way for them."
    if policy.is_formal(step.key) and policy.formal_from == step.key:
        yield "From here on the procedure is formal."
    yield from before_words(step)
    if step.entry:
        yield _ended(f"A matter may start here {step.entry.when}")
        if not isinstance(step.entry.agreed_by, Stated):
            yield f"Starting here needs the agreement of {_all_of(step.entry.agreed_by)}."
    yield _who("raises it", step.raised_by)
    yield _who("answers", step.answered_by)
    yield from (f"In {group} this is: {title}." for group, title in sorted(step.titles.items()))
    yield from acting_words(step)
    if step.vacant:
        then = "this step is skipped" if step.vacant is Vacant.SKIP else "whoever answered before goes on"
        yield f"If an agency has nobody in this post, {then}."
    if step.repeated_with:
        lines = ", then ".join(role_words(role) for role in step.repeated_with)
        yield f"If it is not settled, this step is gone through again up each line: with {lines}."
    if not isinstance(step.advice_from, Stated):
        yield f"Advice can be had from {_all_of(step.advice_from)}."


def deciding_words(step: Step) -> Iterator[str]:
    """Who decides at a step, how they vote, and whether what they say binds."""
    panel, decides = step.panel, step.decided_by
    recommends = panel.binding is Binding.RECOMMENDS
    if not isinstance(decides, Stated):
        verb = "recommend" if recommends else "decide"
        yield f"{first_upper(_all_of(decides))} {verb}{'s' if len(decides) == 1 else ''}."
    elif decides is Stated.NONE:
        yield "Nobody decides it at this step."
    elif panel != Panel():
        yield f"The policy does not state who {'recommends' if recommends else 'decides'} here."
    if recommends:
        yield "What is recommended stands only when both sides accept it."
    if panel.quorum:
        yield f"At least {panel.quorum} must take part."
    if panel.vote:
        yield f"They decide {panel.vote}."
    if panel.dissent:
        yield "Whoever does not agree is recorded, with the reasons."


def _aside_words(policy: Policy, step: Step) -> Iterator[str]:
    if not isinstance(step.routed_by, Stated):
        several = "" if step.routed_by and len(step.routed_by) > 1 else "s"
        yield f"{first_upper(_all_of(step.routed_by))} choose{several} where it goes."
    if step.hand_back:
        yield hand_back_words(policy, step.hand_back)
    if step.pause:
        yield pause_words(step.pause)
    if step.extension:
        yield extension_words(step.extension)
    yield from warning_words(step)
    for ahead in step.reminders:
        yield f"Whoever must act is reminded {span_words(ahead)} before the time runs out."
    for place in step.may_also:
        yield f"{_ended(f'It may also go to {place}')} That does not take it off this procedure."


def warning_words(step: Step) -> Iterator[str]:
    """The warning before it goes on, and that the clock gives none: what must go on waits for nobody's act."""
    if step.warn is None:
        return
    ahead = step.warn.ahead
    when = f"at least {span_words(ahead)} " if isinstance(ahead, Span) else ""
    yield f"The other side is warned {when}before it goes on."
    if any(move.how is How.MUST for move in step.moves):
        yield (
            "Forthright asks this of whoever takes it on. Where its time runs out and it must go on, it goes without a "
            "warning: both sides see that time from the start."
        )


def hand_back_words(policy: Policy, back: HandBack) -> str:
    """A hand-back as a sentence."""
    return f"It may be handed back to {policy.label(back.to)}{_often(back.times)}."


def pause_words(pause: Pause) -> str:
    """A pause as a sentence."""
    if isinstance(pause.limit, Span):
        return f"It may be paused for {span_words(pause.limit)} at most{_often(pause.times)}."
    cap = "no longest time is stated" if pause.limit is Stated.NOT_STATED else "for as long as needed"
    return f"It may be paused{_often(pause.times)}, {cap}."


def extension_words(extension: Extension) -> str:
    """An extension as a sentence."""
    often = _often(extension.times)
    if isinstance(extension.limit, Span):
        return f"A time may be extended by {span_words(extension.limit)} at most{often}, if the other side agrees."
    cap = "no longest time is stated" if extension.limit is Stated.NOT_STATED else "for as long as needed"
    return f"A time may be extended{often}, {cap}, if the other side agrees."


def _often(times: int) -> str:
    return {0: "", 1: ", once", 2: ", twice"}.get(times, f", {times} times")


def tell_words(tell: Tell) -> str:
    """Who is told when, as a sentence."""
    who = ", ".join(tell.who)
    when = "" if tell.when is Occasion.STARTS else f" when {OCCASIONS[tell.when]}"
    if tell.if_any:
        return f"Who is told{when}, if there is one: {who}."
    return f"{'Who is told' if tell.must else 'Who may be told'}{when}: {who}."


def overlay_words(policy: Policy, overlay: Overlay) -> tuple[str, list[str]]:
    """What differs at a step for one kind of agency: the sentences that the step would not have otherwise.

    Where a change only takes something away there is no new sentence, and the ones that go are named.
    """
    step = policy.step(overlay.step)
    usual, here = step_words(policy, step), step_words(policy, with_changes(step, overlay))
    said = [one for one in here if one not in usual]
    gone = [one for one in usual if one not in here and "does not state" not in one]
    if len(gone) > len(said):
        said += [f"This does not hold here: {one}" for one in gone]
    return f"{policy.label(step.key)} for {overlay.group}", said


def _form_words(policy: Policy, form: Form) -> Iterator[str]:
    at = f" at {policy.label(form.step)}" if form.step and form.when is not Occasion.STARTS else ""
    when = f"{policy.label(form.step)} starts" if form.when is Occasion.STARTS and form.step else OCCASIONS[form.when]
    yield f"It is used when {when}{at}."
    if isinstance(form.filled_by, Stated):
        yield "Who fills it in is not stated."
    else:
        yield f"{say.ACTOR_WORDS[form.filled_by]} {'fill' if form.filled_by == 'both sides' else 'fills'} it in."
    if form.sent_to:
        yield f"It is sent to {', '.join(form.sent_to)}."
    if not form.fields:
        yield "Its fields are not stated."
    for one in form.fields:
        yield _ended(f"It asks{f' the {one.side}' if one.side else ''}: {one.label}")


def _who(does: str, roles: Roles) -> str:
    if roles == Stated.NOT_STATED:
        return f"The policy does not state who {does}."
    if roles == Stated.NONE:
        return f"Nobody {does} here."
    assert not isinstance(roles, Stated)
    owner = first_upper(role_words(roles[0]))
    others = [role_words(role) for role in roles[1:]]
    joined = listed(others, "and") if others else ""
    return f"{owner} {does}" + (f", together with {joined}." if joined else ".")
