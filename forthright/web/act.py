"""What one act in a challenge is to its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from forthright.web.forms.acts import ActForm


@dataclass(frozen=True)
class Act:
    """One act. `link` is what the challenge's page calls it; `lead` stands above the form; `part` is a template that
    shows what the form is about; `done` says what happened and what happens next. `leaves`: whoever does it sees
    nothing of the challenge any more."""

    heading: Any
    link: Any
    form: type[ActForm]
    button: Any
    done: Any
    lead: tuple[Any, ...] = ()
    part: str = ""
    leaves: bool = False


BOTH_READ = _("Both sides can read this.")
