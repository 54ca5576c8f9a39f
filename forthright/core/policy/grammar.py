"""Every line that a policy text may hold, in one table: its name, how its value is read and written, and what it says.

The reader, the canonical writer, the editor and the generated reference all walk these tables, so that a construct is
added in one place. `field` is the attribute of the shape that the value goes into; "panel.quorum" is part of another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forthright.core.policy import moves, values
from forthright.core.policy.lines import show
from forthright.core.policy.shapes import Actor, Binding, Hours, Occasion, Stated, Vacant, Vote
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import ANSWERERS, COMMON_TOPICS, RAISERS, STATUSES, SUBJECTS


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line.

    `many`: it may stand several times, each with one value; `listed`: each value is a list with commas, all joined.
    `key`: what may follow the name after a comma: "" nothing, "free" any name (and then the value is a mapping), or
    the words of a closed list. `bare` tells that a keyed line may stand without its key too. `construct` and
    `example` are for the reference.
    """

    field: str
    parse: Callable[[str], Any]
    write: Callable[[Any], str]
    construct: str
    example: str
    required: bool = False
    many: bool = False
    listed: bool = False
    key: str | tuple[str, ...] = ""
    bare: bool = False


def _same(value: Any) -> str:
    return str(value)


def choice(known: Mapping[str, Any]) -> tuple[Callable[[str], Any], Callable[[Any], str]]:
    """A pair of reader and writer for a closed list of words."""

    def parse(text: str) -> Any:
        return known[values.one_of(text, tuple(known))]

    def write(value: Any) -> str:
        return next(words for words, one in known.items() if one is value)

    return parse, write


def prose(field: str, construct: str, example: str, **more: Any) -> Kind:
    """A line of words that must be there."""
    return Kind(field, values.prose, _same, construct, example, **more)


def prose_or_silent(field: str, construct: str, example: str, **more: Any) -> Kind:
    """A line of words, or "not stated"."""
    return Kind(field, values.prose_or_silent, _same, construct, example, **more)


def roles(field: str, construct: str, example: str, **more: Any) -> Kind:
    """A line of roles, the owner first."""
    return Kind(field, values.roles, values.roles_text, construct, example, **more)


def one_of(field: str, known: Mapping[str, Any] | tuple[str, ...], construct: str, example: str, **more: Any) -> Kind:
    """A line whose value is one of a closed list."""
    parse, write = choice(known if isinstance(known, Mapping) else dict(zip(known, known, strict=True)))
    return Kind(field, parse, write, construct, example, **more)


def _enum(kind: Any) -> dict[str, Any]:
    return {one.value: one for one in kind}


def _step_word(text: str) -> str:
    """One word. A text that names none still needs one on screen: "Step", with a note saying whose word it is."""
    if not text.isalpha():
        what = f"“{show(text)}” is not one word."
        raise Wrong(what, "Write Step, Stage or Level. If the text has no word, write Step and say so in a note.")
    return text


def _day_text(day: Any) -> str:
    return day.isoformat() if day else Stated.NOT_STATED.value


def _step_text(key: str) -> str:
    return f"step {key}"


def _move(field: str, construct: str, example: str, **more: Any) -> Kind:
    return Kind(field, moves.move, moves.move_text, construct, example, **more)


WHEN = tuple(f"when {one.value}" for one in Occasion if one is not Occasion.STARTS)
"""What may follow "tell": without it, the step's own start is meant."""

TOP: dict[str, Kind] = {
    "policy": prose("name", "what it is called", "Resolving professional disagreements", required=True),
    "partnership": prose(
        "partnerships", "whose it is; one file for several partnerships", "Anyshire", required=True, many=True
    ),
    "called": prose_or_silent("called", "the procedure's own name", "Escalation Policy", required=True),
    "version": Kind("version", values.day, _day_text, "versions with dates", "2026-04-01", required=True),
    "in force from": Kind("in_force", values.day, _day_text, "effective dates", "2026-05-01"),
    "already includes": Kind("base", values.base_name, _same, "regional base, taken in", "west-midlands"),
    "steps are called": Kind("step_word", _step_word, _same, "the word for a step is data", "Stage", required=True),
    "invented": Kind("invented", values.yes_or_no, {True: "yes", False: "no"}.__getitem__, "a demonstration", "yes"),
    "formal from": Kind("formal_from", values.step_key, _step_text, "informal and formal track", "step 2"),
    "partnership takes part from": Kind(
        "partnership_from", values.step_key, _step_text, "the partnership is a spectator until a step", "step 3"
    ),
    "working days are those of": one_of("hours", _enum(Hours), "whose hours bind", "the responding side"),
    "may be raised by": one_of(
        "raised_by", RAISERS, "who may raise it; only professionals have an account", "a professional", many=True
    ),
    "may be raised with": one_of(
        "answered_by", ANSWERERS, "respondents; one challenge with each of several", "several agencies", many=True
    ),
    "can be about": one_of("about", SUBJECTS, "the subject", "an unborn child", many=True),
    "advice from": roles("advice_from", "an adviser at any step", "named or designated professional"),
    "priority": Kind("priorities", values.priority_name, _same, "times by priority", "soon", many=True),
    "priority agreed by": roles("priority_agreed_by", "times by priority", "practitioner, line manager"),
    "withdrawing": one_of("withdrawal", {"allowed": True, "not allowed": False}, "withdrawal", "allowed"),
    "good practice": one_of(
        "good_practice", {"recorded": True, "not recorded": False}, "good practice with the same instrument", "recorded"
    ),
    "settled by talking": one_of(
        "settled_counts", {"counted": True, "not counted": False}, "settled by talking", "counted"
    ),
    "meanwhile": prose("meanwhile", "the position meanwhile", "The child stays where they are.", many=True),
    "follow-through": prose("follow_through", "follow-through", "An overdue action is explained.", many=True),
    "feedback": prose("feedback", "feedback to the raiser", "The raiser is asked how it was handled.", many=True),
    "note": prose("notes", "anything else", "Talk first.", many=True),
}
OVERLAY_ONLY: dict[str, Kind] = {
    "based on": Kind("", values.base_name, _same, "regional base with a local overlay", "west-midlands"),
    "leave out": Kind("", values.step_key, _step_text, "regional base with a local overlay", "step 3", many=True),
}
"""Lines that are used up while reading: what they bring in stands in the model, and not they themselves."""

SECTIONS: dict[str, dict[str, Kind]] = {
    "immediate danger": {
        "tell": Kind("tell", values.items, ", ".join, "danger", "duty social work, police", many=True, listed=True),
        "say": prose_or_silent("say", "danger", "Call 999 now.", required=True),
    },
    "source": {
        "address": prose_or_silent("address", "source", "example.org/escalation", required=True),
        "dated": prose_or_silent("dated", "source", "revised September 2021"),
        "read on": Kind("read_on", values.day_or_silent, _day_text, "source", "2026-11-23", required=True),
        "status": one_of("status", STATUSES, "source", "published", required=True),
        "note": prose("note", "source", "In our own words."),
    },
    "topics": {
        "topic": prose(
            "topics",
            "topics, mapped to a common set",
            "Response to a referral",
            required=True,
            many=True,
            key=tuple(code for code, _ in COMMON_TOPICS),
            bare=True,
        )
    },
    "other doors": {
        "not for": prose("out_of_scope", "scope as data", "A difference inside one agency.", many=True),
        "door": prose("doors", "other doors as data", "Use the complaints procedure.", key="free"),
    },
    "monitoring": {
        "count": prose(
            "monitoring",
            "monitoring dimensions, shown with the counts",
            "challenges by step",
            required=True,
            many=True,
        )
    },
    "gaps": {"to confirm": prose("gaps", "what is not stated", "Who decides at the top.", required=True, many=True)},
}
REQUIRED_SECTIONS = ("immediate danger", "source")

FORM: dict[str, Kind] = {
    "used when": Kind(
        "when",
        moves.occasion,
        lambda pair: moves.occasion_text(*pair),
        "a form at a transition",
        "step 2 starts",
        required=True,
    ),
    "filled in by": one_of(
        "filled_by", _enum(Actor) | {"not stated": Stated.NOT_STATED}, "one form, both sides' parts", "both sides"
    ),
    "sent to": Kind("sent_to", values.items, ", ".join, "forms", "business unit", many=True, listed=True),
    "field": prose(
        "fields",
        "the fields of a form",
        "What is disagreed",
        many=True,
        key=tuple(one.value for one in Actor if one is not Actor.BOTH),
        bare=True,
    ),
}

STEP: dict[str, Kind] = {
    "only if": prose("only_if", "a variant of a step by condition", "the matter is urgent"),
    "inside": one_of("inside", {"the raising agency": True}, "a step 0: own manager first", "the raising agency"),
    "raised by": roles("raised_by", "roles on both sides", "practitioner", required=True),
    "answered by": roles("answered_by", "roles on both sides", "line manager", required=True),
    "title": prose("titles", "titles per agency", "detective sergeant", key="free"),
    "acting for": prose(
        "acting_for",
        "acting for a body that lacks the rung",
        "senior liaison officer of the integrated care board",
        key="free",
    ),
    "if nobody holds the post": one_of("vacant", _enum(Vacant), "a step skipped or merged", "skip this step"),
    "first agreed by": roles("first_agreed_by", "a gate: own manager must agree", "line manager"),
    "may start here": prose("entry.when", "entry at a later step", "if immediate harm is feared"),
    "may start here with agreement of": roles("entry.agreed_by", "entry with own manager's agreement", "line manager"),
    "repeated with": Kind(
        "repeated_with",
        values.some_roles,
        values.roles_text,
        "repetition up each line until resolved",
        "senior manager, head of service",
    ),
    "advice from": roles("advice_from", "an adviser who is not a party", "named or designated professional"),
    "needs": prose("needs", "required content", "What you disagree with.", many=True),
    "before replying": prose("before_reply", "conditions on the receiver", "Read the case file.", many=True),
    "decided by": roles("decided_by", "a decision, or a panel", "partnership representative"),
    "quorum": Kind("panel.quorum", values.number, _same, "a panel's quorum", "3"),
    "they decide": one_of("panel.vote", _enum(Vote), "a panel's votes", "by majority"),
    "dissent": one_of("panel.dissent", {"recorded": True, "not recorded": False}, "a panel's dissent", "recorded"),
    "they may": one_of("panel.binding", _enum(Binding), "recommend or bind", "recommend"),
    "if not settled": _move("move", "a lapse must, may or does not move it on", "offer step 2", required=True),
    "if not settled, urgent": _move("urgent_move", "a variant of the way on by urgency", "offer step 4a"),
    "if no reply": _move("no_reply", "silence must, may or does not move it on", "must go to step 2"),
    "where it goes is chosen by": roles("routed_by", "a router step", "independent chair"),
    "may be handed back": Kind("hand_back", moves.hand_back, moves.hand_back_text, "hand-back", "to step 1, once"),
    "may also go to": prose("may_also", "a parallel outside referral", "the reviewing officer service", many=True),
    "may pause": Kind("pause", moves.pause, moves.pause_text, "a pause with a cap", "at most 10 working days, once"),
    "times may be extended": Kind(
        "extension",
        moves.extension,
        moves.extension_text,
        "an extension that the other side agrees to",
        "by at most 3 working days, once, if the other side agrees",
    ),
    "warn the other side": Kind(
        "warn", moves.advance, moves.advance_text, "warn before escalating", "1 working day before"
    ),
    "remind": Kind("reminders", moves.reminder, moves.reminder_text, "reminders", "1 working day before", many=True),
    "tell": Kind(
        "tell", values.items, ", ".join, "notify rules", "line manager", many=True, listed=True, key=WHEN, bare=True
    ),
    "tell if there is one": Kind(
        "tell if any",
        values.items,
        ", ".join,
        "recipients that exist only in some cases",
        "reviewing officer",
        many=True,
        listed=True,
        key=WHEN,
        bare=True,
    ),
    "may tell": Kind(
        "may tell",
        values.items,
        ", ".join,
        "notify rules that are not mandatory",
        "business unit",
        many=True,
        listed=True,
        key=WHEN,
        bare=True,
    ),
    "meanwhile": prose(
        "meanwhile", "the position meanwhile, at one step", "The child stays where they are.", many=True
    ),
    "record": prose("record", "records and deliverables", "The decision with its reasons.", many=True),
    "note": prose("note", "anything else about a step", "By discussion or a meeting."),
}


def kind_of(name: str, known: Mapping[str, Kind]) -> tuple[Kind, str] | None:
    """The kind of a line and its key, "" where it has none; None when no such line may stand here."""
    plain = known.get(name)
    if plain is not None and (not plain.key or plain.bare):
        return plain, ""
    head, comma, key = name.partition(",")
    kind, key = known.get(head), key.strip()
    if kind is None or not comma or not kind.key:
        return None
    return (kind, key) if kind.key == "free" or key in kind.key else None
