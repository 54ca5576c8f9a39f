"""A whole challenge for paper, and as plain text for an agency's own case system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Phase, Side
from forthright.record.queries import Matter, last_entry
from forthright.web.presenters import duties, entries, labels, outcomes, times, when
from forthright.web.presenters.labels import Labelled, labelled
from forthright.web.presenters.timeline import Shown

Pair = tuple[str, str | list[str]]
"""A label with what stands under it."""

RULE = "=" * 60


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody who takes part. `name` is empty for those who do not read names."""

    name: str
    title: str
    agency: str
    side: str
    capacity: str


def summary(matter: Matter, now: datetime) -> list[Pair]:
    """What it is, who is in it and where it stands. `now` is aware."""
    state = matter.state
    raising, responding = (matter.agencies.get(state.agencies.get(side, 0), "") for side in Side)
    pairs: list[Pair] = [(_("Reference"), matter.reference), *_about(matter)]
    pairs += [
        (_("What the disagreement is about"), labels.topic(state.topic)),
        (_("Raised on"), when.said(state.raised_at) if state.raised_at else ""),
        (_("Raising agency"), raising),
        (_("Responding agency"), responding),
        (_("Also put to"), ", ".join(matter.agencies.get(one, "") for one in state.also)),
        (_("Procedure"), _policy(matter)),
        (_("Where it stands"), standing(matter)),
    ]
    if state.arose:
        pairs.append((_("The disagreement arose on"), when.day(state.arose)))
    pairs += [*times.days(matter), (_("Time to raise it"), times.in_time(matter)), (_("Priority"), state.priority)]
    if state.paused_until:
        pairs.append((_("The times stand still until"), when.said(state.paused_until)))
    if state.turn:
        pairs.append((_("Waiting for"), _waiting(matter, state.turn, now)))
    if state.check_back:
        pairs.append((_("Check-back"), when.day(state.check_back)))
    return [pair for pair in pairs if pair[1]]


def _waiting(matter: Matter, turn: facts.Duty, now: datetime) -> str:
    owner = matter.state.parties.get(turn.owner)
    return _("%(post)s, to %(what)s. %(due)s") % {
        "post": owner.title if owner else _("Nobody named"),
        "what": duties.named(turn.kind),
        "due": when.due_words(turn.due, turn.said, now),
    }


def _about(matter: Matter) -> list[Pair]:
    """Who it is about, for those who read words; else only what kind of subject."""
    pairs: list[Pair] = [(_("Subject"), labels.code(matter.state.subject))]
    words = matter.entries[0].words if matter.entries else {}
    children = words.get("children")
    if isinstance(children, list) and children:
        return [*pairs, (_("Who it is about"), [entries.child(one) for one in children])]
    return [*pairs, (_("Theme"), str(words["theme"]))] if words.get("theme") else pairs


def _policy(matter: Matter) -> str:
    return _("%(called)s, version of %(day)s") % {
        "called": matter.policy.called,
        "day": when.day(matter.policy.version),
    }


def standing(matter: Matter) -> str:
    """Where a challenge is in its life, as one phrase: "Open, at Step 2, urgent"."""
    state = matter.state
    if state.phase is Phase.OPEN:
        words = _("Open, at %(step)s") % {"step": matter.policy.label(state.step)}
        return _("%(words)s, urgent") % {"words": words} if state.urgency == "urgent" else words
    if state.phase is Phase.SETTLED:
        return _("An outcome stands; actions or the check-back are still to come")
    return _("Ended")


def outcome(matter: Matter) -> list[Pair]:
    """The outcome with the decision and its reasons, and whether it is better for the child; empty while open."""
    state = matter.state
    if state.outcome is None:
        return []
    told = _("Good practice was recorded") if state.good_practice else labels.code(state.outcome)
    pairs: list[Pair] = [(_("Outcome"), told)]
    found = outcomes.ending(matter, state.outcome) or last_entry(matter, facts.SettledByTalking)
    if found and isinstance(found.entry.event.fact, facts.DecisionMade):
        pairs.append((_("Decision"), labels.code(found.entry.event.fact.ruling)))
    if found and found.words:
        pairs += [pair for pair in entries.words(found.entry.event) if pair[0] != _("Who it is about")]
    if state.checked_back():
        pairs += [(_BETTER[side](), labels.code(answer)) for side, answer in state.better.items()]
    return pairs


_BETTER = {
    Side.RAISING: lambda: _("Better for the child, says the raising side"),
    Side.RESPONDING: lambda: _("Better for the child, says the responding side"),
}


def people(matter: Matter) -> list[Taking]:
    """Everybody who takes part, the raising side first. Names only for those who read words."""
    order = {Side.RAISING: 0, Side.RESPONDING: 1, None: 2}
    parties = sorted(matter.state.parties.values(), key=lambda party: order[party.side])
    return [
        Taking(
            name=matter.names.get(party.person, ""),
            title=party.title,
            agency=matter.agencies.get(party.agency, ""),
            side=labels.code(party.side) if party.side else _("Neither"),
            capacity=labels.code(party.capacity),
        )
        for party in parties
    ]


def as_text(matter: Matter, rows: list[Shown], signed: str, now: datetime) -> str:
    """The dated chronology with the decision and its reasons, as plain text. `rows` come oldest first."""
    head = _("Professional challenge %(reference)s") % {"reference": matter.reference}
    copied = _("Copied by %(name)s at %(when)s") % {"name": signed, "when": when.said(now)}
    ending = outcome(matter) or [(_("Outcome"), _("None yet"))]
    lines = [head, copied, "", *_lines(labelled(summary(matter, now)))]
    lines += ["", RULE, _("Decision and reasons"), RULE, *_lines(labelled(ending))]
    lines += ["", RULE, _("What happened, oldest first"), RULE]
    for row in rows:
        lines += _entry(row)
    return "\n".join(lines) + "\n"


def _lines(words: list[Labelled], indent: str = "") -> list[str]:
    lines = []
    for one in words:
        lines.append(f"{indent}{one.label}: {one.text}".rstrip())
        lines += [f"{indent}  - {item}" for item in one.items]
    return lines


def _entry(row: Shown) -> list[str]:
    lines = ["", f"{row.number}. {row.when}", f"   {row.headline}", f"   {row.who}"]
    if row.written:
        lines.append("   " + _("Written at %(when)s") % {"when": row.written})
    lines += [f"   {row.note}"] if row.note else []
    lines += _lines(row.words, "   ")
    lines += [
        "   " + _("Corrected by entry %(number)s: %(text)s") % {"number": number, "text": text}
        for number, text in row.corrections
    ]
    return lines
