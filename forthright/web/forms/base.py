"""The form that all our forms are."""

from __future__ import annotations

from abc import ABCMeta
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext_lazy as _

# What Django would say otherwise, in words that nobody should read ("Ensure this value has at most ...").
SENTENCES = {
    "max_length": _("Your answer must be %(limit_value)d characters or fewer. You entered %(show_value)d"),
    "min_length": _("Your answer must be %(limit_value)d characters or more. You entered %(show_value)d"),
    "min_value": _("The number must be %(limit_value)s or more"),
    "max_value": _("The number must be %(limit_value)s or less"),
    "null_characters_not_allowed": _("Your answer holds a character that cannot be kept. Type it again"),
}
EMAIL = _("Enter an email address in the correct format, like name@example.com")


class Declared(DeclarativeFieldsMetaclass, ABCMeta):
    """Fields as Django declares them; a form that lacks an abstract method is refused when it is made."""


class Form(forms.Form, metaclass=Declared):
    """A form in which every question that must be answered declares its own sentence.

    `heading_field`: the name of the field whose question is the page's heading, on pages with a single question.
    `mark_optional`: False where "(optional)" after a label would be noise.
    """

    heading_field: str | None = None
    mark_optional = True
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            self.give_sentences(name, field)

    def give_sentences(self, name: str, field: forms.Field) -> None:
        """Raises ImproperlyConfigured for a field whose missing answer would read "This field is required."."""
        own, plain = field.error_messages, forms.Field.default_error_messages["required"]
        if field.required and own.get("required") is plain:
            raise ImproperlyConfigured(f"{type(self).__name__}.{name} needs error_messages={{'required': ...}}")
        for code, sentence in SENTENCES.items():
            if untouched(field, code):
                own[code] = sentence
        if isinstance(field, forms.EmailField) and untouched(field, "invalid"):
            own["invalid"] = EMAIL
        asks = own["required"] if field.required else _("Choose an answer from the list")
        for code in ("invalid_choice", "invalid_list"):
            if untouched(field, code):
                own[code] = asks


def untouched(field: forms.Field, code: str) -> bool:
    """Whether the field still has Django's own words, or none."""
    current = field.error_messages.get(code)
    return current is None or any(current is default for default in _defaults(type(field), code))


@cache
def _defaults(kind: type[forms.Field], code: str) -> tuple[Any, ...]:
    return tuple(vars(one).get("default_error_messages", {}).get(code) for one in kind.__mro__)
