"""I am away, covered by: the form for oneself, for somebody else, for a vacant post, and for changing one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forthright.core.cover.chains import VACANT
from forthright.core.policy.vocabulary import listed
from forthright.directory.leave import Looked, Whose, Wish
from forthright.directory.models import Entered
from forthright.web.forms import base
from forthright.web.forms.clock_times import TimeField
from forthright.web.forms.fields import DateField, offer, today
from forthright.web.presenters import cover as words

NOBODY = "nobody"


class Away(base.Form):
    """From when until when, and who covers. One question about the deputy for each place with posts.

    `colleagues` by place: (number, label). `begun`: the beginning is past and stays; only the rest is changed.
    """

    starts = DateField(gettext_lazy("the first day"), label=gettext_lazy("First day"))
    from_time = TimeField(
        label=gettext_lazy("From what time on the first day?"),
        help_text=gettext_lazy("Leave it empty for the whole day. For example, 1pm"),
        required=False,
    )
    ends = DateField(gettext_lazy("the last day"), label=gettext_lazy("Last day"))
    until_time = TimeField(
        label=gettext_lazy("Until what time on the last day?"),
        help_text=gettext_lazy("Leave it empty for the whole day"),
        required=False,
    )
    cover_from = DateField(
        gettext_lazy("the day on which the cover begins"),
        label=gettext_lazy("Does the cover begin on a later day?"),
        help_text=gettext_lazy("Leave it empty if it begins at once"),
        required=False,
    )
    sure = forms.BooleanField(label=gettext_lazy("Save it although nobody answers then"), required=False)

    def __init__(
        self,
        *args: Any,
        whose: Sequence[Whose],
        colleagues: Mapping[int, Sequence[tuple[str, str]]],
        places: Mapping[int, str],
        old: Entered | None = None,
        begun: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.whose, self.old, self.begun, self.asks = list(whose), old, begun, False
        for one in self.whose:
            self._ask(one, colleagues.get(one.place, ()), places.get(one.place, ""))
        deputies = [name for name in self.fields if name.startswith("deputy_")]
        # Of a vacant post nobody is away, so that the cover begins when it begins; and without anybody there is none.
        plain = self.whose[0].person == VACANT or not any(colleagues.get(one.place) for one in self.whose)
        for name in ("starts", "from_time", "cover_from") if begun else ("cover_from",) if plain else ():
            del self.fields[name]
        self.order_fields(["starts", "from_time", "ends", "until_time", *deputies, "cover_from", "sure"])

    def _ask(self, one: Whose, colleagues: Sequence[tuple[str, str]], agency: str) -> None:
        name = f"deputy_{one.place}".replace("-", "p")
        label = _("Who covers?") if len(self.whose) == 1 else _("Who covers at %(agency)s?") % {"agency": agency}
        seen = ngettext(
            "As %(posts)s. Whoever covers sees what that post sees meanwhile, and nothing before or after",
            "As %(posts)s. Whoever covers sees what these posts see meanwhile, and nothing before or after",
            len(one.posts),
        )
        alone = _("Nobody else holds a post there, so nobody can cover. The business unit sees the days.")
        field = forms.ChoiceField(
            label=label,
            help_text=seen % {"posts": listed([post.title for post in one.posts], _("and"))} if colleagues else alone,
            error_messages={"required": _("Select who covers, or that nobody does")},
        )
        self.fields[name] = field
        nobody = [] if one.person == VACANT else [(NOBODY, _("Nobody covers"))]
        offer(self, name, [("", _("Choose")), *colleagues, *nobody])
        self.give_sentences(name, field)

    def wish(self, now: dt.datetime) -> Wish:
        """What is wished for, once it is valid. What has begun is changed from `now` (local) on."""
        typed = self.cleaned_data
        deputies = {}
        for one in self.whose:
            chosen = typed[f"deputy_{one.place}".replace("-", "p")]
            if chosen != NOBODY:
                deputies[one.place] = int(chosen)
        return Wish(
            person=self.whose[0].person,
            starts=today() if self.begun else typed["starts"],
            from_time=now.time() if self.begun else typed["from_time"],
            ends=typed["ends"],
            until_time=typed["until_time"],
            deputies=deputies,
            cover_from=typed.get("cover_from"),
            replaces=self.old,
        )

    def refuse(self, looked: Looked) -> bool:
        """Says what is wrong, and asks about the days on which nobody would answer. Whether there is anything."""
        for one in looked.wrong:
            name, sentence = words.wrong(one)
            field = next((own for own in self.fields if own.startswith(name)), None)
            self.add_error(field, sentence)
        self.asks = bool(looked.gaps and not looked.wrong)
        if self.asks and not self.cleaned_data["sure"]:
            self.add_error("sure", words.gaps(looked.gaps))
        return bool(self.errors)

    def shown(self) -> Away:
        """The form as it is shown: the box to tick is there only where it was asked about."""
        if not self.asks and "sure" in self.fields:
            del self.fields["sure"]
        return self
