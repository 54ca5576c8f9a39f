"""What the published texts of the Midlands state, fact by fact."""

from forthright.core.policy.shapes import (
    Act,
    Actor,
    How,
    Move,
    Role,
    Span,
    Start,
    Strength,
    Task,
    Words,
)
from forthright.core.worktime.units import Unit

from ..shipped import policy
from .words import DAYS, SILENT, Facts, has, is_silent, timed

STOKE: Facts = {
    "its unit is a Step": lambda p: p.label("1") == "Step 1",
    "Step 1 is the initial professional discussion": lambda p: p.step("1").name == "Initial professional discussion",
    "Step 3 goes to the Safeguarding Partnership representatives": lambda p: (
        p.step("3").name == "Safeguarding Partnership representatives"
        and p.step("3").answered_by == (Role.REPRESENTATIVE,)
    ),
    "there is one for each agency and they are listed on the site": lambda p: (
        "one for each agency" in p.step("3").note and "on the partnership's site" in p.step("3").note
    ),
    "it ends with the partnership": lambda p: "ends with the partnership" in p.step("3").note,
    "nothing is known of Step 2": lambda p: p.step("2").name == "not stated" and p.step("2").answered_by is SILENT,
    "no time, form, message or decider is stated": lambda p: (
        not p.forms
        and all(not step.tells and step.decided_by is SILENT for step in p.steps)
        and all(task.limit is SILENT for step in p.steps for task in step.tasks)
    ),
    "all that is silent is to be confirmed by the partnership": lambda p: (
        len(p.gaps) == 5 and all("To be confirmed by the partnership" in gap for gap in p.gaps)
    ),
    "Stoke and Staffordshire are apart since October 2021 and share police and health": lambda p: (
        has(p.notes, "separate partnerships since October 2021") and has(p.notes, "share police and health")
    ),
    "appeals, allegations and moves across boundaries are other doors": lambda p: (
        [words.split(".")[0] for words in p.out_of_scope]
        == ["Appeals", "Allegations (LADO)", "Moves across boundaries"]
    ),
    "the policy itself was not seen": lambda p: p.source.status == "not seen",
}


LINCOLNSHIRE: Facts = {
    "it is one protocol of two bodies, for children and adults": lambda p: (
        p.partnerships == ("Lincolnshire LSCP", "Lincolnshire LSAB") and p.about == ("a child", "an adult")
    ),
    "there are four steps, the last split by urgency": lambda p: (
        [s.key for s in p.steps] == ["1", "2", "3", "4a", "4b"]
    ),
    "professional, manager, liaison officer": lambda p: (
        [s.answered_by for s in p.steps[:3]] == [(Role.PRACTITIONER,), (Role.LINE_MANAGER,), (Role.LIAISON_OFFICER,)]
    ),
    "it is acknowledged immediately": lambda p: timed(p.step("1"), Act.ACKNOWLEDGE).limit == Span(0, Unit.IMMEDIATELY),
    "a plan is agreed within 48 hours (two working days) of the first discussion": lambda p: (
        timed(p.step("1"), Act.PLAN).limit == Span(2, DAYS, written_as="48 hours (two working days)")
        and timed(p.step("1"), Act.PLAN).starts == (Start.DISCUSSION,)
    ),
    "the plan says how it will be resolved, with times": lambda p: has(
        p.step("1").record, "how the conflict will be resolved, with times"
    ),
    "the own manager first reviews that it is justified and within the purpose": lambda p: (
        p.step("2").first_agreed_by == (Role.LINE_MANAGER,) and "justified and within the purpose" in p.step("2").note
    ),
    "the time for that review is not stated": lambda p: (
        timed(p.step("2"), Act.REVIEW) == Task(Act.REVIEW, Role.LINE_MANAGER, SILENT)
    ),
    "the managers discuss it within 5 working days of step 1": lambda p: (
        timed(p.step("2"), Act.MEET) == Task(Act.MEET, Actor.BOTH, Span(5, DAYS, written_as="5 working days of step 1"))
        and has(p.gaps, "five working days of Step 2")
    ),
    "they may consult senior managers": lambda p: "may consult senior managers" in p.step("2").note,
    "steps 1 to 3 each end in a plan with times": lambda p: all(
        has(p.step(key).record, "action plan") or has(p.step(key).record, "An action plan") for key in "123"
    ),
    "the liaison officers are contacted immediately": lambda p: (
        timed(p.step("3"), Act.RAISE).limit == Span(0, Unit.IMMEDIATELY)
    ),
    "and agree a plan within 48 hours (two working days)": lambda p: (
        timed(p.step("3"), Act.PLAN).limit == Span(2, DAYS, written_as="48 hours (two working days)")
    ),
    "an urgent matter goes to 4a, another presumably to 4b": lambda p: (
        (p.step("3").urgent_move, p.step("3").move) == (Move(How.OFFER, "4a"), Move(How.OFFER, "4b"))
        and "presumably" in p.step("4b").only_if
    ),
    "4a is a meeting with an independent chair": lambda p: p.step("4a").answered_by == (Role.CHAIR,),
    "of 4b nothing was seen": lambda p: is_silent(p.step("4b")),
    "for GP practices the board's liaison officer acts": lambda p: (
        p.step("3").acting_for
        == {"GP practices": "senior liaison officer of the clinical commissioning group or integrated care board"}
    ),
    "it is recorded by every agency and in the child's file, however it is raised": lambda p: (
        all(has(step.record, "In every agency's own records and in the child's file") for step in p.steps)
        and has(p.step("1").record, "by phone, face to face, by email or in a meeting")
    ),
    "the person stays where they are meanwhile": lambda p: has(
        p.meanwhile, "the person stays where they are until it is resolved, for no longer than necessary"
    ),
    "the family is to understand what is at issue": lambda p: has(p.notes, "the family understands what is at issue"),
    "agencies answer for actions; what is overdue is explained and planned anew": lambda p: (
        has(p.follow_through, "completing agreed actions") and has(p.follow_through, "make a new plan with times")
    ),
    "five things go elsewhere": lambda p: len(p.out_of_scope) == 3 and len(p.doors) == 2,
    "unsure whom to call: ask the own safeguarding lead": lambda p: (
        p.doors["not sure whom to call"] == "Ask your own safeguarding lead."
    ),
    "immediate safety is a duty to act and escalate": lambda p: (
        p.danger.stated and "duty to act and to escalate" in p.danger.say
    ),
    "decider, pausing, withdrawing and counts are open": lambda p: (
        has(p.gaps, "who decides in the end, pausing, withdrawing and what is counted")
        and p.withdrawal is None
        and not p.monitoring
    ),
}


COVENTRY: Facts = {
    "Stage 1 is the front line and line managers": lambda p: p.step("1").name == "Front line and line managers",
    "the front line resolves it within 1 working day": lambda p: (
        p.step("1").tasks[0] == Task(Act.SETTLE, Actor.BOTH, Span(1, DAYS))
    ),
    "then line managers seek to within 1 working day more": lambda p: (
        p.step("1").tasks[1]
        == Task(Act.SETTLE, Role.LINE_MANAGER, Span(1, DAYS), (), (Start.PREVIOUS_TASK,), Strength.AIM)
    ),
    "by sharing information and discussion": lambda p: "sharing information and discussion" in p.step("1").note,
    "Stage 2 is second-tier managers of both agencies, no time stated": lambda p: (
        (p.step("2").raised_by, p.step("2").answered_by) == ((Role.SENIOR_MANAGER,), (Role.SENIOR_MANAGER,))
        and timed(p.step("2"), Act.SETTLE).limit is SILENT
    ),
    "Stage 3 is the Head of Service, the rest not seen": lambda p: (
        p.step("3").answered_by == (Role.HEAD_OF_SERVICE,) and p.step("3").move == Move(How.NOT_STATED)
    ),
    "all sectors are in it": lambda p: has(p.notes, "voluntary and faith"),
    "forms, messages and an urgent route were not seen": lambda p: (
        has(p.gaps, "Forms, who must be told, and any urgent route") and not p.forms
    ),
}


BIRMINGHAM: Facts = {
    "they attempt to resolve it within one working week": lambda p: (
        timed(p.step("1"), Act.SETTLE)
        == Task(Act.SETTLE, Actor.BOTH, Span(1, Unit.WORKING_WEEKS), strength=Strength.AIM)
    ),
    "they discuss, say what is agreed and not, and how it bears on the risk": lambda p: (
        has(p.step("1").needs, "Discuss it")
        and has(p.step("1").needs, "areas of agreement and of disagreement")
        and has(p.step("1").needs, "bears on the risk to the child")
    ),
    "where possible against the threshold descriptors": lambda p: has(p.step("1").needs, "threshold descriptors"),
    "everything is written and shared, also with the raiser": lambda p: (
        p.step("1").tell == ("relevant personnel", "the professional who raised it")
        and has(p.step("1").record, "At every stage everything is recorded in writing")
    ),
    "the agencies agree a written statement": lambda p: has(p.step("1").record, "agree a written statement"),
    "each places a copy on the child's record": lambda p: has(p.step("1").record, "copy on the child's record"),
    "immediate risk goes to MASH or the Emergency Duty Team at once": lambda p: (
        p.danger.stated and p.danger.tell == ("MASH or the Emergency Duty Team",) and "at once" in p.danger.say
    ),
    "a dispute with MASH follows this policy": lambda p: has(
        p.notes, "A dispute with the multi-agency safeguarding hub"
    ),
    "it is a second-hand copy": lambda p: p.source.status == "second-hand",
    "the stages were not seen": lambda p: len(p.steps) == 1 and has(p.gaps, "The stages"),
}


WEST_MIDLANDS: Facts = {
    "discussion, managers, senior managers": lambda p: (
        [s.name for s in p.steps] == ["Discussion or meeting", "Managers", "Senior managers"]
    ),
    "no numbers, no form, no top body": lambda p: (
        not p.forms
        and has(p.notes, "no numbers, no form and no top body")
        and not any(isinstance(task.limit, Span) for s in p.steps for task in s.tasks)
    ),
    "it points to the local process": lambda p: has(p.notes, "points to the local process"),
    "in a time that matches the degree of concern": lambda p: (
        {task.limit for s in p.steps for task in s.tasks} == {Words("a time that matches the degree of concern")}
    ),
    "immediate action if somebody is at risk": lambda p: (
        p.danger.say == "Take immediate action if somebody is at risk."
    ),
    "all agencies must keep records": lambda p: all(has(s.record, "must keep records") for s in p.steps),
    "it is as of 23 May 2024": lambda p: p.source.dated == "as of 23 May 2024",
}


SANDWELL: Facts = {
    "it stands on the regional chapter": lambda p: p.base == "west-midlands" and p.steps == policy(p.base).steps,
    "professionals judge whether timelines need to be shorter": lambda p: has(
        p.notes, "need to be shorter than stated"
    ),
    "the protocol was not seen": lambda p: has(p.gaps, "Protocol V03"),
    "whose it is and where it was read is its own": lambda p: (
        p.partnership == "Sandwell" and p.source.address == p.source.dated == "not stated"
    ),
}
