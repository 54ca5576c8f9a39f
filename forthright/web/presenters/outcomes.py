"""How a challenge ends, for people: what is proposed, what was decided, what stands, and the check-back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Outcome, Side
from forthright.core.challenge.panel import voters_of
from forthright.core.challenge.sees import Sight
from forthright.core.policy.shapes import Vote
from forthright.record.queries import Matter, Seen, last_entry
from forthright.web.presenters import entries, hearing, labels, when


def proposal(matter: Matter) -> dict[str, Any] | None:
    """The outcome that waits for the other side's answer."""
    seen = last_entry(matter, facts.OutcomeProposed) if matter.state.proposal and not matter.state.outcome else None
    if seen is None or matter.state.proposal is None or matter.state.proposed_by is None:
        return None
    return {
        **hearing.shown(matter, seen),
        "outcome": labels.code(matter.state.proposal.outcome),
        "side": str(entries.SIDES[matter.state.proposed_by]),
        "stands": _needs(matter),
        "check_back": when.day(matter.state.proposal.check_back),
    }


def _needs(matter: Matter) -> str:
    """Who proposed it, and whose yes makes it stand."""
    state = matter.state
    if state.quiet:
        asked = next((duty.owner for duty in state.duties.values() if duty.kind is DutyKind.CONFIRM), 0)
        party = state.parties.get(asked)
        who = matter.names.get(asked) or (party.title if party else "")
        return _("This was proposed within your own agency. It stands when %(who)s confirms it.") % {"who": who}
    if state.proposed_by is matter.side:
        return _("Your side proposed this. It stands when the other side confirms it.")
    side = str(entries.SIDES[state.proposed_by]) if state.proposed_by else ""
    return _("%(side)s proposed this. It stands when the other side confirms it.") % {"side": side}


def decision(matter: Matter) -> dict[str, Any] | None:
    """The decision, whether it stands or waits for a second decider."""
    seen = last_entry(matter, facts.DecisionMade) if matter.state.decision else None
    if seen is None or matter.state.decision is None:
        return None
    return {
        **hearing.shown(matter, seen),
        "ruling": labels.code(matter.state.decision.ruling),
        "waits": _waits(matter) if matter.state.outcome is None else "",
        "recommends": matter.state.decision.recommends,
        "votes": _votes(matter, seen),
        "check_back": when.day(matter.state.decision.check_back),
    }


def _waits(matter: Matter) -> str:
    """What a decision still needs before it stands."""
    state = matter.state
    if state.recommended:
        return _("It stands only when both sides accept it.")
    if state.decision is None or not state.decision.asked:
        return _("It does not stand yet: a decider from another agency must agree.")
    voters, panel = voters_of(state), matter.policy.step(state.step).panel
    counts = {"agree": sum(state.votes.values()), "all": len(voters), "in": len(state.votes)}
    said = _("It does not stand yet: %(in)s of %(all)s have answered, and %(agree)s agree.") % counts
    rules = [RULES[panel.vote]] if panel.vote else []
    quorum = [_("At least %(number)s must take part.") % {"number": panel.quorum}] if panel.quorum else []
    return " ".join([said, *(str(rule) for rule in rules), *quorum])


RULES = {
    Vote.MAJORITY: gettext_lazy("It needs more than half of all of them."),
    Vote.UNANIMOUS: gettext_lazy("It needs all of them."),
    Vote.CHAIR: gettext_lazy("The chair decides after hearing all of them."),
}


def _votes(matter: Matter, decision: Seen) -> list[dict[str, str]]:
    """Each vote on this decision with what was said, dissent with its reasons among them."""
    return [
        {
            "headline": entries.headline(one.entry.event, matter.policy),
            "words": str(one.words.get("reason") or one.words.get("note") or ""),
        }
        for one in hearing.visible(matter, facts.DecisionVoted)
        if one.entry.version > decision.entry.version
    ]


def standing(matter: Matter) -> dict[str, Any] | None:
    """The outcome that stands, with the words that came with it."""
    if matter.state.outcome is None:
        return None
    seen = ending(matter, matter.state.outcome)
    return {
        "outcome": labels.code(matter.state.outcome),
        "entry": hearing.shown(matter, seen) if seen and not matter.state.decision else None,
    }


_ENDINGS: dict[Outcome, type[facts.Fact]] = {
    Outcome.DECISION: facts.DecisionMade,
    Outcome.WITHDRAWN: facts.Withdrawn,
}


def ending(matter: Matter, outcome: Outcome) -> Seen | None:
    """The entry that brought this outcome and holds its words: a decision, a withdrawal, else what was proposed."""
    found = facts.DecisionMade if matter.state.decision else facts.OutcomeProposed
    return last_entry(matter, _ENDINGS.get(outcome, found))


def check_back(matter: Matter) -> dict[str, Any] | None:
    """When both sides are asked if it is better for the child, and what each has said, apart until both have."""
    state = matter.state
    if state.check_back is None:
        return None
    return {
        "asked": state.check_back_asked,
        "day": when.day(state.check_back),
        "sides": [_answer(matter, side) for side in state.sides] if state.check_back_asked else [],
    }


def _answer(matter: Matter, side: Side) -> dict[str, Any]:
    seen = last_entry(matter, facts.CheckBackAnswered, side) if side in matter.state.better else None
    told: dict[str, Any] = {"code": side.value, "title": labels.side(side), "mine": matter.side is side}
    if seen is None:
        return {**told, "said": _("Not answered yet.")}
    if seen.sight is Sight.SEALED:
        return {**told, "said": _("Answered. It opens when both are in.")}
    fact = seen.entry.event.fact
    assert isinstance(fact, facts.CheckBackAnswered)
    return {**told, "better": labels.code(fact.better), "different": str(seen.words.get("different", ""))}
