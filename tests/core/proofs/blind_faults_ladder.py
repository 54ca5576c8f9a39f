"""Faults in where a matter goes: ladder, step 0, gates, routers, repeats, entry, hand-back, lapse, the last step."""

from __future__ import annotations

from tests.core.proofs.blind_shape import Fault

LADDER = [
    Fault(
        "back to the start",
        "demo-borough",
        (("if not settled: offer step 3", "if not settled: offer step 1"),),
        "What managers cannot settle goes back to the practitioners, round and round, and never reaches step 3 or 4.",
    ),
    Fault(
        "a compulsory loop near the top",
        "demo-borough",
        (("if not settled: must go to step 4", "if not settled: must go to step 2"),),
        "Step 3 sends it back to the managers by force each time, so the independent chair never hears it.",
    ),
    Fault(
        "ends between the practitioners",
        "demo-borough",
        (("if not settled: offer step 2", "if not settled: the procedure ends"),),
        "An unsettled matter dies at step 1 and every step above it is out of reach.",
    ),
    Fault(
        "managers are passed over",
        "demo-borough",
        (("if not settled: offer step 2", "if not settled: offer step 3"),),
        "Step 2 stands in the text and nothing leads to it, so the managers who could settle it never have it.",
    ),
    Fault(
        "the next rung is lost",
        "sussex",
        (("if not settled: offer step 3", "if not settled: not stated"),),
        "Step 3 still stands, but nothing says that anything goes there: it stays with the first-line managers.",
    ),
    Fault(
        "representatives send it down",
        "sefton-2022",
        (("if not settled: offer step 4", "if not settled: offer step 2"),),
        "The partnership's representatives send it down to step 2, which offers step 3 again, and step 4 is unreached.",
    ),
    Fault(
        "the way for urgent matters is lost",
        "lincolnshire",
        (("  if not settled, urgent: offer step 4a\n", ""),),
        "The meeting for urgent matters is reached by nobody, and an urgent one goes to a step that is not for it.",
    ),
    Fault(
        "urgent and not urgent change places",
        "lincolnshire",
        (
            ("if not settled: offer step 4b", "if not settled: offer step 4a"),
            ("if not settled, urgent: offer step 4a", "if not settled, urgent: offer step 4b"),
        ),
        "An urgent matter is sent to the step only for what is not urgent, and the other way round.",
    ),
    Fault(
        "both branches are for what can wait",
        "lincolnshire",
        (("only if: the matter is urgent", "only if: the matter is not urgent"),),
        "An urgent matter is offered step 4a, which is closed to it, and has nowhere to go.",
    ),
    Fault(
        "a chooser who can only send it down",
        "demo-borough",
        (
            (
                "if not settled: must go to step 4",
                "if not settled: one of step 1, step 2\n  where it goes is chosen by: independent chair",
            ),
        ),
        "Whatever the chair chooses, it goes down again; step 4, the only end, is never among the choices.",
    ),
    Fault(
        "repeated with the same manager",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "repeated with: line manager\n  if not settled: offer step 3",
            ),
        ),
        "The same line managers who could not settle it are asked again, and the child waits twice as long for it.",
    ),
    Fault(
        "repeated downwards",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "repeated with: senior manager, practitioner\n  if not settled: offer step 3",
            ),
        ),
        "After senior managers it goes down to the practitioners who disagreed in the first place.",
    ),
    Fault(
        "own manager's no is the end",
        "demo-borough",
        (
            (
                "step 1: Practitioners",
                "step 0: Own manager first\n  inside: the raising agency\n  raised by: practitioner\n"
                "  answered by: line manager\n  settle within: 1 working day\n  if not settled: the procedure ends\n\n"
                "step 1: Practitioners",
            ),
        ),
        "What the raiser's own manager does not settle ends inside the agency; the other agency is never asked.",
    ),
    Fault(
        "step 0 with the chair inside the agency",
        "demo-borough",
        (
            (
                "step 1: Practitioners",
                "step 0: Own side first\n  inside: the raising agency\n  raised by: practitioner\n"
                "  answered by: independent chair\n  settle within: 1 working day\n"
                "  if not settled: may go to step 1\n\nstep 1: Practitioners",
            ),
        ),
        "The chair belongs to no agency, so a step inside the raising agency has nobody in it to answer.",
    ),
    Fault(
        "step 0 without a time that must move",
        "demo-borough",
        (
            (
                "step 1: Practitioners",
                "step 0: Own manager first\n  inside: the raising agency\n  raised by: practitioner\n"
                "  answered by: line manager\n  settle within: none\n  if not settled: must go to step 1\n\n"
                "step 1: Practitioners",
            ),
        ),
        "It is to move when the time runs out, but there is no time, so it can rest inside the agency for ever.",
    ),
    Fault(
        "the other side drops out half way",
        "demo-borough",
        (
            (
                "step 3: Partnership representatives\n",
                "step 3: Partnership representatives\n  inside: the raising agency\n",
            ),
        ),
        "After two steps with the other agency, step 3 is decided inside the raiser's own, without the other side.",
    ),
    Fault(
        "decided while still informal",
        "demo-borough",
        (("formal from: step 2", "formal from: step 4"),),
        "The representatives decide at a step that is said to be informal, so nobody need stand by the decision.",
    ),
    Fault(
        "the urgent branch stays informal",
        "lincolnshire",
        (("steps are called: Step", "steps are called: Step\nformal from: step 4b"),),
        "The urgent, independently chaired meeting comes before the line, and so never counts as formal.",
    ),
    Fault(
        "a gate without a clock",
        "demo-borough",
        (
            (
                "answered by: independent chair, senior manager",
                "answered by: independent chair, senior manager\n  first agreed by: partnership representative",
            ),
        ),
        "Step 3 must move it on, but step 4 waits for somebody's consent, which has no time and may never come.",
    ),
    Fault(
        "the gate is held by a spectator",
        "demo-borough",
        (
            ("formal from: step 2", "formal from: step 2\npartnership takes part from: step 3"),
            (
                "step 2: Line managers\n  raised by: line manager\n",
                "step 2: Line managers\n  raised by: line manager\n  first agreed by: business unit\n"
                "  review within: 1 working day\n",
            ),
        ),
        "Going to step 2 needs the business unit, which takes no part before step 3, so it is held up below.",
    ),
    Fault(
        "the gate may be looked at after it is due to be raised",
        "demo-borough",
        (
            (
                "step 2: Line managers\n  raised by: line manager\n",
                "step 2: Line managers\n  raised by: line manager\n  first agreed by: line manager\n"
                "  review within: 5 working days\n",
            ),
        ),
        "It is to be raised in two working days, yet the manager who must agree may take five.",
    ),
    Fault(
        "an urgent matter waits at the gate",
        "demo-borough",
        (
            (
                "step 3: Partnership representatives\n  raised by: line manager\n",
                "step 3: Partnership representatives\n  raised by: line manager\n  first agreed by: senior manager\n"
                "  review within: 2 working days\n",
            ),
        ),
        "An urgent matter is to be raised in four working hours, but its gate has two working days whatever the haste.",
    ),
    Fault(
        "immediate harm enters where it is slowest",
        "demo-borough",
        (
            (
                "step 4: Independent chair\n",
                "step 4: Independent chair\n  may start here: if immediate harm is feared\n",
            ),
        ),
        "Where immediate harm is feared it may begin at the step with ten working days and no urgent time.",
    ),
    Fault(
        "immediate harm enters at the branch for what can wait",
        "lincolnshire",
        (
            (
                "step 4b: not stated\n",
                "step 4b: not stated\n  may start here: if immediate harm is feared\n",
            ),
        ),
        "The entry is for immediate harm and the step only for what is not urgent: whoever enters is turned away.",
    ),
    Fault(
        "the last step may be skipped",
        "demo-borough",
        (
            (
                "answered by: independent chair, senior manager",
                "answered by: independent chair, senior manager\n  if nobody holds the post: skip this step",
            ),
        ),
        "With no chair in post the only end of the ladder is skipped, and it stops with nobody deciding.",
    ),
    Fault(
        "handed back for ever",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "if not settled: offer step 3\n  may be handed back: to step 1",
            ),
        ),
        "Managers may hand it back to the practitioners any number of times, so it can go to and fro without end.",
    ),
    Fault(
        "handed back to a branch not meant for it",
        "lincolnshire",
        (
            (
                "  only if: the matter is not urgent, presumably (the text was not seen)\n",
                "  only if: the matter is not urgent\n  may be handed back: to step 4a, once\n",
            ),
        ),
        "What is not urgent is handed to the step only for what is urgent, where it cannot be heard.",
    ),
    Fault(
        "silence ends it",
        "demo-borough",
        (("if not settled: offer step 2", "if not settled: offer step 2\n  if no reply: the procedure ends"),),
        "An agency that does not answer is rid of the challenge: its silence closes the child's matter.",
    ),
    Fault(
        "silence starts it again",
        "demo-borough",
        (("if not settled: offer step 3", "if not settled: offer step 3\n  if no reply: must go to step 1"),),
        "When the managers do not reply it goes down to the practitioners, so silence is rewarded and it circles.",
    ),
    Fault(
        "urgent ends early",
        "demo-borough",
        (
            (
                "if not settled: must go to step 4",
                "if not settled: must go to step 4\n  if not settled, urgent: the procedure ends",
            ),
        ),
        "An ordinary matter goes on to the chair, while an urgent one stops at step 3.",
    ),
    Fault(
        "urgent goes down",
        "demo-borough",
        (
            (
                "if not settled: offer step 3",
                "if not settled: offer step 3\n  if not settled, urgent: must go to step 1",
            ),
        ),
        "An urgent matter that managers did not settle is sent down by force and circles between steps 1 and 2.",
    ),
    Fault(
        "the last step has no end",
        "demo-borough",
        (("settle within: 10 working days", "settle within: none"),),
        "At the last step there is no time and no next step, so the chair can keep it open for ever.",
    ),
    Fault(
        "the local text bends the ladder back",
        "sandwell",
        (
            (
                "  to confirm: What follows senior managers. The regional chapter names no top body, and points to the "
                "local process.",
                "  to confirm: What follows senior managers.\n\nstep 2: Team managers\n"
                "  settle within: 5 working days\n  if not settled: must go to step 1",
            ),
        ),
        "The local page sends what managers do not settle back to step 1; the regional step 3 is cut off.",
    ),
    Fault(
        "a hand-back between two forced steps",
        "demo-borough",
        (
            (
                "if not settled: the procedure ends",
                "if not settled: the procedure ends\n  may be handed back: to step 3",
            ),
        ),
        "The chair may hand it back without limit and step 3 must send it up again, so it need never be decided.",
    ),
    Fault(
        "only immediate harm gets further",
        "south-west",
        (("if not settled: offer step 2", "if not settled: the procedure ends"),),
        "Stage 2 is open only to those who began there in fear of immediate harm; all else ends at Stage 1.",
    ),
    Fault(
        "the representatives are out of reach",
        "stoke-on-trent",
        (("if not settled: offer step 3", "if not settled: the procedure ends"),),
        "Step 3, which the briefing asks people to escalate to, stands in the text with no way to it.",
    ),
]
