"""The entries of a record as sentences: one for every event type. Made of facts, so everybody may read a headline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Agreed, Better, Outcome, SafetyStance, Side, Stance, ThanksKind
from forthright.core.challenge.facts import Event
from forthright.core.policy.sentences import span_words
from forthright.core.policy.shapes import Policy, Span
from forthright.web.presenters import along, duties, entries_apart, entries_people, labels, need, opening_hours, when

SIDES = {Side.RAISING: gettext_lazy("The raising side"), Side.RESPONDING: gettext_lazy("The responding side")}


def side(event: Event) -> str:
    """Who acted, without a name: a side, the neutral chair, or the clock."""
    if event.side is not None:
        return str(SIDES[event.side])
    if isinstance(event.fact, facts.FormAsked):
        return _("The policy")
    return _("The clock") if event.by is None else _("The independent chair")


def headline(event: Event, policy: Policy, sealed: bool = False) -> str:
    """What happened, in one sentence without a name. `sealed` leaves out what the other side may not know yet."""
    if sealed:
        return _SEALED[type(event.fact)](event)
    return _SENTENCES[type(event.fact)](event.fact, event, policy)


def words(event: Event) -> list[tuple[str, str | list[str]]]:
    """The words under their labels, in the order of the event type: a text, or a list of texts."""
    shown: list[tuple[str, str | list[str]]] = []
    for name, description in event.fact.WORDS.items():
        value = event.words.get(name)
        if name == "names" or not value:
            continue
        label = str(_LABELS.get(name) or labels.first_upper(description))
        shown.append((label, _value(name, value, event.fact)))
    return shown


_LABELS = {
    "children": gettext_lazy("Who it is about"),
    "theme": gettext_lazy("The theme"),
    "evidence": gettext_lazy("Evidence, each with its source"),
    "actions": gettext_lazy("Actions"),
    "note": gettext_lazy("Note"),
    "reason": gettext_lazy("Reason"),
    "said": gettext_lazy("What was said"),
}


def _value(name: str, value: Any, fact: facts.Fact) -> str | list[str]:
    if not isinstance(value, list | tuple):
        return str(value)
    if name == "children":
        return [child(one) for one in value]
    if name == "answers":
        return [_("%(label)s: %(text)s") % {"label": one["label"], "text": one["text"]} for one in value]
    if name == "evidence":
        return [_evidence(one) for one in value]
    if name == "actions":
        return _actions(value, fact)
    return [str(one) for one in value]


def child(one: Mapping[str, Any] | str) -> str:
    """One child as parties read it: the name, and what else was given to tell one child from another."""
    if not isinstance(one, Mapping):
        return str(one)
    parts = [str(one.get("name") or _("Not named"))]
    if one.get("born"):
        parts.append(_("born %(day)s") % {"day": labels.born(str(one["born"]))})
    if one.get("identifier"):
        parts.append(_("identifier %(identifier)s") % {"identifier": one["identifier"]})
    return ", ".join(parts)


def _evidence(one: Mapping[str, Any] | str) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    if not one.get("source"):
        return str(one.get("what") or "")
    return _("%(what)s (source: %(source)s)") % {"what": one.get("what") or "", "source": one["source"]}


def _actions(texts: list[Any] | tuple[Any, ...], fact: facts.Fact) -> list[str]:
    """Each action with the day by which it is to be done; texts and facts stand in the same order."""
    planned: tuple[facts.Action, ...] = getattr(fact, "actions", ())
    shown = []
    for number, text in enumerate(texts):
        due = planned[number].due if number < len(planned) else None
        told = str(text.get("text", "")) if isinstance(text, Mapping) else str(text)
        shown.append(_("%(action)s (by %(day)s)") % {"action": told, "day": when.day(due)} if due else told)
    return shown


def _raised(fact: facts.Raised, event: Event, policy: Policy) -> str:
    told = {"step": policy.label(fact.step), "topic": labels.topic(fact.topic)}
    if fact.quiet:
        return _("A challenge was raised at %(step)s, first within the raising agency: %(topic)s") % told
    said = _("A challenge was raised at %(step)s: %(topic)s") % told
    if fact.urgency == "urgent":
        said = _("An urgent challenge was raised at %(step)s: %(topic)s") % told
    return f"{said}. {labels.nobody(fact.empty)}" if fact.empty else said


def _settled_by_talking(fact: facts.SettledByTalking, event: Event, policy: Policy) -> str:
    if fact.good_practice:
        return _("Good practice was recorded: %(topic)s") % {"topic": labels.topic(fact.topic)}
    return _("A disagreement that was settled by talking was recorded: %(topic)s") % {"topic": labels.topic(fact.topic)}


def _perspective(fact: facts.PerspectiveGiven, event: Event, policy: Policy) -> str:
    return _("%(side)s gave its perspective and rated how safe the child is: %(rating)s out of 10") % {
        "side": side(event),
        "rating": fact.rating,
    }


_STANCES = {
    Stance.AGREE: gettext_lazy("%(side)s replied: it agrees"),
    Stance.PARTLY: gettext_lazy("%(side)s replied: it partly agrees"),
    Stance.DISAGREE: gettext_lazy("%(side)s replied: it disagrees"),
}


def _replied(fact: facts.Replied, event: Event, policy: Policy) -> str:
    said = str(_STANCES[fact.stance]) % {"side": side(event)}
    if not fact.ready:
        return said
    return _("%(said)s. It says that this was done first: %(ready)s") % {"said": said, "ready": " ".join(fact.ready)}


_SAFETY = {
    SafetyStance.PROPOSED: gettext_lazy("%(side)s proposed how the child is kept safe meanwhile"),
    SafetyStance.CONFIRMED: gettext_lazy("%(side)s confirmed how the child is kept safe meanwhile"),
    SafetyStance.DISPUTED: gettext_lazy("%(side)s disputed how the child is kept safe meanwhile"),
}

_BETTER = {
    Better.YES: gettext_lazy("%(side)s said that it is better for the child"),
    Better.PARTLY: gettext_lazy("%(side)s said that it is partly better for the child"),
    Better.NO: gettext_lazy("%(side)s said that it is not better for the child"),
    Better.TOO_SOON: gettext_lazy("%(side)s said that it is too soon to say if it is better for the child"),
}


def _talk(fact: facts.TalkLogged, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "kind": labels.phrase(fact.kind), "when": when.said(fact.held)}
    return _("%(side)s logged a talk (%(kind)s) held at %(when)s") % told


def _lapsed(fact: facts.ClockLapsed, event: Event, policy: Policy) -> str:
    told = {"what": duties.named(fact.kind), "step": policy.label(fact.next_step) if fact.next_step else ""}
    if fact.next_step:
        return _("The time ran out to %(what)s. It can now go to %(step)s") % told
    return _("The time ran out to %(what)s") % told


def _step(fact: facts.StepTaken, event: Event, policy: Policy) -> str:
    told = {
        "origin": policy.label(fact.origin),
        "step": policy.label(fact.step),
        "why": labels.phrase(fact.why),
    }
    said = _("It went from %(origin)s to %(step)s, because %(why)s") % told
    if fact.origin == fact.step:
        said = _("It went to the other agency, at %(step)s") % told
    after = [str(_AGREED[fact.agreed])] if fact.agreed else []
    if fact.skipped:
        skipped = ", ".join(policy.label(key) for key in fact.skipped)
        after.append(_("Skipped, as nobody is there: %(steps)s") % {"steps": skipped})
    if fact.withheld:
        told = {"posts": ", ".join(fact.withheld)}
        after.append(_("Not on the named list, so whoever answered before still does: %(posts)s") % told)
    if fact.empty:
        after.append(labels.nobody(fact.empty))
    if fact.step == policy.formal_from and fact.origin != fact.step:
        after.append(_("From here on the procedure is formal"))
    return ". ".join([said, *after])


_AGREED = {
    Agreed.YES: gettext_lazy("This was agreed first, as the policy asks"),
    Agreed.WITHOUT: gettext_lazy("The agreement that the policy asks for first had not been given"),
}


def _gate_asked(fact: facts.GateAsked, event: Event, policy: Policy) -> str:
    told = {"post": fact.gate.party.title, "step": policy.label(fact.gate.step)}
    return _("The raising side's own %(post)s was asked to agree that it goes to %(step)s") % told


def _gate_refused(fact: facts.GateRefused, event: Event, policy: Policy) -> str:
    step = policy.label(fact.step)
    return _("It was not agreed within the raising side that it goes to %(step)s. It stays open") % {"step": step}


def _point(fact: facts.PointPlaced, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "point": fact.point, "status": labels.phrase(fact.status)}
    return _("%(side)s put point %(point)s under %(status)s") % told


def _joined(fact: facts.JoinedIn, event: Event, policy: Policy) -> str:
    if fact.own_rule:
        return entries_apart.advice(fact, side(event))
    return _("%(side)s asked somebody in: %(title)s") % {"side": side(event), "title": fact.party.title}


def _handed(fact: facts.HandedOver, event: Event, policy: Policy) -> str:
    return _("%(side)s handed a part over to: %(title)s") % {"side": side(event), "title": fact.party.title}


def _decision(fact: facts.DecisionMade, event: Event, policy: Policy) -> str:
    told = {"ruling": labels.phrase(fact.ruling)}
    if fact.recommends:
        return _("A recommendation was made: %(ruling)s. It stands when both sides accept it") % told
    if fact.asked:
        return _("A decision was put forward: %(ruling)s. Those who decide together vote on it") % told
    if fact.second is not None:
        return _("A decision was made: %(ruling)s. It stands when a second decider agrees") % told
    return _("A decision was made: %(ruling)s") % told


def _proposed(fact: facts.OutcomeProposed, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "outcome": labels.phrase(fact.outcome)}
    return _("%(side)s proposed an outcome: %(outcome)s") % told


def _replanned(fact: facts.ActionReplanned, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "day": when.day(fact.due)}
    return _("%(side)s gave an agreed action a new day: %(day)s") % told


def _thanked(fact: facts.Thanked, event: Event, policy: Policy) -> str:
    if fact.kind is ThanksKind.YOU_WERE_RIGHT:
        return _("%(side)s said: you were right") % {"side": side(event)}
    return _("%(side)s said thank you") % {"side": side(event)}


def _paused(fact: facts.Paused, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "when": when.said(fact.until)}
    return _("%(side)s let the times of this step stand still until %(when)s") % told


def _resumed(fact: facts.Resumed, event: Event, policy: Policy) -> str:
    if event.by is None:
        return _("The pause ended, and the times run again")
    return _("%(side)s let the times run again") % {"side": side(event)}


def _shortened(fact: facts.TimeShortened, event: Event, policy: Policy) -> str:
    return _("%(side)s made the time to %(what)s end sooner: by %(until)s, not by %(before)s") % _ends(fact, event)


def _extension_asked(fact: facts.ExtensionAsked, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "what": duties.named(fact.kind), "more": span_words(Span(fact.more, fact.unit))}
    return _("%(side)s asked for %(more)s more to %(what)s") % told


def _extension_agreed(fact: facts.ExtensionAgreed, event: Event, policy: Policy) -> str:
    return _("%(side)s agreed to more time to %(what)s: by %(until)s, not by %(before)s") % _ends(fact, event)


def _extension_declined(fact: facts.ExtensionDeclined, event: Event, policy: Policy) -> str:
    told = {"side": side(event), "what": duties.named(fact.kind)}
    return _("%(side)s did not agree to more time to %(what)s. The time stands as it was") % told


def _ends(fact: facts.TimeShortened | facts.ExtensionAgreed, event: Event) -> dict[str, str]:
    ends = {"until": when.said(fact.until), "before": when.said(fact.before)}
    return {"side": side(event), "what": duties.named(fact.kind), **ends}


def _reminded(fact: facts.Reminded, event: Event, policy: Policy) -> str:
    return _("The clock reminded its owner of what is due: to %(what)s") % {"what": duties.named(fact.kind)}


def _policy_moved(fact: facts.PolicyMoved, event: Event, policy: Policy) -> str:
    told = {"step": policy.label(fact.step)}
    return _("The business unit moved it to another version of the policy, at %(step)s") % told


def _reopened(fact: facts.Reopened, event: Event, policy: Policy) -> str:
    return _("%(side)s opened it again at %(step)s") % {"side": side(event), "step": policy.label(fact.step)}


def _urgent(fact: facts.MarkedUrgent, event: Event, policy: Policy) -> str:
    if fact.needed_by is None:
        return _("%(side)s marked it as urgent") % {"side": side(event)}
    told = {"side": side(event), "day": when.day(fact.needed_by)}
    return _("%(side)s marked it as urgent: the child needs it by %(day)s") % told


def _plain(sentence: Any) -> Callable[[Any, Event, Policy], str]:
    return lambda fact, event, policy: str(sentence) % {"side": side(event)}


_SENTENCES: dict[type[facts.Fact], Callable[[Any, Event, Policy], str]] = {
    facts.Raised: _raised,
    facts.SettledByTalking: _settled_by_talking,
    facts.Acknowledged: _plain(gettext_lazy("%(side)s acknowledged the challenge")),
    facts.PerspectiveGiven: _perspective,
    facts.Replied: _replied,
    facts.PointPlaced: _point,
    facts.EvidenceAdded: along.by_one_along(
        gettext_lazy("Somebody who is worried too added evidence"), _plain(gettext_lazy("%(side)s added evidence"))
    ),
    facts.NoteWritten: _plain(gettext_lazy("%(side)s wrote a private note")),
    facts.Thanked: _thanked,
    facts.TalkLogged: _talk,
    facts.SafetyPlanned: lambda fact, event, policy: str(_SAFETY[fact.stance]) % {"side": side(event)},
    facts.DangerTold: along.by_one_along(
        gettext_lazy("Somebody who is worried too acted on immediate danger, outside this procedure"),
        _plain(gettext_lazy("%(side)s acted on immediate danger, outside this procedure")),
    ),
    facts.MarkedUrgent: _urgent,
    facts.ClockLapsed: _lapsed,
    facts.StepTaken: _step,
    facts.GateAsked: _gate_asked,
    facts.GateRefused: _gate_refused,
    facts.JoinedIn: _joined,
    facts.HandedOver: _handed,
    facts.DecisionMade: _decision,
    facts.DecisionSeconded: lambda fact, event, policy: (
        _("The recommendation is made. Both sides are asked if they accept it")
        if fact.confirm
        else _("The decision was agreed. It now stands")
    ),
    facts.DecisionReturned: _plain(gettext_lazy("The decision was not agreed. It does not stand")),
    facts.ToldOutside: lambda fact, event, policy: (
        _("%(side)s recorded that this was told: %(who)s") % {"side": side(event), "who": fact.who}
    ),
    facts.FormAsked: lambda fact, event, policy: _("A form is asked for: %(name)s") % {"name": fact.name},
    facts.FormFilled: lambda fact, event, policy: (
        _("%(side)s filled in a form: %(name)s") % {"side": side(event), "name": fact.name}
    ),
    facts.ReferredOutside: lambda fact, event, policy: (
        _("%(side)s also took it to another place: %(place)s") % {"side": side(event), "place": fact.place}
    ),
    facts.DecisionVoted: lambda fact, event, policy: (
        (_("%(post)s agreed to the decision") if fact.agree else _("%(post)s did not agree to the decision"))
        % {"post": event.title or side(event)}
    ),
    facts.RecommendationAccepted: _plain(gettext_lazy("%(side)s accepted what was recommended")),
    facts.RecommendationDeclined: _plain(gettext_lazy("%(side)s did not accept what was recommended. It stays open")),
    facts.OutcomeProposed: _proposed,
    facts.OutcomeConfirmed: _plain(gettext_lazy("%(side)s confirmed the proposed outcome. It now stands")),
    facts.OutcomeDeclined: _plain(gettext_lazy("%(side)s did not agree the proposed outcome")),
    facts.ActionDone: _plain(gettext_lazy("%(side)s said that an agreed action is done")),
    facts.ActionReplanned: _replanned,
    facts.CheckBackAsked: lambda fact, event, policy: (
        _("The raising side was asked if it is better for the child")
        if len(fact.duties) == 1
        else _("Both sides were asked, apart, if it is better for the child")
    ),
    facts.CheckBackAnswered: lambda fact, event, policy: str(_BETTER[fact.better]) % {"side": side(event)},
    facts.Withdrawn: _plain(gettext_lazy("%(side)s withdrew the challenge")),
    facts.Reopened: _reopened,
    facts.Corrected: lambda fact, event, policy: (
        _("%(side)s corrected entry %(entry)s") % {"side": side(event), "entry": fact.entry}
    ),
    facts.Paused: _paused,
    facts.Resumed: _resumed,
    facts.Reminded: _reminded,
    facts.TimeShortened: _shortened,
    facts.ExtensionAsked: _extension_asked,
    facts.ExtensionAgreed: _extension_agreed,
    facts.ExtensionDeclined: _extension_declined,
    facts.OtherSideWarned: _plain(
        gettext_lazy("%(side)s warned the other side that it means to take this to the next step")
    ),
    facts.PolicyMoved: _policy_moved,
    facts.ReHomed: lambda fact, event, policy: entries_people.re_homed(fact),
    facts.AgencyMerged: lambda fact, event, policy: entries_people.merged(fact),
    facts.HoursChanged: lambda fact, event, policy: opening_hours.changed(fact),
    **along.SENTENCES,
    **entries_apart.SENTENCES,
    **need.SENTENCES,
}

_SEALED: dict[type[facts.Fact], Callable[[Event], str]] = {
    facts.PerspectiveGiven: lambda event: _("%(side)s gave its perspective") % {"side": side(event)},
    facts.CheckBackAnswered: lambda event: _("%(side)s answered the check-back") % {"side": side(event)},
    facts.WorriedToo: lambda event: _("Somebody who is worried too said how they see it"),
}


def outcome(code: str) -> str:
    """An outcome as a heading shows it: "Resolved by clarification"; empty where there is none."""
    return labels.code(Outcome(code)) if code else ""
