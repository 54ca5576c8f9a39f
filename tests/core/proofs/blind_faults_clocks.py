"""Faults in what a clock starts at: events that cannot happen, that wait for each other, or that come too late."""

from __future__ import annotations

from tests.core.proofs.blind_shape import Fault

STEP_3_TIMES = "settle within: 5 working days\n  settle within, urgent: 1 working day\n"
REPRESENTATIVES = "decided by: partnership representative"

CLOCKS = [
    Fault(
        "counted from an acknowledgement nobody owes",
        "demo-borough",
        (
            ("  acknowledge within: 1 working day of being raised\n", ""),
            ("reply within: 2 working days of being raised", "reply within: 2 working days of the acknowledgement"),
        ),
        "The reply is counted from an acknowledgement that nobody has to give, so its time need never begin.",
    ),
    Fault(
        "counted from a reply nobody owes",
        "demo-borough",
        (
            (
                f"{STEP_3_TIMES}  {REPRESENTATIVES}",
                f"settle within: 5 working days of the reply\n  {REPRESENTATIVES}",
            ),
        ),
        "No reply is asked for at step 3, so its time never begins and it never must go on to the chair.",
    ),
    Fault(
        "counted from a meeting nobody calls",
        "demo-borough",
        (
            (
                f"{STEP_3_TIMES}  {REPRESENTATIVES}",
                f"decide within: 5 working days of the meeting\n  {REPRESENTATIVES}",
            ),
        ),
        "The decision is due after a meeting that the text tells nobody to hold, so it is never due.",
    ),
    Fault(
        "the meeting waits for the decision",
        "demo-borough",
        (
            (
                f"{STEP_3_TIMES}  {REPRESENTATIVES}",
                "meet within: 5 working days of the decision\n  decide within: 2 working days of the meeting\n"
                f"  {REPRESENTATIVES}",
            ),
        ),
        "The meeting is counted from the decision and the decision from the meeting, so neither is ever due.",
    ),
    Fault(
        "the reply and its acknowledgement wait for each other",
        "demo-borough",
        (
            ("acknowledge within: 1 working day of being raised", "acknowledge within: 1 working day of the reply"),
            ("reply within: 2 working days of being raised", "reply within: 2 working days of the acknowledgement"),
        ),
        "Each of the two is counted from the other, so the other agency owes nothing until it has answered by itself.",
    ),
    Fault(
        "acknowledged only once answered",
        "demo-borough",
        (("acknowledge within: 1 working day of being raised", "acknowledge within: 1 working day of the reply"),),
        "The raiser hears that it arrived only after the reply, which is when the word is of no use.",
    ),
    Fault(
        "taken up once agreed",
        "demo-borough",
        (
            (
                "title, social care: team manager\n  raise within: 2 working days of the previous step ending",
                "title, social care: team manager\n  raise within: 2 working days of agreement",
            ),
        ),
        "It goes to step 2 because there is no agreement, and the time to take it up is counted from one.",
    ),
    Fault(
        "settled within days of agreement",
        "demo-borough",
        (("settle within: 10 working days", "settle within: 10 working days of agreement"),),
        "The chair's time begins when it is agreed, which is what it is to bring about, so it never runs out.",
    ),
    Fault(
        "a previous task that is not there",
        "coventry",
        (("  settle within: 1 working day\n", ""),),
        "The line managers' day begins when the front line's runs out, and the front line no longer has one.",
    ),
    Fault(
        "a previous task that never runs out",
        "coventry",
        (("settle within: 1 working day\n", "settle within: acceptable to both\n"),),
        "The line managers' day begins when the front line's time runs out, which words without a number never do.",
    ),
    Fault(
        "both levels at once",
        "coventry",
        (
            (
                "settle by line manager should be within: 1 working day of the previous task running out",
                "settle by line manager should be within: 1 working day",
            ),
        ),
        "Practitioners and their managers are both to settle it in the same day, so neither knows who has it.",
    ),
    Fault(
        "a letter after a meeting that is not held",
        "sefton-2017",
        (("  meet within: 5 working days of the previous task running out\n", ""),),
        "The letter is due after agreement at a meeting that the step no longer calls, and nothing follows the aim.",
    ),
    Fault(
        "a letter after a decision that nobody takes",
        "coventry",
        (
            (
                "if not settled: offer step 3",
                "write within: 2 working days of the decision\n  if not settled: offer step 3",
            ),
        ),
        "Nobody decides at that step, so the raiser never gets the written answer.",
    ),
    Fault(
        "raised within hours of being raised",
        "sussex-conference-dissent",
        (("raise within: 72 hours of the conference", "raise within: 72 hours of being raised"),),
        "The time to raise dissent begins only when it is raised, so dissent may come long after the conference.",
    ),
    Fault(
        "a step before the first",
        "liverpool",
        (
            (
                "raise within: as soon as possible of the disagreement",
                "raise within: 2 working days of the previous step ending",
            ),
        ),
        "There is no step before the first, so the time to raise a worry never begins.",
    ),
    Fault(
        "the plan waits for the agreement on it",
        "lincolnshire",
        (
            (
                "agree a plan within: 2 working days, written as 48 hours (two working days)",
                "agree a plan within: 2 working days of agreement, written as 48 hours (two working days)",
            ),
        ),
        "The plan is due two days after it is agreed, so the liaison officers are never late however long they take.",
    ),
    Fault(
        "reply counted from the managers' decision",
        "cheshire-east",
        (("reply within: not stated", "reply within: 2 working days of the decision"),),
        "Nobody decides at Stage 2, so the reply that practitioners found slow is now never due.",
    ),
    Fault(
        "it must go up, and no time runs out",
        "cheshire-east-old",
        (
            (
                "settle within: not stated\n  if not settled: must go to step 2",
                "settle within: none\n  if not settled: must go to step 2",
            ),
        ),
        "The text now says that there is no time at step 1, so what must go up the same day never must.",
    ),
]
