"""Whom to ask whether messages reach them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from forthright.directory.reach import FRESH
from forthright.web.forms import base
from forthright.web.forms.fields import offer
from forthright.web.forms.widgets import Radios

SILENT, ALL = "silent", "all"


class WhomToAsk(base.Form):
    """Those who have not said so lately, or everybody. `silent` and `everybody` are how many there are of each."""

    heading_field = None
    whom = forms.ChoiceField(
        label=gettext_lazy("Whom do you want to ask?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select whom you want to ask")},
    )

    def __init__(self, *args: Any, silent: int, everybody: int, **options: Any) -> None:
        super().__init__(*args, **options)
        some = ngettext(
            "%(count)s person who has not answered in the last %(days)s days",
            "%(count)s people who have not answered in the last %(days)s days",
            silent,
        )
        every = ngettext("%(count)s person, all who hold a post", "All %(count)s people who hold a post", everybody)
        both = 0 < silent < everybody
        choices = [(SILENT, some % {"count": silent, "days": FRESH.days}), (ALL, every % {"count": everybody})]
        offer(self, "whom", choices if both else choices[1:])
        self.initial.setdefault("whom", SILENT if both else ALL)
