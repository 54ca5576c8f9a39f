"""A policy against a directory: who is missing at which step, in which agencies, and what would come of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from forthright.core.challenge.codes import Why
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.taking_up import step_taken
from forthright.core.policy.check import Finding, Level, check_with, refuses
from forthright.core.policy.proofs.posts import Directory, Held, unowned
from forthright.core.policy.roles import Role
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy, Stated
from tests.core.challenge import people
from tests.core.challenge.test_walks import Walk
from tests.core.policy.shipped import FILES, policy

from .directories import ALL, OFFICE, SHARED, TODAY, agency, directory
from .texts import DEMO, changed

EVERYTHING = (Path(__file__).parents[1] / "policy" / "everything.policy").read_text(encoding="utf-8")
REPRESENTATIVE, MANAGER = Role.REPRESENTATIVE, Role.LINE_MANAGER


def found(asked: Policy, *agencies: Held, **more: object) -> list[Finding]:
    return list(unowned(asked, directory(*agencies, **more)))  # type: ignore[arg-type]


def sentences(asked: Policy, *agencies: Held, **more: object) -> list[str]:
    return [one.sentence for one in found(asked, *agencies, **more)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_where_every_post_is_held_nothing_is_found(path):
    assert found(policy(path.stem), agency("School (invented)", group="education")) == []


def test_an_agency_without_a_post_is_named_at_each_step_that_needs_it_and_the_story_says_what_comes_of_it():
    three, four = found(changed(DEMO), agency("School", (REPRESENTATIVE,)))
    assert (three.level, three.code, three.where) == (Level.WARNING, "post.empty", "step 3")
    assert three.sentence == "At Step 3 there is nobody to answer or decide in: School."
    assert three.story == (
        "A matter between School and another agency comes to Step 3.",
        "A partnership representative should answer and decide there. School has nobody in that post.",
        "Whoever had it at School before keeps it, without having been able to settle it.",
        "Only the other agency can decide. If it has nobody there either, nobody can.",
    )
    assert four.sentence == "At Step 4 there is nobody to raise it in: School."


def test_agencies_that_lack_the_same_are_summed_up_and_told_one_by_one():
    few = [agency(f"School {number}", (REPRESENTATIVE,)) for number in (1, 2, 3)]
    many = [agency(f"School {number:02}", (REPRESENTATIVE,)) for number in range(1, 41)]
    assert sentences(changed(DEMO), *few)[0].endswith("in: School 1, School 2 and School 3.")
    three, four = found(changed(DEMO), *many)
    assert three.sentence.endswith("in: School 01, School 02 and 38 more.")
    assert len(three.each) == len(four.each) == 40


def test_an_empty_post_has_the_agencys_own_title_else_the_policys_else_the_name_of_its_role():
    asked = changed(DEMO)
    held = (
        agency("School", (MANAGER,), titles={MANAGER: "Head of pastoral care"}),
        agency("Police", (MANAGER,), group="police"),
        agency("Charity", (MANAGER,)),
    )
    assert found(asked, *held)[0].each == (
        "School: Head of pastoral care. Nobody holds this post now.",
        "Police: detective sergeant. The directory has no such post.",
        "Charity: line manager. The directory has no such post.",
    )


def test_any_of_the_roles_that_a_line_names_will_do():
    either = changed(DEMO, ("answered by: line manager", "answered by: line manager, safeguarding lead"))
    neither = agency("School", (MANAGER, Role.SAFEGUARDING_LEAD))
    assert not any("answer" in one for one in sentences(either, agency("School", (MANAGER,))))
    assert any("nobody to answer in: School" in one for one in sentences(either, neither))
    (one,) = (one for one in found(either, neither) if "answer" in one.sentence)
    assert (
        "A line manager or a safeguarding lead should answer there. School has nobody in one of these posts."
        in one.story
    )


def test_a_practitioner_is_whoever_raised_or_answered_it_and_never_missing():
    assert found(changed(DEMO), agency("School", (Role.PRACTITIONER,))) == []


def test_a_post_of_the_partnership_itself_is_missed_once_and_not_for_each_agency():
    last = sentences(changed(DEMO), agency("School"), shared=frozenset({Role.BUSINESS_UNIT}))
    assert last == ["At Step 4 there is nobody to decide: the partnership has no independent chair."]


def test_a_partnerships_own_representative_serves_every_agency():
    assert found(changed(DEMO), agency("School", (REPRESENTATIVE,)), shared=SHARED | {REPRESENTATIVE}) == []


def test_what_the_text_says_of_an_empty_post_is_no_finding():
    says = changed(
        DEMO, ("step 2: Line managers\n", "step 2: Line managers\n  if nobody holds the post: skip this step\n")
    )
    assert not any("answer" in one for one in sentences(says, agency("School", (MANAGER,))))
    acts = changed(DEMO, ("step 2: Line managers\n", "step 2: Line managers\n  acting for, health: the named nurse\n"))
    short = sentences(acts, agency("Clinic", (MANAGER,), group="health"), agency("School", (MANAGER,)))
    assert short[0] == "At Step 2 there is nobody to answer or raise it in: School."


def test_a_gate_that_nobody_keeps_is_told():
    gated = changed(DEMO, ("step 2: Line managers\n", "step 2: Line managers\n  first agreed by: head of service\n"))
    (one,) = found(gated, agency("School", (Role.HEAD_OF_SERVICE,)))
    assert one.sentence == "At Step 2 there is nobody to agree first in: School."
    assert one.story[-1] == "Whoever has it at School is left to agree with themselves."


def test_a_choice_that_nobody_makes_is_told():
    asked = changed(EVERYTHING)
    one = found(asked, agency("School"), shared=frozenset())[0]
    assert one.sentence.startswith("At Level 3 there is nobody to choose where it goes: the partnership has no")
    assert one.story[-1] == "The raising side chooses."


def test_advice_that_nobody_can_give_is_told():
    line = "advice from: named or designated professional\n"
    asked = changed(DEMO, ("formal from: step 2\n", f"formal from: step 2\n{line}"))
    told = "The policy has advice from a named or designated professional, and nobody holds such a post."
    nobody = Directory((agency("School", (Role.ADVISER,)),), SHARED, OFFICE, TODAY)
    assert told in [one.sentence for one in unowned(asked, nobody)]
    assert told not in sentences(asked, agency("School"))


def test_a_task_of_a_post_that_nobody_holds_is_told():
    writes = "step 2: Line managers\n  write by independent chair within: 2 working days of agreement\n"
    asked = changed(DEMO, ("step 2: Line managers\n", writes))
    one = found(asked, agency("School"), shared=frozenset())[0]
    assert one.sentence.startswith("At Step 2 there is nobody to do what is theirs there: the partnership has no")
    assert one.story[-1] == "The side on which it falls has to do it instead, and the page says so."
    assert not [one for one in sentences(asked, agency("School")) if "do what is theirs" in one]


def test_a_step_within_the_raising_agency_is_looked_for_there_alone():
    asked = changed(EVERYTHING)
    first = found(asked, agency("School", (MANAGER,)))[0]
    assert (first.where, first.sentence) == ("step 0", "At Level 0 there is nobody to answer in: School.")
    assert first.story[-1] == "Whoever raised it is asked to answer it."


def test_what_differs_for_one_kind_of_agency_is_asked_of_that_kind_alone():
    asked = changed(EVERYTHING.replace("  if nobody holds the post: skip this step\n", ""))
    lead = (Role.SAFEGUARDING_LEAD,)
    short = sentences(asked, agency("Charity", lead), agency("School", lead, group="school"))
    assert [one for one in short if "Level 2" in one] == ["At Level 2 there is nobody to answer in: School."]


def test_an_agency_in_which_nobody_holds_a_post_is_told_once():
    one = found(changed(DEMO), agency("School", roles=frozenset()), agency("Clinic", roles=frozenset()))
    assert [finding.sentence for finding in one] == ["Nobody holds any post of the steps in: School and Clinic."]


def test_nothing_that_a_directory_lacks_keeps_a_text_from_being_published():
    bare = Directory((agency("School", roles=frozenset({Role.PRACTITIONER})),), frozenset(), OFFICE, TODAY)
    short = check_with(changed(DEMO), bare, TODAY)
    assert short
    assert not refuses(short)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_engine_finds_nobody_just_where_it_is_said(path):
    """Each post is emptied in turn at the council, which answers; the engine then takes a matter to every step."""
    asked = running(policy(path.stem))
    walk = Walk(asked)
    for role in (*ALL, Role.CHAIR):
        seats = {at: seat for at, seat in people.SEATS.items() if at not in ((people.COUNCIL, role), (0, role))}
        moment = replace(people.at(people.MONDAY), seats=seats)
        short = {
            one.where
            for one in unowned(asked, _directory(moment))
            if "answer" in one.sentence and ("Council" in one.sentence or "the partnership has" in one.sentence)
        }
        for step in asked.steps[1:]:
            if (
                step.inside
                or step.vacant
                or isinstance(step.answered_by, Stated)
                or step.answered_by[0] is Role.PRACTITIONER
            ):
                continue
            fact = step_taken(asked, walk.state, step.key, Why.STILL_DIFFER, moment, skip=False)
            wanted = [seats.get((place, one)) for one in step.answered_by for place in (people.COUNCIL, 0)]
            there = {fact.responding.person, *(party.person for party in fact.joins)}
            reached = any(seat.person in there for seat in wanted if seat)
            assert reached is (f"step {step.key.partition('+')[0]}" not in short), (step.key, role)


def _directory(moment: Moment) -> Directory:
    names = {people.SCHOOL: "School", people.COUNCIL: "Council"}
    held = tuple(
        agency(name, roles=frozenset(role for place, role in moment.seats if place == number))
        for number, name in names.items()
    )
    return Directory(held, frozenset(role for place, role in moment.seats if place == 0), OFFICE, TODAY)
