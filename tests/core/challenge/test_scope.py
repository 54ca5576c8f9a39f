"""What a policy is for, what it does not allow, and where else a matter may go."""

from dataclasses import replace

from msgspec.structs import replace as changed

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Outcome, Phase, Subject
from forthright.core.challenge.decide import decide
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.state import State
from forthright.core.policy.explaining import explain
from forthright.core.policy.shapes import Role

from .people import AMIR, COUNCIL, MONDAY, ROSA, ROSAS_SENIOR, SCHOOL, SEATS, actor, at, invented, policy, raising
from .test_walks import Walk
from .texts import ENDS, codes, step, written


def let_in() -> Walk:
    walk = Walk(invented("1"))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    return walk


def test_what_the_policy_is_not_for_is_refused_with_where_else_to_go() -> None:
    answer = decide(invented(), State(), raising(subject=Subject.UNBORN), actor(ROSA), at(MONDAY))
    assert isinstance(answer, No)
    assert answer.code == "not in scope"
    assert answer.reason.endswith(
        "A difference between people of one agency. A complaint: Use the complaints procedure."
    )
    assert not isinstance(decide(policy(), State(), raising(subject=Subject.UNBORN), actor(ROSA), at(MONDAY)), No)


def test_it_is_withdrawn_only_where_the_policy_says_that_it_may_be() -> None:
    withdraw = commands.Withdraw(words={"reason": "Settled."})
    assert let_in().refuses(ROSA, withdraw) == "no withdrawal"
    assert Walk(replace(policy(), withdrawal=None)).refuses(ROSA, withdraw) == "no withdrawal"
    walk = Walk(policy())
    walk.act(ROSA, withdraw)
    assert walk.state.phase is Phase.ENDED


def test_the_refusal_to_withdraw_says_what_to_do_instead() -> None:
    reason = No("no withdrawal").reason
    assert "only where the policy says so" in reason
    assert "Propose an outcome to the other side instead" in reason


def test_where_no_line_allows_it_it_is_explained_and_a_line_about_it_is_found() -> None:
    told = (
        "  if not settled: the procedure ends",
        "  if not settled: the procedure ends\n  tell, when it is withdrawn: x",
    )
    steps = step("1", "  settle within: not stated\n" + ENDS).replace(*told)
    form = "form 1: Dropped\n  used when: it is withdrawn\n\n"
    for top, found in (("", True), ("withdrawing: not allowed\n", True), ("withdrawing: allowed\n", False)):
        under = written(form + steps, top)
        said = " ".join(one for _heading, sentences in explain(under) for one in sentences)
        assert ("propose an outcome to the other side instead" in said) is found
        assert ({"tell.never", "form.never"} <= codes(under)) is found


def test_what_talking_settled_is_not_recorded_where_the_policy_does_not_count_it() -> None:
    def record(under, good: bool):  # type: ignore[no-untyped-def]
        wish = commands.RecordSettled(
            policy="mark",
            partnership=7,
            subject=Subject.CHILD,
            topic="Need for action",
            raising=SEATS[SCHOOL, Role.PRACTITIONER],
            responding_agency=COUNCIL,
            good_practice=good,
        )
        return decide(under, State(), wish, actor(ROSA), at(MONDAY))

    assert record(invented(), False) == No("not counted")
    assert record(invented(), True) == No("no good practice")
    assert not isinstance(record(policy(), False), No) and not isinstance(record(policy(), True), No)


def test_taking_it_to_another_place_moves_nothing_and_both_sides_read_it() -> None:
    walk = let_in()
    before = walk.state
    there = commands.ReferOutside(place=0, words={"note": "They look at it."})
    assert walk.refuses(ROSA, commands.ReferOutside(place=1, words={"note": "x"})) == "no referral here"
    walk.act(ROSA, there)
    assert changed(walk.state, version=before.version) == before
    assert {sees(actor(person), walk.state, walk.events[-1]) for person in (ROSA, AMIR)} == {Sight.WORDS}
    assert Walk(policy()).refuses(ROSA, there) == "no referral here"


def test_a_matter_that_cannot_be_withdrawn_can_still_end() -> None:
    walk = let_in()
    wish = commands.Propose(
        outcome=Outcome.NO_AGREEMENT, check_back=MONDAY.replace(year=2027), words={"agreed": "No agreement."}
    )
    walk.act(ROSA, wish)
    walk.act(AMIR, commands.Confirm(agree=True))
    assert walk.state.phase is Phase.SETTLED
