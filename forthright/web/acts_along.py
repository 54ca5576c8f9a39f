"""The acts about those who are worried too."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.commands import Verb
from forthright.web.act import Act
from forthright.web.forms import along

ALONG: dict[Verb, Act] = {
    Verb.ASK_ALONG: Act(
        heading=_("Ask somebody along who may be worried too"),
        link=_("Ask somebody along who may be worried too"),
        form=along.AskAlong,
        button=_("Ask them along"),
        done=_("They can read this now, and have been told. The other side sees who they are."),
        lead=(
            _("They read what both sides read, and your own sealed perspective. They do not read your private notes."),
            _("They can say how they see it, add evidence and leave. They cannot take it up, settle or withdraw it."),
            _("It is no vote: how many are worried does not decide anything."),
        ),
    ),
    Verb.WORRY: Act(
        heading=_("Say how you see it"),
        link=_("Say if you are worried too, and why"),
        form=along.Worry,
        button=_("Send how you see it"),
        done=_("How you see it is in. The other side reads it when both sides’ perspectives are open."),
        lead=(
            _("Say what you saw and think yourself, also where it differs. You need not agree with anybody."),
            _("The raising side reads it now. The other side reads it when both sides’ perspectives are open."),
        ),
    ),
    Verb.LEAVE: Act(
        heading=_("Leave this challenge"),
        link=_("Leave this challenge"),
        form=along.Leave,
        button=_("Leave it"),
        done=_("You have left. You can no longer open it. What you wrote stays in the record."),
        lead=(
            _("You will not be able to open it any more. What you wrote stays in the record. You need not say why."),
        ),
        leaves=True,
    ),
}
