"""What a check of a policy says: how much it matters, where in the text, and the story that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters.

    NEVER: under this text a child's matter can fall silent, go round for ever, or be held up in danger; it cannot be
    published. WARNING: probably a slip, or a risk that the partnership should decide on. NOTE: what the published
    text leaves open, which is nobody's fault.
    """

    NEVER = "never"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `code` is stable; `where` is a key of `Reading.places` ("step 2", "step 2/if not settled"),
    "" for what is about no value of the text.

    `story` is the shortest run that shows it: who does what on which day until nobody is left to act. It is empty
    where the sentence says all. `each` names everything that the sentence sums up, a sentence for each.
    """

    level: Level
    code: str
    where: str
    sentence: str
    story: tuple[str, ...] = ()
    each: tuple[str, ...] = ()


def never(code: str, where: str, sentence: str, story: tuple[str, ...] = ()) -> Finding:
    """A finding that keeps a policy from being published."""
    return Finding(Level.NEVER, code, where, sentence, story)


def warning(code: str, where: str, sentence: str, story: tuple[str, ...] = (), each: tuple[str, ...] = ()) -> Finding:
    """A finding that somebody should decide on."""
    return Finding(Level.WARNING, code, where, sentence, story, each)


def note(code: str, where: str, sentence: str, each: tuple[str, ...] = ()) -> Finding:
    """A finding about what the text leaves open."""
    return Finding(Level.NOTE, code, where, sentence, each=each)
