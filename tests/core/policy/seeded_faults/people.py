"""Steps that are nobody's, and decisions that are never made."""

from __future__ import annotations

from .edits import Fault, added, at_top, in_step, section

NOBODY = (
    Fault(
        "the other side owes a reply at a step it is not in",
        "demo-borough",
        (
            section(
                "step 0: Own manager first",
                "inside: the raising agency",
                "raised by: practitioner",
                "answered by: line manager",
                "reply within: 1 working day",
                "if not settled: offer step 1",
            ),
        ),
        "A reply is owed by the responding side, which does not yet know of the matter, so the own manager owes "
        "nothing and the worry can stay in that in-box.",
    ),
    Fault(
        "nobody answers",
        "hammersmith-and-fulham",
        (("answered by: not stated", "answered by: none"),),
        "The text says that nobody answers at the only step there is, so a matter is raised with no one.",
    ),
    Fault(
        "nobody raises it with the second tier",
        "coventry",
        (("raised by: senior manager", "raised by: none"),),
        "Step 2 is offered and there is no one who may take it up, so the matter stays where it could not be settled.",
    ),
    Fault(
        "an office that belongs to no agency must raise it",
        "sefton-2022",
        (("step 3: not stated\n  raised by: not stated", "step 3: not stated\n  raised by: business unit"),),
        "The partnership's office is not on the raising side and does not know the child, so nobody who is worried "
        "can take it to Step 3.",
    ),
    Fault(
        "the challenged side must take it up",
        "liverpool",
        (in_step("2", "Line managers", "raise by responding side within: 2 working days of the previous step ending"),),
        "The agency that was challenged has to escalate the challenge against itself, and if it does not, nobody is "
        "late on the side that is worried.",
    ),
    Fault(
        "the chair is on both sides",
        "demo-borough",
        (("raised by: partnership representative", "raised by: independent chair"),),
        "The same chair brings the matter, answers it and decides it, and nobody speaks for the agency that raised it.",
    ),
    Fault(
        "the top is answered by those who began",
        "coventry",
        (("answered by: head of service", "answered by: practitioner"),),
        "After two levels of managers the matter comes back to the practitioner who could not settle it on day one.",
    ),
    Fault(
        "the second tier is inside one's own agency",
        "coventry",
        (in_step("2", "Second-tier managers", "inside: the raising agency"),),
        "A matter that was between two agencies goes to a step that the other agency has no part in, so its managers "
        "never have to answer.",
    ),
    Fault(
        "a chair keeps the gate of an agency",
        "lincolnshire",
        (("first agreed by: line manager", "first agreed by: independent chair"),),
        "One's own side must agree before Step 2, but the chair is of no side and not yet in it, so nobody can open "
        "the gate.",
    ),
    Fault(
        "a chair must agree how urgent it is",
        "cheshire-east",
        (("priority agreed by: practitioner, line manager", "priority agreed by: practitioner, independent chair"),),
        "The policy has a chair at no step, so how urgent a matter is can never be agreed, and no reply time follows.",
    ),
    Fault(
        "only parents may raise what professionals raise",
        "sussex-conference-dissent",
        (("may be raised by: a professional", "may be raised by: a parent or carer"),),
        "A parent may raise it but the step lets only a practitioner, and a practitioner may not raise it: no dissent "
        "can ever be brought.",
    ),
    Fault(
        "a joint protocol that forgot the children",
        "lincolnshire",
        (("can be about: a child\n", ""),),
        "After the boards' texts were merged it can be about an adult only, so a child's matter cannot be brought.",
    ),
    Fault(
        "a topic that is offered and turned away",
        "demo-borough",
        (section("other doors:", "not for: Information withheld"),),
        "The same subject can be chosen when raising and is not for this policy, so a child about whom information is "
        "withheld is sent away from the door that invited it.",
    ),
    Fault(
        "schools have nobody at step two",
        "demo-borough",
        (section("for school, step 2:", "answered by: none"),),
        "Whenever a school is challenged, the matter comes to nobody at Step 2.",
    ),
    Fault(
        "what differs for schools is for a group that nobody is in",
        "demo-borough",
        (section("for schools, step 2:", "answered by: safeguarding lead", "reply within: 3 working days"),),
        "The policy calls the group “school”, so what was agreed for schools never holds, and their safeguarding leads "
        "are passed over.",
    ),
    Fault(
        "with the police it goes round",
        "demo-borough",
        (section("for police, step 3:", "if not settled: must go to step 2"),),
        "Only where the police must answer, the representatives and the managers send the matter to one another for "
        "ever and it never comes to the chair.",
    ),
    Fault(
        "a top that is skipped when nobody holds the post",
        "sefton-2022",
        (
            in_step("4", "not stated", "if nobody holds the post: skip this step"),
            ("if not settled: not stated", "if not settled: the procedure ends"),
        ),
        "Where an agency has no representative the last step is skipped, nothing stands after it, and the matter ends "
        "without anybody having looked at it.",
    ),
    Fault(
        "the adviser is a party",
        "sussex",
        (("advice from: named or designated professional", "advice from: practitioner, line manager"),),
        "Those who differ are each other's advisers, so at the first two steps nobody can be asked who is not a party.",
    ),
)

NEVER_DECIDED = (
    Fault(
        "more must take part than there are",
        "demo-borough",
        (in_step("4", "Independent chair", "quorum: 3"),),
        "One chair decides and three must take part, so nothing can ever be decided and then the procedure ends.",
    ),
    Fault(
        "for the police the chair alone is too few",
        "demo-borough",
        (section("for police, step 4:", "quorum: 2"),),
        "Where the police are challenged two must take part in a decision that one chair makes, so none is ever valid.",
    ),
    Fault(
        "those who differ must all agree at the top",
        "demo-borough",
        (
            (
                "decided by: independent chair",
                "decided by: partnership representative\n  they decide: by all of them",
            ),
        ),
        "The representatives of the two agencies that differ must both agree, and when they do not the procedure ends: "
        "the other side can veto every decision.",
    ),
    Fault(
        "a majority of two",
        "sefton-2022",
        (
            (
                "if not settled: not stated",
                "decided by: partnership representative\n  they decide: by majority\n"
                "  if not settled: the procedure ends",
            ),
        ),
        "One representative of each agency votes, one against one, nobody has the casting vote, and there it ends.",
    ),
    Fault(
        "a top that may only recommend",
        "demo-borough",
        (added("  decided by: independent chair", "they may: recommend"),),
        "The last step gives advice that either agency may refuse, and after it the procedure ends undecided.",
    ),
    Fault(
        "the chair decides where there is no chair",
        "sefton-2022",
        (
            in_step(
                "3",
                "not stated",
                "decided by: partnership representative",
                "they decide: by the chair after hearing all",
            ),
        ),
        "Only representatives decide at Step 3 and none of them is the chair, so nobody may pronounce the decision.",
    ),
    Fault(
        "a panel's rules without a panel",
        "sefton-2022",
        (in_step("3", "not stated", "quorum: 3", "dissent: recorded"),),
        "Three must take part and their dissent is recorded, but nobody is named to decide, so the rules never matter.",
    ),
    Fault(
        "nobody decides at the top and there it ends",
        "stoke-on-trent",
        (("if not settled: not stated", "decided by: none\n  if not settled: the procedure ends"),),
        "The last step has nobody who decides and ends the procedure, so two agencies that differ leave the child "
        "where they found it.",
    ),
    Fault(
        "a time to decide and nobody who does",
        "coventry",
        (in_step("3", "Head of Service", "decide within: 5 working days"),),
        "Something is to be decided in five days but no line says by whom, so it is both sides' and no one's.",
    ),
    Fault(
        "the partnership decides before it takes part",
        "demo-borough",
        (at_top("partnership takes part from: step 4"),),
        "The representatives are to decide at Step 3, where the partnership only watches, so one of the two lines "
        "cannot be kept and agencies will argue which.",
    ),
)
