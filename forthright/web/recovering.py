"""What a recovery does to an account, and the mails that tell its owner."""

from __future__ import annotations

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from forthright.audit import recoveries
from forthright.audit.recoveries import Recovery
from forthright.directory import sessions
from forthright.directory.models import Person

SALT = "forthright recovery link"


def link_of(recovery: Recovery) -> str:
    """The address that goes to the mailbox. It is signed: who sees a recovery on our pages cannot make it."""
    return f"{settings.ADDRESS}{reverse('recovery_finish', args=[signing.dumps(recovery.key, salt=SALT)])}"


def by_link(token: str) -> Recovery | None:
    """The recovery that a link is for, None for a forged link. Whether it is still good, the recovery says."""
    try:
        return recoveries.found(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None


def tell(person: Person, what: str, **more: str) -> None:
    """One of the mails: `asked`, `link` or `done`."""
    get_adapter().send_mail(f"recovery/email/{what}", person.email, more)


def opens_by_mail_alone(person: Person) -> bool:
    """Whether a link for a new password would let in whoever reads the mail: after a recovery, until there is a new
    second step. (Somebody who has never signed in is invited by their mail, and has nothing here to lose yet.)"""
    return recoveries.was_recovered(person.pk) and not Authenticator.objects.filter(user=person).exists()


def renew(recovery: Recovery, person: Person, password: str, now: datetime) -> bool:
    """The new password stands, every second step is gone, and every sign-in is ended. False where it was used up."""
    with transaction.atomic():
        if not recoveries.complete(recovery.key, now):
            return False
        if password:
            person.set_password(password)
            person.save(update_fields=["password"])
        Authenticator.objects.filter(user=person).delete()
        sessions.end_all(person)
        tell(person, "done")
    return True
