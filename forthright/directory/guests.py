"""The only code that writes invitations of professionals without an account, with their links and codes.

The numbers here are ours: no policy that was seen says anything of them.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import F, Q, Sum

from forthright.directory.actions import Signed
from forthright.directory.guest_models import Invitation, InvitationCode, InvitationLink
from forthright.directory.models import Agency, Group, Partnership, Person

ALARM_AFTER = timedelta(hours=4)
"""So long after somebody was invited it is an alarm that nobody has vouched, and then once a day."""
ALARM_AGAIN = timedelta(days=1)
CODE_DIGITS = 8
CODE_LASTS = timedelta(minutes=10)
TRIES = 5
"""So often may one code be tried."""
CODES_AN_HOUR = 6
WRONG_AN_HOUR = 10
"""So many wrong codes in an hour lock an invitation, until whoever vouches renews it: of a hundred million codes."""
NOWHERE = "guest.invalid"
"""Where no mail arrives and nobody has an account (RFC 2606): a guest's row cannot be signed in with."""

FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "live.co.uk"),
        *("msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "aol.com", "aol.co.uk", "icloud.com", "me.com"),
        *("mac.com", "proton.me", "protonmail.com", "gmx.com", "gmx.co.uk", "mail.com", "zoho.com", "fastmail.com"),
        *("btinternet.com", "btopenworld.com", "sky.com", "talktalk.net", "virginmedia.com", "ntlworld.com"),
        *("blueyonder.co.uk", "tiscali.co.uk", "plus.com", "plusnet.com", "outlook.co.uk", "tutanota.com"),
    }
)
"""Where anybody can open a mailbox under any name. Such an address is flagged, not refused."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to be asked, as somebody names them. `agency` is the number of an agency of the directory, 0 for a body
    that is not in it, which `body` and `group` then name."""

    name: str
    title: str
    email: str
    agency: int = 0
    body: str = ""
    group: Group = Group.OTHER


def is_free_mail(email: str) -> bool:
    """Whether anybody could have opened this mailbox under any name."""
    return email.rpartition("@")[2].lower() in FREE_MAIL


def body_of(asked: Asked, partnership: Partnership) -> Agency:
    """The agency that is asked: the one of the directory, one that was named by the same name before, or a new one.

    A new body works in no partnership and stands on no list: that it was ever challenged is nobody else's to read. Its
    opening hours are those of the partnership until somebody enters its own.
    """
    if asked.agency:
        return Agency.objects.get(pk=asked.agency)
    name = " ".join(asked.body.split())
    before = Agency.objects.filter(invitations__partnership=partnership, partnerships=None, name__iexact=name)
    known = before.order_by("pk").first()
    return known or Agency.objects.create(name=name, group=asked.group, hours=partnership.hours)


def invite(asked: Asked, partnership: Partnership, agency: Agency, by: Signed) -> Invitation:
    """A guest, and the invitation that somebody still has to vouch for. Nothing is sent to the address yet.

    `challenge` is filled in by `bind`, once the challenge has its reference.
    """
    guest = Person.objects.create_user(f"{secrets.token_hex(12)}@{NOWHERE}", asked.name.strip())
    Person.objects.filter(pk=guest.pk).update(guest=True)
    return Invitation.objects.create(
        partnership=partnership,
        agency=agency,
        guest=guest,
        title=asked.title.strip(),
        email=asked.email.strip(),
        asked_at=by.at,
        asked_by=by.person.pk,
        asked_name=by.person.name,
        alarm_at=by.at + ALARM_AFTER,
    )


def bind(invitation: Invitation, challenge: str) -> None:
    """This invitation is to this challenge."""
    _set(invitation, challenge=challenge)


def correct(invitation: Invitation, email: str, by: Signed) -> None:
    """Another address, which somebody has to vouch for anew: nothing more goes to the one before. One that had ended
    begins so again: else nobody could vouch for it."""
    _forget_links(invitation)
    _set(
        invitation,
        email=email.strip(),
        asked_at=by.at,
        asked_by=by.person.pk,
        asked_name=by.person.name,
        asked_often=invitation.asked_often + 1,
        vouched_at=None,
        vouched_by=None,
        vouched_name="",
        vouched_how="",
        refused_at=None,
        refused_name="",
        refused_reason="",
        locked_at=None,
        ended_at=None,
        ended_name="",
        ended_reason="",
        alarm_at=by.at + ALARM_AFTER,
    )


def vouch(invitation: Invitation, by: Signed) -> None:
    """Somebody says that the address is that professional's; `by.reason` is how they know."""
    _set(
        invitation,
        vouched_at=by.at,
        vouched_by=by.person.pk,
        vouched_name=by.person.name,
        vouched_how=by.reason,
        renewed_at=by.at,
        renewed_often=invitation.renewed_often + 1,
        refused_at=None,
        alarm_at=None,
    )


def refuse(invitation: Invitation, by: Signed) -> None:
    """The address is not known to be theirs; `by.reason` says what is wrong with it."""
    _set(invitation, refused_at=by.at, refused_name=by.person.name, refused_reason=by.reason, alarm_at=None)


def end(invitation: Invitation, by: Signed) -> None:
    """Nobody gets in by it any more, from the next request on."""
    _forget_links(invitation)
    _set(invitation, ended_at=by.at, ended_name=by.person.name, ended_reason=by.reason, alarm_at=None)


def renew(invitation: Invitation, by: Signed) -> None:
    """It begins anew, also where it was locked or ended: the links before open nothing."""
    _forget_links(invitation)
    _set(
        invitation,
        renewed_at=by.at,
        renewed_often=invitation.renewed_often + 1,
        locked_at=None,
        ended_at=None,
        ended_name="",
        ended_reason="",
    )


def alarmed(invitation: Invitation, now: datetime) -> None:
    """Somebody has been told that nobody vouched; they are told again in a day."""
    _set(invitation, alarm_at=now + ALARM_AGAIN, alarms=invitation.alarms + 1)


def _forget_links(invitation: Invitation) -> None:
    invitation.links.all().delete()
    invitation.codes.all().delete()


def _set(invitation: Invitation, **values: object) -> None:
    for name, value in values.items():
        setattr(invitation, name, value)
    invitation.save(update_fields=list(values))


def digest_of(secret: str) -> str:
    """As the token of a link, and the secret of a browser, are kept: 256 bits of chance need no key."""
    return sha256(secret.encode()).hexdigest()


def new_link(invitation: Invitation, now: datetime) -> str:
    """The token of another link to this invitation's challenge: 256 bits, kept as a digest only."""
    token = secrets.token_urlsafe(32)
    InvitationLink.objects.create(invitation=invitation, digest=digest_of(token), made_at=now)
    return token


def by_link(digest: str) -> Invitation | None:
    """The invitation that a link leads to, by the digest of its token."""
    rows = Invitation.objects.select_related("guest", "agency", "partnership")
    return rows.filter(links__digest=digest).first() if digest else None


def ask_code(invitation: Invitation, browser: str, now: datetime) -> InvitationCode | None:
    """One browser (the digest of its secret) asks for a code; None where an hour's codes are used up."""
    if invitation.codes.filter(asked_at__gt=now - timedelta(hours=1)).count() >= CODES_AN_HOUR:
        return None
    return InvitationCode.objects.create(invitation=invitation, browser=browser, asked_at=now)


def make_code(number: int, now: datetime) -> str | None:
    """The digits of a code that was asked for, made at the moment of sending, so that they are never kept; None where
    it is not wanted any more."""
    code = InvitationCode.objects.filter(pk=number, used_at=None, asked_at__gt=now - CODE_LASTS).first()
    if code is None:
        return None
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    InvitationCode.objects.filter(pk=number).update(digest=_code_digest(number, digits), until=now + CODE_LASTS)
    return digits


def _code_digest(number: int, digits: str) -> str:
    """Keyed, because a bare digest of eight digits would be guessed in a second."""
    return hmac.new(settings.SECRET_KEY.encode(), f"guest code|{number}|{digits}".encode(), "sha256").hexdigest()


def try_code(invitation: Invitation, browser: str, digits: str, now: datetime) -> bool:
    """Whether these digits are the newest code of this browser. Each try counts before it is looked at, and a code
    serves once, whoever asks at the same time. Too many wrong ones in an hour lock the invitation."""
    codes = invitation.codes.filter(browser=browser).exclude(digest="")
    code = codes.order_by("-asked_at", "-pk").first()
    if code is None:
        return False
    live = InvitationCode.objects.filter(pk=code.pk, used_at=None, until__gt=now, digest=code.digest)
    if not live.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        return False
    if hmac.compare_digest(code.digest, _code_digest(code.pk, digits)):
        return bool(live.update(used_at=now))
    if _wrong(invitation, now) >= WRONG_AN_HOUR:
        _set(invitation, locked_at=now)
    return False


def _wrong(invitation: Invitation, now: datetime) -> int:
    """How many wrong codes were tried in the last hour, in all browsers."""
    hour = invitation.codes.filter(asked_at__gt=now - timedelta(hours=1) - CODE_LASTS)
    tried = hour.aggregate(tried=Sum("tries"))["tried"] or 0
    return int(tried) - hour.exclude(used_at=None).count()


def invitation_of(person: Person) -> Invitation | None:
    """The invitation of a guest."""
    rows = Invitation.objects.select_related("guest", "agency", "partnership")
    return rows.filter(guest=person).first() if person.guest else None


def of_challenge(challenge: str) -> list[Invitation]:
    """The invitations to a challenge, oldest first."""
    rows = Invitation.objects.select_related("guest", "agency", "partnership")
    return list(rows.filter(challenge=challenge).order_by("pk"))


def of_sponsor(partnerships: Collection[int], agencies: Collection[int]) -> list[Invitation]:
    """Every invitation of these partnerships, or of agencies, that has not ended: those to vouch for first."""
    theirs = Q(partnership__in=partnerships) | Q(agency__in=agencies)
    rows = Invitation.objects.filter(theirs).exclude(challenge="").select_related("guest", "agency", "partnership")
    return list(rows.order_by(F("vouched_at").desc(nulls_first=True), "-pk")[:200])


def unvouched(partnerships: Collection[int], agencies: Collection[int] = ()) -> list[Invitation]:
    """The invitations of these partnerships, or of agencies, that nobody has vouched for: also of guests without an
    address."""
    theirs = Q(partnership__in=partnerships) | Q(agency__in=agencies)
    rows = Invitation.objects.filter(theirs, vouched_at=None, refused_at=None, ended_at=None)
    return list(rows.exclude(challenge=""))


def to_alarm(now: datetime) -> list[Invitation]:
    """Those for which nobody has vouched in time."""
    rows = Invitation.objects.filter(alarm_at__lte=now, vouched_at=None, ended_at=None).exclude(challenge="")
    return list(rows.select_related("guest", "agency", "partnership").order_by("alarm_at", "pk")[:100])


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return Person.objects.filter(email__iexact=email.strip(), guest=False).exists()
