"""A fault as an edit to a published text, and short ways to write such edits."""

from __future__ import annotations

from dataclasses import dataclass

Change = tuple[str, str]


@dataclass(frozen=True)
class Fault:
    """An edit to `policies/<file>.policy`: each (old, new) replaces the first occurrence, one change after the other.

    `why` is what happens to the child's matter, in a sentence for a safeguarding lead; for a near miss, why it is
    sound.
    """

    name: str
    file: str
    changes: tuple[Change, ...]
    why: str

    def applied(self, text: str) -> str:
        """The policy text with the edit made. Raises ValueError when the text no longer holds what is replaced."""
        for old, new in self.changes:
            if old not in text:
                raise ValueError(f"{self.file}.policy no longer holds {old!r}, which “{self.name}” replaces.")
            text = text.replace(old, new, 1)
        return text


def added(line: str, *more: str) -> Change:
    """Lines added inside a step, after its head or after one of its lines."""
    return f"{line}\n", "\n  ".join((line, *more)) + "\n"


def deleted(line: str) -> Change:
    """A line taken out of a step, its first occurrence."""
    return f"\n  {line}\n", "\n"


def at_top(*lines: str) -> Change:
    """Lines added among those about the whole policy."""
    return "\nsteps are called:", "\n" + "".join(f"{line}\n" for line in lines) + "steps are called:"


def section(head: str, *lines: str) -> Change:
    """A section added before the steps."""
    return "\nstep 1:", f"\n{head}\n" + "".join(f"  {line}\n" for line in lines) + "\nstep 1:"


def in_step(key: str, name: str, *lines: str) -> Change:
    """Lines added at the beginning of a step; its name says where that is."""
    return added(f"step {key}: {name}", *lines)
