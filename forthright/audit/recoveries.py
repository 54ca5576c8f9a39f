"""Getting somebody back in who has lost all that they sign in with: how far each is, read from the trail of accounts.

One person asks, a second one agrees, and the person proves that they hold both a code, which they were told by voice,
and a link, which went to their mailbox. Nothing is kept of it but entries of the trail.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q

from forthright.audit import accounts
from forthright.audit.accounts import Kind
from forthright.audit.models import AccountEvent
from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.acting import current
from forthright.directory.models import Holding, Person

TO_AGREE = timedelta(hours=24)
"""How long the second person has to agree."""
TO_USE = timedelta(hours=1)
"""How long the code and the link are good for."""
TRIES = 5
"""Wrong codes after which a recovery ends."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """One recovery as its entries have it. Times are aware UTC; `agreed` is None until a second person has agreed."""

    key: str
    person: int
    name: str
    by: int | None
    by_name: str
    asked: datetime
    agreed: datetime | None = None
    secret: str = ""
    wrong: int = 0
    over: bool = False

    def waits(self, now: datetime) -> bool:
        """Whether a second person is still to agree."""
        return not self.over and self.agreed is None and now < self.asked + TO_AGREE

    def usable(self, now: datetime) -> bool:
        """Whether its code and link are good now."""
        return not self.over and self.agreed is not None and self.wrong < TRIES and now < self.agreed + TO_USE


def folded(entries: list[AccountEvent]) -> Recovery | None:
    """The state that the entries of one recovery, oldest first, make; None where it was never asked for."""
    if not entries or entries[0].kind != Kind.ASKED.value:
        return None
    first, kinds = entries[0], [one.kind for one in entries]
    made = next((one for one in entries if one.kind == Kind.AGREED.value), None)
    return Recovery(
        key=first.recovery,
        person=first.person,
        name=first.name,
        by=first.by,
        by_name=first.by_name,
        asked=first.at,
        agreed=made.at if made else None,
        secret=made.secret if made else "",
        wrong=kinds.count(Kind.WRONG_CODE.value),
        over=bool({Kind.REFUSED.value, Kind.RECOVERED.value} & set(kinds)),
    )


def found(key: str) -> Recovery | None:
    """The recovery with this key."""
    return folded(accounts.of_recovery(key))


def going_on(now: datetime) -> list[Recovery]:
    """All that wait for a second person or for their code, the oldest first."""
    since = now - TO_AGREE - TO_USE
    keys = AccountEvent.objects.filter(kind=Kind.ASKED.value, at__gt=since).order_by("pk").values_list("recovery")
    every = [found(key) for (key,) in keys]
    return [one for one in every if one is not None and (one.waits(now) or one.usable(now))]


def helped_by(person: Person, now: datetime) -> list[Person]:
    """Whom this person may ask for: the people of agencies that they administer; for the business unit, those in posts
    of the partnership itself, and administrators, whom their agency may have only one of. Never themselves."""
    offices = directory.actor(person, now).partnerships(Office.BUSINESS_UNIT)
    own = Q(post__agency__in=directory.administered(person, now))
    beside = Q(post__agency__isnull=True) | Q(post__role=Office.ADMINISTRATOR.value)
    held = Holding.objects.filter(own | Q(beside, post__partnership__in=offices)).filter(
        current(directory.local_day(now))
    )
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).exclude(pk=person.pk)
    return list(people.order_by("name", "pk"))


def may_agree(second: Person, recovery: Recovery, now: datetime) -> bool:
    """Whether this person can be the second: neither who asked nor whom it is for; who manages them, administers their
    agency, or is the business unit of a partnership in which they have a post."""
    if second.pk in (recovery.by, recovery.person):
        return False
    actor = directory.actor(second, now)
    held = Holding.objects.filter(current(directory.local_day(now)), person=recovery.person)
    knows = Q(post__agency__in=directory.administered(second, now)) | Q(
        post__partnership__in=actor.partnerships(Office.BUSINESS_UNIT)
    )
    return recovery.person in actor.leads or held.filter(knows).exists()


def ask(person: Person, by: Person, now: datetime) -> Recovery | None:
    """Begin one; None where another goes on for this person."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if any(one.person == person.pk for one in going_on(now)):
            return None
        key = secrets.token_hex(8)
        accounts.note(Kind.ASKED, (person.pk, person.name), now, (by.pk, by.name), key)
    return found(key)


def agree(key: str, by: Person, now: datetime) -> str | None:
    """The second person agrees: returns the code, which is nowhere else; None where it can no longer be agreed to."""
    with transaction.atomic():
        recovery = _locked(key)
        if recovery is None or not recovery.waits(now) or not may_agree(by, recovery, now):
            return None
        code = f"{secrets.randbelow(10**8):08}"
        told = (recovery.person, recovery.name)
        accounts.note(Kind.AGREED, told, now, (by.pk, by.name), key, secret=make_password(code))
    return code


def refuse(key: str, by: Person, now: datetime) -> bool:
    """End one, by who asked or who could agree. False where it is over already."""
    with transaction.atomic():
        recovery = _locked(key)
        if recovery is None or not (recovery.waits(now) or recovery.usable(now)):
            return False
        if by.pk != recovery.by and not may_agree(by, recovery, now):
            return False
        accounts.note(Kind.REFUSED, (recovery.person, recovery.name), now, (by.pk, by.name), key)
    return True


def right_code(key: str, code: str, now: datetime) -> bool:
    """Whether this is its code; a wrong one is counted."""
    with transaction.atomic():
        recovery = _locked(key)
        if recovery is None or not recovery.usable(now):
            return False
        right = check_password(code, recovery.secret)
        if not right:
            accounts.note(Kind.WRONG_CODE, (recovery.person, recovery.name), now, recovery=key)
    return right


def complete(key: str, now: datetime) -> bool:
    """Use it up. False where it was used or ended meanwhile. Called inside the transaction that changes the account."""
    recovery = _locked(key)
    if recovery is None or not recovery.usable(now):
        return False
    told = (recovery.person, recovery.name)
    accounts.note(Kind.RECOVERED, told, now, told, key)
    return True


def was_recovered(person: int) -> bool:
    """Whether this person was ever let in again."""
    return accounts.of_person(person).filter(kind=Kind.RECOVERED.value).exists()


def _locked(key: str) -> Recovery | None:
    """The recovery, with its person's row locked, so that two requests at a time go one after the other."""
    first = found(key)
    if first is None:
        return None
    Person.objects.select_for_update().filter(pk=first.person).first()
    return found(key)
