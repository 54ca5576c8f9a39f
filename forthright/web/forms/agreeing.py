"""Agreeing within one's own side, voting, filling in the policy's forms, telling and referring: the forms of these."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.web.forms.acts import NO, YES, ActForm, yes_or_no
from forthright.web.forms.fields import narrative


class Gate(ActForm):
    """Whether it goes on to the step that needs this agreement, with words; a no says why."""

    agree = yes_or_no(
        gettext_lazy("Do you agree that it goes on?"),
        gettext_lazy("Yes, it goes on"),
        gettext_lazy("No, and I say why"),
        gettext_lazy("Select yes if you agree that it goes on"),
    )
    reason = narrative(
        gettext_lazy("Your words"),
        hint=gettext_lazy("If you do not agree, you must say why. It stays open, and they can ask you again."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("agree") == NO and not data.get("reason"):
            self.add_error("reason", _("Enter why you do not agree"))
        return data

    def command(self) -> commands.Command:
        return commands.PassGate(agree=self.cleaned_data["agree"] == YES, words=self.text("reason"))
