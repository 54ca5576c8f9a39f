"""Those who must not take part, in the record: they are gone from every list, message and draft at once."""

from __future__ import annotations

from datetime import date

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, Conflict, Side, TookOver, Why
from forthright.core.challenge.folding import fold
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import ActingFor, Cover, Holding, Post
from forthright.notices.models import Message
from forthright.notices.models import State as Sending
from forthright.notices.tell import Kind
from forthright.record import actions, drafts, projection, queries
from forthright.record.store import load_facts
from tests.support.town import MONDAY, Town, employ

FAMILY = c.DeclareConflict(code=Conflict.FAMILY, words={"reason": "She is my sister (canary)."})
URGENT = c.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."})


def declared(reference: str) -> facts.ConflictDeclared:
    """The entry that says who took over; the one after it says why."""
    fact = load_facts(reference)[-2].fact
    assert isinstance(fact, facts.ConflictDeclared)
    return fact


def owner(reference: str, side: Side = Side.RESPONDING) -> int:
    return fold(load_facts(reference)).owners[side]


def listed(town: Town, who: str) -> list[str]:
    actor = directory.actor(town.people[who], MONDAY)
    return [
        line.challenge.reference for place in (queries.MINE, queries.THEIRS) for line in queries.my_list(actor, place)
    ]


def second(town: Town, name: str, like: str) -> None:
    """Somebody else in a post of the same role, of the same agency."""
    post = town.posts[like]
    agency = {town.council.pk: "council", town.school.pk: "school"}.get(post.agency_id or 0, "")
    employ(town, name, agency, post.role, f"Another {post.title.lower()}", "")


def test_the_post_above_has_it_at_once_and_whoever_left_finds_it_nowhere(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    assert (declared(reference).how, owner(reference)) == (TookOver.ABOVE, town.sam.pk)
    assert listed(town, "sam") == [reference]
    assert listed(town, "amir") == []
    assert queries.matter(town.amir, reference, MONDAY) is None
    with pytest.raises(actions.NotThere):
        actions.perform(town.amir, reference, 3, c.Acknowledge(), "t", MONDAY)


def test_the_deputy_of_the_post_comes_before_everybody_else(town: Town) -> None:
    reference = town.raises()
    second(town, "ines", "amir")
    Cover.objects.create(post=town.posts["amir"], deputy=town.ravi, starts=date(2026, 11, 1), ends=date(2026, 11, 9))
    town.does("amir", reference, FAMILY)
    assert (declared(reference).how, owner(reference)) == (TookOver.DEPUTY, town.ravi.pk)


def test_then_somebody_else_in_such_a_post_of_the_agency(town: Town) -> None:
    reference = town.raises()
    second(town, "ines", "amir")
    town.does("amir", reference, FAMILY)
    assert (declared(reference).how, owner(reference)) == (TookOver.HOLDER, town.ines.pk)


def test_last_the_business_unit_is_alarmed_keeps_the_place_and_names_somebody(town: Town) -> None:
    reference = town.raises()
    Holding.objects.filter(person__in=[town.sam, town.ravi]).delete()
    town.does("amir", reference, FAMILY)
    assert declared(reference).how is TookOver.KEEPER
    told = Message.objects.filter(challenge=reference, recipient=town.beth.pk).values_list("kind", flat=True)
    assert Kind.YOURS_NOW in told
    matter = queries.matter(town.beth, reference, MONDAY)
    assert matter is not None
    assert all("canary" not in str(one.words) for one in matter.entries)
    assert matter.names == {}
    employ(town, "nell", "council", Role.LINE_MANAGER.value, "Locum team manager", "")
    seat = directory.own_seat(town.nell, town.posts["nell"])
    town.does("beth", reference, c.HandOver(seat=seat))
    state = fold(load_facts(reference))
    assert state.owners[Side.RESPONDING] == town.nell.pk
    assert town.beth.pk not in state.parties
    assert state.parties[town.nell.pk].capacity is Capacity.MANAGER


def test_where_somebody_else_of_that_side_keeps_it_the_business_unit_is_alarmed(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, c.AskIn(seat=directory.own_seat(town.ravi, town.posts["ravi"])))
    Holding.objects.filter(person=town.sam).delete()
    town.does("amir", reference, FAMILY)
    assert (declared(reference).how, owner(reference)) == (TookOver.OWNER, town.ravi.pk)
    alarm = Message.objects.get(challenge=reference, recipient=town.beth.pk)
    assert alarm.kind == Kind.NOBODY_FOUND


def test_what_waited_to_be_sent_to_them_is_not_sent_and_what_they_had_begun_to_write_is_forgotten(town: Town) -> None:
    reference = town.raises()
    assert Message.objects.filter(challenge=reference, recipient=town.amir.pk, state=Sending.WAITING).exists()
    drafts.start(town.amir, "reply", MONDAY, reference, {"reasons": "Half a reply"})
    town.does("amir", reference, FAMILY)
    assert not Message.objects.filter(challenge=reference, recipient=town.amir.pk, state=Sending.WAITING).exists()
    assert drafts.latest(town.amir, "reply", reference) is None


def test_nothing_is_sent_to_them_afterwards_not_even_as_a_deputy(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    before = Message.objects.filter(recipient=town.amir.pk).count()
    Cover.objects.create(post=town.posts["sam"], deputy=town.amir, starts=date(2026, 11, 1), ends=date(2026, 11, 9))
    town.does("rosa", reference, c.AddEvidence(words={"what": "A log.", "source": "Office"}))
    assert Message.objects.filter(recipient=town.amir.pk).count() == before
    assert queries.matter(town.amir, reference, MONDAY) is None
    town.does("rosa", reference, URGENT)
    assert owner(reference) == town.sam.pk
    assert town.amir.pk not in fold(load_facts(reference)).parties


def test_whoever_is_passed_over_is_told_nothing_and_has_it_on_no_list_of_their_team(town: Town) -> None:
    reference = town.raises()
    mei = directory.own_seat(town.mei, town.posts["mei"])
    assert queries.team_list(directory.actor(town.mei, MONDAY)).exists()
    town.does("rosa", reference, c.PassOver(seat=mei, code=Conflict.CONDUCT, words={"reason": "It is about her."}))
    assert not queries.team_list(directory.actor(town.mei, MONDAY)).exists()
    assert queries.matter(town.mei, reference, MONDAY) is None
    # that the policy has her told was written when it was raised, and is not sent any more
    assert not Message.objects.filter(challenge=reference, recipient=town.mei.pk, state=Sending.WAITING).exists()
    assert Message.objects.get(challenge=reference, recipient=town.beth.pk).kind == Kind.PASSED_OVER
    town.does("rosa", reference, URGENT)
    assert owner(reference, Side.RAISING) == town.rosa.pk  # the school has no other manager above her


def test_somebody_of_the_business_unit_who_is_passed_over_has_it_on_no_list_of_the_office(town: Town) -> None:
    reference = town.raises()
    Post.objects.filter(pk=town.posts["beth"].pk).update(agency=town.school)
    town.does(
        "rosa",
        reference,
        c.PassOver(
            seat=directory.own_seat(town.beth, Post.objects.get(pk=town.posts["beth"].pk)),
            code=Conflict.FAMILY,
            words={"reason": "Her son."},
        ),
    )
    actor = directory.actor(town.beth, MONDAY)
    assert not queries.office_list(actor).exists()
    assert not queries.set_aside([town.partnership.pk], MONDAY, town.beth.pk).exists()


def test_the_picture_is_the_same_when_it_is_made_anew(town: Town) -> None:
    reference = town.raises()
    town.does("amir", reference, FAMILY)
    assert list(projection.differences()) == []
    projection.rebuild()
    assert list(projection.differences()) == []


def test_whoever_acts_for_the_agency_comes_after_the_post_above(town: Town) -> None:
    reference = town.raises()
    Holding.objects.filter(person=town.sam).delete()
    ActingFor.objects.create(
        agency=town.council,
        role=Role.PRACTITIONER.value,
        post=town.posts["hana"],
        starts=date(2026, 1, 1),
        basis="Agreed by both agencies",
        added_at=MONDAY,
    )
    town.does("amir", reference, FAMILY)
    assert (declared(reference).how, owner(reference)) == (TookOver.ACTING, town.hana.pk)
    party = fold(load_facts(reference)).parties[town.hana.pk]
    assert party.title == "Health team leader, acting for Anyshire Council (invented)"
    assert (party.agency, party.side) == (town.council.pk, Side.RESPONDING)
