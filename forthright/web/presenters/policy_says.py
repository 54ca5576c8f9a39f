"""What the policy says that matters at this moment: in its words, where somebody needs them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from forthright.core.challenge.codes import Phase
from forthright.core.policy import explaining
from forthright.core.policy.shapes import Policy, Step
from forthright.record.queries import Matter


def page(matter: Matter) -> dict[str, Any]:
    """The policy's lines for the page of a challenge: at this step, meanwhile, of actions, and of the check-back."""
    policy, state = matter.policy, matter.state
    at_step = here(policy, policy.step(state.step)) if state.step and state.phase is Phase.OPEN else []
    return {
        "at_step": at_step,
        "meanwhile": meanwhile(matter),
        "follow_through": policy.follow_through,
        "feedback": policy.feedback,
    }


def here(policy: Policy, step: Step) -> list[str]:
    """What else the policy says at a step: the formal line, whom to ask, who acts for whom, warnings, where it may also
    go."""
    places = [
        _("It may also go to %(place)s. That does not take it off this procedure.") % {"place": place}
        for place in step.may_also
    ]
    return [
        *explaining.formal_words(policy, step),
        *explaining.advice_words(policy, step),
        *explaining.acting_words(step),
        *explaining.warning_words(step),
        *places,
    ]


def meanwhile(matter: Matter) -> tuple[str, ...]:
    """How things stay while it is open, in the policy's words."""
    state = matter.state
    if not state.step or state.phase is not Phase.OPEN:
        return ()
    return (*matter.policy.meanwhile, *matter.policy.step(state.step).meanwhile)


def scope(policy: Policy) -> dict[str, Any]:
    """What it is for and what goes elsewhere, for the pages on which somebody raises."""
    return {"about": policy.about, "elsewhere": explaining.elsewhere(policy)}


def not_recorded(policy: Policy) -> list[str]:
    """What this policy does not have recorded on the short form."""
    said = []
    if policy.settled_counts is False:
        said.append(_("This policy does not count what talking settles, so it is not recorded here."))
    if policy.good_practice is False:
        said.append(_("This policy does not record good practice in this way."))
    return said
