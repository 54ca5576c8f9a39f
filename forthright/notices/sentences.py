"""The words of each message: what, which step, by when, and a link. Nothing personal, nothing of the matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from forthright.core.worktime import LONDON
from forthright.notices.tell import Kind

OPENINGS = {
    Kind.RAISED: gettext_lazy("A professional challenge has been raised with you."),
    Kind.ACKNOWLEDGED: gettext_lazy("Your professional challenge has been acknowledged."),
    Kind.PERSPECTIVE_ASKED: gettext_lazy(
        "The other side has given its perspective. Both open together when you have given yours."
    ),
    Kind.PERSPECTIVES_OPEN: gettext_lazy("Both sides have given their perspective. You can read them side by side."),
    Kind.REPLIED: gettext_lazy("There is a reply to a professional challenge that you take part in."),
    Kind.NEW_ENTRY: gettext_lazy("There is a new entry in a professional challenge that you take part in."),
    Kind.DANGER: gettext_lazy("Somebody has recorded that they acted on immediate danger."),
    Kind.TIME_RAN_OUT: gettext_lazy("A time has run out in a professional challenge that you take part in."),
    Kind.OFFERED: gettext_lazy("A time has run out. You can now take the challenge to its next step."),
    Kind.STEP_TAKEN: gettext_lazy("A professional challenge that you take part in has gone to another step."),
    Kind.YOURS_NOW: gettext_lazy("A professional challenge has come to you."),
    Kind.DECISION: gettext_lazy("A decision has been made in a professional challenge that you take part in."),
    Kind.SECOND: gettext_lazy("A decision is waiting for you to agree it or send it back."),
    Kind.OUTCOME_PROPOSED: gettext_lazy("The other side has proposed an outcome and asks you to answer."),
    Kind.OUTCOME_DECLINED: gettext_lazy("The other side has not agreed to the outcome that you proposed."),
    Kind.SETTLED: gettext_lazy("A professional challenge that you take part in has an outcome."),
    Kind.ACTION: gettext_lazy("There is news of an agreed action."),
    Kind.CHECK_BACK: gettext_lazy("It is time to say whether it is better for the child."),
    Kind.CHECKED_BACK: gettext_lazy("Both sides have said whether it is better for the child."),
    Kind.WITHDRAWN: gettext_lazy("A professional challenge that you take part in has been withdrawn."),
    Kind.GATE: gettext_lazy("The policy asks that you agree before a professional challenge goes on."),
    Kind.GATE_REFUSED: gettext_lazy("It was not agreed that your professional challenge goes on. It stays open."),
    Kind.RECOMMENDED: gettext_lazy("Those who decide recommend a way forward and ask if you accept it."),
    Kind.TOLD: gettext_lazy("The policy asks that you are told what has happened in a professional challenge."),
    Kind.FORM: gettext_lazy("The policy asks you to fill in a form in a professional challenge."),
    Kind.REOPENED: gettext_lazy("A professional challenge that you take part in has been opened again."),
    Kind.PAUSED: gettext_lazy("The times of a professional challenge that you take part in stand still for a while."),
    Kind.RESUMED: gettext_lazy("The times of a professional challenge that you take part in run again."),
    Kind.SHORTENED: gettext_lazy("A time of a professional challenge that you take part in ends sooner than before."),
    Kind.EXTENSION_ASKED: gettext_lazy("The other side asks for more time in a professional challenge."),
    Kind.EXTENDED: gettext_lazy("A time of a professional challenge that you take part in was extended."),
    Kind.NOT_EXTENDED: gettext_lazy("The other side has not agreed to more time. The time stands as it was."),
    Kind.REMINDER: gettext_lazy("A reminder: something is expected of you in a professional challenge."),
    Kind.WARNED: gettext_lazy("The other side means to take a professional challenge to its next step."),
    Kind.POLICY_MOVED: gettext_lazy(
        "A professional challenge that you take part in has been moved to another version of the policy."
    ),
    Kind.HOURS_CHANGED: gettext_lazy(
        "Opening hours were changed, and a date has moved in a professional challenge that you take part in."
    ),
    Kind.NOBODY_ANSWERS: gettext_lazy(
        "A professional challenge of your partnership has come to a post for which nobody answers now. See who can."
    ),
    Kind.ASKED_ALONG: gettext_lazy(
        "A colleague asks if you are worried too, and has asked you along to a professional challenge."
    ),
    Kind.INVITED: gettext_lazy("You are asked to answer a professional challenge about the safety of a child."),
    Kind.VOUCH: gettext_lazy(
        "A professional without an account is asked to answer a challenge. Say if the address given is theirs. Nothing "
        "is sent to them before."
    ),
    Kind.NO_ADDRESS: gettext_lazy(
        "A professional without an account and without an email address is asked to answer a challenge. Telephone "
        "them, and take down what they say. The times run."
    ),
    Kind.NOT_VOUCHED: gettext_lazy(
        "Nobody has said yet if an address is right, so a professional who is to answer a challenge has not been told. "
        "Telephone them. The times run."
    ),
    Kind.ADDRESS_REFUSED: gettext_lazy(
        "The address that you gave for a professional without an account was not confirmed. They have not been told. "
        "Give another address, or telephone them. The times run."
    ),
    Kind.INVITATION_ENDED: gettext_lazy("A professional without an account cannot open a challenge any more."),
    Kind.LOCKED: gettext_lazy(
        "Somebody has tried too many wrong codes with a link to a challenge. The link is locked. Speak with the "
        "professional, then renew it."
    ),
    Kind.BY_PHONE: gettext_lazy(
        "What you said by telephone has been entered in a professional challenge. Read it, and correct it if it is not "
        "what you said."
    ),
    Kind.RESTRICTED: gettext_lazy(
        "A professional challenge that you take part in is now kept to people on a named list."
    ),
    Kind.UNRESTRICTED: gettext_lazy(
        "A professional challenge that you take part in is no longer kept to people on a named list."
    ),
    Kind.NOBODY_LISTED: gettext_lazy(
        "A professional challenge has gone to a step at which nobody on its named list answers. "
        "Whoever answered before still does, until somebody is put on the list."
    ),
    Kind.GLASS_BROKEN: gettext_lazy(
        "Somebody who does not take part has opened a professional challenge to read it, for three hours. Its record "
        "says who, and why."
    ),
    Kind.GLASS_REVIEWED: gettext_lazy(
        "It was reviewed why somebody opened a professional challenge in which they do not take part."
    ),
    Kind.GLASS_UNREVIEWED: gettext_lazy(
        "Nobody has yet reviewed why somebody opened a professional challenge in which they do not take part."
    ),
    Kind.SILENCE: gettext_lazy("In a professional challenge of your partnership a time has run out and nobody acted."),
    Kind.CONFLICT: gettext_lazy(
        "Somebody must not take part any more in a professional challenge that you take part in. You can read who "
        "took over."
    ),
    Kind.NOBODY_FOUND: gettext_lazy(
        "Somebody must not take part in a professional challenge of your partnership, and no post was found to take "
        "over. See who keeps their place, and name somebody."
    ),
    Kind.PASSED_OVER: gettext_lazy(
        "In a professional challenge of your partnership a side has said that somebody of its own must not take part. "
        "The next step goes past them."
    ),
}

ALARM = "clock alarm"
GAPS = "nobody answers ahead"
OF_NO_CHALLENGE = "cover"
"""Stands where a message has its challenge, of those that are about none."""
CODE = "code"
JOINING, REACH, REACH_QUIET = "joining", "reach", "reach quiet"
WATCH = {"many opened": "many", "glass refused": "refused", "post ended": "left", "signed out": "out"}
"""Kinds of message about no one challenge, to those who watch over access, keep people or are signed out, each with its
channel."""
MANY_OPENED, GLASS_REFUSED, POST_ENDED, SIGNED_OUT = WATCH
WATCHED = {
    MANY_OPENED: gettext_lazy("Somebody of your agency has opened more challenges within an hour than is usual."),
    GLASS_REFUSED: gettext_lazy("Somebody of your agency has tried several times to open a challenge and was refused."),
    POST_ENDED: gettext_lazy(
        "An agency’s own sign-in has ended a post, and open challenges are still with whoever held it. See whose they "
        "are, and give them to somebody else."
    ),
    SIGNED_OUT: gettext_lazy(
        "Your administrator has signed you out everywhere, as is done after a phone or a computer is lost. If you do "
        "not know why, ring them on a number that you had before."
    ),
}
LEADS_TO = {
    POST_ENDED: ("people", gettext_lazy("people and posts")),
    SIGNED_OUT: ("my-sessions", gettext_lazy("sign-ins")),
}
"""Where such a message leads, and what its subject calls that, if not to the log of access."""
NOT_FOR_YOU = gettext_lazy(
    "You do not take part in it, so you cannot open it. Ask whoever of your agency does, or the business unit."
)
"""Where the policy has somebody told who may not see it: that it happened is all that they are told."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The subject and the plain text of one message."""

    subject: str
    body: str


def letter(kind: str, reference: str, step: str, due: datetime | None, link: str) -> Letter:
    """The message of this kind, with no `link` for somebody who may not open it.

    `due` is aware UTC and is shown in the time of England; `step` is "Step 2" or empty.
    """
    if kind == ALARM:
        opening = _("The clock could not handle a challenge and has set it aside for an hour. Tell your administrator.")
    else:
        opening = str(WATCHED[kind] if kind in WATCHED else OPENINGS[Kind(kind)])
    lines = [opening, ""]
    if step:
        lines.append(_("It is at: %(step)s") % {"step": step})
    if due is not None:
        lines.append(_("Something is expected of you by: %(when)s") % {"when": said_when(due)})
    lines += [
        _("Sign in to read it: %(link)s") % {"link": link} if link else str(NOT_FOR_YOU),
        "",
        _("If a child is in immediate danger, call 999 now. Do not wait for any step."),
        _("This message says nothing about the child on purpose. Do not reply to it."),
    ]
    _page, called = LEADS_TO.get(kind, ("", _("access log")))
    return Letter(
        subject=_("Forthright %(reference)s: sign in to read it") % {"reference": reference or called},
        body="\n".join(lines),
    )


def gaps_letter(count: int, first: datetime, link: str) -> Letter:
    """To whoever leads an agency: how many new gaps there are in 30 days, and when (aware) the first begins."""
    told = {"count": count, "when": said_when(first)}
    opening = ngettext(
        "In the next 30 days there is %(count)s time in which nobody answers for a post or in an open challenge.",
        "In the next 30 days there are %(count)s times in which nobody answers for a post or in an open challenge.",
        count,
    )
    lines = [
        opening % told,
        _("The first begins at %(when)s. Name a cover before then.") % told,
        _("Sign in to see them: %(link)s") % {"link": link},
        "",
        _("You are told of each once. Do not reply to this message."),
    ]
    return Letter(subject=_("Forthright: times in which nobody answers"), body="\n".join(lines))


def reach_letter(body: str, link: str) -> Letter:
    """To somebody who holds a post of this body, to see whether messages arrive. `link` is theirs alone."""
    lines = [
        _("You hold a post at %(body)s. Messages about professional challenges come to this address.") % {"body": body},
        _("Some are urgent, so we are asked to check that they reach you."),
        "",
        _("Open this page and say that it did. You need not sign in: %(link)s") % {"link": link},
        _("If this message is not for you, you can say so on the same page. Then nobody waits for you."),
        "",
        _("This is about no challenge and no child. If you press nothing, nothing of yours is lost."),
        _("Do not reply to this message."),
    ]
    return Letter(_("Forthright: does this message reach you?"), "\n".join(lines))


def quiet_letter(count: int, link: str) -> Letter:
    """To those who look after people: so many were asked a week ago whether messages reach them, and are silent."""
    opening = ngettext(
        "%(count)s person was asked a week ago if messages reach them, and has not answered.",
        "%(count)s people were asked a week ago if messages reach them, and have not answered.",
        count,
    )
    lines = [
        opening % {"count": count},
        _("Speak with them: an urgent message would perhaps not be read either."),
        _("Sign in to see who: %(link)s") % {"link": link},
        "",
        _("You are told of each check once. Do not reply to this message."),
    ]
    return Letter(_("Forthright: no answer if messages arrive"), "\n".join(lines))


def guest_letter(kind: str, reference: str, due: datetime | None, link: str) -> Letter:
    """The message of this kind to a professional without an account. `link` is theirs alone, and opens nothing without
    a code that is sent to the same address. `due` is aware UTC."""
    lines = [str(OPENINGS[Kind(kind)]), ""]
    if due is not None:
        lines.append(_("Something is expected of you by: %(when)s") % {"when": said_when(due)})
    lines += [
        _("You need no account. Open it with this link: %(link)s") % {"link": link},
        _("Each time, a code is sent to this address. Do not pass the link or the code on: it is for you alone."),
        _("If you cannot use it, telephone the partnership's business unit and give this number: %(reference)s")
        % {"reference": reference},
        "",
        _("If a child is in immediate danger, call 999 now. Do not wait for any step."),
        _("This message says nothing about the child on purpose. Do not reply to it."),
    ]
    return Letter(_("Forthright %(reference)s: open it with your link") % {"reference": reference}, "\n".join(lines))


def code_letter(code: str, minutes: int) -> Letter:
    """The message with a code. Nothing in it says what it opens."""
    lines = [
        _("Your code: %(code)s") % {"code": code},
        "",
        _("It works once, for %(minutes)s minutes, in the browser in which you asked for it.") % {"minutes": minutes},
        _("If you did not ask for a code, somebody else has your link. Tell the partnership's business unit."),
        _("Nobody from Forthright will ever ask you for it."),
    ]
    return Letter(_("Forthright: your code"), "\n".join(lines))


def said_when(at: datetime) -> str:
    """An instant in the words of the house: "5:30pm on Friday 27 November 2026", in the time of England."""
    local = at.astimezone(LONDON)
    clock = "midday" if (local.hour, local.minute) == (12, 0) else local.strftime("%I:%M%p").lstrip("0").lower()
    clock = clock.replace(":00", "")
    return _("%(clock)s on %(day)s") % {"clock": clock, "day": day_words(local.date(), get_language() or "")}


@lru_cache(maxsize=4096)
def day_words(day: date, language: str) -> str:
    """A date in words: "Friday 27 November 2026". Kept by language: a list says the same few days again and again."""
    return formats.date_format(day, "l j F Y")
