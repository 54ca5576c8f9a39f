"""The only code that writes checks of whether messages reach people: who can be asked, the link, and the answer.

The numbers here are ours: no policy that was seen says anything of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from forthright.directory.models import Agency, Holding, Partnership, Person, Post
from forthright.directory.queries import current, local_day
from forthright.directory.reach_models import ReachAnswer, ReachCheck
from forthright.directory.upkeep import By, note

FRESH = timedelta(days=90)
"""So long an answer counts: a school's term and the holiday after it."""
AGAIN = timedelta(days=1)
"""Nobody is asked more often, whoever asks."""
QUIET = timedelta(days=7)
"""So long after it was sent, nothing having come back, those who look after the person are told."""
OPENS = timedelta(days=30)
"""So long the link can be answered."""
SALT = "forthright reachability check"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose people they are: an agency's, or the partnership's own where `agency` is None."""

    partnership: Partnership
    agency: Agency | None = None

    @property
    def name(self) -> str:
        """The body that wants to know."""
        return self.agency.name if self.agency else self.partnership.name


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody with a post, and the last time that they were asked, if ever."""

    person: Person
    last: ReachCheck | None

    def fresh(self, now: datetime) -> bool:
        """Whether they have said lately, by the address that they have now, that messages reach them."""
        last = self.last
        answered = last.answered_at if last and last.answer == ReachAnswer.REACHED else None
        return answered is not None and now - answered < FRESH and last is not None and last.email == self.person.email

    def just_asked(self, now: datetime) -> bool:
        """Whether they were asked too lately to be asked again."""
        return self.last is not None and now - self.last.asked_at < AGAIN


def people_of(whose: Whose, now: datetime) -> list[Reached]:
    """Everybody who holds a post there now, by name, with when they were asked last by anybody."""
    here = {"agency": whose.agency} if whose.agency else {"agency": None, "partnership": whose.partnership}
    posts = Post.objects.filter(**here)
    held = Holding.objects.filter(current(local_day(now)), post__in=posts, person__is_active=True)
    return reached_of(Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk"))


def reached_of(people: Iterable[Person]) -> list[Reached]:
    """These people, with when each was asked last by anybody."""
    found = list(people)
    checks = ReachCheck.objects.filter(person__in=found).order_by("asked_at", "pk")
    last = {one.person_id: one for one in checks}
    return [Reached(one, last.get(one.pk)) for one in found]


def ask(people: Collection[Reached], whose: Whose, by: By) -> list[ReachCheck]:
    """A check for each of them who was not asked too lately. The caller queues the messages in the same transaction."""
    rows = [
        ReachCheck(
            person=one.person,
            partnership=whose.partnership,
            agency=whose.agency,
            email=one.person.email,
            asked_at=by.at,
        )
        for one in people
        if not one.just_asked(by.at)
    ]
    made = ReachCheck.objects.bulk_create(rows)
    if made:
        agency = whose.agency.pk if whose.agency else None
        note(by, whose.partnership.pk, agency, "asked if reached", count=len(made))
    return made


def token_of(check: int) -> str:
    """What the link of a check ends in. It is signed: who sees a check on our pages cannot make it."""
    return signing.dumps(check, salt=SALT)


def by_token(token: str, now: datetime) -> ReachCheck | None:
    """The check that a link is for; None for one that is forged, too old, or of somebody whose account is closed."""
    try:
        number = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    rows = ReachCheck.objects.select_related("person", "agency", "partnership")
    return rows.filter(pk=number, asked_at__gt=now - OPENS, person__is_active=True).first()


def answer(check: ReachCheck, said: ReachAnswer, now: datetime) -> None:
    """What came back. Saying the other thing later counts: the first may have been a slip. Of those before it, to the
    same address, nobody is told any more that nothing came back."""
    ReachCheck.objects.filter(pk=check.pk).update(answer=said, answered_at=now)
    before = ReachCheck.objects.filter(person=check.person_id, email=check.email, asked_at__lt=check.asked_at)
    before.filter(answered_at=None, quiet_at=None).update(quiet_at=now)


def quiet(now: datetime) -> list[ReachCheck]:
    """Checks to which nothing came back in time, and nobody was told so."""
    rows = ReachCheck.objects.filter(answered_at=None, quiet_at=None, asked_at__lte=now - QUIET)
    return list(rows.select_related("person").order_by("pk")[:500])


def told_quiet(checks: Iterable[ReachCheck], now: datetime) -> None:
    """Somebody is told of these."""
    ReachCheck.objects.filter(pk__in=[one.pk for one in checks]).update(quiet_at=now)
