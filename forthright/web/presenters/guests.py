"""Invitations of professionals without an account, as sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from forthright.core.challenge.sees import reads_words
from forthright.core.challenge.standing import Standing
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import has_account, is_free_mail, of_challenge
from forthright.record import inviting
from forthright.record.queries import Matter
from forthright.web.presenters import when


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list. `waits` tells that somebody is to do something."""

    number: int
    reference: str
    who: str
    agency: str
    standing: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One invitation: `facts` are rows of label and value, `flags` what to be careful about. `waits` tells that nobody
    has vouched and the professional has not been told."""

    number: int
    reference: str
    who: str
    agency: str
    email: str
    standing: str
    facts: list[tuple[str, str]]
    flags: list[str]
    waits: bool
    vouched: bool
    ended: bool


def who(one: Invitation) -> str:
    """The professional and what they do."""
    return f"{one.guest.name}, {one.title}"


def standing(one: Invitation, now: datetime) -> str:
    """How it stands, in one sentence."""
    if one.ended_at is not None:
        return _("Ended: it opens nothing")
    if one.refused_at is not None:
        return _("The address was not confirmed: nothing has been sent")
    if not one.email:
        return _("No email address: the business unit telephones them, and takes down what they say")
    if one.vouched_at is None:
        return _("Nobody has said yet that the address is right: nothing has been sent")
    if one.locked_at is not None:
        return _("Locked: too many wrong codes. Renew it once you have spoken with them")
    until = inviting.ends(one)
    if until <= now:
        return _("Expired on %(day)s: renew it if it is still needed") % {"day": when.day(until)}
    return _("Open until %(day)s, or longer if there is a new entry") % {"day": when.day(until)}


def line(one: Invitation, now: datetime) -> Line:
    """One row of the list."""
    return Line(one.pk, one.challenge, who(one), one.agency.name, standing(one, now), inviting.needs_sponsor(one))


def shown(one: Invitation, now: datetime) -> Shown:
    """All that stands in an invitation."""
    signed = _("%(name)s, %(when)s")
    facts = [(_("Asked by"), signed % {"name": one.asked_name, "when": when.said(one.asked_at)})]
    if one.vouched_at is not None:
        facts.append((_("Vouched for by"), signed % {"name": one.vouched_name, "when": when.said(one.vouched_at)}))
        facts.append((_("How they knew"), one.vouched_how))
    if one.refused_at is not None:
        facts.append((_("Not confirmed by"), signed % {"name": one.refused_name, "when": when.said(one.refused_at)}))
        facts.append((_("What is wrong with it"), one.refused_reason))
    if one.ended_at is not None:
        facts.append((_("Ended by"), signed % {"name": one.ended_name, "when": when.said(one.ended_at)}))
        facts.append((_("Why"), one.ended_reason))
    return Shown(
        number=one.pk,
        reference=one.challenge,
        who=who(one),
        agency=one.agency.name,
        email=one.email,
        standing=standing(one, now),
        facts=facts,
        flags=flags(one),
        waits=one.vouched_at is None and one.ended_at is None,
        vouched=one.vouched_at is not None,
        ended=one.ended_at is not None,
    )


def flags(one: Invitation) -> list[str]:
    """What a sponsor should look at twice. None of it forbids anything: a childminder may have no other address."""
    found = []
    if is_free_mail(one.email):
        found.append(
            _(
                "Anybody can open a mailbox there under any name. Telephone them on a number that you found yourself, "
                "such as on a public register, and have them read the address to you."
            )
        )
    if has_account(one.email):
        found.append(_("Somebody has an account with this address. They could answer by signing in instead."))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a challenge says of somebody without an account, and the address where more of it stands."""

    text: str
    address: str
    waits: bool


def told(matter: Matter, now: datetime) -> list[Told]:
    """For whoever takes part, with the name; for the business unit, which is to vouch; for nobody else."""
    if not matter.guests:
        return []
    if reads_words(matter.actor, matter.state):
        address = reverse("invited", args=[matter.reference])
        every = of_challenge(matter.reference)
        text = _("You come in without an account: by your link, and a code each time. %(standing)s.")
        own = [one for one in every if one.guest_id == matter.actor.person]
        if own:
            return [_told(own[0], text, "", now)]
        return [_told(one, _("%(who)s, has no account. %(standing)s."), address, now) for one in every]
    if matter.standing is not Standing.BUSINESS_UNIT:
        return []
    text = _("Somebody without an account is asked to answer. %(standing)s.")
    return [_told(one, text, reverse("invitation", args=[one.pk]), now) for one in of_challenge(matter.reference)]


def _told(one: Invitation, text: str, address: str, now: datetime) -> Told:
    return Told(text % {"who": who(one), "standing": standing(one, now)}, address, inviting.needs_sponsor(one))
