"""Leavers: everything in which somebody takes part, given to others of their agency before leaving can be finished.

One transaction: for each challenge an entry that says who gave the part to whom and why, then the posts end, and
whoever holds no post any more is out at the next request. An administrator sees facts only. Decision 33.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db import transaction
from django.db.models import QuerySet

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase
from forthright.core.challenge.commands import ReHome
from forthright.core.challenge.facts import Event, Party
from forthright.core.challenge.folding import fold
from forthright.core.challenge.re_homing import comes_instead, must_not, owes, re_home
from forthright.core.challenge.standing import Office
from forthright.core.challenge.state import State
from forthright.directory import queries as directory
from forthright.directory import upkeep
from forthright.directory.models import Cover, Holding, Person, Post
from forthright.directory.staff import Staff
from forthright.record import keys
from forthright.record.actions import write
from forthright.record.models import Challenge, Part
from forthright.record.policies import policy_for
from forthright.record.store import Changed, facts_of_many
from forthright.record.unreachable import still_by

STAYS = -1
"""In place of a successor: the part stays with a person who only moves to another post."""
NOBODY = 0
"""In place of a successor: the part ends, since nothing is owed."""


@dataclass(frozen=True, slots=True)
class Of:
    """Whose people somebody looks after: an agency in all its partnerships, or a partnership's own posts (agency 0)."""

    agency: int
    partnership: int = 0

    def has(self, state: State, party: Party) -> bool:
        """Whether this party takes part for them."""
        return party.agency == self.agency and (bool(self.agency) or state.partnership == self.partnership)

    @property
    def posts(self) -> QuerySet[Post]:
        """Their posts."""
        if self.agency:
            return Post.objects.filter(agency=self.agency)
        return Post.objects.filter(agency__isnull=True, partnership=self.partnership)


@dataclass(frozen=True)
class Share:
    """One challenge in which somebody takes part, as facts. `owed` tells that something there falls to them. `choices`
    are those who can stand in their place, `suggested` the one who is likeliest to."""

    reference: str
    state: State
    party: Party
    owed: bool
    choices: tuple[Holding, ...]
    suggested: Holding | None

    @property
    def stuck(self) -> bool:
        """Whether somebody must take it over and nobody can."""
        return self.owed and not self.choices


def shares(leaver: Person, of: Of, now: datetime, ended: Post | None = None) -> list[Share]:
    """Every challenge in which this person takes part for these, open ones first; of a post that has `ended` only what
    they take part in by it. Facts only."""
    parts = Part.objects.filter(person=leaver.pk) if ended is None else still_by(leaver, ended, now)
    references = parts.values_list("challenge_id", flat=True)
    line = Line(leaver, of, now, ended)
    found = []
    for reference, events in facts_of_many(references).items():
        state = fold(events)
        party = state.parties.get(leaver.pk)
        if party is not None and of.has(state, party):
            found.append(line.share(reference, state, party))
    return sorted(found, key=lambda one: (list(Phase).index(one.state.phase), not one.owed, one.reference))


def without_own(person: Person, theirs: Iterable[Share]) -> list[Share]:
    """Those in which this person, who keeps people, did not say that they must not take part: of the others they see
    nothing, and somebody else hands them over."""
    return [one for one in theirs if not must_not(one.state, person.pk)]


class Line:
    """Who can stand in the place of a leaver: the holders of posts of the agency, the successor in the post first, then
    whoever holds the post above."""

    def __init__(self, leaver: Person, of: Of, now: datetime, ended: Post | None = None) -> None:
        self.leaver, self.of, self.now, self.ended = leaver, of, now, ended
        self._people: dict[int, list[Holding]] = {}

    def share(self, reference: str, state: State, party: Party) -> Share:
        """A part with those who could have it. Nobody comes to stand on both sides of it."""
        able = [
            one
            for one in self.people(state.partnership)
            if one.person_id not in state.conflicted
            and (one.person_id not in state.parties or state.parties[one.person_id].side is party.side)
        ]
        return Share(
            reference, state, party, owes(state, party.person), tuple(able), self.likeliest(state.partnership, able)
        )

    def people(self, partnership: int) -> list[Holding]:
        """Everybody who holds a post of the ladder there now, except the leaver."""
        if partnership not in self._people:
            held = directory.colleagues(self.of.agency, partnership, self.now, without=self.leaver.pk)
            if not self.of.agency:
                held = directory.partnership_people(partnership, self.now, without=self.leaver.pk)
            self._people[partnership] = list(held)
        return self._people[partnership]

    def likeliest(self, partnership: int, able: Iterable[Holding]) -> Holding | None:
        """Of these, who holds a post that the leaver holds, else the nearest post above one."""
        by_post = {one.post_id: one for one in able}
        for post in self._own:
            if post in by_post:
                return by_post[post]
        for post in self._own:
            for above in self._above(post):
                if above in by_post:
                    return by_post[above]
        return None

    @cached_property
    def _managers(self) -> dict[int, int | None]:
        return dict(self.of.posts.values_list("pk", "manager_id"))

    @cached_property
    def _own(self) -> list[int]:
        """The leaver's posts here, those held last first; before them the one that has ended, if it is about one."""
        held = Holding.objects.filter(
            person=self.leaver, post__in=self.of.posts, starts__lte=directory.local_day(self.now)
        )
        first = [self.ended.pk] if self.ended else []
        return list(dict.fromkeys([*first, *held.order_by("-starts", "-pk").values_list("post_id", flat=True)]))

    def _above(self, post: int) -> Iterable[int]:
        seen = {post}
        above = self._managers.get(post)
        while above is not None and above not in seen:
            yield above
            seen.add(above)
            above = self._managers.get(above)


@dataclass(frozen=True, slots=True)
class Goes:
    """What an administrator says of a leaver: `gives` is for each challenge the number of the holding that takes it
    over, or STAYS or NOBODY. Without `last`, the last day, they only move to another post and what stays, stays.
    `ended` is the post that an agency's sign-in ended, where it is about what came by that one alone."""

    leaver: Person
    of: Of
    gives: Mapping[str, int]
    reason: str
    last: date | None = None
    ended: Post | None = None


class NotDone(Exception):
    """Nothing was written. `code` says why, of the challenge `reference` where it is about one; `sentence` is a rule's
    own."""

    def __init__(self, code: str, reference: str = "", sentence: str = "") -> None:
        super().__init__(code)
        self.code, self.reference, self.sentence = code, reference, sentence


def go(staff: Staff, goes: Goes) -> int:
    """Gives everything to whom it was given and, for a leaver, ends the posts and the access. Returns to how many
    challenges that wrote. Raises NotDone, and then nothing is changed."""
    mine = goes.of.agency in staff.agencies if goes.of.agency else goes.of.partnership in staff.offices
    if not mine:
        raise NotDone("not yours")
    try:
        with transaction.atomic():
            theirs = shares(goes.leaver, goes.of, staff.now, goes.ended)
            mine = without_own(staff.person, theirs)
            if goes.last is not None and len(mine) < len(theirs):
                raise NotDone("own conflict")
            written = sum(_give(staff, goes, one) for one in mine)
            if goes.ended is not None and len(mine) == len(theirs):
                post, by = goes.ended, upkeep.By(staff.person, staff.now, goes.reason)
                upkeep.note(by, post.partnership_id, post.agency_id, upkeep.FOLLOWED, **upkeep.about(post, goes.leaver))
            if goes.last is not None:
                _follow_outside(goes, staff.now)
                _end_posts(staff, goes, goes.last)
            return written
    except Changed as changed:
        raise NotDone("changed", str(changed)) from changed


def _give(staff: Staff, goes: Goes, share: Share) -> int:
    """One part, given; 0 where it stays."""
    chosen = goes.gives.get(share.reference)
    if chosen is None:
        raise NotDone("nobody" if share.stuck else "not placed", share.reference)
    if chosen == STAYS and goes.last is None:
        return 0
    seat = None
    if chosen != NOBODY:
        holding = next((one for one in share.choices if one.pk == chosen), None)
        if holding is None:
            raise NotDone("not placed", share.reference)
        seat = directory.own_seat(holding.person, holding.post)
    command = ReHome(leaver=goes.leaver.pk, seat=seat, words={"reason": goes.reason})
    actor = directory.actor(staff.person, staff.now)
    title = Office.ADMINISTRATOR.value if goes.of.agency else Office.BUSINESS_UNIT.value
    events = re_home(share.state, command, actor, staff.administered, title.capitalize(), staff.now)
    if isinstance(events, No):
        raise NotDone("refused", share.reference, events.reason)
    return record(share.reference, share.state, events, staff.now)


def record(reference: str, state: State, events: tuple[Event, ...], now: datetime) -> int:
    """Writes events of upkeep to a challenge. One whose words are erased takes no more entries: it has ended for
    everybody, and 0 says so."""
    try:
        keys.get(reference)
    except keys.KeyGone:
        return 0
    write(reference, state, policy_for(state), events, now)
    return 1


def _follow_outside(goes: Goes, now: datetime) -> None:
    """Challenges that have not come to this agency yet, and were to come to the leaver, come to whoever is likeliest
    in their place. Their administrator does not know of these, so nobody is asked."""
    quiet = Challenge.objects.filter(phase=Phase.OPEN.value, responding_agency=goes.of.agency or None)
    line = Line(goes.leaver, goes.of, now)
    for reference, events in facts_of_many(quiet.values_list("pk", flat=True)).items():
        state = fold(events)
        if state.outside is None or state.outside.person != goes.leaver.pk:
            continue
        apart = state.conflicted | set(state.parties)
        able = [one for one in line.people(state.partnership) if one.person_id not in apart]
        new = line.likeliest(state.partnership, able) or next(iter(able), None)
        if new is not None:
            seat = directory.own_seat(new.person, new.post)
            record(reference, state, comes_instead(state, goes.leaver.pk, seat, now), now)


def _end_posts(staff: Staff, goes: Goes, last: date) -> None:
    """Every holding of the leaver there ends, what they cover there too, and the account where nothing else is left."""
    by = upkeep.By(staff.person, staff.now, goes.reason)
    held = Holding.objects.filter(person=goes.leaver, post__in=goes.of.posts).select_related("post", "person")
    running = [one for one in held if one.ends is None or one.ends > last]
    try:
        for one in running:
            upkeep.end(one, last, by)
    except upkeep.Refused as refused:
        raise NotDone(refused.code) from refused
    for cover in Cover.objects.filter(deputy=goes.leaver, post__in=goes.of.posts, ends__gt=last):
        cover.ends = max(cover.starts, last)
        cover.save(update_fields=["ends"])
    upkeep.close_account(goes.leaver, last)
