"""Who may know of a challenge from the start: whoever its policy names, or a named list alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import RestrictedWhy
from forthright.core.challenge.restricting import never as by_rule
from forthright.web.forms import base
from forthright.web.forms.acts import NO, lazy_label
from forthright.web.forms.need import NOT_SAID, NOT_WHY, breakable, why_listed
from forthright.web.forms.widgets import Radios

OPEN = ""


class Close(base.Form):
    """Whether it is kept to a named list, and why; mostly it is not."""

    restricted = forms.ChoiceField(
        label=gettext_lazy("Must it be kept to people on a named list?"),
        help_text=gettext_lazy(
            "Then nobody comes in by their post: no manager, no deputy, nobody at the next step, until they are put on "
            "the list by name. At first it is you and whoever should answer. Leave it if the policy’s own people may "
            "come in."
        ),
        choices=[*((code.value, lazy_label(code)) for code in RestrictedWhy), (OPEN, gettext_lazy("No"))],
        widget=Radios(),
        required=False,
    )
    restricted_reason = why_listed(required=False)
    never = breakable(required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        why = data.get("restricted")
        if why and not data.get("restricted_reason") and "restricted_reason" not in self.errors:
            self.add_error("restricted_reason", NOT_WHY)
        if why and not data.get("never") and not by_rule(RestrictedWhy(why), False) and "never" not in self.errors:
            self.add_error("never", NOT_SAID)
        return data


def closes(answers: Mapping[str, Any]) -> bool:
    """Whether these answers keep it to a named list."""
    return bool(answers.get("restricted"))


def breaks(answers: Mapping[str, Any]) -> bool:
    """Whether somebody who is not on that list may open it in an emergency."""
    why = answers.get("restricted")
    return why in set(RestrictedWhy) and not by_rule(RestrictedWhy(why), answers.get("never") != NO)


def chosen(clean: Mapping[str, Any]) -> dict[str, Any]:
    """What that page gives the command."""
    if not closes(clean):
        return {}
    return {"restricted": RestrictedWhy(clean["restricted"]), "never": not breaks(clean)}
