"""What the published texts of the North West state, fact by fact."""

from datetime import date

from forthright.core.policy.sentences import task_words
from forthright.core.policy.shapes import (
    Act,
    Actor,
    How,
    Move,
    Occasion,
    Role,
    Span,
    Start,
    Strength,
    Task,
    Tell,
    Words,
)
from forthright.core.worktime.units import Unit

from .words import DAYS, SILENT, Facts, has, is_silent, timed

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
