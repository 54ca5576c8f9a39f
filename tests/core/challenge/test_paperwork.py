"""The policy's forms: when they are asked, of whom, and that none is lost on the way."""

from forthright.core.challenge import commands, facts
from forthright.core.challenge.codes import Better, DutyKind, Outcome, Phase, Side, Stance, Why
from forthright.core.challenge.paperwork import fields_for
from forthright.core.challenge.state import State

from .people import AMIR, ROSA, ROSAS_MANAGER, ROSAS_SENIOR, invented
from .test_walks import LATER, Walk

ANSWERS = {"answers": [{"label": "What is disagreed", "text": "Whether she is safe."}]}
CHALLENGE, CLOSING = commands.FillForm(form="1", words=ANSWERS), commands.FillForm(form="2", words=ANSWERS)


def let_in() -> Walk:
    walk = Walk(invented("1"))
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    return walk


def asked(state: State) -> dict[str, int]:
    return {key: duty.owner for key, duty in state.duties.items() if duty.kind is DutyKind.FORM}


def settled() -> Walk:
    walk = let_in()
    walk.act(ROSA, commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "Yes."}))
    walk.act(AMIR, commands.Confirm(agree=True))
    return walk


def test_a_form_is_asked_of_both_sides_when_its_step_starts_and_not_before() -> None:
    walk = Walk(invented("1"))
    assert asked(walk.state) == {}
    walk.act(ROSAS_SENIOR, commands.PassGate(agree=True))
    assert asked(walk.state) == {"form.1.raising": ROSA, "form.1.responding": AMIR}
    assert walk.state.turn is not None and walk.state.turn.kind is DutyKind.REPLY, "a reply comes before a form"


def test_each_side_fills_in_its_own_part_once() -> None:
    walk = let_in()
    assert walk.refuses(ROSA, commands.FillForm(form="1")) == "no words"
    walk.act(ROSA, CHALLENGE)
    assert walk.refuses(ROSA, CHALLENGE) == "no form"
    assert asked(walk.state) == {"form.1.responding": AMIR}
    walk.act(AMIR, CHALLENGE)
    assert asked(walk.state) == {}


def test_a_field_of_one_side_is_asked_of_that_side_only() -> None:
    form = invented().forms[0]
    assert [one.label for one in fields_for(form, Side.RAISING)] == ["What is disagreed", "What would resolve it"]
    assert [one.label for one in fields_for(form, Side.RESPONDING)] == ["What is disagreed", "What can be offered"]


def test_a_form_of_which_nobody_is_named_is_the_raising_owners() -> None:
    walk = settled()
    assert asked(walk.state)["form.2.raising"] == ROSA
    assert "form.2.responding" not in asked(walk.state)


def test_no_step_and_no_outcome_takes_a_form_off_and_nothing_ends_before_it_is_filled_in() -> None:
    walk = settled()
    assert set(asked(walk.state)) == {"form.1.raising", "form.1.responding", "form.2.raising"}
    for key in list(walk.state.actions):
        walk.act(walk.state.actions[key].owner, commands.FinishAction(action=key))
    walk.wait(days=300)
    for person in (ROSA, AMIR):
        walk.act(person, commands.CheckBack(better=Better.YES))
    assert walk.state.phase is Phase.SETTLED
    for person, form in ((ROSA, CHALLENGE), (AMIR, CHALLENGE), (ROSA, CLOSING)):
        walk.act(person, form)
    assert walk.state.phase is Phase.ENDED


def test_the_clock_asks_for_a_form_too() -> None:
    walk = Walk(invented())
    walk.act(ROSAS_MANAGER, commands.Reply(stance=Stance.AGREE, words={"reasons": "Yes."}))
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    walk.wait(days=3)
    walk.act(ROSA, commands.TakeUp(why=Why.TIME_RAN_OUT))
    assert [event.fact.name for event in walk.events if isinstance(event.fact, facts.FormAsked)] == ["Challenge form"]
    before = asked(walk.state)
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    walk.act(ROSA, commands.TakeUp(why=Why.URGENT, words={"reason": "Home tonight."}))
    assert walk.state.step == "2"
    assert asked(walk.state) == before
