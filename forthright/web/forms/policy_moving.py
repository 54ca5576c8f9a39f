"""Why a challenge is moved to another version of its policy, and to which step where its own is not in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forthright.web.forms import base
from forthright.web.forms.fields import narrative, offer


class Move(base.Form):
    """The step is asked only where the version does not have the one where the challenge stands."""

    step = forms.ChoiceField(
        label=gettext_lazy("At which step of that version does it go on?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the step at which it goes on")},
    )
    reason = narrative(
        gettext_lazy("Why is it moved?"),
        gettext_lazy("Enter why it is moved"),
        gettext_lazy("Both sides read this. Name no child and no family"),
        rows=3,
    )

    def __init__(self, *args: Any, steps: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if steps:
            offer(self, "step", [("", ""), *steps])
        else:
            del self.fields["step"]
