"""Those who are worried too: asked along, heard, never counted, and gone when they like."""

import pytest
from hypothesis import given

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import Capacity, Outcome, Ruling, Side, Stance, Why
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.may import MAY
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.offers import offered
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.standing import Standing, standing_of
from forthright.core.policy.shapes import Role
from forthright.notices.tell import Kind, told

from .people import AMIR, COUNCIL, OLU, ROSA, ROSAS_MANAGER, SCHOOL, SEATS, actor, at, policy, seat
from .runs import FEW, runs
from .test_walks import LATER, Walk

OLUS_SEAT = seat(OLU, 3, Role.PRACTITIONER)
SAID = commands.SayWorry(rating=2, words={"view": "I am worried too, because she was cold."})


def entry(walk: Walk, person: int, wish: commands.Command) -> facts.Event:
    walk.act(person, wish)
    return walk.events[-1]


def asked() -> Walk:
    walk = Walk(policy())
    walk.act(ROSA, commands.AskAlong(seat=OLUS_SEAT, words={"reason": "She saw her at home."}))
    return walk


def test_somebody_of_a_third_agency_is_asked_along_and_stands_beside_the_raising_side() -> None:
    walk = asked()
    party = walk.state.parties[OLU]
    assert (party.capacity, party.side, party.agency) == (Capacity.WORRIED_TOO, Side.RAISING, 3)
    assert standing_of(actor(OLU), walk.state) is Standing.WORRIED_TOO
    assert walk.state.agencies == {Side.RAISING: SCHOOL, Side.RESPONDING: COUNCIL}


def test_only_the_raising_owner_asks_somebody_along() -> None:
    walk = Walk(policy())
    assert walk.refuses(AMIR, commands.AskAlong(seat=OLUS_SEAT)) == "not your role"
    walk.act(ROSA, commands.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    assert walk.refuses(ROSAS_MANAGER, commands.AskAlong(seat=OLUS_SEAT)) == "not the owner"


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (SEATS[COUNCIL, Role.LINE_MANAGER], "an answering agency"),
        (SEATS[COUNCIL, Role.PRACTITIONER], "already in"),
        (seat(88, 0, Role.CHAIR), "an answering agency"),
    ],
)
def test_nobody_of_an_agency_that_answers_is_asked_along(one, code: str) -> None:  # type: ignore[no-untyped-def]
    assert Walk(policy()).refuses(ROSA, commands.AskAlong(seat=one)) == code


@pytest.mark.parametrize(
    "wish",
    [
        commands.TakeUp(why=Why.URGENT, words={"reason": "R"}),
        commands.Reply(stance=Stance.AGREE, words={"reasons": "R"}),
        commands.GivePerspective(rating=4),
        commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER),
        commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER),
        commands.MarkUrgent(words={"reason": "R"}),
        commands.Withdraw(words={"reason": "R"}),
        commands.WriteNote(words={"note": "N"}),
        commands.AskAlong(seat=SEATS[SCHOOL, Role.LINE_MANAGER]),
        commands.HandOver(seat=SEATS[SCHOOL, Role.LINE_MANAGER]),
    ],
    ids=lambda wish: wish.VERB.value,
)
def test_whoever_is_worried_too_moves_and_ends_nothing(wish: commands.Command) -> None:
    assert asked().refuses(OLU, wish) == "not your role"


def test_what_they_may_do_is_little_and_what_only_they_may_do_is_to_say_so_and_to_leave() -> None:
    mine = {verb for verb, standings in MAY.items() if Standing.WORRIED_TOO in standings} - set(commands.STARTING)
    assert mine == {Verb.EVIDENCE, Verb.DANGER, Verb.CONFLICT, Verb.WORRY, Verb.LEAVE}
    for verb in (Verb.WORRY, Verb.LEAVE):
        assert MAY[verb] == {Standing.WORRIED_TOO}


def test_their_view_and_rating_wait_with_the_perspectives_for_the_other_side() -> None:
    walk = asked()
    before = dict(walk.state.ratings)
    event = entry(walk, OLU, SAID)
    assert walk.state.ratings == before, "it is neither side's rating"
    assert sees(actor(AMIR), walk.state, event) is Sight.SEALED
    assert [sees(actor(one), walk.state, event) for one in (ROSA, OLU)] == [Sight.WORDS] * 2
    for who in (ROSA, AMIR):
        walk.act(who, commands.GivePerspective(rating=3, words={"view": "V"}))
    assert sees(actor(AMIR), walk.state, event) is Sight.WORDS


def test_it_opens_nothing_and_no_turn_ever_waits_for_them() -> None:
    walk = asked()
    turn = walk.state.turn
    walk.act(OLU, SAID)
    walk.act(ROSA, commands.GivePerspective(rating=3, words={"view": "V"}))
    assert not walk.state.opened
    assert walk.state.turn == turn
    assert all(duty.owner != OLU for duty in walk.state.duties.values())


def test_private_notes_stay_with_the_raising_side_even_from_a_colleague_who_is_worried_too() -> None:
    walk = Walk(policy())
    lead = SEATS[SCHOOL, Role.SAFEGUARDING_LEAD]
    walk.act(ROSA, commands.AskAlong(seat=lead))
    note = entry(walk, ROSA, commands.WriteNote(words={"note": "N"}))
    assert sees(actor(lead.person), walk.state, note) is Sight.NOTHING


def test_they_leave_by_themselves_read_no_more_and_what_they_wrote_stays() -> None:
    walk = asked()
    said = entry(walk, OLU, SAID)
    walk.act(OLU, commands.Leave())
    assert OLU not in walk.state.parties
    assert standing_of(actor(OLU), walk.state) is Standing.OUTSIDER
    assert sees(actor(OLU), walk.state, said) is Sight.NOTHING
    assert sees(actor(ROSA), walk.state, said) is Sight.WORDS
    assert walk.refuses(OLU, commands.Leave()) == "not yours"


def test_whoever_came_to_be_more_than_worried_does_not_leave_by_an_old_entry() -> None:
    walk = Walk(policy())
    manager = SEATS[SCHOOL, Role.LINE_MANAGER]
    walk.act(ROSA, commands.AskAlong(seat=manager))
    walk.act(ROSA, commands.AskIn(seat=manager))
    assert walk.state.parties[manager.person].capacity is Capacity.MANAGER
    assert walk.refuses(manager.person, commands.Leave()) == "not your role"


def test_they_are_told_of_the_outcome_as_whoever_raised_it_is() -> None:
    walk = asked()
    walk.act(AMIR, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "A"}))
    before = walk.state
    event = entry(walk, ROSA, commands.Confirm(agree=True))
    assert (OLU, Kind.SETTLED) in [(one.person, one.kind) for one in told(before, walk.state, event)]


def test_being_asked_along_is_told_to_them_and_the_other_side_sees_it() -> None:
    walk = Walk(policy())
    before = walk.state
    event = entry(walk, ROSA, commands.AskAlong(seat=OLUS_SEAT))
    assert [(one.person, one.kind) for one in told(before, walk.state, event)] == [
        (OLU, Kind.ASKED_ALONG),
        (AMIR, Kind.NEW_ENTRY),
    ]


def test_a_view_without_words_or_with_a_strange_rating_is_refused() -> None:
    walk = asked()
    assert walk.refuses(OLU, commands.SayWorry(rating=11, words={"view": "V"})) == "bad rating"
    assert walk.refuses(OLU, commands.SayWorry()) == "no words"
    walk.act(OLU, commands.SayWorry(words={"view": "V"}))


def test_the_page_offers_what_the_record_would_accept() -> None:
    walk = asked()

    def around() -> Moment:
        return at(LATER)

    assert offered(policy(), walk.state, actor(ROSA), Verb.ASK_ALONG, around)
    assert not offered(policy(), walk.state, actor(AMIR), Verb.ASK_ALONG, around)
    assert offered(policy(), walk.state, actor(OLU), Verb.LEAVE, around)


def test_what_they_add_is_told_to_both_owners_as_theirs_and_not_the_raising_sides() -> None:
    walk = asked()
    before = walk.state
    event = entry(walk, OLU, commands.AddEvidence(words={"what": "A log."}))
    assert isinstance(event.fact, facts.EvidenceAdded) and event.fact.along
    assert {one.person for one in told(before, walk.state, event)} == {ROSA, AMIR}
    danger = entry(walk, OLU, commands.TellDanger(words={"told": "999"}))
    assert isinstance(danger.fact, facts.DangerTold) and danger.fact.along
    rosas = entry(walk, ROSA, commands.AddEvidence(words={"what": "A log."}))
    assert isinstance(rosas.fact, facts.EvidenceAdded) and not rosas.fact.along


@FEW
@given(runs())
def test_nothing_ever_waits_for_somebody_who_is_only_worried_too(run) -> None:  # type: ignore[no-untyped-def]
    for _before, _event, state in run[3]:
        along = {one.person for one in state.parties.values() if one.capacity is Capacity.WORRIED_TOO}
        assert not along & {duty.owner for duty in state.duties.values()}
        assert not along & set(state.owners.values())
        assert all(state.parties[one].agency != state.agencies[Side.RESPONDING] for one in along)
