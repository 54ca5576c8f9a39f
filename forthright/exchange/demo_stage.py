"""The stage of the demonstration: people act on it, one after another, by the same actions as in life."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.worktime import LONDON
from forthright.directory import queries as directory
from forthright.directory.models import Partnership, Person, Post
from forthright.record import actions, clock, policies
from forthright.record.models import Challenge, PolicyVersion

POLICY = Path(__file__).resolve().parents[2] / "policies" / "demo-borough.policy"


class Refused(RuntimeError):
    """The demonstration wished for something that the rules do not allow. It is a fault of the demonstration."""


class Stage:
    """People act on it, one after another, at instants in the past."""

    def __init__(
        self, partnership: Partnership, people: dict[str, Person], posts: dict[str, Post], now: datetime
    ) -> None:
        self.partnership, self.people, self.posts, self.end = partnership, people, posts, now
        self.policy: PolicyVersion = policies.publish(
            partnership, POLICY.read_text(encoding="utf-8"), datetime(2026, 1, 1, tzinfo=UTC)
        )
        self.token = 0

    def ago(self, days: float) -> datetime:
        """An instant so many days before now."""
        return self.end - timedelta(days=days)

    def closing(self, days: float) -> datetime:
        """5pm on the day so many days after now, as the form of an action gives it."""
        day = (self.end + timedelta(days=days)).astimezone(LONDON)
        return day.replace(hour=17, minute=0, second=0, microsecond=0).astimezone(UTC)

    def raises(self, who: str, answerer: str, topic: str, at: datetime, urgent: bool = False, **words: object) -> str:
        """Somebody raises a challenge; returns its reference."""
        return self.begins(who, self.wish(who, answerer, topic, urgent, **words), at)

    def wish(self, who: str, answerer: str, topic: str, urgent: bool = False, **words: object) -> c.Raise:
        """What somebody would raise. `words` name the children, none for a theme."""
        children = words.get("children")
        subjects = len(children) if isinstance(children, list) else 0
        return c.Raise(
            policy=self.policy.fingerprint,
            partnership=self.partnership.pk,
            subject=(Subject.THEME, Subject.CHILD, Subject.CHILDREN)[min(subjects, 2)],
            subjects=subjects,
            topic=topic,
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
            raising=directory.own_seat(self.people[who], self.posts[who]),
            responding=directory.own_seat(self.people[answerer], self.posts[answerer]),
            group=directory.kind_of(self.posts[answerer].agency_id or 0),
            words=words,
        )

    def settled(self, who: str, agency: str, topic: str, at: datetime, good: bool = False, **words: object) -> str:
        """Somebody records what talking settled, or good practice."""
        command = c.RecordSettled(
            policy=self.policy.fingerprint,
            partnership=self.partnership.pk,
            subject=Subject.CHILD,
            topic=topic,
            raising=directory.own_seat(self.people[who], self.posts[who]),
            responding_agency=self.posts[agency].agency_id or 0,
            good_practice=good,
            words=words,
        )
        return self.begins(who, command, at)

    def begins(self, who: str, command: c.Raise | c.RecordSettled, at: datetime) -> str:
        """A record begins; returns its reference."""
        return self.done(actions.begin(self.people[who], command, self.form(), at)).reference

    def form(self) -> str:
        """The token of another form that is sent."""
        self.token += 1
        return f"demo-{self.token}"

    def does(self, who: str, reference: str, command: c.Command, at: datetime) -> None:
        """Somebody acts, after the clock has done all that fell due before."""
        clock.handle(reference, at)
        seen = Challenge.objects.get(pk=reference).version
        self.done(actions.perform(self.people[who], reference, seen, command, self.form(), at), type(command).__name__)

    def done(self, answer: actions.Done | actions.ChangedSince | No, what: str = "a beginning") -> actions.Done:
        """What was done. Raises Refused."""
        if isinstance(answer, actions.Done):
            return answer
        raise Refused(f"{what}: {answer}")
