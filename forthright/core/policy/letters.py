"""Letters that look like others: a Cyrillic "е" in "step", a fullwidth "２" in "2 working days".

They come with text that is pasted, cannot be seen, and make a name unknown or a word another word, so each is named
with the word that was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC"})
"""Alphabets whose letters are taken for one another. A word of one of them alone is somebody's name, and stays."""
_CYRILLIC = dict(zip("авекмнорстухіѕјһԁԛԝАВЕКМНОРСТУХІЅЈҺ", "abekmhopctyxisjhdqwABEKMHOPCTYXISJH", strict=True))
_GREEK = dict(zip("αικνορτυχϲΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "aikvoptuxcABEZHIKMNOPTYXC", strict=True))
LOOKS = _CYRILLIC | _GREEK


def strangers(text: str) -> Iterator[tuple[int, str, str]]:
    """(offset, word, word as it was meant) for each word of a line that holds a look-alike.

    A fullwidth character or a digit of another script is one anywhere. A letter of another alphabet is one in the name
    of a line, and beside letters of a second alphabet inside one word of a value.
    """
    if text.isascii():
        return
    colon = text.replace("：", ":").find(":")
    for found in re.finditer(r"[^\W_]+|[\uff01-\uff5e]", text):
        word, at = found[0], found.start()
        if word.isascii():
            continue
        meant = "".join(_wide(letter) for letter in word)
        kinds = {_script(letter) for letter in meant} - {""}
        if len(kinds) > 1 or at < colon:
            meant = "".join(LOOKS.get(letter, letter) for letter in meant)
        if meant != word or len(kinds) > 1:
            yield at, word, meant


def is_hidden(letter: str) -> bool:
    """Control and format characters, halves of surrogate pairs and what is no character at all.

    A tab inside a value is only a space. A soft hyphen, a zero-width space or a mark that turns the direction of
    reading cannot be seen, and makes two texts that look the same differ.
    """
    return letter != "\t" and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _wide(letter: str) -> str:
    """The plain character behind a fullwidth one, or behind a digit of another script."""
    if "\uff01" <= letter <= "\uff5e":
        return unicodedata.normalize("NFKC", letter)
    if not letter.isascii() and letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return letter


def _script(letter: str) -> str:
    """The alphabet of a letter, "" for what is none of those that look alike."""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if first in SCRIPTS else ""
