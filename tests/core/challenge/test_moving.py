"""Moving a challenge to another version of its policy: what is owed stays owed, and nobody but the office does it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Phase, Side, Stance, Why
from forthright.core.challenge.facts import decode, encode, tag_of
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.moving import landings, move_policy, preview
from forthright.core.challenge.standing import Actor, Office
from forthright.core.policy.shapes import Policy
from tests.support.everything import everything

from .people import AMIR, MONDAY, ROSA, ROSAS_MANAGER, actor, at, invented, policy
from .test_lapses import at_step
from .test_starts import close, duty
from .test_walks import Walk, disagree

BETH = Actor(person=51, name="Beth (invented)", offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
LONGER = ("settle within: 5 working days\n", "settle within: 9 working days\n")
WHY = {"reason": "The partnership has published a new version."}


def move(walk: Walk, new: Policy, who: Actor = BETH, **fields: object) -> str:
    """The refusal's code, "" where it was moved."""
    wish = {"policy": "new mark", "words": WHY, **fields}
    answer = move_policy(walk.policy, new, walk.state, commands.MovePolicy(**wish), who, at(walk.now))
    if isinstance(answer, No):
        return answer.code
    walk.policy = new
    walk._take(answer)
    return ""


def test_a_task_that_both_versions_have_keeps_its_start_and_has_the_new_texts_time() -> None:
    walk = Walk(everything())
    walk.now += timedelta(days=2)
    assert move(walk, everything(LONGER)) == ""
    assert duty(walk, DutyKind.SETTLE).due == close(13)
    assert walk.state.policy == "new mark"
    assert (walk.events[-1].by, walk.events[-1].side) == (51, None)
    assert walk.events[-1].words["reason"] == WHY["reason"]


def test_the_same_text_again_changes_no_time_at_all() -> None:
    walk = Walk(everything())
    walk.act(AMIR, commands.Acknowledge())
    walk.wait(days=1)
    before = {key: (one.due, one.owner, one.lapsed) for key, one in walk.state.duties.items()}
    assert move(walk, everything()) == ""
    assert {key: (one.due, one.owner, one.lapsed) for key, one in walk.state.duties.items()} == before


def test_a_shorter_time_that_is_over_falls_due_now_and_not_before_anybody_could_know() -> None:
    walk = Walk(everything())
    walk.now += timedelta(days=3)
    move(walk, everything(("settle within: 5 working days\n", "settle within: 1 working day\n")))
    assert duty(walk, DutyKind.SETTLE).due == walk.now


def test_what_was_answered_is_not_asked_for_again_and_what_is_new_starts_now() -> None:
    walk = Walk(policy())
    disagree(walk)
    walk.now += timedelta(days=1)
    move(walk, everything())
    assert not [one for one in walk.state.duties.values() if one.kind in (DutyKind.REPLY, DutyKind.ACKNOWLEDGE)]
    assert duty(walk, DutyKind.SETTLE).due == close(9), "five working days since it came to this step"
    caps = [one for one in walk.state.duties.values() if one.kind is DutyKind.CAP]
    assert {one.since for one in caps} == {walk.now}
    assert duty(walk, DutyKind.MEET).due == close(5), "counted from the reply, which had happened"


def test_nobody_is_late_with_what_the_old_version_did_not_ask() -> None:
    new = everything(
        (
            "reply within: 2 working days of the acknowledgement or the first discussion",
            "reply within: 1 working day of being raised",
        )
    )
    walk = Walk(policy("stoke-on-trent"))
    walk.now += timedelta(days=7)
    move(walk, new)
    assert duty(walk, DutyKind.REPLY).due == close(10)


def test_a_lapse_stays_a_lapse_unless_the_new_text_gives_longer() -> None:
    walk = Walk(everything(("  if no reply: must go to step 2\n", "")))
    walk.wait(days=8)
    lapsed = duty(walk, DutyKind.SETTLE)
    assert lapsed.lapsed
    move(walk, everything())
    assert duty(walk, DutyKind.SETTLE) == lapsed
    move(walk, everything(LONGER), policy="newer")
    assert (duty(walk, DutyKind.SETTLE).lapsed, duty(walk, DutyKind.SETTLE).due) == (False, close(13))


def test_a_version_without_the_step_needs_another_one_to_be_chosen() -> None:
    walk = at_step("2+1")
    shorter = everything(("  repeated with: senior manager\n", ""))
    assert move(walk, shorter) == "no such step"
    assert move(walk, shorter, step="9") == "no such step"
    assert move(walk, shorter, step="2") == ""
    assert walk.state.step == "2"
    assert walk.state.turn is not None and walk.state.turn.owner in walk.state.parties
    assert set(walk.state.owners.values()) <= set(walk.state.parties)


def test_where_the_new_version_has_the_step_it_stays_there() -> None:
    walk = Walk(everything())
    assert move(walk, everything(LONGER), step="3") == "same step"
    assert move(walk, everything(LONGER), step="1") == ""


def test_it_needs_a_reason_another_version_and_an_open_challenge() -> None:
    walk = Walk(everything())
    assert move(walk, everything(), words={}) == "no words"
    assert move(walk, everything(), policy="mark") == "same version"
    walk.act(ROSA, commands.Withdraw(words={"reason": "Settled."}))
    assert walk.state.phase is Phase.ENDED
    assert move(walk, everything()) == "not open"


@pytest.mark.parametrize(
    "who",
    [
        actor(ROSA),
        actor(AMIR),
        actor(31),
        Actor(person=52, offices=frozenset({(Office.BUSINESS_UNIT, 8)})),
        Actor(person=53, offices=frozenset({(Office.ADMINISTRATOR, 7)})),
        Actor(person=ROSA, offices=frozenset({(Office.BUSINESS_UNIT, 7)})),
    ],
    ids=["raiser", "answerer", "outsider", "office of another partnership", "administrator", "office that takes part"],
)
def test_nobody_but_the_business_unit_moves_it(who: Actor) -> None:
    assert move(Walk(everything()), everything(LONGER), who) in ("not yours", "not your role")


def test_the_preview_says_what_the_move_then_does_and_changes_nothing() -> None:
    walk = Walk(everything())
    walk.act(AMIR, commands.Reply(stance=Stance.DISAGREE))
    walk.now += timedelta(days=1)
    state = walk.state
    changes = preview(walk.policy, everything(LONGER), state, "", at(walk.now))
    assert not isinstance(changes, No)
    settle = next(one for one in changes if one.kind is DutyKind.SETTLE)
    assert settle.old is not None and settle.new is not None
    assert (settle.old.due, settle.new.due) == (close(9), close(13))
    assert walk.state is state
    move(walk, everything(LONGER))
    assert {one.new.key: one.new.due for one in changes if one.new} == {
        key: one.due for key, one in walk.state.duties.items()
    }


def test_what_another_step_asks_of_the_same_side_is_one_line_of_the_preview() -> None:
    walk = at_step("2+1")
    changes = preview(walk.policy, policy(), walk.state, "1", at(walk.now))
    assert not isinstance(changes, No)
    asked = [one.kind for one in changes if one.kind is not DutyKind.CAP]
    assert len(asked) == len(set(asked)), asked
    settle = next(one for one in changes if one.kind is DutyKind.SETTLE)
    assert settle.old is not None and settle.new is not None
    assert settle.new.key.startswith("1.")


def test_a_preview_is_refused_as_the_move_would_be() -> None:
    answer = preview(everything(), policy(), at_step("2+1").state, "", at(MONDAY))
    assert isinstance(answer, No) and answer.code == "no such step"


def test_times_that_stand_still_stand_still_under_the_new_version_too() -> None:
    walk = Walk(everything())
    until = MONDAY + timedelta(days=7)
    walk.act(ROSA, commands.Pause(until=until, words=WHY))
    before = duty(walk, DutyKind.SETTLE).due
    move(walk, everything())
    assert (walk.state.paused_until, duty(walk, DutyKind.SETTLE).due) == (until, before)
    walk.wait(days=8)
    assert duty(walk, DutyKind.SETTLE).due == before


def test_moved_out_of_the_raising_agency_the_other_side_is_in_and_hears_it_anew() -> None:
    walk = Walk(invented())
    assert walk.state.quiet
    assert move(walk, policy(), step="1") == ""
    assert not walk.state.quiet
    assert AMIR in walk.state.parties and walk.state.owners[Side.RESPONDING] == AMIR
    assert walk.state.gate is None


def test_once_the_other_side_is_in_it_is_not_moved_back_inside_the_raising_agency() -> None:
    walk = Walk(policy())
    assert {step.key for step in landings(invented(), walk.state)} & {"0"} == set()
    assert move(walk, invented(), step="0") in ("no such step", "same step")


def test_a_gate_and_a_form_that_are_asked_stay_asked() -> None:
    walk = Walk(invented())
    owed = {one.kind for one in walk.state.duties.values()}
    walk.act(ROSAS_MANAGER, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "Seen."}))
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    kinds = {one.kind for one in walk.state.duties.values()}
    assert DutyKind.REVIEW in kinds and kinds >= owed & {DutyKind.FORM}
    move(walk, invented())
    assert {one.kind for one in walk.state.duties.values()} >= {DutyKind.REVIEW}
    assert walk.state.gate is not None


def test_where_the_step_of_a_gate_is_gone_nobody_is_asked_for_it_and_it_is_the_raising_owners_to_consider() -> None:
    walk = Walk(invented())
    walk.act(ROSAS_MANAGER, commands.Reply(stance=Stance.DISAGREE, words={"reasons": "Seen."}))
    walk.act(ROSA, commands.TakeUp(why=Why.STILL_DIFFER))
    asked = walk.state.gate
    assert asked is not None
    fewer = invented()
    kept = tuple(step for step in fewer.steps if step.key != asked.step)
    assert move(walk, replace(fewer, steps=kept)) == ""
    kinds = {one.kind for one in walk.state.duties.values()}
    assert DutyKind.REVIEW not in kinds
    assert duty(walk, DutyKind.CONSIDER).owner == walk.state.owners[Side.RAISING]
    assert fold(walk.events) == walk.state


def test_the_state_is_still_a_fold_of_what_was_written() -> None:
    walk = at_step("2+1")
    move(walk, everything(("  repeated with: senior manager\n", "")), step="3")
    again = [
        facts.Event(fact=decode(tag_of(one.fact), encode(one.fact)), at=one.at, by=one.by, side=one.side)
        for one in walk.events
    ]
    assert fold(again) == walk.state
    assert apply(walk.state, walk.events[-1]).owners[Side.RAISING] == walk.state.owners[Side.RAISING]
    walk.wait(days=60)
    assert walk.state.turn is not None
