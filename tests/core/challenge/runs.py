"""Any run of acts and waits under any policy, for properties of the engine to be tried on."""

from datetime import date, datetime, timedelta
from functools import cache

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import (
    PROPOSABLE,
    Better,
    Conflict,
    PointStatus,
    RestrictedWhy,
    Ruling,
    SafetyStance,
    Stance,
    TalkKind,
    ThanksKind,
    Urgency,
    Why,
)
from forthright.core.challenge.decide import decide
from forthright.core.challenge.folding import apply
from forthright.core.challenge.moving import move_policy
from forthright.core.challenge.re_homing import re_home
from forthright.core.challenge.standing import Actor, Office
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Role
from tests.support.everything import everything
from tests.support.examples import examples

from .people import (
    AMIR,
    AMIRS_MANAGER,
    AMIRS_REP,
    AMIRS_SENIOR,
    CHAIR,
    COUNCIL,
    MONDAY,
    OLU,
    POLICIES,
    ROSA,
    ROSAS_MANAGER,
    ROSAS_REP,
    ROSAS_SENIOR,
    SCHOOL,
    SEATS,
    actor,
    at,
    invented,
    policy,
    raising,
    seat,
)

SHIPPED = {path.stem: policy(path.stem) for path in sorted(POLICIES.glob("*.policy"))}
INVENTED = {f"invented from {first}": invented(first) for first in "0123"}
RUNNING = [*SHIPPED.values(), *INVENTED.values(), *INVENTED.values(), *[everything()] * 6, everything(group="police")]
"""The shipped policies, and often those that use every construct."""

EVERYBODY = (ROSA, AMIR, OLU, ROSAS_MANAGER, AMIRS_MANAGER, ROSAS_REP, AMIRS_REP, CHAIR, ROSAS_SENIOR, AMIRS_SENIOR)
ADA = Actor(person=61, name="Ada (invented)", offices=frozenset({(Office.ADMINISTRATOR, 7)}))
BETH = Actor(person=51, name="Beth (invented)", offices=frozenset({(Office.BUSINESS_UNIT, 7)}))
SOON = timedelta(days=60)
TEXT = {"reason": "Because.", "plan": "A plan.", "point": "A point.", "what": "A log.", "note": "A note."} | {
    "agreed": "This.",
    "decision": "That.",
    "reasons": "So.",
    "correction": "Better.",
    "how": "By telephone.",
    "view": "I see it so.",
    "answers": [{"label": "What is disagreed", "text": "Much."}],
}


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TAKING_UP = st.builds(c.TakeUp, why=st.sampled_from(Why), to=st.sampled_from(["", "", "2", "2+1", "3", "4", "5"]))
MARKING = st.builds(c.MarkUrgent, needed_by=st.none() | st.integers(0, 9).map(lambda days: days * DAY))
"""It becomes urgent, or the day by which the child needs it comes nearer."""
TIMES = ("1.1.acknowledge", "1.2.reply", "1.3.meet", "1.4.settle", "0.settle", "2.1.reply", "2.2.settle", "2+1.1.reply")
TIMES += ("1.consider", "1.0.reply", "1.1.settle", "3.2.meet", "3.1.settle", "4.0.settle", "5.0.decide")
BY_HAND = [
    st.builds(c.Shorten, duty=st.sampled_from(TIMES), day=st.integers(-1, 12).map(lambda days: days * DAY)),
    st.builds(c.AskExtension, duty=st.sampled_from(TIMES), more=st.integers(0, 6)),
    st.builds(c.AnswerExtension, agree=st.booleans()),
]
"""What people change of a time."""
OLUS_SEAT = seat(OLU, 3, Role.PRACTITIONER)
"""Somebody of a third agency, who can only be asked along."""
SEAT = st.sampled_from(list(SEATS.values()))
ANY = st.one_of(
    [
        st.just(c.Acknowledge()),
        st.builds(c.GivePerspective, rating=st.integers(-1, 11)),
        st.builds(c.Reply, stance=st.sampled_from(Stance), ready=st.sampled_from([(), (0,), (0, 1)])),
        st.builds(c.PlacePoint, status=st.sampled_from(PointStatus), point=st.none() | st.integers(1, 3)),
        st.just(c.AddEvidence()),
        st.just(c.WriteNote()),
        st.builds(c.Thank, kind=st.sampled_from(ThanksKind)),
        st.builds(c.LogTalk, kind=st.sampled_from(TalkKind), held=st.just(-HOUR)),
        st.builds(c.PlanSafety, stance=st.sampled_from(SafetyStance)),
        st.just(c.TellDanger()),
        MARKING,
        TAKING_UP,
        st.builds(c.Pause, until=st.integers(-5, 500).map(lambda hours: hours * HOUR)),
        st.just(c.Resume()),
        *BY_HAND,
        st.just(c.Warn()),
        st.just(c.HandBack()),
        st.builds(c.AskIn, seat=SEAT),
        st.builds(c.AskAlong, seat=SEAT | st.just(OLUS_SEAT)),
        st.builds(c.SayWorry, rating=st.none() | st.integers(-1, 11)),
        st.just(c.Leave()),
        st.builds(c.HandOver, seat=SEAT),
        st.builds(c.Decide, ruling=st.sampled_from(Ruling), check_back=st.just(SOON)),
        st.builds(c.AgreeDecision, agree=st.booleans()),
        st.builds(c.Propose, outcome=st.sampled_from(PROPOSABLE), check_back=st.just(SOON)),
        st.builds(c.Confirm, agree=st.booleans()),
        st.builds(c.FinishAction, action=st.sampled_from(["1", "letter", "report"])),
        st.builds(c.ReplanAction, action=st.just("letter"), due=st.just(SOON)),
        st.builds(c.CheckBack, better=st.sampled_from(Better)),
        st.just(c.Withdraw()),
        st.just(c.Reopen()),
        st.builds(c.Correct, entry=st.integers(0, 5)),
        st.builds(c.PassGate, agree=st.booleans()),
        st.builds(c.ReferOutside, place=st.integers(-1, 1)),
        st.builds(c.FillForm, form=st.sampled_from(["1", "2", "3"])),
        st.builds(c.DeclareConflict, code=st.sampled_from(Conflict)),
        st.builds(c.PassOver, seat=SEAT, code=st.sampled_from(Conflict)),
        st.builds(c.AskAdvice, seat=SEAT),
        st.builds(c.Release, person=st.sampled_from([one.person for one in SEATS.values()])),
        st.builds(c.TellOutside, who=st.sampled_from(["1.0.0", "1.0.1", "2.0.0", "nobody"])),
    ]
)
KEPT_CLOSE = st.one_of(
    [
        st.builds(c.Restrict, code=st.sampled_from(RestrictedWhy)),
        st.builds(c.ListPerson, seat=SEAT),
        st.builds(c.UnlistPerson, person=st.sampled_from([seat.person for seat in SEATS.values()])),
        st.just(c.LiftRestriction()),
    ]
)
"""What keeps a matter to people on a named list, and what changes the list."""
LADDER = st.one_of(
    [
        st.just(c.Acknowledge()),
        st.builds(c.Reply, stance=st.sampled_from(Stance)),
        st.builds(c.LogTalk, kind=st.sampled_from(TalkKind), held=st.just(-HOUR)),
        MARKING,
        TAKING_UP,
        st.builds(c.Pause, until=st.integers(1, 200).map(lambda hours: hours * HOUR)),
        st.just(c.Resume()),
        *BY_HAND,
        st.builds(c.AnswerExtension, agree=st.just(value=True)),
        st.just(c.Warn()),
        st.just(c.HandBack()),
    ]
)
"""What changes steps and times, wished for more often than its share."""
WISHES = st.one_of(ANY, LADDER, ANY, LADDER, KEPT_CLOSE)
"""Any command that may be typed. Its moments are given from now on (timedelta): a strategy that is built anew at each
moment has its signatures read anew, which took nine tenths of these tests."""


DATES = ("needed_by", "day")


def typed(command: c.Command, now: datetime) -> c.Command:
    """The command as it is typed now, with words for every question."""
    said = {name: _moment(name, getattr(command, name), now) for name in command.__struct_fields__}
    return type(command)(**said | {"words": TEXT})


def _moment(name: str, value: object, now: datetime) -> object:
    if not isinstance(value, timedelta):
        return value
    return now.date() + value if name in DATES else now + value


@cache
def raises(priorities: tuple[str, ...], entries: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Rosa raises it: with or without dates, urgent, with a priority, and at any step where it may begin."""
    days = st.none() | st.dates(date(2026, 10, 20), date(2026, 11, 2))
    return st.builds(
        raising,
        urgency=st.sampled_from(Urgency),
        priority=st.sampled_from(["", *priorities]),
        arose=days,
        received=days,
        conference=days,
        needed_by=st.none() | st.dates(date(2026, 11, 2), date(2026, 11, 20)),
        step=st.sampled_from(["", *entries]),
        agreed=st.just(SEATS[SCHOOL, Role.LINE_MANAGER]),
        words=st.just({"worry_facts": "Seen.", "wanted": "A visit.", "entry_reason": "Harm is feared."}),
    )


UNDER, LENGTHS = st.sampled_from(RUNNING), st.integers(3, 12)
OF_THREE, OF_FOUR, OF_TEN = st.integers(0, 2), st.integers(0, 3), st.integers(0, 9)
WAITS = st.integers(1, 60) | st.integers(1, 400)


@st.composite
def runs(draw, at=at, often=()):  # type: ignore[no-untyped-def]
    """A policy and a run of acts and waits under it: (the policy at the end, events, state,
    (state before, event, state after) along the way, the policy at each of these). `at` gives the surroundings at an
    instant; `often` are commands that are wished for more often than their share."""
    wishes = st.one_of(WISHES, *often) if often else WISHES
    under = draw(UNDER)
    now, state, events, along, policies = MONDAY, State(), [], [], []
    entries = tuple(step.key for step in under.steps if step.entry)
    started = decide(under, state, draw(raises(under.priorities, entries)), actor(ROSA), at(now))
    assert not isinstance(started, No)
    happened = started
    for _ in range(draw(LENGTHS)):
        for event in happened:
            before, state = state, apply(state, event)
            events.append(event)
            along.append((before, event, state))
            policies.append(under)
        if draw(OF_THREE) == 0:
            now += timedelta(hours=draw(WAITS))
            happened = tick(under, state, at(now))
        elif draw(OF_TEN) == 0:
            leaver, seat = draw(st.sampled_from(list(state.parties))), draw(SEAT)
            wish = c.ReHome(leaver=leaver, seat=seat, words=TEXT)
            left = re_home(state, wish, ADA, frozenset({SCHOOL, COUNCIL}), "Administrator", now)
            happened = () if isinstance(left, No) else left
        elif draw(OF_TEN) == 0:
            other = draw(UNDER)
            step = draw(st.sampled_from(["", *(step.key for step in other.steps)]))
            command = c.MovePolicy(policy=f"mark {len(events)}", step=step, words=TEXT)
            answer = move_policy(under, other, state, command, BETH, at(now))
            happened = () if isinstance(answer, No) else answer
            under = under if isinstance(answer, No) else other
        else:
            command = typed(draw(wishes), now)
            able = [
                one for one in state.parties if not isinstance(decide(under, state, command, actor(one), at(now)), No)
            ]
            people = able if able and draw(OF_FOUR) else EVERYBODY  # mostly somebody who can
            answer = decide(under, state, command, actor(draw(st.sampled_from(people))), at(now))
            happened = () if isinstance(answer, No) else answer
    for event in happened:
        before, state = state, apply(state, event)
        events.append(event)
        along.append((before, event, state))
        policies.append(under)
    return under, events, state, along, policies


FEW = settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=examples(300))
"""For what only rare runs meet: a limit mistaken for a longer one was found by 300 of them and not by 100."""
