"""Reading one plain value: words, dates, roles, lists. Each takes text and gives a value, or raises `Wrong`."""

from __future__ import annotations

import re
from datetime import date, datetime

from forthright.core.policy.lines import show
from forthright.core.policy.numbers import figure
from forthright.core.policy.roles import Role
from forthright.core.policy.times import URGENT, Stated
from forthright.core.policy.vocabulary import NOT_STATED_LOOKALIKES, ROLES, TITLES, listed, nearest

Roles = tuple[Role, ...] | Stated
ALIKE = range(7, 16)
"""How long a value is that can be four fifths like "not stated"; comparing the others took half of the reading."""


class Wrong(ValueError):
    """A value that cannot be read. `offset` is how many characters into the value the fault lies."""

    def __init__(self, what: str, expected: str = "", near: str = "", offset: int = 0) -> None:
        super().__init__(what)
        self.what, self.expected, self.near, self.offset = what, expected, near, offset


def check_silence(text: str) -> None:
    """Silence has one spelling, "not stated": its misspellings and cousins are refused in every value."""
    low = text.lower()
    if low == Stated.NOT_STATED:
        return
    if low in NOT_STATED_LOOKALIKES or (len(low) in ALIKE and nearest(low, [Stated.NOT_STATED.value], 0.8)):
        raise Wrong(f"“{show(text)}” is not the way to say that the text is silent.", "", "not stated")


def is_silent(text: str) -> bool:
    """Whether this says that the published text does not say it."""
    return text.lower() == Stated.NOT_STATED


def prose(text: str) -> str:
    """Words that must be there."""
    if text.lower() in (Stated.NOT_STATED, Stated.NONE):
        raise Wrong(f"“{show(text)}” cannot stand here.", "Write the words, or leave the whole line out if it may be.")
    return text


def prose_or_silent(text: str) -> str:
    """Words, or "not stated" spelled in small letters."""
    return Stated.NOT_STATED.value if is_silent(text) else prose(text)


def day(text: str) -> date:
    """A date written 2026-04-01. Other orders are refused, with the British reading of them offered."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Wrong(f"There is no day {text}.", "Write a date such as 2026-04-01.") from None
    near = ""
    for pattern in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%m/%d/%Y"):
        try:
            near = datetime.strptime(re.sub(r"(?<=[0-9])(st|nd|rd|th)\b", "", text), pattern).date().isoformat()
            break
        except ValueError:
            continue
    raise Wrong(f"“{show(text)}” is not a date.", "Write year, month and day, such as 2026-04-01.", near)


def day_or_silent(text: str) -> date | None:
    """A date, or None for "not stated"."""
    return None if is_silent(text) else day(text)


def yes_or_no(text: str) -> bool:
    """True for yes, False for no. Raises Wrong."""
    low = text.lower()
    if low not in ("yes", "no"):
        raise Wrong(f"“{show(text)}” is neither yes nor no.", "Write yes or no.", nearest(low, ("yes", "no")))
    return low == "yes"


def one_of(text: str, choices: tuple[str, ...]) -> str:
    """One of these words, in lower case. Raises Wrong, with the nearest."""
    low = text.lower()
    if low not in choices:
        raise Wrong(f"“{show(text)}” is not known here.", f"Write {listed(choices)}.", nearest(low, choices))
    return low


def items(text: str) -> tuple[str, ...]:
    """A list with commas; "not stated" gives the empty list."""
    if is_silent(text):
        return ()
    found = [item.strip() for item in text.split(",")]
    if "" in found:
        raise Wrong("The list has an empty place between commas.", "Write each name once, with a comma between them.")
    seen: set[str] = set()
    for item in found:
        if item.lower() in (Stated.NOT_STATED, Stated.NONE):
            what = f"“{show(item)}” cannot stand in a list."
            raise Wrong(what, "Leave it out, or leave out the line if nobody is named.", "", text.find(item))
        if item in seen:
            raise Wrong(f"“{show(item)}” stands in the list twice.", "Write it once.", "", text.rfind(item))
        seen.add(item)
    return tuple(found)


def roles(text: str) -> Roles:
    """Roles, the owner first; or not stated; or none."""
    low = text.lower()
    if low in (Stated.NOT_STATED, Stated.NONE):
        return Stated(low)
    found = []
    for item in items(text):
        role = ROLES.get(item.lower())
        if role is None:
            what = f"“{show(item)}” is not a role."
            raise Wrong(what, f"Write {listed(ROLES)}, or not stated.", _meant(item), text.find(item))
        if role in found:
            raise Wrong(f"“{role}” stands in the list twice.", "Write it once.", "", text.rfind(item))
        found.append(role)
    return tuple(found)


def _meant(item: str) -> str:
    """The roles that somebody meant who joined them by other signs, or wrote a title; "" where it cannot be told."""
    plain = item.lower().strip(" .;")
    parts = [part.strip() for part in re.split(r"\s*[/&;+]\s*|\s+(?:and|with|or)\s+", plain)]
    roles = [part if part in ROLES else TITLES.get(part) or nearest(part, ROLES, 0.8) for part in parts[:9]]
    return ", ".join(dict.fromkeys(roles)) if all(roles) else nearest(plain, ROLES)


def some_roles(text: str) -> tuple[Role, ...]:
    """Roles that must be named."""
    found = roles(text)
    if isinstance(found, Stated):
        raise Wrong(f"“{show(text)}” cannot stand here.", f"Write {listed(ROLES)}.")
    return found


def roles_text(roles: Roles) -> str:
    """Roles as the policy text writes them."""
    return roles.value if isinstance(roles, Stated) else ", ".join(roles)


def number(text: str) -> int:
    """A whole number from 1 to 99 in figures."""
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise Wrong(f"“{show(text)}” is not a whole number.", "Write a number in figures, such as 3.")
    return int(text)


def step_key(text: str) -> str:
    """ "step 3" gives "3". That the step exists is checked when all steps are known."""
    shape = re.fullmatch(r"step ([0-9]{1,2}[a-z]?)", text.lower())
    if not shape:
        key = re.search(r"[0-9]{1,2}[a-z]?", text.lower())
        meant = key[0] if key else figure(text.rpartition(" ")[2])
        raise Wrong(f"“{show(text)}” is not a step.", "Write “step” and its number.", f"step {meant}" if meant else "")
    return shape[1]


def base_name(text: str) -> str:
    """The name of another policy text, in small letters. It is looked up, so it must not lead anywhere else."""
    low = text.lower().removesuffix(".policy")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", low):
        near = re.sub(r"[^a-z0-9]+", "-", low).strip("-")[:60]
        expected = "Write small letters, figures and hyphens, as in “west-midlands”."
        raise Wrong(f"“{show(text)}” is not the name of a policy.", expected, near)
    return low


def priority_name(text: str) -> str:
    """A name of a priority, which must fit into a line such as “reply within, priority soon”."""
    if text.lower() == URGENT:
        raise Wrong("Every policy may use “urgent” without naming it.", "Take the line out.")
    if not re.fullmatch(r"\w[\w -]{0,29}", prose(text)):
        what = f"“{show(text)}” cannot be the name of a priority."
        raise Wrong(what, "Write a short name of letters, figures, spaces and hyphens, such as “soon”.")
    return text
