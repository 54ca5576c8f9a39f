"""Which door? What the answers lead to, in words, and where an agency's own routes begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.directory.models import Door, DoorLink
from forthright.web.forms import door as asks

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Way:
    """Where the answers lead. `doors` are the agency's own routes to take, `go` the name of our page that starts it."""

    heading: Words
    why: tuple[Words, ...]
    doors: tuple[Door, ...] = ()
    go: str = ""
    label: Words = ""
    talk_first: bool = False

    @property
    def is_challenge(self) -> bool:
        """Whether the way leads into Forthright."""
        return bool(self.go)


@dataclass(frozen=True, slots=True)
class Route:
    """One of an agency's own routes as a page shows it. `address` is empty where the agency gave none."""

    door: str
    address: str = ""
    words: str = ""
    missing: bool = field(default=False)


RAISE = gettext_lazy("Raise a challenge")
OWN_RECORD = (Door.RECORDS,)

WAYS: dict[str, Way] = {
    asks.NOT_YET: Way(
        heading=gettext_lazy("This is a professional challenge"),
        why=(
            gettext_lazy("It is about what another agency decided, did or did not do for a child."),
            gettext_lazy(
                "Talk about it with the other person first if you can. Differences are usually settled that way. "
                "If it cannot wait, or talking does not settle it, raise it here."
            ),
        ),
        doors=OWN_RECORD,
        go="raise",
        label=RAISE,
        talk_first=True,
    ),
    asks.OPEN: Way(
        heading=gettext_lazy("This is a professional challenge"),
        why=(
            gettext_lazy("It is about what another agency decided, did or did not do for a child."),
            gettext_lazy("You have talked, and it is not settled. Raise it, so that it is heard and answered in time."),
        ),
        doors=OWN_RECORD,
        go="raise",
        label=RAISE,
    ),
    asks.SETTLED: Way(
        heading=gettext_lazy("Record what you settled by talking"),
        why=(
            gettext_lazy("You have settled it with the other agency. That is how most differences should end."),
            gettext_lazy("Write down what was agreed and why. It takes about a minute."),
        ),
        doors=OWN_RECORD,
        go="settled",
        label=gettext_lazy("Record it"),
    ),
    asks.SHARING: Way(
        heading=gettext_lazy("Two doors: raise a challenge, and ask about information"),
        why=(
            gettext_lazy("A decision to share, or not to share, can be challenged here like any other decision."),
            gettext_lazy(
                "Whether it is right to share is also a question for the data protection officer or the Caldicott "
                "guardian. Ask them as well."
            ),
        ),
        doors=(Door.INFORMATION, Door.RECORDS),
        go="raise",
        label=RAISE,
    ),
    asks.SYSTEM: Way(
        heading=gettext_lazy("Raise a challenge about how agencies work"),
        why=(
            gettext_lazy("A fault that keeps coming back can be raised as a theme. No child is named in it."),
            gettext_lazy("If one child needs something now, raise that as a challenge of its own."),
        ),
        go="raise",
        label=RAISE,
    ),
    asks.INSIDE: Way(
        heading=gettext_lazy("Use your own agency's route"),
        why=(
            gettext_lazy("Challenges here are between agencies."),
            gettext_lazy(
                "A difference inside one agency follows that agency's own route, unless your partnership's policy "
                "includes it."
            ),
        ),
        doors=(Door.INSIDE,),
    ),
    asks.CONDUCT: Way(
        heading=gettext_lazy("Tell the designated officer"),
        why=(
            gettext_lazy(
                "How a professional behaved, where it may harm a child, goes to the designated officer (LADO) as an "
                "allegation. It is not a difference of professional opinion."
            ),
            gettext_lazy("Do not raise it here."),
        ),
        doors=(Door.ALLEGATIONS,),
    ),
    asks.WRONG: Way(
        heading=gettext_lazy("Use your agency's whistleblowing policy"),
        why=(
            gettext_lazy("Wrongdoing, a cover-up or an employer that does not act is a matter for whistleblowing."),
            gettext_lazy("If you cannot tell anybody in your agency, there is a national line as well."),
        ),
        doors=(Door.WHISTLEBLOWING,),
    ),
    asks.COMPLAINT: Way(
        heading=gettext_lazy("Use the route for complaints and appeals"),
        why=(
            gettext_lazy(
                "A complaint about a service, a family's complaint, and an appeal about a conference each have a "
                "route of their own."
            ),
            gettext_lazy("A challenge here is between professionals."),
        ),
        doors=(Door.COMPLAINTS,),
    ),
    asks.PLAN: Way(
        heading=gettext_lazy("Use the reviewing officer's own route"),
        why=(
            gettext_lazy("A dispute of the reviewing officer about a looked-after child's plan has its own route."),
            gettext_lazy("Ask the reviewing officer, or your safeguarding lead, how it starts."),
        ),
    ),
}

ALSO: tuple[tuple[Words, Door], ...] = (
    (gettext_lazy("How a professional behaved, which may harm a child"), Door.ALLEGATIONS),
    (gettext_lazy("Wrongdoing, a cover-up, or an employer not acting"), Door.WHISTLEBLOWING),
    (gettext_lazy("A complaint about a service"), Door.COMPLAINTS),
    (gettext_lazy("Whether to share information"), Door.INFORMATION),
)
"""What is often mixed up with a challenge, and goes through another door at the same time."""


def way(answers: Mapping[str, str]) -> Way:
    """Where these answers lead; all questions must have been answered."""
    return WAYS[answers["talked"] if answers["about"] == asks.OTHER else answers["about"]]


def following(answers: Mapping[str, str]) -> str:
    """The name of the next question, or "" when there is none. Danger ends the questions: there is no time for more."""
    if "danger" not in answers:
        return "danger"
    if answers["danger"] == asks.YES:
        return ""
    if "about" not in answers:
        return "about"
    return "talked" if answers["about"] == asks.OTHER and "talked" not in answers else ""


def routes(doors: tuple[Door, ...], links: Mapping[str, DoorLink] | None) -> list[Route]:
    """The agency's own routes, in order; `links` is None where the agency is not known yet."""
    if links is None:
        return [Route(str(door.label)) for door in doors]
    return [_route(str(door.label), links.get(door.value)) for door in doors]


def also(doors: tuple[Door, ...], links: Mapping[str, DoorLink] | None) -> list[tuple[str, Route]]:
    """What else may be part of it, each with its route; those already shown are left out."""
    return [(str(what), routes((door,), links)[0]) for what, door in ALSO if door not in doors]


def _route(label: str, link: DoorLink | None) -> Route:
    if link is None or not (link.address or link.words):
        words = _("No link has been set by this agency yet. Ask your safeguarding lead.")
        return Route(label, words=words, missing=True)
    return Route(label, address=link.address, words=link.words)
