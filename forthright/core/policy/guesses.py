"""What somebody meant whose line has no name that is known: a head in other words, a colon left out, another word.

Every line that is guessed at here has been named as a problem. The guess is offered, and read, so that one slip gives
one problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from forthright.core.policy.lines import Line
from forthright.core.policy.numbers import A_WORD, AN_ORDINAL, ROMAN, figure
from forthright.core.policy.times import Act

KEY = r"[0-9]{1,2}(?:[a-z]| [a-z](?=\s*(?:$|[.,;=)–—-])))?(?![a-z0-9])"
UNIT = r"(?:step|stage|level|tier|phase)"
NUMBER = rf"(?P<number>{KEY}|{A_WORD}|{'|'.join(sorted(ROMAN, key=len, reverse=True))})"
MOST = 1000
"""Characters of a line that are looked at."""
HEADS = (
    re.compile(rf"{UNIT}s?[ -]*(?:no\.?|number)? *\(?{NUMBER}\)?(?:\s*[.,;=)–—-]+\s*(?P<rest>(?!.*\bwithin).*))?"),
    re.compile(rf"{UNIT} *(?P<number>{KEY}) (?!to |and |or |starts\b)(?P<rest>(?!.*\b(?:within|start)).+)"),
    re.compile(rf"(?:the )?(?P<number>{AN_ORDINAL}) {UNIT}(?:\s*[.,;=)–—-]+\s*(?P<rest>.*))?"),
)
"""How the head of a step is written elsewhere: "step three", "Stage II", "step 2 - Managers", "second step"."""
ALSO_CALLED = {
    **dict.fromkeys(
        ("escalate to", "escalates to", "escalation", "goes to", "next step", "moves to"), "if not settled"
    ),
    **dict.fromkeys(
        ("unresolved", "if unresolved", "not resolved", "if not resolved", "not settled"), "if not settled"
    ),
    **dict.fromkeys(("if not agreed", "if no agreement", "otherwise"), "if not settled"),
    **dict.fromkeys(("if no response", "no reply", "no response"), "if no reply"),
    **dict.fromkeys(("responded to by", "receiver", "respondent", "answers"), "answered by"),
    **dict.fromkeys(("raised from", "raiser", "escalated by"), "raised by"),
    **dict.fromkeys(("notify", "inform", "copy to", "cc", "told"), "tell"),
    **dict.fromkeys(("reminder", "reminders"), "remind"),
    **dict.fromkeys(("comment", "comments"), "note"),
    **dict.fromkeys(("danger", "in immediate danger", "emergency"), "immediate danger"),
    **dict.fromkeys(("title of the policy", "policy name", "name"), "policy"),
    **dict.fromkeys(("to be confirmed", "unknown", "not known"), "gaps"),
}
"""Other names for lines, as people who write policies have them."""
ACTS = {
    **{act.value: act.value for act in Act},
    **dict.fromkeys(("resolve", "agree", "resolution", "finish", "end"), Act.SETTLE.value),
    **dict.fromkeys(("respond", "answer", "response"), Act.REPLY.value),
    **dict.fromkeys(("escalate", "refer"), Act.RAISE.value),
    **dict.fromkeys(("discuss", "meeting", "convene a meeting", "hold a meeting"), Act.MEET.value),
    **dict.fromkeys(("confirm", "acknowledgement"), Act.ACKNOWLEDGE.value),
    **dict.fromkeys(("decision",), Act.DECIDE.value),
    **dict.fromkeys(("write up", "letter"), Act.WRITE.value),
    **dict.fromkeys(("report",), Act.REPORT.value),
}
TIMED = re.compile(
    r"(?P<act>.+?)(?P<by> by .+?)?(?P<strength>(?: should be| usually)? within|)(?:,? (?P<faster>urgent|priority .+))?"
)


def step_head(line: Line) -> tuple[str, str] | None:
    """(key, what stands after it) of a line that is the head of a step in other words; None for any other."""
    for shape in HEADS if len(line.name) <= MOST else ():
        found = shape.fullmatch(line.name)
        if found:
            number = found["number"]
            key = number.replace(" ", "") if re.fullmatch(KEY, number) else str(figure(number))
            rest = found.groupdict().get("rest") or ""
            return key, line.shown[len(line.shown) - len(rest) :] if rest else ""
    return None


def as_head(line: Line, name: str, rest: str) -> Line:
    """The line read as the head of a section; what stands after the number is its name where there is no other."""
    if line.value or not rest:
        return replace(line, name=name, bare=False)
    return replace(line, name=name, value=rest, value_column=line.column + len(line.shown) - len(rest), bare=False)


def with_colon(line: Line, names: Iterable[str]) -> Line | None:
    """A bare line read with the colon that it lacks, where it begins with a name; None where it does not."""
    body = line.name.lstrip("-–—•*·> ")
    cut = len(line.name) - len(body)
    held = [name for name in names if body == name or re.match(rf"{re.escape(name)}(?:\s*[;=.,–—-]+\s*|\s+)", body)]
    if not held:
        return None
    name = max(held, key=len)
    value = re.sub(r"^\s*[;=.,–—-]*\s*", "", line.shown[cut + len(name) :])
    column = line.column + len(line.shown) - len(value)
    return replace(line, name=name, value=value, value_column=column, bare=False)


def other_name(name: str, timed: bool) -> str:
    """The name of a line that is called otherwise, "" where none is known. `timed` tells that it may be a time."""
    plain = name.lstrip("-–—•*·> ")
    if plain in ALSO_CALLED:
        return ALSO_CALLED[plain]
    shape = TIMED.fullmatch(plain) if timed else None
    act = ACTS.get(shape["act"]) if shape else None
    if shape is None or act is None:
        return ""
    faster = f", {shape['faster']}" if shape["faster"] else ""
    return f"{act}{shape['by'] or ''}{shape['strength'] or ' within'}{faster}"
