"""Recording, in under a minute, a difference that talking settled, or good practice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Subject
from forthright.core.challenge.commands import RecordSettled
from forthright.core.policy.vocabulary import COMMON_TOPICS
from forthright.directory import queries as directory
from forthright.web.forms import base
from forthright.web.forms.fields import narrative, offer
from forthright.web.forms.raise_pages import TOPIC_NOT_GIVEN, Draft
from forthright.web.forms.raising import PEOPLE, asks, shorten, subjects
from forthright.web.forms.widgets import Input, Radios

DIFFERENCE, GOOD_PRACTICE = "difference", "good practice"


class Settled(base.Form):
    """Takes the draft, which knows the agencies that may be named and the policy's topics."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to record?"),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select what you want to record")),
    )
    agency = forms.ChoiceField(
        label=gettext_lazy("Which agency was it with?"),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select which agency it was with")),
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("Who was it about?"),
        widget=Radios(),
        error_messages=asks(gettext_lazy("Select who it was about")),
    )
    about = forms.CharField(
        label=gettext_lazy("First name or initials, or the theme in a few words"),
        max_length=120,
        widget=Input(),
        error_messages=asks(gettext_lazy("Enter a first name, initials or the theme")),
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, widget=forms.Select())
    what = narrative(gettext_lazy("What was it about?"), gettext_lazy("Enter what it was about"), rows=3)
    changed = narrative(gettext_lazy("What changed for the child?"), rows=3)

    def __init__(self, *args: Any, draft: Draft, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft = draft
        agencies = directory.other_agencies(draft.post.partnership_id, draft.post.agency_id or 0, draft.now)
        shorten(self, "agency", [(str(agency.pk), agency.name) for agency in agencies])
        kinds = [
            (DIFFERENCE, _("A difference that we settled by talking")),
            (GOOD_PRACTICE, _("Good practice that I saw")),
        ]
        counts = draft.policy[1].settled_counts if draft.policy else None
        good = draft.policy[1].good_practice if draft.policy else None
        refused = {DIFFERENCE: counts is False, GOOD_PRACTICE: good is False}
        offer(self, "kind", kinds if self.is_bound else [one for one in kinds if not refused[one[0]]])
        offer(self, "subject", subjects((*PEOPLE, Subject.THEME)))
        own = draft.policy[1].topics if draft.policy else ()
        topics = own or [words for _code, words in COMMON_TOPICS]
        offer(self, "topic", [("", _("Choose from the list")), *((topic, _(topic)) for topic in topics)])

    def command(self) -> RecordSettled:
        """The wish that a valid form stands for."""
        assert self.draft.policy is not None
        clean, post = self.cleaned_data, self.draft.post
        subject = Subject(clean["subject"])
        named = [{"name": clean["about"], "born": "", "identifier": "", "kind": subject.value}]
        theme = subject is Subject.THEME
        return RecordSettled(
            policy=self.draft.policy[0],
            partnership=post.partnership_id,
            subject=subject,
            topic=clean["topic"] or TOPIC_NOT_GIVEN,
            raising=directory.own_seat(self.draft.person, post),
            responding_agency=int(clean["agency"]),
            good_practice=clean["kind"] == GOOD_PRACTICE,
            words={
                "children": [] if theme else named,
                "theme": clean["about"] if theme else "",
                "what": clean["what"],
                "changed": clean["changed"],
            },
        )
