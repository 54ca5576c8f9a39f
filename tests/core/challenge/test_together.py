"""One matter put to several agencies: all begin at once or none, and none is held up or moved by another."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given
from msgspec.structs import replace

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Capacity, Phase, Shown, Side, Stance
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, decode, encode, tag_of
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.sees import Sight, sees
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.challenge.together import MOST, also_raised, bound, fits, may_add
from forthright.core.policy.shapes import Role
from forthright.notices.tell import Kind, told

from .people import AMIR, COUNCIL, MONDAY, OLU, ROSA, ROSAS_MANAGER, SCHOOL, SEATS, actor, at, policy, raising, seat
from .runs import FEW, TEXT, WISHES, runs, typed

HEALTH, POLICE = 3, 4
TO_HEALTH = raising(responding=seat(OLU, HEALTH, Role.PRACTITIONER))
MARK = "MARK-MARK"


def begun(command: commands.Raise) -> State:
    found = decide(policy(), State(), command, actor(ROSA), at(MONDAY))
    assert isinstance(found, tuple), found
    return fold(found)


def first_of(command: commands.Raise) -> Event:
    found = decide(policy(), State(), command, actor(ROSA), at(MONDAY))
    assert isinstance(found, tuple)
    return found[0]


TO_HEALTH_BEGUN = first_of(replace(TO_HEALTH, matter=MARK, also=(COUNCIL,)))


def test_wishes_of_one_matter_name_it_and_each_others_agencies_and_nothing_else() -> None:
    pair = bound([raising(), TO_HEALTH], MARK)
    assert isinstance(pair, tuple)
    assert [(one.matter, one.also) for one in pair] == [(MARK, (HEALTH,)), (MARK, (COUNCIL,))]
    assert [replace(one, matter="", also=()) for one in pair] == [raising(), TO_HEALTH]
    assert [(state.matter, state.also) for state in map(begun, pair)] == [(MARK, (HEALTH,)), (MARK, (COUNCIL,))]


def test_no_agency_is_asked_twice_and_not_too_many_are() -> None:
    twice = bound([raising(), raising(responding=SEATS[COUNCIL, Role.LINE_MANAGER])], MARK)
    again = bound([TO_HEALTH], MARK, before=(COUNCIL, HEALTH))
    many = bound([raising(responding=seat(100 + n, 100 + n, Role.PRACTITIONER)) for n in range(MOST + 1)], MARK)
    assert [getattr(one, "code", "") for one in (twice, again, many)] == [
        "same agency twice",
        "same agency twice",
        "too many agencies",
    ]


def test_being_put_to_several_agencies_changes_no_duty_date_or_part_of_any() -> None:
    alone, together = begun(raising()), begun(replace(raising(), matter=MARK, also=(HEALTH, POLICE)))
    assert replace(together, matter="", also=()) == alone


def _plain(state: State) -> State:
    """Without what an entry more changes by being there: the numbers of entries."""
    numbers = {"version": 0, "private": frozenset(), "views": frozenset(), "check_backs": frozenset()}
    return replace(state, matter="", also=(), **numbers)


@FEW
@given(runs(), st.data())
def test_whatever_happens_to_the_matter_elsewhere_changes_no_duty_date_or_phase_here(run, data) -> None:  # type: ignore[no-untyped-def]
    under, events, state, _along, _policies = run
    place = data.draw(st.integers(1, len(events)))
    news = replace(also_raised(TO_HEALTH_BEGUN), at=events[place - 1].at)
    moved = fold([*events[:place], news, *events[place:]])
    assert _plain(moved) == _plain(state)
    assert moved.next_wake == state.next_wake and moved.turn == state.turn
    later = events[-1].at + timedelta(days=data.draw(st.integers(0, 30)))
    assert tick(under, moved, at(later)) == tick(under, state, at(later))
    command = typed(data.draw(WISHES), later)
    if isinstance(command, commands.AskAlong | commands.Correct):  # one asks for agencies, one for numbers of entries
        return
    for person in state.parties:
        mine, theirs = (decide(under, one, command, actor(person), at(later)) for one in (state, moved))
        assert mine == theirs


@FEW
@given(runs())
def test_what_was_also_raised_is_written_and_read_and_can_be_folded_anywhere(run) -> None:  # type: ignore[no-untyped-def]
    events = run[1]
    for fact in (
        facts.AlsoRaised(matter=MARK, agency=POLICE),
        facts.LeftAlong(person=OLU),
        facts.WorriedToo(),
        facts.AskedAlong(party=seat(OLU, HEALTH, Role.PRACTITIONER).party(Side.RAISING)),
    ):
        assert decode(tag_of(fact), encode(fact)) == fact
        assert fold([*events, Event(fact=fact, at=events[-1].at)]).version == len(events) + 1


def test_only_the_raising_owner_puts_it_to_one_agency_more_while_it_runs() -> None:
    state = begun(raising())
    assert may_add(state, actor(ROSA))
    assert may_add(state, actor(AMIR)) == No("not your role")
    assert may_add(state, actor(OLU)) == No("not yours")
    up = apply(
        state,
        Event(
            fact=facts.JoinedIn(party=SEATS[SCHOOL, Role.LINE_MANAGER].party(Side.RAISING)),
            at=MONDAY,
            side=Side.RAISING,
        ),
    )
    assert may_add(up, actor(ROSAS_MANAGER)) == No("not the owner")
    ended = apply(state, Event(fact=facts.Withdrawn(), at=MONDAY, side=Side.RAISING))
    assert ended.phase is Phase.ENDED and may_add(ended, actor(ROSA)) == No("not open")
    full = replace(state, also=tuple(range(10, 10 + MOST - 1)))
    assert may_add(full, actor(ROSA)) == No("too many agencies")


def test_it_is_not_put_to_an_agency_from_which_somebody_reads_with_the_raising_side() -> None:
    state = begun(raising())
    asked = decide(policy(), state, commands.AskAlong(seat=TO_HEALTH.responding), actor(ROSA), at(MONDAY))
    assert isinstance(asked, tuple)
    with_olu = fold(asked, state)
    assert with_olu.parties[OLU].capacity is Capacity.WORRIED_TOO
    assert fits(TO_HEALTH, [state])
    assert fits(TO_HEALTH, [state, with_olu]) == No("along already")
    other = replace(TO_HEALTH, raising=seat(77, POLICE, Role.PRACTITIONER))
    assert fits(other, [state]) == No("another raising agency")


def test_both_sides_are_told_that_another_agency_was_asked_and_not_what_it_was_asked() -> None:
    state = begun(raising())
    news = also_raised(TO_HEALTH_BEGUN)
    assert [(one.person, one.kind) for one in told(state, apply(state, news), news)] == [(AMIR, Kind.NEW_ENTRY)]
    assert set(news.words) == {"by"}


@pytest.mark.parametrize("shown", list(Shown))
def test_it_can_be_raised_for_somebody_else_who_takes_part_or_is_only_named(shown: Shown) -> None:
    origin = commands.Origin(seat=SEATS[SCHOOL, Role.SAFEGUARDING_LEAD], shown=shown)
    found = decide(policy(), State(), raising(origin=origin), actor(ROSA), at(MONDAY))
    assert isinstance(found, tuple)
    state, first, entry = fold(found), found[0], found[1]
    takes_part = origin.seat.person in state.parties
    assert takes_part is (shown is Shown.TAKES_PART)
    assert origin.seat.name in entry.words["originator"] and origin.seat.name not in str(first)
    assert sees(actor(ROSA), state, entry) is Sight.WORDS
    hidden = shown is Shown.TO_OWN_SIDE
    assert sees(actor(AMIR), state, entry) is (Sight.NOTHING if hidden else Sight.WORDS)
    assert state.raiser == ROSA and state.owners[Side.RAISING] == ROSA


def test_it_is_raised_for_a_colleague_and_for_nobody_else() -> None:
    for one, code in ((SEATS[COUNCIL, Role.LINE_MANAGER], "not of your agency"), (raising().raising, "same person")):
        wish = raising(origin=commands.Origin(seat=one, shown=Shown.TO_BOTH))
        assert decide(policy(), State(), wish, actor(ROSA), at(MONDAY)) == No(code)


def test_an_answer_from_one_agency_leaves_what_waits_for_another_as_it_is() -> None:
    pair = bound([raising(), TO_HEALTH], MARK)
    assert isinstance(pair, tuple)
    council, health = map(begun, pair)
    reply = decide(policy(), council, commands.Reply(stance=Stance.AGREE, words=TEXT), actor(AMIR), at(MONDAY))
    assert isinstance(reply, tuple)
    assert decide(policy(), health, commands.Reply(stance=Stance.AGREE, words=TEXT), actor(AMIR), at(MONDAY)) == No(
        "not yours"
    )
    later = MONDAY + timedelta(days=30)
    assert not any(duty.lapsed for duty in fold(reply, council).duties.values() if duty.key.endswith("reply"))
    lapsed = fold(tick(policy(), health, at(later)), health)
    assert any(duty.lapsed for duty in lapsed.duties.values())
