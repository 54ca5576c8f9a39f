"""An agency's links to its other routes: for each door a web address and a line of words, both optional."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forthright.directory.actions import BadAddress, web_address
from forthright.directory.models import Door, DoorLink
from forthright.web.forms.base import Form
from forthright.web.forms.widgets import Input

MOST_ADDRESS = DoorLink._meta.get_field("address").max_length
MOST_WORDS = DoorLink._meta.get_field("words").max_length


class AddressField(forms.CharField):
    """A web address, by http or https; what it cleans to can be put into a link. `door` is what it leads to."""

    def __init__(self, door: Door) -> None:
        self.door = door
        super().__init__(
            label=_("Web address"),
            required=False,
            max_length=MOST_ADDRESS,
            widget=Input(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
            error_messages={
                "max_length": format_lazy(
                    _("{door}: the web address must be {most} characters or fewer"), door=door.label, most=MOST_ADDRESS
                ),
                "invalid": format_lazy(
                    _("{door}: enter a web address that starts with https:// or http://, like {example}"),
                    door=door.label,
                    example="https://www.example.org/page",
                ),
            },
        )

    def clean(self, value: object) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        try:
            return web_address(typed)
        except BadAddress as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong


class WordsField(forms.CharField):
    """Whom to turn to, or how."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            label=_("Words"),
            help_text=_("Whom to turn to. Name a post, not a person"),
            required=False,
            max_length=MOST_WORDS,
            error_messages={
                "max_length": format_lazy(
                    _("{door}: the words must be {most} characters or fewer"), door=door.label, most=MOST_WORDS
                )
            },
        )


class DoorLinks(Form):
    """All doors of one agency. Field names are "complaints_address", "complaints_words" and so on."""

    mark_optional = False

    def __init__(self, *args: object, links: Mapping[str, DoorLink] | None = None, **options: object) -> None:
        super().__init__(*args, **options)
        for door in Door:
            link = (links or {}).get(door.value)
            self._ask(_address(door), AddressField(door), link.address if link else "")
            self._ask(_words(door), WordsField(door), link.words if link else "")

    def _ask(self, name: str, field: forms.CharField, now: str) -> None:
        self.fields[name], self.initial[name] = field, now
        self.give_sentences(name, field)

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For each door its label and its two questions."""
        return [(str(door.label), [self[_address(door)], self[_words(door)]]) for door in Door]

    def chosen(self) -> list[tuple[Door, str, str]]:
        """For each door the address and the words, once the form is valid."""
        return [(door, self.cleaned_data[_address(door)], self.cleaned_data[_words(door)]) for door in Door]


def _address(door: Door) -> str:
    return f"{door.name.lower()}_address"


def _words(door: Door) -> str:
    return f"{door.name.lower()}_words"
