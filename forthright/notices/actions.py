"""The only code that writes messages, and the code that sends them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from forthright.directory.guest_models import Invitation
from forthright.directory.guests import CODE_LASTS, invitation_of, make_code, new_link
from forthright.directory.models import Person
from forthright.directory.queries import has_yet_to_join
from forthright.directory.reach import by_token, token_of
from forthright.notices.joining import post_invitation
from forthright.notices.models import Message, State
from forthright.notices.sentences import (
    ALARM,
    CODE,
    GAPS,
    JOINING,
    LEADS_TO,
    OF_NO_CHALLENGE,
    REACH,
    REACH_QUIET,
    WATCH,
    Letter,
    code_letter,
    gaps_letter,
    guest_letter,
    letter,
    quiet_letter,
    reach_letter,
)
from forthright.notices.tell import Kind, Notice

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""Longer than the longest send; whoever dies in the middle is followed by another after this."""

RETRIES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
GIVE_UP = timedelta(hours=24)


def queue(
    challenge: str, version: int, notices: Iterable[Notice], step: str, now: datetime, channel: str = "email"
) -> list[Message]:
    """Write a message for each notice, in the transaction of the change itself; never in `on_commit`.

    A message already written for this event, person and channel is left alone, so that repeating is harmless. What
    happens beside the events of a challenge has a channel of its own.
    """
    rows = [
        Message(
            challenge=challenge,
            version=version,
            recipient=notice.person,
            channel=channel,
            kind=notice.kind.value,
            facts={"step": step, "due": notice.due.isoformat() if notice.due else ""},
            created=now,
            next_try=now,
        )
        for notice in notices
    ]
    return Message.objects.bulk_create(rows, ignore_conflicts=True)


def drop(challenge: str, people: Collection[int]) -> None:
    """What still waits to be sent to these people about a challenge is not sent: they must not take part in it."""
    if people:
        waiting = Message.objects.filter(challenge=challenge, recipient__in=list(people), state=State.WAITING)
        waiting.update(state=State.NOT_NEEDED)


def drop_others(challenge: str, people: Collection[int]) -> None:
    """What still waits to be sent about a challenge to anybody but these people is not sent: it is theirs alone now."""
    waiting = Message.objects.filter(challenge=challenge, state=State.WAITING).exclude(recipient__in=list(people))
    waiting.update(state=State.NOT_NEEDED)


def _beside(
    people: Iterable[int], kind: str, channel: str, number: int, now: datetime, challenge: str = "", **facts: object
) -> None:
    """Tell people of something beside the events of a challenge. `number` is that of a row elsewhere, and stands where
    another message has an entry's: of it each person is told once."""
    _keep(_row(person, kind, channel, number, now, challenge, **facts) for person in people)


def _row(
    person: int, kind: str, channel: str, number: int, now: datetime, challenge: str = "", **facts: object
) -> Message:
    about = {"challenge": challenge, "version": number, "recipient": person, "kind": kind, "channel": channel}
    return Message(**about, facts=facts, created=now, next_try=now)


def _keep(rows: Iterable[Message]) -> None:
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def queue_alarm(challenge: str, version: int, recipients: Iterable[int], now: datetime) -> None:
    """Tell the business unit that a challenge was set aside."""
    _beside(recipients, ALARM, "alarm", version, now, challenge)


def queue_gaps(gap: int, recipients: Iterable[int], count: int, first: datetime, now: datetime) -> None:
    """Tell whoever leads an agency that there are new hours ahead in which nobody answers. `gap` is the note of the
    first of them."""
    _beside(recipients, GAPS, "cover", gap, now, OF_NO_CHALLENGE, count=count, due=first.isoformat())


def queue_reach(checks: Mapping[int, int], now: datetime) -> None:
    """Ask people whether messages reach them: the number of each check with the person who is asked."""
    _keep(_row(person, REACH, REACH, check, now) for check, person in checks.items())


def queue_quiet(check: int, recipients: Iterable[int], count: int, page: str, now: datetime) -> None:
    """Tell those who look after people that so many did not answer whether messages reach them. `check` is the first of
    those; `page` is where they stand."""
    _beside(recipients, REACH_QUIET, "quiet", check, now, count=count, page=page)


def queue_code(challenge: str, code: int, guest: int, now: datetime) -> None:
    """Have a code made and sent to a guest. The message holds the number of the row of the code, never the code."""
    _beside([guest], CODE, CODE, code, now, challenge)


def queue_joining(people: Iterable[int], batch: int, now: datetime) -> None:
    """Have each of these people sent the link to choose a password. `batch` is the number of the list that they came
    with, so that one list invites nobody twice."""
    _beside(people, JOINING, JOINING, batch, now)


def drop_joining(batch: int) -> None:
    """Nobody who came with a list that is taken back is invited any more."""
    waiting = Message.objects.filter(kind=JOINING, version=batch, state=State.WAITING)
    waiting.update(state=State.NOT_NEEDED)


def queue_watch(kind: str, recipients: Iterable[int], now: datetime, entry: int = 0) -> None:
    """Tell those who watch over access, keep people or are signed out of something that is about no challenge: once an
    hour each, or once for each `entry` of another log."""
    _beside(recipients, kind, WATCH[kind], entry or int(now.timestamp()) // 3600, now)


def send_waiting(now: datetime, still_concerns: Callable[[str, int, int], bool], limit: int = 100) -> int:
    """Send what is waiting, each message alone. Returns how many were sent.

    `still_concerns(challenge, person, version)` is asked at the moment of sending, of the entry that the message is
    about: somebody who no longer takes part is not told, and nobody is reminded of what is answered. A message is
    leased, sent and marked; a crash in between sends it again, which is harmless. One that was written while the
    machine's time was ahead does not wait until that time comes.
    """
    ripe = Q(next_try__lte=now) | Q(created__gt=now + LEASE)
    waiting = Message.objects.filter(ripe, state=State.WAITING)
    if not waiting.exists():  # in nearly every round
        return 0
    free = waiting.filter(_free(now)).order_by("next_try", "pk")
    return sum(_send_one(pk, now, still_concerns) for pk in list(free.values_list("pk", flat=True)[:limit]))


def _free(now: datetime) -> Q:
    """Nobody is sending it: a lease that ran out, or one from a time that has not come yet, counts no longer."""
    return Q(leased__isnull=True) | Q(leased__lt=now - LEASE) | Q(leased__gt=now + LEASE)


def _send_one(pk: int, now: datetime, still_concerns: Callable[[str, int, int], bool]) -> int:
    if not Message.objects.filter(_free(now), pk=pk, state=State.WAITING).update(leased=now):
        return 0
    message = Message.objects.get(pk=pk)
    person = Person.objects.filter(pk=message.recipient, is_active=True).first()
    try:  # asking reads the challenge: one that cannot be read must not keep the other messages back
        sent = person is not None and _deliver(message, person, still_concerns, now)
        if not sent:
            Message.objects.filter(pk=pk).update(state=State.NOT_NEEDED)
            return 0
    except Exception as fault:
        _failed(message, type(fault).__name__, now)
        return 0
    with transaction.atomic():
        Message.objects.filter(pk=pk).update(state=State.SENT, sent=now, fault="")
    return 1


def _deliver(message: Message, person: Person, still_concerns: Callable[[str, int, int], bool], now: datetime) -> bool:
    """Hand it to the post; False where it is not needed any more. A guest gets nothing before somebody has vouched for
    the address and nothing after their invitation has ended: what they missed they read when they come in."""
    if message.kind == JOINING:
        if has_yet_to_join(person):
            post_invitation(person)
            return True
        return False
    invitation = invitation_of(person)
    if invitation is not None and not invitation.open:
        return False
    if invitation is not None and message.kind == CODE:
        return _post_code(message, invitation, now)
    if message.kind == REACH:
        return _post_reach(message, person, now)
    opens = message.kind in (ALARM, GAPS, REACH_QUIET, *WATCH) or still_concerns(
        message.challenge, person.pk, message.version
    )
    if invitation is not None:
        return opens and _post_to_guest(message, invitation, now)
    if opens or message.kind == Kind.TOLD:
        _post(message, person, opens)
        return True
    return False


def _post_code(message: Message, invitation: Invitation, now: datetime) -> bool:
    code = make_code(message.version, now)
    if code is not None:
        _send(message, code_letter(code, int(CODE_LASTS.total_seconds()) // 60), invitation.email)
    return code is not None


def _post_to_guest(message: Message, invitation: Invitation, now: datetime) -> bool:
    """Each message has a link of its own: those before go on working, and none of them is kept in clear."""
    link = f"{settings.ADDRESS}/reply/{new_link(invitation, now)}/"
    _send(message, guest_letter(message.kind, message.challenge, _due(message), link), invitation.email)
    return True


def _post_reach(message: Message, person: Person, now: datetime) -> bool:
    """Sent to the address that the check is of: another one since then would answer for a mailbox that it is not."""
    token = token_of(message.version)
    check = by_token(token, now)
    if check is None or check.email != person.email or check.answered_at is not None:
        return False
    body = check.agency.name if check.agency else check.partnership.name
    _send(message, reach_letter(body, f"{settings.ADDRESS}/reached/{token}/"), check.email)
    return True


def _due(message: Message) -> datetime | None:
    due = message.facts.get("due") or ""
    return datetime.fromisoformat(due) if due else None


def _post(message: Message, person: Person, opens: bool) -> None:
    first = _due(message)
    if message.kind == GAPS and first is not None:
        text = gaps_letter(message.facts["count"], first, f"{settings.ADDRESS}/cover/radar/")
    elif message.kind == REACH_QUIET:
        text = quiet_letter(message.facts["count"], f"{settings.ADDRESS}/people/{message.facts['page']}/")
    else:
        link = _link(message) if opens else ""
        text = letter(message.kind, message.challenge, message.facts.get("step", ""), first, link)
    _send(message, text, person.email)


def _send(message: Message, text: Letter, address: str) -> None:
    about = f"{message.challenge or 'watch'}.{message.version}.{message.recipient}.{message.channel}"
    headers = {"Message-ID": f"<{about}@forthright>"}
    EmailMessage(text.subject, text.body, settings.DEFAULT_FROM_EMAIL, [address], headers=headers).send()


def _link(message: Message) -> str:
    page, _called = LEADS_TO.get(message.kind, ("access-log", ""))
    return f"{settings.ADDRESS}/matter/{message.challenge}/" if message.challenge else f"{settings.ADDRESS}/{page}/"


def _failed(message: Message, fault: str, now: datetime) -> None:
    """Try again later; after a day it is a person's to deal with, and shows on the business unit's page."""
    attempts = message.attempts + 1
    late = now - message.created > GIVE_UP
    wait = RETRIES[min(attempts, len(RETRIES)) - 1]
    Message.objects.filter(pk=message.pk).update(
        attempts=attempts,
        fault=fault[:200],
        leased=None,
        next_try=now + wait,
        state=State.FAILED if late else State.WAITING,
    )
    log.warning("message %s not sent: %s, attempt %s", message.pk, fault, attempts)
