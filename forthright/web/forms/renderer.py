"""Draws every Django form, ours and those of the sign-in pages, in the GOV.UK manner.

A form writes `{{ form }}`; a single field `{{ form.name.as_field_group }}`. The error summary is drawn by base.html for
the form called `form`. Browsers' own checks are left out on purpose (no `required`): their words cannot be ours, and
they vanish before a screen reader has read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from forthright.web.forms.widgets import DateParts

# The first match counts, so the narrow kinds stand before the wide ones.
KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (forms.HiddenInput, "hidden", ""),
    (DateParts, "date", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "textarea", "govuk-textarea"),
    (forms.FileInput, "input", "govuk-file-upload"),
    (forms.PasswordInput, "password", "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.Widget, "input", "govuk-input"),
)
GROUPS = ("date", "checkboxes", "radios")


@dataclass(frozen=True)
class Item:
    """One radio or checkbox."""

    id: str
    value: str
    label: str
    hint: str
    checked: bool


class Field(BoundField):
    """A field as the templates need it."""

    @property
    def kind(self) -> str:
        """Which control it is: the name of its template."""
        return next(kind for widget, kind, _css in KINDS if isinstance(self.field.widget, widget))

    @property
    def inner_template(self) -> str:
        """The template of the control itself."""
        return f"govuk/{self.kind}.html"

    @property
    def is_group(self) -> bool:
        """Whether several controls share one question, and so a fieldset with a legend."""
        return self.kind in GROUPS

    @property
    def is_heading(self) -> bool:
        """Whether the question is the page's heading: a form says so with `heading_field`."""
        return getattr(self.form, "heading_field", None) == self.name

    @property
    def label_text(self) -> str:
        """The label; a question that may be skipped says so. A single box to tick is never "optional": it is a yes."""
        if self.field.required or self.kind == "checkbox" or not getattr(self.form, "mark_optional", True):
            return str(self.label)
        return _("%(label)s (optional)") % {"label": self.label}

    @property
    def hint_id(self) -> str:
        """Of the line of help."""
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        """Of the sentence that says what is wrong."""
        return f"{self.auto_id}-error"

    @property
    def info_id(self) -> str:
        """Of the line that says how much may be typed."""
        return f"{self.auto_id}-info"

    @property
    def limit(self) -> int | None:
        """How many characters may be typed; None where that is not counted."""
        return getattr(self.field.widget, "limit", None)

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader reads after the label, in order."""
        ids = [self.hint_id] if self.help_text else []
        if self.errors:
            ids.append(self.error_id)
        if self.limit and self.kind == "textarea":
            ids.append(self.info_id)
        return " ".join(ids)

    @property
    def wrong_parts(self) -> list[str]:
        """Of a date: which of day, month, year are at fault; all of them when the error does not say."""
        if self.kind != "date" or not self.errors:
            return []
        said = [part for error in self.errors.as_data() for part in (error.params or {}).get("parts", ())]
        return said or list(DateParts.PARTS)

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the control itself, the first choice, or the first wrong part."""
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        if self.kind == "date":
            return f"{self.auto_id}_{(self.wrong_parts or ['day'])[0]}"
        return self.auto_id

    @property
    def items(self) -> list[Item]:
        """The radios or checkboxes."""
        hints: dict[str, Any] = getattr(self.field.widget, "hints", {})
        found = []
        for index, choice in enumerate(self.subwidgets):
            data = choice.data
            value = "" if data["value"] is None else str(data["value"])
            identity = f"{self.auto_id}_{index}"
            found.append(Item(identity, value, str(data["label"]), str(hints.get(value, "")), bool(data["selected"])))
        return found

    @property
    def parts(self) -> list[dict[str, object]]:
        """The three boxes of a date, with what was typed in them."""
        widget = self.field.widget
        assert isinstance(widget, DateParts)
        typed = self.value()
        values = typed if isinstance(typed, list | tuple) else widget.decompress(typed)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        return [
            {
                "id": f"{self.auto_id}_{part}",
                "name": f"{self.html_name}_{part}",
                "label": labels[part],
                "value": "" if value is None else value,
                "wrong": part in self.wrong_parts,
                "width": 4 if part == "year" else 2,
            }
            for part, value in zip(DateParts.PARTS, values, strict=True)
        ]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Replaces Django's: no `required`, no placeholder, and the names of the classes and descriptions."""
        widget = widget or self.field.widget
        # A browser's own limits cut what is pasted without a word; ours are said, and counted on sending.
        built = dict(attrs, placeholder=False, maxlength=False, minlength=False, min=False, max=False)
        if widget.is_hidden:
            return built
        css = next(css for kind, _name, css in KINDS if isinstance(widget, kind))
        if width := getattr(widget, "css", ""):
            css = f"{css} {width}"
        if self.errors and css.startswith("govuk-") and self.kind != "checkbox":
            css += f" {css.split()[0]}--error"
        if self.limit and self.kind == "textarea":
            css += " govuk-js-character-count"
        built["class"] = css
        if self.described_by:
            built["aria-describedby"] = self.described_by
        if self.field.disabled:
            built["disabled"] = True
        return built


class Renderer(TemplatesSetting):
    """Finds our templates in place of Django's, for every form."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = Field
