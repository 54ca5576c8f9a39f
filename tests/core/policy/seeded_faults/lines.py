"""Lines that never matter, and what waits though a child is in danger."""

from __future__ import annotations

from .edits import Fault, added, at_top, deleted, in_step

LINES_THAT_NEVER_MATTER = (
    Fault(
        "the formal line is drawn where urgent matters never come",
        "lincolnshire",
        (at_top("formal from: step 4b"),),
        "Only what is not urgent ever becomes formal: an urgent child's matter goes to Step 4a and ends there as an "
        "informal talk.",
    ),
    Fault(
        "a form for a decision that nobody makes",
        "sefton-2017",
        (("used when: step 2 starts", "used when: it is decided at step 3"),),
        "Nobody decides at Stage 3, so the form is never used and the board never learns that the procedure was "
        "invoked.",
    ),
    Fault(
        "a form for withdrawing, which is not allowed",
        "sefton-2017",
        (at_top("withdrawing: not allowed"), ("used when: step 2 starts", "used when: it is withdrawn")),
        "Nothing can be withdrawn, so the form that tells the board is never due.",
    ),
    Fault(
        "one side fills in the other side's part",
        "sefton-2017",
        (
            added(
                "  used when: step 2 starts",
                "filled in by: responding side",
                "field, raising side: What is disagreed and why",
            ),
        ),
        "Only the challenged agency fills the form in, so the raiser's part, what is wrong for the child, stays empty.",
    ),
    Fault(
        "told of a decision that nobody makes",
        "coventry",
        (in_step("2", "Second-tier managers", "tell, when it is decided: practitioner, line manager"),),
        "Nobody decides at Step 2, so those who know the child are never told anything.",
    ),
    Fault(
        "a reminder before the step began",
        "demo-borough",
        (("remind: 1 working day before", "remind: 10 working days before"),),
        "The longest time at Step 1 is five days, so a reminder ten days ahead can never be sent and nobody is warned.",
    ),
    Fault(
        "a reminder of no time",
        "sussex",
        (in_step("2", "First-line managers", "remind: 1 working day before"),),
        "The step has no time that could run out, so nobody is ever reminded, and the step where things stall stays "
        "quiet.",
    ),
)

DANGER = (
    Fault(
        "the danger notice makes people ask first",
        "demo-borough",
        (
            (
                "say: Call 999 or the duty team now. Do not wait for any step of this procedure.",
                "say: Ask your line manager whether to call 999 or the duty team.",
            ),
        ),
        "While a child is in danger a worker looks for a manager instead of calling.",
    ),
    Fault(
        "danger goes through the steps",
        "liverpool",
        (
            (
                "escalate on the same working day using established safeguarding procedures",
                "complete Step 1 before using established safeguarding procedures",
            ),
        ),
        "A child at immediate risk waits until two workers have tried to agree, by no time that is stated.",
    ),
    Fault(
        "imminent risk needs a manager's agreement",
        "gloucestershire",
        (in_step("1", "The board's nominated persons", "first agreed by: line manager"),),
        "This step is only for imminent risk; the quick word with a manager has become a consent, without which and "
        "without any time for which the child's matter may not go.",
    ),
    Fault(
        "imminent risk goes round",
        "gloucestershire",
        (("if not settled: not stated", "if not settled: offer step 1"),),
        "With a child in imminent risk, what the nominated persons do not settle is put to them again, for ever.",
    ),
    Fault(
        "immediate harm waits for a head of service",
        "south-west",
        (added("  may start here: if immediate harm is feared", "may start here with agreement of: head of service"),),
        "Where immediate harm is feared a worker must first find a head of service who agrees, by no time at all.",
    ),
    Fault(
        "immediate harm starts where everything starts",
        "south-west",
        (
            deleted("may start here: if immediate harm is feared"),
            in_step("1", "not stated", "may start here: if immediate harm is feared"),
        ),
        "A renumbering moved the line to Stage 1, where every matter starts, so a child in fear of harm has no shorter "
        "way any more.",
    ),
    Fault(
        "immediate harm starts where nothing urgent may go",
        "lincolnshire",
        (in_step("4b", "not stated", "may start here: if immediate harm is feared"),),
        "Step 4b is only for matters that are not urgent, so who fears immediate harm is let in at a door that is shut "
        "to them.",
    ),
)
