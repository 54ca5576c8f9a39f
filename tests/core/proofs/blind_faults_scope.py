"""Faults in what stands round the ladder: forms, who is told, withdrawing, scope, dates, danger, partnerships."""

from __future__ import annotations

from tests.core.proofs.blind_shape import Fault

STEP_3_TELL = "  tell: practitioner, line manager, business unit\n"
STEP_4_TELL = "  tell: practitioner, line manager, partnership representative, business unit\n"

SCOPE = [
    Fault(
        "a form for a decision that nobody takes",
        "sefton-2017",
        (("used when: step 2 starts", "used when: it is decided at step 2"),),
        "Nobody decides at Stage 2, so the form that tells the board is never asked for.",
    ),
    Fault(
        "the notification is sent to nobody",
        "sefton-2017",
        (("  sent to: LSCB\n", ""), ("  tell: LSCB Business Manager\n", "")),
        "The form that must tell the board goes to nobody, and nobody else tells it before the end.",
    ),
    Fault(
        "a part of the form that nobody fills in",
        "sefton-2017",
        (
            (
                "used when: step 2 starts\n",
                "used when: step 2 starts\n  filled in by: raising side\n  field, raising side: What is disagreed\n"
                "  field, responding side: What the answer is\n",
            ),
        ),
        "The form asks for the other side's answer and only the raising side fills it in, so it is never complete.",
    ),
    Fault(
        "a formal form at an informal stage",
        "sefton-2017",
        (("steps are called: Stage", "steps are called: Stage\nformal from: step 3"),),
        "The form says that the procedure has been invoked at a stage that is said not to be formal yet.",
    ),
    Fault(
        "the last decision is told to nobody",
        "demo-borough",
        ((STEP_4_TELL, ""),),
        "The chair decides and no one has to be told: not the practitioner, not the manager, not the partnership.",
    ),
    Fault(
        "told only of a withdrawal that cannot be",
        "demo-borough",
        (
            ("withdrawing: allowed\n", ""),
            (STEP_3_TELL, "  tell, when it is withdrawn: practitioner, line manager, business unit\n"),
        ),
        "Nothing allows withdrawing, so at step 3 nobody is ever told anything, not even the decision.",
    ),
    Fault(
        "told only of a reply that is not asked for",
        "demo-borough",
        ((STEP_3_TELL, "  tell, when there is a reply: practitioner, line manager, business unit\n"),),
        "No reply is owed at step 3, so those who wait to hear of the decision hear nothing.",
    ),
    Fault(
        "told of a lapse that cannot be",
        "west-midlands",
        (
            (
                "if not settled: offer step 3",
                "if not settled: offer step 3\n  tell, when a time runs out: business unit",
            ),
        ),
        "No time of that step has a number, so nothing runs out and the business unit never hears that it is stuck.",
    ),
    Fault(
        "told of a decision that nobody takes",
        "sussex",
        (
            (
                "title, school: head teacher\n",
                "title, school: head teacher\n  tell, when it is decided: practitioner, line manager\n",
            ),
        ),
        "Nobody decides at step 3, so the practitioner is never told how it came out.",
    ),
    Fault(
        "withdrawn without a word",
        "birmingham",
        (("steps are called: Stage", "steps are called: Stage\nwithdrawing: allowed"),),
        "A challenge dropped under pressure is told to nobody: the only tell line is for the start of a step.",
    ),
    Fault(
        "only themes, while children wait",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\ncan be about: a theme, no child named"),),
        "A line meant to add themes shuts out every matter about a child, which all steps are written for.",
    ),
    Fault(
        "only parents raise what only practitioners raise",
        "sussex-conference-dissent",
        (("may be raised by: a professional", "may be raised by: a parent or carer"),),
        "Only parents may raise it and only a practitioner can at step 1, so nobody can.",
    ),
    Fault(
        "a topic that is sent away",
        "demo-borough",
        (
            (
                "  topic: A theme, not one child\n",
                "  topic: A theme, not one child\n\nother doors:\n"
                "  not for: Threshold, level of need or response to a referral\n",
            ),
        ),
        "The most frequent topic is on the list and is also said not to belong here, so it has no door.",
    ),
    Fault(
        "the whole purpose is sent away",
        "demo-borough",
        (
            (
                "  topic: A theme, not one child\n",
                "  topic: A theme, not one child\n\nother doors:\n"
                "  door, a disagreement between agencies: Use the complaints procedure.\n",
            ),
        ),
        "What the policy is for is sent to complaints, so a practitioner gives up or waits there.",
    ),
    Fault(
        "danger waits for step 1",
        "demo-borough",
        (
            (
                "say: Call 999 or the duty team now. Do not wait for any step of this procedure.",
                "say: Begin at step 1 and mark it as urgent.",
            ),
        ),
        "A child in danger is made to wait for a procedure of working hours instead of the police or the duty team.",
    ),
    Fault(
        "in force before it was written",
        "demo-borough",
        (("version: 2026-04-01", "version: 2026-04-01\nin force from: 2026-03-01"),),
        "For a month a text governs that did not exist, so times ran out that nobody could have known.",
    ),
    Fault(
        "in force in a lifetime",
        "demo-borough",
        (("version: 2026-04-01", "version: 2026-04-01\nin force from: 2062-05-01"),),
        "Two figures changed places, and the policy does not hold for any child of today.",
    ),
    Fault(
        "whose partnership's working days",
        "demo-borough",
        (
            ("partnership: Anyshire (invented)", "partnership: Anyshire (invented)\npartnership: Otherton (invented)"),
            ("formal from: step 2", "formal from: step 2\nworking days are those of: the partnership"),
        ),
        "The days are the partnership's and there are two of them, so nobody can say on which day a time runs out.",
    ),
    Fault(
        "danger as one of the ways",
        "demo-borough",
        (
            (
                "if not settled: must go to step 4",
                "may also go to: the duty team, where the child is in immediate danger\n"
                "  if not settled: must go to step 4",
            ),
        ),
        "What must not wait for any step is made a choice that stands open at step 3 only.",
    ),
    Fault(
        "whoever raised it is left out",
        "birmingham",
        (("tell: relevant personnel, the professional who raised it", "tell: relevant personnel"),),
        "The record is to be shared with the professional who raised it, and no line tells that person anything.",
    ),
    Fault(
        "the only step is closed to what it is for",
        "gloucestershire",
        (
            (
                "only if: there is an imminent risk and the other agency disagrees",
                "only if: the risk is not imminent and the other agency disagrees",
            ),
        ),
        "For an imminent risk people are sent to the nominated persons, whose step now takes only what is not.",
    ),
]
