"""Random histories of who belongs where, held against a model that knows four sentences.

People are covered for and come back, leave their posts and take up others, are asked in and hand over. After each step
the real queries must give everybody just the challenges that the model gives them, in the page, in lists and in counts.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.challenge import commands as c
from forthright.directory import queries as directory
from forthright.directory.models import Cover, Holding
from forthright.record import actions, queries
from forthright.record.models import Challenge
from tests.support.examples import examples
from tests.support.town import MONDAY, STAFF, Town

DAY = timedelta(days=1)
COLLEAGUES = {"rosa": ("mei", "ruth"), "amir": ("sam", "ravi"), "mei": ("rosa", "ruth"), "sam": ("amir", "ravi")}
"""Who may be asked in by whom, or take over from them."""


class History:
    """The real town and the model side by side: `parts` by challenge, `holds` the post of each, `covers` by post."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.chance, self.now = town, Random(seed), MONDAY
        self.parts = {town.raises(): {"rosa", "amir"} for _ in range(2)}
        self.holds = {name: name for name in town.people}
        self.covers: dict[str, str] = {}
        self.manager = {name: manager for name, _agency, _role, _title, manager in STAFF}
        self.role = {name: role for name, _agency, role, _title, _manager in STAFF}
        self.agency = {name: agency for name, agency, _role, _title, _manager in STAFF}

    def step(self) -> None:
        """A day passes, and something happens to somebody."""
        self.now += DAY
        self.chance.choice((self.cover, self.come_back, self.leave, self.return_to_post, self.ask_in, self.hand_over))()

    def cover(self) -> None:
        post, deputy = self.chance.choice(list(self.town.people)), self.chance.choice(list(self.town.people))
        if post == deputy or post in self.covers or deputy in self.covers or post in self.covers.values():
            return  # nobody covers for a deputy here: chains of cover have tests of their own
        Cover.objects.create(
            post=self.town.posts[post],
            deputy=self.town.people[deputy],
            starts=self.now.date(),
            ends=self.now.date() + 365 * DAY,
        )
        self.covers[post] = deputy

    def come_back(self) -> None:
        if self.covers:
            post = self.chance.choice(list(self.covers))
            Cover.objects.filter(post=self.town.posts[post]).delete()
            del self.covers[post]

    def leave(self) -> None:
        name = self.chance.choice(list(self.holds))
        if len(self.holds) > 6:
            Holding.objects.filter(person=self.town.people[name]).update(ends=self.now.date() - DAY)
            del self.holds[name]

    def return_to_post(self) -> None:
        gone = [name for name in self.town.people if name not in self.holds]
        if gone:
            name = self.chance.choice(gone)
            Holding.objects.create(post=self.town.posts[name], person=self.town.people[name], starts=self.now.date())
            self.holds[name] = name

    def ask_in(self) -> None:
        self.acts(c.AskIn)

    def hand_over(self) -> None:
        self.acts(c.HandOver)

    def acts(self, what: type[c.AskIn] | type[c.HandOver]) -> None:
        """Somebody who takes part brings a colleague in. Whoever handed over keeps reading what they were part of."""
        reference, who = self.chance.choice(list(self.parts)), self.chance.choice(list(COLLEAGUES))
        other = self.chance.choice(COLLEAGUES[who])
        seat = directory.own_seat(self.town.people[other], self.town.posts[other])
        seen = Challenge.objects.get(pk=reference).version
        wish = what(seat=seat, words={"reason": "Why."})
        try:
            done = actions.perform(self.town.people[who], reference, seen, wish, secrets.token_hex(8), self.now)
        except actions.NotThere:
            assert not self.opens(who, reference)
            return
        assert self.opens(who, reference)
        if isinstance(done, actions.Done):
            assert self.takes_part(who, reference), f"{who} acted without taking part"
            self.parts[reference].add(other)

    def stands_for(self, who: str) -> set[str]:
        """Oneself, and the holders of the posts that one covers."""
        return {who} | {post for post in self.covered(who) if post in self.holds}

    def covered(self, who: str) -> set[str]:
        """The posts that one covers: of the agency alone in which one holds a post oneself."""
        here = {post for post, deputy in self.covers.items() if deputy == who and who in self.holds}
        return {post for post in here if self.agency[post] == self.agency[who]}

    def posts(self, who: str) -> set[str]:
        """The posts that one holds or covers."""
        held = {who} if who in self.holds else set()
        return held | self.covered(who)

    def takes_part(self, who: str, reference: str) -> bool:
        return bool(self.stands_for(who) & self.parts[reference])

    def team(self, who: str) -> set[str]:
        managing = {post for post in self.posts(who) if self.role[post] == "line manager"}
        return {name for name in self.holds if self.manager[name] in managing and self.manager[name]}

    def office(self, who: str) -> bool:
        return any(self.role[post] == "business unit" for post in self.posts(who))

    def opens(self, who: str, reference: str) -> bool:
        return self.takes_part(who, reference) or self.office(who) or bool(self.team(who) & self.parts[reference])

    def agrees(self) -> None:
        """The real answers are those of the model, for everybody."""
        for who, person in self.town.people.items():
            actor = directory.actor(person, self.now)
            for reference in self.parts:
                there = queries.matter(person, reference, self.now)
                assert (there is not None) is self.opens(who, reference), (who, reference)
                assert there is None or bool(there.names) is self.takes_part(who, reference), who
            mine = {reference for reference in self.parts if self.takes_part(who, reference)}
            places = (queries.MINE, queries.THEIRS, queries.RESOLVED)
            listed = [line.challenge.pk for one in places for line in queries.my_list(actor, one, size=99)]
            assert set(listed) == mine, who
            counts = queries.how_many(actor)
            assert sum(counts[one] for one in places) == len(listed), who
            led = {one for one in self.parts if self.team(who) & self.parts[one] and who not in self.parts[one]}
            assert set(queries.team_list(actor).values_list("pk", flat=True)) == led, who
            assert queries.office_list(actor).exists() is self.office(who), who


@pytest.mark.wide
@pytest.mark.django_db
@settings(max_examples=examples(6), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6))
def test_everybody_is_given_just_what_the_model_gives_them_after_any_history(town: Town, seed: int) -> None:
    with transaction.atomic():
        history = History(town, seed)
        history.agrees()
        for _ in range(12):
            history.step()
            history.agrees()
        transaction.set_rollback(True)


def test_the_model_sees_a_query_that_gives_too_much(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    history = History(town, 1)
    monkeypatch.setattr(queries, "opens", lambda actor, state: True)
    with pytest.raises(AssertionError):
        history.agrees()
