"""Those who must not take part: they leave at once, somebody takes over, and they never come in again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, Conflict, DutyKind, Outcome, Ruling, Side, TookOver, Why
from forthright.core.challenge.commands import COMMANDS, STARTING, Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.moment import Moment, Seat, StandIn
from forthright.core.challenge.sees import Sight, opens, sees
from forthright.core.challenge.standing import Actor, Office, Standing, standing_of
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.challenge.telling import people, recipients
from forthright.core.policy.shapes import Role
from forthright.notices.tell import Kind, told

from .people import (
    AMIR,
    AMIRS_MANAGER,
    AMIRS_REP,
    CHAIR,
    COUNCIL,
    HOURS,
    MONDAY,
    ROSA,
    ROSAS_MANAGER,
    ROSAS_REP,
    ROSAS_SENIOR,
    SCHOOL,
    SEATS,
    actor,
    invented,
    policy,
    raising,
    seat,
)
from .runs import MANY, TEXT, runs
from .test_walks import LATER, Walk, disagree

BETH = 51
DEPUTY, OTHER_HOLDER, ACTING = 61, 62, 63
UNIT = {(0, Role.BUSINESS_UNIT): seat(BETH, 0, Role.BUSINESS_UNIT)}
UP = [Role.PRACTITIONER, Role.LINE_MANAGER, Role.SENIOR_MANAGER, Role.HEAD_OF_SERVICE]
FAMILY = c.DeclareConflict(code=Conflict.FAMILY)
REASON = {"reason": "She is my sister."}
URGENT = c.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."})


def above(person: int, agency: int, post: str) -> tuple[StandIn, ...]:
    """The posts above, as the directory would find them; the council's representative has a colleague."""
    if person == AMIRS_REP:
        return (StandIn(seat(OTHER_HOLDER, COUNCIL, Role.REPRESENTATIVE), TookOver.HOLDER),)
    own = next((role for (_agency, role), one in SEATS.items() if one.person == person), None)
    higher = UP[UP.index(own) + 1 :] if own in UP else []
    return tuple(StandIn(SEATS[agency, role], TookOver.ABOVE) for role in higher if (agency, role) in SEATS)


def at(now: datetime, instead: object = above, seats: Mapping[tuple[int, Role], Seat] = SEATS | UNIT) -> Moment:
    return Moment(
        now=now, shared=HOURS, calendars={SCHOOL: HOURS, COUNCIL: HOURS}, seats=seats, instead=instead or nobody
    )


def nobody(person: int, agency: int, post: str) -> tuple[StandIn, ...]:
    return ()


class Apart(Walk):
    """A walk in which the directory says who takes over."""

    instead = staticmethod(above)
    seats: Mapping[tuple[int, Role], Seat] = SEATS | UNIT

    def act(self, person: int, command: c.Command) -> None:
        events = decide(self.policy, self.state, command, actor(person), self.moment())
        assert not isinstance(events, No), events.reason
        self._take(events)

    def refuses(self, person: int, command: c.Command) -> str:
        answer = decide(self.policy, self.state, command, actor(person), self.moment())
        assert isinstance(answer, No), "it was allowed"
        return answer.code

    def moment(self) -> Moment:
        return at(self.now, self.instead, self.seats)


class Alone(Apart):
    instead = staticmethod(nobody)


class NoUnit(Alone):
    seats = SEATS


CONFLICTS = (
    st.builds(c.DeclareConflict, code=st.sampled_from(Conflict)),
    st.builds(c.DeclareConflict, code=st.sampled_from(Conflict)),
    st.builds(c.PassOver, seat=st.sampled_from(list(SEATS.values())), code=st.sampled_from(Conflict)),
)


def _whoever_has_something(state: State) -> set[int]:
    """Everybody who takes part, owns or decides anything."""
    held = {*state.parties, *state.owners.values(), state.decided_by, *state.votes}
    held |= {duty.owner for duty in state.duties.values()}
    held |= {action.owner for action in state.actions.values() if not action.done}
    held |= {state.outside.person} if state.outside else set()
    if state.gate:
        held |= {state.gate.party.person, state.gate.duty.owner}
    if state.proposal:
        held |= {state.proposal.duty.owner, *(one.owner for one in state.proposal.actions)}
    if state.decision and state.phase == "open":
        held |= {one.owner for one in state.decision.actions}
    return held | ({state.extension.answer.owner} if state.extension else set())


@MANY
@given(runs(at, often=CONFLICTS))
def test_whoever_must_not_take_part_never_holds_sees_or_hears_anything_again(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, state in run[3]:
        assert before.conflicted <= state.conflicted == set(state.declared)
        assert not state.conflicted & _whoever_has_something(state)
        assert not state.conflicted & {notice.person for notice in told(before, state, event)}
    under, events, state, *_rest = run
    for person in state.conflicted:
        offices = frozenset((office, 7) for office in Office)
        covers = tuple((one, "T (covering)", "N") for one in state.parties)
        who = Actor(person=person, name="P", covers=covers, leads=frozenset(state.parties), offices=offices)
        assert not opens(who, state)
        assert all(sees(who, state, event) is Sight.NOTHING for event in events)
        for who_is_told in recipients(under):
            assert person not in people(who_is_told.who, state, at(events[-1].at), [person, BETH])


@MANY
@given(runs(at, often=CONFLICTS))
def test_every_duty_stays_with_somebody_who_takes_part_on_its_side(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, state in run[3]:
        assert set(state.owners.values()) <= set(state.parties)
        assert {duty.owner for duty in state.duties.values()} <= set(state.parties)
        if isinstance(event.fact, facts.ConflictDeclared):
            assert {key: duty.due for key, duty in before.duties.items() if key in state.duties} == {
                key: duty.due for key, duty in state.duties.items() if key in before.duties and not event.fact.anew
            } or event.fact.anew
            if before.turn is not None:
                assert state.turn is not None


def test_what_was_theirs_goes_to_the_one_above_in_the_same_moment() -> None:
    walk = Apart(policy())
    walk.act(AMIR, c.DeclareConflict(code=Conflict.FAMILY, words=REASON))
    assert AMIR not in walk.state.parties
    assert walk.state.owners[Side.RESPONDING] == AMIRS_MANAGER
    assert all(duty.owner == AMIRS_MANAGER for duty in walk.state.duties.values() if duty.side is Side.RESPONDING)
    fact = walk.events[-2].fact
    assert isinstance(fact, facts.ConflictDeclared)
    assert (fact.how, fact.party.person if fact.party else 0) == (TookOver.ABOVE, AMIRS_MANAGER)


def test_they_see_nothing_of_it_any_more_not_even_what_they_wrote() -> None:
    walk = Apart(policy())
    walk.act(AMIR, c.WriteNote(words={"note": "Ask first."}))
    walk.act(AMIR, FAMILY)
    assert standing_of(actor(AMIR), walk.state) is Standing.OUTSIDER
    assert all(sees(actor(AMIR), walk.state, event) is Sight.NOTHING for event in walk.events)
    for verb in set(Verb) - set(STARTING) - {Verb.MOVE_POLICY}:
        if verb in (Verb.DANGER, Verb.NOTE, Verb.CONFLICT):
            extra = {"code": Conflict.FAMILY} if verb is Verb.CONFLICT else {}
            assert walk.refuses(AMIR, COMMANDS[verb](**extra, words=TEXT)) == "not yours"


def test_both_sides_read_that_it_was_so_and_only_their_own_side_reads_why() -> None:
    walk = Apart(policy())
    walk.act(AMIR, c.DeclareConflict(code=Conflict.FAMILY, words=REASON))
    that, why = walk.events[-2:]
    assert (sees(actor(ROSA), walk.state, why), sees(actor(ROSA), walk.state, that)) == (Sight.NOTHING, Sight.WORDS)
    assert sees(actor(AMIRS_MANAGER), walk.state, why) is Sight.WORDS
    assert why.words["reason"] == "She is my sister."
    assert "reason" not in that.words
    assert set(that.words["names"]) == {str(AMIRS_MANAGER)}


def test_both_sides_are_told_and_they_are_not() -> None:
    walk = Apart(policy())
    walk.act(AMIR, FAMILY)
    before = fold(walk.events[:-2])
    notices = {one.person: one.kind for one in told(before, walk.state, walk.events[-2])}
    assert notices == {ROSA: Kind.CONFLICT, AMIRS_MANAGER: Kind.YOURS_NOW}


def test_another_reason_has_to_be_said_in_words() -> None:
    walk = Apart(policy())
    assert walk.refuses(AMIR, c.DeclareConflict(code=Conflict.OTHER)) == "no words"
    walk.act(AMIR, c.DeclareConflict(code=Conflict.OTHER, words=REASON))


@pytest.mark.parametrize(
    "wish",
    [
        c.AskIn(seat=SEATS[COUNCIL, Role.LINE_MANAGER]),
        c.HandOver(seat=SEATS[COUNCIL, Role.LINE_MANAGER]),
        c.AskAdvice(seat=SEATS[COUNCIL, Role.LINE_MANAGER]),
    ],
    ids=lambda wish: wish.VERB.value,
)
def test_nobody_lets_somebody_passed_over_in_by_hand(wish: c.Command) -> None:
    walk = Apart(policy())
    walk.act(AMIR, over(SEATS[COUNCIL, Role.LINE_MANAGER]))
    assert walk.refuses(AMIR, wish) == "has a conflict"


def over(one: Seat) -> c.PassOver:
    return c.PassOver(seat=one, code=Conflict.CONDUCT, words=REASON)


def test_the_next_rung_goes_past_whoever_is_passed_over() -> None:
    walk = Apart(policy())
    walk.act(ROSA, over(SEATS[SCHOOL, Role.LINE_MANAGER]))
    disagree(walk)
    walk.act(ROSA, c.TakeUp(why=Why.STILL_DIFFER))
    assert walk.state.owners[Side.RAISING] == ROSAS_SENIOR
    assert ROSAS_MANAGER not in walk.state.parties
    assert sees(actor(AMIR), walk.state, walk.events[1]) is Sight.NOTHING


def test_whoever_is_in_it_already_is_not_passed_over_by_others() -> None:
    walk = Apart(policy())
    walk.act(ROSA, c.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    assert walk.refuses(ROSA, over(SEATS[SCHOOL, Role.LINE_MANAGER])) == "in it already"
    assert walk.refuses(ROSA, over(SEATS[COUNCIL, Role.LINE_MANAGER])) == "other agency"
    assert walk.refuses(ROSA, c.PassOver(seat=SEATS[SCHOOL, Role.SENIOR_MANAGER], code=Conflict.OTHER)) == "no words"


def test_when_it_is_raised_a_gate_goes_to_the_next_above() -> None:
    gated = invented("1")
    keeper = next(iter(gated.steps[0].first_agreed_by))
    assert keeper in (Role.SENIOR_MANAGER, Role.LINE_MANAGER)
    words = {"worry_facts": "Seen.", "wanted": "A visit.", "conflict": "He is her father."}
    wish = raising(passed_over=SEATS[SCHOOL, keeper], conflict=Conflict.FAMILY, words=words)
    events = decide(gated, State(), wish, actor(ROSA), at(MONDAY))
    assert not isinstance(events, No)
    state = State()
    for event in events:
        state = apply(state, event)
    assert state.gate is not None
    assert state.gate.party.person == SEATS[SCHOOL, UP[UP.index(keeper) + 1]].person
    assert SEATS[SCHOOL, keeper].person in state.conflicted
    assert "conflict" not in events[0].words
    assert events[1].words["reason"] == "He is her father."
    assert sees(actor(AMIR), state, events[1]) is Sight.NOTHING


def test_without_words_nobody_is_passed_over_when_it_is_raised() -> None:
    wish = raising(passed_over=SEATS[SCHOOL, Role.LINE_MANAGER])
    answer = decide(policy(), State(), wish, actor(ROSA), at(MONDAY))
    assert isinstance(answer, No)
    assert answer.code == "no words"


def test_where_no_post_is_found_whoever_else_of_that_side_takes_part_keeps_it() -> None:
    walk = Alone(policy())
    walk.act(AMIR, c.AskIn(seat=SEATS[COUNCIL, Role.LINE_MANAGER]))
    walk.act(AMIR, FAMILY)
    fact = walk.events[-2].fact
    assert isinstance(fact, facts.ConflictDeclared)
    assert fact.how is TookOver.OWNER
    assert walk.state.owners[Side.RESPONDING] == AMIRS_MANAGER


def test_last_the_business_unit_keeps_the_place_reads_no_words_and_names_somebody() -> None:
    walk = Alone(policy())
    walk.act(AMIR, FAMILY)
    assert walk.state.owners[Side.RESPONDING] == BETH
    assert standing_of(actor(BETH), walk.state) is Standing.KEEPER
    assert {sees(actor(BETH), walk.state, one) for one in walk.events} == {Sight.FACTS, Sight.NOTHING}
    assert walk.refuses(BETH, c.Reply(stance="agree")) == "not your role"  # type: ignore[arg-type]
    walk.act(BETH, c.HandOver(seat=SEATS[COUNCIL, Role.SENIOR_MANAGER]))
    new = SEATS[COUNCIL, Role.SENIOR_MANAGER].person
    assert walk.state.owners[Side.RESPONDING] == new
    assert walk.state.parties[new].capacity is Capacity.MANAGER
    assert BETH not in walk.state.parties


def test_where_the_business_unit_has_nobody_either_it_is_refused_and_says_what_to_do() -> None:
    walk = NoUnit(policy())
    assert walk.refuses(AMIR, FAMILY) == "nobody to take over"
    assert AMIR in walk.state.parties


def test_a_part_on_which_nothing_waits_ends_and_nobody_is_let_in_for_it() -> None:
    walk = Apart(policy())
    walk.act(ROSA, c.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    walk.act(ROSAS_MANAGER, FAMILY)
    fact = walk.events[-2].fact
    assert isinstance(fact, facts.ConflictDeclared)
    assert (fact.how, fact.party) == (TookOver.NOBODY, None)
    assert set(walk.state.parties) == {ROSA, AMIR}


def at_the_top(walk: Apart) -> Apart:
    for _ in range(2):
        disagree(walk)
        walk.act(walk.state.owners[Side.RAISING], c.TakeUp(why=Why.STILL_DIFFER))
    return walk


WORDS = {"decision": "A visit.", "reasons": "Both saw it."}
DECISION = c.Decide(ruling=Ruling.ANOTHER_WAY, check_back=LATER, words=WORDS)


def test_a_representative_who_must_not_decide_is_replaced_by_another_and_the_agreement_asked_of_them() -> None:
    walk = at_the_top(Apart(policy()))
    walk.act(ROSAS_REP, DECISION)
    walk.act(AMIRS_REP, FAMILY)
    assert walk.state.parties[OTHER_HOLDER].capacity is Capacity.REPRESENTATIVE
    assert walk.state.duties["3.second"].owner == OTHER_HOLDER
    walk.act(OTHER_HOLDER, c.AgreeDecision(agree=True))
    assert walk.state.outcome is Outcome.DECISION


def test_a_decision_of_somebody_who_must_not_take_part_does_not_come_to_stand() -> None:
    walk = at_the_top(Apart(policy()))
    walk.act(AMIRS_REP, DECISION)
    walk.act(AMIRS_REP, FAMILY)
    assert walk.state.decision is None
    deciding = [duty for duty in walk.state.duties.values() if duty.kind in (DutyKind.DECIDE, DutyKind.SECOND)]
    assert [(duty.kind, duty.owner) for duty in deciding] == [(DutyKind.DECIDE, OTHER_HOLDER)]
    walk.act(OTHER_HOLDER, DECISION)
    walk.act(ROSAS_REP, c.AgreeDecision(agree=True))
    assert walk.state.outcome is Outcome.DECISION


def test_an_action_that_was_only_proposed_is_not_left_with_somebody_who_must_not_take_part() -> None:
    walk = Apart(policy())
    mine = c.NewAction(owner=walk.state.parties[AMIR], due=LATER)
    wish = c.Propose(
        outcome=Outcome.AGREEMENT, check_back=LATER, actions=(mine,), words={"agreed": "So.", "actions": ["Visit."]}
    )
    walk.act(ROSA, wish)
    walk.act(AMIR, FAMILY)
    walk.act(AMIRS_MANAGER, c.Confirm(agree=True))
    assert {action.owner for action in walk.state.actions.values()} == {AMIRS_MANAGER}


def test_a_new_action_is_not_given_to_somebody_who_must_not_take_part() -> None:
    walk = Apart(policy())
    theirs = c.NewAction(owner=walk.state.parties[AMIR], due=LATER)
    walk.act(AMIR, FAMILY)
    wish = c.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, actions=(theirs,), words={"agreed": "So."})
    assert walk.refuses(ROSA, wish) == "has a conflict"


def test_a_deputy_who_must_not_take_part_covers_no_more_and_the_part_goes_on() -> None:
    walk = Apart(policy())
    deputy = Actor(person=DEPUTY, name="D", covers=((AMIR, "Social worker (covering)", "Amir"),))
    events = decide(walk.policy, walk.state, FAMILY, deputy, walk.moment())
    assert not isinstance(events, No)
    walk._take(events)
    assert deputy.party(walk.state) is None
    assert standing_of(deputy, walk.state) is Standing.OUTSIDER
    assert walk.state.owners[Side.RESPONDING] == AMIRS_MANAGER
    assert AMIR in walk.state.parties


def test_nobody_sits_on_both_sides_for_bodies_that_they_both_act_for() -> None:
    both = SEATS | UNIT | {(COUNCIL, Role.LINE_MANAGER): seat(ROSAS_MANAGER, COUNCIL, Role.LINE_MANAGER)}

    class Both(Apart):
        seats = both

    walk = Both(policy())
    walk.act(ROSA, c.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))
    walk.act(ROSA, URGENT)
    assert walk.state.parties[ROSAS_MANAGER].side is Side.RAISING
    assert walk.state.owners[Side.RESPONDING] != ROSAS_MANAGER


def test_a_chair_who_must_not_decide_leaves_the_place_to_the_business_unit() -> None:
    walk = at_the_top(Apart(policy()))
    disagree(walk)
    walk.act(walk.state.owners[Side.RAISING], c.TakeUp(why=Why.STILL_DIFFER))
    assert CHAIR in walk.state.parties
    walk.act(CHAIR, FAMILY)
    assert CHAIR not in walk.state.parties
    assert walk.state.duties["4.decide"].owner == BETH if "4.decide" in walk.state.duties else True
    assert all(sees(actor(one), walk.state, walk.events[-1]) is Sight.NOTHING for one in walk.state.parties)


def test_whoever_raised_it_and_left_is_not_told_when_a_gate_is_passed_in_silence() -> None:
    walk = Apart(invented("1"))
    walk.act(ROSA, FAMILY)
    state, lapsed = walk.state, []
    walk.now += timedelta(days=30)
    for event in tick(walk.policy, state, walk.moment()):
        before, state = state, apply(state, event)
        assert ROSA not in {notice.person for notice in told(before, state, event)}
        lapsed += [event.fact.kind] if isinstance(event.fact, facts.ClockLapsed) else []
    assert DutyKind.REVIEW in lapsed
