"""Properties of the engine, under every shipped policy and any run of acts."""

from datetime import UTC, date, datetime, time, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from forthright.core import worktime
from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    PROPOSABLE,
    Better,
    Capacity,
    Conflict,
    DutyKind,
    GlassWhy,
    Phase,
    PointStatus,
    RestrictedWhy,
    Ruling,
    SafetyStance,
    Side,
    Stance,
    TalkKind,
    ThanksKind,
    Urgency,
    Why,
)
from forthright.core.challenge.commands import COMMANDS, OF_THE_OFFICE, STARTING, Verb
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, decode, encode, tag_of
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.ladder import task_of
from forthright.core.challenge.life import LIFE
from forthright.core.challenge.may import MAY, may
from forthright.core.challenge.sees import SEES, SEES_RESTRICTED, Entry, Sight, sees
from forthright.core.challenge.standing import Standing, standing_as
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Span
from forthright.notices.tell import told

from .people import (
    AMIR,
    COUNCIL,
    HOURS,
    MONDAY,
    SCHOOL,
    SEATS,
    actor,
    at,
)
from .runs import DAY, EVERYBODY, FEW, MANY, SOON, TEXT, runs


@FEW
@given(runs())
def test_an_open_challenge_always_waits_on_exactly_one_named_person_first(run) -> None:  # type: ignore[no-untyped-def]
    for _before, _event, state in run[3]:
        if state.phase is Phase.OPEN:
            assert state.turn is not None
            assert state.turn.owner in state.parties
            assert set(state.owners.values()) <= set(state.parties)


@FEW
@given(runs())
def test_state_is_a_fold_of_events_that_survive_being_written_and_read(run) -> None:  # type: ignore[no-untyped-def]
    _policy, events, state, *_along = run
    again = [
        Event(fact=decode(tag_of(one.fact), encode(one.fact)), at=one.at, by=one.by, side=one.side) for one in events
    ]
    assert fold(again) == state
    assert state.version == len(events)


@FEW
@given(runs())
def test_a_phase_changes_only_as_the_table_of_its_life_says(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        first = None if before.version == 0 else before.phase
        if first is not after.phase:
            assert (first, type(event.fact), after.phase) in LIFE


@FEW
@given(runs())
def test_danger_changes_no_clock_step_or_owner(run) -> None:  # type: ignore[no-untyped-def]
    under, events, state, *_along = run
    for person in state.parties:
        answer = decide(under, state, c.TellDanger(words={"told": "999"}), actor(person), at(events[-1].at))
        assert not isinstance(answer, No), "danger is accepted everywhere"
        after = apply(state, answer[0])
        assert (after.duties, after.step, after.owners, after.phase) == (
            state.duties,
            state.step,
            state.owners,
            state.phase,
        )


@FEW
@given(runs())
def test_marking_urgent_never_makes_anything_later(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, facts.MarkedUrgent):
            for key, duty in before.duties.items():
                if duty.due is not None and duty.kind is not DutyKind.EXTENSION:
                    assert after.duties[key].due <= duty.due


MAKES_LATER = (facts.Paused, facts.ExtensionAgreed, facts.PolicyMoved, facts.ActionReplanned)
"""What may make a time later: the policy lets it stand still, the other side agrees, the office moves it to a text that
gives longer. An action that was agreed is planned again in the open."""


@FEW
@given(runs())
def test_nothing_makes_a_time_later_but_a_pause_an_extension_that_was_agreed_and_another_text(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, MAKES_LATER) or before.step != after.step or before.phase is not after.phase:
            continue
        for key, duty in after.duties.items():
            was = before.duties.get(key)
            if was is not None and was.due is not None and was.kind not in (DutyKind.CONFIRM, DutyKind.EXTENSION):
                assert duty.due is not None
                assert duty.due <= was.due


@FEW
@given(runs())
def test_nobody_is_left_less_than_the_rest_of_a_working_day_by_somebody_who_shortens_their_time(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, facts.TimeShortened):
            duty = after.duties[event.fact.duty]
            starts = max(event.at, before.paused_until or event.at)
            close = worktime.due(HOURS, starts, 1, worktime.Unit.SAME_WORKING_DAY)
            assert close <= duty.due == event.fact.until < event.fact.before == before.duties[duty.key].due


@FEW
@given(runs())
def test_an_extension_is_agreed_no_more_often_and_no_longer_than_the_policy_says(run) -> None:  # type: ignore[no-untyped-def]
    for under, (before, event, after) in zip(run[4], run[3], strict=True):
        question = [duty for duty in after.duties.values() if duty.kind is DutyKind.EXTENSION]
        assert len(question) == (after.extension is not None)
        for one in question:
            assert one.due == after.duties[after.extension.duty].due
            assert after.side_of(one.owner) is not after.duties[after.extension.duty].side
        if isinstance(event.fact, facts.ExtensionAgreed):
            allowed = under.step(after.step).extension
            assert before.extension is not None
            assert before.extension.more <= allowed.limit.amount
            assert not allowed.times or after.extended_often[after.step] <= allowed.times
            assert after.urgency is Urgency.NORMAL
            caps = [duty.due for duty in after.duties.values() if duty.kind is DutyKind.CAP and duty.due]
            assert all(event.fact.until <= due for due in caps)


@FEW
@given(runs())
def test_nobody_is_reminded_of_what_is_answered_or_has_run_out(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, facts.Reminded):
            duty = before.duties[event.fact.duty]
            assert not duty.lapsed
            assert event.at < duty.due
            assert event.fact.owner == duty.owner
        for duty in after.duties.values():
            assert duty.lapsed or all(at < duty.due for at in duty.remind)


@MANY
@given(runs())
def test_a_time_is_always_what_its_start_and_its_pauses_make_of_it_however_it_came_there(run) -> None:  # type: ignore[no-untyped-def]
    """Counted anew by the working-time clock alone: the earliest of the limits that apply, or the instant at which it
    was found to be over."""
    instants = {event.at for _before, event, _after in run[3]}
    for under, (_before, _event, state) in zip(run[4], run[3], strict=True):
        for duty in state.duties.values() if state.phase is Phase.OPEN else ():
            task = task_of(under, duty)
            if task is None or duty.lapsed or duty.due is None or duty.since is None:
                continue
            urgent = state.urgency is Urgency.URGENT
            limits = [(task.limit, duty.since), (task.limit_for(state.priority), duty.since)]
            limits += [(task.urgent, max(duty.since, state.urgent_at or duty.since))] if urgent else []
            due = min(
                for_the_child(state, limit, since, changed(state, duty, limit is task.urgent and urgent, limit, since))
                for limit, since in limits
                if isinstance(limit, Span)
            )
            assert duty.due == due or (duty.due > due and duty.due in instants)


def changed(state: State, duty: facts.Duty, quick: bool, limit: Span, since: datetime) -> datetime:
    """When it ends after what people changed: an urgent number is never extended, and a pause puts an end that was
    given by hand off to the end of the working day after it at most."""
    due = worktime.due(HOURS, since, limit.amount, limit.unit, state.pauses)
    for change in duty.by_hand:
        if change.more and not quick:
            due = worktime.due(HOURS, due, change.more, change.unit, state.pauses)
        elif change.until:
            ends = [pause.end for pause in state.pauses if pause.end > change.at and pause.end > pause.start]
            closes = [worktime.due(HOURS, end, 1, worktime.Unit.SAME_WORKING_DAY) for end in ends]
            due = min(due, max([change.until, *closes]))
    return due


def for_the_child(state: State, limit: Span, since: datetime, due: datetime) -> datetime:
    """The same, no later than 17:00 on the last day at work up to the one by which the child needs it."""
    if not limit.child_safe or state.needed_by is None or due <= midnight(state.needed_by):
        return due
    start, day = max(since, state.needed_at), state.needed_by
    days = [state.needed_by - back * DAY for back in range((state.needed_by - start.date()).days + 1)]
    closes = [midnight(one) + timedelta(hours=17) for one in days if one.weekday() < 5]
    later = [start.date() + ahead * DAY for ahead in range(8)]
    first = next(at for one in later if one.weekday() < 5 and (at := midnight(one) + timedelta(hours=17)) > start)
    if start >= (midnight(day) + timedelta(hours=17) if day.weekday() < 5 else midnight(day + DAY)):
        return min(due, first)
    return min(due, next((close for close in closes if close > start), midnight(day + DAY)))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), worktime.LONDON).astimezone(UTC)


@FEW
@given(runs())
def test_marking_urgent_or_a_warning_or_danger_never_moves_a_due_later(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, facts.OtherSideWarned | facts.Reminded | facts.DangerTold):
            dues = {key: duty.due for key, duty in before.duties.items()}
            assert {key: duty.due for key, duty in after.duties.items()} == dues


@FEW
@given(runs())
def test_a_cap_is_never_put_off_by_a_step_or_a_pause(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, after in run[3]:
        if isinstance(event.fact, facts.StepTaken | facts.Paused | facts.Resumed | facts.ClockLapsed):
            for key, duty in after.duties.items():
                if duty.kind is DutyKind.CAP and key in before.duties:
                    assert duty.due == before.duties[key].due


@FEW
@given(runs())
def test_the_clock_catches_up_in_order_and_once_however_it_is_woken(run) -> None:  # type: ignore[no-untyped-def]
    under, events, state, *_along = run
    now = events[-1].at
    late = now + timedelta(days=90)
    at_once = tick(under, state, at(late))
    piecewise, stepped = [], state
    while now < late:
        now += timedelta(days=7)
        for event in tick(under, stepped, at(min(now, late))):
            piecewise.append(event)
            stepped = apply(stepped, event)
    assert list(at_once) == piecewise
    assert [event.at for event in at_once] == sorted(event.at for event in at_once)
    assert tick(under, stepped, at(late)) == ()


@FEW
@given(runs(), st.sampled_from(EVERYBODY))
def test_what_the_tables_refuse_is_refused_and_an_outsider_is_refused_everything(run, person) -> None:  # type: ignore[no-untyped-def]
    under, events, state, *_along = run
    who = actor(person)
    party = who.party(state)
    for verb in set(Verb) - set(STARTING):
        if not may(who, state, verb) or not allows(under, state, verb, party.side if party else None):
            command = _any(verb)
            assert isinstance(decide(under, state, command, who, at(events[-1].at)), No)
    if party is None:
        assert all(sees(who, state, event) is Sight.NOTHING for event in events)


@FEW
@given(runs())
def test_a_private_note_and_a_sealed_answer_never_cross_the_table(run) -> None:  # type: ignore[no-untyped-def]
    _policy, events, state, *_along = run
    for person in state.parties:
        for event in events:
            theirs = event.side is not None and event.side is not state.side_of(person)
            if theirs and event.fact.PRIVATE:
                assert sees(actor(person), state, event) is Sight.NOTHING
            if theirs and isinstance(event.fact, facts.PerspectiveGiven) and not state.opened:
                assert sees(actor(person), state, event) is Sight.SEALED


@FEW
@given(runs())
def test_nothing_of_a_quiet_matter_crosses_the_table_before_or_after_the_other_side_comes_in(run) -> None:  # type: ignore[no-untyped-def]
    for before, event, state in run[3]:
        if state.quiet:
            assert all(party.agency != COUNCIL for party in state.parties.values())
            assert all(duty.owner in state.parties for duty in state.duties.values())
            assert {notice.person for notice in told(before, state, event)} <= set(state.parties)
    for person in run[2].parties:
        for event in run[1]:
            if event.fact.inside and run[2].side_of(person) is not Side.RAISING:
                assert sees(actor(person), run[2], event) is Sight.NOTHING


def _any(verb: Verb) -> c.Command:
    now = MONDAY
    extra: dict[Verb, dict[str, object]] = {
        Verb.PERSPECTIVE: {"rating": 5},
        Verb.REPLY: {"stance": Stance.AGREE},
        Verb.POINT: {"status": PointStatus.AGREED},
        Verb.THANK: {"kind": ThanksKind.THANKS},
        Verb.TALK: {"kind": TalkKind.CALL, "held": now},
        Verb.SAFETY: {"stance": SafetyStance.PROPOSED},
        Verb.TAKE_UP: {"why": Why.STILL_DIFFER},
        Verb.ASK_IN: {"seat": SEATS[SCHOOL, list(SEATS)[1][1]]},
        Verb.HAND_OVER: {"seat": SEATS[COUNCIL, list(SEATS)[1][1]]},
        Verb.DECIDE: {"ruling": Ruling.AS_RAISED, "check_back": now + SOON * 20},
        Verb.AGREE_DECISION: {"agree": True},
        Verb.PROPOSE: {"outcome": PROPOSABLE[0], "check_back": now + SOON * 20},
        Verb.CONFIRM: {"agree": True},
        Verb.ACTION_DONE: {"action": "1"},
        Verb.ACTION_AGAIN: {"action": "1", "due": now + SOON * 20},
        Verb.CHECK_BACK: {"better": Better.YES},
        Verb.CORRECT: {"entry": 1},
        Verb.PAUSE: {"until": now + SOON * 20},
        Verb.SHORTEN: {"duty": "1.4.settle", "day": now.date() + DAY},
        Verb.ASK_EXTENSION: {"duty": "1.4.settle", "more": 1},
        Verb.ANSWER_EXTENSION: {"agree": True},
        Verb.MOVE_POLICY: {"policy": "another"},
        Verb.GATE: {"agree": True},
        Verb.TOLD: {"who": "nobody"},
        Verb.FORM: {"form": "1"},
        Verb.REFER: {"place": 0},
        Verb.RE_HOME: {"leaver": 11},
        Verb.ASK_ALONG: {"seat": SEATS[SCHOOL, list(SEATS)[1][1]]},
        Verb.CONFLICT: {"code": Conflict.FAMILY},
        Verb.PASS_OVER: {"seat": SEATS[SCHOOL, list(SEATS)[1][1]], "code": Conflict.FAMILY},
        Verb.ASK_ADVICE: {"seat": SEATS[SCHOOL, list(SEATS)[1][1]]},
        Verb.RELEASE: {"person": 16},
        Verb.BY_PHONE: {"person": AMIR, "said": c.Acknowledge(), "held": now, "title": "Business manager"},
        Verb.RESTRICT: {"code": RestrictedWhy.OTHER},
        Verb.LIST: {"seat": SEATS[SCHOOL, list(SEATS)[1][1]]},
        Verb.UNLIST: {"person": SEATS[SCHOOL, list(SEATS)[1][1]].person},
        Verb.BREAK_GLASS: {"code": GlassWhy.CRISIS, "title": "Duty manager", "agency": 0},
        Verb.REVIEW_GLASS: {"entry": 1, "justified": True},
    }
    return COMMANDS[verb](**extra.get(verb, {}), words=TEXT)  # type: ignore[arg-type]


TAKE_PART = frozenset(
    standing_as(facts.Party(person=1, agency=1, title="", capacity=capacity, side=side))
    for capacity in Capacity
    for side in (*Side, None)
)
ORDER = (Sight.NOTHING, Sight.SEALED, Sight.FACTS, Sight.WORDS)


def test_the_table_of_who_may_do_what_is_complete() -> None:
    assert set(MAY) == set(Verb)
    for verb, standings in MAY.items():
        assert standings <= set(Standing)
        assert Standing.NOBODY not in standings
        if verb in STARTING:
            continue
        assert Standing.SCRUTINEER not in standings
        if verb in OF_THE_OFFICE:
            assert not standings & TAKE_PART
            assert (Standing.ADMINISTRATOR in standings) == (verb is Verb.RE_HOME)
        elif verb in (Verb.RESTRICT, Verb.LIFT):
            assert standings - TAKE_PART == {Standing.BUSINESS_UNIT}
        elif verb is Verb.CONFLICT:
            assert standings - TAKE_PART == {Standing.TEAM_MANAGER}
        elif verb is Verb.DANGER:
            assert standings - TAKE_PART == {Standing.GLASS_BREAKER}
        else:
            assert standings <= TAKE_PART
    assert MAY[Verb.MOVE_POLICY] == {Standing.BUSINESS_UNIT}
    assert MAY[Verb.END_GLASS] == {Standing.GLASS_BREAKER}


def test_the_table_of_who_sees_what_is_complete() -> None:
    for table in (SEES, SEES_RESTRICTED):
        assert set(table) == set(Standing)
        for row in table.values():
            assert set(row) == set(Entry)
        for standing in (Standing.BUSINESS_UNIT, Standing.TEAM_MANAGER, Standing.DATA_PROTECTION):
            words = {entry for entry, sight in table[standing].items() if sight is Sight.WORDS}
            assert words <= {Entry.GLASS}, "of the challenge itself they read no word"
        for standing in (Standing.OUTSIDER, Standing.NOBODY, Standing.ADMINISTRATOR, Standing.SCRUTINEER):
            assert set(table[standing].values()) == {Sight.NOTHING}
        reads = table[Standing.GLASS_BREAKER]
        assert {reads[Entry.OWN_NOTE], reads[Entry.OTHER_NOTE]} == {Sight.NOTHING}
        assert {reads[Entry.OWN_SEALED], reads[Entry.OTHER_SEALED]} == {Sight.SEALED}
    for standing in Standing:
        for entry in Entry:
            assert ORDER.index(SEES_RESTRICTED[standing][entry]) <= ORDER.index(SEES[standing][entry])
    assert set(SEES_RESTRICTED[Standing.TEAM_MANAGER].values()) == {Sight.NOTHING}


def test_every_event_type_says_which_words_it_may_hold_and_has_a_schema_number() -> None:
    for kind in facts.FACT_TYPES:
        assert kind.SCHEMA >= 1
        assert kind.__doc__
        assert all(kind.WORDS.values())


@pytest.mark.parametrize("verb", sorted(set(Verb) - set(STARTING)))
def test_every_verb_has_a_command(verb: Verb) -> None:
    assert COMMANDS[verb].VERB is verb
