"""The only code that writes the trail."""

from __future__ import annotations

from datetime import datetime

from forthright.audit.models import Look

LOOKS = ("looked", "printed", "copied")
OF_INVITATIONS = (
    *("invited", "vouched", "not vouched", "address changed", "invitation ended", "invitation renewed"),
    *("link opened", "code asked for", "came in by code", "wrong code", "locked", "entered by phone"),
)
"""What happens to the invitation of somebody without an account, and what is taken down by phone."""
ACTS = (*LOOKS, *OF_INVITATIONS)


def note_look(
    challenge: str, person: int, name: str, title: str, agency: str, act: str, version: int, at: datetime
) -> Look:
    """Write that a person looked at (or printed, or copied) a challenge at this version. `at` is aware UTC."""
    if act not in ACTS:
        raise ValueError(f"unknown look: {act}")
    return Look.objects.create(
        challenge=challenge, person=person, name=name, title=title, agency=agency, act=act, version=version, at=at
    )
