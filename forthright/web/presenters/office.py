"""Tabs, drafts, and what is stuck, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.challenge.commands import Verb
from forthright.notices.models import Message, State
from forthright.notices.sentences import ALARM
from forthright.record.models import Draft, SetAside
from forthright.record.queries import MINE, RESOLVED, THEIRS
from forthright.web.presenters import when

MOST = 100
"""Lists are counted no further than this."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several lists of a page."""

    name: str
    text: str
    here: bool


_LISTS = {
    MINE: gettext_lazy("Waiting on me"),
    THEIRS: gettext_lazy("Waiting on them"),
    RESOLVED: gettext_lazy("Resolved"),
}
_OFFICE = {
    "overdue": gettext_lazy("Overdue"),
    "open": gettext_lazy("Open"),
    "all": gettext_lazy("All"),
}


def tabs(counts: Mapping[str, int], here: str) -> list[Tab]:
    """The three lists of a person, each with how many stand on it."""
    return [Tab(name, f"{text} ({_many(counts[name])})", name == here) for name, text in _LISTS.items()]


def office_tabs(here: str) -> list[Tab]:
    """The lists of the business unit."""
    return [Tab(name, str(text), name == here) for name, text in _OFFICE.items()]


def _many(count: int) -> str:
    return str(count) if count < MOST else _("%(most)s or more") % {"most": MOST}


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An unfinished draft: what it is, and until when it is kept. `place` says where it goes on."""

    text: str
    kept: str
    place: str
    reference: str
    verb: str
    key: str


_DRAFTS = {
    Verb.RAISE.value: (gettext_lazy("A new challenge"), "raise"),
    "settled": (gettext_lazy("A disagreement settled by talking"), "settled"),
    "policy": (gettext_lazy("A draft of the partnership’s policy"), "policies"),
    "kept": (gettext_lazy("Something you sent when you had to sign in"), "go_on"),
}


def draft(row: Draft) -> DraftLine:
    """One draft. Nothing of its words is shown or opened here."""
    text, place = _DRAFTS.get(row.kind, (gettext_lazy("Something you began to write"), "act"))
    shown = _("%(what)s, in %(reference)s") % {"what": text, "reference": row.challenge} if row.challenge else str(text)
    return DraftLine(
        text=_("%(what)s, last changed at %(when)s") % {"what": shown, "when": when.said(row.updated)},
        kept=_("Kept until %(day)s") % {"day": when.day(row.expires)},
        place=place,
        reference=row.challenge,
        verb=row.kind,
        key=row.pk,
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """Whether the clock that watches the times is running."""

    alarm: bool
    text: str


def clock(beat: datetime | None, now: datetime, late: timedelta) -> Clock:
    """What to say of the clock's last sign of life (aware, or None for never)."""
    if beat is None:
        return Clock(True, _("The clock has never run. No time that runs out is noticed. Tell your administrator now."))
    if now - beat > late:
        told = {"when": when.said(beat), "age": _age(now - beat)}
        return Clock(
            True,
            _(
                "The clock has not run since %(when)s, %(age)s ago. No time that runs out is noticed. "
                "Tell your administrator now."
            )
            % told,
        )
    if beat - now > late:
        told = {"when": when.said(beat), "age": _age(beat - now)}
        return Clock(
            True,
            _(
                "The clock last gave a sign of life at %(when)s, which is %(age)s from now. The time of a machine is "
                "wrong. Tell your administrator now."
            )
            % told,
        )
    return Clock(False, _("The clock is running. It last gave a sign of life at %(when)s.") % {"when": when.said(beat)})


def jump(found: tuple[datetime, int] | None, now: datetime, recent: timedelta) -> str:
    """What to say of the last jump of the machine's time (when, seconds); "" where there was none lately."""
    if found is None or abs(now - found[0]) > recent:
        return ""
    told = {"age": _age(timedelta(seconds=found[1])), "when": when.said(found[0])}
    return (
        _(
            "The time of the machine jumped by %(age)s, to %(when)s. Ask your administrator if it is right now. "
            "For a minute after a jump no time runs out."
        )
        % told
    )


def horizons(found: Mapping[date, list[str]]) -> list[str]:
    """One sentence for each last date of which the bank holidays are known, where it is under twelve months away."""
    return [
        _(
            "Bank holidays are known until %(day)s only, for: %(hours)s. A due date after that day may still move. "
            "Ask your administrator to install the newest release of Forthright, which knows them for longer."
        )
        % {"day": when.day(known), "hours": ", ".join(titles)}
        for known, titles in found.items()
    ]


def _age(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", hours // 24) % {"count": hours // 24}


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message that has not gone out."""

    reference: str
    post: str
    state: str
    since: str


def message(row: Message, title: str) -> MessageLine:
    """One undelivered message, with the post that it was meant for."""
    post = title or (_("Business unit") if row.kind == ALARM else _("A deputy, or somebody no longer in it"))
    if row.state == State.FAILED:
        state = _("Could not be sent. Tell the person another way")
    elif row.attempts:
        state = ngettext(
            "Tried %(count)s time, and will be tried again",
            "Tried %(count)s times, and will be tried again",
            row.attempts,
        )
        state = state % {"count": row.attempts}
    else:
        state = _("Not tried yet")
    return MessageLine(row.challenge, post, state, when.said(row.created))


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A challenge that the clock has set aside."""

    reference: str
    since: str
    until: str
    times: str


def aside(row: SetAside) -> AsideLine:
    """One challenge that the clock could not handle."""
    times = ngettext("%(count)s time", "%(count)s times", row.times) % {"count": row.times}
    return AsideLine(row.challenge, when.said(row.since), when.said(row.until), times)
