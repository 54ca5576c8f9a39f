"""Played people do what their policy asks in the way that it asks, and what they are refused is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from forthright.core.challenge import commands as c
from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Outcome, Ruling, Stance, TalkKind, Urgency, Why
from forthright.core.policy.proofs.lengths import monday, ordinary
from forthright.core.policy.reader import read
from forthright.core.policy.roles import Role
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from forthright.core.rehearsal import comparing, results, telling
from forthright.core.rehearsal.cases import Kinds, Ladders
from forthright.core.rehearsal.cases import cases as draw
from forthright.core.rehearsal.people import SEATS, Cast, Temper
from forthright.core.rehearsal.play import Case, Player, play
from forthright.core.rehearsal.wishes import CHECK_BACK, FORM, WISHES, Wish
from forthright.core.worktime import Unit, due, next_opening
from tests.core.policy.shipped import FILES, policy
from tests.support.everything import EVERYTHING, changed
from tests.support.invented import invented_text

HOURS = ordinary()
WARN = "  warn the other side: 1 working day before\n"
TWO_STEPS = """\
policy: Two steps
partnership: Anyshire (invented)
called: not stated
version: 2026-01-01
steps are called: Step
withdrawing: allowed

immediate danger:
  say: Call 999.

source:
  address: not stated
  read on: not stated
  status: invented

step 1: One
  raised by: practitioner
  answered by: practitioner
  reply within: 2 working days of being raised
  settle within: 5 working days
  if not settled: offer step 2
  warn the other side: 1 working day before

step 2: Two
  raised by: line manager
  answered by: line manager
  settle within: 5 working days
  decided by: line manager
  if not settled: the procedure ends
"""
CHOICE = TWO_STEPS.replace(WARN, "").replace(
    "offer step 2", "one of step 2, step 3\n  where it goes is chosen by: independent chair"
) + TWO_STEPS[TWO_STEPS.index("\nstep 2") :].replace("step 2: Two", "step 3: Three")


def text(source: str) -> Policy:
    reading = read(source)
    assert reading.policy is not None, [one.sentence() for one in reading.problems]
    assert not reading.problems, [one.sentence() for one in reading.problems]
    return reading.policy


INVENTED = {f"invented from {first}": text(invented_text(first)) for first in "0123"}
EVERY = text(EVERYTHING)
PLANS = text(
    changed(("  settle within: 3 working days of the meeting", "  agree a plan within: 3 working days of the meeting"))
)
CHAIRED = text(invented_text("3").replace("they decide: by majority", "they decide: by the chair after hearing all"))
TEXTS = {**INVENTED, "everything": EVERY, "plans": PLANS, "a chair who hears all": CHAIRED}


def cases(of: Policy, count: int = 120, seed: int = 5) -> list[Case]:
    return list(draw(Kinds.of(of), count, seed, HOURS, date(2026, 1, 1)))


def prompt(agree_at: int = 9, choice: float = 0.0) -> Cast:
    people = [seat.person for seat in SEATS.values()]
    return Cast(dict.fromkeys(people, Temper.PROMPT), dict.fromkeys(people, 0.2), agree_at, True, choice)


def test_where_the_policy_asks_for_a_warning_they_warn_and_take_it_up_when_its_time_is_over() -> None:
    one = play(running(text(TWO_STEPS)), HOURS, Case(monday(), prompt()))
    warned = next(event for event, _ in one.events if isinstance(event.fact, facts.OtherSideWarned))
    taken = next(event for event, _ in one.events if isinstance(event.fact, facts.StepTaken))
    assert taken.by == warned.by
    over = due(HOURS, warned.at, 1, Unit.WORKING_DAYS)
    assert over is not None
    assert taken.at == next_opening(HOURS, over)
    assert one.refused.total() == 0


def test_a_warning_keeps_nobody_from_going_on() -> None:
    """The same people climb with a warning and without; it costs them the time of it alone."""
    asked, none = text(TWO_STEPS), text(TWO_STEPS.replace(WARN, ""))
    found = comparing.compare(none, asked, HOURS, cases(asked, 300))
    climbs = found.first.reached["2"]
    assert climbs > 150
    assert found.second.reached["2"] >= climbs * 0.9


def test_where_there_is_more_than_one_way_whoever_routes_takes_one_of_them_as_the_case_says() -> None:
    ladder = running(text(CHOICE))
    chair = SEATS[0, Role.CHAIR].person
    for choice, step in ((0.1, "2"), (0.9, "3")):
        one = play(ladder, HOURS, Case(monday(), prompt(choice=choice)))
        taken = next(event for event, _ in one.events if isinstance(event.fact, facts.StepTaken))
        assert (taken.by, taken.fact.step) == (chair, step)  # type: ignore[attr-defined]
    found = results.rehearse(text(CHOICE), HOURS, cases(text(CHOICE), 300))
    assert min(found.reached["2"], found.reached["3"]) > 60


@pytest.mark.parametrize("name", TEXTS)
def test_under_texts_with_every_construct_they_are_refused_nothing(name: str) -> None:
    assert results.rehearse(TEXTS[name], HOURS, cases(TEXTS[name])).refused == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_under_every_shipped_text_they_are_refused_nothing(path) -> None:  # type: ignore[no-untyped-def]
    assert results.rehearse(policy(path.stem), HOURS, cases(policy(path.stem), 60)).refused == {}


class Noting(Player):
    """A player that notes which kinds of duty somebody did something about."""

    met: set[DutyKind] = set()

    def act(self, key: str) -> None:
        duty, before = self.state.duties.get(key), len(self.events)
        super().act(key)
        if duty is not None and len(self.events) > before:
            self.met.add(duty.kind)


def test_every_construct_that_asks_people_to_act_is_met_by_somebody() -> None:
    made: list[facts.Fact] = []
    for of in TEXTS.values():
        ladders = Ladders(of)
        for case in cases(of):
            made += [event.fact for event, _ in Noting(ladders.of(case.group), HOURS, case).play().events]
    kinds = {type(fact) for fact in made}
    assert Noting.met == set(WISHES)
    assert kinds >= {facts.GateAsked, facts.OtherSideWarned, facts.Paused, facts.Resumed, facts.FormFilled}
    assert kinds >= {facts.DecisionSeconded, facts.DecisionVoted, facts.RecommendationAccepted, facts.OutcomeConfirmed}
    assert Why.HANDED_BACK in {fact.why for fact in made if isinstance(fact, facts.StepTaken)}


def other_ways(player: Player, tried: c.Command) -> Iterator[c.Command]:
    """Every way in which the same thing could be wished for, as long as it is the truth."""
    words, soon = FORM, player.now + CHECK_BACK
    steps = [step.key for step in player.policy.steps]
    whys = [why for why in Why if why is not Why.URGENT or player.state.urgency is Urgency.URGENT]
    yield tried
    if isinstance(tried, c.TakeUp):
        yield from (c.TakeUp(to=to, why=why, words=words) for to in ("", *steps) for why in whys)
        yield c.Warn(words=words)
    elif isinstance(tried, c.Reply):
        yield from (c.Reply(stance=stance, ready=tuple(range(9)), words=words) for stance in Stance)
    elif isinstance(tried, c.Decide):
        yield from (c.Decide(ruling=ruling, check_back=soon, words=words) for ruling in Ruling)
    elif isinstance(tried, c.Propose):
        yield from (c.Propose(outcome=outcome, check_back=soon, words=words) for outcome in Outcome)
    elif isinstance(tried, c.LogTalk):
        yield from (c.LogTalk(kind=kind, held=player.now) for kind in TalkKind)
    elif isinstance(tried, c.FillForm):
        yield from (c.FillForm(form=form.key, words=words) for form in player.policy.forms)
    elif isinstance(tried, c.Confirm | c.PassGate | c.AgreeDecision):
        yield from (type(tried)(agree=agree, words=words) for agree in (True, False))


class Watched(Player):
    """A player whose every refusal is looked into."""

    def do(self, wish: Wish) -> No | None:
        commands = tuple(wish.commands)
        refusal = super().do(Wish(wish.person, commands, wish.again))
        if refusal is not None and commands and self.state.version:
            for command in other_ways(self, commands[0]):
                assert isinstance(self.tried(command, wish.person), No), (wish, command)
        return refusal


HURDLES = (
    ("  warn the other side: 1 working day before\n", "  warn the other side: at any time before\n"),
    ("  warn the other side: 1 working day before\n", "  warn the other side: 10 working days before\n"),
    ("  if no reply: must go to step 2\n", ""),
    ("  where it goes is chosen by: partnership representative\n", ""),
    ("  where it goes is chosen by: partnership representative\n", "  where it goes is chosen by: practitioner\n"),
    ("  where it goes is chosen by: partnership representative\n", "  where it goes is chosen by: business unit\n"),
    ("if not settled: must go to step 3", "if not settled: must go to step 3\n  first agreed by: head of service"),
    ("answered by: head of service", "answered by: head of service\n  first agreed by: line manager"),
    ("  decided by: partnership representative\n", "  decided by: practitioner\n"),
    ("  decided by: partnership representative\n", "  decided by: line manager\n  quorum: 9\n"),
    ("  decided by: independent chair\n", "  decided by: safeguarding lead\n"),
    ("  meet within: 24 hours\n", ""),
    ("  may be handed back: to step 1, once\n", "  may be handed back: to step 1\n"),
    ("  may start here with agreement of: line manager\n", "  may start here with agreement of: independent chair\n"),
    ("topics:\n", "can be about: an adult\n\ntopics:\n"),
)
"""Changes to the text with every construct, among them some under which nobody can do what is asked of them."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(HURDLES), max_size=4), st.integers(0, 9999))
def test_what_they_are_refused_is_open_to_them_in_no_other_way(hurdles: set[tuple[str, str]], seed: int) -> None:
    source = EVERYTHING
    for old, new in hurdles:
        source = source.replace(old, new, 1)
    of = read(source).policy
    if of is None:
        return
    ladders = Ladders(of)
    for case in cases(of, 12, seed):
        Watched(ladders.of(case.group), HOURS, case).play()


def test_what_is_refused_is_counted_and_said_with_its_reason() -> None:
    of = text(changed(("  decided by: partnership representative\n", "  decided by: line manager\n  quorum: 9\n")))
    found = results.rehearse(of, HOURS, cases(of, 200))
    assert found.refused["no quorum"] > 0
    said = " ".join(results.sentences(found, of))
    assert f"In {found.refused_cases:,} somebody was refused, and had no other way:" in said
    assert f"{found.refused['no quorum']:,} times: Fewer people hold the posts that decide here" in said
    both = comparing.compare(EVERY, of, HOURS, cases(of, 200))
    assert "Under new: " in " ".join(comparing.refusals(both, ("old", "new")))
    assert "Under old: " not in " ".join(comparing.refusals(both, ("old", "new")))


def test_a_text_under_which_nothing_can_be_raised_is_played_and_says_so() -> None:
    of = text(changed(("steps 1 to 2 within: 12", "can be about: an adult\nsteps 1 to 2 within: 12")))
    found = results.rehearse(of, HOURS, cases(of, 20))
    assert found.cases == 20
    assert found.refused == {}, "they raise it about an adult"


def test_cases_vary_over_the_policys_own_priorities_kinds_and_first_steps_and_it_says_how_many() -> None:
    found = results.rehearse(EVERY, HOURS, cases(EVERY, 200))
    assert 80 < found.priorities["soon"] < 120
    assert 80 < found.groups["police"] < 120
    assert 30 < found.entries["2"] < 70
    soon, police, later = found.priorities["soon"], found.groups["police"], found.entries["2"]
    assert results.varied(found, EVERY) == [
        f"Of these cases, {found.urgent} were urgent; {soon} had the priority soon; "
        f"{police} were raised with an agency of the kind police; {later} began at Stage 2."
    ]
    assert results.varied(found, EVERY)[0] in results.sentences(found, EVERY)


def test_the_kind_of_agency_chooses_the_times_and_the_priority_does() -> None:
    def replies_by(case: Case) -> object:
        first = play(Ladders(EVERY).of(case.group), HOURS, case).events[0][1]
        talk = next(duty for duty in first.duties.values() if duty.kind is DutyKind.REPLY)
        return talk.due

    start = next_opening(HOURS, monday())
    assert replies_by(Case(start, prompt())) is None, "it waits for the acknowledgement"
    assert replies_by(Case(start, prompt(), group="police")) is not None, "for police it counts from being raised"
    one = play(running(EVERY), HOURS, Case(start, prompt(), priority="soon"))
    assert one.state.priority == "soon"
    assert "with the priority soon" in telling.timeline(running(EVERY), one)[0].sentence


def test_a_kind_that_only_one_of_two_policies_knows_is_played_without_it_under_the_other_and_that_is_said() -> None:
    plain = text(TWO_STEPS)
    found = comparing.compare(plain, EVERY, HOURS, list(draw(Kinds.of(plain, EVERY), 60, 1, HOURS, date(2026, 1, 1))))
    assert found.first.priorities.total() == 0
    assert found.second.priorities["soon"] > 0
    assert found.first.refused == found.second.refused == {}
    said = comparing.varied(found, ("plain", "every"), (plain, EVERY))
    assert said[0].startswith("Under plain: Of these cases, ")
    assert said[1].startswith("Under every: Of these cases, ")
