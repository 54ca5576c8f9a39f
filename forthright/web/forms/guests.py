"""Vouching for an address, and coming in by a link and a code."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.directory.guests import CODE_DIGITS
from forthright.web.forms.base import Form
from forthright.web.forms.widgets import Input, NumberInput, Radios

VOUCH, REFUSE = "vouch", "refuse"


class Vouch(Form):
    """Whether the address is theirs, and how that is known or what is wrong with it."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is this the professional’s real work address?"),
        choices=[
            (VOUCH, gettext_lazy("Yes: send them the link")),
            (REFUSE, gettext_lazy("No, or I cannot tell: send nothing")),
        ],
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select if this is their real work address")},
    )
    reason = forms.CharField(
        label=gettext_lazy("How do you know, or what is wrong with it?"),
        help_text=gettext_lazy(
            "For example: I telephoned the number on the Ofsted register and they read it to me. "
            "Do not write anything about the child or the challenge."
        ),
        max_length=300,
        widget=Input(),
        error_messages={"required": gettext_lazy("Enter how you know, or what is wrong with it")},
    )


class EndIt(Form):
    """Why somebody's link is to open nothing any more."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it to end?"),
        help_text=gettext_lazy("Do not write anything about the child or the challenge."),
        max_length=300,
        widget=Input(),
        error_messages={"required": gettext_lazy("Enter why it is to end")},
    )


class NewAddress(Form):
    """Another work address for somebody who has no account."""

    email = forms.EmailField(
        label=gettext_lazy("Their work email address"),
        max_length=254,
        widget=Input(),
        error_messages={"required": gettext_lazy("Enter their work email address")},
    )


class Code(Form):
    """The digits that came by email. Spaces between them do not matter."""

    code = forms.CharField(
        label=gettext_lazy("Enter the code"),
        help_text=gettext_lazy("8 digits. It works for 10 minutes, once, in this browser."),
        max_length=40,
        widget=NumberInput(10, {"autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("Enter the code from the email")},
    )

    def clean_code(self) -> str:
        digits = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
            raise ValidationError(_("The code has 8 digits. Enter all of them"))
        return digits

    def wrong(self) -> None:
        """The one answer to every code that opens nothing: why it does not is nobody's to know."""
        self.add_error("code", _("That code does not open anything. Check it, or ask for another one"))
