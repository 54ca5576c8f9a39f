"""The only code that writes the trail."""

from __future__ import annotations

from datetime import datetime

from forthright.audit.models import Look

LISTED, SEARCHED, READ_THE_LOG = "listed", "searched", "read the log"
BROKE, REFUSED = "broke the glass", "refused"
LOOKS = ("looked", "printed", "copied", "exported", BROKE)
"""Acts by which somebody sees a challenge."""
OF_INVITATIONS = (
    *("invited", "vouched", "not vouched", "address changed", "invitation ended", "invitation renewed"),
    *("link opened", "code asked for", "came in by code", "wrong code", "locked", "entered by phone"),
)
"""What happens to the invitation of somebody without an account, and what is taken down by phone."""
ACTS = (*LOOKS, LISTED, SEARCHED, READ_THE_LOG, REFUSED, *OF_INVITATIONS)
"""What a line of the trail says. An act of a list, a search or the log has no challenge."""


def note_look(
    challenge: str,
    person: int,
    name: str,
    title: str,
    agency: str,
    act: str,
    version: int,
    at: datetime,
    *,
    deputy_for: str = "",
    facts_only: bool = False,
    detail: str = "",
) -> Look:
    """Write that a person looked at (or printed, or copied) a challenge at this version. `at` is aware UTC.

    `deputy_for` is the name of whom they covered; `facts_only`, that no word was shown; `detail`, which list it was.
    ValueError for an act that is none of `ACTS`.
    """
    if act not in ACTS:
        raise ValueError(f"unknown look: {act}")
    return Look.objects.create(
        challenge=challenge,
        person=person,
        name=name,
        title=title,
        agency=agency,
        act=act,
        version=version,
        at=at,
        deputy_for=deputy_for[:120],
        facts_only=facts_only,
        detail=detail,
    )
