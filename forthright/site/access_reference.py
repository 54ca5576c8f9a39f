"""The table of access: role by relation, state, act, kind of entry and field, asked of the running code.

Nothing here knows a rule. Every cell is an answer of `may`, `allows` or `sees` to somebody of that standing in a
challenge that stands in that place; rows that are equal are put together, so that a person can read all of it. The page
is committed: a changed cell shows as a changed line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.allows import allows
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Better, Capacity, GlassWhy, Side, Stance
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Event, Glass, Party
from forthright.core.challenge.may import may
from forthright.core.challenge.sees import Sight, entry_kind, opens, reads_words, sees
from forthright.core.challenge.standing import Actor, Office, Standing, standing_of
from forthright.core.challenge.state import State
from forthright.site.access_states import BEGAN, ROSA, Example, examples
from forthright.site.tables import table

NEW, DEPUTY = 900, 901
"""Somebody who takes part in whatever way is looked at, and who covers for them."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to come to a challenge: in words, who that is, and the state with them in it."""

    words: str
    actor: Actor | None
    place: Callable[[State], State]


@cache
def ways() -> tuple[Way, ...]:
    """Every way there is. A standing that none of them leads to fails a test."""
    found = []
    for capacity in Capacity:
        for side in (*Side, None):
            party = Party(person=NEW, agency=9, title="A post", capacity=capacity, side=side)
            where = f"{side.value} side" if side else "neither side"
            found.append(Way(f"takes part as {capacity.value}, {where}", Actor(person=NEW), _with(party)))
            covers = ((NEW, "A post (covering)", "Somebody"),)
            found.append(Way(f"covers for {capacity.value}, {where}", Actor(DEPUTY, covers=covers), _with(party)))
    for office in Office:
        held = frozenset({(office, 1)})
        found.append(Way(f"holds the office: {office.value}", Actor(DEPUTY, offices=held), _as_it_is))
    for office in Office:
        elsewhere = frozenset({(office, 2)})
        found.append(Way(f"holds the office elsewhere: {office.value}", Actor(DEPUTY, offices=elsewhere), _as_it_is))
    found.append(Way("leads somebody who takes part", Actor(DEPUTY, leads=frozenset({ROSA})), _as_it_is))
    for office in Office:
        both = Actor(DEPUTY, offices=frozenset({(office, 1)}), leads=frozenset({ROSA}))
        found.append(Way(f"leads somebody who takes part and holds the office: {office.value}", both, _as_it_is))
    officer = Actor(DEPUTY, protects=frozenset({(1, 0)}))
    found.append(Way("protects the data of the partnership", officer, _as_it_is))
    elsewhere = Actor(DEPUTY, protects=frozenset({(1, 99), (2, 0)}))
    found.append(Way("protects the data of others", elsewhere, _as_it_is))
    found.append(Way("broke the glass, and it is open", Actor(DEPUTY, at=BEGAN), _with_glass))
    found.append(Way("broke the glass, and it is shut", Actor(DEPUTY, at=BEGAN + OPEN), _with_glass))
    found.append(Way("leads somebody who does not", Actor(DEPUTY, leads=frozenset({DEPUTY + 1})), _as_it_is))
    found.append(Way("is signed in and none of these", Actor(DEPUTY), _as_it_is))
    found.append(Way("is not signed in", None, _as_it_is))
    return tuple(found)


def _with(party: Party) -> Callable[[State], State]:
    return lambda state: replace(state, parties=state.parties | {party.person: party})


OPEN = timedelta(hours=3)


def _with_glass(state: State) -> State:
    until = BEGAN + OPEN
    why = Glass(
        person=DEPUTY, agency=9, title="A post", code=GlassWhy.CRISIS, since=BEGAN, until=until, review_due=until
    )
    return replace(state, glasses={**state.glasses, 999: why})


def _as_it_is(state: State) -> State:
    return state


@cache
def placed(way: Way) -> tuple[tuple[str, State], ...]:
    """Each place by its name, with the state of the example there and this person in it."""
    return tuple((one.place, way.place(one.state)) for one in examples())


def standings() -> dict[Standing, Way]:
    """One way to each standing, the first there is."""
    state = examples()[-1].state
    found: dict[Standing, Way] = {}
    for way in ways():
        found.setdefault(standing_of(way.actor, way.place(state)), way)
    return {standing: found[standing] for standing in Standing if standing in found}


def how() -> list[Key]:
    """Each standing with the ways that lead to it, which are the same in every place."""
    rows = []
    for example in examples():
        told: dict[Standing, list[str]] = {}
        for way in ways():
            told.setdefault(standing_of(way.actor, way.place(example.state)), []).append(way.words)
        rows.append([(standing.value, "; ".join(words)) for standing, words in told.items()])
    assert all(one == rows[0] for one in rows), "how somebody stands depends on where the challenge stands"
    told = dict(rows[0])
    return [(standing.value, told[standing.value]) for standing in Standing if standing.value in told]


def who_may() -> list[Key]:
    """Each act with those who may do it, and what the others are told. Answered alike in every place."""
    rows = []
    for verb in Verb:
        answers: dict[str, list[Standing]] = {}
        for standing, way in standings().items():
            told = {_answer(may(way.actor, state, verb)) for _place, state in placed(way)}
            assert len(told) == 1, f"who may {verb} depends on where the challenge stands"
            answers.setdefault(told.pop(), []).append(standing)
        allowed = answers.pop("yes", [])
        refused = [f"`{reason}`: {_names(who)}" for reason, who in sorted(answers.items())]
        rows.append((verb.value, _names(allowed) or "nobody", "; ".join(refused)))
    return grouped(rows)


def _answer(answer: object) -> str:
    return answer.code if isinstance(answer, No) else "yes"


def _names(standings: Iterable[Standing]) -> str:
    order = list(Standing)
    return ", ".join(one.value for one in sorted(standings, key=order.index))


def grouped(rows: Iterable[Key]) -> list[Key]:
    """Rows that differ in their first cell alone, as one."""
    together: dict[Key, list[str]] = {}
    for first, *rest in rows:
        together.setdefault(tuple(rest), []).append(first)
    return [(", ".join(firsts), *rest) for rest, firsts in together.items()]


def state_allows(found: tuple[Example, ...]) -> list[Key]:
    """Each act in each place: which sides the state lets do it, or why it lets none."""
    rows = []
    for verb in Verb:
        cells = []
        for example in found:
            told = [_answer(allows(example.policy, example.state, verb, side)) for side in (*Side, None)]
            names = [*(side.value for side in Side), "neither"]
            yes = [name for name, answer in zip(names, told, strict=True) if answer == "yes"]
            why = sorted({f"`{answer}`" for answer in told if answer != "yes"})
            cells.append("all" if len(yes) == 3 else " ".join([", ".join(yes), *why]).strip())
        rows.append((verb.value, *cells))
    return grouped(rows)


def entries() -> dict[str, Callable[[Side], Event]]:
    """One entry of each kind, of a side."""

    def made(fact: facts.Fact) -> Callable[[Side], Event]:
        return lambda side: Event(fact=fact, at=BEGAN, by=ROSA, side=side)

    return {
        "an entry": made(facts.Acknowledged()),
        "a private note": made(facts.NoteWritten()),
        "what was said before the other side was in it": made(facts.Replied(stance=Stance.AGREE, inside=True)),
        "a view with its rating": made(facts.PerspectiveGiven(rating=5)),
        "a check-back answer": made(facts.CheckBackAnswered(better=Better.YES)),
        "who broke the glass, and why": made(facts.GlassClosed(entry=1)),
    }


def who_sees() -> list[Key]:
    """Each standing: whether it opens, whether people are named, and how much of each kind of entry is seen, of each
    side; places are told apart only where they differ."""
    rows: dict[str, dict[Key, list[str]]] = {}
    for standing, way in standings().items():
        for place, state in placed(way):
            cells = tuple(_entry(way.actor, state, make) for make in entries().values())
            opening = "opens" if opens(way.actor, state) else "is not there"
            names = "named" if reads_words(way.actor, state) else "not named"
            rows.setdefault(standing.value, {}).setdefault((opening, names, *cells), []).append(place)
    every = len(examples())
    told = [
        (standing, "anywhere" if len(places) == every else ", ".join(places), *cells)
        for standing, by_cells in rows.items()
        for cells, places in by_cells.items()
    ]
    return [(f"{who}: {where}", *cells) for who, where, *cells in grouped(told)]


def _entry(actor: Actor | None, state: State, make: Callable[[Side], Event]) -> str:
    party = actor.party(state) if actor else None
    own = party.side if party and party.side else Side.RAISING
    mine, other = sees(actor, state, make(own)), sees(actor, state, make(own.other))
    return mine.value if mine is other else f"own: {mine.value}; other's: {other.value}"


def fields() -> Iterator[Key]:
    """Each event type with the kind of its entry to its own side and the other in each place, and its fields."""
    for kind in facts.FACT_TYPES:
        event = Event(fact=_blank(kind), at=BEGAN, side=Side.RAISING)
        kinds = []
        for side in Side:
            told: dict[str, list[str]] = {}
            for example in examples():
                told.setdefault(entry_kind(event, example.state, side).value, []).append(example.place)
            kinds.append(" or ".join(told) if len(told) > 1 else next(iter(told)))
        held = ", ".join(f"`{name}`" for name in kind.__struct_fields__ if name != "inside") or "none"
        words = ", ".join(f"`{name}`" for name in ("by", *kind.WORDS))
        yield facts.tag_of(kind), *kinds, held, words


def _blank(kind: type[facts.Fact]) -> facts.Fact:
    """A fact of this type of which nothing is asked but its type."""
    return kind(**{name: None for name in kind.__struct_fields__ if name != "inside"})


def access() -> str:
    """The page."""
    found = examples()
    sights = [
        (Sight.WORDS.value, "who wrote it and when, every fact, every word, names of people and children"),
        (Sight.FACTS.value, "that it was written, when, by which post; its facts; no word and no name"),
        (Sight.SEALED.value, "that there is one, of which side, and when; neither its facts nor its words"),
        (Sight.NOTHING.value, "not even that there is one"),
    ]
    places = [one.place for one in found]
    return "".join(
        (
            "# Access\n\nThree questions, three places: what the state allows ([states](states.md)), who may do it, and"
            " who sees it. Whoever may not see a challenge is told the same as for one that does not exist. Every cell"
            " is an answer of the running code; how that is proved: [proofs of access](../security/access-proofs.md)."
            "\n\n## How somebody stands to a challenge\n\nTaking part comes first, then the business unit, then"
            " leading somebody who takes part, then the offices that see nothing.\n\n",
            table(("standing", "how"), how()),
            "\n## Who may\n\nThe same wherever the challenge stands.\n\n",
            table(("act", "who may", "what others are told"), who_may()),
            "\n## What the state allows\n\nIn each place, which sides may do it as far as the challenge itself is"
            " asked; else why not ([the sentences](states.md#refusals)). The example runs under a policy with a step"
            " inside the raising agency, a gate, pauses, and representatives who decide.\n\n",
            table(("act", *places), state_allows(found)),
            "\n## Who sees\n\n*Own* is one's own side; to somebody of neither side, the raising one.\n\n",
            table(("standing", "the challenge", "people", *entries()), who_sees()),
            "\n## What is seen of an entry\n\n",
            table(("seen", "of each field"), sights),
            "\n## Entries and their fields\n\nWhat each kind of entry is to its own side and to the other. Said before"
            " the other side was in it (`inside`), any of them is a private note.\n\n",
            table(("entry", "to its own side", "to the other side", "facts", "words"), list(fields())),
        )
    )
