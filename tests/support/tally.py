"""How many single questions the properties asked, so that "ten million checks" is a count and not a guess."""

from __future__ import annotations

from collections import Counter

TALLY: Counter[str] = Counter()


def asked(what: str, number: int = 1) -> None:
    """So many questions of a kind were asked and answered right; call it after the assertions."""
    TALLY[what] += number


def lines(found: Counter[str]) -> list[str]:
    """One line for each kind, and their sum."""
    if not found:
        return []
    said = [f"{number:>12,} {what}" for what, number in sorted(found.items())]
    return [*said, f"{found.total():>12,} checks in all, none violated unless a test failed"]
