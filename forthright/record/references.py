"""Random numbers that people can read out: "K7QX-3M9A". They say nothing about whom a challenge is about."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, O, 1, I, L or U: nothing that is misheard on a telephone, and few words by accident."""


def new_reference() -> str:
    """Eight random characters in two groups: about 39 bits, checked for uniqueness by the primary key. Knowing one
    opens nothing; access is asked each time."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
