"""Who may know, in words: entries about it, the named list, who broke a glass, and lines of the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.audit.actions import LISTED, REFUSED
from forthright.audit.models import Look
from forthright.audit.queries import GLASS
from forthright.core.challenge import facts
from forthright.core.challenge.facts import Event
from forthright.core.challenge.sees import Sight, hides_posts, reads_words
from forthright.core.policy.shapes import Policy
from forthright.record.models import BrokenGlass
from forthright.record.queries import Matter
from forthright.web.presenters import labels, when


def _by(event: Event) -> str:
    return labels.side(event.side) if event.side is not None else _("The business unit")


def _broken(fact: facts.GlassBroken, event: Event, policy: Policy) -> str:
    told = {"title": event.title, "until": when.said(fact.until), "why": labels.phrase(fact.code)}
    return _("%(title)s, who does not take part, opened this to read until %(until)s: %(why)s") % told


def _reviewed(fact: facts.GlassReviewed, event: Event, policy: Policy) -> str:
    told = {"entry": fact.entry}
    if fact.justified:
        return _("It was reviewed that somebody opened this, at entry %(entry)s: it was justified") % told
    return _("It was reviewed that somebody opened this, at entry %(entry)s: it was not justified") % told


SENTENCES: dict[type[facts.Fact], Callable[[Any, Event, Policy], str]] = {
    facts.MatterRestricted: lambda fact, event, policy: (
        _("%(side)s kept this to people on a named list") % {"side": _by(event)}
    ),
    facts.RestrictionLifted: lambda fact, event, policy: (
        _("%(side)s lifted it: this is no longer kept to a named list") % {"side": _by(event)}
    ),
    facts.PersonListed: lambda fact, event, policy: (
        _("%(side)s put somebody on the named list: %(title)s") % {"side": _by(event), "title": fact.title}
    ),
    facts.PersonUnlisted: lambda fact, event, policy: (
        _("%(side)s took somebody off the named list") % {"side": _by(event)}
        + (f": {fact.title}" if fact.title else "")
    ),
    facts.GlassBroken: _broken,
    facts.GlassClosed: lambda fact, event, policy: (
        _("%(title)s, who does not take part, stopped reading this") % {"title": event.title}
    ),
    facts.GlassReviewed: _reviewed,
    facts.GlassUnreviewed: lambda fact, event, policy: (
        _("Nobody has reviewed in time that somebody opened this, at entry %(entry)s") % {"entry": fact.entry}
    ),
}
"""For the table of all entries."""


def on_page(matter: Matter) -> dict[str, Any]:
    """What the page of a challenge says of who may know."""
    state = matter.state
    if state.restricted is None:
        return {"restricted": False}
    reads = reads_words(matter.actor, state)
    return {
        "restricted": True,
        "list": sorted(_listed(matter, person) for person in state.listed or ()) if reads else [],
        "why": labels.code(state.restricted.code) if reads else "",
        "never": state.restricted.never,
        "of_a_side": state.restricted_by is not None,
        "no_posts": hides_posts(matter.actor, state),
    }


def _listed(matter: Matter, person: int) -> str:
    party = matter.state.parties.get(person)
    named = ", ".join(part for part in (matter.names.get(person, ""), party.title if party else "") if part)
    return named if party else _("%(name)s, who does not take part yet") % {"name": named}


@dataclass(frozen=True, slots=True)
class GlassLine:
    """One time that a glass was broken. `own`: by whoever reads this list. `state` is where its review is."""

    reference: str
    entry: int
    title: str
    code: str
    since: str
    until: str
    state: str
    waits: bool
    late: bool


def glasses(rows: Iterable[BrokenGlass], reader: int, now: datetime) -> list[GlassLine]:
    """Each time, in the order given."""
    return [_glass(row, reader, now) for row in rows]


def _glass(row: BrokenGlass, reader: int, now: datetime) -> GlassLine:
    late = not row.reviewed and row.review_due <= now
    return GlassLine(
        reference=row.challenge_id,
        entry=row.entry,
        title=row.title,
        code=labels.first_upper(_(row.code)),
        since=when.said(row.since),
        until=when.said(row.until),
        state=_("Reviewed")
        if row.reviewed
        else _("Somebody else must review this, by %(when)s") % {"when": when.said(row.review_due)}
        if row.person == reader
        else _("To be reviewed by %(when)s") % {"when": when.said(row.review_due)},
        waits=not row.reviewed and row.person != reader,
        late=late,
    )


def glass(matter: Matter, entry: int) -> dict[str, Any] | None:
    """One time that the glass was broken, as the record has it; None where there is no such entry for this reader."""
    seen = next((one for one in matter.entries if one.entry.version == entry), None)
    if seen is None or seen.sight is not Sight.WORDS or not isinstance(seen.entry.event.fact, facts.GlassBroken):
        return None
    event, fact, state = seen.entry.event, seen.entry.event.fact, matter.state.glasses[entry]
    return {
        "who": ", ".join(part for part in (str(seen.words.get("by") or ""), event.title) if part),
        "since": when.said(event.at),
        "until": when.said(state.until),
        "code": labels.code(fact.code),
        "reason": str(seen.words.get("reason") or ""),
        "due": when.said(fact.review_due),
        "reviewed": state.reviewed,
        "own": state.person == matter.actor.person,
    }


ACTS = {
    "looked": gettext_lazy("Looked"),
    "printed": gettext_lazy("Printed"),
    "copied": gettext_lazy("Copied as text"),
    "exported": gettext_lazy("Took a file"),
    "listed": gettext_lazy("Read a list"),
    "searched": gettext_lazy("Searched"),
    "read the log": gettext_lazy("Read this log"),
    "broke the glass": gettext_lazy("Opened it in an emergency"),
    "refused": gettext_lazy("Tried, and was refused"),
    "invited": gettext_lazy("Asked somebody without an account, whose address waits to be vouched for"),
    "vouched": gettext_lazy("Said that the address is theirs"),
    "not vouched": gettext_lazy("Did not say that the address is theirs"),
    "address changed": gettext_lazy("Gave another address"),
    "invitation ended": gettext_lazy("Ended the invitation"),
    "invitation renewed": gettext_lazy("Sent a new link"),
    "link opened": gettext_lazy("Opened the link, and saw nothing of the challenge"),
    "code asked for": gettext_lazy("Asked for a code"),
    "came in by code": gettext_lazy("Came in with a code"),
    "wrong code": gettext_lazy("Tried a wrong code"),
    "locked": gettext_lazy("The link was locked after too many wrong codes"),
    "entered by phone": gettext_lazy("Entered what was said by telephone"),
}
"""Each act of the trail."""

LISTS = {
    "my turn: mine": gettext_lazy("what waits on them"),
    "my turn: theirs": gettext_lazy("what they wait for"),
    "my turn: resolved": gettext_lazy("what is resolved"),
    "team": gettext_lazy("what their team takes part in"),
    "office": gettext_lazy("all challenges of the partnership"),
    "data protection": gettext_lazy("the challenges of the agencies that they protect"),
}
"""Each list that the trail names, in the words of its page."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the trail, for an officer. `who` is empty where it could tell who is on a named list."""

    when: str
    who: str
    post: str
    agency: str
    act: str
    reference: str


def log_line(look: Look, named: bool) -> LogLine:
    """A look as a line. `named`: whether person and post are shown."""
    return LogLine(
        when=when.said(look.at),
        who=look.name if named else _("Not named: restricted"),
        post=labels.first_upper(look.title) if named else "",
        agency=look.agency,
        act=act(look),
        reference=look.challenge,
    )


def act(look: Look) -> str:
    """What was done: with the list that was read, and whether facts alone were shown."""
    if look.act == REFUSED and look.detail == GLASS:
        return _("Tried to open it in an emergency, and was refused")
    said = str(ACTS[look.act])
    if look.act == LISTED and look.detail:
        said = _("%(act)s: %(list)s") % {"act": said, "list": LISTS.get(look.detail, look.detail)}
    if look.facts_only and look.act != "refused" and look.challenge:
        said = _("%(act)s, facts only") % {"act": said}
    return said


def left(until: datetime, now: datetime) -> str:
    """How long it is until an instant: "2 hours and 5 minutes"."""
    minutes = max(int((until - now).total_seconds()) // 60, 0)
    hours, minutes = divmod(minutes, 60)
    told = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}
    if not hours:
        return told
    whole = ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours}
    return _("%(hours)s and %(minutes)s") % {"hours": whole, "minutes": told} if minutes else whole
