"""Edits that look like faults and are sound."""

from __future__ import annotations

from .edits import Fault, added, at_top, in_step, section

NEAR_MISSES: tuple[Fault, ...] = (
    Fault(
        "schools keep the urgent time",
        "demo-borough",
        (section("for school, step 2:", "reply within: 3 working days"),),
        "Each faster time is a line of its own: the urgent time of the step stays, and counts for schools too.",
    ),
    Fault(
        "handed back once",
        "demo-borough",
        (in_step("3", "Partnership representatives", "may be handed back: to step 2, once"),),
        "It can come back to the managers one time only, then it must go up, so it cannot go round.",
    ),
    Fault(
        "one short pause",
        "sefton-2017",
        (
            (
                "meet within: 5 working days of the previous task running out",
                "may pause: at most 5 working days, once\n"
                "  meet within: 5 working days of the previous task running out",
            ),
        ),
        "The pause has an end and can be taken once, and no cap over the steps is broken by it.",
    ),
    Fault(
        "a cap that holds all its parts",
        "demo-borough",
        (at_top("all steps within: 60 working days"),),
        "All times together come to less than thirty days, so whoever keeps them keeps the cap, and it is of use: "
        "nobody need take an offered step by any time.",
    ),
    Fault(
        "a cap over times without a number",
        "sussex",
        (at_top("all steps within: 20 working days"),),
        "The steps have no numbers of their own, and the cap is what sees to it that something runs out.",
    ),
    Fault(
        "a choice with somebody who chooses",
        "sefton-2022",
        (("offer step 3", "one of step 3, step 4\n  where it goes is chosen by: business unit"),),
        "One office is named to choose, both ways lead up, and Step 3 still leads to Step 4.",
    ),
    Fault(
        "no danger notice of its own",
        "west-midlands",
        (("say: Take immediate action if somebody is at risk.", "say: not stated"),),
        "Where a text has no notice Forthright shows its own, to call 999 and not to wait.",
    ),
    Fault(
        "two of two representatives",
        "demo-borough",
        (in_step("3", "Partnership representatives", "quorum: 2"),),
        "Each agency has its representative, so two can take part, and if they do not decide it must go to the chair.",
    ),
    Fault(
        "urgent matters pass over the managers",
        "demo-borough",
        (added("  if not settled: offer step 2", "if not settled, urgent: offer step 3"),),
        "An urgent matter goes straight to the partnership and others still come to Step 2, so every step is used.",
    ),
    Fault(
        "line managers have longer than the front line",
        "coventry",
        (
            (
                "settle by line manager should be within: 1 working day of",
                "settle by line manager should be within: 2 working days of",
            ),
        ),
        "The second time begins when the first has run out, so it does not overlap with it however long it is.",
    ),
    Fault(
        "a working week in days",
        "birmingham",
        (("within: 1 working week", "within: 5 working days"),),
        "A working week is five working days, so nothing has changed.",
    ),
    Fault(
        "no line manager in the agency",
        "demo-borough",
        (in_step("2", "Line managers", "if nobody holds the post: skip this step"),),
        "Where an agency has no line manager the matter goes on to Step 3, which is there and has people.",
    ),
    Fault(
        "a school answers with its safeguarding lead",
        "demo-borough",
        (
            section(
                "for school, step 2:",
                "answered by: safeguarding lead",
                "reply within: 3 working days",
                "reply within, urgent: 4 working hours",
            ),
        ),
        "The policy knows the group “school”, its three days end before the five of the step, and urgent is urgent.",
    ),
    Fault(
        "a gate with a time",
        "lincolnshire",
        (("review by line manager within: not stated", "review by line manager within: 1 working day"),),
        "The manager who must first agree is of the same side and has one day of the five for it.",
    ),
    Fault(
        "a form when it is settled",
        "sefton-2017",
        (("used when: step 2 starts", "used when: it is settled at step 2"),),
        "A matter can be settled at Stage 2, so the form is used there.",
    ),
    Fault(
        "silence moves it on early",
        "demo-borough",
        (added("  if not settled: offer step 3", "if no reply: must go to step 3"),),
        "Without a reply it goes up on the second day, unsettled on the fifth, and to the same step both times.",
    ),
    Fault(
        "managers line by line",
        "demo-borough",
        (in_step("2", "Line managers", "repeated with: senior manager, head of service"),),
        "Each line is another person with more power, each has its own time, and after the last it goes on to Step 3.",
    ),
    Fault(
        "plain hours for an urgent matter",
        "demo-borough",
        (added("  settle within: 10 working days", "settle within, urgent: 72 hours"),),
        "Seventy-two hours run over the weekend as well and always end before ten working days do.",
    ),
    Fault(
        "a local top step that is led to",
        "sandwell",
        (
            (
                "\nsource:",
                "\nstep 3: Senior managers\n  if not settled: offer step 4\n\nstep 4: Partnership\n"
                "  raised by: senior manager\n  answered by: partnership representative\n"
                "  settle within: 10 working days\n  decided by: independent chair\n"
                "  if not settled: the procedure ends\n\nsource:",
            ),
        ),
        "The local text gives the regional Step 3 a way on, to a step of its own with a time and somebody who decides.",
    ),
)
