"""A policy for the page "What is my next step?": the ladder in rows of plain words, and who answers, by post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.policy import explaining, sentences
from forthright.core.policy.picture import ladder_svg
from forthright.core.policy.shapes import Occasion, Panel, Policy, Role, Roles, Stated, Step
from forthright.directory.queries import PublicPost
from forthright.web.presenters.labels import first_upper

STATUS = {
    "published": gettext_lazy("Published"),
    "superseded": gettext_lazy("Superseded"),
    "second-hand": gettext_lazy("Second-hand copy"),
    "not seen": gettext_lazy("Policy not seen"),
    "invented": gettext_lazy("Invented"),
}
RUNGS = [role.value for role in Role]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is said about a step: what it is about, and the sentences."""

    label: str
    says: list[str]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step. `here` when the reader said that they are at it."""

    key: str
    heading: str
    here: bool
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A whole policy as a page shows it. `picture` is an SVG, safe to write as it is."""

    name: str
    called: str
    partnership: str
    invented: bool
    danger: list[str]
    picture: str
    step_word: str
    rungs: list[Rung]
    here: str
    next: list[str]
    notes: tuple[str, ...]
    topics: tuple[str, ...]
    elsewhere: tuple[str, ...]
    whole: list[str]
    gaps: tuple[str, ...]
    source: list[str]
    version: str


def ladder(policy: Policy, at: str = "") -> Ladder:
    """The policy as a page shows it. `at` is the key of the step where the reader is, or anything else for none."""
    current = next((step for step in policy.steps if step.key == at), None)
    key = current.key if current else None
    return Ladder(
        name=policy.name,
        called=policy.called,
        partnership=policy.partnership,
        invented=policy.invented,
        danger=sentences.danger_words(policy.danger),
        picture=ladder_svg(policy, key),
        step_word=policy.step_word.lower(),
        rungs=[rung(policy, step, step.key == key) for step in policy.steps],
        here=sentences.step_heading(policy, current) if current else "",
        next=_next(policy, current) if current else [],
        notes=policy.notes,
        topics=policy.topics,
        elsewhere=explaining.elsewhere(policy),
        whole=dict(explaining.explain(policy))["How it works"],
        gaps=policy.gaps,
        source=sentences.source_words(policy.source),
        version=sentences.date_words(policy.version),
    )


def rung(policy: Policy, step: Step, here: bool = False) -> Rung:
    """One step in rows. Who raises, who answers, the times and what follows stand there also when not stated."""
    rows = [
        Row(_("Only if"), [first_upper(step.only_if) + "."] if step.only_if else []),
        Row(_("Before it comes here"), explaining.before_words(step)),
        Row(_("The formal line"), explaining.formal_words(policy, step)),
        Row(_("Who raises it"), [_who(step.raised_by)]),
        Row(_("Who answers"), [_who(step.answered_by)]),
        Row(_("In each agency"), [f"{first_upper(group)}: {title}" for group, title in sorted(step.titles.items())]),
        Row(_("Acting for"), explaining.acting_words(step)),
        Row(_("Whom to ask"), explaining.advice_words(policy, step)),
        Row(_("What it needs"), list(step.needs)),
        Row(_("Before replying"), list(step.before_reply)),
        Row(_("By when"), _times(step)),
        Row(_("Who decides"), _deciding(step)),
        Row(_("If it is not settled"), sentences.ways_words(policy, step)),
        Row(_("It may also go to"), [first_upper(place) + "." for place in step.may_also]),
        Row(_("Who is told"), _told(step)),
        Row(_("Meanwhile"), [*policy.meanwhile, *step.meanwhile]),
        Row(_("What is recorded"), list(step.record)),
        Row(_("Note"), [step.note] if step.note else []),
    ]
    return Rung(step.key, sentences.step_heading(policy, step), here, [row for row in rows if row.says])


def _who(roles: Roles) -> str:
    if roles == Stated.NOT_STATED:
        return _("Not stated. To be confirmed by the partnership.")
    return first_upper(sentences.roles_words(roles)) + "."


def _deciding(step: Step) -> list[str]:
    """Who decides, and how they vote where several do; silence is left out, as not every step has a decision."""
    if step.decided_by == Stated.NOT_STATED:
        return []
    return [_who(step.decided_by)] if step.panel == Panel() else list(explaining.deciding_words(step))


def _told(step: Step) -> list[str]:
    """Who is told when it starts, and then, in sentences, who else is told when."""
    plain = [tell for tell in step.tells if tell.when is Occasion.STARTS and tell.must and not tell.if_any]
    said = [first_upper(", ".join(name for tell in plain for name in tell.who)) + "."] if plain else []
    return said + [explaining.tell_words(tell) for tell in step.tells if tell not in plain]


def _times(step: Step) -> list[str]:
    said = [" ".join(sentences.task_words(task)) for task in step.tasks]
    return said or [sentences.NO_TIME]


def _next(policy: Policy, step: Step) -> list[str]:
    """What comes after a step, for somebody who stands on it: where it can go, and who answers there."""
    said = sentences.ways_words(policy, step)
    keys = dict.fromkeys(key for move in step.moves for key in move.targets)
    for above in (policy.step(key) for key in keys):
        who = _who(above.answered_by)
        said.append(_("%(step)s. Who answers: %(who)s") % {"step": sentences.step_heading(policy, above), "who": who})
    return said


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post: its title, where it stands on the ladder, and how to reach it. Never a person's name."""

    title: str
    part: str
    contact: str


@dataclass(frozen=True, slots=True)
class AgencyPosts:
    """The posts of one agency, or of the partnership itself."""

    name: str
    posts: list[PostLine]


def posts_by_agency(posts: Iterable[PublicPost], policy: Policy | None, partnership: str) -> list[AgencyPosts]:
    """Who answers for each agency, in the order of the agencies, the partnership's own posts last.

    Within an agency the posts stand in the order of the rungs. Several with the same title, part and contact are one
    line: a team of nine social workers is one door.
    """
    found: dict[str, dict[PostLine, None]] = {}
    for post in sorted(posts, key=lambda one: (one.agency, RUNGS.index(one.role))):
        line = PostLine(post.title, part_in(policy, post.role), post.contact or _("Not given"))
        found.setdefault(post.agency, {})[line] = None
    own = found.pop(partnership, None)
    if own:
        found[partnership] = own
    return [AgencyPosts(name, list(lines)) for name, lines in found.items()]


def part_in(policy: Policy | None, role: str) -> str:
    """Where a role answers on the ladder: "Answers Step 2. Decides Step 3."; for one that does not, what it does."""
    if policy is None:
        return ""
    answers = _at(policy, _("Answers"), [step for step in policy.steps if _names(step.answered_by, role)])
    decides = _at(policy, _("Decides"), [step for step in policy.steps if _names(step.decided_by, role)])
    raises = _at(policy, _("Raises"), [step for step in policy.steps if _names(step.raised_by, role)])
    told = _at(policy, _("Is told at"), [step for step in policy.steps if role in step.tell])
    return f"{answers} {decides}".strip() or raises or told or _("Not named in the policy.")


def _at(policy: Policy, does: str, steps: list[Step]) -> str:
    return f"{does} {', '.join(policy.label(step.key) for step in steps)}." if steps else ""


def _names(roles: Roles, role: str) -> bool:
    return not isinstance(roles, Stated) and Role(role) in roles


@dataclass(frozen=True, slots=True)
class Published:
    """A policy that comes with Forthright, as one line of a list."""

    name: str
    partnership: str
    called: str
    status: str
    dated: str
    open: int


def published(name: str, policy: Policy) -> Published:
    """One line of the list of policies read from public sources. `open` is how much is still to be confirmed."""
    dated = policy.source.dated
    return Published(
        name=name,
        partnership=policy.partnership,
        called=policy.called if policy.called != Stated.NOT_STATED else _("Its own name is not stated"),
        status=str(STATUS.get(policy.source.status, first_upper(policy.source.status))),
        dated=first_upper(dated) if dated != Stated.NOT_STATED else _("Not stated"),
        open=len(policy.gaps),
    )
