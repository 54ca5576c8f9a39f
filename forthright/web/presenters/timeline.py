"""The entries of one challenge as one person may see them, ready for a timeline, a printed record or a plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.sees import Entry, Sight, entry_kind
from forthright.record.queries import Matter, Seen
from forthright.web.presenters import along, entries, labels, when
from forthright.web.presenters.hearing import by_phone
from forthright.web.presenters.labels import Labelled, labelled


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry. `written` is empty unless it was recorded more than a minute after it took effect.

    `note` says what the reader must know of it: sealed, private, or erased. `corrections` are (entry, text), the text
    empty where this person does not read words.
    """

    number: int
    headline: str
    who: str
    when: str
    written: str
    words: list[Labelled]
    note: str
    corrections: list[tuple[int, str]]


def shown(matter: Matter, newest_first: bool = True, notes: bool = True) -> list[Shown]:
    """Every entry that this person may see. Without `notes`, the private notes of their own side are left out."""
    seen = [one for one in matter.entries if notes or not one.entry.event.fact.PRIVATE]
    corrected = _corrections(matter.entries)
    rows = [_one(matter, one, corrected.get(one.entry.version, [])) for one in seen]
    return rows[::-1] if newest_first else rows


def private_notes(matter: Matter) -> int:
    """How many private notes of their own side this person may see."""
    return sum(one.entry.event.fact.PRIVATE for one in matter.entries)


def _corrections(seen: Iterable[Seen]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for one in seen:
        fact = one.entry.event.fact
        if isinstance(fact, facts.Corrected):
            found.setdefault(fact.entry, []).append((one.entry.version, str(one.words.get("correction") or "")))
    return found


def _one(matter: Matter, seen: Seen, corrections: list[tuple[int, str]]) -> Shown:
    entry, event = seen.entry, seen.entry.event
    late = when.apart(event.at, entry.written)
    return Shown(
        number=entry.version,
        headline=entries.headline(event, matter.policy, sealed=seen.sight is Sight.SEALED),
        who=_who(seen),
        when=when.said(event.at),
        written=when.said(entry.written) if late else "",
        words=labelled(entries.words(event)) if seen.sight is Sight.WORDS else [],
        note=_note(matter, seen),
        corrections=corrections,
    )


def _who(seen: Seen) -> str:
    """The name (for those who read words) and the post, both as they were."""
    event = seen.entry.event
    if event.by is None:
        return entries.side(event)
    side = labels.side_phrase(event.side) if event.side is not None else ""
    if along.beside(event):
        side = _("worried too")
    parts = [part for part in (str(seen.words.get("by") or ""), event.title, side, by_phone(seen)) if part]
    return ", ".join(parts) or entries.side(event)


def _note(matter: Matter, seen: Seen) -> str:
    if seen.sight is Sight.SEALED:
        return _("This is sealed until both sides have answered.")
    if seen.sight is Sight.WORDS and seen.entry.erased:
        return _("The words of this entry have been erased.")
    kind = entry_kind(seen.entry.event, matter.state, matter.side)
    if kind is Entry.OWN_NOTE:
        return _("Only your side can read this.")
    if kind is Entry.OWN_SEALED and seen.sight is Sight.WORDS:
        return _("This is sealed. The other side cannot read it until it has answered too.")
    return ""
