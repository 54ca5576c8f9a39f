"""People played against a policy, through the engine that runs real matters."""

from datetime import date, timedelta

import pytest

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase
from forthright.core.challenge.folding import fold
from forthright.core.policy.proofs.lengths import monday, ordinary
from forthright.core.policy.rungs import running
from forthright.core.rehearsal import asides, comparing, replaying, results, telling
from forthright.core.rehearsal.cases import Kinds
from forthright.core.rehearsal.cases import cases as draw
from forthright.core.rehearsal.people import SEATS, Cast, Temper
from forthright.core.rehearsal.play import Case, Player, play
from tests.core.policy.shipped import FILES, policy

HOURS = ordinary()
DEMO = running(policy("demo-borough"))
FOUR_STEPS = Kinds(4)
EVERYBODY = {seat.person: seat for seat in SEATS.values()}


def cases(count: int, kinds: Kinds = FOUR_STEPS, seed: int = 3) -> list[Case]:
    return list(draw(kinds, count, seed, HOURS, date(2026, 1, 1)))


def cast(temper: Temper, agree_at: int, share: float = 0.2) -> Cast:
    return Cast(dict.fromkeys(EVERYBODY, temper), dict.fromkeys(EVERYBODY, share), agree_at, False)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_policy_can_be_rehearsed(path) -> None:  # type: ignore[no-untyped-def]
    text = policy(path.stem)
    found = results.rehearse(text, HOURS, cases(30, Kinds.of(text)))
    assert found.cases == 30
    assert found.settled + found.still.total() == 30


def test_prompt_people_who_agree_settle_at_the_first_step_and_no_time_runs_out() -> None:
    played = play(DEMO, HOURS, Case(monday(), cast(Temper.PROMPT, agree_at=0)))
    assert played.state.phase is Phase.SETTLED
    assert played.state.step == "1"
    assert not [event for event, _ in played.events if isinstance(event.fact, facts.ClockLapsed)]


def test_people_who_never_agree_go_up_to_where_it_is_decided() -> None:
    played = play(DEMO, HOURS, Case(monday(), cast(Temper.PROMPT, agree_at=9)))
    assert played.state.decision is not None
    assert played.state.step == "3"


def test_where_everybody_is_silent_the_story_says_that_it_stands_still() -> None:
    played = play(DEMO, HOURS, Case(monday(), cast(Temper.SILENT, agree_at=0)))
    assert played.still is not None
    assert telling.timeline(DEMO, played)[-1].sentence == telling.STILL


def test_somebody_on_leave_does_nothing_for_two_weeks() -> None:
    played = play(DEMO, HOURS, Case(monday(), cast(Temper.ON_LEAVE, agree_at=0)))
    by_people = [event.at for event, _ in played.events[1:] if event.by is not None]
    assert min(by_people) >= monday() + timedelta(days=14)


def test_what_is_played_is_what_the_engine_did() -> None:
    for case in cases(40):
        played = play(DEMO, HOURS, case)
        assert fold(event for event, _ in played.events) == played.state


def test_the_same_seed_gives_the_same_rehearsal() -> None:
    assert results.rehearse(DEMO, HOURS, cases(50)) == results.rehearse(DEMO, HOURS, cases(50))
    assert results.rehearse(DEMO, HOURS, cases(50)) != results.rehearse(DEMO, HOURS, cases(50, seed=4))


def test_a_policy_compared_with_itself_changes_nothing() -> None:
    found = comparing.compare(DEMO, DEMO, HOURS, cases(60))
    assert (found.higher, found.lower, found.sooner, found.later) == (0, 0, 0, 0)
    assert found.first == found.second


def test_shorter_times_at_the_first_step_send_silent_matters_on_sooner() -> None:
    from dataclasses import replace

    from forthright.core.policy.shapes import How, Move

    must = replace(DEMO, steps=(replace(DEMO.steps[0], move=Move(How.MUST, "2")), *DEMO.steps[1:]))
    silent = [Case(case.start, cast(Temper.SILENT, agree_at=9)) for case in cases(20)]
    found = comparing.compare(DEMO, must, HOURS, silent)
    assert found.higher == 20
    assert "20 go higher up the ladder" in " ".join(comparing.sentences(found, ("now", "draft"), (DEMO, must)))


@pytest.mark.parametrize("name", ["demo-borough", "london", "sefton-2017"])
def test_past_matters_replayed_under_their_own_policy_come_out_as_they_were(name: str) -> None:
    ladder = running(policy(name))
    for case in cases(40, Kinds.of(ladder)):
        played = play(ladder, HOURS, case)
        again = replaying.replay(ladder, [event for event, _ in played.events], HOURS, SEATS)
        assert again is not None
        assert again.climbs[0] == again.climbs[1]
        assert again.lapses[0] == again.lapses[1]
        assert again.settled[0] == again.settled[1]
        assert again.refused == 0


def test_a_replay_under_a_draft_counts_matters_and_keeps_no_names() -> None:
    london = running(policy("london"))
    played = [play(DEMO, HOURS, case) for case in cases(30)]
    found = [replaying.replay(london, [event for event, _ in one.events], HOURS, SEATS) for one in played]
    total = replaying.sums(one for one in found if one is not None)
    assert total.matters == 30
    assert total.lower > 0, "London names two steps, so fewer are climbed"


def test_a_matter_settled_by_talking_is_not_replayed() -> None:
    assert replaying.replay(DEMO, [], HOURS, SEATS) is None


def test_nobody_is_left_on_the_agenda_for_a_duty_that_is_gone() -> None:
    player = Player(DEMO, HOURS, cases(1)[0])
    player.play()
    assert set(player.agenda) - asides.KEYS <= set(player.state.duties)
