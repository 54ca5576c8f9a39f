"""The pages of raising a challenge in their order, and what a draft becomes when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.moment import Seat
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.shapes import Policy, Role, Stated
from forthright.core.policy.vocabulary import COMMON_TOPICS
from forthright.directory import queries as directory
from forthright.directory.models import Holding, Partnership, Person, Post
from forthright.record import policies
from forthright.web.forms import raise_people, raise_times
from forthright.web.forms import raising as asked
from forthright.web.forms.base import Form
from forthright.web.forms.fields import kept

UNKNOWN_GOES_TO = (Role.SAFEGUARDING_LEAD, Role.LINE_MANAGER)
"""Who gets a challenge when the raiser does not know whom to ask: the first of these posts that somebody holds."""

TOPIC_NOT_GIVEN = Stated.NOT_STATED.value


@dataclass(frozen=True)
class Page:
    """One page: `slug` in its address, `title` (never a name), its form, and which of the coach's parts it holds."""

    slug: str
    title: Any
    form: type[Form]
    coached: tuple[str, ...] = ()
    rows: str = ""


PAGES = (
    Page("post", gettext_lazy("Your post"), asked.OwnPost),
    Page("area", gettext_lazy("Where does the child live?"), raise_people.Area),
    Page("who", gettext_lazy("Which agency do you want to challenge?"), asked.Who),
    Page("person", gettext_lazy("Who should answer?"), asked.Whom),
    Page("worry", gettext_lazy("What worries you?"), asked.Worry, ("worry_facts", "worry_opinion")),
    Page("wanted", gettext_lazy("What would resolve this?"), asked.Wanted, ("wanted",)),
    Page("children", gettext_lazy("More about the child or children"), asked.Others, rows="other"),
    Page("topic", gettext_lazy("What is the disagreement about?"), asked.Topic),
    Page("child-view", gettext_lazy("The child’s own view"), asked.ChildView, ("child_view",)),
    Page("impact", gettext_lazy("The impact on the child"), asked.Impact, ("impact",)),
    Page("evidence", gettext_lazy("What is your evidence?"), asked.Evidence, ("evidence",), rows="evidence"),
    Page("urgency", gettext_lazy("How fast does the child need this?"), asked.Urgent),
    Page("priority", gettext_lazy("Which priority does it have?"), raise_times.Priority),
    Page("begin", gettext_lazy("Where does it begin?"), raise_times.Where),
    Page("safety", gettext_lazy("Keeping the child safe meanwhile"), asked.Safety, ("interim_safety",)),
    Page("apart", gettext_lazy("Who must not take part?"), raise_people.Apart),
    Page("when", gettext_lazy("When did the disagreement arise?"), asked.When),
    Page("days", gettext_lazy("Days that the policy counts from"), raise_times.Days),
)
BY_SLUG = {page.slug: page for page in PAGES}
SHORT_PATH_ENDS = "wanted"


def ladder_posts(person: Person, now: datetime) -> list[Post]:
    """The posts in an agency from which this person can raise a challenge; no offices, no posts of the partnership."""
    return [post for post in directory.posts_of(person, now) if post.agency_id and post.role in directory.ROLES]


@dataclass(frozen=True)
class Draft:
    """What was typed so far, with who raises it from which post at which moment."""

    person: Person
    posts: list[Post]
    data: Mapping[str, str]
    now: datetime
    name: str = ""

    @cached_property
    def post(self) -> Post:
        """The post it is raised from: the one chosen, or the first."""
        return next((post for post in self.posts if str(post.pk) == self.data.get("post")), self.posts[0])

    @cached_property
    def partnerships(self) -> list[Partnership]:
        """The partnerships in which the agency of that post works, by name; its own alone is not asked for."""
        if not self.post.in_several:
            return [self.post.partnership]
        return list(Partnership.objects.filter(agencies=self.post.agency_id).order_by("name", "pk"))

    @cached_property
    def partnership(self) -> Partnership:
        """The one that it goes to: of the child's area where the agency works in several, else of the post."""
        chosen = self.data.get("area")
        if not chosen or chosen == raise_people.UNSURE:
            return self.post.partnership
        return next((one for one in self.partnerships if str(one.pk) == chosen), self.post.partnership)

    @property
    def raising_post(self) -> Post:
        """The post as it counts there: the raiser's own in that partnership, or else the one they chose, as it is."""
        there = (one for one in self.posts if one.agency_id == self.post.agency_id)
        chosen = self.post.partnership_id == self.partnership.pk
        return next((one for one in there if not chosen and one.partnership_id == self.partnership.pk), self.post)

    @cached_property
    def policy(self) -> tuple[str, Policy] | None:
        """The policy in force now and its fingerprint; None where the partnership has published none."""
        version = policies.in_force(self.partnership.pk, self.now)
        if version is None:
            return None
        return version.fingerprint, policies.as_it_runs(self.partnership.pk, version.fingerprint, self.group)

    @cached_property
    def group(self) -> str:
        """The kind of the agency that is challenged, which can choose among the policy's wordings; "" for none."""
        return self._people[0].post.agency.called if self._people and self._people[0].post.agency else ""

    @property
    def child_safe(self) -> bool:
        """Whether times of the policy end sooner if the child needs it."""
        return self.policy is not None and ends_sooner(self.policy[1])

    @property
    def theme(self) -> bool:
        """It is about a theme, with no child named."""
        return self.data.get("subject") == Subject.THEME

    @cached_property
    def agency(self) -> int:
        """The agency that is challenged, 0 while none is chosen."""
        text = self.data.get("agency", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0

    @cached_property
    def colleagues(self) -> list[Holding]:
        """The people of that agency who can answer, those whom their first step names first; none in one's own."""
        across = [step for step in self.policy[1].steps if not step.inside] if self.policy else []
        named = across[0].answered_by if across else ()
        first = () if isinstance(named, Stated) else named
        return sorted(self._people, key=lambda one: one.post.role not in first)

    @cached_property
    def _people(self) -> list[Holding]:
        """The same people by name, asked for once: they also tell of which kind their agency is."""
        if not self.agency or self.agency == self.post.agency_id:
            return []
        people = directory.colleagues(self.agency, self.partnership.pk, self.now, without=self.person.pk)
        shown = (
            "person__name",
            "post__title",
            "post__role",
            "post__agency__name",
            "post__agency__group",
            "post__agency__kind",
        )
        return list(people.select_related("person", "post__agency").only(*shown))

    @cached_property
    def own_colleagues(self) -> list[Holding]:
        """The people of the raiser's own agency."""
        mine = self.post.agency_id or 0
        return list(directory.colleagues(mine, self.partnership.pk, self.now, without=self.person.pk))

    @property
    def fallback(self) -> Holding | None:
        """Who gets it when the raiser does not know whom to ask."""
        for role in UNKNOWN_GOES_TO:
            found = next((one for one in self.colleagues if one.post.role == role), None)
            if found:
                return found
        return next(iter(self.colleagues), None)

    @property
    def chosen(self) -> Holding | None:
        """Whoever was chosen to answer, None while nobody is or when they hold that post no longer."""
        if self.data.get("person") == asked.UNKNOWN:
            return self.fallback
        return next((one for one in self.colleagues if str(one.pk) == self.data.get("person")), None)

    @cached_property
    def answering(self) -> Seat | None:
        """Who answers for that post now: the deputy where one covers."""
        if self.chosen is None:
            return None
        seat = directory.seat_of_post(self.chosen.post, self.now, self.chosen)
        holders = {one.person_id for one in self.colleagues if one.post_id == self.chosen.post_id}
        # Two people may share a post: without a deputy it goes to the one who was chosen, not to whoever comes first.
        shared = seat is not None and seat.person in holders
        return directory.own_seat(self.chosen.person, self.chosen.post) if shared else seat

    def pages(self) -> tuple[Page, ...]:
        """The pages that this draft needs, in order."""
        left_out = {"post"} if len(self.posts) == 1 else set()
        left_out |= {"children"} if self.theme else set()
        left_out |= {"area"} if len(self.partnerships) < 2 else set()
        left_out |= raise_times.PAGES - (raise_times.pages_for(self.policy[1]) if self.policy else frozenset())
        return tuple(page for page in PAGES if page.slug not in left_out)

    def after(self, slug: str) -> str:
        """The page after this one, "" after the last."""
        order = [page.slug for page in self.pages()]
        place = order.index(slug) + 1 if slug in order else 0
        return order[place] if place < len(order) else ""

    def before(self, slug: str) -> str:
        """The page before this one, "" before the first."""
        order = [page.slug for page in self.pages()]
        place = order.index(slug) if slug in order else 0
        return order[place - 1] if place else ""

    def form(self, slug: str, bound: bool = False, more: bool = False) -> Form:
        """The form of a page: with what was typed, or bound to it and so checked. `more` adds an empty row."""
        return self._form(BY_SLUG[slug], bound, more, _OPTIONS)

    def check(self) -> dict[str, Form]:
        """Every page's form, checked. The directory is asked once: an answer that is no longer there is an error."""
        return {page.slug: self._form(page, True, False, _OPTIONS | _TO_CHECK) for page in self.pages()}

    def _form(self, page: Page, bound: bool, more: bool, sources: Mapping[str, Options]) -> Form:
        options = sources[page.slug](self) if page.slug in sources else {}
        if page.rows:
            least = 0 if page.rows == "other" else 1
            options["rows"] = max(asked.how_many(self.data, page.rows) + more, least)
        if bound:
            return page.form(self.data, **options)
        form = page.form(**options)
        form.initial = kept(form.fields, self.data)
        return form

    def command(self, forms: Mapping[str, Form], answering: Seat) -> Raise:
        """The wish that a whole draft stands for. The forms must be valid."""
        assert self.policy is not None
        fingerprint, policy = self.policy
        clean: dict[str, Any] = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
        named = children(clean, forms.get("children"))
        return Raise(
            policy=fingerprint,
            partnership=self.partnership.pk,
            subject=subject(named),
            subjects=len(named),
            topic=clean.get("topic") or TOPIC_NOT_GIVEN,
            raising=directory.own_seat(self.person, self.raising_post),
            responding=answering,
            urgency=Urgency(clean.get("urgency") or Urgency.NORMAL),
            arose=clean.get("arose"),
            needed_by=clean.get("needed_by"),
            group=self.group,
            **raise_times.chosen(self, clean),
            **raise_people.passed(self, clean),
            words=words(clean, named, forms, policy),
        )


def words(
    clean: Mapping[str, Any], named: list[dict[str, str]], forms: Mapping[str, Form], policy: Policy
) -> dict[str, Any]:
    """The narrative under the names that the event lists: what the page that checks it showed, and nothing else."""
    plain = ("worry_facts", "worry_opinion", "child_view", "impact", "wanted", "interim_safety")
    found: dict[str, Any] = {name: clean.get(name, "") for name in plain}
    found["children"] = named
    found["theme"] = "" if named else clean.get("about", "")
    if clean.get("passed"):
        found["conflict"] = clean["conflict_reason"]
    if clean.get("entry_reason"):
        found["entry_reason"] = clean["entry_reason"]
    if asked.cannot_wait(clean.get("urgency"), clean.get("needed_by"), ends_sooner(policy)):
        found["urgent_reason"] = clean.get("urgent_reason", "")
    evidence = forms.get("evidence")
    found["evidence"] = evidence.filled() if isinstance(evidence, asked.Evidence) else []
    return {name: value for name, value in found.items() if value}


def children(clean: Mapping[str, Any], others: Form | None) -> list[dict[str, str]]:
    """Each child or person it is about: name, born (ISO date or ""), identifier and kind. None for a theme."""
    if clean.get("subject") == Subject.THEME:
        return []
    first = {"name": clean.get("about"), "kind": clean.get("subject")}
    first |= {name: clean.get(name) for name in ("born", "identifier")}
    rows = [first, *(others.filled() if isinstance(others, asked.Others) else [])]
    return [
        {
            "name": row["name"],
            "born": row["born"].isoformat() if row.get("born") else "",
            "identifier": row.get("identifier") or "",
            "kind": row.get("kind") or Subject.CHILD.value,
        }
        for row in rows
    ]


def subject(named: list[dict[str, str]]) -> Subject:
    """What the record says it is about, without saying who."""
    if not named:
        return Subject.THEME
    return Subject.CHILDREN if len(named) > 1 else Subject(named[0]["kind"])


def _own_posts(draft: Draft) -> dict[str, Any]:
    choices = [(str(post.pk), post.title) for post in draft.posts]
    hints = {str(post.pk): f"{post.agency}, {post.partnership}" for post in draft.posts}
    return {"choices": choices, "hints": hints}


def _agencies(draft: Draft) -> dict[str, Any]:
    rows = directory.other_agencies(draft.partnership.pk, draft.post.agency_id or 0, draft.now)
    return {"choices": [(str(agency.pk), agency.name) for agency in rows]}


def _agency(draft: Draft) -> dict[str, Any]:
    """The check page asks for the people of the chosen agency anyway; that they are there is all that it must know."""
    return {"choices": [(str(draft.agency), "")] if draft.colleagues else []}


def _people(draft: Draft) -> dict[str, Any]:
    people = [one.person_id for one in draft.colleagues]
    return _person(draft, directory.covering_now(people, draft.now) if people else {})


def _person(draft: Draft, away: Mapping[int, str]) -> dict[str, Any]:
    choices = [(str(one.pk), f"{one.person.name}, {one.post.title}") for one in draft.colleagues]
    hints = {
        str(one.pk): _("Away: %(name)s answers for them now") % {"name": away[one.person_id]}
        for one in draft.colleagues
        if one.person_id in away
    }
    goes_to = draft.fallback
    if goes_to:
        choices.append((asked.UNKNOWN, _("I do not know who")))
        names = {"name": goes_to.person.name, "post": goes_to.post.title}
        hints[asked.UNKNOWN] = _("It goes to %(name)s, %(post)s, who can hand it to the right person") % names
    return {"choices": choices, "hints": hints}


def _topics(draft: Draft) -> dict[str, Any]:
    own = draft.policy[1].topics if draft.policy else ()
    return {"choices": [(topic, _(topic)) for topic in own or [words for _code, words in COMMON_TOPICS]]}


Options = Callable[[Draft], dict[str, Any]]
_OPTIONS: dict[str, Options] = {
    "post": _own_posts,
    "area": raise_people.areas,
    "apart": raise_people.apart,
    "who": _agencies,
    "person": _people,
    "topic": _topics,
    "priority": raise_times.priorities,
    "days": raise_times.days,
    "begin": raise_times.begins,
    "worry": lambda draft: {"about": draft.policy[1].about if draft.policy else ()},
    "urgency": lambda draft: {"child_safe": draft.child_safe},
    "children": lambda draft: {"subject": draft.data.get("subject", "")},
}
_TO_CHECK: dict[str, Options] = {
    "who": _agency,
    "person": lambda draft: _person(draft, {}),
    "apart": lambda draft: raise_people.apart(draft) if draft.data.get("passed") else {},
}
