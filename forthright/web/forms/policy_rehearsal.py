"""Which of the invented cases is told."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from forthright.web.forms import base
from forthright.web.forms.fields import WholeNumber
from forthright.web.forms.widgets import NumberInput
from forthright.web.presenters.policy_rehearsal import CASES


class Tell(base.Form):
    """The number of a case."""

    case = WholeNumber(
        gettext_lazy("the number of the case"),
        least=1,
        most=CASES,
        label=gettext_lazy("Tell another case"),
        help_text=format_lazy(gettext_lazy("A number from 1 to {most}"), most=CASES),
        widget=NumberInput(),
    )
