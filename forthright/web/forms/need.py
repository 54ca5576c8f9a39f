"""Who may know: the forms of a restricted challenge, of breaking the glass, and of looking at why it was broken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.codes import GlassWhy, RestrictedWhy
from forthright.directory.models import Holding, Post
from forthright.directory.protection import of_the_partnership
from forthright.web.forms import base
from forthright.web.forms.acts import NO, YES, ActForm, choice, yes_or_no
from forthright.web.forms.fields import DateField, narrative, offer, today
from forthright.web.forms.going_up import Colleague
from forthright.web.forms.widgets import Radios

NOT_SAID = gettext_lazy("Select whether somebody may open it in an emergency")
NOT_WHY = gettext_lazy("Enter why it is kept to a named list")


def breakable(required: bool = True) -> forms.ChoiceField:
    """The question whether the glass to it may be broken."""
    question = yes_or_no(
        gettext_lazy("May somebody who is not on the list open it in an emergency?"),
        gettext_lazy("No, nobody"),
        gettext_lazy("Yes, with a reason: you are told at once, and it is reviewed"),
        NOT_SAID,
    )
    question.help_text = gettext_lazy(
        "If it is about the family of somebody who works in an agency, nobody may, whatever you select."
    )
    question.required = required
    return question


def why_listed(required: bool = True) -> forms.CharField:
    """The question why it is kept to a named list, in words."""
    return narrative(
        gettext_lazy("Say more about why"),
        NOT_WHY if required else "",
        gettext_lazy("Both sides can read this. Do not repeat a protected address."),
        rows=3,
    )


class Restricting(base.Form):
    """The questions that restrict a challenge, for those who take part in it and for the business unit."""

    code = choice(gettext_lazy("Why?"), RestrictedWhy, gettext_lazy("Select why"))
    never = breakable()
    reason = why_listed()

    def restriction(self) -> commands.Restrict:
        """The wish that the answers make."""
        data = self.cleaned_data
        words = {"reason": data["reason"]}
        return commands.Restrict(code=RestrictedWhy(data["code"]), never=data["never"] == YES, words=words)


class Restrict(ActForm, Restricting):
    """Why it is kept to a named list, and whether the glass to it may be broken."""

    def command(self) -> commands.Command:
        return self.restriction()


class LiftFromOutside(base.Form):
    """Why it is restricted no longer, for the business unit."""

    reason = narrative(
        gettext_lazy("Why is it no longer needed?"), gettext_lazy("Enter why it is no longer needed"), rows=3
    )

    def command(self) -> commands.LiftRestriction:
        """The wish that the answer makes."""
        return commands.LiftRestriction(words={"reason": self.cleaned_data["reason"]})


class PutOnTheList(Colleague):
    """Somebody of one's own agency, or of the partnership, who is not on the list yet."""

    reason = narrative(gettext_lazy("Why do they need to know?"), gettext_lazy("Enter why they need to know"), rows=3)

    def prepare(self) -> None:
        super().prepare()
        self.fields["person"].label = _("Who do you want to put on the list?")
        beyond = [
            one for one in of_the_partnership(self.here.matter.state.partnership, self.here.at) if self.suits(one)
        ]
        self.found |= {str(one.pk): one for one in beyond}
        offer(self, "person", [(key, self.said(one, {})) for key, one in self.found.items()])

    def suits(self, one: Holding) -> bool:
        listed = self.here.matter.state.listed or {}
        return super().suits(one) and (self.is_bound or one.person_id not in listed)

    def command(self) -> commands.Command:
        return commands.ListPerson(seat=self.seat, words=self.text("reason"))


class TakeOffTheList(ActForm):
    """Somebody of one's own agency who is on the list."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who comes off the list?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select a person")},
    )
    reason = narrative(
        gettext_lazy("Why do they not need to know?"), gettext_lazy("Enter why they do not need to know"), rows=3
    )

    def prepare(self) -> None:
        listed = self.here.matter.state.listed or {}
        mine = [one for one, agency in listed.items() if agency == self.here.party.agency]
        self.found = [one for one in mine if one != self.here.party.person]
        sent = str(self.data.get("person", "")) if self.is_bound else ""
        if sent.isascii() and sent.isdecimal() and int(sent) not in self.found:
            self.found.append(int(sent))  # once sent, the record decides
        unnamed = _("Somebody who does not take part yet")
        offer(self, "person", [(str(one), self.here.called(one) or unnamed) for one in self.found])

    def ready(self) -> bool:
        return bool(self.found)

    def command(self) -> commands.Command:
        return commands.UnlistPerson(person=int(self.cleaned_data["person"]), words=self.text("reason"))


class Lift(ActForm):
    """Why it is restricted no longer."""

    reason = narrative(
        gettext_lazy("Why is it no longer needed?"),
        gettext_lazy("Enter why it is no longer needed"),
        gettext_lazy("Both sides can read this."),
        rows=3,
    )

    def command(self) -> commands.Command:
        return commands.LiftRestriction(words=self.text("reason"))


class BreakGlass(base.Form):
    """Which challenge, in which post, and why. `posts` are those that the person holds now."""

    reference = forms.CharField(
        label=gettext_lazy("Reference of the challenge"),
        help_text=gettext_lazy("For example, K7QX-3M9A"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the reference of the challenge")},
    )
    post = forms.ChoiceField(
        label=gettext_lazy("In which post do you need to read it?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Select the post in which you need to read it")},
    )
    code = choice(gettext_lazy("Why do you need to read it?"), GlassWhy, gettext_lazy("Select why you need to read it"))
    reason = narrative(
        gettext_lazy("Say more about why"),
        gettext_lazy("Enter why you need to read it"),
        gettext_lazy("Everybody who takes part in it reads this, and whoever reviews it. Name no child and no family."),
        rows=3,
    )

    def __init__(self, *args: Any, posts: Iterable[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.posts = {str(post.pk): post for post in posts}
        offer(self, "post", [(key, _called(post)) for key, post in self.posts.items()])
        if len(self.posts) == 1:
            del self.fields["post"]

    def clean_reference(self) -> str:
        """As it is kept: capitals, no spaces."""
        return str(self.cleaned_data["reference"]).upper().replace(" ", "")

    @property
    def chosen(self) -> Post:
        """The post that was chosen, or the only one."""
        return self.posts[self.cleaned_data.get("post") or next(iter(self.posts))]


def _called(post: Post) -> str:
    return f"{post.title}, {post.agency.name if post.agency else post.partnership.name}"


ASKED = ("person", "day_day", "day_month", "day_year")
"""What the access log is asked for, as it stands in its address."""


class WhoseLooks(base.Form):
    """Of whom, and of which day, the access log is shown; of everybody and always, where nothing is said."""

    mark_optional = False
    person = forms.ChoiceField(label=gettext_lazy("Person"), widget=forms.Select(), required=False)
    day = DateField(gettext_lazy("the day"), label=gettext_lazy("Day"), latest=today, required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", [("", _("Everybody")), *((str(number), name) for number, name in people)])

    def wanted(self) -> tuple[int, date | None]:
        """The number of the person (0: everybody) and the day, of what was answered rightly."""
        found = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return int(found.get("person") or 0), found.get("day")

    def query(self) -> str:
        """What the addresses of the other pages of the list begin with."""
        return "".join(f"{name}={value}&" for name, value in self.data.items() if name in ASKED and value.isalnum())


class Review(base.Form):
    """Whether it was justified, and what was found."""

    justified = forms.ChoiceField(
        label=gettext_lazy("Was it justified?"),
        widget=Radios(),
        choices=[(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
        error_messages={"required": gettext_lazy("Select whether it was justified")},
    )
    reason = narrative(
        gettext_lazy("What did you find?"),
        gettext_lazy("Enter what you found"),
        gettext_lazy("Everybody who takes part reads this. Name no child and no family."),
        rows=4,
    )
