"""Those who are worried too, for whom it was raised, and that it was put to another agency as well, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, Shown
from forthright.core.challenge.facts import Event
from forthright.core.policy.shapes import Policy
from forthright.record.queries import Matter
from forthright.web.presenters import hearing


def _worried(fact: facts.WorriedToo, event: Event, policy: Policy) -> str:
    told = {"post": event.title or _("Somebody"), "rating": fact.rating}
    if fact.rating is None:
        return _("%(post)s said why they are worried too") % told
    return _("%(post)s said why they are worried too, and how safe the child is: %(rating)s out of 10") % told


def _raised_for(fact: facts.RaisedFor, event: Event, policy: Policy) -> str:
    told = {"post": fact.party.title}
    if fact.shown is Shown.TO_OWN_SIDE:
        return _("It was raised for somebody else of the raising agency, %(post)s. Only the raising side knows") % told
    if fact.shown is Shown.TAKES_PART:
        return _("It was raised for somebody else of the raising agency, who takes part: %(post)s") % told
    return _("It was raised for somebody else of the raising agency: %(post)s") % told


Sentence = Callable[[Any, Event, Policy], str]


def by_one_along(theirs: Any, usual: Sentence) -> Sentence:
    """The sentence of an entry that somebody beside the raising side can make too: it is not that side's then."""
    return lambda fact, event, policy: str(theirs) if fact.along else usual(fact, event, policy)


def beside(event: Event) -> bool:
    """Whether an entry was made by somebody beside the raising side, who does not speak for it."""
    return isinstance(event.fact, facts.WorriedToo | facts.LeftAlong) or bool(getattr(event.fact, "along", False))


def worried(matter: Matter) -> list[dict[str, Any]]:
    """Everybody who was asked along and is still there or said something: name, post, agency and what they said, or
    that it is not open yet. Kindly, and without a count."""
    parties = [one for one in matter.state.parties.values() if one.capacity is Capacity.WORRIED_TOO]
    said: dict[int, list[dict[str, Any]]] = {}
    for one in hearing.visible(matter, facts.WorriedToo):
        said.setdefault(one.entry.event.by or 0, []).append(hearing.shown(matter, one))
    here = [
        {
            "who": ", ".join(part for part in (matter.names.get(party.person, ""), party.title) if part),
            "agency": matter.agencies.get(party.agency, ""),
            "said": said.pop(party.person, []),
        }
        for party in parties
    ]
    left = [
        {"who": _("Somebody who was here before, or their deputy"), "agency": "", "said": gone}
        for gone in said.values()
    ]
    return here + left


SENTENCES: dict[type[facts.Fact], Sentence] = {
    facts.RaisedFor: _raised_for,
    facts.AlsoRaised: lambda fact, event, policy: _("The raising side put the same matter to another agency"),
    facts.AskedAlong: lambda fact, event, policy: (
        _("The raising side asked somebody along who may be worried too: %(title)s") % {"title": fact.party.title}
    ),
    facts.WorriedToo: _worried,
    facts.LeftAlong: lambda fact, event, policy: (
        _("Somebody who was asked along left: %(post)s") % {"post": event.title or _("Somebody")}
    ),
}
"""A sentence for each of these event types. `entries` takes them in beside its own."""
