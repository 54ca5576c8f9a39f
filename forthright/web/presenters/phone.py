"""A reply by telephone, as sentences: who can give one, and the sheet for the call. Facts only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Party
from forthright.directory.models import Person
from forthright.record.queries import Matter
from forthright.web.acts import ACTS
from forthright.web.presenters import labels, when

ASKS = {
    Verb.ACKNOWLEDGE: (gettext_lazy("Do you have the challenge, and will you answer it?"),),
    Verb.PERSPECTIVE: (
        gettext_lazy("How do you see it? Say it as you would to the other side, and to the family."),
        gettext_lazy("How safe is the child now, from 0 (not safe at all) to 10 (completely safe)?"),
        gettext_lazy("What would change your mind?"),
    ),
    Verb.REPLY: (
        gettext_lazy("Do you agree, partly agree or disagree with what is asked?"),
        gettext_lazy("What are your reasons?"),
    ),
    Verb.EVIDENCE: (gettext_lazy("What more do you know, and where does it come from?"),),
    Verb.SAFETY: (
        gettext_lazy("How is the child kept safe until this is settled? Who does what?"),
        gettext_lazy("If a plan was put to you: do you confirm it, or what is wrong with it?"),
    ),
    Verb.DANGER: (gettext_lazy("Is the child in danger now? Whom have you told, and what did you say?"),),
}
"""What is asked for each act, in the words of the forms. The first question of a call is the last one."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who can answer by telephone, and what they can say now: (address, words)."""

    who: str
    acts: list[tuple[str, str]]


def called(person: Person, party: Party, matter: Matter) -> str:
    """A respondent with post and agency. Whoever telephones them must know whom to ask for."""
    agency = matter.agencies.get(party.agency, "")
    return ", ".join(part for part in (person.name, party.title, agency) if part)


def respondent(person: Person, party: Party, matter: Matter, can: Iterable[Verb]) -> Respondent:
    """One of them."""
    acts = [
        (reverse("phone_act", args=[matter.reference, person.pk, verb.value]), str(ACTS[verb].link)) for verb in can
    ]
    return Respondent(called(person, party, matter), acts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet for a call: where it stands, what is expected by when, and what is asked under which heading."""

    step: str
    agency: str
    dues: list[str]
    asks: list[tuple[str, list[str]]]


_EXPECTED = {
    DutyKind.ACKNOWLEDGE: gettext_lazy("to acknowledge it"),
    DutyKind.REPLY: gettext_lazy("to reply"),
    DutyKind.MEET: gettext_lazy("to meet or speak"),
}


def sheet(matter: Matter, now: datetime) -> Sheet:
    """What to say and ask in a call."""
    state = matter.state
    open_now = sorted((one for one in state.duties.values() if one.due), key=lambda one: one.due or now)
    dues = [
        _("By %(when)s: %(what)s") % {"when": when.said(one.due), "what": _EXPECTED[one.kind]}
        for one in open_now
        if one.due and one.side is Side.RESPONDING and one.kind in _EXPECTED
    ]
    first = (Verb.DANGER, *(verb for verb in ASKS if verb is not Verb.DANGER))
    return Sheet(
        step=matter.policy.label(state.step),
        agency=matter.agencies.get(state.agencies.get(Side.RESPONDING, 0), ""),
        dues=[labels.first_upper(one) for one in dues],
        asks=[(str(ACTS[verb].heading), [str(ask) for ask in ASKS[verb]]) for verb in first],
    )
