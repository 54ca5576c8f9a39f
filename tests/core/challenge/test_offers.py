"""What a page may offer is what the record would accept, as far as that is known before anybody types."""

from __future__ import annotations

import pytest

from forthright.core.challenge import commands
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase, Subject
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import fold
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.offers import offered
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Role

from .people import AMIR, COUNCIL, MONDAY, OLU, ROSA, SCHOOL, SEATS, actor, at, policy, raising

TALKED = commands.RecordSettled(
    policy="mark",
    partnership=7,
    subject=Subject.CHILD,
    topic="Need for action",
    raising=SEATS[SCHOOL, Role.PRACTITIONER],
    responding_agency=COUNCIL,
    words={"what": "Who rings whom."},
)


def begun(command: commands.Command) -> State:
    events = decide(policy(), State(), command, actor(ROSA), at(MONDAY))
    assert not isinstance(events, No), events.reason
    return fold(events)


def around() -> Moment:
    return at(MONDAY)


@pytest.mark.parametrize("command", [raising(), TALKED], ids=["raise", "record settled"])
def test_nobody_begins_a_record_in_somebody_elses_name(command: commands.Command) -> None:
    refused = decide(policy(), State(), command, actor(OLU), at(MONDAY))
    assert isinstance(refused, No)
    assert refused.code == "not yours"


def test_one_settled_by_talking_is_not_opened_again_and_the_page_says_what_to_do_instead() -> None:
    state = begun(TALKED)
    assert state.phase is Phase.ENDED
    reopen = commands.Reopen(words={"reason": "It came back."})
    refused = decide(policy(), state, reopen, actor(ROSA), at(MONDAY))
    assert isinstance(refused, No)
    assert offered(policy(), state, actor(ROSA), Verb.REOPEN, around) == refused == No("raise instead")


def test_an_act_that_begins_a_record_is_never_offered_inside_one() -> None:
    state = begun(raising())
    for verb in commands.STARTING:
        assert offered(policy(), state, actor(ROSA), verb, around) == No("not your role")


def test_olu_is_offered_nothing() -> None:
    state = begun(raising())
    assert not [verb for verb in Verb if offered(policy(), state, actor(OLU), verb, around)]


def test_the_directory_is_not_asked_where_the_answer_does_not_depend_on_it() -> None:
    def never() -> Moment:
        raise AssertionError("asked for nothing")

    state = begun(raising())
    assert offered(policy(), state, actor(AMIR), Verb.REPLY, never)
    assert not offered(policy(), state, actor(AMIR), Verb.DECIDE, never), "the first step has no decision"
