"""One spelling for each e-mail address that signs somebody in, so that look-alike letters never name another person."""

from __future__ import annotations

import unicodedata


class BadAddress(ValueError):
    """Holds letters beyond those that an address at work is written in."""


def looked_up_as(typed: str) -> str:
    """The address as it is kept and looked up: without space around it, in small letters, ASCII alone.

    Full-width letters and the Kelvin sign are what they stand for (NFKC, then case-folding, as Unicode TR 36 has it).
    What then still holds another letter is refused with BadAddress, and never looked up: databases fold case by rules
    of their own, by which a long s or a dotless i can find somebody else.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", typed).casefold()).strip()
    if not plain.isascii() or not plain.isprintable() or " " in plain:
        raise BadAddress
    return plain
