"""Reads of the directory. Plain values for the core; no rule about a challenge lives here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from forthright.core.challenge.moment import Seat
from forthright.core.challenge.standing import Actor, Office
from forthright.core.policy.proofs.posts import Directory, Held
from forthright.core.policy.shapes import Role
from forthright.core.worktime import LONDON
from forthright.directory import acting
from forthright.directory.guest_models import Invitation
from forthright.directory.hours import calendar_of
from forthright.directory.models import Agency, Cover, DoorLink, Holding, Partnership, Person, Post

ROLES = {role.value for role in Role}
OFFICES = {office.value for office in Office}


def local_day(now: datetime) -> date:
    """The date in England at an aware instant."""
    return now.astimezone(LONDON).date()


def _current(day: date, prefix: str = "") -> Q:
    ends = Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    return Q(**{f"{prefix}starts__lte": day}) & ends


def seats(
    partnership: int, agencies: Iterable[int], now: datetime, lines: Iterable[int] = ()
) -> dict[tuple[int, Role], Seat]:
    """Who answers for each post of these agencies, and of the partnership itself (agency 0), now.

    A deputy who covers today answers in place of the holder, and says for whom. Where an agency has several posts of
    one role, the posts above the people in `lines` come first: a matter goes up its own line of management. An agency
    that works in several partnerships may list its people under one: for a role that it has nobody for in this one,
    its post in another counts. Where it has none at all, whoever acts for it does.
    """
    day, agencies = local_day(now), list(agencies)
    held = list(
        Holding.objects.filter(_current(day), person__is_active=True)
        .filter(Q(post__agency_id__in=agencies) | Q(post__agency__isnull=True, post__partnership_id=partnership))
        .filter(post__role__in=ROLES)
        .select_related("post", "person")
        .annotate(acted=Exists(acting.acting_now(partnership, agencies, day)))
        .order_by("-starts", "-pk")
    )
    above = _above({one.person_id: one.post for one in held}, {one.post_id: one.post for one in held}, lines)
    held.sort(key=lambda one: (one.post.partnership_id == partnership, one.post_id in above))
    chosen = {(one.post.agency_id or 0, Role(one.post.role)): one for one in held}
    covers = {
        cover.post_id: cover.deputy
        for cover in Cover.objects.filter(_current(day), post__in=[one.post_id for one in held], deputy__is_active=True)
        .select_related("deputy")
        .order_by("pk")
    }
    found = {
        key: _seat(one.post, covers[one.post_id], one.person.name)
        if one.post_id in covers
        else _seat(one.post, one.person)
        for key, one in chosen.items()
    }
    if held and not held[0].acted:  # nearly always: a question fewer
        return found
    return found | acting.acted(found, partnership, agencies, day, lambda post, held: seat_of_post(post, now, held))


def roles_held(partnership: int, agencies: Iterable[int], now: datetime) -> set[Role]:
    """The roles that somebody holds now in these agencies, acts for them in, or holds for the partnership itself."""
    day, agencies = local_day(now), list(agencies)
    held = Holding.objects.filter(_current(day), post__role__in=ROLES, person__is_active=True)
    there = Q(post__agency_id__in=agencies) | Q(post__agency__isnull=True, post__partnership_id=partnership)
    acts = acting.acting_now(partnership, agencies, day).order_by().values_list("role")
    return {Role(role) for (role,) in held.filter(there).order_by().values_list("post__role").union(acts)}


def held_now(partnership: Partnership, now: datetime) -> Directory:
    """The agencies of a partnership with the roles for which `seats` finds somebody now, for the check of a policy.

    A post that is covered has a holder, too, and a role in which somebody acts for the agency. No person is named.
    """
    rows = acting.with_roles(Agency.objects.filter(partnerships=partnership), local_day(now))
    agencies = list(rows.select_related("hours").order_by("name", "pk"))
    holder = Holding.objects.filter(_current(local_day(now)), post=OuterRef("pk"), person__is_active=True)
    posts = Post.objects.filter(partnership=partnership, role__in=ROLES).order_by("-pk").annotate(held=Exists(holder))
    roles: dict[int | None, set[Role]] = {}
    titles: dict[int | None, dict[Role, str]] = {}
    for agency, role, title, held in posts.values_list("agency_id", "role", "title", "held"):
        titles.setdefault(agency, {})[Role(role)] = title
        if held:
            roles.setdefault(agency, set()).add(Role(role))
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


def _above(post_of: dict[int, Post], posts: dict[int, Post], lines: Iterable[int]) -> set[int]:
    """The posts in the lines of management above these people. A loop in the directory ends at its first repeat."""
    found: set[int] = set()
    for person in lines:
        post = post_of.get(person)
        while post is not None and post.pk not in found:
            found.add(post.pk)
            post = posts.get(post.manager_id or 0)
    return found


def _seat(post: Post, person: Person, covered: str = "") -> Seat:
    title = f"{post.title} (covering)" if covered else post.title
    name = f"{person.name}, for {covered}" if covered else person.name
    return Seat(person=person.pk, name=name, title=title, agency=post.agency_id or 0, role=Role(post.role))


# Written out: this is asked on every page, and putting it together anew took five times as long as answering it.
_POSTS_NOW = """
SELECT post.id, post.role, post.partnership_id, post.title, 0
FROM directory_holding held JOIN directory_post post ON post.id = held.post_id
WHERE held.person_id = %(person)s AND held.starts <= %(day)s AND (held.ends IS NULL OR held.ends >= %(day)s)
UNION ALL
SELECT post.id, post.role, post.partnership_id, post.title, 1
FROM directory_cover cover JOIN directory_post post ON post.id = cover.post_id
WHERE cover.deputy_id = %(person)s AND cover.starts <= %(day)s AND cover.ends >= %(day)s
"""


def actor(person: Person, now: datetime) -> Actor:
    """What the posts of a signed-in person make of them at this moment: whom they cover, lead, and their offices."""
    day = local_day(now)
    with connection.cursor() as cursor:
        cursor.execute(_POSTS_NOW, {"person": person.pk, "day": connection.ops.adapt_datefield_value(day)})
        posts = cursor.fetchall()
    titles = {post: title for post, _role, _partnership, title, covering in posts if covering}
    managed = [post for post, role, _partnership, _title, _covering in posts if role == Role.LINE_MANAGER]
    current = Holding.objects.filter(_current(day))
    covered = list(current.filter(post__in=titles).select_related("person")) if titles else []
    led = current.filter(post__manager__in=managed).values_list("person_id", flat=True) if managed else ()
    return Actor(
        person=person.pk,
        name=person.name,
        covers=tuple((one.person_id, f"{titles[one.post_id]} (covering)", one.person.name) for one in covered),
        leads=frozenset(led),
        offices=frozenset((Office(role), partnership) for _post, role, partnership, *_ in posts if role in OFFICES),
    )


def posts_of(person: Person, now: datetime) -> list[Post]:
    """The posts a person holds now, with agency and partnership, the ones that can raise a challenge first."""
    held = (
        Holding.objects.filter(_current(local_day(now)), person=person)
        .select_related("post__agency", "post__partnership")
        .annotate(partnerships=Count("post__agency__partnerships"))
        .order_by("pk")
    )
    for one in held:
        one.post.in_several = one.partnerships > 1
    return [one.post for one in held]


def seat_of_post(post: Post, now: datetime, held: Holding | None = None) -> Seat | None:
    """Who answers for one post now, the deputy where one covers; None where nobody does. `held` saves looking it up."""
    day = local_day(now)
    held = (
        held
        or Holding.objects.filter(_current(day), post=post, person__is_active=True).select_related("person").first()
    )
    with connection.cursor() as cursor:
        cursor.execute(_DEPUTY_NOW, [post.pk, *[connection.ops.adapt_datefield_value(day)] * 2, True])
        deputy = cursor.fetchone()
    if deputy:
        covering = Person(pk=deputy[0], name=deputy[1])
        return _seat(post, covering, held.person.name if held else "a vacant post")
    return _seat(post, held.person) if held else None


_DEPUTY_NOW = """
SELECT deputy.id, deputy.name
FROM directory_cover cover JOIN directory_person deputy ON deputy.id = cover.deputy_id
WHERE cover.post_id = %s AND cover.starts <= %s AND cover.ends >= %s AND deputy.is_active = %s
ORDER BY cover.id LIMIT 1
"""


def own_seat(person: Person, post: Post) -> Seat:
    """The seat of a person who acts in their own post."""
    return _seat(post, person)


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
    held = Holding.objects.filter(_current(local_day(now)), post__agency_id=agency)
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
        Holding.objects.filter(_current(local_day(now)), post__agency__isnull=True, post__partnership_id=partnership)
        .filter(post__role__in=ROLES, person__is_active=True)
        .exclude(person_id=without)
        .select_related("person", "post__joint_team")
        .order_by("person__name", "pk")
    )


def everybody(partnership: int, now: datetime, without: int = 0) -> QuerySet[Holding]:
    """The people of all agencies of a partnership who hold a post of the ladder now, except one, agency by agency."""
    return (
        Holding.objects.filter(_current(local_day(now)), post__partnership_id=partnership, post__agency__isnull=False)
        .filter(post__role__in=ROLES, person__is_active=True)
        .exclude(person_id=without)
        .select_related("person", "post__agency")
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
    held = Holding.objects.filter(_current(local_day(now)), post__role__in=ROLES, post__agency__isnull=False)
    filled = held.filter(person__is_active=True).values("post__agency_id")
    return Agency.objects.filter(partnerships=partnership, pk__in=filled).exclude(pk=without).order_by("name", "pk")


def covering_now(people: Iterable[int], now: datetime) -> dict[int, str]:
    """For each of these people who is covered today: the name of the deputy."""
    wanted = list(people)
    if not wanted:
        return {}
    day = connection.ops.adapt_datefield_value(local_day(now))
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_COVERED_NOW.format(people=marks), [day, day, True, *wanted, day, day])
        return dict(cursor.fetchall())


_COVERED_NOW = """
SELECT held.person_id, deputy.name
FROM directory_holding held
JOIN directory_cover cover ON cover.post_id = held.post_id AND cover.starts <= %s AND cover.ends >= %s
JOIN directory_person deputy ON deputy.id = cover.deputy_id AND deputy.is_active = %s
WHERE held.person_id IN ({people}) AND held.starts <= %s AND (held.ends IS NULL OR held.ends >= %s)
ORDER BY cover.id
"""


def deputies_of(person: int, now: datetime) -> list[int]:
    """The people who cover a post of this person today."""
    day = connection.ops.adapt_datefield_value(local_day(now))
    with connection.cursor() as cursor:
        cursor.execute(_DEPUTIES_NOW, [day, day, True, person, day, day])
        return [deputy for (deputy,) in cursor.fetchall()]


_DEPUTIES_NOW = """
SELECT cover.deputy_id
FROM directory_holding held
JOIN directory_cover cover ON cover.post_id = held.post_id AND cover.starts <= %s AND cover.ends >= %s
JOIN directory_person deputy ON deputy.id = cover.deputy_id AND deputy.is_active = %s
WHERE held.person_id = %s AND held.starts <= %s AND (held.ends IS NULL OR held.ends >= %s)
ORDER BY cover.id
"""


def office_holders(office: Office, partnership: int, now: datetime) -> list[int]:
    """The people who hold this office of a partnership now."""
    held = Holding.objects.filter(_current(local_day(now)), post__partnership_id=partnership, post__role=office.value)
    return list(held.filter(person__is_active=True).order_by("pk").values_list("person_id", flat=True))


def office_title(person: Person, office: Office, partnership: int, now: datetime) -> str:
    """The title of the post by which somebody holds an office now, themselves or as a deputy; "" where they do not."""
    day = local_day(now)
    posts = Post.objects.filter(partnership=partnership, role=office.value)
    held = posts.filter(pk__in=Holding.objects.filter(_current(day), person=person).values("post_id"))
    covered = posts.filter(pk__in=Cover.objects.filter(_current(day), deputy=person).values("post_id"))
    titles = [*held.values_list("title", flat=True), *covered.values_list("title", flat=True)]
    return titles[0] if titles else ""


def administrators(agency: int, now: datetime) -> list[int]:
    """The people who hold the post of an administrator in an agency now."""
    held = Holding.objects.filter(_current(local_day(now)), post__agency_id=agency)
    held = held.filter(post__role=Office.ADMINISTRATOR.value, person__is_active=True)
    return list(held.order_by("pk").values_list("person_id", flat=True))


def unreachable_agencies(partnership: int, without: int, now: datetime) -> QuerySet[Agency]:
    """The agencies of a partnership, except one, in which nobody holds a post of the ladder now, by name."""
    reached = other_agencies(partnership, without, now).values("pk")
    every = Agency.objects.filter(partnerships=partnership)
    return every.exclude(pk__in=reached).exclude(pk=without).order_by("name", "pk")


def administered(person: Person, now: datetime) -> list[Agency]:
    """The agencies of which this person is an administrator today, by holding the post or by covering it."""
    day = local_day(now)
    held = Holding.objects.filter(_current(day), person=person).values("post_id")
    covered = Cover.objects.filter(_current(day), deputy=person).values("post_id")
    posts = Post.objects.filter(Q(pk__in=held) | Q(pk__in=covered), role=Office.ADMINISTRATOR.value)
    return list(Agency.objects.filter(pk__in=posts.values("agency_id")).order_by("name", "pk"))


def doors(agency: int) -> dict[str, DoorLink]:
    """Where this agency's other routes begin, by door. A door that nobody has set is missing."""
    return {link.door: link for link in DoorLink.objects.filter(agency_id=agency)}


@lru_cache(maxsize=256)
def slug_of(partnership: int) -> str:
    """How the addresses of a partnership's public pages name it. It never changes once it is given."""
    return Partnership.objects.values_list("slug", flat=True).get(pk=partnership)
