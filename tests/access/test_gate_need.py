"""The gate of the need to know: broken glass, the officer's list, what is noted of each look. As in `test_gate.py`."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import msgspec
import pytest
import time_machine
from django.http import HttpRequest
from django.test import override_settings

from forthright.audit.models import Look
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import GlassWhy
from forthright.directory import queries as directory
from forthright.record import actions, drafts, keys, need, protection, queries, store, together
from forthright.record.models import Apart, BrokenGlass, Challenge, Listed, Part
from forthright.web import gate, pace

from .planted import NOW, Planted

GONE = "ZZZZ-ZZZZ"


def breaks(planted: Planted, who: str, reference: str, token: str = "") -> object:
    person, post = planted.town.people[who], planted.town.posts[who]
    return need.break_glass(person, post, reference, GlassWhy.CRISIS, "Nobody answers.", token, NOW)


def actor(planted: Planted, who: str):  # type: ignore[no-untyped-def]
    return directory.actor(planted.town.people[who], NOW)


def test_the_glass_is_broken_once_by_one_form_and_not_to_what_is_not_there(planted: Planted) -> None:
    there = planted.matters["third"]
    version = Challenge.objects.get(pk=there).version
    done = breaks(planted, "hana", there, "f" * 16)
    assert done == actions.Done(there, version + 1)
    assert breaks(planted, "hana", there, "f" * 16) == actions.Done(there, version + 1, again=True)
    for reference in (GONE, planted.matters["elsewhere"]):
        refused = breaks(planted, "hana", reference)
        assert isinstance(refused, No)
        assert refused.code == "never opened"
    assert breaks(planted, "pia", there) == No("never opened"), "of another partnership"
    assert queries.matter(planted.town.hana, there, NOW) is not None
    assert queries.matter(planted.town.hana, there, NOW.replace(hour=20)) is None, "it ends by itself"


def test_two_breakings_without_a_form_of_their_own_are_two(planted: Planted) -> None:
    first, second = planted.matters["third"], planted.matters["sealed"]
    for reference in (first, second):
        assert isinstance(breaks(planted, "cleo", reference), actions.Done)


def test_reading_is_ended_by_whoever_reads_and_reviewed_by_whoever_may_open_it(planted: Planted) -> None:
    town, there = planted.town, planted.matters["glass, not reviewed"]
    entry = BrokenGlass.objects.get(challenge=there).entry
    for who in ("otto", "hana", "sid"):
        with pytest.raises(actions.NotThere):
            need.review_glass(town.people[who], there, entry, True, "Why.", "", NOW)
        with pytest.raises(actions.NotThere):
            need.end_glass(town.people[who], there, "", NOW)
    with pytest.raises(actions.NotThere):
        need.end_glass(town.tess, GONE, "", NOW)
    assert isinstance(need.review_glass(town.rosa, there, entry, True, "Why.", "", NOW), No)
    assert isinstance(need.end_glass(town.tess, there, "", NOW), actions.Done)
    assert queries.matter(town.tess, there, NOW) is None


def test_an_act_of_need_is_tried_again_and_given_up_where_words_are_gone(planted: Planted) -> None:
    there = planted.matters["third"]
    with mock.patch.object(need, "write", side_effect=store.Changed):
        assert breaks(planted, "hana", there) == No("never opened")
    keys.destroy(there)
    assert breaks(planted, "hana", there) == No("erased")


def test_officers_and_the_business_unit_know_of_every_broken_glass_of_theirs(planted: Planted) -> None:
    every = set(BrokenGlass.objects.values_list("pk", flat=True))
    assert len(every) == 2
    for who, known in {"dora": every, "beth": every, "bea": set(), "rosa": set(), "tess": set(), "ada": set()}.items():
        found = list(protection.glasses(actor(planted, who)))
        assert {one.pk for one in found} == known, who
        assert found == sorted(found, key=lambda one: (one.reviewed, -one.since.timestamp(), one.pk))
    here = set(Challenge.objects.filter(partnership=planted.town.partnership).values_list("pk", flat=True))
    assert set(protection.protected(actor(planted, "dora")).values_list("pk", flat=True)) == here
    assert not protection.protected(actor(planted, "beth")).exists()
    for who in ("dora", "beth"):
        Apart.objects.create(challenge_id=planted.matters["glass"], person=planted.town.people[who].pk)
        assert [one.challenge_id for one in protection.glasses(actor(planted, who))] == [
            planted.matters["glass, not reviewed"]
        ]


def test_a_deputy_on_nobodys_named_list_has_on_theirs_what_is_not_restricted(planted: Planted) -> None:
    restricted = set(Challenge.objects.filter(restricted=True).values_list("pk", flat=True))
    assert restricted
    whose = actor(planted, "dee")
    lists = [queries.my_list(whose, place, size=500) for place in (queries.MINE, queries.THEIRS, queries.RESOLVED)]
    assert not restricted & {line.challenge.pk for lines in lists for line in lines}


def test_a_state_is_there_for_whoever_may_open_it(planted: Planted) -> None:
    there = planted.matters["sealed"]
    state = together.state_for(planted.town.rosa, there, NOW)
    assert state is not None
    assert state.version == Challenge.objects.get(pk=there).version
    assert together.state_for(planted.town.hana, there, NOW) is None
    assert together.state_for(planted.town.rosa, GONE, NOW) is None


def test_a_draft_is_of_its_kind_and_its_writers(planted: Planted) -> None:
    mine = planted.drafts["rosa, raise"]
    assert drafts.is_a(planted.town.rosa, mine, "raise") is True
    assert drafts.is_a(planted.town.rosa, planted.drafts["rosa, settled"], "raise") is False
    assert drafts.is_a(planted.town.amir, mine, "raise") is False
    assert drafts.is_a(planted.town.rosa, "0" * 24, "raise") is False


def look(planted: Planted, who: str, address: str) -> tuple[int, Look]:
    before = Look.objects.count()
    with time_machine.travel(NOW, tick=False):
        answer = planted.client(who).get(address)
    assert Look.objects.count() > before, address
    return answer.status_code, Look.objects.latest("pk")


def test_each_look_is_noted_as_what_it_was(planted: Planted) -> None:
    town, there = planted.town, f"/matter/{planted.matters['sealed']}/"
    status, noted = look(planted, "dee", there)
    assert (status, noted.deputy_for, noted.facts_only) == (200, town.amir.name, False)
    status, noted = look(planted, "amir", there)
    assert (status, noted.deputy_for, noted.facts_only) == (200, "", False)
    status, noted = look(planted, "beth", there)
    assert (status, noted.deputy_for, noted.facts_only) == (200, "", True)
    status, noted = look(planted, "tess", f"/matter/{planted.matters['glass']}/")
    assert (status, noted.title, noted.agency) == (200, "Teacher of art", town.school.name)
    status, noted = look(planted, "hana", there)
    assert (status, noted.act, noted.challenge, noted.facts_only) == (404, "refused", planted.matters["sealed"], True)
    status, noted = look(planted, "hana", "/matter/Zuri-is-her-name/")
    assert (status, noted.act, noted.challenge) == (404, "refused", ""), "what somebody typed is not kept"


def test_whoever_broke_the_glass_is_told_until_when_they_read(planted: Planted) -> None:
    with time_machine.travel(NOW, tick=False):
        page = planted.client("tess").get(f"/matter/{planted.matters['glass']}/").content.decode()
        others = planted.client("rosa").get(f"/matter/{planted.matters['glass']}/").content.decode()
    assert "stop-reading" in page
    assert "stop-reading" not in others


def test_each_list_is_noted(planted: Planted) -> None:
    for who, address, detail in (
        ("rosa", "/my-turn/", "my turn: mine"),
        ("mei", "/team/", "team"),
        ("beth", "/office/", "office"),
    ):
        status, noted = look(planted, who, address)
        assert (status, noted.act, noted.challenge) == (200, "listed", ""), who
        assert noted.detail.startswith(detail), noted.detail
    _status, noted = look(planted, "dee", "/my-turn/")
    assert (noted.deputy_for, noted.facts_only) == (planted.town.amir.name, False)


def test_whoever_is_shown_more_than_anybody_needs_waits_and_facts_and_danger_are_not_counted(planted: Planted) -> None:
    there = planted.matters["sealed"]
    with time_machine.travel(NOW, tick=False), override_settings(MANY_MATTERS=0):
        pace.cache.clear()
        assert planted.client("rosa").get(f"/matter/{there}/").status_code not in (200, 404)
        assert planted.client("rosa").get(f"/matter/{there}/do/danger/").status_code == 200
        assert planted.client("beth").get(f"/matter/{there}/").status_code == 200
    pace.cache.clear()


def test_being_on_one_named_list_opens_no_other(planted: Planted) -> None:
    one, other = planted.matters["sealed"], planted.matters["third"]
    Part.objects.filter(challenge__in=(one, other)).update(restricted=True)
    Listed.objects.create(challenge_id=one, person=planted.town.dee.pk)
    places = (queries.MINE, queries.THEIRS, queries.RESOLVED)
    shown = {line.challenge.pk for place in places for line in queries.my_list(actor(planted, "dee"), place, size=500)}
    assert one in shown
    assert other not in shown


def test_whom_somebody_covers_is_noted_only_where_they_act_for_them(planted: Planted) -> None:
    found = planted.town.matter_of("dee", planted.matters["sealed"])
    dee, amir = planted.town.dee.pk, planted.town.amir
    assert gate.deputy_for(found) == amir.name
    apart = msgspec.structs.replace(found.state, conflicted=frozenset({dee}))
    assert gate.deputy_for(replace(found, state=apart)) == ""
    own = msgspec.structs.replace(found.state, parties=found.state.parties | {dee: found.state.parties[amir.pk]})
    assert gate.deputy_for(replace(found, state=own)) == ""
    two = replace(found.actor, covers=((999_999, "", "Somebody else"), *found.actor.covers))
    assert gate.deputy_for(replace(found, actor=two)) == amir.name


def test_a_post_of_the_partnership_is_noted_without_an_agency(planted: Planted) -> None:
    assert isinstance(breaks(planted, "cleo", planted.matters["sealed"]), actions.Done)
    status, noted = look(planted, "cleo", f"/matter/{planted.matters['sealed']}/")
    assert (status, noted.title, noted.agency) == (200, "Independent chair", "")


def test_only_a_page_read_through_broken_glass_says_until_when(planted: Planted) -> None:
    for who, told in (("rosa", False), ("tess", True)):
        request = HttpRequest()
        gate._say_how_long(request, planted.town.matter_of(who, planted.matters["glass"]))
        assert hasattr(request, "glass") is told
