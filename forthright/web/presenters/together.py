"""One matter with several agencies in sentences: where each stands, and both perspectives of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase, Side
from forthright.record.queries import Matter, last_entry
from forthright.web.presenters import duties, hearing, labels, record, when


def agency(matter: Matter) -> str:
    """The agency that answers in this challenge."""
    return matter.agencies.get(matter.state.agencies[Side.RESPONDING], "")


def standing(matter: Matter, now: datetime) -> dict[str, Any]:
    """Where it stands with one agency: whether it has acknowledged and answered, whether the perspectives are open, and
    what is awaited of whom by when. Facts only."""
    state = matter.state
    turn = state.turn
    owner = state.parties.get(turn.owner) if turn else None
    return {
        "agency": agency(matter),
        "reference": matter.reference,
        "stands": record.standing(matter),
        "said": _said(matter),
        "outcome": labels.code(state.outcome) if state.outcome else "",
        "awaited": duties.expected(turn.kind, False) if turn else "",
        "post": owner.title if owner else "",
        "due": when.due_words(turn.due, turn.said, now) if turn else "",
        "late": bool(turn) and when.overdue(turn.due if turn else None, now),
        "dated": turn is not None and turn.due is not None,
    }


def _said(matter: Matter) -> list[str]:
    """What the agency has said so far, as facts."""
    state = matter.state
    if state.quiet:
        return [_("Not told yet. It is first talked about within our own agency.")]
    acknowledged = last_entry(matter, facts.Acknowledged, Side.RESPONDING)
    stance = state.stances.get(Side.RESPONDING)
    found = [_("Acknowledged")] if acknowledged else [] if stance else [_("Has not acknowledged it")]
    if stance:
        found.append(_("Answered: %(stance)s") % {"stance": labels.phrase(stance)})
    elif state.phase is Phase.OPEN:
        found.append(_("Has not answered"))
    if state.opened:
        found.append(_("Both perspectives are open"))
    elif Side.RESPONDING in state.ratings:
        found.append(_("Has given its perspective. It opens when ours is in"))
    return found


def not_shown(matter: Matter, every: Sequence[Matter]) -> list[str]:
    """The agencies to which it was put in a challenge that this person does not open: their names, and no more."""
    here = {one.state.agencies[Side.RESPONDING] for one in every}
    everybody = (matter.state.agencies[Side.RESPONDING], *matter.state.also)
    return [matter.agencies.get(one, "") for one in everybody if one not in here]


def pair(matter: Matter) -> dict[str, Any]:
    """Both perspectives of one challenge once they are open, and the agency's answer; nothing of it before."""
    opened = matter.state.opened
    answers = [one for one in hearing.replies(matter) if one["given"] and one["code"] == Side.RESPONDING.value]
    return {
        "agency": agency(matter),
        "reference": matter.reference,
        "opened": opened,
        "perspectives": hearing.perspectives(matter) if opened else [],
        "answer": answers[0] if answers else None,
    }
