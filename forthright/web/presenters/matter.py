"""One challenge on one screen: where it stands, whose turn it is, what I can do, and all that was said."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import facts
from forthright.core.challenge.answers import REASONS, Answer, No
from forthright.core.challenge.codes import Capacity, DutyKind, Phase, Side, Urgency, Why
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.doers import stands_in
from forthright.core.challenge.facts import Duty, Party
from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Standing
from forthright.core.challenge.state import ANSWERS_FIRST, own
from forthright.core.challenge.taking_up import fitting
from forthright.core.challenge.together import may_add
from forthright.core.policy.sentences import STANDS_IN, step_heading
from forthright.directory.covering import Answering
from forthright.directory.queries import slug_of
from forthright.record.queries import Matter
from forthright.web import offers
from forthright.web.acts import ACTS, GROUPS
from forthright.web.presenters import (
    along,
    childs_clock,
    cover,
    duties,
    hearing,
    labels,
    need,
    outcomes,
    policy_says,
    promises,
    tellings,
    times,
    when,
)

PHASES = {
    Phase.OPEN: gettext_lazy("Open"),
    Phase.SETTLED: gettext_lazy("Has an outcome"),
    Phase.ENDED: gettext_lazy("Ended"),
}

FACTS_ONLY = {
    Standing.TEAM_MANAGER: gettext_lazy(
        "You see facts only, because you lead somebody in this challenge and do not take part in it yourself. "
        "Names and words are for those who take part."
    ),
    Standing.BUSINESS_UNIT: gettext_lazy(
        "You see facts only, because the business unit watches over all challenges and takes part in none. "
        "Names and words are for those who take part."
    ),
    Standing.KEEPER: gettext_lazy(
        "You see facts only, because the business unit keeps this place until somebody is named for it. Name somebody "
        "now: what waits on the place runs on."
    ),
    Standing.DATA_PROTECTION: gettext_lazy(
        "You see facts only, because a data protection officer watches over who looks at what and takes part in no "
        "challenge. Names and words are for those who take part."
    ),
}

ACT_FOR = {
    DutyKind.ACKNOWLEDGE: Verb.ACKNOWLEDGE,
    DutyKind.REPLY: Verb.REPLY,
    DutyKind.MEET: Verb.TALK,
    DutyKind.PLAN: Verb.PROPOSE,
    DutyKind.SETTLE: Verb.PROPOSE,
    DutyKind.CONSIDER: Verb.TAKE_UP,
    DutyKind.DECIDE: Verb.DECIDE,
    DutyKind.SECOND: Verb.AGREE_DECISION,
    DutyKind.CONFIRM: Verb.CONFIRM,
    DutyKind.ACTION: Verb.ACTION_DONE,
    DutyKind.CHECK_BACK: Verb.CHECK_BACK,
    DutyKind.CAP: Verb.PROPOSE,
    DutyKind.REVIEW: Verb.GATE,
    DutyKind.FORM: Verb.FORM,
    DutyKind.EXTENSION: Verb.ANSWER_EXTENSION,
}
"""The act that answers each duty."""

WORTH_SAYING = {
    Verb.PERSPECTIVE: {"sealed"},
    Verb.REPLY: {"reply first"},
    Verb.TAKE_UP: {"top", "warn first", "not the router"},
    Verb.PROPOSE: {"open proposal"},
    Verb.CONFIRM: {"own proposal", "already accepted"},
    Verb.DECIDE: {"decided", "not a decider", "no quorum"},
    Verb.AGREE_DECISION: {"own decision", "same agency", "not a decider", "already voted", "hear all first"},
    Verb.ACTION_DONE: {"not your action"},
    Verb.CHECK_BACK: {"not asked yet", "already checked"},
    Verb.PAUSE: {"paused often enough"},
    Verb.ASK_EXTENSION: {"extended often enough", "urgent not extended", "extension waits"},
    Verb.ANSWER_EXTENSION: {"not your extension"},
    Verb.HAND_BACK: {"handed back often enough"},
    Verb.GATE: {"not your gate"},
    Verb.WITHDRAW: {"no withdrawal"},
}
"""Acts that people look for and cannot do, with the refusals whose reason helps them."""


def page(
    matter: Matter,
    at: datetime,
    covering: Mapping[int, Answering],
    looks: Mapping[int, tuple[int, datetime]],
) -> dict[str, Any]:
    """Everything the page shows. `looks` is (version, instant) by person; `covering` who answers now, by person."""
    state = matter.state
    reads = reads_words(matter.actor, state)
    shared = {
        "reads": reads,
        "why_facts_only": "" if reads else FACTS_ONLY.get(matter.standing, ""),
        "adviser": matter.standing is Standing.ADVISER,
        "along": matter.standing is Standing.WORRIED_TOO,
        "keeper": matter.standing is Standing.KEEPER,
        "leads": matter.standing is Standing.TEAM_MANAGER and matter.state.phase is not Phase.ENDED,
        "top": top(matter),
        "turn": turn(matter, at, covering),
        "child": childs_clock.clock(matter, matter.state.turn.due if matter.state.turn else None, at),
        "also": [awaited(matter, one, at) for one in _others(matter)],
        "standing": outcomes.standing(matter),
        "actions": promises.promised(matter, at),
        "check_back": outcomes.check_back(matter),
        "links": links(reads),
        "together": bool(state.also) and (matter.side is Side.RAISING or matter.standing is Standing.BUSINESS_UNIT),
        "may_add": bool(may_add(state, matter.actor)),
        "says": policy_says.page(matter),
        "need": need.on_page(matter),
        "office": matter.standing is Standing.BUSINESS_UNIT,
    }
    return {**shared, **_for_parties(matter, at, looks)} if reads else shared


def _for_parties(matter: Matter, at: datetime, looks: Mapping[int, tuple[int, datetime]]) -> dict[str, Any]:
    told = tellings.told(matter, at)
    to_tell = not all(one.done for one in told)
    answers = {verb: offers.answer(matter, verb, at, to_tell) for verb in ACTS}
    main = next_act(matter, answers)
    return {
        "main": main,
        "groups": groups(matter, answers),
        "closed": closed(matter, answers),
        "can": {verb.name.lower(): bool(one) for verb, one in answers.items()},
        "settled_by_talking": isinstance(matter.entries[0].entry.event.fact, facts.SettledByTalking),
        "asked": hearing.asked(matter),
        "safety": hearing.safety(matter),
        "quiet": matter.state.quiet,
        "within": hearing.within(matter),
        "perspectives": hearing.perspectives(matter),
        "perspective_missing": hearing.own_perspective_missing(matter) and bool(answers[Verb.PERSPECTIVE]),
        "opened": matter.state.opened,
        "replies": hearing.replies(matter),
        "points": _movable(hearing.points(matter)),
        "evidence": hearing.said(matter, facts.EvidenceAdded),
        "talks": hearing.said(matter, facts.TalkLogged, facts.DangerTold, facts.MarkedUrgent, facts.ReferredOutside),
        "forms": hearing.said(matter, facts.FormFilled),
        "worried": along.worried(matter),
        "raised_for": hearing.said(matter, facts.RaisedFor),
        "thanks": hearing.said(matter, facts.Thanked),
        "notes": hearing.notes(matter),
        "corrections": hearing.said(matter, facts.Corrected),
        "proposal": outcomes.proposal(matter),
        "decision": outcomes.decision(matter),
        "people": people(matter, looks),
        "tellings": told,
        "version": matter.state.version,
    }


def _movable(lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each move is a form of its own with its own token, so that two moves from one page are two acts."""
    for group in lists:
        for point in group["points"]:
            for move in point["moves"]:
                move["token"] = secrets.token_urlsafe(16)
    return lists


def top(matter: Matter) -> dict[str, Any]:
    """Where it stands: phase, step in the policy's own word, agencies, when it was raised, and whether it is urgent."""
    state, policy = matter.state, matter.policy
    return {
        "phase": str(PHASES[state.phase]),
        "step": step_heading(policy, policy.step(state.step)) if state.step else "",
        "ladder": f"{reverse('next_step_of', args=[slug_of(state.partnership)])}?at={state.step}",
        "called": policy.called,
        "urgent": state.urgency is Urgency.URGENT and state.phase is Phase.OPEN,
        "raising": matter.agencies.get(state.agencies.get(Side.RAISING, 0), ""),
        "responding": matter.agencies.get(state.agencies.get(Side.RESPONDING, 0), ""),
        "also": [matter.agencies.get(one, "") for one in state.also],
        "raised": when.said(state.raised_at) if state.raised_at else "",
        "arose": when.day(state.arose) if state.arose else "",
        "days": times.days(matter),
        "in_time": times.in_time(matter),
        "paused": times.paused(matter),
        "priority": state.priority,
        "ended": when.day(state.ended_at) if state.ended_at else "",
        "topic": labels.topic(state.topic),
        "subject": labels.code(state.subject),
    }


def _mine(matter: Matter, duty: Duty) -> bool:
    party = matter.actor.party(matter.state)
    return duty.owner in (matter.actor.person, party.person if party else 0)


def turn(matter: Matter, at: datetime, covering: Mapping[int, Answering]) -> dict[str, Any] | None:
    """Whose turn it is, with the post, who covers for them, what is expected, and by when."""
    duty = matter.state.turn
    if duty is None:
        return None
    found = covering.get(duty.owner)
    said = cover.covers_now(found.said, found.until) if found and found.said and matter.names else ""
    return {**awaited(matter, duty, at), "covering": said, "nobody": found is not None and not found.there}


def awaited(matter: Matter, duty: Duty, at: datetime) -> dict[str, Any]:
    """One thing that is awaited from one person."""
    mine = _mine(matter, duty)
    party = matter.state.parties.get(duty.owner)
    return {
        "mine": mine,
        "name": matter.names.get(duty.owner, ""),
        "title": party.title if party else "",
        "expected": duties.expected(duty.kind, mine),
        "key": duty.key if duty.due else "",
        "due": when.due_words(duty.due, duty.said, at),
        "late": when.overdue(duty.due, at),
        "nights": childs_clock.nights_to(at, duty.due),
        "policy": duty.said if duty.due and duty.said else "",
        "waits": duties.waits(duty.waits_for),
        "child": _needed(duty),
        "changed": times.changed(matter, duty),
        "instead": _(STANDS_IN) if stands_in(matter.policy, duty) else "",
    }


def _needed(duty: Duty) -> str:
    """Why a time ends before its number does."""
    if duty.needed_by is None:
        return ""
    return _("It ends then because the child needs it by %(day)s.") % {"day": when.day(duty.needed_by)}


def _others(matter: Matter) -> list[Duty]:
    first = matter.state.turn
    return [duty for duty in matter.state.duties.values() if first is None or duty.key != first.key]


def next_act(matter: Matter, answers: Mapping[Verb, Answer]) -> dict[str, str] | None:
    """The one act that is expected of me next; else my side's perspective while it is missing.

    What the sides share, such as settling it, is nobody's next act while something else is awaited from somebody.
    """
    first = matter.state.turn
    waiting = [duty for duty in _others(matter) if duty.kind not in ANSWERS_FIRST or own(duty)]
    mine = [duty for duty in [first, *waiting] if duty and _mine(matter, duty)]
    verbs = [ACT_FOR[duty.kind] for duty in mine]
    if Verb.TAKE_UP in verbs and answers[Verb.WARN]:
        verbs.append(Verb.WARN)
    if hearing.own_perspective_missing(matter):
        verbs.append(Verb.PERSPECTIVE)
    return next((link(matter, verb) for verb in verbs if answers[verb]), None)


def link(matter: Matter, verb: Verb) -> dict[str, str]:
    """An act as a link."""
    words = ACTS[verb].link
    if verb is Verb.REPLY and matter.side is Side.RAISING:
        words = _("Answer their reply")
    elif verb is Verb.PERSPECTIVE and not hearing.own_perspective_missing(matter):
        words = _("Give your perspective again")
    elif verb is Verb.URGENT and matter.state.urgency is Urgency.URGENT:
        words = _("Give an earlier day by which the child needs it")
    address = _address(verb).replace("/-/", f"/{matter.reference}/", 1)
    return {"address": address, "words": str(words), "verb": verb.value}


@cache
def _address(verb: Verb) -> str:
    """Where an act is done, with a dash for the reference: a page has twenty of these."""
    return reverse("act", args=["-", verb.value])


def groups(matter: Matter, answers: Mapping[Verb, Answer]) -> list[dict[str, Any]]:
    """Every act that is allowed, in its group."""
    found = [(title, [link(matter, verb) for verb in verbs if answers[verb]]) for title, verbs in GROUPS]
    return [{"title": str(title), "links": links} for title, links in found if links]


def closed(matter: Matter, answers: Mapping[Verb, Answer]) -> list[dict[str, str]]:
    """What cannot be done now and why, where that helps."""
    told = [
        {"words": str(ACTS[verb].link), "reason": _(answer.reason)}
        for verb, answer in answers.items()
        if isinstance(answer, No) and answer.code in WORTH_SAYING.get(verb, ())
    ]
    if answers[Verb.TAKE_UP] and fitting(matter.state) == (Why.URGENT,):
        reason = _(
            "You can take this up when the reply is in or the time has run out. Until then only if it is urgent."
        )
        if matter.state.gate is not None:
            reason = _(REASONS["gate waits"])
        told.append({"words": str(ACTS[Verb.TAKE_UP].link), "reason": reason})
    return told


def people(matter: Matter, looks: Mapping[int, tuple[int, datetime]]) -> list[dict[str, Any]]:
    """Everybody who takes part: side, post, and up to which entry they have looked."""
    return [
        {
            "name": matter.names.get(person, ""),
            "title": party.title,
            "side": _side(party),
            "seen": _seen(matter, person, looks),
        }
        for person, party in matter.state.parties.items()
    ]


def _side(party: Party) -> str:
    if party.side is None:
        return _("Neither side")
    if party.capacity is Capacity.WORRIED_TOO:
        return _("Worried too, beside the raising side and no party to it")
    if party.capacity is Capacity.ADVISER:
        return _("%(side)s, as an adviser who is no party to it") % {"side": labels.side(party.side)}
    return labels.side(party.side)


def _seen(matter: Matter, person: int, looks: Mapping[int, tuple[int, datetime]]) -> str:
    if person == matter.actor.person:
        return _("You are looking now")
    if person not in looks:
        return _("Has not looked yet")
    version, at = looks[person]
    told = {"entry": version, "when": when.said(at)}
    return _("Last looked at %(when)s. Has seen up to entry %(entry)s") % told


def links(reads: bool) -> list[dict[str, str]]:
    """The other pages of this challenge."""
    named = [("timeline", _("Everything that happened, in order"))]
    named += [("printed", _("Record to print")), ("paste", _("Text for your agency's own system"))] if reads else []
    named += [("looks", _("Who has looked at this"))]
    return [{"name": name, "words": words} for name, words in named]
