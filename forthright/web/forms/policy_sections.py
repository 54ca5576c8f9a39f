"""Another step, another form, or what differs for one kind of agency: the few answers that each begins with."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy import edit
from forthright.core.policy.sections import FOR_NAME, FORM_NAME, STEP_NAME
from forthright.web.forms import base
from forthright.web.forms.fields import offer
from forthright.web.forms.widgets import Input


class Section(base.Form):
    """A section that is to be added to `text`, which must not have it yet."""

    def __init__(self, *args: Any, text: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.text = text

    @abstractmethod
    def added(self) -> tuple[str, str]:
        """The text with the section, and the place of the section in it."""


class NewStep(Section):
    """Another step at the end of the policy."""

    key = forms.CharField(
        label=gettext_lazy("Its number"),
        help_text=gettext_lazy("As it is published, such as 4 or 4a"),
        widget=Input(width=3),
        max_length=10,
        error_messages={"required": gettext_lazy("Enter the number of the step")},
    )
    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        help_text=gettext_lazy("Such as: Line managers. Or: not stated"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what the step is called")},
    )

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip().lower()
        if not STEP_NAME.fullmatch(f"step {key}"):
            raise ValidationError(_("The number must be a number such as 4, or one with a letter such as 4a"))
        if f"step {key}" in edit.steps(self.text):
            raise ValidationError(_("There is a step %(key)s already") % {"key": key})
        return key

    def added(self) -> tuple[str, str]:
        key = self.cleaned_data["key"]
        return edit.add_step(self.text, key, self.cleaned_data["name"]), f"step {key}"


class NewForm(Section):
    """Another form that the policy asks for."""

    form_key = forms.CharField(
        label=gettext_lazy("Its number"),
        widget=Input(width=3),
        max_length=12,
        error_messages={"required": gettext_lazy("Enter the number of the form")},
    )
    form_name = forms.CharField(
        label=gettext_lazy("What the form is called"),
        help_text=gettext_lazy("Such as: Challenge form. Or: not stated"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what the form is called")},
    )
    form_when = forms.CharField(
        label=gettext_lazy("When it is used"),
        help_text=gettext_lazy("Such as: step 2 starts. Or: it is settled at step 2"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter when the form is used")},
    )

    def clean_form_key(self) -> str:
        key = str(self.cleaned_data["form_key"]).strip().lower()
        if not FORM_NAME.fullmatch(f"form {key}"):
            raise ValidationError(_("The number must be a number such as 1, or letters such as a"))
        if f"form {key}" in edit.forms(self.text):
            raise ValidationError(_("There is a form %(key)s already") % {"key": key})
        return key

    def added(self) -> tuple[str, str]:
        found = self.cleaned_data
        text = edit.add_form(self.text, found["form_key"], found["form_name"], found["form_when"])
        return text, f"form {found['form_key']}"


class NewOverlay(Section):
    """What differs at one step when the agency that answers is of one kind."""

    group = forms.CharField(
        label=gettext_lazy("For which kind of agency"),
        help_text=gettext_lazy("Such as: school"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter for which kind of agency it differs")},
    )
    step = forms.ChoiceField(
        label=gettext_lazy("At which step"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the step at which it differs")},
    )

    def __init__(self, *args: Any, text: str, steps: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, text=text, **options)
        offer(self, "step", steps)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if "group" in clean and "step" in clean:
            place = self.place()
            if not FOR_NAME.fullmatch(place):
                self.add_error("group", _("Use letters only, such as: school"))
            elif place in edit.overlays(self.text):
                self.add_error("group", _("There is such a part already. Change that one"))
        return clean

    def place(self) -> str:
        """Where it will stand."""
        group = " ".join(str(self.cleaned_data["group"]).split()).lower()
        return f"for {group}, {self.cleaned_data['step']}"

    def added(self) -> tuple[str, str]:
        group, step = self.cleaned_data["group"], self.cleaned_data["step"]
        return edit.add_overlay(self.text, group, step), self.place()
