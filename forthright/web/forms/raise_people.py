"""Where the child lives, where that decides the partnership; and who of one's own agency must not take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Conflict
from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.web.forms import base
from forthright.web.forms.fields import narrative, offer
from forthright.web.forms.raising import Choice, shorten
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import labels

if TYPE_CHECKING:
    from forthright.web.forms.raise_pages import Draft

UNSURE = "unsure"
"""The answer "I am not sure" to the question where the child lives."""
NOBODY = ""


class Area(base.Form):
    """In which partnership's area the child lives. The place itself is neither asked for nor kept."""

    heading_field = "area"
    area = forms.ChoiceField(
        label=gettext_lazy("Where does the child live?"),
        help_text=gettext_lazy("The partnership for that area decides which policy counts, wherever you work."),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select where the child lives, or “I am not sure”")},
    )

    def __init__(
        self, *args: Any, choices: Sequence[Choice] = (), hints: Mapping[str, Any] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "area", choices)
        self.fields["area"].widget.hints = dict(hints or {})  # type: ignore[attr-defined]


class Apart(base.Form):
    """Who of one's own agency must not take part, and why; nobody, mostly."""

    passed = forms.ChoiceField(
        label=gettext_lazy("Is there somebody of your agency who must not take part?"),
        help_text=gettext_lazy(
            "Such as a manager whose own conduct is in question, or who is close to the family. They are told nothing, "
            "and the next step goes past them. Leave it if there is nobody."
        ),
        widget=Radios(),
        required=False,
    )
    conflict = forms.ChoiceField(
        label=gettext_lazy("Why must they not take part?"),
        choices=[
            (Conflict.FAMILY.value, gettext_lazy("The family are their own, or their friends")),
            (Conflict.DECISION.value, gettext_lazy("They made the decision in question")),
            (Conflict.CONDUCT.value, gettext_lazy("Their own conduct is in question")),
            (Conflict.OTHER.value, gettext_lazy("Another reason")),
        ],
        widget=Radios(),
        required=False,
    )
    conflict_reason = narrative(
        gettext_lazy("Say more about why"), hint=gettext_lazy("Only your own side can read this."), rows=3
    )

    def __init__(self, *args: Any, choices: Sequence[Choice] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        shorten(self, "passed", [*choices, (NOBODY, _("Nobody"))])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("passed"):
            if not data.get("conflict") and "conflict" not in self.errors:
                self.add_error("conflict", _("Select why they must not take part"))
            if not data.get("conflict_reason") and "conflict_reason" not in self.errors:
                self.add_error("conflict_reason", _("Enter why they must not take part"))
        return data


def areas(draft: Draft) -> dict[str, Any]:
    """The options of the page that asks where the child lives: each partnership with its areas in its own words."""
    choices = [(str(one.pk), one.name) for one in draft.partnerships]
    hints = {str(one.pk): _areas(one) for one in draft.partnerships if one.areas}
    told = {"all": ", ".join(one.name for one in draft.partnerships), "home": draft.post.partnership.name}
    hints[UNSURE] = (
        _(
            "Your agency works in: %(all)s. Ask a colleague if you can. If it cannot wait, it goes by the policy of "
            "%(home)s, where your post is listed."
        )
        % told
    )
    return {"choices": [*choices, (UNSURE, _("I am not sure"))], "hints": hints}


def _areas(partnership: Partnership) -> str:
    return ", ".join(partnership.areas.splitlines())


def apart(draft: Draft) -> dict[str, Any]:
    """The options of the page that asks who must not take part."""
    return {"choices": [(str(one.pk), labels.holder(one)) for one in draft.own_colleagues]}


def passed(draft: Draft, clean: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of those who must not take part gives the command."""
    wanted = clean.get("passed")
    found = next((one for one in draft.own_colleagues if str(one.pk) == wanted), None) if wanted else None
    if found is None:
        return {}
    return {"passed_over": directory.own_seat(found.person, found.post), "conflict": Conflict(clean["conflict"])}
