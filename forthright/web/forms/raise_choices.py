"""What can be chosen on each page of raising a challenge, as it is for this draft now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from forthright.core.policy.vocabulary import COMMON_TOPICS
from forthright.directory import queries as directory
from forthright.web.forms import raise_for, raise_people, raise_times
from forthright.web.forms import raising as asked
from forthright.web.forms.raise_guest import INVITE
from forthright.web.presenters import labels

if TYPE_CHECKING:
    from forthright.web.forms.raise_pages import Draft


def _own_posts(draft: Draft) -> dict[str, Any]:
    choices = [(str(post.pk), post.title) for post in draft.posts]
    hints = {str(post.pk): f"{post.agency}, {post.partnership}" for post in draft.posts}
    return {"choices": choices, "hints": hints}


def _agencies(draft: Draft) -> dict[str, Any]:
    rows = directory.other_agencies(draft.partnership.pk, draft.post.agency_id or 0, draft.now)
    listed = [(str(agency.pk), agency.name) for agency in rows if str(agency.pk) not in draft.taken]
    # Who has no account is asked alone: several records would need several links.
    alone = len(draft.places) == 1 and not draft.place and not draft.origin
    return {"choices": [*listed, *([(INVITE, _("Somebody whose agency has no account here"))] if alone else [])]}


def _bodies(draft: Draft) -> dict[str, Any]:
    rows = directory.unreachable_agencies(draft.partnership.pk, draft.post.agency_id or 0, draft.now)
    return {"agencies": [(str(agency.pk), agency.name) for agency in rows]}


def _agency(draft: Draft) -> dict[str, Any]:
    """The check page asks for the people of the chosen agency anyway; that they are there is all that it must know."""
    if draft.invites:
        return {"choices": [(INVITE, "")]}
    there = draft.colleagues and str(draft.agency) not in draft.taken
    return {"choices": [(str(draft.agency), "")] if there else []}


def _people(draft: Draft) -> dict[str, Any]:
    people = [one.person_id for one in draft.colleagues]
    return _person(draft, directory.away_now(people, draft.now))


def _person(draft: Draft, away: Mapping[int, str]) -> dict[str, Any]:
    choices = [(str(one.pk), labels.holder(one)) for one in draft.colleagues]
    hints = labels.away(draft.colleagues, away)
    goes_to = draft.fallback
    if goes_to:
        choices.append((asked.UNKNOWN, _("I do not know who")))
        names = {"name": goes_to.person.name, "post": goes_to.post.title}
        hints[asked.UNKNOWN] = _("It goes to %(name)s, %(post)s, who can hand it to the right person") % names
    return {"choices": choices, "hints": hints}


def _topics(draft: Draft) -> dict[str, Any]:
    own = draft.policy[1].topics if draft.policy else ()
    return {"choices": [(topic, _(topic)) for topic in own or [words for _code, words in COMMON_TOPICS]]}


Options = Callable[[Any], dict[str, Any]]
OPTIONS: dict[str, Options] = {
    "post": _own_posts,
    "area": raise_people.areas,
    "apart": raise_people.apart,
    "who": _agencies,
    "person": _people,
    "guest": _bodies,
    "topic": _topics,
    "priority": raise_times.priorities,
    "days": raise_times.days,
    "begin": raise_times.begins,
    "worry": lambda draft: {"about": draft.policy[1].about if draft.policy else ()},
    "urgency": lambda draft: {"child_safe": draft.child_safe},
    "for": raise_for.colleagues,
    "children": lambda draft: {"subject": draft.data.get("subject", "")},
}
TO_CHECK: dict[str, Options] = {
    "who": _agency,
    "person": lambda draft: _person(draft, {}),
    "apart": lambda draft: raise_people.apart(draft) if draft.data.get("passed") else {},
}
