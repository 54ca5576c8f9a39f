"""The few controls that Django does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict


class Input(forms.TextInput):
    """One line. `width` in characters: 2, 3, 4, 5, 10, 20 or 30; None fills the column."""

    def __init__(self, width: int | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.css = f"govuk-input--width-{width}" if width else ""


class NumberInput(Input):
    """A whole number, typed. Not type=number: scrolling over one changes it, and some readers read it badly."""

    def __init__(self, width: int | None = 3, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(width, {"inputmode": "numeric", **(attrs or {})})


class TextArea(forms.Textarea):
    """Several lines. `limit`: how many characters may be typed, counted as they are."""

    def __init__(self, rows: int = 5, limit: int | None = None, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": rows, "cols": False, **(attrs or {})})
        self.limit = limit

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """Browsers send two characters for each line break; people count one, and so do we."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class Radios(forms.RadioSelect):
    """`hints`: a line of help by value. `inline`: side by side, for two short answers."""

    def __init__(self, hints: Mapping[str, Any] | None = None, inline: bool = False, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.hints = dict(hints or {})
        self.inline = inline


class Checkboxes(forms.CheckboxSelectMultiple):
    """`hints`: a line of help by value."""

    def __init__(self, hints: Mapping[str, Any] | None = None, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.hints = dict(hints or {})


class DateParts(forms.MultiWidget):
    """A date in three boxes: name_day, name_month, name_year. Boxes, since calendars cannot be used by everybody."""

    PARTS = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.PARTS}, attrs)

    def decompress(self, value: dt.date | str | None) -> list[Any]:
        if isinstance(value, str):  # drafts keep dates as 2026-11-23
            value = dt.date.fromisoformat(value) if value else None
        return [value.day, value.month, value.year] if value else [None, None, None]
