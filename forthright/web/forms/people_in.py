"""A file with a list of people and posts, and how its letters were read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forthright.exchange.sheets import ENCODINGS, MOST_BYTES, MOST_LINES, Sheet, Unreadable, read_sheet
from forthright.web.forms.base import Form
from forthright.web.forms.fields import offer
from forthright.web.forms.widgets import Radios

UNREADABLE = {
    "too large": _("The file must be 5 MB or smaller. Save only the sheet with the list, without pictures"),
    "empty": _("The file is empty. Choose the file with the list"),
    "not a spreadsheet": _("The file must be a spreadsheet (.xlsx or .ods) or a CSV file. Save it as one of these"),
    "no lines": _("The file has no list. The first line must have headings, and the lines below it the posts"),
    "too many lines": format_lazy(
        _("The list must have {most} lines or fewer. Divide it into several files"), most=f"{MOST_LINES:,}"
    ),
    "too many columns": _("The list has too many columns. Keep the columns of our template"),
    "other letters": _("The letters of the file cannot be read in that way. Choose another, or save it as .xlsx"),
    "quotes": _("A quotation mark in the file opens and never closes. Save the list as .xlsx, and choose that file"),
}
MISSING = _("Choose the file with the list")


class ChooseList(Form):
    """Which file, and for which partnership where there are several."""

    partnership = forms.ChoiceField(
        label=_("Which partnership is the list for?"),
        widget=Radios,
        error_messages={"required": _("Select the partnership")},
    )
    sheet = forms.FileField(
        label=_("The file with the list"),
        help_text=_("A spreadsheet (.xlsx or .ods) or a CSV file, 5 MB or smaller"),
        error_messages={"required": MISSING, "empty": UNREADABLE["empty"], "missing": MISSING, "invalid": MISSING},
        widget=forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".xlsx,.ods,.xls,.csv"}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "partnership", choices)
        if len(choices) == 1:
            del self.fields["partnership"]

    def clean_sheet(self) -> bytes:
        """The content of a file that can be read."""
        sent: UploadedFile = self.cleaned_data["sheet"]
        content = sent.read(MOST_BYTES + 1)
        readable(content)
        return content


class OtherLetters(Form):
    """How the letters of a CSV file are written, where names look wrong."""

    encoding = forms.ChoiceField(
        label=_("How the letters of the file are written"),
        choices=[(name, name) for name in ENCODINGS],
        widget=Radios,
        error_messages={"required": _("Select how the letters are written")},
    )


def readable(content: bytes, encoding: str = "") -> Sheet:
    """The list in a file. Raises ValidationError with a sentence that says what to do."""
    try:
        return read_sheet(content, encoding)
    except Unreadable as wrong:
        raise ValidationError(UNREADABLE[wrong.code], code="unreadable") from wrong
