"""What a check says about a draft."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["missing", "look again"]


@dataclass(frozen=True)
class Remark:
    """One thing to think about. Never a refusal: a draft can be sent with every remark standing.

    `code` names the check, `field` the part of the draft. `found` quotes the draft, fragments parted by "; ", and is
    "" when something is missing. `why` gives the reason and `try_` says what to do; both are whole sentences.
    """

    code: str
    field: str
    level: Level
    found: str
    why: str
    try_: str


def missing(code: str, field: str, why: str, try_: str) -> Remark:
    """A remark on something that is not there."""
    return Remark(code, field, "missing", "", why, try_)


def look_again(code: str, field: str, found: str | list[str], why: str, try_: str) -> Remark:
    """A remark on something that is there; a list of fragments is joined with "; "."""
    return Remark(code, field, "look again", found if isinstance(found, str) else "; ".join(found), why, try_)
