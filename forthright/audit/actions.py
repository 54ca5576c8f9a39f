"""The only code that writes the trail."""

from __future__ import annotations

from datetime import datetime

from forthright.audit.models import Look

ACTS = ("looked", "printed", "copied")


def note_look(
    challenge: str, person: int, name: str, title: str, agency: str, act: str, version: int, at: datetime
) -> Look:
    """Write that a person looked at (or printed, or copied) a challenge at this version. `at` is aware UTC."""
    if act not in ACTS:
        raise ValueError(f"unknown look: {act}")
    return Look.objects.create(
        challenge=challenge, person=person, name=name, title=title, agency=agency, act=act, version=version, at=at
    )
