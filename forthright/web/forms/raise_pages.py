"""The pages of raising a challenge in their order, and what a draft becomes when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from forthright.core.challenge.codes import Subject, Urgency
from forthright.core.challenge.commands import Raise
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.together import MOST
from forthright.core.policy.every import ends_sooner
from forthright.core.policy.shapes import Policy, Role, Stated
from forthright.directory import queries as directory
from forthright.directory.models import Holding, Partnership, Person, Post
from forthright.record import policies
from forthright.web.forms import raise_close, raise_for, raise_people, raise_times
from forthright.web.forms import raising as asked
from forthright.web.forms.base import Form
from forthright.web.forms.fields import kept
from forthright.web.forms.raise_choices import OPTIONS, TO_CHECK, Options
from forthright.web.forms.raise_guest import INVITE, OTHER, Guest
from forthright.web.forms.raise_words import children, subject, words

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
    Page("guest", gettext_lazy("Who should answer?"), Guest),
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
    Page("for", gettext_lazy("Are you raising this for somebody else?"), raise_for.ForWhom),
    Page("apart", gettext_lazy("Who must not take part?"), raise_people.Apart),
    Page("close", gettext_lazy("Who may know of it?"), raise_close.Close),
    Page("when", gettext_lazy("When did the disagreement arise?"), asked.When),
    Page("days", gettext_lazy("Days that the policy counts from"), raise_times.Days),
)
BY_SLUG = {page.slug: page for page in PAGES}
SHORT_PATH_ENDS = "wanted"
OF_ONE_AGENCY = ("who", "person")
"""The pages that are asked again for each further agency, with the number of its place before the names."""


def ladder_posts(person: Person, now: datetime) -> list[Post]:
    """The posts in an agency from which this person can raise a challenge; no offices, no posts of the partnership."""
    return [post for post in directory.posts_of(person, now) if post.agency_id and post.role in directory.ROLES]


@dataclass(frozen=True)
class Draft:
    """What was typed so far, with who raises it from which post at which moment.

    `place` is 0 for the first agency, and the number of a further one in `at`. `origin` is the challenge whose matter
    is put to another agency, "" for a matter that is new; `has_it` are the agencies that have it.
    """

    person: Person
    posts: list[Post]
    data: Mapping[str, str]
    now: datetime
    name: str = ""
    place: int = 0
    origin: str = ""
    has_it: frozenset[int] = frozenset()

    def at(self, place: int) -> Draft:
        """The same draft as it is for the agency in this place."""
        if not place:
            return self
        own = {name: self.data.get(f"{place}-{name}", "") for name in ("agency", "person")}
        return replace(self, data={**self.data, "0-agency": self.data.get("agency", ""), **own}, place=place)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The places of all agencies that it goes to; the first is always there."""
        return (0, *(place for place in range(1, MOST) if self.data.get(f"{place}-agency")))

    @property
    def free_place(self) -> int:
        """The place of one agency more, 0 where there is no room for one."""
        left = (place for place in range(1, MOST - len(self.has_it)) if place not in self.places)
        return next(left, 0) if self.agency else 0

    @cached_property
    def respondents(self) -> list[Draft]:
        """The same draft for each agency that it goes to, the first one first."""
        return [self.at(place) for place in self.places]

    @property
    def taken(self) -> set[str]:
        """The agencies that it goes to in another place."""
        names = {0: "0-agency" if self.place else "agency"} | {place: f"{place}-agency" for place in range(1, MOST)}
        elsewhere = {self.data.get(name, "") for place, name in names.items() if place != self.place}
        return (elsewhere | {str(agency) for agency in self.has_it}) - {""}

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
        if self.invites:
            listed = self.data.get("body_of", "") not in ("", OTHER)
            return directory.kind_of(self.invited_agency) if listed else self.data.get("group", "")
        return self._people[0].post.agency.called if self._people and self._people[0].post.agency else ""

    @property
    def invites(self) -> bool:
        """Whether somebody is asked whose agency has nobody with an account."""
        return self.data.get("agency") == INVITE

    @property
    def invited_agency(self) -> int:
        """The number of the agency of somebody who has no account, -1 where the directory does not hold it yet."""
        text = self.data.get("body_of", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else -1

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
            "post__joint_team__name",
            "post__role",
            "post__partnership_id",
            "post__agency__name",
            "post__agency__group",
            "post__agency__kind",
        )
        return list(people.select_related("person", "post__agency", "post__joint_team").only(*shown))

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
        """The seat of whoever was chosen, which says who answers for them now. Whoever has no account is number 0
        until then."""
        if self.invites:
            name, title = self.data.get("guest_name", ""), self.data.get("guest_title", "")
            return Seat(person=0, name=name, title=title, agency=self.invited_agency, role=self.guest_role)
        return directory.seat_of_post(self.chosen.post, self.now, self.chosen) if self.chosen else None

    @property
    def guest_role(self) -> Role:
        """As what somebody without an account answers: the first that the policy names, one whom it asks anywhere."""
        across = [step for step in self.policy[1].steps if not step.inside] if self.policy else []
        named = across[0].answered_by if across else Stated.NOT_STATED
        return Role.PRACTITIONER if isinstance(named, Stated) else named[0]

    def pages(self) -> tuple[Page, ...]:
        """The pages that this draft needs, in order."""
        left_out = {"post"} if len(self.posts) == 1 else set()
        left_out |= {"person"} if self.invites else {"guest"}
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
        return self._form(BY_SLUG[slug], bound, more, OPTIONS)

    def check(self) -> dict[str, Form]:
        """Every page's form, checked. The directory is asked once: an answer that is no longer there is an error."""
        return {page.slug: self._form(page, True, False, OPTIONS | TO_CHECK) for page in self.pages()}

    def pair(self) -> dict[str, Form]:
        """The forms of the agency in this place, checked."""
        return {slug: self._form(BY_SLUG[slug], True, False, OPTIONS | TO_CHECK) for slug in OF_ONE_AGENCY}

    def _form(self, page: Page, bound: bool, more: bool, sources: Mapping[str, Options]) -> Form:
        options = sources[page.slug](self) if page.slug in sources else {}
        if page.rows:
            least = 0 if page.rows == "other" else 1
            options["rows"] = max(asked.how_many(self.data, page.rows) + more, least)
        if self.place and page.slug in OF_ONE_AGENCY:
            options["prefix"] = str(self.place)
        if bound:
            return page.form(self.data, **options)
        form = page.form(**options)
        form.initial = {name: one for name, one in kept(form.fields, self.data).items() if one}
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
            origin=raise_for.origin(self, clean),
            **raise_times.chosen(self, clean),
            **raise_people.passed(self, clean),
            **raise_close.chosen(clean),
            words=words(clean, named, forms, policy),
        )
