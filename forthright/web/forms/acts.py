"""What the forms of all acts in a challenge share."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from forthright.core.challenge.codes import Side
from forthright.core.challenge.commands import Command
from forthright.core.challenge.facts import Party
from forthright.core.worktime import LONDON
from forthright.record.queries import Matter
from forthright.web.forms.base import Form
from forthright.web.forms.fields import DateField, tomorrow
from forthright.web.forms.widgets import Radios
from forthright.web.presenters import labels

YES, NO = "yes", "no"
HERE, EVERYWHERE = "here", "everywhere"


@dataclass(frozen=True)
class Here:
    """Where a form stands: the challenge as this person sees it, the part they have in it, and the time (UTC).

    `others` are the names of the other agencies with which the same can be done at once, for one matter with several.
    """

    matter: Matter
    party: Party
    at: dt.datetime
    others: tuple[str, ...] = ()

    @property
    def side(self) -> Side | None:
        """The side this person acts for; None for a neutral chair."""
        return self.party.side

    def called(self, person: int) -> str:
        """A person with their post, as the record has them."""
        known = self.matter.state.parties.get(person)
        return ", ".join(part for part in (self.matter.names.get(person, ""), known.title if known else "") if part)


class ActForm(Form):
    """A form that yields one command. `prepare` fits its questions to the challenge; `command` needs a valid form.

    `help`: sentences that stand above the questions.
    """

    def __init__(self, *args: Any, here: Here, **options: Any) -> None:
        self.here = here
        super().__init__(*args, **options)
        self.prepare()
        if here.others:
            self.fields["where"] = where(here)

    def prepare(self) -> None:
        """Fits choices and labels to where the form stands."""

    def ready(self) -> bool:
        """Whether the form can be filled in at all here, such as when there is somebody to choose."""
        return True

    @abstractmethod
    def command(self) -> Command:
        """The wish that this form states."""

    @property
    def everywhere(self) -> bool:
        """Whether it is to be done with every agency of the matter at once."""
        return self.cleaned_data.get("where") == EVERYWHERE

    def text(self, *names: str) -> dict[str, str]:
        """The words typed in these fields, without those left empty."""
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


def where(here: Here) -> forms.ChoiceField:
    """With which agencies an act is done. Nothing is chosen beforehand: words that went to one agency more than was
    meant cannot be taken back."""
    only = here.matter.agencies.get(here.matter.state.agencies[Side.RESPONDING], "")
    every = _("All of them: %(agencies)s") % {"agencies": ", ".join((only, *here.others))}
    return forms.ChoiceField(
        label=_("With which agencies?"),
        help_text=_("The same matter was put to several agencies. Each record gets an entry of its own."),
        choices=[(HERE, _("Only %(agency)s") % {"agency": only}), (EVERYWHERE, every)],
        widget=Radios(),
        error_messages={"required": _("Select with which agencies")},
    )


def code_label(code: StrEnum) -> str:
    """A value of a closed list as people read it."""
    return labels.code(code)


lazy_label = lazy(code_label, str)


def choice(label: Any, codes: Any, missing: Any, hints: Mapping[str, Any] | None = None, hint: Any = "") -> Any:
    """One of a closed list, as radios."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=[(code.value, lazy_label(code)) for code in codes],
        widget=Radios(hints=hints),
        error_messages={"required": missing},
    )


def yes_or_no(label: Any, yes: Any, no: Any, missing: Any) -> forms.ChoiceField:
    """A question answered by yes or no, each said in full."""
    return forms.ChoiceField(
        label=label, choices=[(YES, yes), (NO, no)], widget=Radios(), error_messages={"required": missing}
    )


def coming_day(label: Any, what: Any, **options: Any) -> DateField:
    """A date from tomorrow on."""
    return DateField(what, label=label, earliest=tomorrow, **options)


def end_of_day(day: dt.date) -> dt.datetime:
    """The last minute of a day in England, as a UTC instant: whoever has until Friday has all of Friday."""
    return dt.datetime.combine(day, dt.time(23, 59), LONDON).astimezone(dt.UTC)
