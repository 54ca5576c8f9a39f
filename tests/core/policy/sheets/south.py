"""What the published texts of London, the South and the country as a whole state, fact by fact."""

from datetime import date

from forthright.core.policy.shapes import (
    Act,
    Actor,
    Entry,
    How,
    Move,
    Role,
    Span,
    Start,
    Task,
    Words,
)
from forthright.core.worktime.units import Unit

from .words import SILENT, Facts, has, is_silent, timed

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
