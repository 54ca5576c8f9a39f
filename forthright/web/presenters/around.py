"""What stands around the form of an act: which challenge it is, what is new, and what the act is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.around import around
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.extending import would_end
from forthright.core.challenge.gate import asked, ways_from
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.sees import Sight
from forthright.core.challenge.taking_up import step_taken
from forthright.core.policy.sentences import NO_TIME, roles_words, step_heading, task_words
from forthright.core.policy.shapes import Actor, Stated, Step
from forthright.core.worktime import england
from forthright.directory import queries as directory
from forthright.directory.instead import instead
from forthright.record.actions import surroundings
from forthright.record.queries import Matter, last_entry
from forthright.record.queries import about as named
from forthright.web.acts import BOTH_READ
from forthright.web.forms.acts import ActForm
from forthright.web.forms.agreeing import Paper
from forthright.web.forms.hearing import Point
from forthright.web.presenters import duties, hearing, labels, outcomes, policy_says, when


def frame(matter: Matter) -> dict[str, Any]:
    """Which challenge this is: its reference for titles, and for those who read words whom it is about."""
    first = matter.entries[0]
    return {
        "reference": matter.reference,
        "about_whom": named(first.words) if first.sight is Sight.WORDS else "",
        "topic": labels.topic(matter.state.topic),
    }


def lead(matter: Matter, verb: Verb, sentences: Iterable[Any]) -> list[str]:
    """What stands above the form. Before the other side is in, who reads it is another matter."""
    if not matter.state.quiet or verb in (Verb.NOTE, Verb.GATE):
        return [str(one) for one in sentences]
    kept = [str(one) for one in sentences if one is not BOTH_READ]
    if verb in (Verb.EVIDENCE, Verb.SAFETY, Verb.URGENT, Verb.DANGER, Verb.REFER):
        return [*kept, _("The other agency is not in this yet. It reads this when it comes in.")]
    if verb is Verb.TAKE_UP:
        return [*kept, _("The other agency is not in this yet. Those who join read what you write here.")]
    return [*kept, _("The other agency is not in this yet. Only your side reads this, also later.")]


def news(matter: Matter, since: int) -> list[dict[str, Any]]:
    """The entries written after the version that a person had seen, as they may see them."""
    return [hearing.shown(matter, one) for one in matter.entries if one.entry.version > since]


def remarks(form: ActForm) -> list[dict[str, str]]:
    """What the writing help says about a draft."""
    found = form.remarks() if hasattr(form, "remarks") else []
    return [{"found": one.found, "why": one.why, "try": one.try_} for one in found]


def typed(form: type[ActForm], data: Mapping[str, str]) -> list[tuple[str, str]]:
    """What somebody typed, under the labels of the form, to be copied elsewhere."""
    return [
        (str(field.label), data[name])
        for name, field in form.base_fields.items()
        if isinstance(data.get(name), str) and data[name]
    ]


def about(matter: Matter, verb: Verb, form: ActForm, at: datetime) -> dict[str, Any]:
    """What the part template above the form shows."""
    if verb is Verb.TAKE_UP:
        return {"ways": ways(matter, at)}
    if verb is Verb.FORM:
        assert isinstance(form, Paper)
        return {"paper": paper(form)}
    if verb is Verb.GATE:
        return {"gate": gate(matter), "asked": hearing.asked(matter)}
    if verb is Verb.ANSWER_EXTENSION:
        return {"extension": extension(matter, at)}
    if verb in (Verb.REPLY, Verb.DECIDE):
        return {"asked": hearing.asked(matter), "replies": _replies(matter)}
    if verb is Verb.CONFIRM:
        decision = outcomes.decision(matter) if matter.state.recommended else None
        return {"proposal": outcomes.proposal(matter), "decision": decision}
    if verb is Verb.AGREE_DECISION:
        return {"decision": outcomes.decision(matter)}
    if verb is Verb.SAFETY:
        return {"safety": hearing.safety(matter), "meanwhile": policy_says.meanwhile(matter)}
    if verb in (Verb.ACTION_DONE, Verb.ACTION_AGAIN):
        return {"policy_says": matter.policy.follow_through}
    if verb is Verb.CHECK_BACK:
        return {"policy_says": matter.policy.feedback}
    if verb is Verb.PERSPECTIVE:
        return {"opened": matter.state.opened, "again": matter.side in matter.state.ratings}
    if verb is Verb.POINT:
        assert isinstance(form, Point)
        return {"moving": hearing.point_texts(matter).get(form.moving, "")}
    return {}


def paper(form: Paper) -> dict[str, Any] | None:
    """The form of the policy that is filled in: its name, who fills it in, and where it is sent."""
    found = form.paper
    if found is None:
        return None
    says = []
    if isinstance(found.filled_by, Stated):
        says.append(_("The policy does not state who fills it in. It is asked of the raising side."))
    elif found.filled_by is Actor.BOTH:
        says.append(_("Both sides fill in their part, and both read both parts."))
    if not found.fields:
        says.append(_("The policy does not state the fields of this form. Write here what your form asks for."))
    if found.sent_to:
        says.append(_("The policy has it sent to: %(who)s.") % {"who": ", ".join(found.sent_to)})
    return {"name": found.name, "says": says}


def gate(matter: Matter) -> dict[str, Any]:
    """The step that an agreement is asked for, and the entry that asks for it where there is one."""
    state, policy = matter.state, matter.policy
    key = state.gate.step if state.gate else state.step
    asked = last_entry(matter, facts.GateAsked)
    return {
        "step": step_heading(policy, policy.step(key)),
        "quiet": state.quiet,
        "asked": hearing.shown(matter, asked) if asked else None,
    }


def extension(matter: Matter, at: datetime) -> dict[str, Any] | None:
    """The time for which more is asked: when it ends now, and when it would end."""
    state = matter.state
    asked, duty = state.extension, state.duties.get(state.extension.duty) if state.extension else None
    if asked is None or duty is None or duty.due is None:
        return None
    moment = surroundings(state.partnership, state.agencies.values(), at, state.lines)
    until = would_end(matter.policy, state, moment)
    told = {"what": duties.named(duty.kind), "when": when.said(duty.due)}
    entry = last_entry(matter, facts.ExtensionAsked)
    return {
        "now": _("The time to %(what)s ends by %(when)s.") % told,
        "then": _("If you agree, it ends by %(when)s.") % {"when": when.said(until)} if until else "",
        "entry": hearing.shown(matter, entry) if entry else None,
    }


def _replies(matter: Matter) -> list[dict[str, Any]]:
    return [one for one in hearing.replies(matter) if one["given"]]


def ways(matter: Matter, at: datetime) -> list[dict[str, Any]]:
    """Each way up as it would be if it were taken now.

    The times are told in the policy's words. The instants follow from opening hours and from the moment of going up,
    which has not come yet; so the opening hours are not read here.
    """
    state = matter.state
    seats = directory.seats(state.partnership, state.agencies.values(), at, state.lines)
    moment = around(state, Moment(now=at, shared=england(), seats=seats, instead=instead(state.partnership, at)))
    return [way(matter, key, moment) for key in ways_from(matter.policy, state)]


def way(matter: Matter, key: str, moment: Moment) -> dict[str, Any]:
    """One way up: who answers for it there on each side, who joins, by when, and who is told."""
    state, policy = matter.state, matter.policy
    fact = step_taken(policy, state, key, Why.STILL_DIFFER, moment)
    first = asked(policy, state, fact.step, Why.STILL_DIFFER, _acting(matter), moment)
    names = matter.names | {seat.person: seat.answers or seat.name for seat in moment.seats.values()}
    step = policy.step(fact.step)
    return {
        "heading": step_heading(policy, step),
        "skipped": [step_heading(policy, policy.step(one)) for one in fact.skipped],
        "owners": [
            (labels.side(Side.RAISING), _named(fact.raising, names)),
            (labels.side(Side.RESPONDING), _named(fact.responding, names)),
        ],
        "joins": [_named(party, names) for party in fact.joins if party.person not in state.parties],
        "formal": policy.is_formal(key) and not policy.is_formal(state.step),
        "times": _times(step),
        "first": _named(first.gate.party, names) if first else "",
        "tell": step.tell,
        "note": "" if policy.step(state.step).move.to else _("The policy does not state how it goes on from here."),
    }


def _acting(matter: Matter) -> int:
    party = matter.actor.party(matter.state)
    return party.person if party else matter.actor.person


def _named(party: Any, names: Mapping[int, str]) -> str:
    return ", ".join(part for part in (names.get(party.person, ""), party.title) if part)


def _times(step: Step) -> list[str]:
    """What is expected at a step and by when, in the policy's words."""
    said = [sentence for task in step.tasks for sentence in task_words(task)] or [NO_TIME]
    if not isinstance(step.decided_by, Stated):
        who = labels.first_upper(roles_words(step.decided_by))
        said.append(_("%(who)s decides.") % {"who": who})
    return said
