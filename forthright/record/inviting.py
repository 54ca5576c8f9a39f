"""Asking a professional without an account: who may vouch for their address, how long it lasts, and how they come in.

The invitation itself is the directory's. Here it meets the challenge: each change of it stands in the trail that both
sides read, and sends its messages, in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from msgspec.structs import replace

from forthright.audit.actions import note_look
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.folding import fold
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory import guests
from forthright.directory import queries as directory
from forthright.directory.actions import Signed
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import Asked
from forthright.directory.models import Partnership, Person
from forthright.notices.actions import queue, queue_code
from forthright.notices.tell import Kind, Notice
from forthright.record.actions import Done, begin, receipt_key, receipt_of
from forthright.record.models import Challenge, Part
from forthright.record.store import load_facts

LASTS = timedelta(days=28)
"""So long after the last entry, or after the day of the check-back, an invitation still opens. No policy that was seen
says anything of it: it is ours, long enough for a school holiday."""
SOMEBODY = "Somebody with the link"


def begin_with_guest(person: Person, command: Raise, asked: Asked, role: Role, token: str, now: datetime) -> Done | No:
    """Raise a challenge with a professional who has no account. The times run from now; nothing is sent to them before
    somebody has vouched for their address, which the business unit is asked for in the same transaction.

    `command.responding` is not looked at: who answers is made here, in this role.
    """
    receipt = receipt_key(token, command)
    earlier = receipt_of(receipt, person)
    if earlier:
        return earlier
    with transaction.atomic():
        partnership = Partnership.objects.select_related("hours").get(pk=command.partnership)
        agency = guests.body_of(asked, partnership)
        invitation = guests.invite(asked, partnership, agency, Signed(person, now, ""))
        seat = Seat(invitation.guest_id, invitation.guest.name, invitation.title, agency.pk, role)
        done = begin(person, replace(command, responding=seat, group=agency.called), token, now, receipt)
        if isinstance(done, No) or done.again:
            transaction.set_rollback(True)
            return done
        guests.bind(invitation, done.reference)
        _note(invitation, person, "invited", now)
        _ask_sponsors(invitation, Kind.VOUCH if invitation.email else Kind.NO_ADDRESS, "vouch1", now)
    return done


def sponsors(invitation: Invitation, now: datetime) -> list[int]:
    """Who may vouch: the business unit, and the administrators of the agency that is asked where it has any. Never who
    named the address: that takes two."""
    office = directory.office_holders(Office.BUSINESS_UNIT, invitation.partnership_id, now)
    own = directory.administrators(invitation.agency_id, now)
    return [one for one in dict.fromkeys([*office, *own]) if one != invitation.asked_by]


def to_vouch_for(person: Person, now: datetime) -> list[Invitation]:
    """The invitations that this person is a sponsor of, those that nobody has vouched for first."""
    actor = directory.actor(person, now)
    office = actor.partnerships(Office.BUSINESS_UNIT)
    own = [one.pk for one in directory.administered(person, now)] if actor.partnerships(Office.ADMINISTRATOR) else []
    return guests.of_sponsor(office, own) if office or own else []


def waiting(partnerships: Collection[int], agencies: Collection[int] = ()) -> int:
    """How many invitations of these partnerships, or of agencies, wait for a sponsor: to vouch, or to telephone."""
    return sum(needs_sponsor(one) for one in guests.unvouched(partnerships, agencies))


def needs_sponsor(invitation: Invitation) -> bool:
    """Whether a sponsor is to do something: vouch, renew what is locked, or telephone whoever has no address while
    something waits for them."""
    if invitation.ended_at is not None:
        return False
    if not invitation.email:
        parts = Part.objects.filter(challenge=invitation.challenge, person=invitation.guest_id)
        return parts.exclude(expects="").exists()
    return invitation.vouched_at is None or invitation.locked_at is not None


def is_sponsor(person: Person, now: datetime) -> bool:
    """Whether this person vouches for addresses: somebody of a business unit, or an agency's administrator."""
    actor = directory.actor(person, now)
    return bool(actor.partnerships(Office.BUSINESS_UNIT) or actor.partnerships(Office.ADMINISTRATOR))


def sponsored(person: Person, number: int, now: datetime) -> Invitation | None:
    """One of them; None where this person is no sponsor of it."""
    return next((one for one in to_vouch_for(person, now) if one.pk == number), None)


def vouch(person: Person, invitation: Invitation, how: str, now: datetime) -> No | None:
    """Say that the address is that professional's, and how that is known. Their first link is sent."""
    if person.pk == invitation.asked_by:
        return No("own address")
    if not invitation.email:
        return No("no address")
    with transaction.atomic():
        guests.vouch(invitation, Signed(person, now, how))
        _note(invitation, person, "vouched", now)
        _send_link(invitation, now)
    return None


def refuse(person: Person, invitation: Invitation, reason: str, now: datetime) -> None:
    """Say that the address is not known to be theirs. Whoever named it is told."""
    with transaction.atomic():
        guests.refuse(invitation, Signed(person, now, reason))
        _note(invitation, person, "not vouched", now)
        _tell(invitation, [invitation.asked_by], Kind.ADDRESS_REFUSED, f"ref{invitation.asked_often}", now)


def correct(person: Person, invitation: Invitation, email: str, now: datetime) -> None:
    """Another address, by somebody of the raising side. Whoever vouches is asked anew."""
    with transaction.atomic():
        guests.correct(invitation, email, Signed(person, now, ""))
        _note(invitation, person, "address changed", now)
        _ask_sponsors(invitation, Kind.VOUCH, f"vouch{invitation.asked_often}", now)


def end(person: Person, invitation: Invitation, reason: str, now: datetime) -> None:
    """Nobody comes in by it any more, from the next request on. Where a sponsor ends it, whoever named the address is
    told; where the raising side does, the sponsors are, who can renew it: a side must not silence the other unseen."""
    with transaction.atomic():
        own = _raising(invitation, person)
        guests.end(invitation, Signed(person, now, reason))
        _note(invitation, person, "invitation ended", now)
        people = sponsors(invitation, now) if own else [invitation.asked_by]
        _tell(invitation, people, Kind.INVITATION_ENDED, f"end{invitation.renewed_often}", now)


def renew(person: Person, invitation: Invitation, now: datetime) -> No | None:
    """It begins anew with a new link, also where it was locked, ended or had expired."""
    if invitation.vouched_at is None:
        return No("vouch first")
    with transaction.atomic():
        guests.renew(invitation, Signed(person, now, ""))
        _note(invitation, person, "invitation renewed", now)
        _send_link(invitation, now)
    return None


def ends(invitation: Invitation) -> datetime:
    """When it stops opening anything (UTC), as things stand: each entry and each renewal moves this on."""
    row = Challenge.objects.filter(pk=invitation.challenge).values_list("phase", "changed_at").first()
    last = invitation.renewed_at or invitation.asked_at
    if row is not None:
        last = max(last, row[1])
    if row is not None and row[0] == Phase.SETTLED:
        last = max(last, fold(load_facts(invitation.challenge)).check_back or last)
    return last + LASTS


def is_live(invitation: Invitation, now: datetime) -> bool:
    """Whether its guest may be in the challenge at this instant."""
    return invitation.open and ends(invitation) > now


def open_to(guest: Person, round_of: int, now: datetime) -> Invitation | None:
    """The invitation by which a guest is in, None where it ended, expired or has begun anew since they came in.

    `round_of` is how often it had been renewed when they came in.
    """
    invitation = guests.invitation_of(guest)
    if invitation is None or invitation.renewed_often != round_of or not is_live(invitation, now):
        return None
    return invitation


def ask_code(link: str, browser: str, now: datetime) -> None:
    """A browser that has a link asks for a code. It says nothing of whether the link is one: the code goes to the
    address that the link went to, or nowhere. `link` and `browser` are digests."""
    invitation = guests.by_link(link)
    if invitation is None or invitation.locked_at is not None or not is_live(invitation, now):
        return
    with transaction.atomic():
        code = guests.ask_code(invitation, browser, now)
        if code is not None:
            _note(invitation, None, "code asked for", now)
            queue_code(invitation.challenge, code.pk, invitation.guest_id, now)


def come_in(link: str, browser: str, digits: str, now: datetime) -> Invitation | None:
    """The invitation, where these digits are the code that was sent for this browser. None otherwise, without a
    reason: a wrong link, a wrong code, one that ran out and a locked invitation look the same. The trail tells them."""
    invitation = guests.by_link(link)
    if invitation is None or invitation.locked_at is not None or not is_live(invitation, now):
        return None
    with transaction.atomic():
        right = guests.try_code(invitation, browser, digits, now)
        _note(invitation, invitation.guest if right else None, "came in by code" if right else "wrong code", now)
        if invitation.locked_at is not None:
            _note(invitation, None, "locked", now)
            _ask_sponsors(invitation, Kind.LOCKED, f"lock{invitation.renewed_often}", now)
    return invitation if right else None


def note_opened(link: str, now: datetime) -> None:
    """Somebody opened a link. One that leads nowhere leaves no trace: there is no challenge in whose trail to write."""
    invitation = guests.by_link(link)
    if invitation is not None:
        _note(invitation, None, "link opened", now)


def alarm(now: datetime) -> int:
    """Tell the business unit and whoever raised it of each invitation that nobody has vouched for in time, and of each
    guest without an address for whom something waits. Returns how many were looked at; called by the clock."""
    waiting = guests.to_alarm(now)
    for invitation in waiting:
        with transaction.atomic():
            people = [*sponsors(invitation, now), invitation.asked_by]
            if needs_sponsor(invitation):
                kind = Kind.NOT_VOUCHED if invitation.email else Kind.NO_ADDRESS
                _tell(invitation, people, kind, f"unv{invitation.alarms}", now)
            guests.alarmed(invitation, now)
    return len(waiting)


def may_correct(invitation: Invitation, person: Person) -> bool:
    """Whether somebody may give another address: whoever takes part on the raising side, as long as nobody is in by the
    one that stands."""
    return _raising(invitation, person) and not invitation.open


def may_end(invitation: Invitation, person: Person) -> bool:
    """Whether somebody who takes part may end it, such as when the link got into wrong hands: whoever named the address
    and whoever answers for the raising side, as long as they are on that side. Renewing is a sponsor's."""
    if invitation.ended_at is not None or not _raising(invitation, person):
        return False
    owner = fold(load_facts(invitation.challenge)).owners.get(Side.RAISING)
    return person.pk in (invitation.asked_by, owner)


def _raising(invitation: Invitation, person: Person) -> bool:
    return fold(load_facts(invitation.challenge)).side_of(person.pk) is Side.RAISING


def _version(invitation: Invitation) -> int:
    return Challenge.objects.filter(pk=invitation.challenge).values_list("version", flat=True).first() or 0


def _note(invitation: Invitation, person: Person | None, act: str, now: datetime) -> None:
    """In the trail: who did it with an invitation, or that somebody with the link did."""
    agency = invitation.agency.name if person is not None and person.guest else ""
    note_look(
        challenge=invitation.challenge,
        person=person.pk if person else 0,
        name=person.name if person else SOMEBODY,
        title=_title(invitation, person, now),
        agency=agency,
        act=act,
        version=_version(invitation),
        at=now,
    )


def _title(invitation: Invitation, person: Person | None, now: datetime) -> str:
    if person is None:
        return "not known"
    if person.guest:
        return invitation.title
    held = directory.posts_of(person, now)
    return held[0].title if held else ""


def _send_link(invitation: Invitation, now: datetime) -> None:
    due = _due(invitation)
    notice = Notice(invitation.guest_id, Kind.INVITED, due)
    queue(invitation.challenge, _version(invitation), [notice], "", now, f"inv{invitation.renewed_often}")


def _due(invitation: Invitation) -> datetime | None:
    duties = fold(load_facts(invitation.challenge)).duties.values()
    return min((one.due for one in duties if one.owner == invitation.guest_id and one.due), default=None)


def _ask_sponsors(invitation: Invitation, kind: Kind, channel: str, now: datetime) -> None:
    _tell(invitation, sponsors(invitation, now), kind, channel, now)


def _tell(invitation: Invitation, people: list[int], kind: Kind, channel: str, now: datetime) -> None:
    """Each of these people once, about this invitation. `channel` tells one telling from the next."""
    notices = [Notice(person, kind) for person in dict.fromkeys(people)]
    queue(invitation.challenge, _version(invitation), notices, "", now, channel)
