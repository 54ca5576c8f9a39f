"""Reading and writing what leads on, back or aside: moves, hand-backs, pauses, extensions, warnings, occasions."""

from __future__ import annotations

import re

from forthright.core.policy.limits import limit_text, span
from forthright.core.policy.lines import show
from forthright.core.policy.numbers import figure
from forthright.core.policy.shapes import Advance, Extension, HandBack, How, Move, Occasion, Pause
from forthright.core.policy.times import Span, Stated
from forthright.core.policy.values import Wrong, number, step_key
from forthright.core.policy.vocabulary import listed, nearest

VERBS = {"offer": How.OFFER, "must go to": How.MUST, "may go to": How.MAY}
TIMES = {"once": 1, "twice": 2}
NO_CAP = "for as long as needed"
ANY_TIME = "at any time before"
AGREES = ", if the other side agrees"


def move(text: str) -> Move:
    """Where an unsettled matter goes. That the step exists is checked when all steps are known."""
    low = text.lower()
    if low == "the procedure ends":
        return Move(How.END)
    if low == Stated.NOT_STATED:
        return Move(How.NOT_STATED)
    going = re.fullmatch(r"(offer|must go to|may go to) step (\S+)", low)
    if going:
        return Move(VERBS[going[1]], _key(text, going))
    if low.startswith("one of "):
        keys = [f"step {key}" for key in re.findall(r"\bstep ([0-9]{1,2}[a-z]?)\b", low)]
        if len(keys) > 1 and re.search(r" (?:or|and) step ", low):
            raise Wrong(f"“{show(text)}” has no comma between the steps.", "", f"one of {', '.join(keys)}")
        ways = tuple(step_key(part.strip()) for part in low.removeprefix("one of ").split(","))
        if len(set(ways)) < max(len(ways), 2):
            raise Wrong("There is nothing to choose from.", "Name two steps or more, each once, with commas.")
        return Move(How.CHOOSE, ways[0], ways)
    key = re.search(r"\b(\d+[a-z]?)\b", low)
    choices = ["the procedure ends", "not stated"]
    choices += [f"{verb} step {key[1] if key else 2}" for verb in ("offer", "must go to")]
    expected = "Write “offer step 2”, “must go to step 2”, “may go to step 2”, “one of step 3, step 4”, "
    expected += "“the procedure ends” or “not stated”."
    raise Wrong(f"“{show(text)}” does not say where the matter goes.", expected, nearest(low, choices, 0.5))


def _key(text: str, going: re.Match[str]) -> str:
    """The key of the step that a way leads to; a word or a full stop after it is named with what was meant."""
    key = going[2]
    if not re.fullmatch(r"[0-9]{1,2}[a-z]?", key):
        number = figure(key.strip(".,;"))
        meant = str(number) if number else key.strip(".,;")
        near = f"{going[1]} step {meant}" if re.fullmatch(r"[0-9]{1,2}[a-z]?", meant) else ""
        raise Wrong(f"“{show(text)}” does not end with the number of a step.", "Write it in figures.", near)
    return key


def move_text(move: Move) -> str:
    """A move as the text form writes it."""
    if move.how is How.CHOOSE:
        return "one of " + ", ".join(f"step {key}" for key in move.ways)
    if move.how is How.END:
        return "the procedure ends"
    if move.how is How.NOT_STATED:
        return Stated.NOT_STATED.value
    return f"{next(verb for verb, how in VERBS.items() if how is move.how)} step {move.to}"


def _often(text: str) -> tuple[str, int]:
    """What stands before "once", "twice" or "3 times", and how often that is; 0 where it is not limited."""
    head, comma, tail = text.rpartition(", ")
    tail = tail.lower()
    if comma and tail in TIMES:
        return head, TIMES[tail]
    if comma and tail.endswith(" times"):
        return head, number(tail.removesuffix(" times"))
    return text, 0


def _often_text(times: int) -> str:
    named = {count: word for word, count in TIMES.items()}
    return f", {named.get(times) or f'{times} times'}" if times else ""


def hand_back(text: str) -> HandBack:
    """`to step 1`, `to step 1, once`."""
    head, times = _often(text)
    try:
        back = HandBack(step_key(head.lower().removeprefix("to ")), times)
    except Wrong as wrong:
        raise Wrong(wrong.what, wrong.expected, f"to {wrong.near}" if wrong.near else "") from None
    if not head.lower().startswith("to "):
        what, expected = (
            f"“{show(text)}” does not say where it goes back to.",
            "Write “to step 1” or “to step 1, once”.",
        )
        raise Wrong(what, expected, hand_back_text(back))
    return back


def hand_back_text(back: HandBack) -> str:
    """A hand-back as the text form writes it."""
    return f"to step {back.to}{_often_text(back.times)}"


def pause(text: str) -> Pause:
    """`at most 10 working days`, `at most 10 working days, once`, `for as long as needed`."""
    head, times = _often(text)
    if head.lower() == NO_CAP:
        return Pause(Stated.NONE, times)
    if head.lower() == Stated.NOT_STATED:
        return Pause(Stated.NOT_STATED, times)
    if not head.lower().startswith("at most "):
        expected = f"Write “at most 10 working days”, “at most 10 working days, once” or “{NO_CAP}”."
        raise Wrong(f"“{show(text)}” does not say how long.", expected, _at_most(text, head))
    return Pause(_part(head[8:], 8, "at most {}"), times)


def _part(text: str, offset: int, whole: str) -> Span:
    """A time that is part of a value; what is offered for it is the `whole` value."""
    try:
        return span(text, offset)
    except Wrong as wrong:
        near = whole.format(wrong.near) if wrong.near else ""
        raise Wrong(wrong.what, wrong.expected, near, wrong.offset) from None


def _at_most(text: str, head: str) -> str:
    """What somebody meant who left out "at most", "" where it was no time."""
    try:
        span(head)
    except Wrong as wrong:
        return f"at most {wrong.near}" if wrong.near else ""
    return f"at most {text}"


def pause_text(pause: Pause) -> str:
    """A pause as the text form writes it."""
    if pause.limit is Stated.NONE:
        return NO_CAP + _often_text(pause.times)
    said = limit_text(pause.limit)
    return (said if isinstance(pause.limit, Stated) else f"at most {said}") + _often_text(pause.times)


def extension(text: str) -> Extension:
    """`by at most 3 working days, once, if the other side agrees`, `for as long as needed, if the other side agrees`.

    Whose word it takes stands in the line although there is no choice: read aloud, it says all of the rule.
    """
    if not text.lower().endswith(AGREES):
        what = f"“{show(text)}” does not say who agrees to it."
        raise Wrong(what, f"End the line with “{AGREES[2:]}”.", _with_agrees(text))
    whole = text[: -len(AGREES)]
    head, times = _often(whole)
    low = head.lower()
    if low == NO_CAP:
        return Extension(Stated.NONE, times)
    if low == Stated.NOT_STATED:
        return Extension(Stated.NOT_STATED, times)
    if not low.startswith("by at most "):
        expected = f"Write “by at most 3 working days, once{AGREES}”."
        meant = _at_most(whole, head.removeprefix("by "))
        raise Wrong(f"“{show(text)}” does not say how long.", expected, f"by {meant}{AGREES}" if meant else "")
    return Extension(_part(head[11:], 11, f"by at most {{}}{AGREES}"), times)


def _with_agrees(text: str) -> str:
    """The line with what is missing at its end, "" where it would still be wrong."""
    try:
        return extension_text(extension(text.partition(", if ")[0].rstrip(" .,") + AGREES))
    except Wrong:
        return ""


def extension_text(found: Extension) -> str:
    """An extension as the text form writes it."""
    if found.limit is Stated.NONE:
        return NO_CAP + _often_text(found.times) + AGREES
    said = limit_text(found.limit)
    return (said if isinstance(found.limit, Stated) else f"by at most {said}") + _often_text(found.times) + AGREES


def advance(text: str) -> Advance:
    """`1 working day before`, `at any time before`."""
    low = text.lower()
    if low == ANY_TIME:
        return Advance(Stated.NONE)
    if not low.endswith(" before"):
        near = f"{text} before" if text[:1].isdigit() else nearest(low, [ANY_TIME])
        raise Wrong(f"“{show(text)}” does not say when.", f"Write “1 working day before” or “{ANY_TIME}”.", near)
    return Advance(_part(text[: -len(" before")], 0, "{} before"))


def advance_text(advance: Advance) -> str:
    """A warning as the text form writes it."""
    return ANY_TIME if advance.ahead is Stated.NONE else f"{limit_text(advance.ahead)} before"


def reminder(text: str) -> Span:
    """`1 working day before`."""
    if not text.lower().endswith(" before"):
        near = f"{text} before" if text[:1].isdigit() else ""
        raise Wrong(f"“{show(text)}” does not say when.", "Write “1 working day before”.", near)
    return _part(text[: -len(" before")], 0, "{} before")


def reminder_text(ahead: Span) -> str:
    """A reminder as the text form writes it."""
    return f"{limit_text(ahead)} before"


def occasion(text: str) -> tuple[Occasion, str]:
    """`it is settled`, `it is settled at step 2`, `step 2 starts`: the event and the key of its step, "" for any."""
    low = text.lower()
    starts = re.fullmatch(r"(step \S+) starts", low)
    if starts:
        return Occasion.STARTS, step_key(starts[1])
    head, at, key = low.rpartition(" at step ")
    known = {one.value: one for one in Occasion}
    event = head if at else low
    if event not in known:
        expected = f"Write “step 2 starts”, or one of these, with “at step 2” where it is that step's: {listed(known)}."
        step = re.match(r"step [0-9]{1,2}[a-z]?\b", low)
        near = f"{step[0]} starts" if step else nearest(event, known)
        raise Wrong(f"“{show(text)}” is not something that happens to a matter.", expected, near)
    return known[event], step_key(f"step {key}") if at else ""


def occasion_text(when: Occasion, step: str) -> str:
    """An event as the text form writes it."""
    if when is Occasion.STARTS and step:
        return f"step {step} starts"
    return when.value + (f" at step {step}" if step else "")
