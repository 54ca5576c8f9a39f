"""What the two sides have said: what was asked, perspectives, replies, points, evidence, notes, thanks and talks."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.codes import PointStatus, SafetyStance, Side
from forthright.core.challenge.sees import Entry, Sight, entry_kind
from forthright.record.queries import Matter, Seen
from forthright.web.presenters import entries, labels, when

F = TypeVar("F", bound=facts.Fact)


def visible(matter: Matter, *kinds: type[facts.Fact], side: Side | None = None) -> list[Seen]:
    """The entries of these kinds that this person may see, oldest first; of one side if given."""
    return [
        one
        for one in matter.entries
        if isinstance(one.entry.event.fact, kinds) and (side is None or one.entry.event.side is side)
    ]


def _fact(seen: Seen, kind: type[F]) -> F:
    """The fact of an entry that is known to be of this kind."""
    fact = seen.entry.event.fact
    assert isinstance(fact, kind)
    return fact


def by_phone(seen: Seen) -> str:
    """Who took it down by telephone and when it was said, "" for what people wrote themselves. Who does not read words
    reads the post alone."""
    phone = seen.entry.event.fact.phone
    if phone is None:
        return ""
    name = str(seen.words.get("taken_by") or "")
    who = f"{name} ({phone.title})" if name else phone.title
    return _("taken by phone by %(who)s, %(when)s") % {"who": who, "when": when.said(phone.held)}


def signed(seen: Seen) -> str:
    """Who wrote an entry and when, as they were."""
    event = seen.entry.event
    name = str(seen.words.get("by") or "")
    who = ", ".join(part for part in (name, event.title, by_phone(seen)) if part) or entries.side(event)
    return _("%(who)s, %(when)s") % {"who": who, "when": when.said(event.at)}


def asked(matter: Matter) -> dict[str, Any]:
    """What was asked when it was raised: the words under their labels, and who wrote them."""
    first = matter.entries[0]
    return {
        "rows": entries.words(first.entry.event) if first.sight is Sight.WORDS else [],
        "erased": first.entry.erased,
        "signed": signed(first),
    }


def safety(matter: Matter) -> dict[str, Any]:
    """How the child is kept safe meanwhile: the plan, how it stands, and what was said to it."""
    state = matter.state
    said = visible(matter, facts.SafetyPlanned)
    proposed = [one for one in said if _fact(one, facts.SafetyPlanned).stance is SafetyStance.PROPOSED]
    plan = str(proposed[-1].words.get("plan", "")) if proposed else ""
    last = said[-1] if said else None
    answered = last is not None and last not in proposed
    return {
        "plan": plan or str(matter.entries[0].words.get("interim_safety") or ""),
        "standing": _safety_standing(matter, last),
        "words": str(last.words.get("plan", "")) if last and answered else "",
        "signed": signed(last) if last and answered else "",
        "again": bool(state.safety and state.safety_asked),
        "step": matter.policy.label(state.step) if state.step else "",
    }


def _safety_standing(matter: Matter, last: Seen | None) -> str:
    state = matter.state
    if state.safety is None:
        return _("No side has put a plan to the other side to confirm yet.")
    by = last.entry.event.side if last and state.safety is SafetyStance.DISPUTED else state.safety_by
    told = {"side": str(entries.SIDES[by]) if by else "", "other": str(entries.SIDES[by.other]) if by else ""}
    if state.safety is SafetyStance.CONFIRMED:
        return _("Confirmed by both sides.")
    if state.safety is SafetyStance.DISPUTED:
        return _("%(side)s disputes this plan.") % told
    return _("%(side)s proposed this plan. %(other)s has not answered yet.") % told


def perspectives(matter: Matter) -> list[dict[str, Any]]:
    """Both perspectives in equal space, each given, sealed or missing."""
    return [{**_side(matter, side), **_perspective(matter, side)} for side in Side]


def _side(matter: Matter, side: Side) -> dict[str, Any]:
    return {
        "code": side.value,
        "title": labels.side(side),
        "agency": matter.agencies.get(matter.state.agencies.get(side, 0), ""),
        "mine": matter.side is side,
    }


def _perspective(matter: Matter, side: Side) -> dict[str, Any]:
    given = visible(matter, facts.PerspectiveGiven, side=side)
    if not given:
        return {"standing": "missing"}
    last = given[-1]
    if last.sight is Sight.SEALED:
        return {"standing": "sealed"}
    ratings = [_fact(one, facts.PerspectiveGiven).rating for one in given]
    kind = entry_kind(last.entry.event, matter.state, matter.side)
    return {
        "standing": "given",
        "only_mine": kind is Entry.OWN_SEALED,
        "rating": ratings[-1],
        "before": ", ".join(str(one) for one in ratings[:-1]),
        "view": str(last.words.get("view", "")),
        "change_mind": str(last.words.get("change_mind", "")),
        "erased": last.entry.erased,
        "signed": signed(last),
    }


def replies(matter: Matter) -> list[dict[str, Any]]:
    """The latest answer of each side, the responding side's first: it answers what was asked."""
    return [
        {**_side(matter, side), **_reply(matter, side)}
        for side in (Side.RESPONDING, Side.RAISING)
        if side is Side.RESPONDING or visible(matter, facts.Replied, side=side)
    ]


def _reply(matter: Matter, side: Side) -> dict[str, Any]:
    given = visible(matter, facts.Replied, side=side)
    if not given:
        return {"given": False}
    last = given[-1]
    fact = _fact(last, facts.Replied)
    return {
        "given": True,
        "stance": labels.code(fact.stance),
        "ready": fact.ready,
        "reasons": str(last.words.get("reasons", "")),
        "change_mind": str(last.words.get("change_mind", "")),
        "earlier": side not in matter.state.stances,
        "erased": last.entry.erased,
        "signed": signed(last),
    }


def points(matter: Matter) -> list[dict[str, Any]]:
    """The points under agreed, disputed and unknown, each with where it can move."""
    texts = point_texts(matter)
    return [
        {
            "title": labels.code(status),
            "points": [
                {
                    "number": number,
                    "text": texts.get(number, ""),
                    "moves": [
                        {"value": other.value, "label": labels.code(other).lower()}
                        for other in PointStatus
                        if other != status
                    ],
                }
                for number, stands in matter.state.points.items()
                if stands is status
            ],
        }
        for status in PointStatus
    ]


def point_texts(matter: Matter) -> dict[int, str]:
    """The words of each point, by its number."""
    texts: dict[int, str] = {}
    for one in visible(matter, facts.PointPlaced):
        if one.words.get("point"):
            texts[_fact(one, facts.PointPlaced).point] = str(one.words["point"])
    return texts


def said(matter: Matter, *kinds: type[facts.Fact]) -> list[dict[str, Any]]:
    """Entries of these kinds one after the other: what happened, the words, and who wrote them."""
    return [shown(matter, one) for one in visible(matter, *kinds)]


def shown(matter: Matter, one: Seen) -> dict[str, Any]:
    """One entry: its headline, its words under labels, its number, and who wrote it."""
    return {
        "number": one.entry.version,
        "headline": entries.headline(one.entry.event, matter.policy, sealed=one.sight is Sight.SEALED),
        "rows": entries.words(one.entry.event) if one.sight is Sight.WORDS else [],
        "sealed": one.sight is Sight.SEALED,
        "erased": one.entry.erased,
        "signed": signed(one),
    }


def notes(matter: Matter) -> list[dict[str, Any]]:
    """The private notes of one's own side; the gate has left out the other side's."""
    return said(matter, facts.NoteWritten)


def within(matter: Matter) -> list[dict[str, Any]]:
    """What this person's side said within itself; the gate has left out the other side's."""
    inside = (one for one in matter.entries if one.entry.event.fact.inside)
    return [shown(matter, one) for one in inside if not isinstance(one.entry.event.fact, facts.RaisedFor)]


def own_perspective_missing(matter: Matter) -> bool:
    """Whether this person's side has yet to give its perspective; nothing is missing before the other side is in."""
    return not matter.state.quiet and matter.side is not None and matter.side not in matter.state.ratings
