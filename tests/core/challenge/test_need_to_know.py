"""Matters kept to people on a named list, and the glass broken to read one."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.breaking import LASTS, break_glass, end_glass, review_glass
from forthright.core.challenge.codes import GlassWhy, RestrictedWhy, Side, Stance, Why
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.impersonal import SOMEBODY, without_post, without_posts
from forthright.core.challenge.offers import offered
from forthright.core.challenge.restricting import restrict_by_office
from forthright.core.challenge.sees import Sight, hides_posts, opens, reads_words, sees
from forthright.core.challenge.standing import Actor, Office, Standing, standing_of
from forthright.core.challenge.state import State
from forthright.core.challenge.taking_up import tick
from forthright.core.policy.shapes import Policy, Role

from .people import (
    AMIR,
    AMIRS_MANAGER,
    COUNCIL,
    MONDAY,
    OLU,
    ROSA,
    ROSAS_MANAGER,
    SCHOOL,
    SEATS,
    actor,
    at,
    invented,
    policy,
    raising,
)
from .runs import BETH, EVERYBODY, FEW, TEXT, runs

DEMO = policy()
BECAUSE = {"reason": "Because."}
DORA = Actor(person=61, name="Dora (invented)", protects=frozenset({(7, SCHOOL)}), at=MONDAY)
HOURS = timedelta(hours=1)


def raised(**changes: object) -> list[Event]:
    return done(DEMO, [], raising(**changes), ROSA)


def done(under: Policy, events: list[Event], command: c.Command, who: int, now=MONDAY) -> list[Event]:  # type: ignore[no-untyped-def]
    """The record with what this person did at its end."""
    found = decide(under, fold(events), command, actor(who), at(now))
    assert not isinstance(found, No), found
    return [*events, *found]


def refused(events: list[Event], command: c.Command, who: int) -> str:
    found = decide(DEMO, fold(events), command, actor(who), at(MONDAY))
    assert isinstance(found, No)
    return found.code


def restricted(code: RestrictedWhy = RestrictedWhy.ADDRESS, never: bool = False, who: int = ROSA) -> list[Event]:
    return done(DEMO, raised(), c.Restrict(code=code, never=never, words=BECAUSE), who)


def disagreed(events: list[Event]) -> list[Event]:
    return done(DEMO, events, c.Reply(stance=Stance.DISAGREE, words={"reasons": "No."}), AMIR)


def looks(person: int, now=MONDAY, **more: object) -> Actor:  # type: ignore[no-untyped-def]
    return Actor(person=person, name="Somebody", at=now, **more)  # type: ignore[arg-type]


def broken(events: list[Event], who: Actor, now=MONDAY, agency: int = COUNCIL) -> list[Event]:  # type: ignore[no-untyped-def]
    command = c.BreakGlass(code=GlassWhy.CRISIS, title="Duty manager", agency=agency, words=BECAUSE)
    found = break_glass(fold(events), command, who, at(now))
    assert not isinstance(found, No), found
    return [*events, *found]


def test_whoever_takes_part_when_it_is_restricted_is_on_the_list_and_nobody_else() -> None:
    state = fold(restricted())
    assert state.listed == {ROSA: SCHOOL, AMIR: COUNCIL}
    assert opens(actor(AMIR), state)


def test_restricting_needs_a_reason_and_is_done_once() -> None:
    assert refused(raised(), c.Restrict(code=RestrictedWhy.OTHER), ROSA) == "no words"
    assert refused(restricted(), c.Restrict(code=RestrictedWhy.OTHER, words=BECAUSE), AMIR) == "already restricted"


def test_nobody_is_asked_in_or_takes_over_who_is_not_on_the_list() -> None:
    seat = SEATS[SCHOOL, Role.LINE_MANAGER]
    for command in (c.AskIn(seat=seat, words=BECAUSE), c.HandOver(seat=seat, words=BECAUSE)):
        assert refused(restricted(), command, ROSA) == "not on the list"
        listed = done(DEMO, restricted(), c.ListPerson(seat=seat, words=BECAUSE), ROSA)
        assert ROSAS_MANAGER in fold(done(DEMO, listed, command, ROSA)).parties


def test_being_on_the_list_alone_opens_nothing() -> None:
    listed = done(DEMO, restricted(), c.ListPerson(seat=SEATS[SCHOOL, Role.LINE_MANAGER], words=BECAUSE), ROSA)
    assert not opens(actor(ROSAS_MANAGER), fold(listed))


def test_only_an_owner_puts_on_the_list_and_only_people_of_their_own_agency_or_the_partnership() -> None:
    other = c.ListPerson(seat=SEATS[COUNCIL, Role.LINE_MANAGER], words=BECAUSE)
    assert refused(restricted(), other, ROSA) == "other agency"
    chair = done(DEMO, restricted(), c.ListPerson(seat=SEATS[0, Role.CHAIR], words=BECAUSE), ROSA)
    assert SEATS[0, Role.CHAIR].person in (fold(chair).listed or {})
    seat = SEATS[SCHOOL, Role.LINE_MANAGER]
    with_manager = done(DEMO, done(DEMO, raised(), c.AskIn(seat=seat, words=BECAUSE), ROSA), MARK, ROSA)
    assert refused(with_manager, c.ListPerson(seat=SEATS[SCHOOL, Role.REPRESENTATIVE]), ROSAS_MANAGER) == (
        "not the owner"
    )


MARK = c.Restrict(code=RestrictedWhy.ADDRESS, words=BECAUSE)


def test_a_step_that_nobody_listed_answers_opens_and_falls_to_the_present_owner() -> None:
    events = done(DEMO, disagreed(restricted()), c.TakeUp(why=Why.STILL_DIFFER), ROSA)
    state, fact = fold(events), events[-1].fact
    assert isinstance(fact, facts.StepTaken) and fact.step == "2"
    assert state.owners == {Side.RAISING: ROSA, Side.RESPONDING: AMIR}
    assert Role.LINE_MANAGER in fact.withheld
    assert set(state.parties) == {ROSA, AMIR}
    assert state.turn is not None and state.turn.owner in state.parties


def test_a_step_that_somebody_listed_answers_brings_them_in() -> None:
    events = disagreed(restricted())
    for who, agency in ((ROSA, SCHOOL), (AMIR, COUNCIL)):
        events = done(DEMO, events, c.ListPerson(seat=SEATS[agency, Role.LINE_MANAGER], words=BECAUSE), who)
    events = done(DEMO, events, c.TakeUp(why=Why.STILL_DIFFER), ROSA)
    assert fold(events).owners == {Side.RAISING: ROSAS_MANAGER, Side.RESPONDING: AMIRS_MANAGER}
    assert isinstance(events[-1].fact, facts.StepTaken) and not events[-1].fact.withheld


def test_whoever_is_put_on_the_list_at_the_step_of_their_post_comes_in_at_once() -> None:
    events = done(DEMO, disagreed(restricted()), c.TakeUp(why=Why.STILL_DIFFER), ROSA)
    events = done(DEMO, events, c.ListPerson(seat=SEATS[COUNCIL, Role.LINE_MANAGER], words=BECAUSE), AMIR)
    assert opens(actor(AMIRS_MANAGER), fold(events))


def test_the_clock_goes_on_in_a_restricted_matter_and_brings_nobody_in() -> None:
    events = restricted()
    later = tick(DEMO, fold(events), at(MONDAY + timedelta(days=60)))
    assert any(isinstance(event.fact, facts.ClockLapsed) for event in later)
    assert set(fold([*events, *later]).parties) == {ROSA, AMIR}


def test_a_step_that_the_policy_skips_when_its_post_is_empty_is_not_skipped_because_nobody_is_listed() -> None:
    from tests.support.everything import everything

    under = everything()
    events = done(under, [], raising(), ROSA)
    events = done(under, events, MARK, ROSA)
    state = fold(events)
    from forthright.core.challenge.taking_up import step_taken

    moment = at(MONDAY).kept_to(state.listed)
    assert step_taken(under, state, "3", Why.STILL_DIFFER, moment).step == "3"


def test_whoever_has_nothing_to_do_can_be_taken_off_and_sees_it_no_more() -> None:
    seat = SEATS[SCHOOL, Role.LINE_MANAGER]
    events = done(DEMO, done(DEMO, raised(), c.AskIn(seat=seat, words=BECAUSE), ROSA), MARK, ROSA)
    assert opens(actor(ROSAS_MANAGER), fold(events))
    assert refused(events, c.UnlistPerson(person=AMIR, words=BECAUSE), ROSA) == "not listed"
    assert refused(events, c.UnlistPerson(person=ROSA, words=BECAUSE), ROSA) == "same person"
    after = done(DEMO, events, c.UnlistPerson(person=ROSAS_MANAGER, words=BECAUSE), ROSA)
    assert not opens(actor(ROSAS_MANAGER), fold(after))
    assert refused(after, c.AskIn(seat=seat, words=BECAUSE), ROSA) == "not on the list"


def test_whoever_owns_something_is_not_taken_off_before_it_is_handed_over() -> None:
    events = restricted()
    for who, role in ((ROSA, Role.LINE_MANAGER), (ROSA, Role.SENIOR_MANAGER)):
        events = done(DEMO, events, c.ListPerson(seat=SEATS[SCHOOL, role], words=BECAUSE), who)
    events = done(DEMO, events, c.HandOver(seat=SEATS[SCHOOL, Role.LINE_MANAGER], words=BECAUSE), ROSA)
    assert refused(events, c.UnlistPerson(person=ROSAS_MANAGER, words=BECAUSE), ROSA) == "not the owner"
    assert ROSA not in fold(done(DEMO, events, c.UnlistPerson(person=ROSA, words=BECAUSE), ROSAS_MANAGER)).parties


def test_a_deputy_and_a_manager_of_the_team_do_not_learn_that_it_exists() -> None:
    state = fold(restricted())
    deputy = Actor(person=OLU, covers=((ROSA, "Teacher (covering)", "Rosa"),), leads=frozenset({AMIR}))
    assert opens(deputy, fold(raised()))
    assert not opens(deputy, state)
    assert deputy.party(state) is None
    listed = apply(state, Event(fact=facts.PersonListed(person=OLU, agency=SCHOOL, title="Teacher"), at=MONDAY))
    assert reads_words(deputy, listed)


def test_the_business_unit_and_the_officer_see_agencies_and_no_posts() -> None:
    events = restricted()
    state = fold(events)
    for who in (BETH, DORA):
        assert opens(who, state) and not reads_words(who, state) and hides_posts(who, state)
    plain = without_posts(state)
    assert {party.title for party in plain.parties.values()} == {SOMEBODY}
    assert {party.agency for party in plain.parties.values()} == {SCHOOL, COUNCIL}
    for event in events:
        shown = without_post(event)
        assert not shown.title
        assert "title='practitioner'" not in str(shown.fact)


def test_only_those_who_restricted_it_lift_it() -> None:
    assert refused(restricted(), c.LiftRestriction(words=BECAUSE), AMIR) == "restricted by others"
    assert refused(restricted(), c.LiftRestriction(), ROSA) == "no words"
    events = done(DEMO, restricted(), c.LiftRestriction(words=BECAUSE), ROSA)
    assert fold(events).listed is None
    assert isinstance(restrict_by_office(fold(restricted()), c.LiftRestriction(words=BECAUSE), BETH, at(MONDAY)), No)


def test_the_business_unit_restricts_and_lifts_without_taking_part() -> None:
    events = raised()
    marked = restrict_by_office(fold(events), MARK, BETH, at(MONDAY))
    assert isinstance(marked, tuple)
    events = [*events, *marked]
    assert fold(events).listed == {ROSA: SCHOOL, AMIR: COUNCIL}
    assert refused(events, c.LiftRestriction(words=BECAUSE), ROSA) == "restricted by others"
    assert isinstance(restrict_by_office(fold(events), MARK, BETH, at(MONDAY)), No)
    lifted = restrict_by_office(fold(events), c.LiftRestriction(words=BECAUSE), BETH, at(MONDAY))
    assert isinstance(lifted, tuple)
    assert isinstance(restrict_by_office(fold(events), MARK, actor(OLU), at(MONDAY)), No)


def test_one_that_is_restricted_from_the_start_is_kept_to_those_whom_the_raiser_named() -> None:
    events = raised(restricted=RestrictedWhy.ADDRESS, words={**TEXT, "worry_facts": "Seen.", "wanted": "A visit."})
    state = fold(events)
    assert state.listed == {ROSA: SCHOOL, AMIR: COUNCIL}
    assert set(state.parties) == {ROSA, AMIR}


def test_a_quiet_one_is_restricted_without_telling_the_other_agency_anything() -> None:
    under = invented("0")
    events = done(under, [], raising(), ROSA)
    assert fold(events).quiet
    state = fold(done(under, events, MARK, ROSA))
    assert state.listed is not None and AMIR in state.listed
    assert not opens(actor(AMIR), state)


# Breaking the glass.


def test_whoever_breaks_the_glass_reads_what_both_sides_share_for_three_hours() -> None:
    events = broken(raised(), looks(OLU))
    state = fold(events)
    assert standing_of(looks(OLU), state) is Standing.GLASS_BREAKER
    assert reads_words(looks(OLU, MONDAY + LASTS - HOURS), state)
    assert not opens(looks(OLU, MONDAY + LASTS), state)
    assert not opens(actor(OLU), state), "without the time nothing is open that ends by itself"


def test_private_notes_and_sealed_views_stay_closed_to_whoever_broke_it() -> None:
    events = done(DEMO, raised(), c.WriteNote(words={"note": "Ours."}), ROSA)
    events = done(DEMO, events, c.GivePerspective(rating=3), ROSA)
    events = broken(events, looks(OLU))
    seen = [sees(looks(OLU), fold(events), event) for event in events]
    assert seen == [Sight.WORDS, Sight.NOTHING, Sight.SEALED, Sight.WORDS]


def test_whoever_broke_it_may_tell_of_danger_and_stop_and_nothing_else() -> None:
    events = broken(raised(), looks(OLU))
    state = fold(events)
    told = decide(DEMO, state, c.TellDanger(words={"told": "999"}), looks(OLU), at(MONDAY))
    assert isinstance(told, tuple) and told[0].title == "Duty manager" and told[0].side is None
    for verb in set(c.Verb) - {c.Verb.DANGER, *c.STARTING}:
        assert not offered(DEMO, state, looks(OLU), verb, lambda: at(MONDAY)), verb
    assert isinstance(decide(DEMO, state, c.WriteNote(words={"note": "x"}), looks(OLU), at(MONDAY)), No)
    late = looks(OLU, MONDAY + LASTS)
    assert isinstance(decide(DEMO, state, c.TellDanger(words={"told": "999"}), late, at(MONDAY + LASTS)), No)


def test_it_is_closed_before_its_time_by_whoever_broke_it() -> None:
    events = broken(raised(), looks(OLU))
    closed = end_glass(fold(events), c.EndGlass(), looks(OLU), at(MONDAY + HOURS))
    assert isinstance(closed, tuple)
    assert not opens(looks(OLU, MONDAY + HOURS), fold([*events, *closed]))
    assert isinstance(end_glass(fold(events), c.EndGlass(), looks(AMIR), at(MONDAY)), No)


@pytest.mark.parametrize("who", [ROSA, AMIR])
def test_whoever_takes_part_has_no_glass_to_break(who: int) -> None:
    command = c.BreakGlass(code=GlassWhy.CRISIS, title="Teacher", agency=SCHOOL, words=BECAUSE)
    assert isinstance(break_glass(fold(raised()), command, looks(who), at(MONDAY)), No)


def test_nobody_opens_what_is_about_a_colleagues_family() -> None:
    command = c.BreakGlass(code=GlassWhy.CRISIS, title="Duty manager", agency=COUNCIL, words=BECAUSE)
    for events in (restricted(RestrictedWhy.STAFF_FAMILY), restricted(RestrictedWhy.ADDRESS, never=True)):
        for who in (looks(OLU), BETH, DORA):
            assert break_glass(fold(events), command, who, at(MONDAY)) == No("never opened")
    assert isinstance(break_glass(fold(restricted()), command, looks(OLU), at(MONDAY)), tuple)


def test_restricting_it_shuts_whoever_reads_through_the_glass_out() -> None:
    events = done(DEMO, broken(raised(), looks(OLU)), MARK, ROSA)
    assert not opens(looks(OLU), fold(events))


def test_those_who_keep_the_system_or_count_have_no_glass() -> None:
    command = c.BreakGlass(code=GlassWhy.CRISIS, title="Administrator", agency=SCHOOL, words=BECAUSE)
    for office in (Office.ADMINISTRATOR, Office.SCRUTINEER):
        who = looks(OLU, offices=frozenset({(office, 7)}))
        assert isinstance(break_glass(fold(raised()), command, who, at(MONDAY)), No)


def test_before_the_other_agency_is_in_it_nobody_of_that_agency_opens_it() -> None:
    events = done(invented("0"), [], raising(), ROSA)
    command = c.BreakGlass(code=GlassWhy.CRISIS, title="Duty manager", agency=COUNCIL, words=BECAUSE)
    assert break_glass(fold(events), command, looks(AMIRS_MANAGER), at(MONDAY)) == No("not in yet")


def test_it_is_reviewed_once_by_the_officer_and_never_by_who_broke_it() -> None:
    events = broken(raised(), BETH)
    entry = len(events)
    review = c.ReviewGlass(entry=entry, justified=False, words=BECAUSE)
    assert review_glass(fold(events), review, BETH, {DORA.person}, at(MONDAY)) == No("own glass")
    found = review_glass(fold(events), review, DORA, {DORA.person}, at(MONDAY))
    assert isinstance(found, tuple)
    events = [*events, *found]
    assert review_glass(fold(events), review, DORA, {DORA.person}, at(MONDAY)) == No("already reviewed")


def test_the_business_unit_reviews_only_where_there_is_no_other_officer() -> None:
    review = c.ReviewGlass(entry=2, justified=True, words=BECAUSE)
    events = broken(raised(), looks(OLU))
    assert review_glass(fold(events), review, BETH, {DORA.person}, at(MONDAY)) == No("officer reviews")
    assert isinstance(review_glass(fold(events), review, BETH, (), at(MONDAY)), tuple)
    theirs = broken(raised(), DORA)
    assert isinstance(review_glass(fold(theirs), review, BETH, {DORA.person}, at(MONDAY)), tuple)


def test_after_two_working_days_without_a_review_it_is_told_once() -> None:
    state = fold(broken(raised(), looks(OLU)))
    assert not any(isinstance(one.fact, facts.GlassUnreviewed) for one in tick(DEMO, state, at(MONDAY + 7 * HOURS)))
    later = tick(DEMO, state, at(MONDAY + timedelta(days=90)))
    assert [one.fact.entry for one in later if isinstance(one.fact, facts.GlassUnreviewed)] == [2]


# Whatever happens.


@FEW
@given(runs(), st.integers(0, 99))
def test_no_run_of_acts_lets_anybody_see_a_restricted_matter_who_is_not_on_its_list(run, chance: int) -> None:  # type: ignore[no-untyped-def]
    """Whatever is covered or led, and also where an entry of the record brings somebody in by mistake."""
    for _before, _event, state in run[3]:
        if state.listed is None:
            continue
        stranger = EVERYBODY[chance % len(EVERYBODY)]
        intruder = facts.JoinedIn(party=SEATS[SCHOOL, Role.LINE_MANAGER].party(Side.RAISING))
        for now in (state, apply(state, Event(fact=intruder, at=MONDAY))):
            for person in {*EVERYBODY, stranger} - set(now.listed or {}):
                covers = tuple((one, "Deputy", "D") for one in now.parties)
                who = Actor(person=person, covers=covers, leads=frozenset(now.parties), at=MONDAY)
                assert not opens(who, now)
                assert all(sees(who, now, event) is Sight.NOTHING for event in run[1])


@FEW
@given(runs(), st.integers(0, 6), st.integers(-2, 6))
def test_a_broken_glass_shows_nothing_of_one_side_and_nothing_after_its_time(run, first: int, hours: int) -> None:  # type: ignore[no-untyped-def]
    _policy, events, state, *_along = run
    start = events[-1].at + timedelta(minutes=first)
    command = c.BreakGlass(code=GlassWhy.OTHER, title="Duty manager", agency=0, words=BECAUSE)
    found = break_glass(state, command, looks(99, start), at(start))
    if isinstance(found, No):
        assert state.restricted is not None and state.restricted.never
        return
    after: State = apply(state, found[0])
    who = looks(99, start + hours * HOURS)
    for event in (*events, *found):
        sight = sees(who, after, event)
        assert hours < 3 or sight is Sight.NOTHING
        assert not (event.fact.PRIVATE or event.fact.inside) or sight is Sight.NOTHING
