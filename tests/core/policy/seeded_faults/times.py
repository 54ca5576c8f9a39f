"""Times that do not fit together, and matters that stand still."""

from __future__ import annotations

from .edits import Fault, added, at_top, deleted, in_step, section

TIMES_THAT_DO_NOT_FIT = (
    Fault(
        "a reply that is due after the step is over",
        "demo-borough",
        (("2 working days of being raised", "10 working days of being raised"),),
        "The step runs out on the fifth day, before the ten days for a reply have, so the matter climbs on past "
        "somebody who was still in time, and the reply time can never be enforced.",
    ),
    Fault(
        "health may reply after the step is over",
        "demo-borough",
        (section("for health, step 2:", "reply within: 10 working days"),),
        "Where health must answer, its ten days outlast the five of the step, so the matter leaves Step 2 unanswered "
        "with nobody late.",
    ),
    Fault(
        "it is acknowledged long after it had to be settled",
        "birmingham",
        (added("  settle should be within: 1 working week", "acknowledge within: 3 working weeks of being raised"),),
        "The other agency may take three weeks to say that it has the matter, which should be settled in one.",
    ),
    Fault(
        "a meeting after the time for the step",
        "demo-borough",
        (in_step("2", "Line managers", "meet within: 10 working days"),),
        "The meeting is due five days after the step has run out, so the managers are not late when it never happens.",
    ),
    Fault(
        "the chair decides after the procedure has ended",
        "demo-borough",
        (in_step("4", "Independent chair", "decide within: 15 working days"),),
        "The procedure ends unsettled after ten days while the chair has fifteen to decide, so the child may never "
        "get a decision and nobody has broken a rule.",
    ),
    Fault(
        "the letter on the outcome is due before the answer",
        "sefton-2017",
        (
            (
                "write by line manager within: 2 working days of agreement",
                "write by line manager within: 2 working days",
            ),
        ),
        "The letter with the outcome is due on the second day and the answer itself on the third: the manager is late "
        "with a letter that cannot be written yet.",
    ),
    Fault(
        "an aim that is later than the duty",
        "coventry",
        (("settle within: not stated", "settle within: 5 working days\n  settle should be within: 10 working days"),),
        "What must be done in five days should be done in ten: people work to the aim, and the step has run out.",
    ),
    Fault(
        "urgent matters are taken up later",
        "demo-borough",
        (("raise within, urgent: 4 working hours", "raise within, urgent: 5 working days"),),
        "An urgent matter may wait five days before a manager takes it up where an ordinary one may wait only two.",
    ),
    Fault(
        "an urgent matter has no time at all",
        "demo-borough",
        (("settle within, urgent: 1 working day", "settle within, urgent: none"),),
        "The text says that an urgent matter has no limit where an ordinary one has five days.",
    ),
    Fault(
        "the urgent time stands still over the weekend",
        "demo-borough",
        (("2 working days of being raised", "24 hours of being raised"),),
        "Raised on a Friday evening, an ordinary matter must be answered on Saturday, while the urgent time of four "
        "working hours runs out on Monday: over every weekend being urgent gains the child nothing.",
    ),
    Fault(
        "the urgent cap is shorter than what an urgent matter is given",
        "demo-borough",
        (at_top("all steps within: 40 working days", "all steps within, urgent: 5 working days"),),
        "Step 4 has no urgent time, so its ten days alone break the urgent cap of five: it runs out on the chair "
        "before the chair's own time does.",
    ),
    Fault(
        "a cap shorter than its parts",
        "demo-borough",
        (at_top("steps 1 to 2 within: 8 working days"),),
        "Step 1 alone may take five days, and Step 2 two and five more, so who keeps every time still breaks the cap.",
    ),
    Fault(
        "a repeated step outgrows its cap",
        "demo-borough",
        (
            at_top("steps 1 to 2 within: 14 working days"),
            in_step("2", "Line managers", "repeated with: senior manager, head of service"),
        ),
        "Step 2 is gone through three times with five days each, which the cap of fourteen days does not hold, so "
        "the last managers get the matter when its time is over.",
    ),
    Fault(
        "an urgent cap that is longer than the ordinary one",
        "stoke-on-trent",
        (at_top("all steps within: 20 working days", "all steps within, urgent: 30 working days"),),
        "The two numbers were swapped: an urgent matter may take ten days longer than one that can wait.",
    ),
    Fault(
        "the top has no time",
        "demo-borough",
        (deleted("settle within: 10 working days"),),
        "The chair is to decide but by no time, so nothing ever runs out at the top and the child can wait for ever.",
    ),
    Fault(
        "an answer that falls due at night",
        "sefton-2017",
        (("3 working days of being raised", "3 hours of being raised"),),
        "Raised at five on a Friday it must be answered by eight, after reading a file that is in a closed office: the "
        "time cannot be kept, and people learn to let times run out.",
    ),
    Fault(
        "a priority that is slower than having none",
        "cheshire-east",
        (
            at_top("priority: soon"),
            (
                "reply within: not stated",
                "reply within: 5 working days\n  reply within, priority soon: 10 working days",
            ),
        ),
        "Calling a matter “soon” gives the other side ten days instead of five.",
    ),
    Fault(
        "a priority that changes nothing",
        "cheshire-east",
        (at_top("priority: soon"), ("reply within: not stated", "reply within: 5 working days")),
        "No time belongs to the priority, so practitioner and manager agree that it is to be soon, and nothing is "
        "sooner.",
    ),
)

STANDING_STILL = (
    Fault(
        "a pause without end",
        "sussex",
        (in_step("2", "First-line managers", "may pause: for as long as needed"),),
        "The managers may stop every clock for as long as they see need, so the matter can rest with them for good.",
    ),
    Fault(
        "a pause that may be taken again and again",
        "sefton-2017",
        (
            (
                "meet within: 5 working days of the previous task running out",
                "may pause: at most 10 working days\n  meet within: 5 working days of the previous task running out",
            ),
        ),
        "Each pause is at most ten days, but nothing says how often, so one after the other holds the matter up "
        "without end.",
    ),
    Fault(
        "a pause of a year",
        "london",
        (in_step("1", "Front line", "may pause: at most 260 working days, once"),),
        "A step meant to take a week or less may stand still for a year of working days, while the child waits.",
    ),
    Fault(
        "a pause longer than the cap",
        "birmingham",
        (
            at_top("all steps within: 10 working days"),
            added("  settle should be within: 1 working week", "may pause: at most 20 working days, once"),
        ),
        "The clocks of the step may stand still for twenty days while everything together must be done in ten.",
    ),
    Fault(
        "the urgent meeting may be paused",
        "lincolnshire",
        (in_step("4a", "Independently chaired meeting", "may pause: at most 10 working days, twice"),),
        "Only urgent matters come to this meeting, and there they may be stopped for two weeks, twice.",
    ),
    Fault(
        "handed back as often as you like",
        "london",
        (in_step("2", "First-line managers", "may be handed back: to step 1"),),
        "It must go up when the week has run out and may be handed down any number of times, so it can go up and down "
        "for ever.",
    ),
    Fault(
        "handed back to a step it has not been at",
        "coventry",
        (in_step("1", "Front line and line managers", "may be handed back: to step 3, once"),),
        "The front line may “hand back” to the head of service, who has never had it: the second tier is passed over, "
        "and the line contradicts what handing back is.",
    ),
    Fault(
        "handed back to where it is",
        "sussex",
        (in_step("2", "First-line managers", "may be handed back: to step 2, once"),),
        "A renumbering made the managers hand the matter back to themselves, so it gains time and gets nowhere.",
    ),
    Fault(
        "the same rung twice",
        "stoke-on-trent",
        (in_step("1", "Initial professional discussion", "repeated with: practitioner"),),
        "The discussion between the practitioners is repeated with the same practitioners before it may go up.",
    ),
    Fault(
        "a warning that is longer than the urgent time",
        "demo-borough",
        (in_step("2", "Line managers", "warn the other side: 2 working days before"),),
        "An urgent matter runs out after one day but may not go up before two days of warning, so the courtesy holds "
        "up the urgent ones.",
    ),
    Fault(
        "a gate without a time",
        "demo-borough",
        (in_step("3", "Partnership representatives", "first agreed by: head of service"),),
        "The head of service must agree before it goes to the partnership and has no time to do so in, so a full "
        "in-box holds up the child.",
    ),
    Fault(
        "a gate that takes ten days before something immediate",
        "lincolnshire",
        (
            in_step(
                "3",
                "Senior liaison officer to senior liaison officer",
                "first agreed by: head of service",
                "review by head of service within: 10 working days",
            ),
        ),
        "The liaison officers must be contacted immediately, and may not be contacted before a head of service has "
        "had ten days to review it.",
    ),
    Fault(
        "an own manager who can end it",
        "demo-borough",
        (
            section(
                "step 0: Own manager first",
                "inside: the raising agency",
                "raised by: practitioner",
                "answered by: line manager",
                "review within: 4 working hours",
                "if not settled: the procedure ends",
            ),
        ),
        "A worker whose own manager disagrees is at the end: no other agency ever hears of the worry about the child.",
    ),
)
