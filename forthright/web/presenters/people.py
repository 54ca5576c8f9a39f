"""People and posts in words: posts with who holds them, what is to be handed over, and why something was refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.directory.models import Holding, Post, Upkeep
from forthright.directory.names import BadName
from forthright.directory.staff import Held, Staff
from forthright.directory.upkeep import NOBODY as NOBODY_BY_SIGN_IN
from forthright.record.leaving import NOBODY, STAYS, Share
from forthright.record.unreachable import Left
from forthright.web.presenters import duties, labels, when
from forthright.web.presenters.labels import first_upper

EMAIL = gettext_lazy("Enter an email address in the correct format, like name@example.com")


HIDDEN = gettext_lazy(
    "It holds a character that cannot be seen or that turns the direction of writing. Type it again by hand"
)


def bad_name(wrong: BadName) -> str:
    """Why a name or an address is not kept, and what to do."""
    if wrong.code == "hidden":
        return str(HIDDEN)
    if wrong.code == "looks like":
        told = {"known": wrong.known}
        return _("This is easily taken for %(known)s, which is somebody’s already. Check which is right") % told
    if wrong.code in ("letter", "mixed"):
        if not wrong.letter.isprintable() or len(wrong.letter) > 1:
            return str(HIDDEN)
        told = {"letter": wrong.letter, "name": unicodedata.name(wrong.letter, "?").lower()}
        if wrong.code == "mixed":
            return _("The letter %(letter)s (%(name)s) is of another script than the rest of the word") % told
        return _("The letter %(letter)s (%(name)s) cannot be in the address. Type it with an English keyboard") % told
    return str(EMAIL)


REFUSED = {
    "agency there": gettext_lazy("The partnership has an agency of this name already"),
    "team there": gettext_lazy("There is a joint team of this name already"),
    "loop": gettext_lazy(
        "That post is below this one, so it cannot be above it. Choose another, or change that one first"
    ),
    "holds it": gettext_lazy("This person holds the post on that day already"),
    "before it began": gettext_lazy("The last day must be the same as or after their first day in this post"),
    "last administrator": gettext_lazy(
        "Nobody else administers this agency then. Give that post to somebody else first, or ask the business unit"
    ),
    "not yours": gettext_lazy("This is not yours to do"),
    "not placed": gettext_lazy("%(reference)s: select who takes it over"),
    "nobody": gettext_lazy(
        "%(reference)s: nobody else of this agency holds a post that could take it over. Give a post to somebody "
        "first, or ask the business unit"
    ),
    "own conflict": gettext_lazy(
        "You said that you must not take part in a challenge of theirs. Another administrator has to finish this. If "
        "there is none, ask the business unit to name one. You can give the others away before"
    ),
    "changed": gettext_lazy(
        "Something changed since you opened this page. Nothing was saved. Read it again, then send it"
    ),
    "same agency": gettext_lazy("Choose another agency: this one is or was merged already"),
    "same person": gettext_lazy("That is this account. Enter the address of the other one"),
    "not all yours": gettext_lazy(
        "Other partnerships are concerned, so you cannot do this alone. Ask whoever runs Forthright"
    ),
    "both sides": gettext_lazy(
        "%(reference)s: the person would be on both sides of this challenge. It must end before the accounts become one"
    ),
    "closed": gettext_lazy("That account is closed. Give its person a post first, so that they can sign in"),
    "nobody there": gettext_lazy("Nobody has this address. Check it"),
}


def refused(code: str, reference: str = "", sentence: str = "") -> str:
    """Why it was not done, and what to do."""
    if sentence and code not in ("both sides",):
        return f"{reference}: {sentence}" if reference else sentence
    return str(REFUSED[code]) % {"reference": reference}


def vacancies(vacant: int, soon: int) -> str:
    """How many posts of an agency are vacant, and will be."""
    found = []
    if vacant:
        found.append(ngettext("%(count)s vacant post", "%(count)s vacant posts", vacant) % {"count": vacant})
    if soon:
        found.append(ngettext("%(count)s vacant soon", "%(count)s vacant soon", soon) % {"count": soon})
    return ", ".join(found)


def held_line(one: Holding) -> tuple[str, str, str]:
    """A holding of a person: the post, of whom, and when."""
    return one.post.title, str(one.post.agency or one.post.partnership), _holder(one).when


def role(value: str) -> str:
    """A role as a list shows it: "Line manager"."""
    return first_upper(_(value))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post, and when. `there` tells that their account is open, so that a last day can be set."""

    person: int
    name: str
    when: str
    holding: int
    there: bool


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as the page shows it. `vacant` and `soon` say it in words; `mine` tells that it may be changed."""

    number: int
    title: str
    role: str
    team: str
    joint: str
    contact: str
    above: str
    now: tuple[Holder, ...]
    coming: tuple[Holder, ...]
    before: tuple[Holder, ...]
    vacant: bool
    soon: str
    mine: bool


def post_row(held: Held, day: date, mine: bool) -> PostRow:
    """A post with who holds it on a day."""
    post = held.post
    from_day = when.day(held.vacant_from) if held.vacant_from and held.soon(day) else ""
    return PostRow(
        number=post.pk,
        title=post.title,
        role=role(post.role),
        team=post.team,
        joint=post.joint_team.name if post.joint_team else "",
        contact=post.contact,
        above=post.manager.title if post.manager else "",
        now=tuple(_holder(one) for one in held.now),
        coming=tuple(_holder(one) for one in held.coming),
        before=tuple(_holder(one) for one in held.before),
        vacant=held.is_vacant(day),
        soon=_("Vacant from %(day)s") % {"day": from_day} if from_day else "",
        mine=mine,
    )


def _holder(one: Holding) -> Holder:
    first, last = when.day(one.starts), when.day(one.ends) if one.ends else ""
    told = {"first": first, "last": last}
    return Holder(
        person=one.person_id,
        name=one.person.name,
        when=_("%(first)s to %(last)s") % told if last else _("since %(first)s") % told,
        holding=one.pk,
        there=one.person.is_active,
    )


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Somebody without a post who still takes part, as a sentence. `place` names the agency where the page is about
    more than one; `link` tells that handing over is theirs who read it. `post` and `title`: of a post that ended, where
    they hold another."""

    person: int
    name: str
    of: str
    number: int
    text: str
    place: str
    link: bool
    post: int
    title: str


def left(one: Left, mine: Staff, places: Mapping[int, str] = MappingProxyType({})) -> LeftLine:
    """Somebody who is still to be followed."""
    told = ngettext("%(count)s challenge", "%(count)s challenges", one.challenges) % {"count": one.challenges}
    awaited = _("One waits for them now") if one.awaited else _("None waits for them now")
    of, number = ("agency", one.agency) if one.agency else ("partnership", one.partnership)
    link = number in (mine.agencies if one.agency else mine.offices)
    return LeftLine(
        one.person, one.name, of, number, f"{told}. {awaited}", places.get(one.agency, ""), link, one.post, one.title
    )


def behind(found: list[Left]) -> str:
    """How many people without a post still take part, for the page where the business unit starts; "" for none."""
    told = ngettext(
        "%(count)s person without a post takes part", "%(count)s people without a post take part", len(found)
    )
    return told % {"count": len(found)} if found else ""


def share(one: Share, now: datetime) -> str:
    """A challenge of a leaver as facts: its number, how it stands, and what is expected of them and by when."""
    mine = [duty for duty in one.state.duties.values() if duty.owner == one.party.person]
    parts = [one.reference, labels.code(one.state.phase)]
    soonest = min(mine, key=lambda duty: (duty.due is None, duty.due or now), default=None)
    if soonest is not None:
        what = _("to %(what)s") % {"what": duties.named(soonest.kind)}
        due = when.due_words(soonest.due, soonest.said, now) if soonest.due else ""
        parts.append(f"{what} ({due})" if due else what)
    elif one.owed:
        parts.append(_("they answer for their side"))
    else:
        parts.append(_("nothing falls to them"))
    return ", ".join(parts)


def successors(one: Share, leaving: bool, ended: Post | None = None) -> tuple[list[tuple[str, str]], str]:
    """Who can take it over, and who is suggested: (value, label) and a value. Of what came by a post that has `ended`,
    that it stays is possible and never suggested."""
    found = [(str(holding.pk), labels.holder(holding)) for holding in one.choices]
    if not leaving:
        found.insert(0, (str(STAYS), _("Stays with them")))
    if not one.owed:
        found.append((str(NOBODY), _("Nobody: their part ends")))
    if not leaving and ended is None:
        return found, str(STAYS)
    if not one.owed:
        return found, str(NOBODY)
    return found, str(one.suggested.pk) if one.suggested else ""


ACTS = {
    "agency added": gettext_lazy("added the agency %(name)s"),
    "post added": gettext_lazy("added the post %(title)s"),
    "post changed": gettext_lazy("changed the post %(title)s"),
    "post given": gettext_lazy("gave the post %(title)s to %(name)s"),
    "holding ended": gettext_lazy("ended the time of %(name)s as %(title)s"),
    "holding taken back": gettext_lazy("took back that %(name)s would be %(title)s"),
    "name changed": gettext_lazy("changed the name of %(was)s to %(name)s"),
    "joint team added": gettext_lazy("added the joint team %(name)s"),
    "ended post followed": gettext_lazy("saw to what %(name)s had as %(title)s"),
    "signed out everywhere": gettext_lazy("signed %(name)s out everywhere"),
    "list imported": gettext_lazy("imported a list (new posts: %(posts)s, new people: %(people)s)"),
    "list taken back": gettext_lazy("took back a list (posts: %(posts)s, people: %(people)s)"),
    "agency merged": gettext_lazy("made %(was)s part of %(now)s"),
    "asked if reached": gettext_lazy("asked if messages reach people: %(count)s"),
    "accounts merged": gettext_lazy("made the accounts of %(was)s and %(name)s one"),
}


def line(row: Upkeep) -> str:
    """One act of upkeep: when, who, what."""
    who = row.by_name if row.by != NOBODY_BY_SIGN_IN else _("the agency’s own sign-in")
    return f"{when.day(row.at)}: {who} {str(ACTS[row.act]) % row.about}"
