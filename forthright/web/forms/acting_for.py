"""Who acts for an agency that lacks a rung, until when, and which areas a partnership covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy.shapes import Role
from forthright.directory.models import ActingFor, Post
from forthright.web.forms import base
from forthright.web.forms.fields import DateField, offer, today
from forthright.web.forms.raising import shorten
from forthright.web.forms.widgets import Input, Radios, TextArea
from forthright.web.presenters import labels

BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=1100)
MOST_BASIS = ActingFor._meta.get_field("basis").max_length
MOST_AREAS, LONGEST_AREA = 200, 80


def _earliest() -> dt.date:
    return today() - BACK


def _latest() -> dt.date:
    return today() + AHEAD


class ActFor(base.Form):
    """Which role, which post, from when until when, and on what grounds."""

    role = forms.ChoiceField(
        label=gettext_lazy("In which role does the agency have nobody?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select the role")},
    )
    post = forms.ChoiceField(
        label=gettext_lazy("Which post acts for it?"),
        help_text=gettext_lazy("A post of another agency. Whoever holds it, or covers for it, answers."),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select the post that acts for it")},
    )
    first = DateField(
        gettext_lazy("the first day"), label=gettext_lazy("From which day?"), earliest=_earliest, latest=_latest
    )
    last = DateField(
        gettext_lazy("the last day"),
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("Leave it empty if no end is agreed. You can end it at any time."),
        earliest=today,
        latest=_latest,
        required=False,
    )
    basis = forms.CharField(
        label=gettext_lazy("On what grounds?"),
        help_text=gettext_lazy("For example, who agreed it and when. Name no child and no family"),
        max_length=MOST_BASIS,
        widget=Input(),
        error_messages={"required": gettext_lazy("Enter on what grounds it acts")},
    )

    def __init__(self, *args: Any, roles: Sequence[Role], posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "role", [(role.value, labels.code(role)) for role in roles])
        self.posts = {str(post.pk): post for post in posts}
        shorten(self, "post", [(key, f"{post.title}, {post.agency}") for key, post in self.posts.items()])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day must be the first day or later"))
        return data


class EndActing(base.Form):
    """The last day."""

    def __init__(self, *args: Any, starts: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["last"] = DateField(
            _("the last day"), label=_("What is the last day?"), earliest=max(starts, today()), latest=_latest
        )
        self.give_sentences("last", self.fields["last"])


class Areas(base.Form):
    """The places that a partnership covers, one a line."""

    mark_optional = False
    areas = forms.CharField(
        label=gettext_lazy("Which areas does the partnership cover?"),
        help_text=gettext_lazy("One on each line, as people call them. For example, the names of districts."),
        required=False,
        widget=TextArea(rows=10),
    )

    def clean_areas(self) -> list[str]:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["areas"]).splitlines()]
        found = [line for line in lines if line]
        if any(len(line) > LONGEST_AREA for line in found):
            raise forms.ValidationError(_("Each area must be %(most)s characters or fewer") % {"most": LONGEST_AREA})
        if len(found) > MOST_AREAS:
            raise forms.ValidationError(_("Enter %(most)s areas or fewer") % {"most": MOST_AREAS})
        return found
