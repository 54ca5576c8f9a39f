"""Checks on the answer of the person who is challenged: thank, restate, reasons, what would change it, next step."""

from collections.abc import Iterator

from forthright.core.coach import lexicon
from forthright.core.coach.remark import Remark, look_again, missing
from forthright.core.coach.text import has_when, phrases, without_quotes

# (code, words that show it is there, why it matters, what to write). In the order in which a reply is best read.
PARTS = (
    (
        "reply-no-thanks",
        lexicon.THANKS,
        "Raising a worry takes effort and often courage. Thanks makes it likelier that the next worry is raised too.",
        'Start with a line such as: "Thank you for raising this."',
    ),
    (
        "reply-no-restating",
        lexicon.RESTATES,
        "Until people hear their own worry said back, they cannot tell whether they were understood.",
        'Say the worry back in your own words: "As I understand it, you are worried that ..."',
    ),
    (
        "reply-no-reasons",
        lexicon.REASONS,
        "A decision without its reasons cannot be weighed, and the child's record needs both.",
        'Give your reasons: "We decided this because ..."',
    ),
    (
        "reply-no-change",
        lexicon.WOULD_CHANGE,
        "Saying what would change your mind shows that it is open, and tells the other person what to look for.",
        'Add a line such as: "I would look again if ..."',
    ),
    (
        "reply-no-next-step",
        lexicon.NEXT_STEPS,
        "The person who raised this needs to know what happens now, and who does it.",
        'Say what you will do: "I will ... by ..."',
    ),
)


def check_reply(reply: str) -> Iterator[Remark]:
    """Remarks on a reply. An empty one gets a single remark: a list of all that is missing would help nobody."""
    if not reply.strip():
        yield missing(
            "reply-empty",
            "reply",
            "The other person asked you something and needs an answer.",
            "Thank them, say their worry back, give your reasons, what would change your mind, and the next step.",
        )
        return
    for code, words, why, try_ in PARTS:
        if not phrases(reply, words):
            yield missing(code, "reply", why, try_)
    if phrases(reply, lexicon.NEXT_STEPS) and not has_when(reply):
        yield missing(
            "reply-no-when",
            "reply",
            "A next step without a date is easily lost, and nobody can check on it.",
            "Say by when: a day, or a date and time.",
        )
    if found := phrases(without_quotes(reply), lexicon.DISMISSIVE):
        yield look_again(
            "reply-dismissive",
            "reply",
            found,
            "Words like these can sound as if the worry does not count, even when that is not what you mean.",
            "Leave them out, or say what you know that the other person may not.",
        )
