"""The entries of those who must not take part, and of advice, as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Conflict, TookOver
from forthright.core.challenge.facts import Event
from forthright.core.policy.shapes import Policy

_WHO = {
    TookOver.OWNER: gettext_lazy("No post was found to take over. Somebody else of that side keeps it: %(post)s"),
    TookOver.KEEPER: gettext_lazy(
        "No post was found to take over. The business unit keeps the place until somebody is named"
    ),
    TookOver.STAYS: gettext_lazy("No post was found to take over. It stays with whoever they stood in for"),
    TookOver.NOBODY: gettext_lazy("Nothing waited on them"),
}
_WHY = {
    Conflict.FAMILY: gettext_lazy("their own family or a friend"),
    Conflict.DECISION: gettext_lazy("they made the decision in question"),
    Conflict.CONDUCT: gettext_lazy("their own conduct is in question"),
    Conflict.OTHER: gettext_lazy("another reason"),
}


def _declared(fact: facts.ConflictDeclared, event: Event, policy: Policy) -> str:
    who = _WHO.get(fact.how, gettext_lazy("It went to: %(post)s"))
    told = {"post": event.title, "who": str(who) % {"post": fact.party.title if fact.party else ""}}
    said = _("Must not take part, because of a conflict of interest: %(post)s. %(who)s") % told
    return _("%(said)s. What they had decided or voted on is decided anew") % {"said": said} if fact.anew else said


def _explained(fact: facts.ConflictExplained, event: Event, policy: Policy) -> str:
    told = {"post": event.title, "why": _WHY[fact.code]}
    return _("Why they must not take part: %(why)s (%(post)s)") % told


def _passed_over(fact: facts.PassedOver, event: Event, policy: Policy) -> str:
    told = {"post": fact.party.title, "why": _WHY[fact.code]}
    return _("Passed over, because of a conflict of interest: %(post)s. Why: %(why)s") % told


def _taken_back(fact: facts.ConflictTakenBack, event: Event, policy: Policy) -> str:
    said = _(
        "%(post)s was mistaken that they must not take part. They can be asked in again; nothing came back to them"
    )
    return said % {"post": fact.title}


def _why_taken_back(fact: facts.TakingBackExplained, event: Event, policy: Policy) -> str:
    said = _("That %(post)s must not take part was a mistake and is taken back. They can be asked in again")
    return said % {"post": fact.title}


def _released(fact: facts.AdviserReleased, event: Event, policy: Policy) -> str:
    return _("The advice of %(post)s has been had. They take no part any more") % {"post": fact.title}


def advice(fact: facts.JoinedIn, who: str) -> str:
    """Somebody whom a side asked for advice by our own rule."""
    told = {"side": who, "title": fact.party.title}
    said = _("%(side)s asked for advice: %(title)s. They act on nothing") % told
    return _("%(said)s. The policy says nothing of this: it is a rule of Forthright") % {"said": said}


SENTENCES: dict[type[facts.Fact], Callable[[Any, Event, Policy], str]] = {
    facts.ConflictDeclared: _declared,
    facts.ConflictExplained: _explained,
    facts.PassedOver: _passed_over,
    facts.ConflictTakenBack: _taken_back,
    facts.TakingBackExplained: _why_taken_back,
    facts.AdviserReleased: _released,
}
