"""Which door? The questions. Answers travel in the address as codes of closed lists: nothing personal can be typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from forthright.directory.models import Agency
from forthright.web.forms.base import Form
from forthright.web.forms.widgets import Radios

YES, TOLD, NO = "yes", "told", "no"
OTHER, INSIDE, CONDUCT, WRONG = "other-agency", "own-agency", "conduct", "wrongdoing"
COMPLAINT, PLAN, SHARING, SYSTEM = "complaint", "looked-after-plan", "sharing", "recurring"
NOT_YET, SETTLED, OPEN = "not-yet", "settled", "not-settled"


class Danger(Form):
    """Asked first of everybody."""

    heading_field = "danger"
    danger = forms.ChoiceField(
        label=_("Is a child in immediate danger?"),
        choices=(
            (YES, _("Yes")),
            (TOLD, _("Yes, and 999 or the duty team has been told")),
            (NO, _("No")),
        ),
        widget=Radios(),
        error_messages={"required": _("Select whether a child is in immediate danger")},
    )


class About(Form):
    """What it is about, each answer a door."""

    heading_field = "about"
    about = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose the one that is nearest. You can come back and choose again."),
        choices=(
            (OTHER, _("What another agency decided, did or did not do for a child")),
            (SHARING, _("Whether to share information, or not to share it")),
            (SYSTEM, _("A fault that keeps coming back in how agencies work together")),
            (INSIDE, _("A difference inside my own agency")),
            (CONDUCT, _("How a professional behaved, which may harm a child")),
            (WRONG, _("Wrongdoing, a cover-up, or my employer not acting")),
            (COMPLAINT, _("A complaint about a service, or a family's complaint or appeal")),
            (PLAN, _("The plan of a looked-after child")),
        ),
        widget=Radios(
            hints={
                OTHER: _("For example, the response to a referral, or a plan that is not carried out"),
                SYSTEM: _("It is not about one child"),
                COMPLAINT: _("Also an appeal about a child protection conference"),
                PLAN: _("A difference that involves the reviewing officer"),
            }
        ),
        error_messages={"required": _("Select what it is about")},
    )


class Talked(Form):
    """Whether they have talked. Asked only where it is about another agency."""

    heading_field = "talked"
    talked = forms.ChoiceField(
        label=_("Have you talked about it with the other agency?"),
        choices=(
            (NOT_YET, _("Not yet")),
            (OPEN, _("Yes, and it is not settled")),
            (SETTLED, _("Yes, and it is settled")),
        ),
        widget=Radios(),
        error_messages={"required": _("Select whether you have talked about it with the other agency")},
    )


QUESTIONS: dict[str, type[Form]] = {"danger": Danger, "about": About, "talked": Talked}


class OwnAgency(Form):
    """Asked last, and only of somebody whose agency is not known. `among` limits it to the agencies of a person."""

    agency = forms.ModelChoiceField(
        label=_("Your agency"),
        queryset=Agency.objects.none(),
        empty_label=_("Choose your agency"),
        error_messages={"required": _("Choose your agency"), "invalid_choice": _("Choose an agency from the list")},
    )

    def __init__(self, *args: object, among: list[int] | None = None, **options: object) -> None:
        super().__init__(*args, **options)
        agencies = Agency.objects.order_by("name", "pk")
        self.fields["agency"].queryset = agencies.filter(pk__in=among) if among else agencies
