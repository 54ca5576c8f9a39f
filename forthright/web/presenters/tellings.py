"""Whom the policy asks to be told: by a message from here, or outside, and whether it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forthright.core.challenge.telling import FILLED, Recipient, recipients
from forthright.core.policy.explaining import OCCASIONS
from forthright.core.policy.recipients import Part, meant
from forthright.core.policy.shapes import Occasion, Policy, Role
from forthright.directory import queries as directory
from forthright.record.queries import Matter


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of the list: whom, at what, and how it stands."""

    who: str
    when: str
    standing: str
    done: bool


def asked(matter: Matter) -> list[Recipient]:
    """Everybody whom the policy names for what has happened so far."""
    return [one for one in recipients(matter.policy) if one.happens in matter.happened]


def outstanding(matter: Matter, at: datetime) -> list[Recipient]:
    """Those of them who get no message from here, and of whom nobody has recorded that they were told."""
    found = [one for one in asked(matter) if one.key not in matter.state.told]
    inside = _held(matter, found, at)
    return [one for one in found if not one.must or not _in_system(one, inside)]


def told(matter: Matter, at: datetime) -> list[Telling]:
    """The whole list as the page shows it."""
    found = asked(matter)
    inside = _held(matter, found, at)
    return [_line(matter, one, inside) for one in found]


def _line(matter: Matter, one: Recipient, inside: set[Role]) -> Telling:
    if one.key in matter.state.told:
        standing, done = _("Recorded as told"), True
    elif one.must and _in_system(one, inside) and matter.state.listed is not None:
        standing, done = _("Only who is on the named list is told"), True
    elif one.must and _in_system(one, inside):
        standing, done = _("Told by a message from here"), True
    elif not one.must:
        standing, done = _("May be told"), False
    elif one.if_any:
        standing, done = _("To be told if there is one"), False
    else:
        standing, done = _("To be told"), False
    return Telling(one.who, _when(matter.policy, one), standing, done)


def _when(policy: Policy, one: Recipient) -> str:
    occasion, step = one.happens
    if occasion == FILLED:
        form = next(form for form in policy.forms if form.key == step)
        return _("When this form is filled in: %(name)s") % {"name": form.name}
    assert isinstance(occasion, Occasion)
    label = policy.label(step)
    if occasion is Occasion.STARTS:
        return _("When %(step)s starts") % {"step": label}
    return _("At %(step)s, when %(what)s") % {"step": label, "what": _(OCCASIONS[occasion])}


def _in_system(one: Recipient, held: set[Role]) -> bool:
    means = meant(one.who)
    return isinstance(means, Part) or means is Role.PRACTITIONER or means in held


def _held(matter: Matter, found: list[Recipient], at: datetime) -> set[Role]:
    """The roles among these that somebody holds; the directory is asked only where a role is named."""
    if not any(isinstance(meant(one.who), Role) for one in found):
        return set()
    agencies = [matter.state.agencies[side] for side in matter.state.sides]
    return directory.roles_held(matter.state.partnership, agencies, at)
