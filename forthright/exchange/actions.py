"""The only code that writes what comes in as a whole, each list in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from forthright.directory.models import Agency, Holding, Partnership, Person, Post, Upkeep
from forthright.directory.queries import has_yet_to_join, local_day
from forthright.directory.upkeep import By, note
from forthright.exchange.models import PeopleImport
from forthright.exchange.people_plan import Leads, Plan, Scope, plan, posts_now
from forthright.exchange.people_rows import Row
from forthright.exchange.sheets import Sheet
from forthright.notices.actions import drop_joining, queue_joining
from forthright.record.models import Part

IMPORTED, LIST_BACK = "list imported", "list taken back"
"""The lines of upkeep that a list leaves."""


class Stale(Exception):
    """The directory changed since the person looked: the list would do something else now. `plan` is what."""

    def __init__(self, now: Plan) -> None:
        super().__init__("stale")
        self.plan = now


class InUse(Exception):
    """Something has been built on what a list made, so it cannot be taken back as a whole. `names` say what."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("in use")
        self.names = names


def bring_in(
    person: Person,
    sheet: Sheet,
    scope: Scope,
    seen: str,
    now: datetime,
    leave_out: bool = False,
    invite: bool = False,
) -> PeopleImport:
    """Do what a list asks for, all of it or nothing. `seen` is the digest of the plan that the person looked at;
    `invite` has everybody on the list who cannot get in yet sent the link to choose a password.

    Raises Stale where it would do something else by now, and ValueError for a list with faults that are not left out.
    """
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=scope.partnership.pk)  # two lists at once could add a post twice
        ready = plan(sheet, scope, local_day(now), leave_out)
        if ready.digest != seen:
            raise Stale(ready)
        if ready.faults and not leave_out:
            raise ValueError("a list with faults")
        making = _Made(scope.partnership, ready, local_day(now))
        made = making.all()
        one = PeopleImport.objects.create(
            partnership=scope.partnership,
            lines=len(ready.rows),
            left_out=ready.wrong_lines,
            made=made,
            at=now,
            by=person.pk,
            by_name=person.name,
        )
        counts = {name: len(numbers) for name, numbers in made.items()}
        note(By(person, now), scope.partnership.pk, making.only_agency, IMPORTED, list=one.pk, **counts)
        if invite:
            queue_joining([one.pk for one in making.people.values() if has_yet_to_join(one)], one.pk, now)
        return one


@dataclass
class _Made:
    """Makes what a plan says, table by table."""

    partnership: Partnership
    plan: Plan
    today: date
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    post_of: dict[int, Post] = field(default_factory=dict)

    def all(self) -> dict[str, list[int]]:
        """The numbers of all rows that were made."""
        return {
            "agencies": self._agencies(),
            "people": self._people(),
            "posts": self._posts(),
            "holdings": self._holdings(),
        }

    @property
    def only_agency(self) -> int | None:
        """The agency that the list is about, where it is one alone: on its page the line of upkeep stands."""
        found = {post.agency_id for post in self.post_of.values()}
        return found.pop() if len(found) == 1 else None

    def _agencies(self) -> list[int]:
        names = {name.lower(): name for name in self.plan.new_agencies}
        made = []
        for low, name in names.items():
            rows = [row for row in self.plan.rows if row.agency.lower() == low]
            group, kind = _first(row.group for row in rows), _first(row.kind for row in rows)
            made.append(Agency.objects.create(name=name, group=group, kind=kind, hours=self.partnership.hours))
            made[-1].partnerships.add(self.partnership)
        there = Agency.objects.filter(partnerships=self.partnership)
        self.agencies = {one.name.lower(): one for one in there}
        return [one.pk for one in made]

    def _people(self) -> list[int]:
        named = {row.email: row.name for row in self.plan.rows if row.email}
        self.people = {one.email.lower(): one for one in Person.objects.filter(email__in=named)}
        made = [Person(email=email, name=name) for email, name in named.items() if email not in self.people]
        for one in made:
            one.set_unusable_password()
            self.people[one.email] = one
        return [one.pk for one in Person.objects.bulk_create(made)]

    def _posts(self) -> list[int]:
        known = Post.objects.in_bulk(set(self.plan.held.values()))
        fresh = []
        for row in self.plan.rows:
            if row.line in self.plan.held:
                self.post_of[row.line] = known[self.plan.held[row.line]]
                continue
            self.post_of[row.line] = Post(
                partnership=self.partnership,
                agency=self.agencies[row.agency.lower()] if row.agency else None,
                role=row.role,
                title=row.title,
                team=row.team,
                contact=row.contact,
            )
            fresh.append(row)
        Post.objects.bulk_create(self.post_of[row.line] for row in fresh)
        self._managers(fresh)
        return [self.post_of[row.line].pk for row in fresh]

    def _managers(self, fresh: list[Row]) -> None:
        leads = Leads(list(self.plan.rows))
        others = [row for row in fresh if row.manager and leads.line(row) is None]
        there = posts_now(self.partnership, self.today) if others else ({}, {})
        for row in fresh:
            line = leads.line(row)
            above = self.post_of[line] if line is not None else leads.post(row, *there) if row.manager else None
            self.post_of[row.line].manager = above
        Post.objects.bulk_update([self.post_of[row.line] for row in fresh], ["manager"])

    def _holdings(self) -> list[int]:
        posts = [post.pk for post in self.post_of.values()]
        still = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gte=self.today), post__in=posts)
        there = set(still.values_list("post_id", "person_id"))
        made = [
            Holding(
                post=self.post_of[row.line],
                person=self.people[row.email],
                starts=row.starts or self.today,
                ends=row.ends,
            )
            for row in self.plan.rows
            if row.email and (self.post_of[row.line].pk, self.people[row.email].pk) not in there
        ]
        return [one.pk for one in Holding.objects.bulk_create(made)]


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def take_back(person: Person, one: PeopleImport, now: datetime) -> None:
    """Take away what a list made, all of it or nothing. Raises InUse where something has been built on it since.

    The rows are deleted, which is right only because nobody has used them: no one of these people has signed in or
    takes part in anything. That the list was there, how long it was and who took it back stays.
    """
    with transaction.atomic():
        one = PeopleImport.objects.select_for_update().get(pk=one.pk)
        if one.taken_back_at is not None:
            return
        made = one.made
        used = _used(made)
        if used:
            raise InUse(tuple(used))
        drop_joining(one.pk)
        Holding.objects.filter(pk__in=made["holdings"]).delete()
        Post.objects.filter(pk__in=made["posts"]).update(manager=None)
        Post.objects.filter(pk__in=made["posts"]).delete()
        Person.objects.filter(pk__in=made["people"]).delete()
        for agency in Agency.objects.filter(pk__in=made["agencies"]):
            agency.partnerships.clear()
            agency.delete()
        one.taken_back_at, one.taken_back_by, one.taken_back_name = now, person.pk, person.name
        one.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_name"])
        line = Upkeep.objects.filter(partnership=one.partnership_id, act=IMPORTED, about__list=one.pk).first()
        agency = line.agency if line else None
        counts = {name: len(numbers) for name, numbers in made.items()}
        note(By(person, now), one.partnership_id, agency, LIST_BACK, list=one.pk, **counts)


def _used(made: dict[str, list[int]]) -> list[str]:
    """What is used of it, by name."""
    people, posts, holdings = made["people"], made["posts"], made["holdings"]
    held = Holding.objects.filter(pk__in=holdings).values_list("person_id", "post__title")
    parts = Part.objects.filter(person__in={person for person, _title in held}).values_list("person", "title")
    acting = {person for person, title in parts if person in people or (person, title) in set(held)}
    found = Person.objects.filter(
        Q(pk__in=people, last_login__isnull=False)
        | Q(pk__in=acting)
        | Q(pk__in=people, holdings__in=Holding.objects.exclude(pk__in=holdings))
        | Q(pk__in=people, covering__isnull=False)
    )
    names = [person.name for person in found.distinct().order_by("name")]
    others = Holding.objects.exclude(pk__in=holdings)
    used = Post.objects.filter(pk__in=posts).filter(
        Q(holdings__in=others) | Q(covers__isnull=False) | Q(team_posts__in=Post.objects.exclude(pk__in=posts))
    )
    names += [post.title for post in used.distinct().order_by("title")]
    full = Agency.objects.filter(pk__in=made["agencies"], posts__in=Post.objects.exclude(pk__in=posts))
    return names + [agency.name for agency in full.distinct().order_by("name")]
