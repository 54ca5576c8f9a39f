"""Edits that look odd and are policies a partnership could honestly publish: near misses of the faults."""

from __future__ import annotations

from tests.core.proofs.blind_faults_people import LAST_RECORD, SETTLE
from tests.core.proofs.blind_shape import Fault

SOUND = [
    Fault(
        "ends with the representatives",
        "demo-borough",
        (
            ("if not settled: must go to step 4", "if not settled: the procedure ends"),
            (
                "\nstep 4: Independent chair\n  raised by: partnership representative\n"
                "  answered by: independent chair, senior manager\n  settle within: 10 working days\n"
                "  decided by: independent chair\n  if not settled: the procedure ends\n"
                f"  remind: 1 working day before\n{LAST_RECORD}",
                "",
            ),
        ),
        "A ladder of three steps whose representatives decide.",
    ),
    Fault(
        "ends with senior managers",
        "west-midlands",
        (
            (
                "settle within: a time that matches the degree of concern\n  if not settled: not stated",
                "settle within: a time that matches the degree of concern\n  if not settled: the procedure ends",
            ),
        ),
        "A text without a top body says openly where it stops.",
    ),
    Fault(
        "left to the raising side",
        "demo-borough",
        (("if not settled: must go to step 4", "if not settled: may go to step 4"),),
        "A lapse may, and need not, move it on.",
    ),
    Fault(
        "handed back once",
        "demo-borough",
        (("if not settled: offer step 3", "if not settled: offer step 3\n  may be handed back: to step 1, once"),),
        "A hand-back that is counted comes to an end.",
    ),
    Fault(
        "a short pause",
        "demo-borough",
        (
            (
                "if not settled: must go to step 4",
                "if not settled: must go to step 4\n  may pause: at most 5 working days, once",
            ),
        ),
        "The clocks may stand still once, for a time that is known.",
    ),
    Fault(
        "a time acceptable to both",
        "demo-borough",
        (
            (
                f"{SETTLE}if not settled: offer step 2",
                "settle within: acceptable to both\n  settle within, urgent: 1 working day\n"
                "  if not settled: offer step 2",
            ),
        ),
        "One published policy says just this, and the reply keeps its own time.",
    ),
    Fault(
        "counted from an acknowledgement that is owed",
        "demo-borough",
        (("reply within: 2 working days of being raised", "reply within: 2 working days of the acknowledgement"),),
        "The acknowledgement has a time of its own, and both fit in the step.",
    ),
    Fault(
        "a cap tighter than the sum",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\nall steps within: 20 working days"),),
        "Each step's time is a most; together they are to be quicker. One published policy has this very number.",
    ),
    Fault(
        "a spectator who is told",
        "demo-borough",
        (
            ("formal from: step 2", "formal from: step 2\npartnership takes part from: step 3"),
            (
                "remind: 1 working day before\n  tell: practitioner\n",
                "remind: 1 working day before\n  tell: practitioner, business unit\n",
            ),
        ),
        "Being told at step 2 is not taking part.",
    ),
    Fault(
        "entry at the managers' step",
        "demo-borough",
        (
            (
                "step 2: Line managers\n",
                "step 2: Line managers\n  may start here: if immediate harm is feared\n",
            ),
        ),
        "Discretion as to the step to begin at, where there are urgent times.",
    ),
    Fault(
        "own manager first",
        "demo-borough",
        (
            (
                "step 1: Practitioners",
                "step 0: Own manager first\n  inside: the raising agency\n  raised by: practitioner\n"
                "  answered by: line manager\n  settle within: 1 working day\n  if not settled: may go to step 1\n\n"
                "step 1: Practitioners",
            ),
        ),
        "A step 0 with a time, after which the raising side goes on as it sees fit.",
    ),
    Fault(
        "a gate with a clock",
        "demo-borough",
        (
            (
                "step 2: Line managers\n  raised by: line manager\n",
                "step 2: Line managers\n  raised by: line manager\n  first agreed by: line manager\n"
                "  review within: 1 working day\n  review within, urgent: 2 working hours\n",
            ),
        ),
        "The own manager must agree, within the time there is to raise it.",
    ),
    Fault(
        "the chair chooses between two ways up",
        "lincolnshire",
        (
            (
                "if not settled: offer step 4b\n  if not settled, urgent: offer step 4a",
                "if not settled: one of step 4a, step 4b\n  where it goes is chosen by: independent chair",
            ),
        ),
        "A router: both ways lead on, and somebody is named who chooses.",
    ),
    Fault(
        "repeated up each line",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "repeated with: senior manager, head of service\n  if not settled: offer step 3",
            ),
        ),
        "The same step, with more senior people each time.",
    ),
    Fault(
        "a flat organisation skips the managers",
        "demo-borough",
        (
            (
                "step 2: Line managers\n",
                "step 2: Line managers\n  if nobody holds the post: skip this step\n",
            ),
        ),
        "Where nobody has that post there is a step above to go to.",
    ),
    Fault(
        "acting for a practice",
        "demo-borough",
        (
            (
                "title, health: team leader\n",
                "title, health: team leader\n  acting for, GP practices: named doctor of the integrated care board\n",
            ),
        ),
        "A body without the rung has somebody who acts for it.",
    ),
    Fault(
        "longer for a school",
        "demo-borough",
        (
            (
                LAST_RECORD,
                f"{LAST_RECORD}\nfor school, step 2:\n  answered by: safeguarding lead\n"
                "  reply within: 3 working days\n",
            ),
        ),
        "A school has other people and a little longer, and still within the step.",
    ),
    Fault(
        "a panel of three",
        "demo-borough",
        (
            (
                "decided by: independent chair",
                "decided by: independent chair, partnership representative\n  quorum: 3\n  they decide: by majority\n"
                "  dissent: recorded",
            ),
        ),
        "Representatives are many, so a quorum of three can be had, and three cannot tie.",
    ),
    Fault(
        "the panel may only recommend",
        "demo-borough",
        (
            (
                "decided by: partnership representative",
                "decided by: partnership representative\n  they may: recommend",
            ),
        ),
        "A recommendation that is not taken up goes on to the chair.",
    ),
    Fault(
        "silence moves it on",
        "demo-borough",
        (("if not settled: offer step 2", "if not settled: offer step 2\n  if no reply: must go to step 2"),),
        "Settling is left to people, and silence is not.",
    ),
    Fault(
        "the written reply comes later",
        "demo-borough",
        (
            (
                "decided by: independent chair",
                "write by independent chair within: 28 calendar days of the decision\n  decided by: independent chair",
            ),
        ),
        "A duty after the decision may be longer than the step.",
    ),
    Fault(
        "urgent on the same day",
        "london",
        (
            (
                "whichever is less\n  if not settled: must go to step 2",
                "whichever is less\n  settle within, urgent: the same working day\n  if not settled: must go to step 2",
            ),
        ),
        "Quicker than the week that is the most.",
    ),
    Fault(
        "the form goes to two",
        "sefton-2017",
        (("sent to: LSCB\n", "sent to: LSCB\n  sent to: children's lead\n"),),
        "One form, two who get it.",
    ),
    Fault(
        "withdrawing is told",
        "demo-borough",
        (
            (
                "remind: 1 working day before\n  tell: line manager\n",
                "remind: 1 working day before\n  tell: line manager\n  tell, when it is withdrawn: business unit\n",
            ),
        ),
        "It may be dropped, and the business unit hears of it.",
    ),
    Fault(
        "one text for two partnerships",
        "demo-borough",
        (("partnership: Anyshire (invented)", "partnership: Anyshire (invented)\npartnership: Otherton (invented)"),),
        "Two partnerships share a text.",
    ),
    Fault(
        "in force a month later",
        "demo-borough",
        (("version: 2026-04-01", "version: 2026-04-01\nin force from: 2026-05-01"),),
        "Agreed in April, in force in May.",
    ),
    Fault(
        "a word of warning",
        "demo-borough",
        (("if not settled: offer step 2", "if not settled: offer step 2\n  warn the other side: at any time before"),),
        "The other side is told first, and no time is added.",
    ),
    Fault(
        "a second reminder",
        "demo-borough",
        (
            (
                "if not settled: offer step 2\n  remind: 1 working day before",
                "if not settled: offer step 2\n  remind: 1 working day before\n  remind: 2 hours before",
            ),
        ),
        "Reminded twice, also when it is urgent.",
    ),
    Fault(
        "the local page gives a number",
        "sandwell",
        (
            (
                "  to confirm: What follows senior managers. The regional chapter names no top body, and points to the "
                "local process.",
                "  to confirm: What follows senior managers.\n\nstep 2: Managers\n  settle within: 5 working days",
            ),
        ),
        "The region leaves the times to the local text.",
    ),
    Fault(
        "the local page has two steps",
        "sandwell",
        (
            (
                "partnership: Sandwell\nversion: 2026-11-23\n",
                "partnership: Sandwell\nversion: 2026-11-23\nleave out: step 3\n",
            ),
            (
                "  to confirm: What follows senior managers. The regional chapter names no top body, and points to the "
                "local process.",
                "  to confirm: What follows managers.\n\nstep 2: Managers\n  if not settled: the procedure ends",
            ),
        ),
        "A small partnership ends with managers and says so.",
    ),
    Fault(
        "one meeting for all",
        "lincolnshire",
        (
            (
                "  if not settled: offer step 4b\n  if not settled, urgent: offer step 4a\n",
                "  if not settled: offer step 4a\n",
            ),
            ("  only if: the matter is urgent\n", ""),
            (
                "\nstep 4b: not stated\n  only if: the matter is not urgent, presumably (the text was not seen)\n"
                "  raised by: not stated\n  answered by: not stated\n  if not settled: not stated\n"
                "  record: In every agency's own records and in the child's file.\n",
                "",
            ),
        ),
        "The two branches become one.",
    ),
    Fault(
        "a quicker priority",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\npriority: soon\npriority agreed by: practitioner, line manager",
            ),
            (
                "reply within: 2 working days of being raised\n",
                "reply within: 2 working days of being raised\n  reply within, priority soon: 1 working day\n",
            ),
        ),
        "A priority with a time of its own, agreed by those who are there.",
    ),
    Fault(
        "also to the reviewing officers",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "may also go to: the reviewing officer service\n  if not settled: offer step 3",
            ),
        ),
        "A referral outside beside the ladder.",
    ),
    Fault(
        "either of two typed days",
        "sussex-conference-dissent",
        (
            (
                "raise within: 72 hours of the conference",
                "raise within: 72 hours of the conference or a decision being received",
            ),
        ),
        "Whichever came first.",
    ),
    Fault(
        "reply by the last day of the step",
        "demo-borough",
        (
            (
                f"{SETTLE}if not settled: offer step 3",
                "settle within: 2 working days\n  settle within, urgent: 4 working hours\n"
                "  if not settled: offer step 3",
            ),
        ),
        "Reply and end fall on the same day, which can be kept.",
    ),
    Fault(
        "two steps within ten days",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\nsteps 1 to 2 within: 10 working days"),),
        "As much as the two have together.",
    ),
]
