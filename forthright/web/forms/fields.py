"""Fields with sentences of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.sentences import first_upper
from forthright.core.worktime import LONDON
from forthright.web.forms.widgets import DateParts, TextArea

FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


LIMIT = 5000
"""How many characters a narrative may have: about two printed pages."""


ENDS_SOONER = gettext_lazy(
    "Such as a hearing or a return home. Times that the policy lets end sooner if the child needs it end by the end of "
    "that day. For example, 27 3 2027"
)
"""What the day by which the child needs it does, under a policy whose times heed it."""


def today() -> dt.date:
    """The date in England now."""
    return timezone.localdate(timezone=LONDON)


def tomorrow() -> dt.date:
    """The day after today in England."""
    return today() + dt.timedelta(days=1)


def narrative(label: Any, missing: Any = "", hint: Any = "", rows: int = 5) -> forms.CharField:
    """A text of several lines; without a `missing` sentence it may be left empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=LIMIT,
        widget=TextArea(rows=rows, limit=LIMIT),
        error_messages={"required": missing} if missing else {},
    )


def offer(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Gives a field of a form its choices, which are known only once the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def kept(fields: Mapping[str, forms.Field], data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed before, from a draft, as starting values: also a date that is not one yet, in its three boxes."""
    return {
        name: [data.get(f"{name}_{part}", "") for part in DateParts.PARTS]
        if isinstance(field, DateField)
        else data.get(name, "")
        for name, field in fields.items()
    }


class DateField(forms.MultiValueField):
    """A date typed as day, month and year; the month may be a name ("jan", "March").

    `what`: how a sentence calls it, with its article: "the date of the decision".
    `earliest`, `latest`: the ends, both allowed; a function is asked each time. `latest=today` for dates in the past.
    Errors say which part is wrong in params["parts"], so that only that box is marked. Cleans to a datetime.date.
    """

    def __init__(
        self,
        what: Any,
        *,
        earliest: dt.date | Callable[[], dt.date] | None = None,
        latest: dt.date | Callable[[], dt.date] | None = None,
        **options: Any,
    ) -> None:
        self.what, self.earliest, self.latest = what, earliest, latest
        fields = tuple(forms.CharField(required=False) for _part in DateParts.PARTS)
        required = format_lazy(gettext_lazy("Enter {what}"), what=what)
        options.setdefault("error_messages", {}).setdefault("required", required)
        options.setdefault("help_text", gettext_lazy("For example, 27 3 2026"))
        super().__init__(fields, widget=DateParts(), require_all_fields=False, **options)

    def clean(self, value: Any) -> dt.date | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        named = dict(zip(DateParts.PARTS, typed, strict=True))
        self.refuse_missing([part for part, text in named.items() if not text])
        date = self.real(named)
        self.refuse_outside(date)
        self.validate(date)
        self.run_validators(date)
        return date

    def compress(self, data_list: list[Any]) -> dt.date | None:
        return self.clean(data_list)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list | tuple) else self.widget.decompress(initial)
        return [str(part or "") for part in before] != [str(part or "") for part in (data or ["", "", ""])]

    def refuse_missing(self, missing: list[str]) -> None:
        """Raises ValidationError that names the parts left empty."""
        if not missing:
            return
        names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
        listed = _(" and ").join(names[part] for part in missing)
        self.refuse(_("%(what)s must include %(missing)s"), missing, missing=listed)

    def real(self, named: dict[str, str]) -> dt.date:
        """The date that day, month and year make. Raises ValidationError with the parts at fault."""
        day, month, year = number(named["day"]), month_number(named["month"]), number(named["year"])
        wrong = []
        if day is None or not 1 <= day <= 31:
            wrong.append("day")
        if month is None:
            wrong.append("month")
        if year is None:
            wrong.append("year")
        elif not 1000 <= year <= 9999:
            self.refuse(_("%(what)s must have a year of 4 numbers"), ["year"])
        if not wrong:
            try:
                return dt.date(year or 0, month or 0, day or 0)
            except ValueError:  # 31 April: no one part is wrong by itself
                wrong = ["day"]
        self.refuse(_("%(what)s must be a real date"), wrong)
        raise AssertionError("unreachable")

    def refuse_outside(self, date: dt.date) -> None:
        """Raises ValidationError for a date before `earliest` or after `latest`."""
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        every = list(DateParts.PARTS)
        if latest and date > latest:
            if latest == today():
                self.refuse(_("%(what)s must be today or in the past"), every)
            self.refuse(
                _("%(what)s must be the same as or before %(date)s"), every, date=formats.date_format(latest, "j F Y")
            )
        if earliest and date < earliest:
            if earliest == today():
                self.refuse(_("%(what)s must be today or in the future"), every)
            self.refuse(
                _("%(what)s must be the same as or after %(date)s"), every, date=formats.date_format(earliest, "j F Y")
            )

    def refuse(self, sentence: str, parts: list[str], **params: str) -> None:
        """Raises ValidationError with this sentence; `parts` are the boxes to mark."""
        text = sentence % {"what": upper_first(self.what), **params}
        # A % in the text (from a name) would be read as a place to fill in, since params are given.
        raise ValidationError(text.replace("%", "%%"), code="date", params={"parts": parts})


def number(text: str) -> int | None:
    """1 to 4 plain digits as a number, anything else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def month_number(text: str) -> int | None:
    """1 to 12 from "3", "03", "mar", "March" or "Sept"."""
    plain = text.lower().rstrip(".")
    if (value := number(plain)) is not None:
        return value if 1 <= value <= 12 else None
    if len(plain) >= 3:
        for index, name in enumerate(FULL_MONTHS, start=1):
            if name.startswith(plain):
                return index
    return None


class WholeNumber(forms.IntegerField):
    """A whole number typed by a person: spaces and commas are ignored. `what` as for dates: "the rating"."""

    def __init__(self, what: Any, *, least: int, most: int, **options: Any) -> None:
        messages = options.setdefault("error_messages", {})
        sentence = gettext_lazy("{what} must be a whole number between {least} and {most}")
        between = format_lazy(sentence, what=capital(what), least=least, most=most)
        messages.setdefault("required", format_lazy(gettext_lazy("Enter {what}"), what=what))
        for code in ("invalid", "min_value", "max_value"):
            messages.setdefault(code, between)
        super().__init__(min_value=least, max_value=most, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.replace(" ", "").replace(",", "") if isinstance(value, str) else value)


def upper_first(what: Any) -> str:
    """As `first_upper`, of a text or of one that is translated when it is shown."""
    return first_upper(str(what))


capital = lazy(upper_first, str)  # worked out when it is shown: only then is the language known
