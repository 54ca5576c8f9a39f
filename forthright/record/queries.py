"""Reads of the record. Every one passes the same gate: what a person may not see is not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase, Side
from forthright.core.challenge.facts import Event
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.impersonal import without_post, without_posts
from forthright.core.challenge.moving import Change, landings, preview
from forthright.core.challenge.sees import Sight, hides_posts, opens, reads_words, sees
from forthright.core.challenge.standing import Actor, Office, Standing, standing_of
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import Happened, happened
from forthright.core.policy.sentences import step_heading
from forthright.core.policy.shapes import Policy
from forthright.directory import queries as directory
from forthright.directory.models import Person
from forthright.record.actions import surroundings
from forthright.record.models import Challenge, Heartbeat, Listed, Part, PolicyVersion, SetAside
from forthright.record.policies import as_it_runs, policy_for
from forthright.record.projection import MINE, RESOLVED, THEIRS
from forthright.record.store import Entry, first_words, load, load_facts

__all__ = ["MINE", "RESOLVED", "THEIRS"]

BEAT, JUMP = "clock", "jump of the machine's time"
"""The names of the clock's own notes."""
LATE_BEAT = timedelta(minutes=2)
"""The clock gives a sign of life every few seconds; two minutes without one is an alarm."""
ASIDE = timedelta(hours=1)
"""For how long the clock leaves a challenge alone that it could not handle."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as one person sees it: with its words, as facts only, or only that it is there."""

    entry: Entry
    sight: Sight

    @property
    def words(self) -> dict[str, object]:
        """The words, empty where they are not for this person or are erased."""
        return dict(self.entry.event.words) if self.sight is Sight.WORDS else {}

    def without_post(self) -> Seen:
        """The same entry with nobody's post in it."""
        return Seen(dataclasses.replace(self.entry, event=without_post(self.entry.event)), self.sight)


@dataclass(frozen=True, slots=True)
class Matter:
    """One challenge as one person may see it. `happened` is what its entries were to the policy's tell lines.

    `agencies` are the names of those that take part, and of those to which the same matter was put, by number.
    `events` are all of its entries as facts, also those that this person does not see: to run rules on, never to show.
    `guests` tells that somebody without an account may have been asked.
    """

    reference: str
    state: State
    policy: Policy
    actor: Actor
    standing: Standing
    entries: tuple[Seen, ...]
    names: dict[int, str]
    happened: frozenset[Happened] = frozenset()
    events: tuple[Event, ...] = ()
    agencies: Mapping[int, str] = field(default_factory=dict)
    guests: bool = False

    @property
    def side(self) -> Side | None:
        """The side this person is on."""
        party = self.actor.party(self.state)
        return party.side if party else None

    @property
    def head(self) -> str:
        """The digest of the last entry, in hexadecimal, for the printed record."""
        return self.entries[-1].entry.digest.hex() if self.entries else ""


def matter(person: Person, reference: str, now: datetime) -> Matter | None:
    """One challenge with everything that this person may see of it; None where to them it does not exist."""
    actor = directory.actor(person, now)
    entries = load(reference, lambda events: opens(actor, fold(events)))
    if not entries:
        return None
    state, what = State(), set[Happened]()
    for entry in entries:
        before, state = state, apply(state, entry.event)
        what.update(happened(before, state, entry.event))
    seen = tuple(
        Seen(entry, sight) for entry in entries if (sight := sees(actor, state, entry.event)) is not Sight.NOTHING
    )
    events = tuple(replace(entry.event, words={}) for entry in entries)
    if hides_posts(actor, state):
        seen = tuple(one.without_post() for one in seen)
        state, events = without_posts(state), tuple(without_post(event) for event in events)
    taking_part = {party.agency for party in state.parties.values()} | {*state.agencies.values(), *state.also}
    agencies, guests = directory.agencies_at(taking_part)
    names = _names(entries) if reads_words(actor, state) else {}
    return Matter(
        reference=reference,
        state=state,
        policy=policy_for(state),
        actor=actor,
        standing=standing_of(actor, state),
        entries=seen,
        names=names,
        happened=frozenset(what),
        events=events,
        agencies=agencies,
        guests=guests,
    )


def of_one_matter(matter: str, partnership: int) -> list[str]:
    """The challenges in which one matter was put to several agencies, by reference; none for no matter. Who may open
    which is asked of each."""
    same = Challenge.objects.filter(partnership=partnership, matter=matter) if matter else Challenge.objects.none()
    return list(same.order_by("raised_at", "pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving a challenge would change. `steps` are those among which one must be chosen: (key, label).

    `changes` are each duty before and after; none while a step is still to be chosen.
    """

    steps: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]


def move_preview(person: Person, reference: str, version: str, step: str, now: datetime) -> Moving | No | None:
    """What moving a challenge now to another version of its policy would change.

    `version` is its fingerprint; `step` as in `actions.move_policy`. Facts only. None where to this person there is no
    such challenge; a refusal where it would be refused. Raises PolicyVersion.DoesNotExist.
    """
    state = fold(load_facts(reference))
    if not state.version or not opens(directory.actor(person, now), state):
        return None
    if state.phase is not Phase.OPEN:
        return No("not open")
    if version == state.policy:
        return No("same version")
    new = as_it_runs(state.partnership, version, state.group)
    steps = tuple((one.key, step_heading(new, one)) for one in landings(new, state))
    if steps and not step:
        return Moving(steps, ())
    moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
    found = preview(policy_for(state), new, state, step, moment)
    return found if isinstance(found, No) else Moving(steps, found)


def _names(entries: Iterable[Entry]) -> dict[int, str]:
    """The names as they were written when each person came in, by number. The latest wins."""
    names: dict[int, str] = {}
    for entry in entries:
        given = entry.event.words.get("names") or {}
        names.update({int(person): str(name) for person, name in given.items()})
        by = entry.event.by
        if by is not None and entry.event.words.get("by"):
            names.setdefault(by, str(entry.event.words["by"]))
    return names


@dataclass(frozen=True, slots=True)
class Line:
    """One row of "my turn": the projection, this person's part, and the name it goes by for those who read words."""

    challenge: Challenge
    part: Part
    about: str


LISTED = (
    *("person", "side", "place", "sort", "expects"),
    *("challenge__topic", "challenge__urgency", "challenge__phase", "challenge__outcome", "challenge__ended_at"),
    *("challenge__turn", "challenge__turn_kind", "challenge__due", "challenge__said"),
    *("challenge__good_practice", "challenge__matter"),
    *("challenge__raising_agency__name", "challenge__responding_agency__name"),
)
"""What a list shows: a row of all three tables has five times as many values, and making them is most of the work."""


def my_list(actor: Actor, place: str, after: int = 0, size: int = 25) -> list[Line]:
    """The challenges that stand on one of a person's lists (MINE, THEIRS, RESOLVED), also for those they cover.

    MINE comes soonest due first, the others newest change first. `after` skips so many rows.
    """
    order = ("sort", "challenge_id") if place == MINE else ("-sort", "-challenge_id")
    mine = Part.objects.filter(_on_the_lists_of(actor), place=place)
    if actor.covers:  # whoever must not take part is in nothing themselves, and covers for nobody in it
        mine = mine.exclude(challenge__apart__person=actor.person)
    parts = list(
        mine.select_related("challenge__raising_agency", "challenge__responding_agency")
        .only(*LISTED)
        .order_by(*order)[after : after + size]
    )
    words = first_words(part.challenge_id for part in parts)
    return [Line(part.challenge, part, about(words.get(part.challenge_id, {}))) for part in parts]


def _on_the_lists_of(actor: Actor) -> Q:
    """The parts that stand on a person's own lists: theirs, and of those whom they cover what is not restricted, or
    what they are on the named list of themselves."""
    own = Q(person=actor.person)
    if not actor.covers:
        return own
    listed = Listed.objects.filter(challenge=OuterRef("challenge"), person=actor.person)
    covered = [person for person, _title, _name in actor.covers]
    return own | Q(person__in=covered) & (Q(restricted=False) | Exists(listed))


def how_many(actor: Actor) -> dict[str, int]:
    """How many challenges stand on each of a person's lists, and under "drafts" how many unfinished drafts they have.

    Counted no further than 100, so that counting never grows with the years, and in one question to the database.
    Written out, since putting it together anew for each page took longer than answering it.
    """
    people = [actor.person, *(person for person, _title, _name in actor.covers)]
    marks = ", ".join(["%s"] * len(people))
    there = f"person IN ({marks}) AND place = %s"
    if actor.covers:
        apart = f"SELECT challenge_id FROM record_apart WHERE person = {int(actor.person)}"  # noqa: S608 - a number
        there += f" AND {_NOT_KEPT_CLOSE} AND challenge_id NOT IN ({apart})"
    part = f"SELECT 1 FROM record_part WHERE {there} LIMIT 100"  # noqa: S608 - marks and a number
    draft = "SELECT 1 FROM record_draft WHERE owner_id = %s LIMIT 100"
    counts = ", ".join(f"(SELECT COUNT(*) FROM ({one}) AS counted)" for one in (part, part, part, draft))  # noqa: S608
    listed = (actor.person, actor.person) if actor.covers else ()
    wanted = [one for place in (MINE, THEIRS, RESOLVED) for one in (*people, place, *listed)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", [*wanted, actor.person])
        return dict(zip((MINE, THEIRS, RESOLVED, "drafts"), cursor.fetchone(), strict=True))


_NOT_KEPT_CLOSE = (
    "(person = %s OR NOT restricted OR EXISTS (SELECT 1 FROM record_listed"
    " WHERE record_listed.challenge_id = record_part.challenge_id AND record_listed.person = %s))"
)
"""The same as `_on_the_lists_of` asks."""


def about(words: dict[str, object]) -> str:
    """What a challenge is called among those who read its words: first names, or the theme."""
    children = words.get("children")
    if isinstance(children, list):
        return ", ".join(str(child.get("name", "")) for child in children if isinstance(child, dict))
    return str(words.get("theme") or "")


def team_list(actor: Actor) -> QuerySet[Challenge]:
    """Open challenges in which somebody of this manager's team takes part: facts only, soonest due first. What is
    restricted is not there."""
    parts = Part.objects.filter(person__in=list(actor.leads)).exclude(challenge__parts__person=actor.person)
    rows = _facts().filter(pk__in=parts.values("challenge_id"), phase=Phase.OPEN.value, restricted=False)
    return rows.exclude(apart__person=actor.person)


def office_list(actor: Actor) -> QuerySet[Challenge]:
    """Every challenge of the partnerships whose business unit this person is: facts only, soonest due first."""
    mine = _facts().filter(partnership_id__in=actor.partnerships(Office.BUSINESS_UNIT))
    return mine.exclude(apart__person=actor.person)


def on_another_version(actor: Actor, version: PolicyVersion) -> QuerySet[Challenge]:
    """Of these, the open ones of a version's partnership that run under another version."""
    mine = office_list(actor).filter(partnership_id=version.partnership_id, phase=Phase.OPEN.value)
    return mine.exclude(policy_id=version.pk)


def _facts() -> QuerySet[Challenge]:
    """Soonest due first; what has no time comes last on every database (their own ideas of order differ)."""
    rows = Challenge.objects.select_related("raising_agency", "responding_agency", "policy")
    return rows.order_by(F("due").asc(nulls_last=True), "pk")


def set_aside(partnerships: Iterable[int], now: datetime, person: int = 0) -> QuerySet[SetAside]:
    """The challenges of these partnerships that the clock has set aside, without those in which this person must not
    take part."""
    mine = Challenge.objects.filter(partnership_id__in=list(partnerships)).exclude(apart__person=person).values("pk")
    return set_aside_at(now).filter(challenge__in=mine)


def set_aside_at(now: datetime) -> QuerySet[SetAside]:
    """Every challenge that is set aside now. What is set aside for longer than ever happens was written while the
    machine's time was ahead: it is not left alone until that time comes."""
    return SetAside.objects.filter(until__gt=now, until__lte=now + ASIDE)


def last_beat() -> datetime | None:
    """When the clock last gave a sign of life (UTC), or None."""
    return Heartbeat.objects.filter(name=BEAT).values_list("at", flat=True).first()


def clock_notes() -> tuple[datetime | None, tuple[datetime, int] | None]:
    """The clock's last sign of life, and the last jump that it saw: when (UTC, as the machine then told it) and by how
    many seconds; in one question."""
    found = {row.name: row for row in Heartbeat.objects.filter(name__in=(BEAT, JUMP))}
    beat, jump = found.get(BEAT), found.get(JUMP)
    return beat.at if beat else None, (jump.at, jump.done) if jump else None


def last_entry(matter: Matter, kind: type[facts.Fact], side: Side | None = None) -> Seen | None:
    """The newest visible entry of a kind, of one side if given."""
    for seen in reversed(matter.entries):
        if isinstance(seen.entry.event.fact, kind) and (side is None or seen.entry.event.side is side):
            return seen
    return None
