"""Numbers in words and in Roman figures: what somebody meant who wrote "two working days" or "step III"."""

from __future__ import annotations

import re

SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: number for number, word in enumerate(SMALL, start=1)} | {
    word: number * 10 for number, word in enumerate(TENS, start=2)
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
AN_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))"
A_WORD = rf"(?:(?:{'|'.join(TENS)})[ -](?:{'|'.join(SMALL[:9])})|{'|'.join(sorted(WORDS, key=len, reverse=True))})"


def figure(words: str) -> int | None:
    """ "twenty-four" gives 24, "iii" gives 3, "2nd" and "second" give 2; None for what is no number up to 99."""
    low = words.lower().strip()
    if low in ORDINALS:
        return ORDINALS.index(low) + 1
    ordinal = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)", low)
    if ordinal:
        return int(ordinal[1])
    parts = re.split(r"[ -]", low)
    if len(parts) == 2 and parts[0] in TENS and parts[1] in SMALL[:9]:
        return WORDS[parts[0]] + WORDS[parts[1]]
    return WORDS.get(low) or ROMAN.get(low)
