"""Let the times stand still and run again, warn the other side, hand it back: the forms of these acts."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge import commands
from forthright.core.challenge.known import typed_start
from forthright.core.policy.explaining import hand_back_words, pause_words
from forthright.web.forms.acts import ActForm, coming_day
from forthright.web.forms.fields import narrative


class Pause(ActForm):
    """Until when, and why. The day is the one on which the times run again: its beginning is the end of the pause."""

    until = coming_day(
        gettext_lazy("On which day do the times run again?"), gettext_lazy("the day on which the times run again")
    )
    reason = narrative(gettext_lazy("Why do the times stand still?"), gettext_lazy("Enter why the times stand still"))

    def prepare(self) -> None:
        pause = self.here.matter.policy.step(self.here.matter.state.step).pause
        if pause is not None:
            words = {"rule": pause_words(pause)}
            self.fields["until"].help_text = _("The policy says: %(rule)s For example, 27 3 2027") % words

    def command(self) -> commands.Command:
        return commands.Pause(until=typed_start(self.cleaned_data["until"]), words=self.text("reason"))


class Resume(ActForm):
    """A word with it, if any."""

    reason = narrative(gettext_lazy("Why do the times run again now?"), rows=3)

    def command(self) -> commands.Command:
        return commands.Resume(words=self.text("reason"))


class Warn(ActForm):
    """A word with the warning, if any."""

    note = narrative(gettext_lazy("Anything you want to say with it"), rows=3)

    def command(self) -> commands.Command:
        return commands.Warn(words=self.text("note"))


class HandBack(ActForm):
    """Why it goes back."""

    reason = narrative(gettext_lazy("Why do you hand it back?"), gettext_lazy("Enter why you hand it back"))

    def prepare(self) -> None:
        policy, state = self.here.matter.policy, self.here.matter.state
        back = policy.step(state.step).hand_back
        if back is not None:
            words = {"rule": hand_back_words(policy, back)}
            self.fields["reason"].help_text = _("The policy says: %(rule)s Both sides can read this.") % words

    def command(self) -> commands.Command:
        return commands.HandBack(words=self.text("reason"))
