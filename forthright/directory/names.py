"""Names and e-mail addresses as they are kept: one way of writing each, and nothing that passes for something else.

Letters of other scripts that look like Latin ones, turned writing direction and invisible characters let one person
pass for another, or a name show in another order than it is kept in.
"""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.db.models.functions import Length

from forthright.directory.models import Person

JOINERS = "\u200c\u200d"
"""They shape letters of some scripts, such as Persian names, and are invisible between others."""

LOOKS_LIKE = dict(
    zip(
        "авеѕіјкмнорсԛтԝухѵһԁɡḷαβεικνορτυχγ" + "015",
        "abesijkmhopcqtwyxvhdgl" + "abeiknoptuxy" + "ols",
        strict=True,
    )
)
"""Cyrillic, Greek and a few other small letters with the Latin ones that they look like, and numbers that pass for a
letter. Only what is one for one: the length stays, by which those to compare are found."""


class BadName(ValueError):
    """A name or an address that is not kept. `code` says why; `letter` is the character at fault, `known` whose address
    it looks like."""

    def __init__(self, code: str, letter: str = "", known: str = "") -> None:
        super().__init__(code)
        self.code, self.letter, self.known = code, letter, known


def plain(text: str) -> str:
    """A name, title or team as it is kept: composed letters (NFC) and single spaces. Raises BadName."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    for letter in composed:
        kind = unicodedata.category(letter)
        if kind in ("Cc", "Cs", "Co", "Cn") or (kind == "Cf" and letter not in JOINERS):
            raise BadName("hidden", letter)
    if any(letter in JOINERS for letter in composed) and all(script(letter) in ("", "LATIN") for letter in composed):
        raise BadName("hidden", next(letter for letter in composed if letter in JOINERS))
    for word in composed.split():
        mixed = foreign(word)
        if mixed:
            raise BadName("mixed", mixed)
    return composed


def foreign(word: str) -> str:
    """The first letter of another script in a word that also has Latin ones, "" where there is none."""
    letters = [letter for letter in word if script(letter)]
    if not any(script(letter) == "LATIN" for letter in letters):
        return ""
    return next((letter for letter in letters if script(letter) != "LATIN"), "")


def script(letter: str) -> str:
    """The script of a letter by its own name ("LATIN", "CYRILLIC"); "" for what is no letter."""
    if not unicodedata.category(letter).startswith("L"):
        return ""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def plain_address(text: str) -> str:
    """A work e-mail address as it is kept: small letters, none but those of an English keyboard. Raises BadName.

    Addresses with other letters exist, but no agency in England or Wales that we know of gives them out, and one such
    letter is how an address passes for another.
    """
    address = unicodedata.normalize("NFC", text).strip().lower()
    other = next((letter for letter in address if not letter.isascii()), "")
    if other:
        raise BadName("letter", other)
    if any(label.startswith("xn--") for label in address.partition("@")[2].split(".")):
        raise BadName("letter", "xn--")
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise BadName("address") from wrong
    return address


def skeleton(address: str) -> str:
    """What an address looks like at a glance, for comparing: two with the same are easily taken for one another."""
    folded = unicodedata.normalize("NFKC", address).casefold()
    return "".join(LOOKS_LIKE.get(letter, letter) for letter in folded)


def person_at(address: str) -> Person | None:
    """The person with this address. Raises BadName where there is none, but one whose address looks like it."""
    found = Person.objects.filter(email__iexact=address).first()
    if found is not None:
        return found
    look = skeleton(address)
    for known in _as_long(address):
        if skeleton(known) == look:
            raise BadName("looks like", known=known)
    return None


def _as_long(address: str) -> QuerySet[Person, str]:
    rows = Person.objects.annotate(long=Length("email")).filter(long=len(address))
    return rows.values_list("email", flat=True)
