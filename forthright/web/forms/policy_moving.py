"""Why a challenge is moved to another version of its policy, and to which step where its own is not in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forthright.web.forms import base
from forthright.web.forms.fields import narrative, offer


class Landing(base.Form):
    """The step at which it goes on. `steps` are the keys and labels of those that there are."""

    step = forms.ChoiceField(
        label=gettext_lazy("At which step does it go on?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the step at which it goes on")},
    )

    def __init__(self, *args: Any, steps: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "step", [("", ""), *steps])


class Reason(base.Form):
    """The reason, which both sides read."""

    reason = narrative(
        gettext_lazy("Why is it moved?"),
        gettext_lazy("Enter why it is moved"),
        gettext_lazy("Both sides read this. Name no child and no family"),
        rows=3,
    )
