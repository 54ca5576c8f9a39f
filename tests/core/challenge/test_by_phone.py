"""What a respondent says by telephone: the same act, both names, and nobody but the business unit enters it."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.by_phone import BY_PHONE, enter
from forthright.core.challenge.codes import SafetyStance, Stance
from forthright.core.challenge.commands import COMMANDS, Command, Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import ByPhone, Event, decode, encode, tag_of
from forthright.core.challenge.folding import fold
from forthright.core.challenge.standing import Actor, Office
from forthright.notices.tell import Kind, told

from .people import AMIR, MONDAY, OLU, ROSA, actor, at, policy
from .test_walks import Walk

BETH = Actor(person=51, name="Beth Shaw (invented)", offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
HELD = MONDAY + timedelta(hours=1)
NOW = MONDAY + timedelta(hours=2)
SAID: dict[Verb, Command] = {
    Verb.ACKNOWLEDGE: c.Acknowledge(),
    Verb.PERSPECTIVE: c.GivePerspective(rating=6, words={"view": "She is collected."}),
    Verb.REPLY: c.Reply(stance=Stance.AGREE, words={"reasons": "Her aunt collects her."}),
    Verb.EVIDENCE: c.AddEvidence(words={"what": "She is collected.", "source": "I see it"}),
    Verb.SAFETY: c.PlanSafety(stance=SafetyStance.PROPOSED, words={"plan": "She waits with me."}),
    Verb.DANGER: c.TellDanger(words={"told": "I called 999."}),
}


def entered(
    walk: Walk,
    said: Command,
    who: Actor = BETH,
    speaker: Actor | None = None,
    held: datetime = HELD,
    person: int = AMIR,
) -> tuple[Event, ...] | No:
    wish = c.EnterByPhone(person=person, said=said, held=held, title="Business manager")
    return enter(walk.policy, walk.state, wish, who, speaker or actor(person), at(NOW))


@pytest.mark.parametrize("verb", BY_PHONE)
def test_it_is_the_same_act_as_if_they_had_done_it_with_both_names(verb: Verb) -> None:
    walk = Walk(policy())
    done = entered(walk, SAID[verb])
    own = decide(walk.policy, walk.state, SAID[verb], actor(AMIR), at(NOW))
    assert not isinstance(done, No) and not isinstance(own, No)
    for event, theirs in zip(done, own, strict=True):
        assert event.fact.phone == ByPhone(by=51, title="Business manager", held=HELD)
        assert (event.by, event.words["taken_by"]) == (AMIR, "Beth Shaw (invented)")
        assert replace(event.fact, phone=None) == theirs.fact
        assert {**theirs.words, "taken_by": "Beth Shaw (invented)"} == event.words
    assert fold(done, walk.state) == fold(own, walk.state)


@pytest.mark.parametrize("verb", BY_PHONE)
def test_what_is_written_is_read_again(verb: Verb) -> None:
    done = entered(Walk(policy()), SAID[verb])
    assert not isinstance(done, No)
    for event in done:
        assert decode(tag_of(event.fact), encode(event.fact)) == event.fact


def test_an_entry_that_nobody_took_down_is_written_as_it_always_was() -> None:
    assert b"phone" not in encode(facts.EvidenceAdded())
    assert decode("evidence added", b'{"type":"evidence added"}') == facts.EvidenceAdded()


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in BY_PHONE])
def test_nothing_else_is_taken_down_by_telephone(verb: Verb) -> None:
    class Other(Command, frozen=True, kw_only=True):
        VERB = verb

    assert entered(Walk(policy()), Other()) == No("not by phone")
    assert COMMANDS[verb].VERB is verb


@pytest.mark.parametrize("who", [actor(AMIR), actor(ROSA), actor(OLU)])
def test_nobody_but_the_business_unit_takes_it_down(who: Actor) -> None:
    assert isinstance(entered(Walk(policy()), SAID[Verb.REPLY], who=who), No)


def test_somebody_of_the_business_unit_who_takes_part_does_not_take_it_down() -> None:
    both = Actor(person=ROSA, offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
    assert entered(Walk(policy()), SAID[Verb.REPLY], who=both) == No("not your role")


@pytest.mark.parametrize("person", [ROSA, OLU, 51])
def test_only_what_the_responding_side_says_is_taken_down(person: int) -> None:
    assert entered(Walk(policy()), SAID[Verb.EVIDENCE], person=person) == No("not a respondent")


def test_nobody_is_spoken_for_by_another() -> None:
    assert entered(Walk(policy()), SAID[Verb.REPLY], speaker=actor(ROSA)) == No("not a respondent")


@pytest.mark.parametrize("held", [NOW + timedelta(minutes=1), MONDAY - timedelta(minutes=1)])
def test_the_call_was_after_it_was_raised_and_is_over(held: datetime) -> None:
    assert entered(Walk(policy()), SAID[Verb.REPLY], held=held) == No("call time")


def test_a_call_in_the_minute_in_which_it_was_raised_counts() -> None:
    walk = Walk(policy())
    walk.state = replace(walk.state, raised_at=MONDAY + timedelta(seconds=40))
    assert not isinstance(entered(walk, SAID[Verb.REPLY], held=MONDAY), No)


def test_what_they_could_not_do_themselves_is_refused_with_the_same_reason() -> None:
    walk = Walk(policy())
    walk.act(AMIR, c.Acknowledge())
    assert entered(walk, SAID[Verb.ACKNOWLEDGE]) == No("already acknowledged")


def test_whoever_said_it_is_told_what_was_entered_and_the_other_side_that_there_is_a_reply() -> None:
    walk = Walk(policy())
    done = entered(walk, SAID[Verb.REPLY])
    assert not isinstance(done, No)
    found = {notice.person: notice.kind for notice in told(walk.state, fold(done, walk.state), done[0])}
    assert found == {ROSA: Kind.REPLIED, AMIR: Kind.BY_PHONE}
