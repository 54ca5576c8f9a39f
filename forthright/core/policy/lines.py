"""The lines of a policy text: `name: value`, indented by nothing or by two spaces, each part with its place.

The form is our own because the ready ones fail silently: YAML takes a key twice and reads 17:00 as 1020. The whole
grammar of this level:

* a line is `name: value`; the first colon divides them, and one line holds one whole value, however long;
* a line starts at the left margin, or is indented by exactly two spaces to belong to the section above it;
* `#` at the start of a line, or after two or more spaces, begins a comment;
* there are no quotation marks, brackets, dashes or continuation lines;
* runs of spaces inside a value count as one, and empty lines mean nothing.

Nothing here raises, whatever the bytes: what is wrong becomes a `Problem`, and reading goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from forthright.core.policy import files
from forthright.core.policy.letters import is_hidden, strangers

LONGEST = 500_000
"""Characters in a policy text. The longest real one is under 10,000; beyond this a file is something else."""
LONGEST_NAME = 120
"""Characters before the colon. The longest name that can stand is under 100."""
MOST_STRANGERS = 20
"""Look-alikes named on one line."""
MOST_PROBLEMS = 200
"""Problems named at once; a file with more is not a policy, and finding the nearest right word for each takes time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a text. `line` and `column` count from 1; `what`, `expected` are sentences or empty."""

    line: int
    column: int
    what: str
    expected: str = ""
    nearest: str = ""

    def sentence(self) -> str:
        """What is wrong and what to do, on one line."""
        parts = [self.what, self.expected]
        if self.nearest:
            parts.append(f"The nearest right wording is: {self.nearest}")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One `name: value` line. `name` is in small letters, `shown` as typed; `inside` is True when it is indented.

    `origin` names the base text that it came from, "" for the text itself. A `bare` line has no colon: all of it is its
    name, and it is a problem whatever it says.
    """

    number: int
    inside: bool
    name: str
    shown: str
    column: int
    value: str
    value_column: int
    origin: str = ""
    bare: bool = False


def show(text: str, most: int = 60) -> str:
    """Text that came from a file, made safe and short enough to stand in a sentence."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in text)
    return plain if len(plain) <= most else plain[: most - 3] + "..."


def scan(source: str | bytes, origin: str = "") -> tuple[list[Line], list[Problem]]:
    """All lines, and a problem for each that cannot be understood. A bare one is left for the caller to name."""
    problems: list[Problem] = []
    text = decode(source, problems)
    if len(text) > LONGEST:
        problems.append(Problem(1, 1, "The file is too long to be a policy.", f"Keep it under {LONGEST:,} characters."))
        text = ""
    lines: list[Line] = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = _line(number, raw, problems, origin)
        if line is not None:
            lines.append(line)
        if len(problems) >= MOST_PROBLEMS:
            return [], [*problems[:MOST_PROBLEMS], too_many(number)]
    if not lines and not problems:
        expected = "Begin with a line that says what the policy is called, such as “policy: Escalation policy”."
        problems.append(Problem(1, 1, "There is nothing written here yet.", expected))
    return lines, problems


def too_many(number: int) -> Problem:
    """The last problem of a text that has too many."""
    what = f"There are {MOST_PROBLEMS} problems above this line, and perhaps more below it."
    return Problem(number, 1, what, "Mend these first.")


def decode(source: str | bytes, problems: list[Problem]) -> str:
    """The text of a file that must be UTF-8. What is no text at all is named once; where only letters cannot be read,
    the first line of them is, and their bytes are replaced."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    source = source.removeprefix(b"\xef\xbb\xbf")
    long = len(source) > 4 * LONGEST  # no character takes more than four bytes
    other = files.kind(source) or (None if long else files.unmarked(source))
    if other is not None:
        problems.append(Problem(1, 1, *other))
        return ""
    if long:
        return source.decode("latin-1")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        problems.append(_not_utf_8(source))
        return source.decode("utf-8", "replace")


def _not_utf_8(source: bytes) -> Problem:
    """The first line with a character that is not UTF-8, and how many more there are: it is one slip, of saving."""
    found: list[tuple[int, int]] = []
    for number, raw in enumerate(re.split(rb"\r\n|\r|\n", source), start=1):
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as fault:
            found.append((number, len(raw[: fault.start].decode("utf-8", "replace")) + 1))
    more = f" {len(found) - 1} more line{'s have' if len(found) > 2 else ' has'} one too." if len(found) > 1 else ""
    what = "A character cannot be read: the file is not saved as UTF-8."
    return Problem(*found[0], what, f"{files.AGAIN}{more}")


def _line(number: int, raw: str, problems: list[Problem], origin: str = "") -> Line | None:
    """One line taken apart, or None for an empty or unreadable one."""
    text = _without_comment(number, raw, problems)
    body = text.lstrip()
    if not body:
        return None
    margin = text[: len(text) - len(body)]
    column = len(margin) + 1
    _check_margin(number, margin, problems)
    text = _as_meant(number, text, problems)
    body = text[len(margin) :]
    shown, colon, rest = body.partition(":")
    if not colon:
        shown = _seen(body)
        return Line(number, bool(margin), shown.lower(), shown, column, "", column, origin, True) if shown else None
    value = _seen(rest)
    value_column = column + len(shown) + 1 + (len(rest) - len(rest.lstrip()) if value else 0)
    shown = _seen(shown)
    if not shown:
        problems.append(Problem(number, column, "There is no name before the colon.", "Write a name, then a colon."))
        return None
    if len(shown) > LONGEST_NAME:
        what = f"“{show(shown)}” is too long for the name of a line."
        problems.append(Problem(number, column, what, "Write a name, a colon and a value on each line."))
        return None
    if len(value) > 1 and value[0] + value[-1] in ('""', "''", "[]", "{}", "“”", "‘’"):
        what = "The value stands in quotation marks or brackets."
        problems.append(Problem(number, value_column, what, "Leave them out.", show(value[1:-1].strip())))
    return Line(number, bool(margin), shown.lower(), shown, column, value, value_column, origin)


def no_colon(line: Line) -> tuple[str, str]:
    """What is wrong with a bare line, and what is expected."""
    what = f"“{show(line.shown)}” is not a line of the form “name: value”."
    return what, "Write a name, a colon and a value. A long value stays on one line; a list takes commas, not dashes."


def _as_meant(number: int, text: str, problems: list[Problem]) -> str:
    """The line with each look-alike named, and then read as it looks; what cannot be seen is named as well.

    It stays as long as it was, so that every column is right.
    """
    if text.isascii() and text.isprintable():
        return text
    odd = next((at for at, letter in enumerate(text) if is_hidden(letter)), None)
    if odd is not None:
        problems.append(Problem(number, odd + 1, "There is an invisible character here.", "Delete it."))
    for at, word, meant in islice(strangers(text), MOST_STRANGERS):
        what = f"“{show(word)}” has a letter or a figure of another alphabet that only looks like ours."
        problems.append(Problem(number, at + 1, what, "Type the word again.", show(meant) if meant != word else ""))
        text = text[:at] + meant + text[at + len(word) :]
    return text


def _seen(text: str) -> str:
    """The words that can be seen, with one space between them."""
    if not text.isprintable():
        text = "".join(letter for letter in text if not is_hidden(letter))
    return " ".join(text.split())


def _without_comment(number: int, raw: str, problems: list[Problem]) -> str:
    """The line up to its comment. One space before a # is ambiguous, and so a problem, unless a digit follows it."""
    if raw.lstrip().startswith("#"):
        return ""
    comment = re.search(r"\s\s#", raw)
    text = raw[: comment.start()] if comment else raw
    unsure = re.search(r"(?<=[\s:])#(?!\d)", text)
    if unsure:
        what = "It is not clear whether this # begins a comment."
        problems.append(Problem(number, unsure.start() + 1, what, "Put two spaces before the # of a comment."))
        text = text[: unsure.start()]
    return text.rstrip()


def _check_margin(number: int, margin: str, problems: list[Problem]) -> None:
    """The margin must be nothing or two spaces; anything else is named, and then read as two spaces."""
    if margin in ("", "  "):
        return
    if "\t" in margin:
        what, expected = "The line starts with a tab.", "Use two spaces instead."
    elif margin.strip(" "):
        what, expected = "The line starts with a character that looks like a space but is not.", "Use two spaces."
    elif len(margin) >= 4:
        what = f"The line is indented by {len(margin)} spaces; there is no level below the second."
        expected = "Indent it by two spaces."
    else:
        what = f"The line is indented by {len(margin)} space{'s' if len(margin) > 1 else ''}."
        expected = "Start at the left margin, or indent by two spaces."
    problems.append(Problem(number, 1, what, expected))
