"""The seven barriers to challenge, as a private self-check that leads to something that helps.

Source: the seven barriers are box 5 of the Stoke-on-Trent briefing, `quoted` in its words. The sentences and the
supports are our own. The answers are the person's alone: this module gives back what may help and no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _  # marked here, translated where it is shown

# How far a person agrees with a sentence. From 4 up, the barrier is theirs today and support is offered.
AGREEMENT = (
    (1, _("Strongly disagree")),
    (2, _("Disagree")),
    (3, _("Neither agree nor disagree")),
    (4, _("Agree")),
    (5, _("Strongly agree")),
)
AGREES = 4


@dataclass(frozen=True)
class Support:
    """Something that helps. `leads_to` is a route ("next-step", "briefing", "door", "raise", "my-turn") or a help
    shown on the page: "scripts", "who-sees" or "colleague" (somebody to talk to, which no page can replace)."""

    text: str
    leads_to: str


@dataclass(frozen=True)
class Barrier:
    """One barrier: `sentence` is what a person agrees or disagrees with, in private."""

    code: str
    name: str
    quoted: str
    sentence: str
    supports: tuple[Support, ...]


BARRIERS = (
    Barrier(
        "communication",
        _("Finding the words"),
        "Communication skills",
        _("When I disagree with somebody in another agency, I find it hard to put it into words."),
        (
            Support(_("Use a script: what you see, what you think, why, and how they see it."), "scripts"),
            Support(_("Say it aloud once to a colleague before you call, and ask what they heard."), "colleague"),
            Support(_("At the end of the call, ask the other person to say back what you agreed."), "scripts"),
        ),
    ),
    Barrier(
        "confidence",
        _("Confidence"),
        "Lack of confidence",
        _("I doubt that my view counts for enough to question the other agency's decision."),
        (
            Support(_("Ask a colleague or your safeguarding lead to sit beside you when you call."), "colleague"),
            Support(_("Read why a challenge is good practice, and not a criticism of anybody."), "briefing"),
            Support(_("Start with what you saw yourself. Nobody else may have seen it."), "scripts"),
        ),
    ),
    Barrier(
        "experience",
        _("Experience"),
        "Lack of experience",
        _("I have not challenged another agency often enough to know how it is done."),
        (
            Support(_("Talk it through with somebody who has done it, without naming the child."), "colleague"),
            Support(_("See worked examples of what to say, and of a good answer."), "scripts"),
            Support(_("Read the seven cards. They are short."), "briefing"),
        ),
    ),
    Barrier(
        "process",
        _("Knowing the procedure"),
        "Lack of knowledge of process/procedures",
        _("I am not sure which step I am at, or who I should go to next."),
        (
            Support(_("See the steps, and who answers at each. You only need to know the next one."), "next-step"),
            Support(_("Not sure that this is a challenge? A few questions show the right door."), "door"),
            Support(_("Read the card on escalation."), "briefing"),
        ),
    ),
    Barrier(
        "bias",
        _("Bias"),
        "Types of bias",
        _("I tend to stay with my first view, or to trust people who are more senior or sound more certain."),
        (
            Support(_("Before you call, write down one other explanation of what you saw."), "scripts"),
            Support(_("Rate how safe the child is before you see the other side's rating."), "raise"),
            Support(_("Say what would change your mind, and ask the other person the same."), "scripts"),
        ),
    ),
    Barrier(
        "time",
        _("Time"),
        "Time constraints",
        _("I do not have the time to take a disagreement further."),
        (
            Support(_("Start with three things: who, what worries you, what you want. It takes minutes."), "raise"),
            Support(_("Leave it half done. Your draft is kept and you can go on later."), "raise"),
            Support(_("Use three sentences on the phone when that is all there is time for."), "scripts"),
        ),
    ),
    Barrier(
        "fear",
        _("Fear or worry"),
        "Fear/worry",
        _("I worry about what could happen to me, or to how we work together, if I challenge."),
        (
            Support(_("See who will see what, before you send anything."), "who-sees"),
            Support(_("Your draft is private until you send it. Write it first and decide afterwards."), "raise"),
            Support(_("Ask yourself: is my hesitation about me, or about the child?"), "scripts"),
            Support(_("Talk to your manager, your safeguarding lead or a trade union first."), "colleague"),
            Support(_("If you fear for your job, or your employer will not act, see the other routes."), "door"),
        ),
    ),
)

BY_CODE = {barrier.code: barrier for barrier in BARRIERS}


def supports_for(answers: Mapping[str, int]) -> list[Support]:
    """What may help, for answers of barrier code -> 1 to 5 (see AGREEMENT). Nothing is kept.

    Only sentences that were agreed with count. The strongest agreement comes first, then the order of the briefing;
    each support is given once. An unanswered barrier is left out. Raises ValueError for an unknown code or answer.
    """
    for code, answer in answers.items():
        if code not in BY_CODE:
            raise ValueError(f"There is no barrier called {code!r}.")
        if answer not in dict(AGREEMENT):
            raise ValueError(f"The answer for {code!r} must be from 1 to 5, not {answer!r}.")
    agreed = [barrier for barrier in BARRIERS if answers.get(barrier.code, 0) >= AGREES]
    agreed.sort(key=lambda barrier: -answers[barrier.code])
    return list(dict.fromkeys(support for barrier in agreed for support in barrier.supports))
