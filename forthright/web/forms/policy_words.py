"""What the form calls the lines of a policy, what each is about, and what may be typed: one table for the language.

A test holds that every line of `core/policy/grammar.py` stands here, so that a new construct cannot go without words.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.grammar import WHEN, Kind
from forthright.core.policy.tasks import is_cap, is_task
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import COMMON_TOPICS
from forthright.web.presenters.labels import first_upper

WHO, TIMES, FOLLOWS = gettext_lazy("Who"), gettext_lazy("Times"), gettext_lazy("What follows")
DECIDING, TELLING, RECORD = gettext_lazy("Deciding"), gettext_lazy("Telling"), gettext_lazy("Record")
SCOPE, TEXT = gettext_lazy("What it is for"), gettext_lazy("The text itself")
GROUPS = (WHO, TIMES, FOLLOWS, DECIDING, TELLING, RECORD, SCOPE, TEXT)

LINES: dict[str, tuple[Any, Any]] = {
    # the top
    "policy": (TEXT, gettext_lazy("What the policy is about")),
    "partnership": (TEXT, gettext_lazy("Whose policy it is")),
    "called": (TEXT, gettext_lazy("What it is called")),
    "version": (TEXT, gettext_lazy("Date of the text")),
    "in force from": (TEXT, gettext_lazy("The day from which it is in force")),
    "already includes": (TEXT, gettext_lazy("The regional text that is written out in it")),
    "based on": (TEXT, gettext_lazy("The regional text that it is based on")),
    "leave out": (TEXT, gettext_lazy("A step of the regional text that is left out")),
    "steps are called": (TEXT, gettext_lazy("What a step is called")),
    "invented": (TEXT, gettext_lazy("Whether it is invented, to show things")),
    "formal from": (FOLLOWS, gettext_lazy("The step from which it is formal")),
    "partnership takes part from": (WHO, gettext_lazy("The step from which the partnership takes part")),
    "working days are those of": (TIMES, gettext_lazy("Whose working days are counted")),
    "may be raised by": (SCOPE, gettext_lazy("Who may raise a challenge")),
    "may be raised with": (SCOPE, gettext_lazy("With whom it may be raised")),
    "can be about": (SCOPE, gettext_lazy("Whom or what it can be about")),
    "advice from": (WHO, gettext_lazy("Who gives advice")),
    "priority": (TIMES, gettext_lazy("A priority beside “urgent”")),
    "priority agreed by": (TIMES, gettext_lazy("Who agrees the priority")),
    "withdrawing": (FOLLOWS, gettext_lazy("Whether it may be withdrawn")),
    "good practice": (RECORD, gettext_lazy("Whether good practice is recorded")),
    "settled by talking": (RECORD, gettext_lazy("Whether what talking settles is counted")),
    "meanwhile": (FOLLOWS, gettext_lazy("What holds in the meantime")),
    "follow-through": (FOLLOWS, gettext_lazy("What is done after it is settled")),
    "feedback": (TELLING, gettext_lazy("What the person who raised it is told or asked")),
    "note": (TEXT, gettext_lazy("A note")),
    # sections
    "tell": (TELLING, gettext_lazy("Who is told")),
    "say": (TELLING, gettext_lazy("What people are told to do")),
    "address": (TEXT, gettext_lazy("Where the published text is")),
    "dated": (TEXT, gettext_lazy("The date that it gives itself")),
    "read on": (TEXT, gettext_lazy("When it was read")),
    "status": (TEXT, gettext_lazy("What state it is in")),
    "topic": (SCOPE, gettext_lazy("What a challenge can be about")),
    "not for": (SCOPE, gettext_lazy("What this procedure is not for")),
    "door": (SCOPE, gettext_lazy("Where to turn instead")),
    "count": (RECORD, gettext_lazy("What is counted")),
    "to confirm": (TEXT, gettext_lazy("What the partnership still has to confirm")),
    # forms
    "used when": (TIMES, gettext_lazy("When the form is used")),
    "filled in by": (WHO, gettext_lazy("Who fills it in")),
    "sent to": (TELLING, gettext_lazy("To whom it is sent")),
    "field": (RECORD, gettext_lazy("A question on the form")),
    # steps
    "only if": (FOLLOWS, gettext_lazy("Only if")),
    "inside": (WHO, gettext_lazy("Whether the step is within the raising agency")),
    "raised by": (WHO, gettext_lazy("Who raises it")),
    "answered by": (WHO, gettext_lazy("Who answers")),
    "title": (WHO, gettext_lazy("What the post is called in one kind of agency")),
    "acting for": (WHO, gettext_lazy("Who acts for a kind of agency that has no such post")),
    "if nobody holds the post": (WHO, gettext_lazy("What happens if nobody holds the post")),
    "first agreed by": (WHO, gettext_lazy("Who must agree before it comes here")),
    "may start here": (FOLLOWS, gettext_lazy("When a challenge may start at this step")),
    "may start here with agreement of": (FOLLOWS, gettext_lazy("Who must agree that it starts at this step")),
    "repeated with": (WHO, gettext_lazy("With whom the step is gone through again")),
    "needs": (RECORD, gettext_lazy("What it needs")),
    "before replying": (RECORD, gettext_lazy("What must be done before replying")),
    "decided by": (DECIDING, gettext_lazy("Who decides")),
    "quorum": (DECIDING, gettext_lazy("How many must take part in deciding")),
    "they decide": (DECIDING, gettext_lazy("How they come to a decision")),
    "dissent": (DECIDING, gettext_lazy("Whether dissent is recorded")),
    "they may": (DECIDING, gettext_lazy("Whether they decide or recommend")),
    "if not settled": (FOLLOWS, gettext_lazy("What follows if it is not settled")),
    "if not settled, urgent": (FOLLOWS, gettext_lazy("What follows if it is urgent and not settled")),
    "if no reply": (FOLLOWS, gettext_lazy("What follows if there is no reply")),
    "where it goes is chosen by": (FOLLOWS, gettext_lazy("Who chooses where it goes next")),
    "may be handed back": (FOLLOWS, gettext_lazy("Where it may be handed back to")),
    "may also go to": (FOLLOWS, gettext_lazy("Where it may also be referred")),
    "may pause": (TIMES, gettext_lazy("How long it may pause")),
    "times may be extended": (TIMES, gettext_lazy("By how much a time may be extended")),
    "warn the other side": (TELLING, gettext_lazy("How long before it goes on the other side is warned")),
    "remind": (TELLING, gettext_lazy("When people are reminded")),
    "tell if there is one": (TELLING, gettext_lazy("Who is told, if there is one")),
    "may tell": (TELLING, gettext_lazy("Who may be told")),
    "record": (RECORD, gettext_lazy("What is recorded")),
}
"""What each line is about, and its label."""

KEYED = {
    "title": (gettext_lazy("Title in %(key)s"), gettext_lazy("For which kind of agency"), gettext_lazy("police")),
    "acting for": (gettext_lazy("Who acts for %(key)s"), gettext_lazy("For which kind of agency"), gettext_lazy("GP")),
    "door": (gettext_lazy("Where to turn: %(key)s"), gettext_lazy("For what"), gettext_lazy("complaint by a family")),
    "tell": (gettext_lazy("Who is told %(key)s"), gettext_lazy("When"), ""),
    "tell if there is one": (gettext_lazy("Who is told %(key)s, if there is one"), gettext_lazy("When"), ""),
    "may tell": (gettext_lazy("Who may be told %(key)s"), gettext_lazy("When"), ""),
    "topic": (
        gettext_lazy("What a challenge can be about (%(key)s)"),
        gettext_lazy("Where it stands in the common set"),
        "",
    ),
    "field": (gettext_lazy("A question for the %(key)s"), gettext_lazy("Who answers it"), ""),
}
"""For lines with something after a comma: the label with it, the question that asks for it, an example."""
BARE = {
    "topic": gettext_lazy("Nowhere in the common set"),
    "field": gettext_lazy("Both sides, or whoever fills it in"),
}
AT_START = gettext_lazy("When the step starts")

USUAL = {
    "top": ("in force from", "note"),
    "step": ("needs", "decided by", "tell", "record", "note"),
    "form": ("filled in by", "sent to", "field"),
    "for": (),
}
"""The lines that are offered though they are not there. All other parts are short, and offer each of their lines."""

PROSE = (
    *("say", "note", "needs", "record", "topic", "to confirm", "not for", "door", "count", "field", "meanwhile"),
    *("follow-through", "feedback", "before replying", "only if", "may start here"),
)
"""Lines of words, which get a larger box."""

A_DAY = gettext_lazy("Year, month and day, such as 2026-04-01")
HINTS = {
    "version": A_DAY,
    "in force from": A_DAY,
    "read on": gettext_lazy("Year, month and day, such as 2026-04-01. Or: not stated"),
    "steps are called": gettext_lazy("One word, such as Step, Stage or Level"),
    "raised by": gettext_lazy("Such as: line manager. Where several act, the one who owns it stands first"),
    "answered by": gettext_lazy("Such as: line manager. Where several act, the one who owns it stands first"),
    "decided by": gettext_lazy("Such as: partnership representative. Several decide together as a panel"),
    "tell": gettext_lazy("Posts, with commas. No names of people"),
    "tell if there is one": gettext_lazy("Posts, with commas, such as: reviewing officer. No names of people"),
    "may tell": gettext_lazy("Posts, with commas. No names of people"),
    "sent to": gettext_lazy("Posts, with commas. No names of people"),
    "based on": gettext_lazy(
        "The key of a partnership here, which ends the address of its steps, or a policy that comes with Forthright"
    ),
    "already includes": gettext_lazy("Forthright writes this line when it keeps a text with its regional text"),
    "used when": gettext_lazy("Such as: step 2 starts. Or: it is settled at step 2"),
}
"""Where an example alone would not do."""
A_SPAN = gettext_lazy("Such as: 2 working days")
SHORT = 100


def label(name: str, shown: str = "") -> str:
    """What a line of this name is called: "Who answers", "Title in police", "Reply within, urgent".

    `shown` is the name as the text writes it, with its capital letters.
    """
    if name in LINES:
        return str(LINES[name][1])
    head, comma, key = name.partition(",")
    key = shown.partition(",")[2] or key
    if comma and head in KEYED:
        return str(KEYED[head][0]) % {"key": key.strip()}
    return first_upper(name)


def group(name: str) -> str:
    """What a line is about."""
    head = name if name in LINES else name.partition(",")[0]
    return str(LINES[head][0]) if head in LINES else str(TIMES)


def hint(name: str, kind: Kind | None, filled: bool = False) -> str:
    """What may be typed for a line: our own words, the closed list that it takes, or the example of the language.

    A field that is `filled` shows by what it holds what may stand there, and needs no example.
    """
    head = name if name in HINTS else name.partition(",")[0]
    if head in HINTS:
        return str(HINTS[head])
    listed = _closed(kind) if kind else ""
    if listed or filled:
        return listed
    if is_task(name) or is_cap(name):
        return str(A_SPAN)
    return _("Such as: %(example)s") % {"example": kind.example} if kind else ""


def _closed(kind: Kind) -> str:
    """The sentence in which the reader lists what may stand there; "" where it is no short list."""
    try:
        kind.parse("?")
    except Wrong as wrong:
        listed = wrong.expected if wrong.expected.startswith("Write ") and "“" not in wrong.expected else ""
        return listed.removesuffix(".") if len(listed) <= SHORT and " or " in listed and "such as" not in listed else ""
    return ""


def keys(name: str, kind: Kind) -> list[tuple[str, str]]:
    """What may follow the name of a line after its comma, to choose from; empty for any words."""
    if not isinstance(kind.key, tuple):
        return []
    topics = dict(COMMON_TOPICS)
    said = [(key, first_upper(topics.get(key, key))) for key in kind.key]
    return [("", str(BARE.get(name, AT_START if kind.key == WHEN else ""))), *said]


def key_question(name: str) -> tuple[str, str]:
    """The question that asks what follows the comma, and its hint."""
    _label, question, example = KEYED[name]
    return str(question), _("Such as: %(example)s") % {"example": example} if example else ""
