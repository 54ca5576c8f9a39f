"""Faults in how long: amounts, units, urgent times, caps, aims, pauses, warnings, reminders."""

from __future__ import annotations

from tests.core.proofs.blind_shape import Fault

SETTLE = "settle within: 5 working days\n  settle within, urgent: 1 working day\n  "

TIMES = [
    Fault(
        "a reply after the step is over",
        "demo-borough",
        (("reply within: 2 working days of being raised", "reply within: 20 working days of being raised"),),
        "It is to be settled in five working days, and the answer that settling needs may take twenty.",
    ),
    Fault(
        "acknowledged after the reply",
        "demo-borough",
        (("acknowledge within: 1 working day of being raised", "acknowledge within: 5 working days of being raised"),),
        "The reply is due in two working days and the word that it has arrived in five, so the silence is not noticed.",
    ),
    Fault(
        "urgent is slower",
        "demo-borough",
        (
            (
                "reply within: 2 working days of being raised\n  reply within, urgent: 4 working hours",
                "reply within: 2 working days of being raised\n  reply within, urgent: 4 working days",
            ),
        ),
        "An urgent matter is given four working days for what an ordinary one has in two.",
    ),
    Fault(
        "a day of working hours",
        "demo-borough",
        (
            (
                "reply within: 2 working days of being raised\n  reply within, urgent: 4 working hours",
                "reply within: 2 working days of being raised\n  reply within, urgent: 24 working hours",
            ),
        ),
        "Twenty-four working hours are about three working days, so the urgent reply is due after the ordinary one.",
    ),
    Fault(
        "urgent has no end",
        "demo-borough",
        (
            (
                f"{SETTLE}decided by: partnership representative",
                "settle within: 5 working days\n  settle within, urgent: none\n"
                "  decided by: partnership representative",
            ),
        ),
        "For an urgent matter the representatives have no limit at all, for an ordinary one five working days.",
    ),
    Fault(
        "later than London allows",
        "london",
        (
            (
                "whichever is less\n  if not settled: must go to step 2",
                "whichever is less\n  settle within, urgent: 2 working weeks\n  if not settled: must go to step 2",
            ),
        ),
        "A week or less is the most for any child, and an urgent one is given two.",
    ),
    Fault(
        "all steps in less than one of them",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\nall steps within: 3 working days"),),
        "All is to be over in three working days and step 4 alone has ten, so it is late before it gets there.",
    ),
    Fault(
        "all steps slower when urgent",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\nall steps within: 30 working days\nall steps within, urgent: 60 working days",
            ),
        ),
        "An urgent matter may take twice as long over all steps as one that is not.",
    ),
    Fault(
        "a part longer than the whole",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\nall steps within: 30 working days\nsteps 1 to 3 within: 40 working days",
            ),
        ),
        "The first three steps may use up more than there is for all four, so nothing is left for the chair.",
    ),
    Fault(
        "three steps in less than one",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\nsteps 1 to 3 within: 4 working days"),),
        "Three steps share four working days while each of them is given five, so two times contradict each other.",
    ),
    Fault(
        "the local cap is shorter than the local step",
        "sandwell",
        (
            (
                "partnership: Sandwell\nversion: 2026-11-23\n",
                "partnership: Sandwell\nversion: 2026-11-23\nall steps within: 2 working days\n",
            ),
            (
                "  to confirm: What follows senior managers. The regional chapter names no top body, and points to the "
                "local process.",
                "  to confirm: What follows senior managers.\n\nstep 1: Discussion or meeting\n"
                "  settle within: 5 working days",
            ),
        ),
        "The local page allows two working days for all steps and five for the first one.",
    ),
    Fault(
        "raised after all is over",
        "demo-borough",
        (
            ("formal from: step 2", "formal from: step 2\nall steps within: 28 working days"),
            (
                "title, social care: team manager\n  raise within: 2 working days of the previous step ending",
                "title, social care: team manager\n  raise within: 30 working days of the previous step ending",
            ),
        ),
        "Taking it up to step 2 may take longer than everything together, and until then nobody works on it.",
    ),
    Fault(
        "most of a year with the managers",
        "demo-borough",
        (
            (
                f"{SETTLE}if not settled: offer step 3",
                "settle within: 200 working days\n  settle within, urgent: 1 working day\n"
                "  if not settled: offer step 3",
            ),
        ),
        "The next step is not offered until most of a year has gone, and the child waits for it.",
    ),
    Fault(
        "settled at once, answered in two days",
        "demo-borough",
        (
            (
                f"{SETTLE}if not settled: offer step 3",
                "settle within: immediately\n  if not settled: offer step 3",
            ),
        ),
        "It runs out the moment it starts, while the managers still have two working days to reply.",
    ),
    Fault(
        "an aim later than the duty",
        "demo-borough",
        (
            (
                "settle within: 10 working days",
                "settle within: 10 working days\n  settle should be within: 20 working days",
            ),
        ),
        "The chair is to aim for a day that is ten working days after the last one allowed.",
    ),
    Fault(
        "two times for one reply",
        "demo-borough",
        (
            (
                "reply within: 2 working days of being raised",
                "reply within: 5 working days of the step starting\n  reply within: 2 working days of being raised",
            ),
        ),
        "Step 1 starts when it is raised, so the same reply is due in two working days and in five.",
    ),
    Fault(
        "not the published words",
        "lincolnshire",
        (
            (
                "agree a plan within: 2 working days of the first discussion, written as 48 hours (two working days)",
                "agree a plan within: 2 working weeks of the first discussion, written as 48 hours (two working days)",
            ),
        ),
        "People read 48 hours and the clock counts two weeks, so the plan is far too late before anybody is told.",
    ),
    Fault(
        "read the file and answer at once",
        "sefton-2017",
        (("reply within: 3 working days of being raised", "reply within: immediately"),),
        "The file is to be read and the raiser met before replying, which nobody can do at once.",
    ),
    Fault(
        "managers without any clock",
        "demo-borough",
        (
            (
                f"  reply within: 2 working days\n  reply within, urgent: 4 working hours\n  {SETTLE}"
                "if not settled: offer step 3\n  remind: 1 working day before\n",
                "  if not settled: offer step 3\n",
            ),
        ),
        "Once raised at the managers' step nothing is due by any day, so it can fall silent there and nobody is late.",
    ),
    Fault(
        "must move, but by no day",
        "london",
        (
            (
                "settle within: 1 working week, or sooner if the child needs it, written as a working week or a "
                "timescale that protects the child from harm, whichever is less",
                "settle within: acceptable to both",
            ),
        ),
        "It must go up when the time runs out, and a time in words never does.",
    ),
    Fault(
        "a pause without an end",
        "demo-borough",
        (("if not settled: offer step 2", "may pause: for as long as needed\n  if not settled: offer step 2"),),
        "All clocks of step 1 may stand still for ever and as often as one likes, so it falls silent.",
    ),
    Fault(
        "pauses longer than all the steps",
        "demo-borough",
        (
            ("formal from: step 2", "formal from: step 2\nall steps within: 28 working days"),
            (
                "if not settled: offer step 2",
                "may pause: at most 10 working days, 3 times\n  if not settled: offer step 2",
            ),
        ),
        "The pauses of step 1 alone may take thirty working days of the twenty-eight that there are for everything.",
    ),
    Fault(
        "a reminder before it begins",
        "demo-borough",
        (
            (
                "if not settled: offer step 2\n  remind: 1 working day before",
                "if not settled: offer step 2\n  remind: 6 working days before",
            ),
        ),
        "Six working days before the end of five there is no step yet, so nobody is reminded when it counts.",
    ),
    Fault(
        "a reminder of no day",
        "west-midlands",
        (("if not settled: offer step 3", "if not settled: offer step 3\n  remind: 2 working days before"),),
        "The managers' time has no number, so the reminder that people rely on never comes.",
    ),
    Fault(
        "a warning longer than the step",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "if not settled: offer step 3\n  warn the other side: 10 working days before",
            ),
        ),
        "Ten working days' warning is owed before leaving a step of five, so it can never go up on time.",
    ),
    Fault(
        "a warning that holds up the urgent",
        "demo-borough",
        (
            (
                "if not settled: must go to step 4",
                "if not settled: must go to step 4\n  warn the other side: 3 working days before",
            ),
        ),
        "An urgent matter must go on after one working day and must be warned of three working days before.",
    ),
    Fault(
        "reply under a slow priority after the step",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\npriority: later\npriority agreed by: practitioner, line manager",
            ),
            (
                "reply within: 2 working days of being raised\n",
                "reply within: 2 working days of being raised\n  reply within, priority later: 10 working days\n",
            ),
        ),
        "Under that priority the reply is due in ten working days at a step that is over in five.",
    ),
]
