"""The acts about who may know, for the table of acts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.commands import Verb
from forthright.web.act import BOTH_READ, Act
from forthright.web.forms import need

NEED: dict[Verb, Act] = {
    Verb.RESTRICT: Act(
        heading=_("Keep this to people on a named list"),
        link=_("Keep this to people on a named list"),
        form=need.Restrict,
        button=_("Keep it to a named list"),
        done=_("Only people on its named list take part now. Both sides are told."),
        lead=(
            _(
                "Everybody who takes part now is on the list. From then on nobody comes in by their post alone, by"
                " covering for somebody, or by the next step: the person who answers for a side puts each of them on"
                " the list by name."
            ),
            _("The times go on. Where nobody on the list answers at a step, whoever answered before still does."),
        ),
    ),
    Verb.LIST: Act(
        heading=_("Put somebody on the named list"),
        link=_("Put somebody on the named list"),
        form=need.PutOnTheList,
        button=_("Put them on the list"),
        done=_("They are on the named list. If they have a part at this step, they take part now and have been told."),
        lead=(
            _(
                "Being on the list lets them be asked in, take over a part, or come in at the next step. By itself it"
                " shows them nothing."
            ),
            _("Do not put anybody on it to whom the matter is closest."),
        ),
    ),
    Verb.UNLIST: Act(
        heading=_("Take somebody off the named list"),
        link=_("Take somebody off the named list"),
        form=need.TakeOffTheList,
        button=_("Take them off the list"),
        done=_("They are off the named list, and see nothing of this any more. What they wrote stays."),
        lead=(_("What is theirs to do here must be handed over first."), BOTH_READ),
    ),
    Verb.LIFT: Act(
        heading=_("Keep this to a named list no longer"),
        link=_("Keep it to a named list no longer"),
        form=need.Lift,
        button=_("Keep it to a list no longer"),
        done=_("People come in by their posts again, as in any other challenge. Both sides are told."),
        lead=(_("Deputies, managers and those who answer at the next step come in by their posts again."),),
    ),
}
