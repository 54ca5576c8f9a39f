"""What people do to the directory: agencies, posts, who holds them, joint teams, names. Each act leaves its line.

Whether somebody may is `staff.py`'s to say and the caller's to ask. No act deletes a holding that has begun, and a name
that changes stays in the record as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from forthright.core.challenge.standing import Office
from forthright.directory.models import Agency, Group, Holding, JointTeam, Partnership, Person, Post, Upkeep
from forthright.directory.names import person_at, plain, plain_address
from forthright.directory.queries import local_day

ONE_DAY = timedelta(days=1)
NOBODY = 0
"""Stands where a line of upkeep has who did it, if an agency's own sign-in did."""
GIVEN, ENDED, TAKEN_BACK, FOLLOWED = "post given", "holding ended", "holding taken back", "ended post followed"
"""The acts that claims leave, too, and that somebody has seen to what was left by them."""
POST_CHANGED = "post changed"


class Refused(ValueError):
    """It was not done. `code` says why; nothing was changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, when (aware) and why; copies of this stay. Nobody where an agency's own sign-in does."""

    person: Person | None
    at: datetime
    reason: str = ""

    @property
    def today(self) -> date:
        """The local day on which it is done."""
        return local_day(self.at)


def note(by: By, partnership: int, agency: int | None, act: str, **what: object) -> None:
    """The line that an act leaves. Values are numbers, names and ISO dates."""
    Upkeep.objects.create(
        partnership=partnership,
        agency=agency,
        act=act,
        about={name: value.isoformat() if isinstance(value, date) else value for name, value in what.items()},
        reason=by.reason,
        at=by.at,
        by=by.person.pk if by.person else NOBODY,
        by_name=by.person.name if by.person else "",
    )


@dataclass(frozen=True, slots=True)
class AgencyText:
    """What is typed of an agency: its name, the group in which it is counted, its kind in the policy's words."""

    name: str
    group: Group
    kind: str = ""


@transaction.atomic
def add_agency(partnership: Partnership, text: AgencyText, posts: Iterable[tuple[str, str]], by: By) -> Agency:
    """An agency of this partnership, with these posts (role, title), all vacant. It begins with the partnership's
    opening hours, until its administrator enters its own. Raises BadName, and Refused for a name that is there."""
    name = plain(text.name)
    if Agency.objects.filter(partnerships=partnership, name__iexact=name).exists():
        raise Refused("agency there")
    agency = Agency.objects.create(name=name, group=text.group, kind=plain(text.kind), hours=partnership.hours)
    agency.partnerships.add(partnership)
    note(by, partnership.pk, agency.pk, "agency added", name=name)
    for role, title in posts:
        add_post(partnership, agency, PostText(role=role, title=str(title)), by)
    return agency


@dataclass(frozen=True, slots=True)
class PostText:
    """What is typed of a post. `contact` is public; `manager` and `joint_team` are numbers of rows."""

    role: str
    title: str
    team: str = ""
    contact: str = ""
    manager: int | None = None
    joint_team: int | None = None


@transaction.atomic
def add_post(partnership: Partnership, agency: Agency | None, text: PostText, by: By) -> Post:
    """A vacant post of an agency, or of the partnership itself. Raises BadName."""
    post = Post(partnership=partnership, agency=agency, role=text.role)
    _write(post, text)
    note(by, partnership.pk, post.agency_id, "post added", post=post.pk, title=post.title, role=post.role)
    return post


@transaction.atomic
def change_post(post: Post, text: PostText, by: By) -> Post:
    """Another title, team, contact or manager. The role stays: another role is another post. Raises BadName, and
    Refused("loop") where the post would come to stand above itself."""
    Post.objects.select_for_update().filter(partnership=post.partnership_id, agency=post.agency_id).count()
    if text.manager and post.pk in _line(text.manager):
        raise Refused("loop")
    was = {"title": post.title, "team": post.team, "contact": post.contact, "manager": post.manager_id}
    _write(post, text)
    note(by, post.partnership_id, post.agency_id, POST_CHANGED, post=post.pk, title=post.title, was=was)
    return post


def _write(post: Post, text: PostText) -> None:
    post.title, post.team, post.contact = plain(text.title), plain(text.team), plain(text.contact)
    post.manager_id, post.joint_team_id = text.manager, text.joint_team
    post.save()


def _line(post: int | None) -> set[int]:
    """A post and all those above it."""
    found: set[int] = set()
    while post and post not in found:
        found.add(post)
        post = Post.objects.filter(pk=post).values_list("manager_id", flat=True).first()
    return found


@transaction.atomic
def enter_person(email: str, name: str, by: By) -> tuple[Person, bool]:
    """The person at this address, and whether they are new here or come back, so that they need an invitation.

    Somebody who is known keeps the name that they have. Raises BadName.
    """
    address = plain_address(email)
    known = person_at(address)
    if known is None:
        return Person.objects.create_user(address, plain(name)), True
    if known.is_active:
        return known, False
    known.is_active = True
    known.set_unusable_password()
    known.save(update_fields=["is_active", "password"])
    return known, True


@transaction.atomic
def give(post: Post, person: Person, starts: date, by: By, instead_of: Holding | None = None) -> Holding:
    """A person holds a post from a day. `instead_of` is a holding of theirs that ends the day before. Raises Refused
    where the person holds the post then already."""
    same = Holding.objects.filter(post=post, person=person)
    if any(one.ends is None or one.ends >= starts for one in same):
        raise Refused("holds it")
    holding = Holding.objects.create(post=post, person=person, starts=starts)
    note(by, post.partnership_id, post.agency_id, GIVEN, **about(post, person), starts=starts)
    if instead_of is not None and instead_of.post_id != post.pk:
        end(instead_of, starts - ONE_DAY, by)
    return holding


@transaction.atomic
def end(holding: Holding, last: date, by: By) -> None:
    """A holding ends after this day. One that would not have begun by then is taken back: it never was. The last
    administrator of an agency stays until there is another. Raises Refused."""
    post, person = holding.post, holding.person
    if _is_last_administrator(holding, last):
        raise Refused("last administrator")
    what = {**about(post, person), "starts": holding.starts, "last": last}
    if holding.starts > last:
        if holding.starts <= by.today:
            raise Refused("before it began")
        holding.delete()
        note(by, post.partnership_id, post.agency_id, TAKEN_BACK, **what)
        return
    holding.ends = last
    holding.save(update_fields=["ends"])
    note(by, post.partnership_id, post.agency_id, ENDED, **what)


def _is_last_administrator(holding: Holding, last: date) -> bool:
    """Whether nobody else administers the agency on the day after."""
    post = holding.post
    if post.role != Office.ADMINISTRATOR or post.agency_id is None:
        return False
    there = Holding.objects.filter(post__role=post.role, post__agency=post.agency_id, person__is_active=True)
    others = there.exclude(pk=holding.pk).filter(starts__lte=last + ONE_DAY)
    return not any(one.ends is None or one.ends > last for one in others)


def about(post: Post, person: Person) -> dict[str, object]:
    """What a line says of a post and who holds it: copies."""
    return {"post": post.pk, "title": post.title, "person": person.pk, "name": person.name}


@transaction.atomic
def rename(person: Person, name: str, post: Post, by: By) -> None:
    """Another name, such as after a wedding. The record keeps the names that it has. `post` is the one by which they
    are known to whoever does it. Raises BadName."""
    was, person.name = person.name, plain(name)
    person.save(update_fields=["name"])
    note(by, post.partnership_id, post.agency_id, "name changed", person=person.pk, was=was, name=person.name)


@transaction.atomic
def add_joint_team(partnership: Partnership, name: str, by: By) -> JointTeam:
    """A team to which posts of several agencies can belong. Raises BadName, and Refused for a name that is there."""
    called = plain(name)
    if JointTeam.objects.filter(partnership=partnership, name__iexact=called).exists():
        raise Refused("team there")
    team = JointTeam.objects.create(partnership=partnership, name=called)
    note(by, partnership.pk, None, "joint team added", team=team.pk, name=called)
    return team


def titles_of(post: Post) -> set[str]:
    """Every title that a post has had: whoever takes part keeps that by which they came in."""
    changed = Upkeep.objects.filter(agency=post.agency_id, act=POST_CHANGED, about__post=post.pk)
    return {post.title, *(about["was"]["title"] for about in changed.values_list("about", flat=True))}


def close_account(person: Person, today: date) -> bool:
    """Whoever holds no post any more, now or later, is out at their next request: the account closes, and another
    password ends every session. Returns whether it was closed."""
    still = Holding.objects.filter(person=person)
    if any(one.ends is None or one.ends > today for one in still):
        return False
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    return True
