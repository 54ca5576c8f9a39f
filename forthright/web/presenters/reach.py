"""Whether messages reach people, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forthright.directory.reach import FRESH, Reached
from forthright.directory.reach_models import ReachAnswer
from forthright.web.presenters import when


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One person and how it stands: in a few words with their colour, and in a sentence with its day. `order` puts
    first whom somebody must see to."""

    number: int
    name: str
    email: str
    tag: str
    colour: str
    text: str
    order: int


def lines(people: Iterable[Reached], unsent: Collection[int], now: datetime) -> list[ReachLine]:
    """Everybody, those first for whom somebody must do something. `unsent` are checks that the mail server refuses."""
    found = [line(one, unsent, now) for one in people]
    return sorted(found, key=lambda one: (one.order, one.name.casefold()))


def line(one: Reached, unsent: Collection[int], now: datetime) -> ReachLine:
    """How it stands with one person."""
    order, tag, colour, text = _stands(one, unsent, now)
    return ReachLine(one.person.pk, one.person.name, one.person.email, tag, colour, text, order)


def _stands(one: Reached, unsent: Collection[int], now: datetime) -> tuple[int, str, str, str]:
    last = one.last
    if last is None:
        return 3, _("Never asked"), "grey", ""
    if last.email != one.person.email:
        return 3, _("Never asked"), "grey", _("The address is a new one.")
    told = {"asked": when.day(last.asked_at), "answered": when.day(last.answered_at) if last.answered_at else ""}
    if last.answer == ReachAnswer.NOT_THEIRS:
        return 0, _("Wrong address"), "red", _("On %(answered)s whoever read it said that it is not for them.") % told
    if last.answer == ReachAnswer.REACHED:
        text = _("They said so on %(answered)s.") % told
        return (5, _("Reached"), "green", text) if one.fresh(now) else (4, _("Reached long ago"), "grey", text)
    if last.pk in unsent:
        return 1, _("Not sent"), "red", _("The message of %(asked)s could not be sent. It is tried for a day.") % told
    return 2, _("No answer yet"), "yellow", _("Asked on %(asked)s.") % told


def summary(people: Iterable[Reached], now: datetime) -> str:
    """How many there are, and how many have answered."""
    found = list(people)
    fresh = sum(one.fresh(now) for one in found)
    told = {"all": len(found), "count": fresh, "days": FRESH.days}
    said = ngettext(
        "%(count)s of the %(all)s people with a post has said in the last %(days)s days that messages reach them.",
        "%(count)s of the %(all)s people with a post have said in the last %(days)s days that messages reach them.",
        fresh,
    )
    return said % told


def asked(made: int, left_out: int) -> str:
    """What was done."""
    parts = []
    if made:
        parts.append(
            ngettext("%(count)s person is asked by message.", "%(count)s people are asked by message.", made)
            % {"count": made}
        )
    if left_out:
        parts.append(
            ngettext(
                "%(count)s person was asked within the last day, and is not asked again.",
                "%(count)s people were asked within the last day, and are not asked again.",
                left_out,
            )
            % {"count": left_out}
        )
    return " ".join(parts)
