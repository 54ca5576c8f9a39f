"""An invented town for tests: three agencies, their posts, and the demonstration policy. Everybody is invented.

Rosa raises, Amir answers, Olu must see nothing.
"""

from __future__ import annotations

import secrets
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.challenge.commands import Command, Raise
from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Group, Holding, OfficeHours, Partnership, Person, Post
from forthright.record import actions, policies
from forthright.record.models import Challenge, PolicyVersion
from tests.support.invented import invented_text

PASSWORD = "correct horse battery staple"
POLICIES = Path(__file__).resolve().parents[2] / "policies"
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WEEKLY = [[["09:00", "17:00"]]] * 5 + [[], []]


@dataclass
class Town:
    """The people by first name, the agencies, and short ways to act."""

    partnership: Partnership
    policy: PolicyVersion
    school: Agency
    council: Agency
    health: Agency
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def __deepcopy__(self, memo: dict[int, object]) -> Town:
        return Town(**{one.name: deepcopy(getattr(self, one.name), memo) for one in fields(self)})

    def raises(self, now: datetime = MONDAY, **changes: object) -> str:
        """Rosa raises a challenge with Amir; returns its reference."""
        said: dict[str, object] = {
            "policy": self.policy.fingerprint,
            "partnership": self.partnership.pk,
            "subject": Subject.CHILD,
            "subjects": 1,
            "topic": "Need for action",
            "urgency": Urgency.NORMAL,
            "group": self.council.group,
            "raising": directory.own_seat(self.people["rosa"], self.posts["rosa"]),
            "responding": directory.own_seat(self.people["amir"], self.posts["amir"]),
            "words": {
                "children": [{"name": "Zuri Canary (invented)", "born": "2019-03-27", "identifier": ""}],
                "worry_facts": "Seen alone at the gate on 12 October and 14 October.",
                "worry_opinion": "I think nobody is at home after school.",
                "child_view": "She says that she waits for her brother.",
                "impact": "She is tired and hungry.",
                "evidence": [{"what": "Gate log", "source": "School office"}],
                "wanted": "A visit to the home this week.",
                "interim_safety": "She stays at the after-school club.",
            },
        }
        done = actions.begin(self.people["rosa"], Raise(**(said | changes)), secrets.token_hex(8), now)  # type: ignore[arg-type]
        assert isinstance(done, actions.Done), done
        return done.reference

    def own_manager_first(self, first: str = "0", *changes: tuple[str, str]) -> str:
        """Publishes the invented policy with every construct of people and records; returns its fingerprint.

        `changes` replace parts of its text. The town has few posts: Mei keeps the gate of step 1, the school's
        representative that of step 2.
        """
        text = invented_text(first)
        text = text.replace("first agreed by: senior manager", "first agreed by: line manager")
        text = text.replace("first agreed by: head of service", "first agreed by: partnership representative")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return policies.publish(self.partnership, text, datetime(2026, 1, 2, tzinfo=UTC)).fingerprint

    def does(self, who: str, reference: str, command: Command, now: datetime = MONDAY) -> int:
        """Somebody acts at the newest version; returns the version after it."""
        seen = Challenge.objects.get(pk=reference).version
        done = actions.perform(self.people[who], reference, seen, command, secrets.token_hex(8), now)
        assert isinstance(done, actions.Done), done.reason if isinstance(done, No) else done
        return done.version


def build() -> Town:
    """Make the town in the database."""
    hours = OfficeHours.objects.create(title="Office hours (invented)", nation="ENG", weekly=WEEKLY)
    partnership = Partnership.objects.create(name="Anyshire (invented)", slug="anyshire", hours=hours)
    text = (POLICIES / "demo-borough.policy").read_text(encoding="utf-8")
    version = policies.publish(partnership, text, datetime(2026, 1, 1, tzinfo=UTC))
    agencies = {
        name: Agency.objects.create(name=title, group=group, hours=hours)
        for name, title, group in (
            ("school", "Larkfield School (invented)", Group.EDUCATION),
            ("council", "Anyshire Council (invented)", Group.CHILDREN),
            ("health", "Anyshire Health (invented)", Group.HEALTH),
        )
    }
    for agency in agencies.values():
        agency.partnerships.add(partnership)
    town = Town(partnership=partnership, policy=version, **agencies)
    for name, agency, role, title, manager in STAFF:
        employ(town, name, agency, role, title, manager)
    return town


STAFF = (
    ("ruth", "school", Role.REPRESENTATIVE.value, "Partnership representative for schools", ""),
    ("mei", "school", Role.LINE_MANAGER.value, "Head of pastoral care", ""),
    ("rosa", "school", Role.PRACTITIONER.value, "Teacher", "mei"),
    ("ravi", "council", Role.REPRESENTATIVE.value, "Partnership representative for the council", ""),
    ("sam", "council", Role.LINE_MANAGER.value, "Team manager", ""),
    ("amir", "council", Role.PRACTITIONER.value, "Social worker", "sam"),
    ("hana", "health", Role.LINE_MANAGER.value, "Health team leader", ""),
    ("olu", "health", Role.PRACTITIONER.value, "Health visitor", "hana"),
    ("cleo", "", Role.CHAIR.value, "Independent chair", ""),
    ("beth", "", Office.BUSINESS_UNIT.value, "Business manager", ""),
    ("sid", "", Office.SCRUTINEER.value, "Independent scrutineer", ""),
    ("ada", "school", Office.ADMINISTRATOR.value, "Administrator", ""),
)


def employ(town: Town, name: str, agency: str, role: str, title: str, manager: str) -> None:
    person = Person.objects.create_user(f"{name}@example.org", f"{name.title()} (invented)", PASSWORD)
    post = Post.objects.create(
        partnership=town.partnership,
        agency=getattr(town, agency) if agency else None,
        role=role,
        title=title,
        contact=f"{title}, 01632 960000",
        manager=town.posts[manager] if manager else None,
    )
    Holding.objects.create(post=post, person=person, starts=date(2026, 1, 1))
    town.people[name], town.posts[name] = person, post
