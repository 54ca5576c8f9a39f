"""What an entry of the blind list is: an edit of a shipped policy, and why it harms or only looks odd."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

POLICIES = Path(__file__).parents[3] / "policies"


@dataclass(frozen=True)
class Fault:
    """`policy` is the stem of a file in `policies/`; each old text of `edits` stands in it exactly once."""

    name: str
    policy: str
    edits: tuple[tuple[str, str], ...]
    why: str

    def before(self) -> str:
        """The shipped text."""
        return shipped(self.policy)

    def after(self) -> str:
        """The edited text."""
        text = self.before()
        for old, new in self.edits:
            if text.count(old) != 1:
                raise ValueError(f"{self.name}: stands {text.count(old)} times: {old}")
            text = text.replace(old, new)
        return text


def shipped(stem: str) -> str:
    """The text of a shipped policy, as a base for another one too."""
    return (POLICIES / f"{stem}.policy").read_text(encoding="utf-8")
