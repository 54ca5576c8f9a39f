"""What only the business unit does with people and posts: add an agency or a joint team, and make one of two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.directory.names import person_at
from forthright.directory.typical import SHAPES
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.people import AddressField, Choices, PlainField
from forthright.web.forms.widgets import Radios

KEPT = gettext_lazy("It is kept with who did it. Name no child and no family")


class AddAgency(base.Form):
    """A new agency, with the posts that agencies of its kind often have, and its first administrator."""

    name = PlainField(gettext_lazy("Name of the agency"), gettext_lazy("Enter the name of the agency"), most=160)
    shape = forms.ChoiceField(
        label=gettext_lazy("What kind of agency is it?"),
        help_text=gettext_lazy(
            "You get the posts that such agencies often have. Its administrator changes them freely."
        ),
        choices=[(key, shape.label) for key, shape in SHAPES.items()],
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select what kind of agency it is")},
    )
    kind = PlainField(
        gettext_lazy("Its kind in the words of your policy"),
        hint=gettext_lazy("Only where the policy has wordings of its own for one kind, such as GP practices"),
        most=60,
    )
    email = AddressField(
        gettext_lazy("Work email address of its administrator"),
        hint=gettext_lazy("They enter everybody else. You can name them later."),
    )
    person = PlainField(gettext_lazy("Name of its administrator"))
    everything = forms.BooleanField(
        label=gettext_lazy("This person holds every post, as at a childminder’s"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        email = data.get("email")
        if email and person_at(email) is None and not data.get("person") and "person" not in self.errors:
            self.add_error("person", _("Enter the name of its administrator"))
        if data.get("everything") and not email and "email" not in self.errors:
            self.add_error("email", _("Enter the email address of the person who holds every post"))
        return data


class JointTeam(base.Form):
    """A team of people of several agencies."""

    name = PlainField(
        gettext_lazy("Name of the joint team"),
        gettext_lazy("Enter the name of the joint team"),
        gettext_lazy("Administrators then choose it for the posts that sit in it"),
    )


class MergeAgency(base.Form):
    """Into which agency, since when and why."""

    into = forms.ChoiceField(
        label=gettext_lazy("Which agency has it become part of?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the agency that it has become part of")},
    )
    day = DateField(gettext_lazy("the day"), label=gettext_lazy("Since when?"), latest=today)
    reason = narrative(gettext_lazy("Why?"), gettext_lazy("Enter why"), KEPT, rows=2)

    def __init__(self, *args: Any, agencies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "into", [("", ""), *agencies])


class MergeAccounts(base.Form):
    """Which account of the same person stays, and why there were two."""

    email = AddressField(
        gettext_lazy("E-mail address of the account that stays"), gettext_lazy("Enter the address of the other account")
    )
    reason = narrative(
        gettext_lazy("How do you know that it is one person?"),
        gettext_lazy("Enter how you know that it is one person"),
        gettext_lazy("Those who take part in their challenges read this. Name no child and no family"),
        rows=2,
    )
