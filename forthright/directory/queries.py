"""Reads of the directory. Plain values for the core; no rule about a challenge lives here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from forthright.core.challenge.standing import Actor, Office
from forthright.core.cover.chains import VACANT, Snapshot
from forthright.core.policy.proofs.posts import Directory, Held
from forthright.core.policy.shapes import Role
from forthright.directory import acting, covering
from forthright.directory.acting import current
from forthright.directory.covering import Team
from forthright.directory.guest_models import Invitation
from forthright.directory.hours import calendar_of
from forthright.directory.models import Agency, Cover, DoorLink, Holding, Partnership, Person, Post
from forthright.directory.protection import protected_by
from forthright.directory.seats import (
    COVERING,
    ROLES,
    answers_now,
    local_day,
    own_seat,
    posts_answered,
    seat_of_post,
    seats,
)

__all__ = ["COVERING", "ROLES", "local_day", "own_seat", "seat_of_post", "seats"]
"""Asked for so often as reads of the directory that they are found here too."""

OFFICES = {office.value for office in Office}


def roles_held(partnership: int, agencies: Iterable[int], now: datetime) -> set[Role]:
    """The roles that somebody holds now in these agencies, acts for them in, or holds for the partnership itself."""
    day, agencies = local_day(now), list(agencies)
    held = Holding.objects.filter(current(day), post__role__in=ROLES, person__is_active=True)
    there = Q(post__agency_id__in=agencies) | Q(post__agency__isnull=True, post__partnership_id=partnership)
    acts = acting.acting_now(partnership, agencies, day).order_by().values_list("role")
    return {Role(role) for (role,) in held.filter(there).order_by().values_list("post__role").union(acts)}


def held_now(partnership: Partnership, now: datetime) -> Directory:
    """The agencies of a partnership with the roles for which `seats` finds somebody now, for the check of a policy.

    A vacant post that is covered counts as held, and a role in which somebody acts for the agency. No person is named.
    """
    rows = acting.with_roles(Agency.objects.filter(partnerships=partnership), local_day(now))
    agencies = list(rows.select_related("hours").order_by("name", "pk"))
    holder = Holding.objects.filter(current(local_day(now)), post=OuterRef("pk"), person__is_active=True)
    posts = (
        Post.objects.filter(partnership=partnership, role__in=ROLES)
        .order_by("-pk")
        .annotate(
            held=Exists(holder), covered=Exists(Cover.objects.filter(current(local_day(now)), post=OuterRef("pk")))
        )
    )
    vacant = {covering.place_of(one.agency_id, partnership.pk) for one in posts if one.covered and not one.held}
    covered = {post for _team, here in answers_now(vacant, now) for post in posts_answered(here)}
    roles: dict[int | None, set[Role]] = {}
    titles: dict[int | None, dict[Role, str]] = {}
    for post in posts:
        titles.setdefault(post.agency_id, {})[Role(post.role)] = post.title
        if post.held or post.pk in covered:
            roles.setdefault(post.agency_id, set()).add(Role(post.role))
    for agency in agencies:
        if agency.acted and agency.acted_in == partnership.pk:
            roles.setdefault(agency.pk, set()).add(Role(agency.acted))
    return Directory(
        agencies=tuple(
            Held(
                agency=agency.name,
                group=agency.called,
                roles=frozenset(roles.get(agency.pk, ())),
                hours=calendar_of(agency.hours),
                titles=titles.get(agency.pk, {}),
            )
            for agency in {one.pk: one for one in agencies}.values()
        ),
        shared=frozenset(roles.get(None, ())),
        hours=calendar_of(partnership.hours),
        on=local_day(now),
    )


# Written out: this is asked on every page, and putting it together anew took five times as long as answering it.
_POSTS_NOW = """
SELECT post.id, post.role, post.partnership_id, post.title, post.agency_id, 0
FROM directory_holding held JOIN directory_post post ON post.id = held.post_id
WHERE held.person_id = %(person)s AND held.starts <= %(day)s AND (held.ends IS NULL OR held.ends >= %(day)s)
UNION ALL
SELECT post.id, post.role, post.partnership_id, post.title, post.agency_id, 1
FROM directory_cover cover JOIN directory_post post ON post.id = cover.post_id
WHERE cover.deputy_id = %(person)s AND cover.starts <= %(day)s AND cover.ends >= %(day)s
"""


@dataclass(frozen=True, slots=True)
class PostNow:
    """A post that somebody holds or answers for now. `covers` are the holders for whom: (person, name), VACANT too."""

    post: int
    role: str
    partnership: int
    title: str
    agency: int | None
    covers: tuple[tuple[int, str], ...] = ()


def posts_now(person: int, now: datetime) -> list[PostNow]:
    """The posts that a person holds, then those that they cover now, whether entered so or down a chain."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS_NOW, {"person": person, "day": connection.ops.adapt_datefield_value(local_day(now))})
        rows = cursor.fetchall()
    held = [PostNow(*row) for *row, is_cover in rows if not is_cover]
    entrusted = {row[0]: row for *row, is_cover in rows if is_cover}
    if not entrusted:  # whoever answers down a chain is somebody's deputy, too
        return held
    places = {covering.place_of(row[4], row[2]) for row in entrusted.values()}
    chains = _chains(person, answers_now(places, now))
    more = set(chains) - set(entrusted)
    known = Post.objects.filter(pk__in=more).values_list("pk", "role", "partnership_id", "title", "agency_id")
    about = entrusted | ({row[0]: list(row) for row in known} if more else {})
    return [*held, *(PostNow(*about[post], covers=tuple(whom)) for post, whom in chains.items())]


def _chains(person: int, teams: Iterable[tuple[Team, Snapshot]]) -> dict[int, list[tuple[int, str]]]:
    """For each post in whose chain of deputies this person stands: for whom, as (holder, said)."""
    found: dict[int, list[tuple[int, str]]] = {}
    for team, here in teams:
        for post in sorted({one.post for one in here.covers}):
            for holder in here.holders.get(post) or (VACANT,):
                answer = here.of(post, holder)
                if answer and person in answer.path[1:]:
                    whom = answer.path[: answer.path.index(person)]
                    found.setdefault(post, []).append((holder, team.said(whom) if whom != (VACANT,) else ""))
    return found


def actor(person: Person, now: datetime) -> Actor:
    """What the posts of a signed-in person make of them at this moment: whom they cover, lead, and their offices.

    Whoever stands in a chain of deputies covers each of those before them in it.
    """
    return actor_with(person, posts_now(person.pk, now), now)


def actor_with(person: Person, posts: Sequence[PostNow], now: datetime) -> Actor:
    """The same of somebody whose posts are known already."""
    managed = [one.post for one in posts if one.role == Role.LINE_MANAGER]
    held = Holding.objects.filter(current(local_day(now)))
    led = held.filter(post__manager__in=managed).values_list("person_id", flat=True) if managed else ()
    covered = sorted((one.role in OFFICES, one.post, holder, name) for one in posts for holder, name in one.covers)
    titles = {one.post: one.title for one in posts if one.covers}
    return Actor(
        person=person.pk,
        name=person.name,
        covers=tuple(
            (holder, COVERING % titles[post], name) for _office, post, holder, name in covered if holder != VACANT
        ),
        leads=frozenset(led),
        offices=frozenset((Office(one.role), one.partnership) for one in posts if one.role in OFFICES),
        protects=protected_by(one.post for one in posts if one.role == Office.DATA_PROTECTION),
        at=now,
    )


def posts_of(person: Person, now: datetime) -> list[Post]:
    """The posts a person holds now, with agency and partnership, the ones that can raise a challenge first."""
    held = (
        Holding.objects.filter(current(local_day(now)), person=person)
        .select_related("post__agency", "post__partnership")
        .annotate(partnerships=Count("post__agency__partnerships"))
        .order_by("pk")
    )
    for one in held:
        one.post.in_several = one.partnerships > 1
    return [one.post for one in held]


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A post as anybody may see it: no person's name."""

    agency: str
    role: str
    title: str
    contact: str


def public_posts(partnership: Partnership) -> list[PublicPost]:
    """Who answers for each agency, by post, for the page that needs no account."""
    rows = (
        Post.objects.filter(partnership=partnership, role__in=ROLES)
        .select_related("agency")
        .order_by("agency__name", "pk")
    )
    return [
        PublicPost(
            agency=post.agency.name if post.agency else partnership.name,
            role=post.role,
            title=post.title,
            contact=post.contact,
        )
        for post in rows
    ]


def colleagues(agency: int, partnership: int, now: datetime, without: int = 0) -> QuerySet[Holding]:
    """The people of an agency who hold a post of the ladder now, except one. Where it lists nobody under this
    partnership, the people whom it lists under another."""
    held = Holding.objects.filter(current(local_day(now)), post__agency_id=agency)
    here = held.filter(post__partnership_id=partnership, post__role__in=ROLES, person__is_active=True)
    return (
        held.filter(Q(post__partnership_id=partnership) | ~Exists(here))
        .filter(post__role__in=ROLES, person__is_active=True)
        .exclude(person_id=without)
        .select_related("person", "post__joint_team")
        .order_by("person__name", "pk")
    )


def partnership_people(partnership: int, now: datetime, without: int = 0) -> QuerySet[Holding]:
    """The people who hold a post of the partnership itself now that may have a part on a ladder, except one."""
    return (
        Holding.objects.filter(current(local_day(now)), post__agency__isnull=True, post__partnership_id=partnership)
        .filter(post__role__in=ROLES, person__is_active=True)
        .exclude(person_id=without)
        .select_related("person", "post__joint_team")
        .order_by("person__name", "pk")
    )


def everybody(partnership: int, now: datetime, without: int = 0) -> QuerySet[Holding]:
    """The people of all agencies of a partnership who hold a post of the ladder now, except one, agency by agency."""
    return (
        Holding.objects.filter(current(local_day(now)), post__partnership_id=partnership, post__agency__isnull=False)
        .filter(post__role__in=ROLES, person__is_active=True)
        .exclude(person_id=without)
        .select_related("person", "post__agency", "post__joint_team")
        .order_by("post__agency__name", "person__name", "pk")
    )


def agencies_at(agencies: Iterable[int]) -> tuple[dict[int, str], bool]:
    """The names of these agencies, by number, and whether anybody without an account was ever asked in one of them."""
    invited = Exists(Invitation.objects.filter(agency=OuterRef("pk")))
    rows = list(Agency.objects.filter(pk__in=list(agencies)).values_list("pk", "name", invited))
    return {number: name for number, name, _invited in rows}, any(invited for _number, _name, invited in rows)


def agencies_of(partnership: int) -> set[int]:
    """The agencies that work in a partnership, by number."""
    return set(Agency.objects.filter(partnerships=partnership).values_list("pk", flat=True))


def kind_of(agency: int) -> str:
    """The kind of an agency in the policy's words ("school", "police"); "" for one that is not there."""
    found = Agency.objects.filter(pk=agency).first()
    return found.called if found else ""


def other_agencies(partnership: int, without: int, now: datetime) -> QuerySet[Agency]:
    """The agencies of a partnership, except one, in which somebody holds a post of the ladder now, by name; of those
    that work in several it is not asked under which of them the post is listed."""
    held = Holding.objects.filter(current(local_day(now)), post__role__in=ROLES, post__agency__isnull=False)
    filled = held.filter(person__is_active=True).values("post__agency_id")
    return Agency.objects.filter(partnerships=partnership, pk__in=filled).exclude(pk=without).order_by("name", "pk")


def covering_now(people: Iterable[int], now: datetime) -> dict[int, str]:
    """For each of these people who is covered now: who answers, "Cy Dee" or down a chain "Cy Dee, for Ben Cole"."""
    return {person: one.said for person, one in covering.covered(set(people), now).items()}


def away_now(people: Collection[int], now: datetime) -> dict[int, str]:
    """Those of these people who are away now: who answers for each, as in `covering_now`, and "" where nobody does."""
    found = covering.answering(set(people), now) if people else {}
    return {person: one.said if one.there else "" for person, one in found.items()}


def has_yet_to_join(person: Person) -> bool:
    """Whether somebody has an account that they cannot get in to yet: no password chosen, and never signed in."""
    return person.is_active and person.last_login is None and not person.has_usable_password()


def deputies_of(person: int, now: datetime) -> list[int]:
    """Whoever answers for this person now, in their place."""
    return deputies_for([person], now).get(person, [])


def deputies_for(people: Collection[int], now: datetime) -> dict[int, list[int]]:
    """For each of these people who is covered now: whoever answers for a post of theirs."""
    found: dict[int, list[int]] = {}
    for team in covering.teams_of(people, now).values():
        here = team.at(now)
        for person in people:
            answers = (here.of(post, person) for post in here.posts.get(person, ()))
            found.setdefault(person, []).extend(one.person for one in answers if one and one.covered)
    return {person: list(dict.fromkeys(deputies)) for person, deputies in found.items() if deputies}


def office_holders(office: Office, partnership: int, now: datetime) -> list[int]:
    """The people who hold this office of a partnership now, then their deputies."""
    held = Holding.objects.filter(current(local_day(now)), post__partnership_id=partnership, post__role=office.value)
    holders = list(held.filter(person__is_active=True).order_by("pk").values_list("person_id", flat=True))
    posts = set(Post.objects.filter(partnership_id=partnership, role=office.value).values_list("pk", flat=True))
    answers = [here.answer(post) for _team, here in answers_now([-partnership], now) for post in posts]
    return list(dict.fromkeys([*holders, *(one.person for one in answers if one and one.covered)]))


def office_title(person: Person, office: Office, partnership: int, now: datetime) -> str:
    """The title of the post by which somebody holds an office now, themselves or as a deputy; "" where they do not."""
    mine = (one for one in posts_now(person.pk, now) if (one.role, one.partnership) == (office.value, partnership))
    return next((one.title for one in mine), "")


def administrators(agency: int, now: datetime) -> list[int]:
    """The people who hold the post of an administrator in an agency now."""
    held = Holding.objects.filter(current(local_day(now)), post__agency_id=agency)
    held = held.filter(post__role=Office.ADMINISTRATOR.value, person__is_active=True)
    return list(held.order_by("pk").values_list("person_id", flat=True))


def keepers(agency: int | None, partnership: int, now: datetime) -> list[int]:
    """Whoever keeps the people of an agency, with their deputies; the business unit for the partnership's own, and
    where the agency has no administrator."""
    found = administrators(agency, now) if agency is not None else []
    deputies = [one for those in deputies_for(found, now).values() for one in those]
    return list(dict.fromkeys([*found, *deputies])) or office_holders(Office.BUSINESS_UNIT, partnership, now)


def unreachable_agencies(partnership: int, without: int, now: datetime) -> QuerySet[Agency]:
    """The agencies of a partnership, except one, in which nobody holds a post of the ladder now, by name."""
    reached = other_agencies(partnership, without, now).values("pk")
    every = Agency.objects.filter(partnerships=partnership)
    return every.exclude(pk__in=reached).exclude(pk=without).order_by("name", "pk")


def administered(person: Person, now: datetime) -> list[Agency]:
    """The agencies of which this person is an administrator now, by holding the post or by covering it."""
    return administered_with(posts_now(person.pk, now))


def administered_with(posts: Iterable[PostNow]) -> list[Agency]:
    """The same of somebody whose posts are known already."""
    agencies = {one.agency for one in posts if one.role == Office.ADMINISTRATOR}
    return list(Agency.objects.filter(pk__in=[one for one in agencies if one]).order_by("name", "pk"))


def doors(agency: int) -> dict[str, DoorLink]:
    """Where this agency's other routes begin, by door. A door that nobody has set is missing."""
    return {link.door: link for link in DoorLink.objects.filter(agency_id=agency)}


@lru_cache(maxsize=256)
def slug_of(partnership: int) -> str:
    """How the addresses of a partnership's public pages name it. It never changes once it is given."""
    return Partnership.objects.values_list("slug", flat=True).get(pk=partnership)
