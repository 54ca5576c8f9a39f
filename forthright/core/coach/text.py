"""Reading a draft: words, sentences, phrases, and a plain measure of how hard it is to read. Nothing is kept."""

import re
from collections.abc import Iterable
from functools import lru_cache

from forthright.core.coach import lexicon

LONG_SENTENCE = 25  # words; the limit that plain-English guides in government use
LONG_WORD = 9  # letters
FEWEST_WORDS = 30  # a shorter text says nothing about how its writer writes

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/]*")
# Only double quotes and curly single quotes: a straight single quote is far more often an apostrophe.
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^“”\n]*”|‘(?:[^‘’\n]|’(?=\w))*’")
_STOP = re.compile(r"(?<![.!?])[.!?]+[\"”’)]*(?:\s+|$)|\n+")
_NOT_A_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|e\.g|i\.e|etc|approx|no|No|vs|a\.m|p\.m)\.$")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order, as written."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, trimmed. A new line ends a sentence, so that a list is not one long sentence."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        tail = text[max(start, stop.start() - 10) : stop.start() + 1]
        if "\n" not in stop.group() and end < len(text) and _NOT_A_STOP.search(tail):
            continue
        found.append(text[start:end].strip())
        start = end
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def without_quotes(text: str) -> str:
    """The text with quoted speech blanked out, same length: what a child or parent said is theirs, not the writer's."""
    return _QUOTED.sub(lambda quote: " " * len(quote.group()), text)


def has_quote(text: str) -> bool:
    """Whether somebody's own words stand in quotation marks."""
    return bool(_QUOTED.search(text))


def phrases(text: str, looked_for: Iterable[str]) -> list[str]:
    """The phrases of a list that occur in the text as whole words, as the writer wrote them, in order, each once."""
    straight = text.replace("’", "'")
    spans = [match.span() for match in _any_of(tuple(looked_for)).finditer(straight)]
    return list({text[start:end].lower(): text[start:end] for start, end in spans}.values())


def count(text: str, looked_for: Iterable[str]) -> int:
    """How often phrases of a list occur, repeats counted."""
    return sum(1 for _ in _any_of(tuple(looked_for)).finditer(text.replace("’", "'")))


def abbreviations(text: str) -> dict[str, str]:
    """Abbreviations in the text with what they stand for: as written -> expansion. Capitals matter."""
    found = {}
    for match in re.finditer(r"\b([A-Z][A-Za-z&]{1,5}|[Ss]\.? ?\d{2})\b", text):
        written = match.group()
        plain = re.sub(r"[. ]", "", written).upper() if written[-1].isdigit() else written
        if plain in ("CiN", "CiC"):
            plain = plain.upper()
        if plain in lexicon.ABBREVIATIONS:
            found[written] = lexicon.ABBREVIATIONS[plain]
    return found


def has_when(text: str) -> bool:
    """Whether a time is given: a date or clock time in digits, a day, a month, or a word such as "tomorrow"."""
    return bool(re.search(r"\d", text)) or bool(phrases(text, lexicon.WHEN))


def has_number(text: str) -> bool:
    """Whether anything is counted or dated."""
    return has_when(text) or bool(phrases(text, lexicon.NUMBERS))


def reading_age(text: str) -> int | None:
    """About how old a reader has to be to read this with ease, in years; None for fewer than 30 words.

    Our own plain measure, to compare drafts with, not a school test: 6, and one year for each 4 words in a sentence
    of average length, and one year for each 5 words in a hundred that have 9 letters or more. A well-known formula was
    not taken: they count syllables, which needs a dictionary to be right, and were fitted to American schoolbooks.
    """
    counted = [word for word in words(text) if not word[0].isdigit()]
    if len(counted) < FEWEST_WORDS:
        return None
    per_sentence = len(counted) / len(sentences(text))
    long_per_hundred = 100 * sum(1 for word in counted if len(word) >= LONG_WORD) / len(counted)
    return round(6 + per_sentence / 4 + long_per_hundred / 5)


@lru_cache(maxsize=64)
def _any_of(looked_for: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first, so that "kind of" wins over "kind"; a run of white space matches any other.
    listed = sorted(looked_for, key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in listed)
    return re.compile(rf"(?<![\w'-])(?:{joined})(?![\w-])", re.IGNORECASE)
