"""Faults in who: roles, titles, acting for, panels, the partnership as a spectator, one kind of agency."""

from __future__ import annotations

from tests.core.proofs.blind_shape import Fault

SETTLE = "settle within: 5 working days\n  settle within, urgent: 1 working day\n  "
LAST_TELL = "tell: practitioner, line manager, partnership representative, business unit\n"
LAST_RECORD = f"  {LAST_TELL}  record: The decision with its reasons, on the child's record in each agency.\n"

PEOPLE = [
    Fault(
        "step 3 is answered by those of step 1",
        "demo-borough",
        (("answered by: partnership representative", "answered by: practitioner"),),
        "After the managers it falls back to the practitioner who already said no, under the partnership's heading.",
    ),
    Fault(
        "the managers' step is answered by the practitioner",
        "demo-borough",
        (
            (
                "step 2: Line managers\n  raised by: line manager\n  answered by: line manager",
                "step 2: Line managers\n  raised by: line manager\n  answered by: practitioner",
            ),
        ),
        "Nobody new looks at it on the other side: the same practitioner answers a second time.",
    ),
    Fault(
        "a party decides at the top",
        "demo-borough",
        (("decided by: independent chair", "decided by: practitioner"),),
        "The last decision is given to a party of the dispute who is not in the step, so nobody independent judges.",
    ),
    Fault(
        "nobody answers at the start",
        "demo-borough",
        (
            (
                "step 1: Practitioners\n  raised by: practitioner\n  answered by: practitioner",
                "step 1: Practitioners\n  raised by: practitioner\n  answered by: not stated",
            ),
        ),
        "A reply is due in two working days from nobody in particular, so nobody owns it.",
    ),
    Fault(
        "the judge must raise it",
        "demo-borough",
        (
            (
                "step 3: Partnership representatives\n  raised by: line manager",
                "step 3: Partnership representatives\n  raised by: independent chair",
            ),
        ),
        "The chair, neutral and later the one who decides, is to carry one side's challenge up; that side cannot.",
    ),
    Fault(
        "a spectator has to answer",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\npartnership takes part from: step 4"),),
        "The partnership takes part from step 4 only, yet its representatives must answer and decide step 3.",
    ),
    Fault(
        "repeated with a spectator",
        "demo-borough",
        (
            ("formal from: step 2", "formal from: step 2\npartnership takes part from: step 3"),
            (
                "if not settled: offer step 3",
                "repeated with: senior manager, partnership representative\n  if not settled: offer step 3",
            ),
        ),
        "Step 2 is to be repeated with representatives of a partnership that takes no part before step 3.",
    ),
    Fault(
        "a reply that nobody in the step owes",
        "demo-borough",
        (
            (
                "reply within: 2 working days of being raised",
                "reply by senior manager within: 2 working days of being raised",
            ),
            (
                f"reply within, urgent: 4 working hours\n  {SETTLE}if not settled: offer step 2",
                f"{SETTLE}if not settled: offer step 2",
            ),
        ),
        "The reply is asked of a senior manager who does not take part in step 1, so whoever does owes none.",
    ),
    Fault(
        "a raiser who answers himself",
        "demo-borough",
        (
            (
                "reply within: 2 working days of being raised\n  reply within, urgent: 4 working hours\n",
                "reply by raising side within: 2 working days of being raised\n"
                "  reply by raising side within, urgent: 4 working hours\n",
            ),
        ),
        "Whoever raised it has to reply to it, and the agency that was challenged has no duty to answer at all.",
    ),
    Fault(
        "the challenged side must take it up",
        "demo-borough",
        (
            (
                "  title, social care: team manager\n  raise within: 2 working days of the previous step ending\n"
                "  raise within, urgent: 4 working hours\n",
                "  title, social care: team manager\n"
                "  raise by responding side within: 2 working days of the previous step ending\n"
                "  raise by responding side within, urgent: 4 working hours\n",
            ),
        ),
        "The agency that is challenged has the duty to escalate the challenge against itself, and will not.",
    ),
    Fault(
        "a letter from somebody who was not there",
        "demo-borough",
        (
            (
                "decided by: partnership representative",
                "write by independent chair within: 2 working days of the decision\n"
                "  decided by: partnership representative",
            ),
        ),
        "The chair, who takes no part in step 3, has to write its decision out; nobody who knows it owes the letter.",
    ),
    Fault(
        "escalated to the same sergeant",
        "sussex",
        (("title, police: detective inspector", "title, police: detective sergeant"),),
        "In the police the same rank answers at steps 2 and 3, so the matter is escalated to the one who refused it.",
    ),
    Fault(
        "escalated to a lower rank",
        "sussex",
        (
            ("detective sergeant\n  title, school: designated", "detective inspector\n  title, school: designated"),
            ("detective inspector\n  title, school: head", "detective sergeant\n  title, school: head"),
        ),
        "In the police it goes from the inspector down to the sergeant, who cannot overrule what was said above.",
    ),
    Fault(
        "nobody acts for the practices",
        "lincolnshire",
        (
            (
                "  acting for, GP practices: senior liaison officer of the clinical commissioning group or "
                "integrated care board\n",
                "",
            ),
        ),
        "Practices have no senior liaison officer, so what one of them raises has nobody at step 3.",
    ),
    Fault(
        "two answers on who acts for the practices",
        "lincolnshire",
        (
            (
                "step 4b: not stated\n  only if: the matter is not urgent, presumably (the text was not seen)\n"
                "  raised by: not stated\n  answered by: not stated\n  if not settled: not stated\n"
                "  record: In every agency's own records and in the child's file.\n",
                "step 4b: not stated\n  only if: the matter is not urgent, presumably (the text was not seen)\n"
                "  raised by: not stated\n  answered by: not stated\n  if not settled: not stated\n"
                "  record: In every agency's own records and in the child's file.\n\n"
                "for GP practices, step 3:\n  answered by: practitioner\n",
            ),
        ),
        "The step says the board's liaison officer acts for practices and its variant that the practitioner answers.",
    ),
    Fault(
        "one chair and a quorum of three",
        "demo-borough",
        (("decided by: independent chair", "decided by: independent chair\n  quorum: 3"),),
        "One person decides and three must be present to decide, so the last step can never decide.",
    ),
    Fault(
        "both sides must agree at the very end",
        "demo-borough",
        (
            (
                "decided by: independent chair",
                "decided by: partnership representative\n  they decide: by all of them",
            ),
        ),
        "Each side's representative can block the last decision, and then the procedure ends with the child unhelped.",
    ),
    Fault(
        "decided by a chair who is not there",
        "demo-borough",
        (
            (
                "decided by: partnership representative",
                "decided by: partnership representative\n  they decide: by the chair after hearing all",
            ),
        ),
        "The chair is to decide at step 3 and no chair is among those who decide there.",
    ),
    Fault(
        "the adviser of one side is the judge",
        "demo-borough",
        (("formal from: step 2", "formal from: step 2\nadvice from: independent chair"),),
        "The chair may be asked for advice by a side at any step and then decides between them at step 4.",
    ),
    Fault(
        "a school's reply comes after the end",
        "demo-borough",
        ((LAST_RECORD, f"{LAST_RECORD}\nfor school, step 2:\n  reply within: 10 working days\n"),),
        "A school may reply in ten working days at a step that is to be settled in five.",
    ),
    Fault(
        "in a school the same teacher answers twice",
        "demo-borough",
        ((LAST_RECORD, f"{LAST_RECORD}\nfor school, step 2:\n  answered by: practitioner\n"),),
        "Against a school the managers' step goes to the teacher who answered step 1, and no manager looks at it.",
    ),
    Fault(
        "with the police it circles",
        "demo-borough",
        ((LAST_RECORD, f"{LAST_RECORD}\nfor police, step 3:\n  if not settled: offer step 2\n"),),
        "Where the police answer, step 3 leads down to step 2 and the chair is never reached.",
    ),
    Fault(
        "with health it ends at the managers",
        "demo-borough",
        ((LAST_RECORD, f"{LAST_RECORD}\nfor health, step 2:\n  if not settled: the procedure ends\n"),),
        "A challenge to a health agency ends unsettled at step 2, while any other goes on to a decision.",
    ),
    Fault(
        "with the police no quorum can be had",
        "demo-borough",
        ((LAST_RECORD, f"{LAST_RECORD}\nfor police, step 4:\n  quorum: 4\n"),),
        "Where the police answer, four must be present for a decision that one chair takes alone, so there is none.",
    ),
    Fault(
        "a priority that needs the chair",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\npartnership takes part from: step 3\npriority: soon\n"
                "priority agreed by: practitioner, independent chair",
            ),
            (
                "reply within: 2 working days of being raised\n",
                "reply within: 2 working days of being raised\n  reply within, priority soon: 1 working day\n",
            ),
        ),
        "The priority is chosen at the start and must be agreed by a chair who takes no part until step 3.",
    ),
    Fault(
        "a priority that gives nothing",
        "demo-borough",
        (
            (
                "formal from: step 2",
                "formal from: step 2\npriority: soon\npriority agreed by: practitioner, line manager",
            ),
        ),
        "People agree that a matter is to be dealt with soon, and no time anywhere is shorter for it.",
    ),
]
