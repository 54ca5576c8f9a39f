"""Starting a draft of a policy, and saying from when it counts and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy import files
from forthright.core.policy.lines import decode
from forthright.web.desk import LONGEST
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import policy_look

CURRENT, OUTLINE, FILE = "current", "outline", "file"
BYTES = LONGEST * 4
"""A character takes four bytes at most; what is larger is refused before it is read."""


class PolicyFile(forms.FileField):
    """A policy as a text file. Cleans to its text; what is no text, or not UTF-8, is named and never guessed."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {}).setdefault(
            "empty", gettext_lazy("The file is empty. Choose another file")
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> str:
        """The text of the file, "" where none was chosen. Raises ValidationError."""
        given = super().clean(data, initial)
        if not isinstance(given, UploadedFile):
            return ""
        raw = given.read(BYTES + 1)
        other = files.kind(raw) or files.unmarked(raw)
        if other is not None:
            raise ValidationError(" ".join(other))
        if len(raw) > BYTES:
            said = _("The file is too large to be a policy: it has %(size)s, and %(most)s Choose another file")
            size = filesizeformat(given.size).replace("\xa0", " ")
            raise ValidationError(said % {"size": size, "most": policy_look.most_words(LONGEST)})
        problems: list[Any] = []
        text = decode(raw, problems)
        if problems:
            found = policy_look.trouble(problems[0])
            raise ValidationError(f"{found.place}: {found.what} {found.expected}")
        return text.replace("\r\n", "\n").replace("\r", "\n")


class Begin(base.Form):
    """What a new draft starts from. `current` tells whether there is a version in force to start from."""

    heading_field = "start"
    start = forms.ChoiceField(
        label=gettext_lazy("What do you want to start from?"),
        widget=Radios(hints={FILE: gettext_lazy("A plain text file. A Word file or a PDF cannot be read")}),
        error_messages={"required": gettext_lazy("Select what you want to start from")},
    )
    file = PolicyFile(label=gettext_lazy("The file, if you chose one"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, current: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(CURRENT, _("The version in force"))] if current else []
        choices += [(OUTLINE, _("An outline to fill in")), (FILE, _("A file of mine"))]
        offer(self, "start", choices)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("start") == FILE and not clean.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file"))
        return clean


class Publish(base.Form):
    """From which day a text counts, and why it was changed."""

    day = DateField(
        gettext_lazy("the day from which it counts"),
        label=gettext_lazy("From which day does it count?"),
        earliest=today,
        help_text=gettext_lazy("Today, or a later day. For example, 27 3 2027"),
    )
    reason = narrative(
        gettext_lazy("Why is it changed?"),
        gettext_lazy("Enter why it is changed"),
        gettext_lazy("The business unit of the partnership reads this. Name no child and no family"),
        rows=3,
    )


class Compare(base.Form):
    """Two versions to compare."""

    one = forms.ChoiceField(
        label=gettext_lazy("Before"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the version before")},
    )
    other = forms.ChoiceField(
        label=gettext_lazy("After"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the version after")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "one", choices)
        offer(self, "other", choices)
