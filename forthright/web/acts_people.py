"""The acts about who takes part: advice that is asked for and ends, and those who must not take part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.commands import Verb
from forthright.web.act import Act
from forthright.web.forms import apart

PEOPLE: dict[Verb, Act] = {
    Verb.ASK_ADVICE: Act(
        heading=_("Ask somebody for advice"),
        link=_("Ask somebody for advice, also of another agency"),
        form=apart.AskAdvice,
        button=_("Ask for advice"),
        done=_("They have been asked, and can read this with your side. The other side is told that you asked."),
        lead=(
            _("They read everything that you can read here, also the private notes of your side. They act on nothing."),
            _("Ask only somebody whose advice you need. You can end it when you have had the advice."),
            _("Both sides see that you asked, and whom."),
        ),
        part="acts/about_advice.html",
    ),
    Verb.RELEASE: Act(
        heading=_("Say that you have had the advice"),
        link=_("Say that you have had the advice that you asked for"),
        form=apart.Release,
        button=_("End the advice"),
        done=_("They take no part any more, and see nothing more of this."),
        lead=(_("They see nothing more of this from then on. What they wrote stays."),),
    ),
    Verb.CONFLICT: Act(
        heading=_("Say that you must not take part"),
        link=_("Say that you must not take part (conflict of interest)"),
        form=apart.DeclareConflict,
        button=_("I must not take part"),
        done=_("You do not take part any more. What was yours has gone to somebody else, and both sides are told."),
        lead=(
            _(
                "Use this if the family are your own or your friends, if you made the decision in question, or if your "
                "own conduct is in question."
            ),
            _(
                "What waits on you goes to somebody else at once. You will see nothing of this challenge any more, "
                "also not what you wrote. Where the same matter is with several agencies, it holds with all of them."
            ),
            _("Both sides are told that you do not take part and who took over. Only your own side reads why."),
            _("If it was a mistake you can take it back from My turn. What was yours does not come back."),
        ),
        leaves=True,
    ),
    Verb.PASS_OVER: Act(
        heading=_("Say who of your agency must not come in"),
        link=_("Say who of your agency must not come in (conflict of interest)"),
        form=apart.PassOver,
        button=_("Pass them over"),
        done=_("They will not come into this, and the next step goes past them. The business unit has been told."),
        lead=(
            _(
                "Use this if somebody of your own agency who would come in next must not, such as a manager whose own "
                "conduct is in question or who is close to the family."
            ),
            _(
                "They are told nothing of it and see nothing of this challenge. Your own side reads what you write "
                "here. The business unit is told that somebody was passed over. You can take it back from My turn."
            ),
        ),
    ),
}
"""Part of the one table in `acts.py`."""
