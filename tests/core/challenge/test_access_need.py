"""The named list, the broken glass and those who protect data, said plainly: one sentence a rule.

`tests/mutation` breaks each of them in turn.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.codes import Capacity, DutyKind, GlassWhy, Side
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Event, Fact, Glass, Party
from forthright.core.challenge.may import may, part_in
from forthright.core.challenge.sees import Entry, Sight, entry_kind, hides_posts, opens, reads_words, sees
from forthright.core.challenge.standing import Actor, Office, Standing, reading, standing_of

from .people import AMIR, MONDAY, OLU, ROSA, ROSAS_MANAGER
from .test_access import HERE, STATE, leader, person

SOON = MONDAY + timedelta(hours=3)
GLASS = Glass(
    person=OLU, agency=5, title="Duty manager", code=GlassWhy.CRISIS, since=MONDAY, until=SOON, review_due=SOON
)
BROKEN = replace(STATE, glasses={4: GLASS})
LISTED = replace(STATE, listed={ROSA: 1, AMIR: 2})
READER = Actor(person=OLU, name="Olu", at=MONDAY)
OFFICER = Actor(person=OLU, protects=frozenset({(HERE, 1)}))
BETH = Actor(person=OLU, offices=frozenset({(Office.BUSINESS_UNIT, HERE)}))


def entry(fact: Fact, side: Side | None = None) -> Event:
    return Event(fact=fact, at=MONDAY, side=side)


def test_whoever_broke_the_glass_reads_until_it_ends_and_only_at_a_moment() -> None:
    assert reading(READER, BROKEN) is GLASS
    assert standing_of(READER, BROKEN) is Standing.GLASS_BREAKER
    assert reading(Actor(person=OLU), BROKEN) is None, "without a moment nothing is open that ends by itself"
    assert reading(Actor(person=OLU, at=SOON), BROKEN) is None, "at the end it is over"
    assert reading(Actor(person=AMIR, at=MONDAY), BROKEN) is None, "it is open to whoever broke it alone"
    assert standing_of(Actor(person=OLU, at=SOON), BROKEN) is Standing.OUTSIDER
    assert standing_of(Actor(person=ROSA, at=MONDAY), BROKEN) is Standing.RAISER


def test_whoever_reads_through_the_glass_tells_of_danger_as_what_they_are_and_does_nothing_else() -> None:
    part = part_in(READER, BROKEN, Verb.DANGER)
    assert part == Party(person=OLU, agency=5, title="Duty manager", capacity=Capacity.ADVISER)
    assert part_in(READER, BROKEN, Verb.NOTE) is None
    assert part_in(person(OLU), BROKEN, Verb.DANGER) is None
    assert part_in(person(ROSA), BROKEN, Verb.DANGER) is STATE.parties[ROSA]
    assert part_in(person(ROSA), BROKEN, Verb.NOTE) is STATE.parties[ROSA]
    assert may(READER, BROKEN, Verb.DANGER)
    assert not may(READER, BROKEN, Verb.EVIDENCE)


def test_an_officer_who_protects_data_sees_facts_of_what_their_agency_takes_part_in() -> None:
    assert standing_of(OFFICER, STATE) is Standing.DATA_PROTECTION
    elsewhere = Actor(person=OLU, protects=frozenset({(HERE, 99), (HERE + 1, 1)}))
    assert standing_of(elsewhere, STATE) is Standing.OUTSIDER
    assert standing_of(Actor(person=OLU, protects=frozenset({(HERE, 0)})), STATE) is Standing.DATA_PROTECTION
    side = replace(STATE, agencies={Side.RAISING: 40, Side.RESPONDING: 41})
    assert standing_of(Actor(person=OLU, protects=frozenset({(HERE, 41)})), side) is Standing.DATA_PROTECTION
    quiet = replace(side, outside=Party(person=3, agency=41, title="", capacity=Capacity.PRACTITIONER))
    assert standing_of(Actor(person=OLU, protects=frozenset({(HERE, 41)})), quiet) is Standing.OUTSIDER
    assert opens(OFFICER, STATE)
    assert not reads_words(OFFICER, STATE)


def test_why_a_glass_was_broken_is_an_entry_of_its_own_kind() -> None:
    for fact in (
        facts.GlassBroken(code=GlassWhy.CRISIS, agency=5, until=SOON, review_due=SOON),
        facts.GlassClosed(entry=4),
        facts.GlassReviewed(entry=4, justified=True),
        facts.GlassUnreviewed(entry=4),
    ):
        assert entry_kind(entry(fact), STATE, Side.RAISING) is Entry.GLASS
        assert sees(BETH, STATE, entry(fact)) is Sight.WORDS, "whoever reviews it reads why"
        assert sees(person(OLU), STATE, entry(fact)) is Sight.NOTHING


def test_what_is_kept_inside_is_the_raising_sides_own_whoever_brought_it_about() -> None:
    told = facts.EvidenceAdded(inside=True)
    for by in (None, Side.RAISING, Side.RESPONDING):
        assert entry_kind(entry(told, by), STATE, Side.RAISING) is Entry.OWN_NOTE
        assert entry_kind(entry(told, by), STATE, Side.RESPONDING) is Entry.OTHER_NOTE
        assert entry_kind(entry(told, by), STATE, None) is Entry.OTHER_NOTE
    assert entry_kind(entry(facts.NoteWritten(), Side.RESPONDING), STATE, Side.RESPONDING) is Entry.OWN_NOTE
    assert entry_kind(entry(facts.NoteWritten()), STATE, None) is Entry.OTHER_NOTE


def test_of_a_matter_on_a_named_list_only_those_on_it_take_part() -> None:
    assert person(ROSA).party(LISTED) is STATE.parties[ROSA]
    off = next(number for number in STATE.parties if number not in (ROSA, AMIR))
    assert person(off).party(LISTED) is None
    assert person(off).party(STATE) is STATE.parties[off]
    covers = Actor(person=OLU, name="Olu", covers=((ROSA, "Post (covering)", "Rosa"),))
    assert covers.party(LISTED) is None
    assert covers.party(replace(STATE, listed={ROSA: 1, OLU: 1})) is not None
    assert covers.signs(STATE) == "Olu, for Rosa"
    assert covers.signs(LISTED) == "Olu", "whoever is not on the list acts for nobody"
    assert standing_of(covers, LISTED) is Standing.OUTSIDER


def test_a_manager_of_a_team_does_not_learn_that_a_matter_on_a_named_list_exists() -> None:
    assert opens(leader(ROSA), STATE)
    assert not opens(leader(ROSA), LISTED)


def test_posts_are_hidden_of_a_restricted_matter_from_whoever_reads_no_words() -> None:
    assert hides_posts(BETH, LISTED) is True
    assert hides_posts(BETH, STATE) is False
    assert hides_posts(person(ROSA), LISTED) is False
    assert hides_posts(person(ROSA), STATE) is False


def test_whoever_must_not_take_part_stands_to_it_as_if_they_held_no_post() -> None:
    apart = replace(STATE, conflicted=frozenset({ROSA, OLU}))
    assert standing_of(person(ROSA), apart) is Standing.OUTSIDER
    assert standing_of(BETH, apart) is Standing.OUTSIDER
    assert person(ROSA).party(apart) is None
    assert standing_of(person(AMIR), apart) is Standing.ANSWERER


def test_whoever_broke_the_glass_and_takes_part_since_tells_of_danger_in_their_own_part() -> None:
    both = replace(BROKEN, parties={**STATE.parties, OLU: STATE.parties[AMIR]})
    assert part_in(READER, both, Verb.DANGER) is STATE.parties[AMIR]


def test_who_takes_part_and_covers_acts_for_whom_they_cover_only_where_nothing_of_their_own_is_open() -> None:
    """Rosa and her manager are of one agency and side; the manager covers for her, or she for the manager."""
    manager = Actor(person=ROSAS_MANAGER, name="Mei", covers=((ROSA, "Teacher (covering)", "Rosa"),))
    waits = replace(STATE, raiser=ROSA, duties={"a": duty(ROSA)})
    assert manager.signs(waits) == "Mei, for Rosa"
    part = manager.party(waits)
    assert part is not None and part.person == ROSA
    assert manager.signs(replace(waits, duties={})) == "Mei", "nothing of Rosa's is open"
    assert manager.signs(replace(waits, duties={"a": duty(ROSA), "b": duty(ROSAS_MANAGER)})) == "Mei"
    assert manager.signs(replace(waits, duties={"b": duty(ROSAS_MANAGER)})) == "Mei"
    rosa = Actor(person=ROSA, name="Rosa", covers=((ROSAS_MANAGER, "Head (covering)", "Mei"),))
    theirs = replace(STATE, raiser=ROSA, duties={"a": duty(ROSAS_MANAGER)})
    assert rosa.signs(theirs) == "Rosa", "nobody agrees to their own challenge in their manager's place"
    assert rosa.signs(replace(theirs, raiser=AMIR)) == "Rosa, for Mei"
    other = Actor(person=AMIR, name="Amir", covers=((ROSA, "Teacher (covering)", "Rosa"),))
    assert other.signs(waits) == "Amir", "nobody acts for the other side"
    far = replace(waits, parties={**STATE.parties, ROSAS_MANAGER: replace(STATE.parties[ROSAS_MANAGER], agency=99)})
    assert manager.signs(far) == "Mei", "nor for another agency"


def duty(owner: int) -> facts.Duty:
    return facts.Duty(key="1.reply", kind=DutyKind.REPLY, owner=owner, side=Side.RAISING)
