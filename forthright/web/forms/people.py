"""People and posts: what is asked of whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.directory.names import BadName, person_at, plain, plain_address
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.widgets import Input
from forthright.web.presenters import people as words

NEW = "new"
"""In place of the number of somebody who is known."""
Choices = Sequence[tuple[str, Any]]


class PlainField(forms.CharField):
    """A name, title or team: kept in one way of writing, with nothing hidden in it. What is at fault is named."""

    def __init__(self, label: Any, missing: Any = "", hint: Any = "", most: int = 120) -> None:
        errors = {"required": missing} if missing else {}
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            max_length=most,
            widget=Input(attrs={"autocomplete": "off"}),
            error_messages=errors,
        )

    def clean(self, value: Any) -> str:
        try:
            return plain(str(super().clean(value)))
        except BadName as wrong:
            raise ValidationError(words.bad_name(wrong), code="name") from wrong


class AddressField(forms.CharField):
    """A work email address that is nobody else's at a glance. Cleans to the address as it is kept."""

    def __init__(self, label: Any, missing: Any = "", hint: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=bool(missing),
            max_length=254,
            widget=Input(attrs={"type": "email", "autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": missing} if missing else {},
        )

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        try:
            address = plain_address(typed)
            person_at(address)
        except BadName as wrong:
            raise ValidationError(words.bad_name(wrong), code="address") from wrong
        return address


class PostForm(base.Form):
    """A post. `roles` are offered for a new one alone; `partnerships` where the agency works in several."""

    partnership = forms.ChoiceField(
        label=gettext_lazy("For which partnership?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the partnership")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Which role of the policy is it?"),
        help_text=gettext_lazy("The policy says what each role does at which step."),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select the role that the policy gives to this post")},
    )
    title = PlainField(
        gettext_lazy("What do you call this post?"),
        gettext_lazy("Enter what you call this post"),
        gettext_lazy("Your own title, such as Head of year. No person’s name"),
    )
    team = PlainField(gettext_lazy("Team"))
    contact = PlainField(
        gettext_lazy("Public contact"),
        hint=gettext_lazy("A telephone number or address of the post. Anybody can read it. No person’s name"),
        most=200,
    )
    manager = forms.ChoiceField(label=gettext_lazy("Which post is above it?"), required=False, widget=forms.Select())
    joint_team = forms.ChoiceField(
        label=gettext_lazy("Joint team"),
        help_text=gettext_lazy("A team with people of other agencies. The business unit adds joint teams."),
        required=False,
        widget=forms.Select(),
    )

    def __init__(
        self,
        *args: Any,
        roles: Choices = (),
        partnerships: Choices = (),
        managers: Choices = (),
        teams: Choices = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, choices in (("role", roles), ("partnership", partnerships)):
            if len(choices) < 2:
                del self.fields[name]
            else:
                offer(self, name, [("", ""), *choices])
        for name, choices, none in (("manager", managers, _("None")), ("joint_team", teams, _("None"))):
            if choices:
                offer(self, name, [("", none), *choices])
            else:
                del self.fields[name]


class Give(base.Form):
    """Who holds a post, from when: somebody known, or somebody new by their work email address."""

    mark_optional = False  # the address and the name must be given for somebody new, so the word would mislead
    person = forms.ChoiceField(
        label=gettext_lazy("Who holds it?"),
        widget=forms.Select(),
        error_messages={"required": gettext_lazy("Select who holds it")},
    )
    email = AddressField(
        gettext_lazy("Work email address"),
        hint=gettext_lazy("Of somebody who is not on the list. They get a link to choose a password."),
    )
    name = PlainField(gettext_lazy("Name"), hint=gettext_lazy("As colleagues know them. Both sides read it"))
    starts = DateField(gettext_lazy("the first day"), label=gettext_lazy("First day in this post"))
    instead_of = forms.ChoiceField(
        label=gettext_lazy("Which post do they leave for it?"),
        help_text=gettext_lazy("It ends the day before. Nobody has to leave one: a person may hold many posts."),
        required=False,
        widget=forms.Select(),
    )

    def __init__(self, *args: Any, people: Choices, holdings: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", [("", ""), (NEW, _("Somebody new here, by email address")), *people])
        self.initial.setdefault("starts", today())
        if holdings:
            offer(self, "instead_of", [("", _("None")), *holdings])
        else:
            del self.fields["instead_of"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("person") == NEW and "email" not in self.errors:
            if not data.get("email"):
                self.add_error("email", _("Enter their work email address"))
            elif person_at(data["email"]) is None and not data.get("name") and "name" not in self.errors:
                self.add_error("name", _("Enter their name"))
        return data


class End(base.Form):
    """The last day of somebody in a post."""

    last = DateField(gettext_lazy("the last day"), label=gettext_lazy("Last day in this post"))


class Name(base.Form):
    """Another name of the same person."""

    name = PlainField(
        gettext_lazy("Name"),
        gettext_lazy("Enter the name"),
        gettext_lazy("From now on. What is written already keeps the name that it has"),
    )


class Leave(base.Form):
    """Who gets each challenge of somebody who leaves, or moves to another post. `rows` are (reference, label, choices,
    suggested)."""

    mark_optional = False
    last = DateField(
        gettext_lazy("the last day"),
        label=gettext_lazy("Last day here"),
        help_text=gettext_lazy("Today or before. Their access ends as soon as you finish."),
        latest=today,
    )
    reason = narrative(
        gettext_lazy("Why?"),
        gettext_lazy("Enter why"),
        gettext_lazy("Both sides of each challenge read this. Say no more than they need, such as: has left"),
        rows=2,
    )

    def __init__(
        self, *args: Any, rows: Iterable[tuple[str, Any, Choices, str]], leaving: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rows: list[str] = []
        if not leaving:
            del self.fields["last"]
        for reference, label, choices, suggested in rows:
            sentence = _("%(reference)s: select who takes it over") % {"reference": reference}
            field = forms.ChoiceField(
                label=label, widget=forms.Select(), error_messages={"required": sentence, "invalid_choice": sentence}
            )
            field.choices = [("", ""), *choices]
            self.fields[reference], self.initial[reference] = field, suggested
            self.rows.append(reference)

    def gives(self) -> dict[str, int]:
        """For each challenge what was chosen, once the form is valid."""
        return {reference: int(self.cleaned_data[reference]) for reference in self.rows}

    def head(self) -> list[forms.BoundField]:
        """The questions that are not about one challenge."""
        return [self[name] for name in self.fields if name not in self.rows]

    def each(self) -> list[forms.BoundField]:
        """The question of each challenge."""
        return [self[name] for name in self.rows]
