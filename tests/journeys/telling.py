"""A tutorial that cannot lie: it is walked in a browser, its pictures are taken on the way, and what it quotes is read.

TUTORIAL=1 writes the pictures anew into docs/tutorial (`make tutorial`).
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.journeys.walk import Town, Walker

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_BYTES = 120_000


class Told:
    """One tutorial: what it shows and quotes, and what the pages of its walk said."""

    def __init__(self, document: str) -> None:
        text = (DOCS / document).read_text(encoding="utf-8")
        self.pictures: list[str] = re.findall(r"!\[[^\]]+\]\(tutorial/([\w-]+)\.png\)", text)
        self.quoted = [" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.S)]
        self._said: list[str] = []

    def begins(self, town: Town) -> None:
        """The walk begins anew; its pictures go to the tutorial where that was asked for."""
        self._said.clear()
        if os.environ.get("TUTORIAL"):
            town.pictures = DOCS / "tutorial"

    def picture(self, walker: Walker, name: str, at: str = "") -> None:
        """A picture as a reader would see it: one screen, from the element `at` on. No cursor blinks in it."""
        walker.page.evaluate("document.activeElement.blur()")
        walker.page.evaluate("at => at ? document.querySelector(at).scrollIntoView() : scrollTo(0, 0)", at)
        walker.snaps(name, whole=False)
        self.passes(walker)

    def passes(self, walker: Walker) -> Walker:
        """Keeps what this page says, also under its closed headings and in its menu."""
        self._said.append(walker.page.locator("body").evaluate("body => body.textContent"))
        return walker

    def holds(self, town: Town) -> None:
        """All that it quotes was said on some page, and all its pictures were taken."""
        said = " ".join(" ".join(self._said).split())
        missing = [words for words in self.quoted if words not in said]
        assert not missing, f"the tutorial quotes what is on none of the pages: {missing}"
        taken = {path.stem for path in town.pictures.glob("*.png")}
        assert set(self.pictures) <= taken, f"no longer taken: {set(self.pictures) - taken}"
