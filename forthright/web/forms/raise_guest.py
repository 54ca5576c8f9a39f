"""Asking a professional who has no account: who they are, and where the invitation goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.directory.guests import Asked, has_account
from forthright.directory.models import Group
from forthright.web.forms.base import Form
from forthright.web.forms.fields import offer
from forthright.web.forms.raising import Choice, asks
from forthright.web.forms.widgets import Input, Radios

INVITE = "invite"
"""The answer "an agency where nobody has an account" to the question which agency."""
OTHER = "other"
"""The answer "another body" to the question which of the agencies where nobody has one."""

ALREADY = gettext_lazy("Somebody signs in here with this address. Go back and choose them under their agency")


class Guest(Form):
    """Which body, who there, and their work address. `agencies` are those of the directory where nobody has a post."""

    body_of = forms.ChoiceField(
        label=gettext_lazy("Where do they work?"),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select where they work")),
    )
    body = forms.CharField(
        label=gettext_lazy("Name of the body, if it is not listed"),
        help_text=gettext_lazy("For example, the childminder’s business, the charity or the surgery."),
        max_length=160,
        required=False,
        widget=Input(),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("What kind of body is it, if it is not listed?"),
        choices=Group.choices,
        required=False,
        widget=Radios(),
    )
    guest_name = forms.CharField(
        label=gettext_lazy("Name of the professional"),
        max_length=120,
        widget=Input(),
        error_messages=asks(gettext_lazy("Enter the name of the professional")),
    )
    guest_title = forms.CharField(
        label=gettext_lazy("What they do there"),
        help_text=gettext_lazy("For example, childminder, family support worker or GP."),
        max_length=120,
        widget=Input(),
        error_messages=asks(gettext_lazy("Enter what they do there")),
    )
    guest_email = forms.EmailField(
        label=gettext_lazy("Their work email address"),
        help_text=gettext_lazy(
            "An address that they alone read. The business unit checks that it is theirs before anything is sent. If "
            "they have none, leave it empty: the business unit telephones them, and takes down what they say."
        ),
        max_length=254,
        required=False,
        widget=Input(),
    )

    def __init__(self, *args: Any, agencies: Sequence[Choice] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "body_of", [*agencies, (OTHER, _("Somewhere that is not listed"))])
        if not agencies:  # the only answer there is
            self.fields["body_of"].initial = OTHER
        self.fields["guest_email"].widget.input_type = "email"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("body_of") == OTHER:
            if not data.get("body"):
                self.add_error("body", _("Enter the name of the body"))
            if not data.get("group"):
                self.add_error("group", _("Select what kind of body it is"))
        if data.get("guest_email") and has_account(data["guest_email"]):
            self.add_error("guest_email", str(ALREADY))
        return data


def asked_of(form: Form) -> Asked:
    """Who is asked, from a valid form."""
    data = form.cleaned_data
    listed = data["body_of"] != OTHER
    return Asked(
        name=data["guest_name"],
        title=data["guest_title"],
        email=data["guest_email"],
        agency=int(data["body_of"]) if listed else 0,
        body="" if listed else data["body"],
        group=Group.OTHER if listed else Group(data["group"]),
    )
