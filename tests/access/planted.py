"""The town with a secret planted in every place that holds words or names, and who may know each of them.

Each secret is a token such as `tk00017zq`, found nowhere else, so that one search of an answer tells what it gave away.
Commands and forms are filled by machine: a new word of an event is planted as soon as somebody uses it here, and
`test_planted.py` names every word that nobody has used yet.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from msgspec.structs import replace

from forthright.audit import recoveries
from forthright.core.challenge.commands import Command, Verb
from forthright.core.challenge.standing import Office
from forthright.core.policy import edit
from forthright.core.policy.shapes import Role
from forthright.directory import claims, reach
from forthright.directory.actions import Acts, Signed, act_for, enter_days
from forthright.directory.guest_models import Invitation
from forthright.directory.hours import Days
from forthright.directory.models import Agency, Cover, Group, Holding, Leave, OfficeHours, Partnership, Post
from forthright.directory.reach import Whose
from forthright.directory.upkeep import By
from forthright.exchange.models import PeopleImport
from forthright.record import drafts, keys, policies, queries
from forthright.record.models import PolicyVersion
from forthright.record.queries import Matter
from forthright.web.guests import ROUND
from tests.exchange.lists import csv_of, teacher
from tests.support import acts
from tests.support.town import MONDAY, POLICIES, STAFF, Town, employ

from . import stories

NOW = acts.NOW
DAY = timedelta(days=1)
TOKEN = re.compile(r"tk\d{5}zq")
"""So long that no random word of a form comes to the same."""

MORE_STAFF = (
    ("ivo", "school", Role.PRACTITIONER.value, "Teacher of music", "mei"),  # asked in as an adviser, once
    ("tess", "school", Role.PRACTITIONER.value, "Teacher of art", ""),  # an outsider of the same agency
    ("leo", "school", Role.PRACTITIONER.value, "Teacher of maths", ""),  # handed all over, and left
    ("pat", "police", Role.PRACTITIONER.value, "Police constable", ""),
    ("dora", "", Office.DATA_PROTECTION.value, "Data protection officer", ""),
    ("lou", "school", Role.PRACTITIONER.value, "Teacher of games", ""),  # gone, with all that was theirs given away
    ("dee", "council", Role.PRACTITIONER.value, "Duty worker", ""),  # Amir's deputy
)
ELSEWHERE = (
    ("otto", "academy", Role.PRACTITIONER.value, "Form tutor", ""),
    ("pia", "borough", Role.PRACTITIONER.value, "Family worker", ""),
    ("bea", "", Office.BUSINESS_UNIT.value, "Business manager of the other one", ""),
)
"""Another partnership, with agencies, an office and a challenge of its own."""
COVERS = {"dee": "amir"}
"""Who stands in for whom."""


def filled(value: Any, plant: Callable[[], str]) -> Any:
    """The same with a token in place of every text, but dates."""
    if isinstance(value, dict):
        return {name: one if name == "born" else filled(one, plant) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [filled(one, plant) for one in value]
    return f"Words {plant()} here." if isinstance(value, str) else value


class PlantedTown(Town):
    """The town in which whatever is said is a secret. `there` is the other partnership."""

    planted = 0
    there: Partnership
    police: Agency
    their_policy: PolicyVersion

    def plant(self) -> str:
        """A token that was never used before."""
        self.planted += 1
        return f"tk{self.planted:05}zq"

    def secret(self, value: Any) -> Any:
        """The same with a secret in place of every text."""
        return filled(value, self.plant)

    def matter_of(self, who: str, reference: str) -> Matter:
        """A challenge as somebody who may open it is given it."""
        found = queries.matter(self.people[who], reference, NOW)
        assert found is not None
        return found

    def raises(self, now: Any = MONDAY, **changes: object) -> str:
        words = {
            "children": [{"name": "Zuri", "born": "2019-03-27", "identifier": "Number"}],
            **dict.fromkeys(("worry_facts", "worry_opinion", "child_view", "impact", "wanted", "interim_safety"), "-"),
            "evidence": [{"what": "Gate log", "source": "School office"}],
        }
        return super().raises(now, **({"words": filled(words, self.plant)} | changes))

    def does(self, who: str, reference: str, command: Command, now: Any = MONDAY) -> int:
        if "words" in command.__struct_fields__ and command.words:
            command = replace(command, words=filled(dict(command.words), self.plant))
        return super().does(who, reference, command, now)

    def __deepcopy__(self, memo: dict[int, object]) -> PlantedTown:
        copied = object.__new__(PlantedTown)
        copied.__dict__.update(deepcopy(self.__dict__, memo))
        return copied

    @classmethod
    def of(cls, town: Town) -> PlantedTown:
        """The same town, with more people, all of whose names are tokens."""
        found = cls(**{name: getattr(town, name) for name in Town.__dataclass_fields__})
        found.police = Agency.objects.create(name="Police (invented)", group=Group.POLICE, hours=found.council.hours)
        found.police.partnerships.add(found.partnership)
        for staff in MORE_STAFF:
            employ(found, *staff)
        found.elsewhere()
        for name, person in found.people.items():
            person.name = f"{name.title()} {found.plant()}"
            person.save()
        return found

    def elsewhere(self) -> None:
        """The other partnership."""
        here = self.partnership
        hours = OfficeHours.objects.create(title="Other hours (invented)", nation="ENG", weekly=here.hours.weekly)
        there = Partnership.objects.create(name="Othershire (invented)", slug="othershire", hours=hours)
        self.there = there
        text = (POLICIES / "demo-borough.policy").read_text(encoding="utf-8")
        self.their_policy = policies.publish(there, text, here.policies.earliest("pk").effective)
        for name, group in (("academy", Group.EDUCATION), ("borough", Group.CHILDREN)):
            agency = Agency.objects.create(name=f"{name.title()} (invented)", group=group, hours=hours)
            agency.partnerships.add(there)
            setattr(self, name, agency)
        self.partnership = there
        for staff in ELSEWHERE:
            employ(self, *staff)
        self.partnership = here


class Planted:
    """The planted town with its challenges: `matters` are their references by what is told of them."""

    def __init__(self, town: Town) -> None:
        with time_machine.travel(NOW, tick=False):
            self.town = PlantedTown.of(town)
            self.matters: dict[str, str] = {}
            self.drafts: dict[str, str] = {}
            self.joan: Invitation
            self.told: set[tuple[str, str]] = set()
            Cover.objects.create(
                post=self.town.posts["amir"],
                deputy=self.town.dee,
                starts=date(2026, 1, 1),
                ends=date(2027, 1, 1),
            )
            for made in stories.STORIES:
                made(self)
            for verb in sorted(set(acts.GOOD), key=lambda one: one.value):
                self.by_form(verb)
            self.unfinished()
            self.lists()
            days = Days(NOW.date(), NOW.date(), (), "Inset day")
            self.closure = enter_days(self.town.school.hours, days, "", Signed(self.town.ada, NOW, "Why.")).pk
            Holding.objects.filter(person=self.town.leo).update(ends=date(2026, 11, 1))

    def by_form(self, verb: Verb) -> None:
        """A challenge that stands where this act is allowed, and the act through its form, with secrets typed."""
        reference, who = acts.prepared(self.town, verb)
        if verb is Verb.CHECK_BACK:
            acts.due_check_back(reference)
        client = Client()
        client.force_login(self.town.people[who])
        typed = {
            name: f"Words {self.town.plant()} here." if isinstance(text, str) and text[:1].isupper() else text
            for name, text in acts.good(client, reference, verb).items()
        }
        answer = acts.send(client, reference, verb, **typed)
        assert answer.status_code == 302, (verb, answer.status_code, answer.content.decode()[-3000:])
        self.matters[f"after {verb.value}"] = reference

    def unfinished(self) -> None:
        """A draft of every kind."""
        for who, kind, challenge in (
            ("rosa", "raise", ""),
            ("rosa", "settled", ""),
            ("rosa", Verb.NOTE.value, self.matters["sealed"]),
            ("amir", Verb.REPLY.value, self.matters["sealed"]),
        ):
            data = {name: f"Draft {self.town.plant()}" for name in DRAFTED[kind]}
            self.drafts[f"{who}, {kind}"] = drafts.start(self.town.people[who], kind, NOW, challenge, data).pk
        text = edit.set_value(self.town.policy.text, "version", "2026-05-01")
        for who, there in (("beth", self.town.partnership), ("bea", self.town.there)):
            typed = {"partnership": str(there.pk), "text": text, "reason": f"Draft {self.town.plant()}"}
            self.drafts[f"{who}, policy"] = drafts.start(self.town.people[who], "policy", NOW, data=typed).pk

    def lists(self) -> None:
        """A list of people on somebody's desk, with a secret as a name, one that was imported, and a post that acts for
        another agency."""
        there = self.town.partnership
        people = csv_of([teacher(1, name=f"Somebody {self.town.plant()}")]).encode()
        sent = {"partnership": str(there.pk), "content": b64encode(people).decode(), "encoding": ""}
        self.drafts["ada, people list"] = drafts.start(self.town.ada, "people list", NOW, data=sent).pk
        nothing: dict[str, list[int]] = {"agencies": [], "people": [], "posts": [], "holdings": []}
        by = {"by": self.town.ada.pk, "by_name": self.town.ada.name}
        mark = Acts(self.town.school, Role.HEAD_OF_SERVICE, self.town.posts["hana"], NOW.date(), None, "Agreed")
        act_for(mark, self.town.beth, NOW)
        self.beside(there)
        PeopleImport.objects.create(partnership=there, lines=1, made=nothing, at=NOW, **by)

    def beside(self, there: Partnership) -> None:
        """Somebody will be away, a post is vacant and covered, and somebody lost their second step."""
        days = {"starts": NOW.date() + 9 * DAY, "ends": NOW.date() + 9 * DAY}
        Leave.objects.create(person=self.town.rosa, **days)
        lead = {"role": Role.SAFEGUARDING_LEAD.value, "title": "Vacant lead"}
        self.vacant = Post.objects.create(partnership=there, agency=self.town.school, **lead)
        for said in ({"Vacant lead"}, set[str]()):  # her agency's sign-in gave her this post, and ended it
            claims.settle(self.town.rosa, {"Vacant lead": self.vacant}, said, NOW)
        Cover.objects.create(post=self.vacant, deputy=self.town.mei, **days)
        asked = recoveries.ask(self.town.rosa, self.town.ada, NOW)
        assert asked is not None
        self.recovery = asked.key
        recoveries.agree(asked.key, self.town.mei, NOW)
        mine = Whose(there, self.town.school)
        self.reach = reach.ask(reach.reached_of([self.town.rosa]), mine, By(self.town.ada, NOW))[0].pk

    def client(self, who: str) -> Client:
        """A browser in which this person is signed in, and which shows faults as pages."""
        client = Client(raise_request_exception=False)
        if who != "nobody" and self.town.people[who].is_active:
            client.force_login(self.town.people[who])
        if who == "joan":  # as the code leaves it
            session = client.session
            session[ROUND] = self.joan.renewed_often
            session.save()
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What happens within is taken back, in the database and among the keys."""
        keys.close()
        store = Path(settings.KEY_STORE).read_bytes()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        keys.close()
        if Path(settings.KEY_STORE).read_bytes() != store:
            Path(settings.KEY_STORE).write_bytes(store)


def everybody() -> list[str]:
    """Everybody who can ask for a page: whoever is in the town, and nobody. A new person joins by itself."""
    return [*(name for name, *_rest in (*STAFF, *MORE_STAFF, *ELSEWHERE)), "joan", "nobody"]


DRAFTED = {
    "raise": ("worry_facts", "worry_opinion", "impact", "wanted"),
    "settled": ("what", "changed"),
    Verb.NOTE.value: ("note",),
    Verb.REPLY.value: ("reasons", "change_mind"),
}


CRAWLED = (
    *("sealed", "third", "quiet", "let in", "settled", "talked", "theme", "left", "chaired", "apart"),
    *("with the council", "glass", "asked", "elsewhere"),
)
"""The challenges in which every link is followed; of the others, the pages that hold the whole record."""
