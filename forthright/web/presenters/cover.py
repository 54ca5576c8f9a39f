"""Leave and cover in words: stretches of days, who covers until when, and what is wrong with what was entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from forthright.core.challenge.standing import Actor
from forthright.core.cover.chains import Span
from forthright.core.worktime import LONDON
from forthright.directory import leave as rules
from forthright.directory.covering import Answering
from forthright.directory.leave import Whose, Wrong
from forthright.directory.models import Cover, Leave
from forthright.web.presenters import when


def _midnight(at: datetime) -> bool:
    local = at.astimezone(LONDON)
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def last_day(ends: datetime) -> str:
    """The last day of a stretch that ends at this instant, or the instant where that is within a day."""
    return when.day(ends - timedelta(microseconds=1)) if _midnight(ends) else when.said(ends)


def days(span: Span) -> str:
    """A stretch: "Monday 14 December 2026", "Monday ... to Friday ...", or with times where it is a part of a day."""
    first = when.day(span.begins) if _midnight(span.begins) else when.said(span.begins)
    if span.ends is None:
        return _("from %(first)s on") % {"first": first}
    last = last_day(span.ends)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def whom(actor: Actor, standing: Mapping[int, Answering]) -> list[str]:
    """Whom somebody covers, and until when: "You cover for Ben Cole until Friday 4 December 2026"."""
    found = []
    for person, name in {person: name for person, _title, name in actor.covers}.items():
        ends = standing[person].until if person in standing else None
        if ends is None:
            found.append(_("You cover for %(name)s") % {"name": name})
        else:
            found.append(_("You cover for %(name)s until %(day)s") % {"name": name, "day": last_day(ends)})
    return found


def covers_now(said: str, ends: datetime | None) -> str:
    """Who covers for somebody who is waited for: "Ben Cole covers for them now, until Friday 4 December 2026."."""
    if ends is None:
        return _("%(name)s covers for them now.") % {"name": said}
    return _("%(name)s covers for them now, until %(day)s.") % {"name": said, "day": last_day(ends)}


@dataclass(frozen=True, slots=True)
class Line:
    """One absence or one cover: when, who covers, and whether it can still be changed."""

    number: int
    who: str
    days: str
    covered: tuple[str, ...]
    begun: bool
    gap: bool
    kind: str = "leave"


def line(row: Leave, now: datetime) -> Line:
    """An absence, with those who cover."""
    span, covers = rules.span(row), list(row.covers.all())
    found = dict.fromkeys(_covered(cover) for cover in covers if not rules.span(cover).empty)
    return Line(row.pk, row.person.name, days(span), tuple(found), span.begins <= now, not found)


def _covered(row: Cover) -> str:
    return _("%(name)s covers as %(post)s, %(days)s") % {
        "name": row.deputy.name,
        "post": row.post.title,
        "days": days(rules.span(row)),
    }


def cover_line(row: Cover, now: datetime) -> Line:
    """A cover that was entered without an absence."""
    span = rules.span(row)
    whom = row.of.name if row.of else row.post.title
    return Line(row.pk, whom, days(span), (_covered(row),), span.begins <= now, False, "cover")


def titled(one: Whose) -> str:
    """Whose absence it is: the name and the posts, or the vacant post."""
    return f"{one.name}, {one.titles}" if one.name else _("%(post)s (vacant)") % {"post": one.titles}


def wrong(one: Wrong) -> tuple[str, str]:
    """The field that is wrong, and the sentence."""
    span = days(one.span) if one.span else ""
    name = one.names[0] if one.names else ""
    found = {
        "past": ("starts", _("The first day must be today or in the future. What is past is never changed")),
        "order": ("ends", _("The last day must be the same as or after the first day")),
        "long": ("ends", _("The days must not be more than a year, and begin within two years")),
        "cover outside": ("cover_from", _("The cover must begin on one of the days away")),
        "already away": (
            "starts",
            _("Leave is entered already: %(days)s. Change or end that first") % {"days": span},
        ),
        "yourself": ("deputy", _("Choose somebody else. Nobody covers for themselves")),
        "elsewhere": ("deputy", _("Choose somebody who holds a post in the same agency on these days")),
        "covered": (
            "deputy",
            _("%(name)s covers already: %(days)s. End that first") % {"name": name, "days": span},
        ),
        "ring": ("deputy", ring(one.names)),
    }
    return found[one.code]


def ring(names: Sequence[str]) -> str:
    """A ring of deputies as a sentence. `names` are each covered by the next, the last by the first."""
    links = [
        _("%(deputy)s covers for %(name)s") % {"deputy": deputy, "name": name}
        for name, deputy in zip(names, (*names[1:], *names[:1]), strict=True)
    ]
    return _("They would cover each other in a ring, and nobody would answer: %(links)s. Choose somebody else") % {
        "links": ", ".join(links)
    }


def gaps(spans: Iterable[Span]) -> str:
    """The days on which nobody would answer, as a question."""
    listed = "; ".join(days(span) for span in spans)
    return _("Nobody would answer then: %(days)s. Tick this if that is right, or change the cover") % {"days": listed}
