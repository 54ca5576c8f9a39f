"""What somebody is expected to do, as a sentence for them and for whoever waits."""

from __future__ import annotations

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.codes import DutyKind
from forthright.core.challenge.facts import Duty
from forthright.web.presenters import labels

MINE = {
    DutyKind.ACKNOWLEDGE: _("Acknowledge it"),
    DutyKind.REPLY: _("Reply"),
    DutyKind.MEET: _("Meet or speak, and log it"),
    DutyKind.PLAN: _("Agree a plan together"),
    DutyKind.SETTLE: _("Settle it together, or take it to the next step"),
    DutyKind.CONSIDER: _("Decide whether to take it to the next step"),
    DutyKind.DECIDE: _("Decide, with reasons"),
    DutyKind.SECOND: _("Agree the decision, or send it back"),
    DutyKind.CONFIRM: _("Answer the proposed outcome"),
    DutyKind.ACTION: _("Do an agreed action"),
    DutyKind.CHECK_BACK: _("Say if it is better for the child"),
    DutyKind.CAP: _("Settle it within the whole time that the policy gives"),
    DutyKind.REVIEW: _("Agree that it goes on, or say why not"),
    DutyKind.FORM: _("Fill in a form that the policy asks for"),
    DutyKind.EXTENSION: _("Say if the other side has more time"),
}

THEIRS = {
    DutyKind.ACKNOWLEDGE: _("Waiting for them to acknowledge it"),
    DutyKind.REPLY: _("Waiting for their reply"),
    DutyKind.MEET: _("Waiting for a meeting or a call"),
    DutyKind.PLAN: _("Waiting for a plan that both sides agree"),
    DutyKind.SETTLE: _("Waiting for both sides to settle it"),
    DutyKind.CONSIDER: _("Waiting to hear if it goes to the next step"),
    DutyKind.DECIDE: _("Waiting for a decision"),
    DutyKind.SECOND: _("Waiting for the decision to be agreed"),
    DutyKind.CONFIRM: _("Waiting for an answer to the proposed outcome"),
    DutyKind.ACTION: _("Waiting for an agreed action to be done"),
    DutyKind.CHECK_BACK: _("Waiting to hear if it is better for the child"),
    DutyKind.CAP: _("Waiting for both sides to keep to the whole time that the policy gives"),
    DutyKind.REVIEW: _("Waiting for their own manager to agree that it goes on"),
    DutyKind.FORM: _("Waiting for a form that the policy asks for"),
    DutyKind.EXTENSION: _("Waiting to hear if there is more time"),
}

NAMED = {
    DutyKind.ACKNOWLEDGE: _("acknowledge"),
    DutyKind.REPLY: _("reply"),
    DutyKind.MEET: _("meet"),
    DutyKind.PLAN: _("agree a plan"),
    DutyKind.SETTLE: _("settle"),
    DutyKind.CONSIDER: _("consider the next step"),
    DutyKind.DECIDE: _("decide"),
    DutyKind.SECOND: _("agree the decision"),
    DutyKind.CONFIRM: _("answer the proposed outcome"),
    DutyKind.ACTION: _("do an agreed action"),
    DutyKind.CHECK_BACK: _("say if it is better for the child"),
    DutyKind.CAP: _("keep to the whole time"),
    DutyKind.REVIEW: _("agree that it goes on"),
    DutyKind.FORM: _("fill in a form that the policy asks for"),
    DutyKind.EXTENSION: _("say if there is more time"),
}

NOTHING = _("Nothing is waiting")


def expected(kind: str, mine: bool) -> str:
    """What is expected, for the one who must act ("Reply") or for everybody else ("Waiting for their reply").

    An empty kind means that nothing is awaited.
    """
    if not kind:
        return str(NOTHING)
    return str((MINE if mine else THEIRS)[DutyKind(kind)])


def of_a_side(duty: Duty) -> str:
    """What is expected and of which side: "Reply (responding side)"."""
    whose = labels.side_phrase(duty.side) if duty.side else _gettext("the partnership")
    return _gettext("%(what)s (%(side)s)") % {"what": expected(duty.kind, True), "side": whose}


def named(kind: str) -> str:
    """A duty after "to", within a sentence: "The time ran out to reply"."""
    return str(NAMED[DutyKind(kind)])


def waits(events: str) -> str:
    """The event that starts a clock, within a sentence: "the reply or the meeting"; "" for none."""
    return _gettext(" or ").join(_gettext(event) for event in events.split(" or ")) if events else ""
