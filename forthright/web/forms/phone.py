"""What somebody said by telephone: the form of the act that it comes to, and when they said it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.worktime import LONDON
from forthright.web.forms.acts import ActForm
from forthright.web.forms.clock_times import TimeField
from forthright.web.forms.fields import DateField, today


class Call(ActForm):
    """When the call was, in the time of England."""

    field_order = ("call_day", "call_time")
    call_day = DateField(gettext_lazy("the date of the call"), label=gettext_lazy("When was the call?"), latest=today)
    call_time = TimeField(label=gettext_lazy("At what time?"), help_text=gettext_lazy("For example, 2:10pm or 14:10"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("call_day") and data.get("call_time") and self.held(data) > self.here.at:
            self.add_error("call_time", _("The time of the call must be in the past"))
        return data

    def held(self, data: dict[str, Any] | None = None) -> dt.datetime:
        """When it was said, as a UTC instant."""
        given = self.cleaned_data if data is None else data
        return dt.datetime.combine(given["call_day"], given["call_time"], LONDON).astimezone(dt.UTC)


@cache
def by_phone(form: type[ActForm]) -> type[Call]:
    """The form of an act, with the time of the call before its questions."""
    made: type[Call] = type(form)(f"{form.__name__}ByPhone", (Call, form), {})
    return made
