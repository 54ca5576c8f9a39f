"""Those beside the two sides: advisers, the partnership before its step, and raisers without an account."""

import pytest

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, Ruling, Side, Stance, Why
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.may import MAY
from forthright.core.challenge.offers import offered
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.standing import Standing, standing_of
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import people
from forthright.core.policy.explaining import explain
from forthright.core.policy.shapes import Policy, Role
from forthright.notices.tell import Kind, told

from .people import AMIR, MONDAY, ROSA, ROSAS_MANAGER, ROSAS_REP, SCHOOL, SEATS, actor, at, raising, seat
from .test_walks import LATER, Walk
from .texts import codes, step, under, written

NADIA = 16
NAMED = seat(NADIA, SCHOOL, Role.ADVISER)
ADVICE = "advice from: named or designated professional\n"
SPECTATOR = "partnership takes part from: step 3\n"
LADDER = (
    step("1", "  settle within: 2 working days\n  if not settled: offer step 2\n")
    + step(
        "2",
        "  raise within: not stated\n  settle within: 2 working days\n  if not settled: offer step 3\n",
        "line manager",
        "line manager",
    )
    + step(
        "3",
        "  raise within: not stated\n  settle within: not stated\n  may be handed back: to step 2\n"
        "  decided by: partnership representative, independent chair\n  if not settled: the procedure ends\n",
        "partnership representative",
        "partnership representative",
    )
)
URGENT = commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."})


def said(policy: Policy) -> str:
    return " ".join(one for _heading, sentences in explain(policy) for one in sentences)


def advised() -> Walk:
    walk = Walk(under(LADDER, ADVICE))
    walk.act(ROSA, commands.AskIn(seat=NAMED))
    return walk


def test_somebody_asked_for_advice_joins_as_an_adviser_on_the_side_that_asked() -> None:
    party = advised().state.parties[NADIA]
    assert (party.capacity, party.side) == (Capacity.ADVISER, Side.RAISING)
    assert standing_of(actor(NADIA), advised().state) is Standing.ADVISER


@pytest.mark.parametrize(
    "wish",
    [
        URGENT,
        commands.Reply(stance=Stance.AGREE),
        commands.GivePerspective(rating=4),
        commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words={"decision": "D", "reasons": "R"}),
        commands.AddEvidence(words={"what": "A log."}),
        commands.MarkUrgent(words={"reason": "R"}),
        commands.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]),
        commands.Withdraw(words={"reason": "R"}),
    ],
    ids=lambda wish: wish.VERB.value,
)
def test_an_adviser_does_nothing_that_acts_on_the_matter(wish: commands.Command) -> None:
    assert advised().refuses(NADIA, wish) == "not your role"


def test_an_adviser_reads_with_their_side_and_writes_notes_for_it_alone() -> None:
    walk = advised()
    walk.act(ROSA, commands.WriteNote(words={"note": "What do you think?"}))
    walk.act(NADIA, commands.WriteNote(words={"note": "Ask for a meeting."}))
    assert [sees(actor(NADIA), walk.state, one) for one in walk.events] == [Sight.WORDS] * len(walk.events)
    assert sees(actor(AMIR), walk.state, walk.events[-1]) is Sight.NOTHING
    walk.act(NADIA, commands.TellDanger())
    assert {verb for verb, standings in MAY.items() if Standing.ADVISER in standings} == {
        *(Verb.NOTE, Verb.DANGER, Verb.HAND_OVER, Verb.CORRECT, Verb.RAISE, Verb.RECORD_SETTLED, Verb.CONFLICT)
    }


def test_an_adviser_is_told_that_there_is_something_new_and_not_that_it_is_theirs() -> None:
    walk = Walk(under(LADDER, ADVICE))
    before = walk.state
    walk.act(ROSA, commands.AskIn(seat=NAMED))
    assert {one.person: one.kind for one in told(before, walk.state, walk.events[-1])}[NADIA] is Kind.NEW_ENTRY
    assert NADIA not in people("the raising side", walk.state, at(MONDAY), ())


def test_where_the_policy_speaks_of_no_advice_or_the_step_names_them_they_join_as_before() -> None:
    silent = Walk(under(LADDER))
    silent.act(ROSA, commands.AskIn(seat=NAMED))
    assert silent.state.parties[NADIA].capacity is Capacity.MANAGER
    answers = LADDER.replace("  settle within: 2", "  settle by named or designated professional within: 2", 1)
    named = Walk(under(answers, ADVICE))
    named.act(ROSA, commands.AskIn(seat=NAMED))
    assert named.state.parties[NADIA].capacity is Capacity.MANAGER


def test_an_adviser_whose_turn_comes_at_a_later_step_becomes_a_party_there() -> None:
    later = LADDER.replace("answered by: line manager", "answered by: line manager", 1).replace(
        "step 2: Named 2\n  raised by: line manager", "step 2: Named 2\n  raised by: senior manager"
    )
    walk = Walk(under(later, "advice from: senior manager\n"))
    senior = SEATS[SCHOOL, Role.SENIOR_MANAGER]
    walk.act(ROSA, commands.AskIn(seat=senior))
    assert walk.state.parties[senior.person].capacity is Capacity.ADVISER
    walk.act(ROSA, URGENT)
    assert walk.state.parties[senior.person].capacity is Capacity.MANAGER
    assert walk.state.owners[Side.RAISING] == senior.person


def test_a_representative_is_not_asked_in_and_takes_nothing_over_before_the_partnerships_step() -> None:
    walk = Walk(under(LADDER, SPECTATOR))
    rep = SEATS[SCHOOL, Role.REPRESENTATIVE]
    for wish in (commands.AskIn(seat=rep), commands.HandOver(seat=rep)):
        answer = decide(walk.policy, walk.state, wish, actor(ROSA), at(MONDAY))
        assert isinstance(answer, No)
        assert answer.reason.endswith("It can be asked in and act from Step 3.")
    Walk(under(LADDER)).act(ROSA, commands.AskIn(seat=rep))
    walk.act(ROSA, commands.AskIn(seat=SEATS[SCHOOL, Role.LINE_MANAGER]))


def test_handed_back_below_its_step_the_partnership_watches_again() -> None:
    walk = Walk(under(LADDER, SPECTATOR))
    walk.act(ROSA, URGENT)
    walk.act(ROSAS_MANAGER, URGENT)
    assert walk.state.step == "3"
    walk.act(ROSAS_REP, commands.AddEvidence(words={"what": "A log."}))
    walk.act(ROSAS_REP, commands.HandBack(words={"reason": "Try again."}))
    assert walk.state.step == "2"
    assert walk.refuses(ROSAS_REP, commands.AddEvidence(words={"what": "A log."})) == "partnership later"
    assert walk.refuses(ROSAS_REP, URGENT) == "partnership later"
    answer = offered(walk.policy, walk.state, actor(ROSAS_REP), Verb.TAKE_UP, lambda: at(MONDAY))
    assert isinstance(answer, No)
    walk.act(ROSAS_REP, commands.TellDanger())
    walk.act(ROSAS_MANAGER, URGENT)
    walk.act(ROSAS_REP, commands.AddEvidence(words={"what": "A log."}))


def test_a_step_that_names_the_partnership_lets_it_act_before_its_step() -> None:
    steps = LADDER.replace(
        "  settle within: 2", "  meet by independent chair within: 2 working days\n  settle within: 2", 1
    )
    walk = Walk(under(steps, SPECTATOR))
    walk.act(ROSA, commands.AskIn(seat=SEATS[SCHOOL, Role.REPRESENTATIVE]))
    assert "partnership.early" in codes(written(steps, SPECTATOR))
    assert "partnership.early" not in codes(written(LADDER, SPECTATOR))


def test_only_those_may_raise_it_whom_the_policy_names() -> None:
    parents = under(LADDER, "may be raised by: a parent or carer\n")
    answer = decide(parents, State(), raising(), actor(ROSA), at(MONDAY))
    assert isinstance(answer, No)
    assert answer.reason == "This policy does not let a professional raise it. It is raised by: a parent or carer."
    assert "raiser.nobody" in codes(written(LADDER, "may be raised by: a parent or carer\n"))
    both = "may be raised by: a professional\nmay be raised by: a parent or carer\n"
    Walk(under(LADDER, both))
    assert "raiser.nobody" not in codes(written(LADDER, both))


def test_what_forthright_makes_of_each_line_is_explained() -> None:
    parents = "may be raised by: a professional\nmay be raised by: a parent or carer\n"
    several = "may be raised with: an agency\nmay be raised with: several agencies\n"
    whole = said(written(LADDER, parents + several + ADVICE))
    assert "Forthright raises one challenge with each agency" in whole
    assert "For a parent or carer, who have no account, a professional raises it" in whole
    assert "joins as an adviser" in whole
    assert "nobody from the partnership can be asked in or act" in said(written(LADDER, SPECTATOR))
    assert "one challenge with each agency" not in said(written(LADDER, "may be raised with: an agency\n"))
