"""Ways of saying it, for the person who raises a challenge and for the person who is challenged.

Source: methods known by these names across health care and safeguarding (advocacy with inquiry, the two-challenge
rule, CUS, PACE, SBAR); the words and the examples, all invented, are our own. They are offered, not required, and
nothing is promised of them: evidence that scripts by themselves raise speaking up is mixed to nil.
"""

from dataclasses import dataclass
from typing import Literal

# To be asked before any script.
SELF_CHECK = "Is my hesitation about me, or about the child?"
SELF_CHECK_HELP = (
    "If it is about you (a difficult conversation, looking foolish, somebody senior), you may need support, "
    "but the child still needs you to speak. If it is about the child, say so: that is the challenge."
)


@dataclass(frozen=True)
class Script:
    """One way of saying it. `side` says for whom, `when` in what situation; `lines` are (label, example), in order."""

    code: str
    name: str
    side: Literal["raising", "responding"]
    when: str
    lines: tuple[tuple[str, str], ...]


SCRIPTS = (
    Script(
        "advocacy-inquiry",
        "Say what you see, then ask",
        "raising",
        "For most first conversations. You give your view and ask for theirs, so that either of you can learn "
        "something.",
        (
            ("I see", "I see that the last three visits did not take place."),
            ("I think", "I think the children may be less safe than the plan says,"),
            ("Because", "because nobody has seen the bedroom since 3 March."),
            ("How do you see it?", "How do you see it? What do you know that I do not?"),
        ),
    ),
    Script(
        "two-challenge",
        "Ask twice, then take it up",
        "raising",
        "When you did not get an answer. Silence the first time is often not having heard.",
        (
            ("First time", "I am worried that closing the case now leaves nobody visiting. How do you see it?"),
            ("Second time", "I raised this on Monday and still have the same worry. I need your answer on it today."),
            (
                "Then",
                "We have not settled this, so I am taking it to the next step. I wanted you to hear it from me first.",
            ),
        ),
    ),
    Script(
        "cus",
        "CUS: three sentences for a telephone call",
        "raising",
        "On the phone or in a meeting that is moving too fast. Each sentence is stronger than the last; "
        "stop when you are heard.",
        (
            ("I am concerned", "I am concerned that she is going home tonight."),
            ("I am unsure, or uncomfortable", "I am uncomfortable with that plan, as nobody has spoken to her alone."),
            ("This is a safety issue", "This is a safety issue. I want us to stop and think again before she leaves."),
        ),
    ),
    Script(
        "pace",
        "PACE: four levels of strength",
        "raising",
        "To start gently and know how to become firmer. In immediate danger, go straight to the last line.",
        (
            ("Probe", "Can you help me understand how this keeps him safe at the weekend?"),
            ("Alert", "I think there is a risk at the weekend that the plan does not cover."),
            ("Challenge", "I do not agree that this is safe. I am asking you to hold a discussion before Friday."),
            ("Emergency", "He is in danger now. I am calling 999."),
        ),
    ),
    Script(
        "sbar",
        "SBAR, and hear it read back",
        "raising",
        "To brief a manager, yours or theirs, in a minute: situation, background, assessment, recommendation.",
        (
            ("Situation", "I disagree with the decision of 4 March to take no further action."),
            ("Background", "There have been three referrals since January. The last was about a bruise."),
            ("Assessment", "I think the risk is growing, because each incident was worse than the one before."),
            ("Recommendation", "I am asking you to speak to the other team's manager by noon tomorrow."),
            ("Read-back", "Can you tell me what you have heard, and what you will do by when?"),
        ),
    ),
    Script(
        "answer",
        "When you are the one challenged",
        "responding",
        "For a reply in writing or aloud. A challenge is about the child's situation, not about your worth; "
        '"you were right" is a good outcome.',
        (
            ("Thank", "Thank you for raising this."),
            ("Restate", "As I understand it, you are worried that nobody has seen the bedroom since 3 March."),
            ("Reasons", "We chose to visit at school, because she speaks more freely there."),
            ("What would change it", "I would look again if she told anybody that she is afraid to go home."),
            ("Next step and when", "I will visit the home by Thursday and call you the same day."),
        ),
    ),
)

DEFAULT = SCRIPTS[0]
BY_CODE = {script.code: script for script in SCRIPTS}
