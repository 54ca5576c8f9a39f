"""What people did, done again: under the same text the same comes of it, and under another what it makes of that."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.apart_everywhere import passed_there
from forthright.core.challenge.codes import Capacity, Stance, Why
from forthright.core.challenge.commands import Command
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.standing import Actor
from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal import acts
from forthright.core.rehearsal.acts import IDLE, OF_THE_CLOCK, OF_THE_DIRECTORY
from forthright.core.rehearsal.replaying import Replay, Replayed, replay, replayed, sums
from tests.core.challenge.people import (
    AMIR,
    AMIRS_MANAGER,
    CHAIR,
    COUNCIL,
    HOURS,
    MONDAY,
    ROSA,
    ROSAS_MANAGER,
    SCHOOL,
    SEATS,
    at,
)
from tests.core.challenge.runs import RUNNING, runs
from tests.core.challenge.test_walks import Walk
from tests.support.everything import EVERYTHING, everything
from tests.support.walking import WORDS, walked

from .test_people_act import CHOICE, text

CALENDARS = {SCHOOL: HOURS, COUNCIL: HOURS}
TEXTS = list({id(policy): policy for policy in RUNNING}.values())
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def again(policy: Policy, events: list[Event]) -> Replay:
    found = replayed(policy, events, HOURS, SEATS, CALENDARS)
    assert found is not None
    return found


def under(policy: Policy, events: list[Event]) -> Replayed:
    found = replay(policy, events, HOURS, SEATS, CALENDARS)
    assert found is not None
    return found


def told(events: list[Event]) -> list[object]:
    """All on which a step, a time or an ending depends, with its instant. A deputy's act is whosever post it was."""
    return [(one.fact, one.at) for one in events if not isinstance(one.fact, IDLE)]


@FEW
@given(runs())
def test_under_their_own_text_past_matters_come_out_entry_by_entry_as_they_were(run) -> None:  # type: ignore[no-untyped-def]
    """Whatever people did and however late the clock came, until it was moved to another text."""
    _under, events, _state, _along, policies = run
    until = next((at for at, one in enumerate(events) if isinstance(one.fact, facts.PolicyMoved)), len(events))
    found = again(policies[0], events[:until])
    assert found.refused == 0
    assert told(found.events) == told(events[:until])


@FEW
@given(st.sampled_from(TEXTS), st.integers(0, 10**6))
def test_long_ones_do_too_with_deputies_panels_endings_and_what_comes_after_them(policy: Policy, seed: int) -> None:
    events = walked(policy, seed)
    found = again(policy, events)
    assert found.refused == 0
    assert told(found.events) == told(events)
    assert found.state.phase is found.then.phase
    assert found.state.ended_at == found.then.ended_at


def test_the_long_ones_meet_every_entry_on_which_something_depends() -> None:
    met = {type(event.fact) for seed in range(600) for event in walked(TEXTS[seed % len(TEXTS)], seed)}
    assert met >= set(acts._WISHES) | set(OF_THE_CLOCK)


def test_every_type_of_entry_is_done_again_or_left_to_the_clock_or_said_to_be_idle() -> None:
    kinds = [*acts._WISHES, *OF_THE_CLOCK, *OF_THE_DIRECTORY, *IDLE]
    assert sorted(kinds, key=str) == sorted(facts.FACT_TYPES, key=str)


class Told(Walk):
    """A challenge in which people do what the test says, so many hours after what was before."""

    def __init__(self, policy: Policy, **raised: object) -> None:
        super().__init__(policy, words=WORDS, **raised)

    def after(self, hours: int, person: int, command: Command) -> None:
        self.wait(hours=hours)
        self.act(person, command)


NO = c.Reply(stance=Stance.DISAGREE, words=WORDS)
UP = c.TakeUp(why=Why.STILL_DIFFER, words=WORDS)
BACK = c.Withdraw(words=WORDS)


def climbed(policy: Policy, **raised: object) -> Told:
    """Answered, warned of, taken to Stage 2 and withdrawn there."""
    walk = Told(policy, **raised)
    walk.after(3, AMIR, NO)
    walk.after(1, ROSA, c.Warn(words=WORDS))
    walk.after(50, ROSA, UP)
    walk.after(5, ROSAS_MANAGER, BACK)
    return walk


def test_a_way_that_somebody_chose_is_chosen_again() -> None:
    walk = Told(text(CHOICE))
    walk.after(3, AMIR, NO)
    walk.after(1, CHAIR, c.TakeUp(why=Why.STILL_DIFFER, to="3", words=WORDS))
    walk.after(5, ROSAS_MANAGER, BACK)
    found = again(text(CHOICE), walk.events)
    assert (found.state.step, found.refused) == ("3", 0)


def test_what_a_draft_asks_for_beside_keeps_people_where_they_are_and_is_counted() -> None:
    plain = everything(("  warn the other side: 1 working day before\n", ""))
    walk = Told(plain)
    walk.after(3, AMIR, NO)
    walk.after(1, ROSA, UP)
    walk.after(5, ROSAS_MANAGER, BACK)
    found = under(everything(), walk.events)
    assert found.climbs == (1, 0)
    assert found.refused == 1, "it could not go on unwarned; the manager was not in it, so Rosa withdraws it"
    assert found.settled == (True, True)


def test_what_a_draft_does_not_ask_for_is_not_missed() -> None:
    plain = everything(("  warn the other side: 1 working day before\n", ""))
    found = under(plain, climbed(everything()).events)
    assert (found.climbs, found.refused, found.settled) == ((1, 1), 0, (True, True))


def test_where_the_clock_had_taken_it_to_a_step_already_nobody_takes_it_further() -> None:
    walk = Told(everything(("  if no reply: must go to step 2\n", "")))
    walk.after(1, AMIR, c.Acknowledge())
    walk.after(1, ROSA, c.Warn(words=WORDS))
    walk.after(24 * 9, ROSA, c.TakeUp(why=Why.TIME_RAN_OUT, words=WORDS))
    walk.after(1, ROSAS_MANAGER, BACK)
    found = again(everything(), walk.events)
    taken = [event for event in found.events if isinstance(event.fact, facts.StepTaken)]
    assert taken[0].by is None
    assert ROSA not in [one.by for one in taken]
    assert found.refused == 0


def test_a_priority_that_a_draft_does_not_know_is_left_out_and_counted() -> None:
    none = everything(("priority: soon\n", ""), ("  reply within, priority soon: 1 working day\n", ""))
    found = under(none, climbed(everything(), priority="soon").events)
    assert (found.climbs, found.refused) == ((1, 1), 1)


def test_a_later_first_step_is_kept_and_where_a_draft_has_none_it_begins_at_the_first_and_is_counted() -> None:
    manager = next(seat for seat in SEATS.values() if seat.person == ROSAS_MANAGER)
    walk = Told(everything(), step="2", agreed=manager)
    walk.after(1, AMIRS_MANAGER, NO)
    walk.after(1, ROSAS_MANAGER, BACK)
    assert again(everything(), walk.events).events[0].fact == walk.events[0].fact
    none = everything(
        ("  may start here: if immediate harm is feared\n  may start here with agreement of: line manager\n", "")
    )
    found = again(none, walk.events)
    assert isinstance(found.events[0].fact, facts.Raised)
    assert found.events[0].fact.step == "1"
    assert found.refused == 1


def test_the_kind_of_agency_lays_its_own_lines_over_the_text() -> None:
    published = read(EVERYTHING).policy
    assert published is not None
    walk = Told(running(published, "police"), group="police")
    walk.after(60, AMIR, NO)
    walk.after(1, ROSA, BACK)
    assert told(again(published, walk.events).events) == told(walk.events)


def test_a_deputy_acts_again_as_whose_post_they_covered() -> None:
    walk = Told(everything())
    walk.wait(hours=3)
    cover = Actor(person=77, name="D", covers=((AMIR, "practitioner (covering)", "P"),))
    replied = decide(walk.policy, walk.state, NO, cover, at(walk.now))
    assert not isinstance(replied, No)
    walk._take(replied)
    walk.after(1, ROSA, BACK)
    found = again(everything(), walk.events)
    assert found.refused == 0
    assert [event.by for event in found.events if isinstance(event.fact, facts.Replied)] == [AMIR]


def test_a_conflict_that_was_declared_in_another_challenge_of_the_matter_is_taken_as_it_is() -> None:
    walk = Told(everything())
    walk.wait(hours=3)
    party = facts.Party(person=77, agency=0, title="Chair", capacity=Capacity.CHAIR)
    walk._take((passed_there(walk.state, facts.Declared(by=77, party=party), at(walk.now)),))
    walk.after(1, ROSA, BACK)
    found = again(everything(), walk.events)
    assert found.refused == 0
    assert 77 in found.state.conflicted
    assert told(found.events) == told(walk.events)


def test_a_move_to_another_version_is_left_out_and_said() -> None:
    walk = climbed(everything())
    moved = facts.PolicyMoved(origin="1", policy="new", step="1", duties=())
    events = [walk.events[0], Event(fact=moved, at=MONDAY, by=51), *walk.events[1:]]
    one, other = under(everything(), events), under(everything(), walk.events)
    assert (one.moved, other.moved) == (True, False)
    total = sums([one, other])
    assert (total.matters, total.refused, total.moved) == (2, 0, 1)


def test_going_back_is_not_going_up() -> None:
    walk = climbed(everything(("may be handed back: to step 1, once", "may be handed back: to step 1, twice")))
    walk.after(1, ROSAS_MANAGER, c.Reopen(words=WORDS))
    walk.after(1, ROSAS_MANAGER, c.HandBack(words=WORDS))
    found = under(everything(), walk.events)
    assert found.climbs == (1, 1)
