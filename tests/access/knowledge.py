"""Who may know which secret: one small model, written from what the procedure promises and not from the code.

It reads what is stored, and asks none of `may`, `sees` or the queries. In a sentence: whoever takes part, or stands in
for somebody who does, reads what is shared; a side alone reads its private notes, what it said before the other side
was let in, and its own answer while that is sealed; line managers and the business unit know that there is a challenge;
a draft is its writer's.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from forthright.directory.models import Holding
from forthright.notices.models import Message
from forthright.record import drafts
from forthright.record.models import Part, StoredEvent
from forthright.record.store import load

from .planted import COVERS, TOKEN, Planted

WORDS, NOTE, SEALED, REFERENCE, DRAFT = "words", "note", "sealed", "reference", "draft"
NAME, SHEET, GLASS = "name", "a name in a list of people", "why the glass was broken"


@dataclass(frozen=True)
class Secret:
    """What a token stands for: its kind, the challenge that it belongs to, and the side or the person whose it is."""

    kind: str
    matter: str = ""
    whose: str = ""


class Knowledge:
    """Every secret of a planted town, and who may know it. People are first names."""

    def __init__(self, place: Planted) -> None:
        self.place = place
        names = {person.pk: name for name, person in place.town.people.items()}
        self.called = {reference: name for name, reference in place.matters.items()}
        self.sides: dict[str, dict[str, str]] = {reference: {} for reference in self.called}
        self.acts_for: dict[str, dict[str, int | None]] = {reference: {} for reference in self.called}
        for part in Part.objects.select_related("challenge"):
            sides, challenge = self.sides[part.challenge_id], part.challenge
            sides[names[part.person]] = part.side
            agencies = {"raising": challenge.raising_agency_id, "responding": challenge.responding_agency_id}
            self.acts_for[challenge.pk][names[part.person]] = agencies.get(part.side)
        self.along = {
            reference: {names[one.person] for one in Part.objects.filter(challenge=reference, capacity="worried too")}
            for reference in self.called
        }
        self.watch, self.apart = dict[str, set[str]](), dict[str, set[str]]()
        for reference in self.called:
            self.watch[reference] = {
                names[one.person] for one in Part.objects.filter(challenge=reference, capacity=KEEPER)
            }
            rows = StoredEvent.objects.filter(challenge=reference).order_by("version").values_list("type", "facts")
            apart = self.apart[reference] = set[str]()
            for tag, told in rows:
                if tag in APART:
                    apart.add(names[APART[tag](json.loads(told))])
                elif tag in AGAIN:
                    apart.discard(names[json.loads(told)["person"]])
        self.listed = {reference: self._list(reference, names) for reference in self.called}
        broken = StoredEvent.objects.filter(type="glass broken").values_list("challenge", "by")
        self.reads = {reference: {names[by] for there, by in broken if there == reference} for reference in self.called}
        for found in (*self.sides.values(), *self.acts_for.values()):
            for deputy, covered in COVERS.items():
                if covered in found:
                    found.setdefault(deputy, found[covered])
        gone = {name for name, person in place.town.people.items() if not person.is_active}
        for reference, sides in self.sides.items():
            kept = self.listed[reference]
            out = set() if kept is None else set(sides) - kept
            for who in self.watch[reference] | self.apart[reference] | gone | out:
                sides.pop(who, None)
            for who in self.reads[reference]:
                sides.setdefault(who, "")
        holdings = list(Holding.objects.filter(ends__isnull=True).select_related("post__manager"))
        posts = {one.post_id: names[one.person_id] for one in holdings}
        self.leads: dict[str, set[str]] = {}
        self.above, self.keepers, self.administrators = set[str](), set[str](), set[str]()
        self.lives: dict[str, int] = {}  # in which partnership somebody works
        self.agency, self.offices = dict[str, int | None](), dict[str, int]()
        for one in holdings:
            self.agency[names[one.person_id]] = one.post.agency_id
            if one.post.role != "practitioner":
                self.above.add(names[one.person_id])
            self.lives[names[one.person_id]] = one.post.partnership_id
            if one.post.role in ("business unit", "administrator", "data protection officer"):
                self.keepers.add(names[one.person_id])
            if one.post.role == "administrator":
                self.administrators.add(names[one.person_id])
            if one.post.manager_id in posts:
                self.leads.setdefault(posts[one.post.manager_id], set()).add(names[one.person_id])
            if one.post.role in ("business unit", "data protection officer"):
                self.offices[names[one.person_id]] = one.post.partnership_id
        told = Message.objects.values_list("recipient", "challenge")
        declared = StoredEvent.objects.filter(type__in=APART, by__isnull=False).values_list("by", "challenge")
        self.declared = {(names[by], reference) for by, reference in declared}
        self.told = {(names[person], reference) for person, reference in told if person in names}
        self.partnership = {
            name: (place.town.there if name == "elsewhere" else place.town.partnership).pk for name in place.matters
        }
        self.named: dict[str, set[str]] = {}
        self.secrets: dict[str, set[Secret]] = {}
        for token, secret in self._secrets():
            self.secrets.setdefault(token, set()).add(secret)

    def _secrets(self) -> Iterator[tuple[str, Secret]]:
        for name, person in self.place.town.people.items():
            yield TOKEN.findall(person.name)[0], Secret(NAME, whose=name)
        for key, draft in self.place.drafts.items():
            owner = key.split(",")[0]
            typed = drafts.read(self.place.town.people[owner], draft)
            sheet = b64decode(str(typed.get("content", ""))).decode()  # a file that was sent
            for token in TOKEN.findall(sheet):
                yield token, Secret(SHEET, whose=owner)
            for token in TOKEN.findall(json.dumps(typed)):
                yield token, Secret(DRAFT, whose=owner)
        for reference in self.sides:
            yield reference, Secret(REFERENCE, reference)
            yield from self._of_one_matter(reference)

    def _of_one_matter(self, reference: str) -> Iterator[tuple[str, Secret]]:
        rows = list(StoredEvent.objects.filter(challenge=reference).order_by("version"))
        named = {TOKEN.findall(person.name)[0]: name for name, person in self.place.town.people.items()}
        people = self.named[reference] = set(self.sides[reference])
        for row, entry in zip(rows, load(reference), strict=True):
            kind = WORDS
            if row.type in PRIVATE or json.loads(row.facts).get("inside"):
                kind = NOTE
            elif row.type in ONE_BY_ONE and _waits(row, rows):
                kind = SEALED
            elif row.type.startswith("glass "):
                kind = GLASS
            for token in TOKEN.findall(json.dumps(entry.event.words)):
                if token in named:
                    people.add(named[token])
                else:
                    yield token, Secret(kind, reference, "" if kind in (WORDS, GLASS) else row.side)

    def may(self, who: str, token: str) -> bool:
        """Whether this person may ever be shown this secret."""
        return any(self._may(who, secret) for secret in self.secrets.get(token, ()))

    def _may(self, who: str, secret: Secret) -> bool:
        sides = self.sides.get(secret.matter, {})
        if secret.kind == WORDS:
            return who in sides
        if secret.kind == GLASS:
            return who in sides or self.offices.get(who) == self.partnership[self.called[secret.matter]]
        if secret.kind == NOTE and who in self.along[secret.matter]:
            return False
        if secret.kind in (NOTE, SEALED):
            return sides.get(who) == secret.whose
        if secret.kind in (DRAFT, SHEET):
            return who == secret.whose
        if secret.kind == NAME:
            return self._knows_name(who, secret.whose)
        mine = self.told | self.declared  # who declared a conflict there keeps its number, to take it back
        return self.opens(who, secret.matter) or (who, secret.matter) in mine or self._places(who, secret.matter)

    def _places(self, who: str, reference: str) -> bool:
        """An administrator gives away what a leaver of their agency has, and so knows that there is a challenge."""
        own = self.agency.get(who) if who in self.administrators else None
        return own is not None and own in self.acts_for[reference].values()

    def opens(self, who: str, reference: str) -> bool:
        """Whether there is such a challenge to this person at all."""
        sides = self.sides[reference]
        if who in self.apart[reference]:
            return False
        if who in self.watch[reference]:
            return True
        office = self.offices.get(who) == self.partnership[self.called[reference]]
        leads = self.listed[reference] is None and bool(self.leads.get(who, set()) & set(sides))
        return who in sides or office or leads

    @staticmethod
    def _list(reference: str, names: dict[int, str]) -> set[str] | None:
        """The people of a named list to whom it is kept; None where it is not."""
        kept: set[str] | None = None
        for tag, told in (
            StoredEvent.objects.filter(challenge=reference).order_by("version").values_list("type", "facts")
        ):
            fact = json.loads(told)
            if tag == "matter restricted":
                kept = {names[person] for person, _agency in fact["listed"]}
            elif tag == "restriction lifted":
                kept = None
            elif tag == "person put on the list" and kept is not None:
                kept = kept | {names[fact["person"]]}
        return kept

    def _knows_name(self, who: str, other: str) -> bool:
        """Colleagues know each other, keepers of people everybody of their partnership, and whoever takes part knows
        everybody who did, the people of the agency that they act for, and who would come in at a step above."""
        if who == other or COVERS.get(who) == other:
            return True
        raises = any(sides.get(who) == "raising" for sides in self.sides.values())
        if raises and self.lives.get(who) is not None and self.lives.get(who) == self.lives.get(other):
            return True  # whoever raises may ask anybody of the partnership along, by name
        if who in self.keepers and self.lives[who] == self.lives.get(other, self.lives[who]):
            return True
        theirs, above = self.agency.get(other), other in self.above
        if who in self.agency and other in self.agency and theirs == self.agency[who]:
            return True
        return any(
            other in self.named[reference]
            or theirs == self.acts_for[reference].get(who)
            or (above and theirs in (None, *self.acts_for[reference].values()))
            for reference, sides in self.sides.items()
            if who in sides
        )

    def told_of(self, token: str) -> str:
        """What a secret is, in words, for a finding."""
        found = sorted(self.secrets.get(token, ()), key=str)[:1]
        return "; ".join(f"{one.kind} {one.whose} {self.called.get(one.matter, '')} {token}" for one in found) or token

    def must(self, who: str) -> set[str]:
        """What this person has to find somewhere, so that nothing passes by showing nothing."""
        return {
            token
            for token, secrets in self.secrets.items()
            for secret in secrets
            if secret.kind not in (NAME, SHEET) and self._may(who, secret)
            if secret.kind == DRAFT or self.opens(who, secret.matter)
        }


KEEPER = "keeper of an empty place"
"""As what somebody takes part who keeps the place of somebody still to be named: they read no word."""
APART = {"conflict declared": lambda told: told["person"], "passed over": lambda told: told["party"]["person"]}
"""Entries by which somebody must not take part, with who that is."""
AGAIN = ("conflict taken back", "taking back explained")
"""Entries from which on they may again."""
PRIVATE = ("note written", "conflict explained", "passed over", "taking back explained")
"""What a side writes for itself alone."""
ONE_BY_ONE = ("perspective given", "worried too", "check-back answered")
"""What each side says apart, before it reads what the other said."""


def _waits(row: StoredEvent, rows: list[StoredEvent]) -> bool:
    """Whether this answer of one side is still kept from the other: nobody else has answered, nor did it go up."""
    first = "check-back answered" if row.type == "check-back answered" else "perspective given"
    given = [one for one in rows if one.type == first]
    if first == "check-back answered":
        return len({one.side for one in given}) < 2
    went_on = any(one.type == "step taken" and one.version > given[0].version for one in rows) if given else False
    return len({one.side for one in given}) < 2 and not went_on
