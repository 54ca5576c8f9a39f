"""Danger is never held up: the notice is there, and no line makes anybody wait, ask or raise anything first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forthright.core.policy.proofs.finding import Finding, never, note, warning
from forthright.core.policy.shapes import Policy

HELD_UP = (
    (r"\bonly (?:after|when|once|if)\b", "only under a condition"),
    (
        r"\bafter (?:raising|asking|speaking|talking|agreeing|discussing|completing|step|stage|level)\b",
        "only afterwards",
    ),
    (
        r"\b(?:once|when|until) .{0,40}\b(?:agree[sd]?|approve[sd]?|repl(?:y|ies|ied)|confirm(?:s|ed)?)\b",
        "for an agreement",
    ),
    (r"\b(?:permission|approval|agreement|consent) (?:of|from|by)\b", "for a permission"),
    (r"\b(?:manager|lead|chair|supervisor)(?:'s|’s)? (?:permission|approval|agreement|consent)\b", "for a permission"),
    (r"\bwithin [0-9]+ ", "for a time"),
    (r"\bask\b.{0,60}\b(?:whether|if|may|can)\b", "for a permission"),
    (r"\b(?:complete|finish|go through|use)\b.{0,40}\bbefore\b", "for something else first"),
    (r"\b(?:raise|start|begin|complete|fill in|send)\b.{0,60}\bfirst\b", "for something else first"),
    (r"\bfirst (?:raise|start|ask|speak|talk|complete|fill|send|discuss)\b", "for something else first"),
    (r"(?<!not )\bwait (?:for|until)\b", "openly"),
    (r"\b(?:raise|start|begin|go|take it) (?:it )?(?:at|to|with|from) (?:step|stage|level)\b", "for a step"),
    (r"\bbefore (?:calling|you call|ringing|you ring|telling|contacting|dialling)\b", "for something else first"),
)
"""Words that make somebody wait, and for what. "Do not wait for any step" is not among them."""
NEGATED = re.compile(r"\b(?:do not|never|don't|must not|no need to)\b[^.]*", re.IGNORECASE)


def danger(policy: Policy) -> Iterator[Finding]:
    """The notice about danger, and the lines of steps that would hold it up."""
    say = policy.danger.say.strip()
    if not say:
        yield never("danger.empty", "immediate danger", "There are no words to show when a child is in danger.")
    elif not policy.danger.stated:
        sentence = "The text gives no danger notice; Forthright shows its own."
        yield note("danger.silent", "immediate danger/say", sentence)
    else:
        yield from _held_up(say, "immediate danger/say", "The danger notice")
    for step in policy.steps:
        for name, lines in (("needs", step.needs), ("before replying", step.before_reply)):
            for line in lines:
                if re.search(r"\b(?:immediate danger|999|imminent)\b", line, re.IGNORECASE):
                    label = policy.label(step.key)
                    yield from _held_up(line, f"step {step.key}/{name}", f"A line of {label} about danger")
        for line in step.may_also:
            if re.search(r"\b(?:immediate danger|999)\b", line, re.IGNORECASE):
                sentence = f"{policy.label(step.key)} makes danger one of its ways. Danger has no step and no choice."
                yield warning("danger.choice", f"step {step.key}/may also go to", sentence)


def _held_up(text: str, where: str, what: str) -> Iterator[Finding]:
    plain = NEGATED.sub("", text)
    for pattern, how in HELD_UP:
        if re.search(pattern, plain, re.IGNORECASE):
            story = (
                "Somebody sees that a child is in immediate danger.",
                f"They read: “{text}”",
                "They wait, and the child is not safe meanwhile.",
            )
            sentence = f"{what} makes people wait {how}. Danger has no step, no deadline and no approval."
            yield never("danger.held", where, sentence, story)
            return


def quiet(policy: Policy) -> Iterator[Finding]:
    """A duty to tell somebody in danger names somebody."""
    if policy.danger.stated and not policy.danger.tell and "999" not in policy.danger.say:
        sentence = "The danger notice neither says 999 nor whom to tell. Forthright shows 999 above it."
        yield note("danger.whom", "immediate danger", sentence)
