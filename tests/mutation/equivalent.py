"""Changes that make no difference anybody could see: (function, what was done, why)."""

from __future__ import annotations

NO_SIDE = "whoever takes no part is on no side, so that no entry is their own"
EQUIVALENT: list[tuple[str, str, str]] = [
    ("SEES: manager of a team, not taking part", "own side's", NO_SIDE),
    ("SEES: business unit", "own side's", NO_SIDE),
    ("SEES: independent scrutineer", "own side's", NO_SIDE),
    ("SEES: administrator", "own side's", NO_SIDE),
    ("SEES: outsider", "own side's", NO_SIDE),
    ("SEES: nobody", "own side's", NO_SIDE),
    (" standing_of ", "actor.offices always True", "it only saves asking who holds no office"),
]
