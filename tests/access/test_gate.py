"""The gate and the queries behind it, said plainly: one sentence a rule, each of which fails when the rule is broken.

`tests/mutation` breaks each of them in turn.
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from unittest import mock

import pytest
import time_machine

from forthright.audit.actions import REFUSED
from forthright.audit.models import Look
from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Conflict, DutyKind, Phase
from forthright.core.challenge.sees import Sight
from forthright.core.challenge.standing import Actor, Office, Standing
from forthright.directory import queries as directory
from forthright.directory.models import Cover, Holding, Post
from forthright.record import actions, drafts, hours, keys, queries, store
from forthright.record.hours_wishes import EnterDays, NotYours, Place
from forthright.record.models import Apart, Challenge, Draft, Part
from forthright.record.moving_hours import Moved, Moves
from forthright.record.policies import policy_for
from tests.support import acts

from .planted import NOW, TOKEN, Planted
from .stories import CHAIRED

NOTE = c.WriteNote(words={"note": "Words."})
GONE = "ZZZZ-ZZZZ"


def actor(planted: Planted, who: str):  # type: ignore[no-untyped-def]
    return directory.actor(planted.town.people[who], NOW)


def test_the_page_of_a_challenge_opens_to_whom_it_is_for_and_is_noted(planted: Planted) -> None:
    reference = planted.matters["sealed"]
    noted = {
        "amir": ("Amir", "Social worker", "Anyshire Council (invented)"),
        "dee": ("Dee", "Social worker (covering)", "Anyshire Council (invented)"),
        "beth": ("Beth", Standing.BUSINESS_UNIT.value, ""),
    }
    with time_machine.travel(NOW, tick=False):
        for who, (name, title, agency) in noted.items():
            assert planted.client(who).get(f"/matter/{reference}/").status_code == 200
            look = Look.objects.latest("pk")
            assert look.name.startswith(name)
            assert (look.challenge, look.person, look.title) == (reference, planted.town.people[who].pk, title)
            version = Challenge.objects.get(pk=reference).version
            assert (look.agency, look.act, look.version, look.at) == (agency, "looked", version, NOW)
        before = Look.objects.exclude(act=REFUSED).count()
        for who, there in (("olu", reference), ("amir", GONE), ("nobody", reference)):
            assert planted.client(who).get(f"/matter/{there}/").status_code in (302, 404)
        assert Look.objects.exclude(act=REFUSED).count() == before, "that it was tried is another line"
        assert Look.objects.filter(act=REFUSED).count() == 2, "of those who signed in"
        planted.client("amir").get(f"/matter/{reference}/record/")
        assert Look.objects.latest("pk").act == "printed"
        planted.client("cleo").get(f"/matter/{planted.matters['chaired']}/")
        assert Look.objects.get(person=planted.town.cleo.pk).agency == ""
        assert "for" in Look.objects.filter(person=planted.town.dee.pk).latest("pk").name


def test_a_challenge_is_there_for_those_who_take_part_and_those_who_watch_alone(planted: Planted) -> None:
    town, reference = planted.town, planted.matters["sealed"]
    for who in ("rosa", "amir", "dee", "ivo", "mei", "sam", "beth"):
        assert queries.matter(town.people[who], reference, NOW) is not None, who
    for who in ("olu", "hana", "tess", "ruth", "cleo", "sid", "ada", "bea", "otto"):
        assert queries.matter(town.people[who], reference, NOW) is None, who
    assert queries.matter(town.rosa, GONE, NOW) is None


def test_of_a_challenge_everybody_is_given_what_they_see(planted: Planted) -> None:
    reference = planted.matters["sealed"]
    rosa, amir = (planted.town.matter_of(who, reference) for who in ("rosa", "amir"))
    assert [one.entry.event.side for one in rosa.entries if isinstance(one.entry.event.fact, facts.NoteWritten)] == [
        "raising"
    ]
    (sealed,) = [one for one in amir.entries if isinstance(one.entry.event.fact, facts.PerspectiveGiven)]
    assert sealed.sight is Sight.SEALED
    assert sealed.words == {}
    (own,) = [one for one in rosa.entries if isinstance(one.entry.event.fact, facts.PerspectiveGiven)]
    assert TOKEN.search(str(own.words))
    assert rosa.entries[0].words["worry_facts"] == amir.entries[0].words["worry_facts"]
    assert len(rosa.events) == len(amir.events) == rosa.state.version == Challenge.objects.get(pk=reference).version
    assert all(not event.words for event in (*rosa.events, *amir.events))
    assert (rosa.side, amir.side) == ("raising", "responding")
    assert rosa.head == rosa.entries[-1].entry.digest.hex()


def test_those_who_see_facts_only_are_given_no_word_and_no_name(planted: Planted) -> None:
    for who, standing in (("beth", Standing.BUSINESS_UNIT), ("mei", Standing.TEAM_MANAGER)):
        found = planted.town.matter_of(who, planted.matters["sealed"])
        assert found.standing is standing
        assert found.names == {}
        assert found.side is None
        assert [one.words for one in found.entries] == [{}] * len(found.entries)
    named = planted.town.matter_of("rosa", planted.matters["sealed"])
    people = [planted.town.people[who] for who in ("rosa", "amir", "ivo")]
    assert named.names == {person.pk: person.name for person in people}
    assert set(named.agencies) == {planted.town.school.pk, planted.town.council.pk}
    assert named.happened


def test_no_word_is_unsealed_for_whoever_may_not_open(planted: Planted) -> None:
    with mock.patch.object(keys, "get_many") as asked:
        assert store.load(planted.matters["sealed"], lambda events: False) == []
    assert not asked.called
    assert store.load(GONE) == []


def test_the_agencies_and_people_of_a_challenge_are_named(planted: Planted) -> None:
    town = planted.town
    talked = town.matter_of("rosa", planted.matters["talked"])
    assert set(talked.agencies) == {town.school.pk, town.council.pk}, "also one of which nobody takes part"
    moved = town.matter_of("rosa", planted.matters["moved"])
    assert moved.names[town.beth.pk] == town.beth.name, "also who acted without taking part"


def test_what_is_erased_names_nobody_and_is_acted_on_no_more(planted: Planted) -> None:
    reference = planted.matters["sealed"]
    keys.destroy(reference)
    erased = planted.town.matter_of("rosa", reference)
    assert erased.names == {}
    assert all(one.entry.erased or not one.words for one in erased.entries)
    assert reference in listed(planted, "rosa")
    refused = actions.perform(planted.town.rosa, reference, erased.state.version, NOTE, "", NOW)
    assert isinstance(refused, No)
    assert refused.code == "erased"


def test_a_challenge_is_called_by_its_children_or_its_theme() -> None:
    assert queries.about({"children": [{"name": "Zuri"}, {"name": "Ada"}, "?", {}]}) == "Zuri, Ada, "
    assert queries.about({"theme": "Waiting times"}) == "Waiting times"
    assert queries.about({}) == ""


def test_moving_is_previewed_to_whoever_may_open_it(planted: Planted) -> None:
    town, there = planted.town, planted.matters["third"]
    other = planted.town.own_manager_first()
    assert queries.move_preview(town.olu, there, other, "", NOW) is None
    assert queries.move_preview(town.beth, GONE, other, "", NOW) is None
    straight = queries.move_preview(town.beth, there, other, "", NOW)
    assert isinstance(straight, queries.Moving)
    assert straight.changes
    fewer = acts.small(town, CHAIRED)
    choose = queries.move_preview(town.beth, there, fewer, "", NOW)
    assert isinstance(choose, queries.Moving)
    assert [key for key, _label in choose.steps] == ["1"]
    assert choose.changes == ()
    chosen = queries.move_preview(town.beth, there, fewer, "1", NOW)
    assert isinstance(chosen, queries.Moving)
    assert chosen.changes
    assert isinstance(queries.move_preview(town.beth, there, fewer, "9", NOW), No)
    same = queries.move_preview(town.beth, there, town.policy.fingerprint, "", NOW)
    assert isinstance(same, No)
    assert same.code == "same version"
    ended = queries.move_preview(town.beth, planted.matters["settled"], other, "", NOW)
    assert isinstance(ended, No)
    assert ended.code == "not open"


def listed(planted: Planted, who: str) -> set[str]:
    places = (queries.MINE, queries.THEIRS, queries.RESOLVED)
    return {line.challenge.pk for place in places for line in queries.my_list(actor(planted, who), place, size=500)}


def test_lists_hold_just_the_challenges_that_one_takes_part_in_or_covers(planted: Planted) -> None:
    for who, covered in {"rosa": "rosa", "amir": "amir", "dee": "amir", "otto": "otto", "cleo": "cleo"}.items():
        parts = Part.objects.filter(person=planted.town.people[covered].pk)
        parts = parts.exclude(challenge__apart__person=planted.town.people[who].pk)
        if who != covered:  # a deputy finds nothing that is kept to a named list on which they are not
            assert parts.filter(restricted=True).exists()
            parts = parts.exclude(restricted=True)
        assert listed(planted, who) == set(parts.values_list("challenge_id", flat=True))
        assert listed(planted, who), who
    for who in ("tess", "sid", "ada", "lou"):
        assert listed(planted, who) == set(), who


def test_what_somebody_had_begun_to_write_is_gone_once_they_must_not_take_part(planted: Planted) -> None:
    reference = planted.matters["left"]
    dee, ivo = planted.town.dee, planted.town.ivo
    for who in (dee, ivo):
        drafts.start(who, "note", NOW, reference, {"note": "Words."})
    planted.town.does("dee", reference, c.DeclareConflict(code=Conflict.FAMILY, words={"reason": "-"}), NOW)
    assert drafts.latest(dee, "note", reference) is None
    assert drafts.latest(ivo, "note", reference) is not None


def test_a_deputy_who_must_not_take_part_finds_it_on_no_list(planted: Planted) -> None:
    reference = planted.matters["apart"]
    assert queries.matter(planted.town.dee, reference, NOW) is None
    assert reference not in listed(planted, "dee")
    assert reference in listed(planted, "amir")
    person = planted.town.people["dee"].pk
    Apart.objects.create(challenge_id=planted.matters["third"], person=planted.town.beth.pk)
    Apart.objects.create(challenge_id=planted.matters["third"], person=planted.town.mei.pk)
    assert planted.matters["third"] not in queries.office_list(actor(planted, "beth")).values_list("pk", flat=True)
    Apart.objects.create(challenge_id=planted.matters["sealed"], person=planted.town.mei.pk)
    assert planted.matters["sealed"] not in queries.team_list(actor(planted, "mei")).values_list("pk", flat=True)
    assert Apart.objects.filter(person=person, challenge_id=reference).exists()


def test_a_list_is_counted_as_it_is_shown(planted: Planted) -> None:
    for who in ("rosa", "amir", "dee", "olu", "cleo", "mei"):
        whose = actor(planted, who)
        counts = queries.how_many(whose)
        for place in (queries.MINE, queries.THEIRS, queries.RESOLVED):
            assert counts[place] == len(queries.my_list(whose, place, size=500)), (who, place)
        assert counts["drafts"] == Draft.objects.filter(owner=planted.town.people[who]).count()


def test_lists_come_in_their_order_and_in_pages(planted: Planted) -> None:
    whose = actor(planted, "rosa")
    mine = [line.part.sort for line in queries.my_list(whose, queries.MINE, size=500)]
    assert mine == sorted(mine)
    theirs = [line.part.sort for line in queries.my_list(whose, queries.THEIRS, size=500)]
    assert theirs == sorted(theirs, reverse=True)
    every = [line.challenge.pk for line in queries.my_list(whose, queries.MINE, size=500)]
    assert [line.challenge.pk for line in queries.my_list(whose, queries.MINE, 1, 2)] == every[1:3]
    assert queries.my_list(whose, queries.MINE, size=1)[0].about


def test_a_manager_lists_the_open_ones_of_their_team_in_which_they_take_no_part(planted: Planted) -> None:
    for who, team in {"mei": ("rosa", "ivo"), "sam": ("amir",), "hana": ("olu",), "rosa": ()}.items():
        people = [planted.town.people[one].pk for one in team]
        parts = Part.objects.filter(person__in=people, challenge__phase=Phase.OPEN.value, restricted=False)
        own = set(Part.objects.filter(person=planted.town.people[who].pk).values_list("challenge_id", flat=True))
        expected = set(parts.values_list("challenge_id", flat=True)) - own
        assert set(queries.team_list(actor(planted, who)).values_list("pk", flat=True)) == expected, who
    assert queries.team_list(actor(planted, "mei")).exists()


def test_the_business_unit_lists_those_of_its_own_partnership(planted: Planted) -> None:
    for who, where in (("beth", planted.town.partnership), ("bea", planted.town.there)):
        expected = set(Challenge.objects.filter(partnership=where).values_list("pk", flat=True))
        assert set(queries.office_list(actor(planted, who)).values_list("pk", flat=True)) == expected
        assert expected
    for who in ("rosa", "sid", "ada", "mei"):
        assert not queries.office_list(actor(planted, who)).exists()
    there = set(queries.on_another_version(actor(planted, "beth"), planted.town.policy).values_list("pk", flat=True))
    open_ones = Challenge.objects.filter(partnership=planted.town.partnership, phase=Phase.OPEN.value)
    assert there == set(open_ones.exclude(policy=planted.town.policy).values_list("pk", flat=True))
    assert there
    both = frozenset((Office.BUSINESS_UNIT, one.pk) for one in (planted.town.partnership, planted.town.there))
    of_two = queries.on_another_version(Actor(person=0, offices=both), planted.town.policy)
    assert set(of_two.values_list("pk", flat=True)) == there, "of the version's own partnership alone"
    assert not queries.on_another_version(actor(planted, "rosa"), planted.town.policy).exists()


def test_nobody_acts_where_to_them_there_is_nothing(planted: Planted) -> None:
    town, there = planted.town, planted.matters["sealed"]
    version = Challenge.objects.get(pk=there).version
    for who, reference, seen in (("olu", there, version), ("rosa", GONE, 0), ("sid", there, 0), ("ada", there, 99)):
        with pytest.raises(actions.NotThere):
            actions.perform(town.people[who], reference, seen, NOTE, secrets.token_hex(8), NOW)
    with pytest.raises(actions.NotThere):
        actions.move_policy(town.olu, there, version, town.own_manager_first(), "", "Why.", "", NOW)
    refused = actions.perform(town.beth, there, version, NOTE, secrets.token_hex(8), NOW)
    assert isinstance(refused, No)
    assert Challenge.objects.get(pk=there).version == version


def test_whoever_may_acts_once_at_the_version_that_they_saw(planted: Planted) -> None:
    town, there = planted.town, planted.matters["sealed"]
    version = Challenge.objects.get(pk=there).version
    late = actions.perform(town.rosa, there, version - 1, NOTE, secrets.token_hex(8), NOW)
    assert late == actions.ChangedSince(there, version - 1, version)
    done = actions.perform(town.rosa, there, version, NOTE, "a" * 16, NOW)
    assert done == actions.Done(there, version + 1)
    again = actions.perform(town.rosa, there, version, NOTE, "a" * 16, NOW)
    assert again == actions.Done(there, version + 1, again=True)
    other = actions.perform(town.amir, there, version, NOTE, "a" * 16, NOW)
    assert isinstance(other, actions.ChangedSince), "a receipt is its person's alone"


def test_whoever_writes_second_is_told_and_a_second_click_is_not(planted: Planted) -> None:
    town, there = planted.town, planted.matters["sealed"]
    version = Challenge.objects.get(pk=there).version
    with mock.patch.object(actions, "write", side_effect=store.Changed):
        late = actions.perform(town.rosa, there, version, NOTE, "b" * 16, NOW)
        assert late == actions.ChangedSince(there, version, version)
        done = actions.Done(there, version, again=True)
        with mock.patch.object(actions, "receipt_of", side_effect=[None, done]):
            assert actions.perform(town.rosa, there, version, NOTE, "c" * 16, NOW) == done


def test_a_message_concerns_whoever_may_still_open_it(planted: Planted) -> None:
    there, people = planted.matters["sealed"], planted.town.people
    for who in ("rosa", "amir", "dee", "beth", "mei"):
        assert actions.concerns(there, people[who].pk, 1, NOW), who
    for who in ("olu", "ruth", "sid", "ada"):
        assert not actions.concerns(there, people[who].pk, 1, NOW), who
    assert not actions.concerns(there, 999_999, 1, NOW)
    assert not actions.concerns(GONE, people["rosa"].pk, 1, NOW)


def test_nobody_is_reminded_of_what_is_answered(planted: Planted) -> None:
    there, rosa = planted.matters["sealed"], planted.town.rosa.pk
    events = store.load_facts(there)
    for duty, concerned in ((next(iter(queries.fold(events).duties)), True), ("9.gone", False)):
        reminded = facts.Reminded(duty=duty, kind=DutyKind.REPLY, owner=rosa)
        more = [*events, facts.Event(fact=reminded, at=NOW)]
        with mock.patch.object(actions, "load_facts", return_value=more):
            assert actions.concerns(there, rosa, len(more), NOW) is concerned
            assert actions.concerns(there, rosa, len(more) + 1, NOW)
            assert actions.concerns(there, rosa, 1, NOW)


def test_a_draft_is_its_writers_alone(planted: Planted) -> None:
    rosa, amir, mine = planted.town.rosa, planted.town.amir, planted.drafts["rosa, raise"]
    assert drafts.has(rosa, mine)
    assert not drafts.has(amir, mine)
    assert TOKEN.search(str(drafts.read(rosa, mine)))
    for attempt in (lambda: drafts.read(amir, mine), lambda: drafts.save(amir, mine, {"a": "b"}, NOW)):
        with pytest.raises(Draft.DoesNotExist):
            attempt()
    drafts.drop(amir, mine)
    assert drafts.has(rosa, mine)
    assert [row.pk for row, _data in drafts.mine(rosa, "raise")] == [mine]
    assert drafts.mine(amir, "raise") == []
    assert drafts.mine(rosa, "policy") == []
    there = planted.matters["sealed"]
    found = drafts.latest(rosa, "note", there)
    assert found is not None
    assert found.pk == planted.drafts["rosa, note"]
    for who, kind, matter in ((amir, "note", there), (rosa, "reply", there), (rosa, "note", planted.matters["third"])):
        assert drafts.latest(who, kind, matter) is None
    started = drafts.start(rosa, "note", NOW + timedelta(minutes=1), there, {"note": "Newer."})
    assert drafts.latest(rosa, "note", there) == started
    assert drafts.save(rosa, started.pk, {"more": "b"}, NOW) == {"note": "Newer.", "more": "b"}
    assert drafts.read(rosa, started.pk) == {"note": "Newer.", "more": "b"}
    drafts.drop(rosa, started.pk)
    assert not drafts.has(rosa, started.pk)
    empty = drafts.start(rosa, "raise", NOW + timedelta(minutes=1))
    assert drafts.read(rosa, empty.pk) == {}
    keys.forget(drafts._key_name(empty.pk))
    assert drafts.latest(rosa, "raise") is None, "one that cannot be read is gone"
    assert [row.pk for row, _data in drafts.mine(rosa, "raise")] == [mine]


def test_hours_are_changed_by_those_who_keep_them_and_show_them_the_challenges_they_may_open(planted: Planted) -> None:
    town, day = planted.town, date(2026, 11, 9)
    wish = EnterDays(place=Place("agency", town.school.pk), reason="Why.", first=day, last=day, name="Inset day")
    for who in ("rosa", "sid", "bea"):
        with pytest.raises(NotYours):
            hours.preview(town.people[who], wish, NOW)
    assert isinstance(hours.preview(town.ada, wish, NOW), Moves)
    references = list(planted.matters.values())
    for who in ("rosa", "olu", "beth", "ada"):
        whose = actor(planted, who)
        seen = {one for one in references if queries.matter(town.people[who], one, NOW)}
        assert set(hours.those_seen(references, whose)) == seen
        state = queries.fold(store.load_facts(planted.matters["sealed"]))
        moved = Moved(planted.matters["sealed"], state, policy_for(state), None)  # type: ignore[arg-type]
        assert moved.seen_by(whose) is (planted.matters["sealed"] in seen)


def test_posts_make_of_a_person_what_they_are_today(planted: Planted) -> None:
    town = planted.town
    covers = Cover.objects.filter(post=town.posts["amir"])
    day, yesterday = timedelta(days=1), NOW.date() - timedelta(days=1)
    assert actor(planted, "dee").covers == ((town.amir.pk, "Social worker (covering)", town.amir.name),)
    assert actor(planted, "amir").covers == ()
    assert actor(planted, "mei").leads == {town.rosa.pk, town.ivo.pk}
    assert actor(planted, "ruth").leads == set()
    assert actor(planted, "beth").offices == {(Office.BUSINESS_UNIT, town.partnership.pk)}
    assert actor(planted, "rosa").offices == set()
    assert (actor(planted, "rosa").person, actor(planted, "rosa").name) == (town.rosa.pk, town.rosa.name)
    Post.objects.filter(pk=town.posts["tess"].pk).update(manager=town.posts["ruth"])
    assert actor(planted, "ruth").leads == set(), "a representative leads no team"
    Holding.objects.filter(person=town.beth).update(ends=NOW.date())
    assert actor(planted, "beth").offices, "the last day counts"
    Holding.objects.filter(person=town.beth).update(ends=yesterday)
    assert not actor(planted, "beth").offices
    Holding.objects.filter(person=town.beth).update(ends=None, starts=NOW.date() + day)
    assert not actor(planted, "beth").offices
    covers.update(ends=yesterday)
    assert actor(planted, "dee").covers == ()
    covers.update(starts=NOW.date() + day, ends=NOW.date() + day)
    assert actor(planted, "dee").covers == ()
    covers.update(starts=NOW.date(), ends=NOW.date(), deputy=town.olu)
    assert actor(planted, "dee").covers == ()
    assert actor(planted, "olu").covers == (), "who holds no post of that agency covers nobody there"
    covers.update(deputy=town.ravi)
    assert actor(planted, "ravi").covers
    Holding.objects.filter(person=town.rosa).update(ends=yesterday)
    assert actor(planted, "mei").leads == {town.ivo.pk}
