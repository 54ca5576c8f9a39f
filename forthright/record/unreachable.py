"""People who take part although they hold no post any more, or not the one by which they do: what is open stays with
them until it is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.standing import Office
from forthright.directory import queries as directory
from forthright.directory.models import ActingFor, Cover, Holding, Person, Post, Upkeep
from forthright.directory.queries import local_day
from forthright.directory.upkeep import ENDED, FOLLOWED, NOBODY, POST_CHANGED, TAKEN_BACK, titles_of
from forthright.notices.actions import queue_watch
from forthright.notices.sentences import POST_ENDED
from forthright.record.models import Part

BY_SIGN_IN = Q(by=NOBODY, act__in=(ENDED, TAKEN_BACK))
"""The lines of posts that an agency's own sign-in ended."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody without a post who still takes part: for which agency (0: for the partnership itself), in how many
    challenges, and whether one waits for them. `post` and `title` are those of the post, where their agency's sign-in
    ended one and they hold another."""

    person: int
    name: str
    agency: int
    partnership: int
    challenges: int
    awaited: bool
    post: int = 0
    title: str = ""


def left_behind(now: datetime, *, agencies: Iterable[int] = (), partnerships: Iterable[int] = ()) -> list[Left]:
    """Those of these agencies, and of all that take part in these partnerships, by name."""
    day = local_day(now)
    running = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
    there = Q(post__agency=OuterRef("of")) | Q(
        post__agency__isnull=True, post__partnership=OuterRef("challenge__partnership")
    )
    holds = Exists(Holding.objects.filter(running & there, person=OuterRef("person"), person__is_active=True))
    covers = Exists(Cover.objects.filter(running & there, deputy=OuterRef("person"), deputy__is_active=True))
    acts = Exists(
        ActingFor.objects.filter(running, agency=OuterRef("of")).filter(
            Exists(Holding.objects.filter(running, post=OuterRef("post"), person=OuterRef(OuterRef("person"))))
        )
    )
    wanted = Q(of__in=list(agencies)) | Q(challenge__partnership__in=list(partnerships))
    parts: QuerySet[Part] = (
        _open_parts()
        .filter(wanted)
        .exclude(person__in=Person.objects.filter(guest=True).values("pk"))  # they never held one
        .exclude(holds)
        .exclude(covers)
        .exclude(acts)
    )
    left = _by_person(parts.values_list("person", "of", "challenge__partnership", "expects"))
    gone = {(one.person, one.agency) for one in left}
    more = _by_ended_post(Q(agency__in=list(agencies)) | Q(partnership__in=list(partnerships)), now)
    return left + [one for one in more if (one.person, one.agency) not in gone]


def _by_ended_post(where: Q, now: datetime) -> list[Left]:
    """Those whose post an agency's sign-in ended, and whose challenges nobody has looked through since: what they take
    part in by a title of that post. Who was given a post of that title again has it still."""
    acts = BY_SIGN_IN | Q(act__in=(FOLLOWED, POST_CHANGED))
    last: dict[tuple[int, int], Upkeep] = {}
    titles: dict[int, set[str]] = {}
    for row in Upkeep.objects.filter(where, acts, agency__isnull=False).order_by("pk"):
        post = row.about["post"]
        titles.setdefault(post, set()).update((row.about["title"], row.about.get("was", {}).get("title", "")))
        if row.act != POST_CHANGED:
            last[row.about["person"], post] = row
    ended = {key: row for key, row in last.items() if row.act != FOLLOWED}
    if not ended:
        return []
    day = local_day(now)
    running = Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))
    holds = Holding.objects.filter(running, post__agency=OuterRef("of"), post__title=OuterRef("title"))
    parts = _open_parts().filter(person__in={person for person, _post in ended})
    parts = parts.exclude(Exists(holds.filter(person=OuterRef("person"))))
    waiting: dict[tuple[int, int, str], list[str]] = {}
    for person, of, title, expects in parts.values_list("person", "of", "title", "expects"):
        waiting.setdefault((person, of or 0, title), []).append(expects)
    found = []
    for (person, post), row in ended.items():
        agency = row.agency or 0
        theirs = [one for title in titles[post] for one in waiting.get((person, agency, title), ())]
        if theirs:
            what = (person, row.about["name"], agency, row.partnership, len(theirs), any(theirs))
            found.append(Left(*what, post=post, title=row.about["title"]))
    return sorted(found, key=lambda one: (one.name, one.title))


def ended_by_sign_in(person: int, post: Post) -> bool:
    """Whether an agency's sign-in ended this post of this person, ever."""
    lines = Upkeep.objects.filter(BY_SIGN_IN, agency=post.agency_id)
    return lines.filter(about__post=post.pk, about__person=person).exists()


def _open_parts() -> QuerySet[Part]:
    """Every part in a challenge that is not over, with the agency that it is `of`."""
    return Part.objects.exclude(challenge__phase=Phase.ENDED.value).annotate(
        of=Case(
            When(side=Side.RAISING.value, then=F("challenge__raising_agency")),
            When(side=Side.RESPONDING.value, then=F("challenge__responding_agency")),
        )
    )


def still_by(person: Person, post: Post, now: datetime) -> QuerySet[Part]:
    """What somebody takes part in for the agency of a post, by a title of it, and not over: none of it where they hold
    a post of that title there."""
    held = {one.title for one in directory.posts_of(person, now) if one.agency_id == post.agency_id}
    raising = Q(side=Side.RAISING.value, challenge__raising_agency=post.agency_id)
    answering = Q(side=Side.RESPONDING.value, challenge__responding_agency=post.agency_id)
    mine = Part.objects.exclude(challenge__phase=Phase.ENDED.value).filter(raising | answering, person=person.pk)
    return mine.filter(title__in=titles_of(post) - held)


def tell_of_what_is_left(person: Person, ended: Iterable[Post], now: datetime) -> None:
    """Tells the administrators of an agency, or the business unit where it has none, that its sign-in ended posts and
    something waits that came by them. Within the transaction that ended them."""
    for post in ended:
        if still_by(person, post, now).exists():
            keepers = directory.keepers(post.agency_id, post.partnership_id, now)
            unit = directory.office_holders(Office.BUSINESS_UNIT, post.partnership_id, now)
            queue_watch(POST_ENDED, [one for one in keepers if one != person.pk] or unit, now)


def _by_person(rows: Iterable[tuple[int, int | None, int, str]]) -> list[Left]:
    found: dict[tuple[int, int, int], list[str]] = {}
    for person, agency, partnership, expects in rows:
        found.setdefault((person, agency or 0, partnership), []).append(expects)
    names = dict(Person.objects.filter(pk__in={person for person, *_ in found}).values_list("pk", "name"))
    left = [
        Left(person, names.get(person, ""), agency, partnership, len(all_of), any(all_of))
        for (person, agency, partnership), all_of in found.items()
    ]
    return sorted(left, key=lambda one: (one.name, one.agency))
