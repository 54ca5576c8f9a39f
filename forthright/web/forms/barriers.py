"""The private self-check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from forthright.reflection.barriers import AGREEMENT, BARRIERS
from forthright.web.forms.base import Form
from forthright.web.forms.widgets import Radios


class SelfCheck(Form):
    """Seven sentences, each to agree or disagree with. Every one may be left out."""

    mark_optional = False  # the page says so once; seven times would be noise

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for barrier in BARRIERS:
            self.fields[barrier.code] = self.question(barrier.sentence)
            self.give_sentences(barrier.code, self.fields[barrier.code])

    @staticmethod
    def question(sentence: str) -> forms.Field:
        """One sentence to agree or disagree with, from 1 to 5."""
        return forms.TypedChoiceField(
            label=_(sentence),
            choices=[(value, _(words)) for value, words in AGREEMENT],
            coerce=int,
            empty_value=None,
            required=False,
            widget=Radios(inline=True),
        )

    def answers(self) -> dict[str, int]:
        """Barrier code -> 1 to 5, without those left out."""
        return {code: answer for code, answer in self.cleaned_data.items() if answer is not None}
