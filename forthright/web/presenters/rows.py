"""Rows of the lists: one challenge each, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.standing import Actor
from forthright.record.models import Challenge
from forthright.record.policies import compiled
from forthright.record.projection import FAR
from forthright.record.queries import MINE, RESOLVED, Line
from forthright.web.presenters import childs_clock, duties, entries, labels, when


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `about` is a name only in lists of one's own; `whom` is the person that one covers for. `dated`: there
    is a date whose sum can be looked at; `nights` is how long it is to it on the child's clock. `matter` is set where
    the side of this person put one matter to several agencies; `follows`: the row above is of the same one.
    """

    reference: str
    about: str
    agency: str
    expected: str
    due: str
    late: bool = False
    urgent: bool = False
    whom: str = ""
    awaited: str = ""
    step: str = ""
    dated: bool = False
    nights: str = ""
    matter: str = ""
    follows: bool = False


def mine(lines: Iterable[Line], place: str, actor: Actor, covers: Mapping[int, str], now: datetime) -> list[Row]:
    """The rows of one of a person's own lists. `covers` are the deputies of those awaited, by person."""
    names = {person: name for person, _title, name in actor.covers}
    return together([_mine(line, place, names, covers, now) for line in lines])


def together(found: Iterable[Row]) -> list[Row]:
    """The rows with those of one matter one after the other, where the first of them stands."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        groups.setdefault(row.matter or row.reference, []).append(row)
    return [replace(row, follows=place > 0) for group in groups.values() for place, row in enumerate(group)]


def _mine(line: Line, place: str, names: Mapping[int, str], covers: Mapping[int, str], now: datetime) -> Row:
    challenge = line.challenge
    expected, due, late = _resolved(challenge) if place == RESOLVED else _awaited(line, place, now)
    return Row(
        reference=challenge.reference,
        about=line.about or labels.topic(challenge.topic),
        agency=_others(line),
        expected=expected,
        due=due,
        late=late,
        urgent=challenge.urgency == "urgent" and challenge.phase == Phase.OPEN,
        whom=names.get(line.part.person, ""),
        awaited="" if place in (MINE, RESOLVED) else _person(challenge, covers),
        dated=place != RESOLVED and challenge.due is not None,
        nights="" if place == RESOLVED else childs_clock.nights_to(now, _own_due(line, place)),
        matter=challenge.matter if line.part.side == Side.RAISING else "",
    )


def _others(line: Line) -> str:
    raising, responding = line.challenge.raising_agency.name, line.challenge.responding_agency.name
    if not line.part.side:
        return _("%(one)s and %(other)s") % {"one": raising, "other": responding}
    return responding if line.part.side == Side.RAISING else raising


def _awaited(line: Line, place: str, now: datetime) -> tuple[str, str, bool]:
    """What is expected and by when: this person's own first duty, or the one that everybody waits for."""
    challenge = line.challenge
    if place == MINE:
        mine = line.part.expects
        said = challenge.said if (line.part.person, mine) == (challenge.turn, challenge.turn_kind) else ""
        return _due(duties.expected(mine, True), _own_due(line, place), said, now)
    return _due(duties.expected(challenge.turn_kind, False), challenge.due, challenge.said, now)


def _own_due(line: Line, place: str) -> datetime | None:
    """When this person's own first duty is due, or what everybody waits for."""
    if place == MINE:
        return line.part.sort if line.part.sort < FAR else None
    return line.challenge.due


def _due(expected: str, due: datetime | None, said: str, now: datetime) -> tuple[str, str, bool]:
    return expected, when.due_words(due, said, now), when.overdue(due, now)


def _person(challenge: Challenge, covers: Mapping[int, str]) -> str:
    """The post of whoever is awaited, and who covers for them today. A post, not a name: people change."""
    title = next((part.title for part in challenge.parts.all() if part.person == challenge.turn), "")
    deputy = covers.get(challenge.turn or 0)
    return _("%(post)s, covered by %(name)s") % {"post": title, "name": deputy} if title and deputy else title


def _resolved(challenge: Challenge) -> tuple[str, str, bool]:
    if challenge.good_practice and challenge.ended_at:
        return _("Good practice was recorded"), _("On %(day)s") % {"day": when.day(challenge.ended_at)}, False
    if challenge.phase == Phase.ENDED and challenge.ended_at:
        return entries.outcome(challenge.outcome), _("Ended on %(day)s") % {"day": when.day(challenge.ended_at)}, False
    return entries.outcome(challenge.outcome), _("Actions or the check-back are still to come"), False


def facts_only(challenges: Iterable[Challenge], now: datetime) -> list[Row]:
    """The rows for those who see facts and no words. The challenges come with their agencies and policy."""
    return [_facts(challenge, now) for challenge in challenges]


def _facts(challenge: Challenge, now: datetime) -> Row:
    ended = challenge.phase == Phase.ENDED
    expected, due, late = (
        _resolved(challenge)
        if ended
        else _due(duties.expected(challenge.turn_kind, False), challenge.due, challenge.said, now)
    )
    policy = compiled(challenge.partnership_id, challenge.policy.fingerprint)
    agencies = {"one": challenge.raising_agency.name, "other": challenge.responding_agency.name}
    return Row(
        reference=challenge.reference,
        about=labels.topic(challenge.topic),
        agency=_("%(one)s, with %(other)s") % agencies,
        expected=expected,
        due=due,
        late=late,
        urgent=challenge.urgency == "urgent" and challenge.phase == Phase.OPEN,
        step=policy.label(challenge.step) if challenge.step else "",
        dated=not ended and challenge.due is not None,
        nights="" if ended else childs_clock.nights_to(now, challenge.due),
    )
