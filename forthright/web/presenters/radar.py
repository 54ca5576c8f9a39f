"""The cover radar in words: gaps first, then who answers for each post, and the days as a picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forthright.core.cover.chains import VACANT, Answer, Span
from forthright.core.cover.radar import Hole, Open
from forthright.core.cover.stretches import Piece
from forthright.core.policy.sentences import role_words
from forthright.core.worktime import LONDON
from forthright.directory.acting_pages import LADDER
from forthright.notices.sentences import said_when
from forthright.record.radar import AHEAD, Gap, MatterLine, Seen
from forthright.web.presenters import when
from forthright.web.presenters.cover import days, ring
from forthright.web.presenters.cover_picture import cover_svg


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a place somebody sees: with names or facts only, the posts of a team or all (None), and of which open
    matters the reference."""

    names: bool
    posts: frozenset[int] | None = None
    people: frozenset[int] = frozenset()
    references: bool = False


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap: when, what, and what to do, with an address where it can be done."""

    when: str
    what: str
    steps: str
    todo: str
    address: str
    matter: str


@dataclass(frozen=True, slots=True)
class Row:
    """Who answers for one post, stretch by stretch."""

    title: str
    pieces: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One place as a page shows it."""

    place: int
    name: str
    gaps: tuple[GapLine, ...]
    rows: tuple[Row, ...]
    matters: tuple[Row, ...]
    rings: tuple[str, ...]
    picture: SafeString
    count: str


def shown(seen: Seen, sight: Sight, today: date) -> Shown:
    """A place as this person may see it."""
    gaps = [gap for gap in seen.gaps if _may(gap, seen, sight)]
    lines = [line for line in seen.lines if sight.posts is None or line.post.pk in sight.posts]
    matters = [line for line in seen.matters if sight.posts is None or line.person in sight.people]
    ahead = [today + timedelta(days=number) for number in range(AHEAD.days)]
    count = ngettext("%(count)s gap", "%(count)s gaps", len(gaps)) % {"count": len(gaps)}
    picture = cover_svg(ahead, _days(seen.hours), _days(open_ for gap in gaps for open_ in gap.hole.hours), seen.place)
    return Shown(
        place=seen.place,
        name=seen.name,
        gaps=tuple(_gap(gap, seen, sight) for gap in gaps),
        rows=tuple(Row(line.post.title, _pieces(line.pieces, seen, sight)) for line in lines),
        matters=tuple(Row(_matter(line, sight), _pieces(line.pieces, seen, sight)) for line in matters),
        rings=tuple(ring([seen.team.names[one] for one in people]) for people in seen.rings) if sight.names else (),
        picture=mark_safe(picture),  # noqa: S308 - made here, of numbers and escaped words
        count=count,
    )


def _matter(line: MatterLine, sight: Sight) -> str:
    return f"{line.title}, {line.reference}" if sight.references else line.title


def _may(gap: Gap, seen: Seen, sight: Sight) -> bool:
    """A team's manager sees the gaps of the team's posts, and of the challenges that its people take part in."""
    if sight.posts is None:
        return True
    if gap.post is not None:
        return gap.post.pk in sight.posts
    mine = {(line.reference, line.title) for line in seen.matters if line.person in sight.people}
    return (gap.about, gap.title) in mine


def _days(hours: Iterable[Open]) -> set[date]:
    found: set[date] = set()
    for begins, ends in hours:
        day, last = begins.astimezone(LONDON).date(), (ends - timedelta(microseconds=1)).astimezone(LONDON).date()
        found |= {day + timedelta(days=number) for number in range((last - day).days + 1)}
    return found


def _gap(gap: Gap, seen: Seen, sight: Sight) -> GapLine:
    steps = _("Asked for at: %(steps)s") % {"steps": ", ".join(gap.steps)} if gap.steps else ""
    if gap.about:
        what = _("nobody answers for somebody who is waited for in an open challenge (%(title)s)") % {
            "title": gap.title
        }
        matter = gap.about if sight.references else ""
        if _has_gone(gap, seen):
            return GapLine(hours(gap.hole), what, "", _("What to do: the administrator hands it over"), "", matter)
        return GapLine(hours(gap.hole), what, "", _todo(sight), _cover(sight), matter)
    if gap.post is None:
        who = ", ".join(role_words(role) for role in gap.roles)
        what = _("nobody holds or covers a post as %(who)s") % {"who": who}
        todo = _("What to do: have the post filled")
        if seen.place > 0 and any(role in LADDER for role in gap.roles):
            todo = _("What to do: have the post filled, or enter who acts for the agency in that role")
        return GapLine(hours(gap.hole), what, steps, todo, "", "")
    what = _("nobody answers for the post %(title)s") % {"title": gap.post.title}
    return GapLine(hours(gap.hole), what, steps, _todo(sight), _cover(sight), "")


def _has_gone(gap: Gap, seen: Seen) -> bool:
    """Whether whoever is waited for holds no post there any more: no cover brings an answer then."""
    people = {line.person for line in seen.matters if (line.reference, line.title) == (gap.about, gap.title)}
    return not people & seen.team.names.keys()


def _todo(sight: Sight) -> str:
    return _("What to do: name a cover") if sight.names else _("What to do: ask the agency’s lead to name a cover")


def _cover(sight: Sight) -> str:
    return reverse("cover") if sight.names else ""


def hours(hole: Hole) -> str:
    """When nobody answers: "Monday 14 December 2026, 9am to 5pm", or from the first to the last of several days."""
    begins, ends = hole.begins, hole.ends
    if len(hole.hours) == 1 and _same_day(begins, ends):
        span = _("%(from)s to %(to)s") % {"from": _clock(begins), "to": _clock(ends)}
        return _("%(day)s, %(hours)s") % {"day": when.day(begins), "hours": span}
    told = {"first": said_when(begins), "last": said_when(ends)}
    return _("From %(first)s to %(last)s, in opening hours") % told


def _same_day(begins: datetime, ends: datetime) -> bool:
    last = (ends - timedelta(microseconds=1)).astimezone(LONDON).date()
    return begins.astimezone(LONDON).date() == last


def _clock(at: datetime) -> str:
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) in ((12, 0), (0, 0)):
        return _("midday") if local.hour else _("midnight")
    return local.strftime("%I:%M%p").lstrip("0").lower().replace(":00", "")


def _pieces(pieces: Sequence[Piece[Answer | None]], seen: Seen, sight: Sight) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (
            days(Span(one.begins, one.ends)),
            _who(one.value, seen, sight),
            one.value is None or not one.value.there,
        )
        for one in pieces
    )


def _who(answer: Answer | None, seen: Seen, sight: Sight) -> str:
    if answer is None:
        return _("Nobody: the post is vacant")
    if not answer.there:
        return _("Nobody: away without cover")
    if sight.names:
        return seen.team.said(answer.path)
    if answer.path[0] == VACANT:
        return _("A deputy, for a vacant post")
    return _("A deputy") if answer.covered else _("The holder")


def rest(gaps: Collection[GapLine], most: int) -> str:
    """How many more gaps there are than a list shows; "" for none."""
    more = len(gaps) - most
    return ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more} if more > 0 else ""
