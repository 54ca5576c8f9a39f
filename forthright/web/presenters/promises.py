"""Agreed actions as people read them: the text, the owner, the day, and whether it is late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from forthright.core.challenge import facts
from forthright.core.challenge.facts import Action
from forthright.core.challenge.why import ACTION
from forthright.record.queries import Matter, last_entry
from forthright.web.presenters import when


def texts(matter: Matter) -> dict[str, str]:
    """The text of each action by its key, for those who read words: of the outcome or decision that stands now."""
    found = {
        key: _asked(action) for key, action in matter.state.actions.items() if key.startswith(("letter", "report"))
    }
    last = last_entry(matter, facts.DecisionMade if matter.state.decision else facts.OutcomeProposed)
    if last is None:
        return found
    fact, given = last.entry.event.fact, last.words.get("actions") or []
    assert isinstance(fact, facts.OutcomeProposed | facts.DecisionMade) and isinstance(given, list | tuple)
    for action, text in zip(fact.actions, given, strict=False):
        found[action.key] = str(text)
    return found


def _asked(action: Action) -> str:
    """What the policy asks for, in its own words; older records have only that there is a letter."""
    return action.said or _("Write to the other side with what was agreed, as the policy asks")


def called(matter: Matter, key: str) -> str:
    """One action in a line: its text, or its number where the text is not for this person or is erased."""
    return texts(matter).get(key) or _("Action %(number)s") % {"number": key}


def promised(matter: Matter, at: datetime) -> list[dict[str, Any]]:
    """Every action that stands, in order: what, who, by when, how it stands, and whether it is late."""
    state = matter.state
    said = texts(matter) if state.actions else {}
    rows = []
    for key, action in state.actions.items():
        party = state.parties.get(action.owner)
        late = not action.done and when.overdue(action.due, at)
        standing = _("Done") if action.done else _("Overdue") if late else _("To do")
        rows.append(
            {
                "what": said.get(key) or _("Action %(number)s") % {"number": key},
                "who": matter.names.get(action.owner) or (party.title if party else ""),
                "key": f"{ACTION}{key}" if action.due and not action.done else "",
                "due": when.day(action.due) if action.due else _("No day is stated"),
                "standing": standing,
                "tag": "done" if action.done else "late" if late else "theirs",
            }
        )
    return rows
