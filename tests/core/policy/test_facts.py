"""What each published text states, fact by fact, and where it is silent. The ids are the facts, in words."""

from collections.abc import Callable
from datetime import date

import pytest

from forthright.core.policy.sentences import task_words
from forthright.core.policy.shapes import (
    Act,
    Actor,
    Entry,
    How,
    Move,
    Occasion,
    Policy,
    Role,
    Span,
    Start,
    Stated,
    Step,
    Strength,
    Task,
    Tell,
    Words,
)
from forthright.core.worktime.units import Unit

from .shipped import FILES, policy

DAYS = Unit.WORKING_DAYS
SILENT = Stated.NOT_STATED


def timed(step: Step, act: Act, at: int = 0) -> Task:
    """One of the times of a step for an act, the first unless `at` says otherwise."""
    return [one for one in step.tasks if one.act is act][at]


def is_silent(step: Step) -> bool:
    """Whether nothing was seen of a step but that it is there."""
    return (step.name, step.raised_by, step.answered_by, step.move.how) == (
        "not stated",
        SILENT,
        SILENT,
        How.NOT_STATED,
    )


def has(lines: tuple[str, ...], words: str) -> bool:
    return any(words in line for line in lines)


Facts = dict[str, Callable[[Policy], object]]

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
SEFTON_2017: Facts = {
    "its unit is a Stage and three are known of": lambda p: (
        [p.label(s.key) for s in p.steps] == ["Stage 1", "Stage 2", "Stage 3"]
    ),
    "there are two triggers": lambda p: has(p.notes, "formally challenges it") and has(p.notes, "fails to do them"),
    "it is raised with the practitioner and their team manager": lambda p: (
        p.step("1").answered_by == (Role.PRACTITIONER, Role.LINE_MANAGER)
    ),
    "in speech or in writing": lambda p: "in speech or in writing" in p.step("1").note,
    "the raiser has 2 working days from the disagreement or from receiving a decision": lambda p: (
        timed(p.step("1"), Act.RAISE)
        == Task(Act.RAISE, Actor.RAISING, Span(2, DAYS), (), (Start.DISAGREEMENT, Start.DECISION_RECEIVED))
    ),
    "the decision is one of children's social care": lambda p: "by children's social care" in p.step("1").note,
    "the raiser gives clear reasons based on evidence": lambda p: has(p.step("1").needs, "based on evidence"),
    "the receiver reads the case file and speaks to the raiser before replying": lambda p: (
        has(p.step("1").before_reply, "Read and review the case file")
        and has(p.step("1").before_reply, "Speak to the person who raised it")
    ),
    "the receiver has 3 working days, from being raised by context alone": lambda p: (
        timed(p.step("1"), Act.REPLY).limit == Span(3, DAYS)
        and timed(p.step("1"), Act.REPLY).starts == (Start.RAISED,)
        and has(p.gaps, "When the three working days of Stage 1 begin")
    ),
    "the team manager writes within 2 working days more": lambda p: (
        timed(p.step("1"), Act.WRITE) == Task(Act.WRITE, Role.LINE_MANAGER, Span(2, DAYS), (), (Start.AGREEMENT,))
    ),
    "Stage 1 moves on when exploring the facts did not resolve it": lambda p: (
        "not resolved after the facts have been explored" in p.step("1").note
    ),
    "both practitioners with their team managers take Stage 2 to the lead for safeguarding": lambda p: (
        p.step("2").raised_by == (Role.PRACTITIONER, Role.LINE_MANAGER, Role.SAFEGUARDING_LEAD)
    ),
    "the receiving service manager aims to agree within 2 working days": lambda p: (
        p.step("2").answered_by == (Role.SENIOR_MANAGER,)
        and timed(p.step("2"), Act.SETTLE) == Task(Act.SETTLE, Actor.RESPONDING, Span(2, DAYS), strength=Strength.AIM)
    ),
    "the receiving service manager convenes a meeting within 5 working days more": lambda p: (
        timed(p.step("2"), Act.MEET) == Task(Act.MEET, Actor.RESPONDING, Span(5, DAYS), (), (Start.PREVIOUS_TASK,))
        and p.step("2").tasks.index(timed(p.step("2"), Act.MEET)) == 1
    ),
    "and it is said that they convene it": lambda p: (
        task_words(timed(p.step("2"), Act.MEET))
        == [
            "The responding side must convene a meeting within 5 working days "
            "after the time before this one has run out."
        ]
    ),
    "if agreed, the receiving agency writes within 2 working days": lambda p: (
        timed(p.step("2"), Act.WRITE) == Task(Act.WRITE, Actor.RESPONDING, Span(2, DAYS), (), (Start.AGREEMENT,))
    ),
    "if resolved at the meeting, a letter goes within 48 hours; whose is not stated": lambda p: (
        (timed(p.step("2"), Act.WRITE, 1).limit, timed(p.step("2"), Act.WRITE, 1).starts)
        == (Span(48, Unit.HOURS), (Start.MEETING_AGREEMENT,))
        and has(p.gaps, "Who writes the letter within 48 hours")
    ),
    "the notification form must be used at Stage 2, its fields not seen": lambda p: (
        [(form.name, form.when, form.step, form.fields, form.filled_by) for form in p.forms]
        == [("Notification form", Occasion.STARTS, "2", (), SILENT)]
        and has(p.step("2").record, "must be used")
    ),
    "the business manager is told on entry to Stage 2 and of the outcome": lambda p: (
        p.step("2").tells
        == tuple(Tell(when, ("LSCB Business Manager",)) for when in (Occasion.STARTS, Occasion.SETTLED))
    ),
    "Stage 3 was not seen, nor whether there is a fourth": lambda p: (
        is_silent(p.step("3")) and has(p.gaps, "whether there is a Stage 4")
    ),
    "paragraph 2.2 is missing": lambda p: has(p.gaps, "Paragraph 2.2"),
    "urgent route and final decider were not seen; pausing and withdrawing are not stated": lambda p: (
        has(p.gaps, "Any urgent route, who decides in the end")
        and has(p.gaps, "Pausing and withdrawing are not stated")
        and p.withdrawal is None
        and all(step.pause is None and step.urgent_move is None for step in p.steps)
    ),
    "complaints and the Practice Alert Procedure are elsewhere": lambda p: (
        has(p.out_of_scope, "Statutory complaints") and has(p.out_of_scope, "Practice Alert Procedure")
    ),
    "the board oversees process, lessons and adherence": lambda p: has(p.notes, "oversees the whole process"),
    "it is an old text of 18 May 2017": lambda p: (p.version, p.source.status) == (date(2017, 5, 18), "superseded"),
}
SEFTON_2022: Facts = {
    "there are four Steps": lambda p: [p.label(s.key) for s in p.steps] == [f"Step {n}" for n in (1, 2, 3, 4)],
    "Steps 1 and 2 are expected to be used frequently": lambda p: has(p.notes, "expected to be used frequently"),
    "Steps 3 and 4 go to representatives": lambda p: (
        [s.answered_by for s in p.steps] == [SILENT, SILENT, (Role.REPRESENTATIVE,), (Role.REPRESENTATIVE,)]
    ),
    "all agencies are in it, the goal is an agreed position": lambda p: (
        has(p.notes, "voluntary, community and faith") and has(p.notes, "an agreed position")
    ),
    "no time was seen": lambda p: all(task.limit is SILENT for step in p.steps for task in step.tasks),
    "it has categories, which were not seen": lambda p: not p.topics and has(p.gaps, "The categories"),
    "it is of 14 March 2022": lambda p: p.version == date(2022, 3, 14),
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
LONDON: Facts = {
    "a working week, or sooner to protect the child": lambda p: (
        timed(p.step("1"), Act.SETTLE).limit
        == Span(
            1,
            Unit.WORKING_WEEKS,
            True,
            "a working week or a timescale that protects the child from harm, whichever is less",
        )
    ),
    "by discussion or a meeting": lambda p: p.step("1").note.startswith("By discussion or a meeting."),
    "the time running out is itself the trigger": lambda p: p.step("1").move == Move(How.MUST, "2"),
    "the next are first-line managers with a title in each agency": lambda p: (
        p.step("2").titles
        == {
            "children's social care": "manager",
            "police": "detective sergeant",
            "health": "designated or named safeguarding health professional",
            "school": "designated safeguarding lead",
        }
    ),
    "they should seek advice from their designated professional": lambda p: (
        p.step("2").advice_from == (Role.ADVISER,)
        and "should seek advice from their agency's designated professional" in p.step("2").note
    ),
    "the next levels, form and messages were not seen": lambda p: (
        len(p.steps) == 2 and has(p.gaps, "The levels after") and has(p.gaps, "the form, and who must be told")
    ),
    "the 5th edition had separate headings": lambda p: has(p.notes, "for dissent at referral or enquiry"),
    "boroughs add their own": lambda p: has(p.notes, "Croydon, Barnet and Lambeth"),
    "it was revised in September 2021": lambda p: p.source.dated == "revised September 2021",
}
SUSSEX: Facts = {
    "the front line has a time acceptable to both": lambda p: (
        timed(p.step("1"), Act.SETTLE).limit == Words("acceptable to both")
    ),
    "first-line managers have titles": lambda p: (
        p.step("2").titles
        == {
            "children's social care": "team manager",
            "police": "detective sergeant",
            "health": "senior health visitor, nurse or GP",
            "school": "designated teacher",
        }
    ),
    "then without delay to the next": lambda p: timed(p.step("3"), Act.RAISE).limit == Words("without delay"),
    "who are service manager, detective inspector, head teacher": lambda p: (
        p.step("3").titles
        == {"children's social care": "service manager", "police": "detective inspector", "school": "head teacher"}
    ),
    "advice is had at any stage": lambda p: (
        p.advice_from == (Role.ADVISER,) and has(p.notes, "designated, named or lead officer")
    ),
    "all keep records": lambda p: all(step.record == ("All keep records.",) for step in p.steps),
    "conference dissent is a separate process": lambda p: "section 5.7" in p.doors["conference dissent"],
    "moves across boundaries have a part of their own": lambda p: (
        "disputed arrangements" in p.doors["moves across boundaries"]
    ),
}
DISSENT: Facts = {
    "it is for professionals only": lambda p: p.raised_by == ("a professional",) and has(p.notes, "professionals only"),
    "concerns are raised within 72 hours of the conference": lambda p: (
        p.step("1").tasks == (Task(Act.RAISE, Actor.RAISING, Span(72, Unit.HOURS), (), (Start.CONFERENCE,)),)
    ),
    "they are about the outcome": lambda p: "about the outcome" in p.step("1").note,
    "disagreeing personally is not formally dissenting": lambda p: has(p.step("1").needs, "formally dissenting"),
    "parents' complaints and section 7.2 are other doors": lambda p: (
        has(p.out_of_scope, "Parents' complaints") and has(p.out_of_scope, "section 7.2")
    ),
    "it was reviewed in July 2022": lambda p: p.source.dated == "reviewed July 2022",
    "who answers was not seen": lambda p: p.step("1").answered_by is SILENT and has(p.gaps, "Who answers at Step 1"),
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
CHESHIRE_EAST: Facts = {
    "Stage 2 is front-line management, named the biggest obstacle": lambda p: (
        p.step("2").name == "Front-line management" and has(p.notes, "biggest obstacle")
    ),
    "practitioner and manager agree the priority": lambda p: (
        p.priority_agreed_by == (Role.PRACTITIONER, Role.LINE_MANAGER)
    ),
    "the table of times was not seen": lambda p: (
        not p.priorities
        and timed(p.step("2"), Act.REPLY).limit is SILENT
        and has(p.gaps, "table of response times by priority")
    ),
    "a list of single points of contact says where to": lambda p: has(p.notes, "single points of contact"),
    "liaison meetings promote escalations too": lambda p: has(p.notes, "Multi Agency Liaison Meetings"),
    "there is a seven-minute guide": lambda p: has(p.notes, "seven-minute guide"),
}
CHESHIRE_EAST_OLD: Facts = {
    "what is unresolved must be escalated": lambda p: p.step("1").move == Move(How.MUST, "2"),
    "on the same working day": lambda p: (
        timed(p.step("2"), Act.RAISE).limit == Span(0, Unit.SAME_WORKING_DAY)
        and "on the same working day" in p.step("2").note
    ),
    "each is clear on the problem and what they want": lambda p: has(p.step("1").needs, "what they want"),
    "each refers to the own line manager": lambda p: (
        p.step("2").answered_by == (Role.LINE_MANAGER,) and "their own line manager" in p.step("2").note
    ),
    "it is superseded": lambda p: p.source.status == "superseded",
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
LIVERPOOL: Facts = {
    "worker to worker, then line managers": lambda p: (
        [(s.name, s.answered_by) for s in p.steps]
        == [("Worker to worker", (Role.PRACTITIONER,)), ("Line managers", (Role.LINE_MANAGER,))]
    ),
    "immediate risk: the same working day, by established procedures": lambda p: (
        "on the same working day using established safeguarding procedures" in p.danger.say
    ),
    "raised as soon as possible after the disagreement": lambda p: (
        timed(p.step("1"), Act.RAISE)
        == Task(Act.RAISE, Actor.RAISING, Words("as soon as possible"), (), (Start.DISAGREEMENT,))
    ),
    "clearly recorded": lambda p: p.step("1").record == ("Clearly recorded.",),
    "read with the own organisation's procedure": lambda p: has(p.notes, "your own organisation's procedure"),
    "it is of August 2019": lambda p: p.source.dated == "August 2019",
}
HAMMERSMITH: Facts = {
    "it opens with the same sentence, cut before the time": lambda p: (
        p.danger.say == "If there is an immediate risk of significant harm, escalate ..."
        and has(p.gaps, "cut before it")
    ),
    "nothing else was seen": lambda p: all(is_silent(step) and not step.tasks for step in p.steps),
}
SOUTH_WEST: Facts = {
    "at the lowest possible stage": lambda p: has(p.notes, "lowest possible stage"),
    "immediate harm gives discretion as to the stage to start at": lambda p: (
        p.step("2").entry == Entry("if immediate harm is feared") and has(p.notes, "which stage to start at")
    ),
    "the worker first consults the supervisor or manager": lambda p: has(
        p.step("1").needs, "first consults their supervisor or manager, to clarify and be specific"
    ),
    "it is superseded": lambda p: p.source.status == "superseded",
}
LSCB_2015: Facts = {
    "a disagreement with the own manager: the own agency's procedure": lambda p: (
        p.doors == {"a disagreement with your own manager": "Use your own agency's procedure."}
        and has(p.gaps, "The text is cut there")
    ),
    "the board is not named": lambda p: "not named" in p.partnership,
    "it was approved on 9 September 2015": lambda p: p.version == date(2015, 9, 9),
    "nothing else was seen": lambda p: all(is_silent(step) and not step.tasks for step in p.steps),
}
GLOUCESTERSHIRE: Facts = {
    "imminent risk and another view: direct to the nominated persons": lambda p: (
        p.step("1").name == "The board's nominated persons"
        and p.step("1").only_if == "there is an imminent risk and the other agency disagrees"
    ),
    "after a quick word with line manager or child protection representative": lambda p: has(
        p.step("1").needs, "quick word with the line manager or the named child protection representative"
    ),
    "it is said where danger is spoken of": lambda p: p.danger.stated and "imminent risk" in p.danger.say,
    "later steps were not seen": lambda p: has(p.gaps, "every later step"),
    "it is a second-hand copy": lambda p: p.source.status == "second-hand",
}
SHEETS = {
    "stoke-on-trent": STOKE,
    "sefton-2017": SEFTON_2017,
    "sefton-2022": SEFTON_2022,
    "lincolnshire": LINCOLNSHIRE,
    "coventry": COVENTRY,
    "london": LONDON,
    "sussex": SUSSEX,
    "sussex-conference-dissent": DISSENT,
    "birmingham": BIRMINGHAM,
    "cheshire-east": CHESHIRE_EAST,
    "cheshire-east-old": CHESHIRE_EAST_OLD,
    "west-midlands": WEST_MIDLANDS,
    "sandwell": SANDWELL,
    "liverpool": LIVERPOOL,
    "hammersmith-and-fulham": HAMMERSMITH,
    "south-west": SOUTH_WEST,
    "lscb-2015": LSCB_2015,
    "gloucestershire": GLOUCESTERSHIRE,
}
EACH = [(name, fact) for name, facts in SHEETS.items() for fact in facts]


@pytest.mark.parametrize(("name", "fact"), EACH, ids=[f"{name}: {fact}" for name, fact in EACH])
def test_a_stated_fact_stands_in_the_file(name, fact):
    assert SHEETS[name][fact](policy(name)), fact


def test_every_real_file_has_its_facts_pinned():
    assert set(SHEETS) == {path.stem for path in FILES} - {"demo-borough"}


@pytest.mark.parametrize(("name", "fact"), EACH, ids=[f"{name}: {fact}" for name, fact in EACH])
def test_no_fact_is_so_loose_that_any_policy_has_it(name, fact):
    """A pin that every other file satisfies too would hold nothing."""

    def holds(other: str) -> bool:
        try:
            return bool(SHEETS[name][fact](policy(other)))
        except (IndexError, KeyError, AttributeError):
            return False

    assert not all(holds(path.stem) for path in FILES if path.stem != name)


SILENT_ABOUT_NUMBERS = {
    *("stoke-on-trent", "sefton-2022", "sussex", "cheshire-east", "west-midlands", "sandwell", "liverpool"),
    *("hammersmith-and-fulham", "south-west", "lscb-2015", "gloucestershire"),
}


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_there_is_a_number_only_where_the_text_has_one(name):
    counted = [task for step in policy(name).steps for task in step.tasks if isinstance(task.limit, Span)]
    assert bool(counted) == (name not in SILENT_ABOUT_NUMBERS)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_nothing_is_said_that_no_text_was_seen_to_say(name):
    """Constructs that no published policy was seen to use stay off in every real file."""
    real = policy(name)
    assert (real.withdrawal, real.good_practice, real.settled_counts, real.hours) == (None,) * 4
    for step in real.steps:
        assert step.pause is step.hand_back is step.warn is step.vacant is None
        assert step.reminders == step.repeated_with == ()


OURS = ("not seen", "was cut", "is cut", "presumably", "our word")
"""Remarks of ours about what could be read."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_notice_and_no_door_carries_a_remark_of_ours(path):
    said = policy(path.stem)
    for words in (said.danger.say, *said.danger.tell, *said.doors.values(), *said.out_of_scope):
        assert not any(remark in words for remark in OURS), words
