"""Small edits to the real policies, such as drafters make, that leave a text which reads well and means harm.

Under each of `FAULTS` a child's matter could fall silent, go round for ever, be nobody's, wait in danger and so on, or
a line could never matter or never be kept. Each of `NEAR_MISSES` looks like one of them and is sound. They were written
from the policies and the field alone, by somebody who had not seen how a policy is proved.
"""

from __future__ import annotations

from dataclasses import dataclass

Change = tuple[str, str]


@dataclass(frozen=True)
class Fault:
    """An edit to `policies/<file>.policy`: each (old, new) replaces the first occurrence, one change after the other.

    `why` is what happens to the child's matter, in a sentence for a safeguarding lead; for a near miss, why it is
    sound.
    """

    name: str
    file: str
    changes: tuple[Change, ...]
    why: str

    def applied(self, text: str) -> str:
        """The policy text with the edit made. Raises ValueError when the text no longer holds what is replaced."""
        for old, new in self.changes:
            if old not in text:
                raise ValueError(f"{self.file}.policy no longer holds {old!r}, which “{self.name}” replaces.")
            text = text.replace(old, new, 1)
        return text


def _added(line: str, *more: str) -> Change:
    """Lines added inside a step, after its head or after one of its lines."""
    return f"{line}\n", "\n  ".join((line, *more)) + "\n"


def _deleted(line: str) -> Change:
    """A line taken out of a step, its first occurrence."""
    return f"\n  {line}\n", "\n"


def _at_top(*lines: str) -> Change:
    """Lines added among those about the whole policy."""
    return "\nsteps are called:", "\n" + "".join(f"{line}\n" for line in lines) + "steps are called:"


def _section(head: str, *lines: str) -> Change:
    """A section added before the steps."""
    return "\nstep 1:", f"\n{head}\n" + "".join(f"  {line}\n" for line in lines) + "\nstep 1:"


def _in_step(key: str, name: str, *lines: str) -> Change:
    """Lines added at the beginning of a step; its name says where that is."""
    return _added(f"step {key}: {name}", *lines)


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
        (_deleted("if not settled, urgent: offer step 4a"),),
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
        (_added("  if not settled: offer step 3", "if not settled, urgent: must go to step 1"),),
        "Ordinary matters go up, but an urgent one is sent back to the practitioners each time the managers fail, and "
        "never comes to the partnership.",
    ),
    Fault(
        "step two was kept for urgent matters",
        "liverpool",
        (_in_step("2", "Line managers", "only if: the matter is urgent"),),
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
        (_added("  if not settled: must go to step 2", "where it goes is chosen by: business unit"),),
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
        (_added("  if not settled: offer step 3", "if no reply: must go to step 1"),),
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
        (_added("  if not settled: offer step 2", "if no reply: must go to step 2"),),
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
        (_deleted("reply within: 3 working days of being raised"),),
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
        (_added("  if not settled: must go to step 2", "settle within, urgent: without delay"),),
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
        (_in_step("1", "not stated", "reply within: 2 working days of the reply"),),
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
        (_deleted("meet within: 5 working days of the previous task running out"),),
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
        (_deleted("settle within: 1 working day"),),
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
        (_in_step("3", "Safeguarding Partnership representatives", "raise within: 5 working days of the decision"),),
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
        (_in_step("3", "Service manager or equivalent", "report back within: 28 calendar days of the decision"),),
        "No one decides at this step, so the report that the raiser is promised is never due.",
    ),
)

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
        (_section("for health, step 2:", "reply within: 10 working days"),),
        "Where health must answer, its ten days outlast the five of the step, so the matter leaves Step 2 unanswered "
        "with nobody late.",
    ),
    Fault(
        "it is acknowledged long after it had to be settled",
        "birmingham",
        (_added("  settle should be within: 1 working week", "acknowledge within: 3 working weeks of being raised"),),
        "The other agency may take three weeks to say that it has the matter, which should be settled in one.",
    ),
    Fault(
        "a meeting after the time for the step",
        "demo-borough",
        (_in_step("2", "Line managers", "meet within: 10 working days"),),
        "The meeting is due five days after the step has run out, so the managers are not late when it never happens.",
    ),
    Fault(
        "the chair decides after the procedure has ended",
        "demo-borough",
        (_in_step("4", "Independent chair", "decide within: 15 working days"),),
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
        (_at_top("all steps within: 40 working days", "all steps within, urgent: 5 working days"),),
        "Step 4 has no urgent time, so its ten days alone break the urgent cap of five: it runs out on the chair "
        "before the chair's own time does.",
    ),
    Fault(
        "a cap shorter than its parts",
        "demo-borough",
        (_at_top("steps 1 to 2 within: 8 working days"),),
        "Step 1 alone may take five days, and Step 2 two and five more, so who keeps every time still breaks the cap.",
    ),
    Fault(
        "a repeated step outgrows its cap",
        "demo-borough",
        (
            _at_top("steps 1 to 2 within: 14 working days"),
            _in_step("2", "Line managers", "repeated with: senior manager, head of service"),
        ),
        "Step 2 is gone through three times with five days each, which the cap of fourteen days does not hold, so "
        "the last managers get the matter when its time is over.",
    ),
    Fault(
        "an urgent cap that is longer than the ordinary one",
        "stoke-on-trent",
        (_at_top("all steps within: 20 working days", "all steps within, urgent: 30 working days"),),
        "The two numbers were swapped: an urgent matter may take ten days longer than one that can wait.",
    ),
    Fault(
        "the top has no time",
        "demo-borough",
        (_deleted("settle within: 10 working days"),),
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
            _at_top("priority: soon"),
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
        (_at_top("priority: soon"), ("reply within: not stated", "reply within: 5 working days")),
        "No time belongs to the priority, so practitioner and manager agree that it is to be soon, and nothing is "
        "sooner.",
    ),
)

STANDING_STILL = (
    Fault(
        "a pause without end",
        "sussex",
        (_in_step("2", "First-line managers", "may pause: for as long as needed"),),
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
        (_in_step("1", "Front line", "may pause: at most 260 working days, once"),),
        "A step meant to take a week or less may stand still for a year of working days, while the child waits.",
    ),
    Fault(
        "a pause longer than the cap",
        "birmingham",
        (
            _at_top("all steps within: 10 working days"),
            _added("  settle should be within: 1 working week", "may pause: at most 20 working days, once"),
        ),
        "The clocks of the step may stand still for twenty days while everything together must be done in ten.",
    ),
    Fault(
        "the urgent meeting may be paused",
        "lincolnshire",
        (_in_step("4a", "Independently chaired meeting", "may pause: at most 10 working days, twice"),),
        "Only urgent matters come to this meeting, and there they may be stopped for two weeks, twice.",
    ),
    Fault(
        "handed back as often as you like",
        "london",
        (_in_step("2", "First-line managers", "may be handed back: to step 1"),),
        "It must go up when the week has run out and may be handed down any number of times, so it can go up and down "
        "for ever.",
    ),
    Fault(
        "handed back to a step it has not been at",
        "coventry",
        (_in_step("1", "Front line and line managers", "may be handed back: to step 3, once"),),
        "The front line may “hand back” to the head of service, who has never had it: the second tier is passed over, "
        "and the line contradicts what handing back is.",
    ),
    Fault(
        "handed back to where it is",
        "sussex",
        (_in_step("2", "First-line managers", "may be handed back: to step 2, once"),),
        "A renumbering made the managers hand the matter back to themselves, so it gains time and gets nowhere.",
    ),
    Fault(
        "the same rung twice",
        "stoke-on-trent",
        (_in_step("1", "Initial professional discussion", "repeated with: practitioner"),),
        "The discussion between the practitioners is repeated with the same practitioners before it may go up.",
    ),
    Fault(
        "a warning that is longer than the urgent time",
        "demo-borough",
        (_in_step("2", "Line managers", "warn the other side: 2 working days before"),),
        "An urgent matter runs out after one day but may not go up before two days of warning, so the courtesy holds "
        "up the urgent ones.",
    ),
    Fault(
        "a gate without a time",
        "demo-borough",
        (_in_step("3", "Partnership representatives", "first agreed by: head of service"),),
        "The head of service must agree before it goes to the partnership and has no time to do so in, so a full "
        "in-box holds up the child.",
    ),
    Fault(
        "a gate that takes ten days before something immediate",
        "lincolnshire",
        (
            _in_step(
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
            _section(
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

NOBODY = (
    Fault(
        "the other side owes a reply at a step it is not in",
        "demo-borough",
        (
            _section(
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
        (
            _in_step(
                "2", "Line managers", "raise by responding side within: 2 working days of the previous step ending"
            ),
        ),
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
        (_in_step("2", "Second-tier managers", "inside: the raising agency"),),
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
        (_section("other doors:", "not for: Information withheld"),),
        "The same subject can be chosen when raising and is not for this policy, so a child about whom information is "
        "withheld is sent away from the door that invited it.",
    ),
    Fault(
        "schools have nobody at step two",
        "demo-borough",
        (_section("for school, step 2:", "answered by: none"),),
        "Whenever a school is challenged, the matter comes to nobody at Step 2.",
    ),
    Fault(
        "what differs for schools is for a group that nobody is in",
        "demo-borough",
        (_section("for schools, step 2:", "answered by: safeguarding lead", "reply within: 3 working days"),),
        "The policy calls the group “school”, so what was agreed for schools never holds, and their safeguarding leads "
        "are passed over.",
    ),
    Fault(
        "with the police it goes round",
        "demo-borough",
        (_section("for police, step 3:", "if not settled: must go to step 2"),),
        "Only where the police must answer, the representatives and the managers send the matter to one another for "
        "ever and it never comes to the chair.",
    ),
    Fault(
        "a top that is skipped when nobody holds the post",
        "sefton-2022",
        (
            _in_step("4", "not stated", "if nobody holds the post: skip this step"),
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
        (_in_step("4", "Independent chair", "quorum: 3"),),
        "One chair decides and three must take part, so nothing can ever be decided and then the procedure ends.",
    ),
    Fault(
        "for the police the chair alone is too few",
        "demo-borough",
        (_section("for police, step 4:", "quorum: 2"),),
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
        (_added("  decided by: independent chair", "they may: recommend"),),
        "The last step gives advice that either agency may refuse, and after it the procedure ends undecided.",
    ),
    Fault(
        "the chair decides where there is no chair",
        "sefton-2022",
        (
            _in_step(
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
        (_in_step("3", "not stated", "quorum: 3", "dissent: recorded"),),
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
        (_in_step("3", "Head of Service", "decide within: 5 working days"),),
        "Something is to be decided in five days but no line says by whom, so it is both sides' and no one's.",
    ),
    Fault(
        "the partnership decides before it takes part",
        "demo-borough",
        (_at_top("partnership takes part from: step 4"),),
        "The representatives are to decide at Step 3, where the partnership only watches, so one of the two lines "
        "cannot be kept and agencies will argue which.",
    ),
)

LINES_THAT_NEVER_MATTER = (
    Fault(
        "the formal line is drawn where urgent matters never come",
        "lincolnshire",
        (_at_top("formal from: step 4b"),),
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
        (_at_top("withdrawing: not allowed"), ("used when: step 2 starts", "used when: it is withdrawn")),
        "Nothing can be withdrawn, so the form that tells the board is never due.",
    ),
    Fault(
        "one side fills in the other side's part",
        "sefton-2017",
        (
            _added(
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
        (_in_step("2", "Second-tier managers", "tell, when it is decided: practitioner, line manager"),),
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
        (_in_step("2", "First-line managers", "remind: 1 working day before"),),
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
        (_in_step("1", "The board's nominated persons", "first agreed by: line manager"),),
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
        (_added("  may start here: if immediate harm is feared", "may start here with agreement of: head of service"),),
        "Where immediate harm is feared a worker must first find a head of service who agrees, by no time at all.",
    ),
    Fault(
        "immediate harm starts where everything starts",
        "south-west",
        (
            _deleted("may start here: if immediate harm is feared"),
            _in_step("1", "not stated", "may start here: if immediate harm is feared"),
        ),
        "A renumbering moved the line to Stage 1, where every matter starts, so a child in fear of harm has no shorter "
        "way any more.",
    ),
    Fault(
        "immediate harm starts where nothing urgent may go",
        "lincolnshire",
        (_in_step("4b", "not stated", "may start here: if immediate harm is feared"),),
        "Step 4b is only for matters that are not urgent, so who fears immediate harm is let in at a door that is shut "
        "to them.",
    ),
)

FAULTS: tuple[Fault, ...] = (
    *WHERE_IT_GOES,
    *SILENCE,
    *CLOCKS_THAT_NEVER_BEGIN,
    *TIMES_THAT_DO_NOT_FIT,
    *STANDING_STILL,
    *NOBODY,
    *NEVER_DECIDED,
    *LINES_THAT_NEVER_MATTER,
    *DANGER,
)

NEAR_MISSES: tuple[Fault, ...] = (
    Fault(
        "schools keep the urgent time",
        "demo-borough",
        (_section("for school, step 2:", "reply within: 3 working days"),),
        "Each faster time is a line of its own: the urgent time of the step stays, and counts for schools too.",
    ),
    Fault(
        "handed back once",
        "demo-borough",
        (_in_step("3", "Partnership representatives", "may be handed back: to step 2, once"),),
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
        (_at_top("all steps within: 60 working days"),),
        "All times together come to less than thirty days, so whoever keeps them keeps the cap, and it is of use: "
        "nobody need take an offered step by any time.",
    ),
    Fault(
        "a cap over times without a number",
        "sussex",
        (_at_top("all steps within: 20 working days"),),
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
        (_in_step("3", "Partnership representatives", "quorum: 2"),),
        "Each agency has its representative, so two can take part, and if they do not decide it must go to the chair.",
    ),
    Fault(
        "urgent matters pass over the managers",
        "demo-borough",
        (_added("  if not settled: offer step 2", "if not settled, urgent: offer step 3"),),
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
        (_in_step("2", "Line managers", "if nobody holds the post: skip this step"),),
        "Where an agency has no line manager the matter goes on to Step 3, which is there and has people.",
    ),
    Fault(
        "a school answers with its safeguarding lead",
        "demo-borough",
        (
            _section(
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
        (_added("  if not settled: offer step 3", "if no reply: must go to step 3"),),
        "Without a reply it goes up on the second day, unsettled on the fifth, and to the same step both times.",
    ),
    Fault(
        "managers line by line",
        "demo-borough",
        (_in_step("2", "Line managers", "repeated with: senior manager, head of service"),),
        "Each line is another person with more power, each has its own time, and after the last it goes on to Step 3.",
    ),
    Fault(
        "plain hours for an urgent matter",
        "demo-borough",
        (_added("  settle within: 10 working days", "settle within, urgent: 72 hours"),),
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
