"""Whether a word is another one with a slip of the pen: "lime manager" for "line manager", "polcie" for "police".

Words that only differ in their ending ("schools", "agreed") are words of their own, and so are short ones, numbers and
what begins otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

SHORTEST, LONG = 5, 9
"""Letters of a word that can be told from others; and of one in which two slips are still seen."""
ENDINGS = ("s", "es", "'s", "s'", "d", "ed", "er", "ing", "ly")


def slip(typed: str, known: Iterable[str]) -> str:
    """The known wording that this is with a slip in it, "" where it is one of them, or near to none."""
    return _slip(_plain(typed), tuple(known))


@lru_cache(maxsize=4096)
def _slip(low: str, known: tuple[str, ...]) -> str:
    wordings = _wordings(known)
    if low in wordings or not low:
        return ""
    return next((one for plain, one in wordings.items() if _nearly(low, plain)), "")


@lru_cache(maxsize=256)
def _wordings(known: tuple[str, ...]) -> Mapping[str, str]:
    return {_plain(one): one for one in known}


def same_but_for_signs(typed: str, known: Iterable[str]) -> str:
    """The known wording that has the same letters but other spaces, hyphens, apostrophes or ending."""
    low = _plain(typed)
    bare = _bare(low)
    for one in known:
        plain = _plain(one)
        if plain != low and (_bare(plain) == bare or _inflected(plain, low)):
            return one
    return ""


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower().replace("’", "'")).strip(" .")


def _bare(words: str) -> str:
    return re.sub(r"[\s'-]", "", words)


def _nearly(typed: str, known: str) -> bool:
    """Whether every word is the same or nearly so, and one at least is not; or the same letters stand together."""
    ours, theirs = typed.split(), known.split()
    if len(ours) != len(theirs):
        return len(known) >= LONG and _bare(typed) == _bare(known)
    odd = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    beside = max((len(one) for one, other in zip(ours, theirs, strict=True) if one == other), default=0)
    shortest = SHORTEST - 1 if beside >= SHORTEST else SHORTEST
    return bool(odd) and len(odd) <= 2 and all(_word(one, other, shortest) for one, other in odd)


def _word(typed: str, known: str, shortest: int) -> bool:
    """Whether one word is another with a letter wrong, missing, doubled or changed over; two in a long one."""
    if len(known) < shortest or any(letter.isdigit() for letter in typed + known) or _inflected(typed, known):
        return False
    if typed[0] != known[0] and sorted(typed[:2]) != sorted(known[:2]):
        return False
    most = 2 if len(known) >= LONG else 1
    return abs(len(typed) - len(known)) <= most and _slips(typed, known) <= most


def _inflected(one: str, other: str) -> bool:
    """Whether two words are forms of the same, or two spellings of it that are both in use ("adviser", "advisor")."""
    short, long = sorted((one, other), key=len)
    ended = long.startswith(short) and long[len(short) :] in ENDINGS and not (short[-1:] == "s" == long[-1:])
    return ended or re.sub("ors?$", "er", one) == re.sub("ors?$", "er", other) or _stem(one) == _stem(other)


def _stem(word: str) -> str:
    return re.sub(rf"(?:{'|'.join(sorted(ENDINGS, key=len, reverse=True))})$", "", word)


def _slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many or changed over with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, wanted in enumerate(other, start=1):
            best = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                best = min(best, older[to - 2] + 1)
            row.append(best)
    return row[-1]
