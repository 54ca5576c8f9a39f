"""For whom a recovery is asked, and the code and the new password that end it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from forthright.directory.models import Person
from forthright.web.forms import base
from forthright.web.forms.accounts import NEW_PASSWORD_HINT
from forthright.web.forms.fields import offer
from forthright.web.forms.widgets import Input, Radios


class ForWhom(base.Form):
    """The person who has lost what they sign in with."""

    heading_field = None
    person = forms.ChoiceField(
        label=_("Who has lost how they sign in?"),
        widget=Radios(),
        error_messages={"required": _("Select the person")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        offer(self, "person", [(str(one.pk), f"{one.name}, {one.email}") for one in people])


class Finish(base.Form):
    """The code that was told by voice, and a new password, where the person has one."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The 8 numbers that you were told by voice"),
        max_length=20,
        widget=Input(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code")},
    )
    password1 = forms.CharField(
        label=_("New password"),
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new password")},
    )
    password2 = forms.CharField(
        label=_("New password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter the new password once more")},
    )

    def __init__(self, *args: Any, person: Person, with_password: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if not with_password:
            del self.fields["password1"], self.fields["password2"]

    def clean_code(self) -> str:
        """The numbers alone, however they were grouped."""
        return "".join(one for one in self.cleaned_data["code"] if one.isascii() and one.isdigit())

    def clean_password1(self) -> str:
        """A password that everybody may have."""
        typed: str = self.cleaned_data["password1"]
        password_validation.validate_password(typed, self.person)
        return typed

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if {"password1", "password2"} <= set(found) and found["password1"] != found["password2"]:
            self.add_error("password2", _("The two passwords are not the same. Enter them once more"))
        return found
