"""A step that is only for urgent matters is open to those, and one that is not for them to the others."""

import pytest

from forthright.core.challenge import commands
from forthright.core.challenge.codes import DutyKind, Stance, Urgency, Why
from forthright.core.challenge.ladder import ways_up
from forthright.core.policy.proofs.net import compile_net

from .people import AMIR, ROSA, policy
from .test_walks import Walk
from .texts import ENDS, step, under

SPLIT = "  if not settled: offer step 4b\n  if not settled, urgent: offer step 4a\n"
BOTH = step("4a", "  only if: the matter is urgent\n  settle within: not stated\n" + ENDS) + step(
    "4b", "  only if: the matter is not urgent\n  settle within: not stated\n" + ENDS
)


def ladder(moves: str = SPLIT) -> str:
    return step("3", "  settle within: 2 working days\n" + moves) + BOTH


def going_up(urgency: Urgency, to: str, moves: str = SPLIT) -> Walk | str:
    """At the step after it, or why it was refused."""
    walk = Walk(under(ladder(moves)), urgency=urgency)
    walk.act(AMIR, commands.Reply(stance=Stance.DISAGREE))
    wish = commands.TakeUp(why=Why.STILL_DIFFER, to=to)
    if to in ways_up(walk.policy, "3", urgency):
        walk.act(ROSA, wish)
        return walk
    return walk.refuses(ROSA, wish)


@pytest.mark.parametrize(("urgency", "open_to", "shut"), [(Urgency.NORMAL, "4b", "4a"), (Urgency.URGENT, "4a", "4b")])
@pytest.mark.parametrize(
    "moves", [SPLIT, "  if not settled: not stated\n", "  if not settled: one of step 4a, step 4b\n"]
)
def test_each_matter_goes_to_its_own_branch_only(urgency: Urgency, open_to: str, shut: str, moves: str) -> None:
    found = going_up(urgency, open_to, moves)
    assert isinstance(found, Walk)
    assert found.state.step == open_to
    assert going_up(urgency, shut, moves) == "no such step"


def test_lincolnshires_fourth_step_splits_so() -> None:
    text = policy("lincolnshire")
    assert [ways_up(text, "3", urgency) for urgency in Urgency] == [("4b",), ("4a",)]


def test_where_no_step_is_for_such_a_matter_it_can_still_go_on() -> None:
    only = step("3", "  settle within: 2 working days\n  if not settled: offer step 4b\n") + BOTH
    assert ways_up(under(only), "3", Urgency.URGENT) == ("4b",)


def test_an_offer_turns_to_the_urgent_branch_when_it_becomes_urgent() -> None:
    walk = Walk(under(ladder()))
    walk.wait(days=3)
    offer = next(duty for duty in walk.state.duties.values() if duty.kind is DutyKind.CONSIDER)
    assert offer.to == "4b"
    walk.act(AMIR, commands.MarkUrgent(words={"reason": "She goes home."}))
    assert walk.state.duties[offer.key].to == "4a"
    walk.act(ROSA, commands.TakeUp(why=Why.TIME_RAN_OUT))
    assert walk.state.step == "4a"


def test_the_proofs_net_has_the_same_ways() -> None:
    net = compile_net(under(ladder()))
    keys = [rung.step.key for rung in net.rungs]
    assert [[keys[way] for way in ways] for ways in net.rungs[0].ways] == [["4b"], ["4a"]]
