"""The posts that agencies of a kind typically have. Suggestions for whoever adds an agency, and no rule of anybody.

Titles are such as published policies give as examples at these levels. At a childminder's or in a small school one
person often holds all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from forthright.core.challenge.standing import Office
from forthright.core.policy.roles import Role
from forthright.directory.models import Group


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of agency: its label, the group in which it is counted, and (role, title) of each suggested post."""

    label: object
    group: Group
    posts: tuple[tuple[str, str], ...]


_PRACTITIONER, _LEAD, _LINE = Role.PRACTITIONER.value, Role.SAFEGUARDING_LEAD.value, Role.LINE_MANAGER.value
_SENIOR, _HEAD, _REPRESENTATIVE = Role.SENIOR_MANAGER.value, Role.HEAD_OF_SERVICE.value, Role.REPRESENTATIVE.value
_ADMINISTRATOR = (Office.ADMINISTRATOR.value, "Administrator")

SHAPES: dict[str, Shape] = {
    "council": Shape(
        _("A council service"),
        Group.CHILDREN,
        (
            (_PRACTITIONER, "Social worker"),
            (_LINE, "Team manager"),
            (_SENIOR, "Service manager"),
            (_HEAD, "Head of service"),
            (_REPRESENTATIVE, "Partnership representative"),
            _ADMINISTRATOR,
        ),
    ),
    "school": Shape(
        _("A school or college"),
        Group.EDUCATION,
        (
            (_PRACTITIONER, "Teacher"),
            (_LEAD, "Designated safeguarding lead"),
            (_LINE, "Head teacher"),
            _ADMINISTRATOR,
        ),
    ),
    "trust": Shape(
        _("A health trust"),
        Group.HEALTH,
        (
            (_PRACTITIONER, "Health visitor"),
            (_LINE, "Team leader"),
            (_SENIOR, "Named nurse for safeguarding children"),
            (_HEAD, "Head of safeguarding"),
            (_REPRESENTATIVE, "Partnership representative"),
            _ADMINISTRATOR,
        ),
    ),
    "practice": Shape(
        _("A GP practice"),
        Group.HEALTH,
        ((_PRACTITIONER, "General practitioner"), (_LEAD, "Safeguarding lead"), _ADMINISTRATOR),
    ),
    "police": Shape(
        _("A police force"),
        Group.POLICE,
        (
            (_PRACTITIONER, "Detective constable"),
            (_LINE, "Detective sergeant"),
            (_SENIOR, "Detective inspector"),
            (_HEAD, "Detective superintendent"),
            (_REPRESENTATIVE, "Partnership representative"),
            _ADMINISTRATOR,
        ),
    ),
    "childminder": Shape(
        _("A childminder"), Group.EDUCATION, ((_PRACTITIONER, "Childminder"), (_LEAD, "Childminder"), _ADMINISTRATOR)
    ),
    "charity": Shape(
        _("A small charity"),
        Group.OTHER,
        ((_PRACTITIONER, "Family worker"), (_LEAD, "Safeguarding lead"), (_LINE, "Manager"), _ADMINISTRATOR),
    ),
    "other": Shape(_("Something else"), Group.OTHER, ((_PRACTITIONER, "Practitioner"), _ADMINISTRATOR)),
}
"""By the word that the form sends."""
