"""For whom a challenge is raised, where somebody raises it for a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Shown
from forthright.core.challenge.commands import Origin
from forthright.directory import queries as directory
from forthright.web.forms import base
from forthright.web.forms.fields import offer
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import labels

if TYPE_CHECKING:
    from forthright.web.forms.raise_pages import Draft

SHOWN = {
    Shown.TAKES_PART: gettext_lazy("They take part too. Both sides see their name"),
    Shown.TO_BOTH: gettext_lazy("They do not take part. Both sides see their name"),
    Shown.TO_OWN_SIDE: gettext_lazy("They do not take part. Only our own side sees their name"),
}


class ForWhom(base.Form):
    """A colleague for whom it is raised, or nobody; and who is to see their name."""

    originator = forms.ChoiceField(
        label=gettext_lazy("Are you raising this for somebody else in your agency?"),
        help_text=gettext_lazy("You stay the one who raised it. Both names are kept in the record."),
        required=False,
    )
    shown = forms.ChoiceField(
        label=gettext_lazy("If you do, what part do they have?"),
        help_text=gettext_lazy("Ask them first. A court or the family may still learn the name."),
        choices=[(one.value, said) for one, said in SHOWN.items()],
        widget=Radios(),
        required=False,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Any]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "originator", [("", _("No, I raise it myself")), *choices])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("originator") and not data.get("shown") and "shown" not in self.errors:
            self.add_error("shown", _("Select what part they have"))
        return data


def colleagues(draft: Draft) -> dict[str, Any]:
    """The options of that page: the people of the raiser's own agency."""
    return {"choices": [(str(one.pk), labels.holder(one)) for one in draft.own_colleagues]}


def origin(draft: Draft, clean: Mapping[str, Any]) -> Origin | None:
    """What that page gives the command."""
    found = next((one for one in draft.own_colleagues if str(one.pk) == clean.get("originator")), None)
    if found is None:
        return None
    return Origin(seat=directory.own_seat(found.person, found.post), shown=Shown(clean["shown"]))
