"""Where a matter goes, and clocks: round for ever, into silence, or waiting for what never begins."""

from __future__ import annotations

from .edits import Fault, added, deleted, in_step

WHERE_IT_GOES = (
    Fault(
        "a renumbered step leaves the line managers out",
        "demo-borough",
        (("offer step 2", "offer step 3"),),
        "No matter ever comes to the line managers, so everything that two practitioners cannot settle lands on the "
        "partnership, and the whole of Step 2 is a dead letter.",
    ),
    Fault(
        "the second tier leads to itself",
        "coventry",
        (("offer step 3", "offer step 2"),),
        "When second-tier managers cannot agree, the child's matter is put to the same managers again, for ever, and "
        "the heads of service never hear of it.",
    ),
    Fault(
        "an appeal goes back to the start",
        "demo-borough",
        (("if not settled: the procedure ends", "if not settled: must go to step 1"),),
        "What the chair does not settle begins again between the two practitioners by itself, round after round, "
        "while nobody decides for the child.",
    ),
    Fault(
        "the representatives refer it back down",
        "stoke-on-trent",
        (("if not settled: not stated", "if not settled: offer step 2"),),
        "Step 2 and the representatives pass the child's matter to and fro without end, because each of them leads "
        "only to the other.",
    ),
    Fault(
        "the procedure ends with the senior managers",
        "sefton-2022",
        (("offer step 3", "the procedure ends"),),
        "The matter ends undecided between two agencies that still differ, and Steps 3 and 4 with the representatives "
        "can never be reached.",
    ),
    Fault(
        "the way on from the front line was lost",
        "sussex",
        (("if not settled: offer step 2", "if not settled: not stated"),),
        "Nothing says where a matter goes that the front line cannot settle, although two more steps stand there, so "
        "it falls silent at the first.",
    ),
    Fault(
        "the urgent way on was deleted",
        "lincolnshire",
        (deleted("if not settled, urgent: offer step 4a"),),
        "An urgent matter now leads to Step 4b, which is only for matters that are not urgent, so the most pressing "
        "children have nowhere to go and nobody comes to Step 4a.",
    ),
    Fault(
        "the two ways on are the wrong way round",
        "lincolnshire",
        (
            ("if not settled: offer step 4b", "if not settled: offer step 4a"),
            ("urgent: offer step 4a", "urgent: offer step 4b"),
        ),
        "Urgent matters are sent to the step for those that are not, and the others to the step for urgent ones; "
        "neither may enter where it is sent.",
    ),
    Fault(
        "both variants are for urgent matters",
        "lincolnshire",
        (
            (
                "only if: the matter is not urgent, presumably (the text was not seen)",
                "only if: the matter is urgent",
            ),
        ),
        "A matter that is not urgent is sent to Step 4b, which no longer takes it, and stops there with nobody.",
    ),
    Fault(
        "an urgent matter ends where others go on",
        "lincolnshire",
        (("urgent: offer step 4a", "urgent: the procedure ends"),),
        "The procedure gives up on a child because the matter is urgent, while a slower one goes on to Step 4b.",
    ),
    Fault(
        "the urgent meeting sends it back",
        "lincolnshire",
        (("if not settled: not stated", "if not settled: offer step 3"),),
        "An urgent matter goes from the liaison officers to the meeting and back to the liaison officers, without end "
        "and without a decision.",
    ),
    Fault(
        "an urgent matter goes round between two steps",
        "demo-borough",
        (added("  if not settled: offer step 3", "if not settled, urgent: must go to step 1"),),
        "Ordinary matters go up, but an urgent one is sent back to the practitioners each time the managers fail, and "
        "never comes to the partnership.",
    ),
    Fault(
        "step two was kept for urgent matters",
        "liverpool",
        (in_step("2", "Line managers", "only if: the matter is urgent"),),
        "Every ordinary matter is offered a step that takes only urgent ones, so it stays with the two workers who "
        "cannot agree.",
    ),
    Fault(
        "a choice that nobody makes",
        "lincolnshire",
        (("offer step 4b\n  if not settled, urgent: offer step 4a", "one of step 4a, step 4b"),),
        "The matter may go to 4a or 4b, but no one is named to choose, so it waits at Step 3 until somebody does.",
    ),
    Fault(
        "a chooser without a choice",
        "london",
        (added("  if not settled: must go to step 2", "where it goes is chosen by: business unit"),),
        "The business unit is told to choose and there is only one way, by itself: the line can never matter, and "
        "people wait for a choice that is not there.",
    ),
    Fault(
        "the chooser may send it only downwards",
        "west-midlands",
        (
            (
                "if not settled: not stated",
                "if not settled: one of step 1, step 2\n  where it goes is chosen by: senior manager",
            ),
        ),
        "Whatever the senior managers choose, the matter goes back down and comes up to them again; no way leads out.",
    ),
    Fault(
        "the chooser may leave it where it is",
        "cheshire-east-old",
        (("must go to step 2", "one of step 1, step 2\n  where it goes is chosen by: line manager"),),
        "What the two workers could not settle may be given to the same two workers again as often as the manager "
        "likes, and need never go up.",
    ),
    Fault(
        "a merged procedure left a step that nothing leads to",
        "liverpool",
        (
            (
                "\nstep 2: Line managers",
                "\nstep 2a: Safeguarding leads\n  raised by: safeguarding lead\n  answered by: safeguarding lead\n"
                "  settle within: 2 working days\n  if not settled: offer step 2\n\nstep 2: Line managers",
            ),
        ),
        "No step offers it and no matter may start there, so the safeguarding leads are never asked although the text "
        "promises that they are.",
    ),
    Fault(
        "a local text sends managers back to the beginning",
        "sandwell",
        (("\nsource:", "\nstep 2: Managers\n  if not settled: offer step 1\n\nsource:"),),
        "With the regional chapter beneath it the managers and the front line hand the matter to one another for ever, "
        "and the regional Step 3 is cut off.",
    ),
    Fault(
        "a local top step that the regional ladder does not lead to",
        "sandwell",
        (
            (
                "\nsource:",
                "\nstep 4: Partnership\n  raised by: senior manager\n  answered by: partnership representative\n"
                "  settle within: 10 working days\n  decided by: partnership representative\n"
                "  if not settled: the procedure ends\n\nsource:",
            ),
        ),
        "The regional Step 3 leads nowhere, so no matter comes to the partnership's own Step 4, and none is decided.",
    ),
    Fault(
        "a local text leaves the top out and ends below it",
        "sandwell",
        (
            (
                "\nsource:",
                "\nleave out: step 3\n\nstep 2: Managers\n  if not settled: the procedure ends\n\nsource:",
            ),
        ),
        "A matter that the managers cannot settle simply ends with them: nobody above them ever sees it or decides.",
    ),
)

SILENCE = (
    Fault(
        "silence sends it back to the start",
        "demo-borough",
        (added("  if not settled: offer step 3", "if no reply: must go to step 1"),),
        "A manager who does not answer sends the child's matter back to the practitioners, so by staying silent each "
        "time an agency can keep it going round for ever.",
    ),
    Fault(
        "silence ends it",
        "coventry",
        (
            (
                "settle within: not stated",
                "reply within: 5 working days\n  if no reply: the procedure ends",
            ),
        ),
        "An agency that does not answer for five days has won: the matter ends although nothing was answered.",
    ),
    Fault(
        "silence that no time makes",
        "coventry",
        (added("  if not settled: offer step 2", "if no reply: must go to step 2"),),
        "No line says by when a reply is owed, so there is never a moment at which there is no reply, and the promise "
        "that silence moves it on is never kept.",
    ),
    Fault(
        "two ways at the same moment",
        "demo-borough",
        (
            ("reply within: 2 working days\n", "reply within: 5 working days\n"),
            ("if not settled: offer step 3", "if not settled: must go to step 3\n  if no reply: must go to step 4"),
        ),
        "Both times run out at the same minute, one demanding Step 3 and the other Step 4, and nobody can say whose "
        "the child's matter is then.",
    ),
    Fault(
        "a reply deadline was deleted",
        "sefton-2017",
        (deleted("reply within: 3 working days of being raised"),),
        "Nobody has to answer at Stage 1 by any time, so nothing ever runs out and the matter can lie unread.",
    ),
    Fault(
        "the front line has all the time there is",
        "london",
        (
            (
                "1 working week, or sooner if the child needs it, written as a working week or a timescale that "
                "protects the child from harm, whichever is less",
                "none",
            ),
        ),
        "It must go up when the time has run out, but there is no time, so it can stay at the front line for good.",
    ),
    Fault(
        "urgent matters have words where others have a number",
        "london",
        (added("  if not settled: must go to step 2", "settle within, urgent: without delay"),),
        "“Without delay” never runs out, so the urgent time can never send anything up: an urgent matter waits the "
        "whole week like every other.",
    ),
)

CLOCKS_THAT_NEVER_BEGIN = (
    Fault(
        "a reply that waits for an acknowledgement nobody owes",
        "demo-borough",
        (("reply within: 2 working days\n", "reply within: 2 working days of the acknowledgement\n"),),
        "At Step 2 nobody has to acknowledge anything, so the line manager's time to reply never begins.",
    ),
    Fault(
        "acknowledgement and reply wait for each other",
        "demo-borough",
        (
            ("1 working day of being raised", "1 working day of the reply"),
            ("2 working days of being raised", "2 working days of the acknowledgement"),
        ),
        "The reply is due after the acknowledgement and that after the reply: neither time ever begins, and nobody is "
        "late however long the child waits.",
    ),
    Fault(
        "a reply counted from the reply",
        "lscb-2015",
        (in_step("1", "not stated", "reply within: 2 working days of the reply"),),
        "The time to reply begins when the reply has been given, so it can never run out on anybody who stays silent.",
    ),
    Fault(
        "a meeting that nobody convenes",
        "coventry",
        (("settle within: not stated", "settle within: 5 working days of the meeting"),),
        "No line makes anybody hold a meeting, so the five days never begin and the second tier is never late.",
    ),
    Fault(
        "the meeting was deleted and the letter after it stayed",
        "sefton-2017",
        (deleted("meet within: 5 working days of the previous task running out"),),
        "If the first discussion fails there is no meeting any more: the matter stands still at Stage 2, and the "
        "letter after the meeting is never owed.",
    ),
    Fault(
        "the meeting is held once all agree",
        "sefton-2017",
        (
            (
                "meet within: 5 working days of the previous task running out",
                "meet within: 5 working days of agreement",
            ),
        ),
        "The meeting that should bring an agreement is owed only after there is one, so where the managers differ no "
        "meeting is ever due.",
    ),
    Fault(
        "the task before was deleted",
        "coventry",
        (deleted("settle within: 1 working day"),),
        "The line managers' day begins when the front line's has run out; that line is gone, so theirs never begins.",
    ),
    Fault(
        "the task before has no number any more",
        "coventry",
        (("settle within: 1 working day", "settle within: without delay"),),
        "“Without delay” never runs out, so the line managers, whose day begins when it has, are never brought in.",
    ),
    Fault(
        "the first step counts from the step before",
        "cheshire-east-old",
        (("settle within: not stated", "settle within: 2 working days of the previous step ending"),),
        "Nothing comes before Step 1, so its two days never begin and the matter never goes up by itself as it must.",
    ),
    Fault(
        "who starts at the top has no clock",
        "demo-borough",
        (
            (
                "settle within: 10 working days",
                "may start here: if immediate harm is feared\n"
                "  settle within: 10 working days of the previous step ending",
            ),
        ),
        "A child in fear of immediate harm may start here, but for such a child no step has ended before, so the "
        "chair's time never begins.",
    ),
    Fault(
        "it is raised when it has been decided",
        "stoke-on-trent",
        (in_step("3", "Safeguarding Partnership representatives", "raise within: 5 working days of the decision"),),
        "Nobody decides anything before Step 3, so the time for taking it there never begins and nobody need do it.",
    ),
    Fault(
        "dissent is raised after agreement",
        "sussex-conference-dissent",
        (("72 hours of the conference", "72 hours of agreement"),),
        "Somebody who dissents has not agreed, so the time for raising it never begins and the plan stands "
        "unchallenged.",
    ),
    Fault(
        "a report on a decision that nobody makes",
        "sussex",
        (in_step("3", "Service manager or equivalent", "report back within: 28 calendar days of the decision"),),
        "No one decides at this step, so the report that the raiser is promised is never due.",
    ),
)
