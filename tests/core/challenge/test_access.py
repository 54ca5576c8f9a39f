"""Who may and who sees, said plainly: one sentence a rule, each of which fails when the rule is broken.

`tests/mutation` breaks each of them in turn.
"""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import facts
from forthright.core.challenge.apart_everywhere import may_take_back
from forthright.core.challenge.codes import Better, Capacity, Phase, Side, Stance
from forthright.core.challenge.commands import Verb
from forthright.core.challenge.facts import Event, Fact, Party
from forthright.core.challenge.may import may, may_as
from forthright.core.challenge.re_homing import must_not
from forthright.core.challenge.sees import Entry, Sight, entry_kind, opens, reads_words, sees
from forthright.core.challenge.standing import Actor, Office, Standing, standing_as, standing_of
from forthright.core.challenge.state import State

from .people import AMIR, AMIRS_MANAGER, AMIRS_REP, CHAIR, MONDAY, OLU, ROSA, ROSAS_MANAGER, ROSAS_REP

RAISING, RESPONDING = Side
HERE = 7
TAKING_PART = {
    ROSA: (Capacity.PRACTITIONER, RAISING),
    AMIR: (Capacity.PRACTITIONER, RESPONDING),
    ROSAS_MANAGER: (Capacity.MANAGER, RAISING),
    AMIRS_MANAGER: (Capacity.MANAGER, RESPONDING),
    ROSAS_REP: (Capacity.REPRESENTATIVE, RAISING),
    AMIRS_REP: (Capacity.REPRESENTATIVE, RESPONDING),
    CHAIR: (Capacity.CHAIR, None),
    51: (Capacity.ADVISER, RAISING),
    52: (Capacity.MANAGER, None),
}
STATE = State(
    version=1,
    partnership=HERE,
    parties={
        person: Party(person=person, agency=1, title="Post", capacity=capacity, side=side)
        for person, (capacity, side) in TAKING_PART.items()
    },
)
STANDINGS = {
    ROSA: Standing.RAISER,
    AMIR: Standing.ANSWERER,
    ROSAS_MANAGER: Standing.RAISING_MANAGER,
    AMIRS_MANAGER: Standing.RESPONDING_MANAGER,
    ROSAS_REP: Standing.REPRESENTATIVE,
    AMIRS_REP: Standing.REPRESENTATIVE,
    CHAIR: Standing.CHAIR,
    51: Standing.ADVISER,
    52: Standing.CHAIR,
}
OFFICES = {
    Office.BUSINESS_UNIT: Standing.BUSINESS_UNIT,
    Office.SCRUTINEER: Standing.SCRUTINEER,
    Office.ADMINISTRATOR: Standing.ADMINISTRATOR,
}


def person(number: int) -> Actor:
    return Actor(person=number, name="Somebody")


def deputy(of: int) -> Actor:
    return Actor(person=OLU, name="Olu", covers=((of, "Post (covering)", "Rosa"),))


def holder(office: Office, where: int = HERE) -> Actor:
    return Actor(person=OLU, offices=frozenset({(office, where)}))


def leader(*of: int) -> Actor:
    return Actor(person=OLU, leads=frozenset(of))


def test_whoever_takes_part_stands_as_their_part_says_and_so_does_their_deputy() -> None:
    for number, standing in STANDINGS.items():
        assert standing_of(person(number), STATE) is standing
        assert standing_of(deputy(number), STATE) is standing
        assert standing_as(STATE.parties[number]) is standing


def test_a_practitioner_or_representative_of_no_side_is_no_chair() -> None:
    for capacity, standing in (
        (Capacity.PRACTITIONER, Standing.ANSWERER),
        (Capacity.REPRESENTATIVE, Standing.REPRESENTATIVE),
        (Capacity.ADVISER, Standing.ADVISER),
    ):
        assert standing_as(Party(person=OLU, agency=1, title="Post", capacity=capacity)) is standing


def test_an_office_counts_in_its_own_partnership_alone() -> None:
    for office, standing in OFFICES.items():
        assert standing_of(holder(office), STATE) is standing
        assert standing_of(holder(office, HERE + 1), STATE) is Standing.OUTSIDER
    assert holder(Office.SCRUTINEER).partnerships(Office.SCRUTINEER) == {HERE}
    assert holder(Office.SCRUTINEER).partnerships(Office.BUSINESS_UNIT) == set()


def test_taking_part_comes_before_all_then_the_business_unit_then_leading_then_what_sees_nothing() -> None:
    for office, standing in OFFICES.items():
        held = frozenset({(office, HERE)})
        assert standing_of(Actor(person=ROSA, offices=held), STATE) is Standing.RAISER
        both = standing_of(Actor(person=OLU, offices=held, leads=frozenset({ROSA})), STATE)
        assert both is (standing if standing is Standing.BUSINESS_UNIT else Standing.TEAM_MANAGER)
    every = frozenset((office, HERE) for office in Office)
    assert standing_of(Actor(person=OLU, offices=every), STATE) is Standing.BUSINESS_UNIT


def test_leading_somebody_counts_only_where_they_take_part() -> None:
    assert standing_of(leader(ROSA), STATE) is Standing.TEAM_MANAGER
    assert standing_of(leader(ROSA, OLU), STATE) is Standing.TEAM_MANAGER
    assert standing_of(leader(OLU), STATE) is Standing.OUTSIDER


def test_everybody_else_is_an_outsider_and_who_is_not_signed_in_nobody() -> None:
    assert standing_of(person(OLU), STATE) is Standing.OUTSIDER
    assert standing_of(deputy(OLU + 1), STATE) is Standing.OUTSIDER
    assert standing_of(None, STATE) is Standing.NOBODY


def test_a_deputy_has_the_part_of_whom_they_cover_under_the_title_of_cover() -> None:
    part = deputy(ROSA).party(STATE)
    assert part is not None
    assert (part.person, part.title) == (ROSA, "Post (covering)")
    assert (part.agency, part.side, part.capacity) == (1, RAISING, Capacity.PRACTITIONER)
    assert person(OLU).party(STATE) is None
    assert deputy(OLU + 1).party(STATE) is None
    both = Actor(person=AMIR, covers=((ROSA, "Post (covering)", "Rosa"),))
    assert both.party(STATE) is STATE.parties[AMIR], "one's own part comes first"


def test_a_deputy_signs_for_whom_they_cover_and_everybody_else_for_themselves() -> None:
    assert deputy(ROSA).signs(STATE) == "Olu, for Rosa"
    assert deputy(OLU + 1).signs(STATE) == "Olu"
    assert person(ROSA).signs(STATE) == "Somebody"
    assert Actor(person=ROSA, name="Rosa", covers=((AMIR, "", "Amir"),)).signs(STATE) == "Rosa"
    two = Actor(person=OLU, name="Olu", covers=((OLU + 1, "", "Nobody here"), (ROSA, "", "Rosa")))
    assert two.signs(STATE) == "Olu, for Rosa"


def test_to_whoever_has_a_conflict_there_is_nothing_whatever_else_they_are() -> None:
    apart = replace(STATE, conflicted=frozenset({OLU, ROSA}))
    for who in (deputy(AMIR), holder(Office.BUSINESS_UNIT), leader(AMIR), person(OLU), person(ROSA)):
        assert standing_of(who, apart) is Standing.OUTSIDER
        assert who.party(apart) is None
        assert not opens(who, apart)
    assert standing_of(person(AMIR), apart) is Standing.ANSWERER


def test_a_conflict_is_taken_back_by_whoever_declared_it_and_not_by_one_who_must_not_take_part() -> None:
    def known(who: int, by: int | None) -> facts.Declared:
        return facts.Declared(by=by, party=Party(person=who, agency=1, title="", capacity=Capacity.MANAGER))

    declared = {OLU: known(OLU, OLU), ROSA: known(ROSA, AMIR)}
    state = replace(STATE, conflicted=frozenset(declared), declared=declared)
    may = {(who, of) for who in (OLU, ROSA, AMIR) for of in (OLU, ROSA, AMIR) if may_take_back(state, of, person(who))}
    assert may == {(OLU, OLU), (AMIR, ROSA)}
    both = replace(state, conflicted=frozenset({OLU, ROSA, AMIR}), declared=declared | {AMIR: known(AMIR, AMIR)})
    assert may_take_back(both, AMIR, person(AMIR)) and not may_take_back(both, ROSA, person(AMIR))
    assert [must_not(both, one) for one in (OLU, ROSA, AMIR, AMIR + 1000)] == [True, False, True, False]


def test_whoever_is_worried_too_reads_what_the_raising_side_reads_and_none_of_its_notes() -> None:
    post = Party(person=OLU, agency=3, title="Post", capacity=Capacity.WORRIED_TOO, side=RAISING)
    assert standing_as(post) is Standing.WORRIED_TOO
    state = replace(STATE, parties=STATE.parties | {OLU: post})
    seen = [sees(person(OLU), state, entry(fact)) for fact in (SHARED, NOTE, INSIDE, VIEW)]
    assert seen == [Sight.WORDS, Sight.NOTHING, Sight.NOTHING, Sight.WORDS]
    assert sees(person(OLU), state, entry(VIEW, RESPONDING)) is Sight.SEALED
    assert sees(person(AMIR), state, entry(facts.WorriedToo())) is Sight.SEALED
    assert reads_words(person(OLU), state)
    assert not may(person(OLU), state, Verb.NOTE)


def test_whoever_keeps_an_empty_place_sees_facts_only() -> None:
    for side in (*Side, None):
        post = Party(person=OLU, agency=1, title="Post", capacity=Capacity.KEEPER, side=side)
        assert standing_as(post) is Standing.KEEPER
        state = replace(STATE, parties=STATE.parties | {OLU: post})
        assert sees(person(OLU), state, entry(SHARED)) is Sight.FACTS
        assert sees(person(OLU), state, entry(NOTE, RAISING)) is Sight.NOTHING
        assert sees(person(OLU), state, entry(VIEW, RAISING)) is Sight.SEALED
        assert not reads_words(person(OLU), state)


def entry(fact: Fact, side: Side | None = RAISING) -> Event:
    return Event(fact=fact, at=MONDAY, side=side)


NOTE = facts.NoteWritten()
INSIDE = facts.Replied(stance=Stance.AGREE, inside=True)
VIEW = facts.PerspectiveGiven(rating=3)
CHECK_BACK = facts.CheckBackAnswered(better=Better.YES)
SHARED = facts.Acknowledged()


def test_a_private_note_is_its_own_sides_alone() -> None:
    for fact in (NOTE, INSIDE):
        assert entry_kind(entry(fact), STATE, RAISING) is Entry.OWN_NOTE
        assert entry_kind(entry(fact), STATE, RESPONDING) is Entry.OTHER_NOTE
        assert entry_kind(entry(fact), STATE, None) is Entry.OTHER_NOTE
        assert entry_kind(entry(fact, None), STATE, None) is Entry.OTHER_NOTE


def test_what_was_said_inside_stays_inside_also_when_all_else_is_open() -> None:
    opened = replace(STATE, opened=True)
    said = entry(replace(VIEW, inside=True))
    assert sees(person(ROSA), opened, said) is Sight.WORDS
    assert sees(person(AMIR), opened, said) is Sight.NOTHING


def test_a_view_is_sealed_until_they_are_opened() -> None:
    assert entry_kind(entry(VIEW), STATE, RAISING) is Entry.OWN_SEALED
    assert entry_kind(entry(VIEW), STATE, RESPONDING) is Entry.OTHER_SEALED
    assert entry_kind(entry(VIEW), replace(STATE, opened=True), RESPONDING) is Entry.SHARED


def test_a_check_back_answer_is_sealed_while_the_other_is_missing() -> None:
    settled = replace(STATE, phase=Phase.SETTLED)
    answered = replace(settled, better={RAISING: Better.YES, RESPONDING: Better.NO})
    assert entry_kind(entry(CHECK_BACK), settled, RAISING) is Entry.OWN_SEALED
    assert entry_kind(entry(CHECK_BACK), settled, RESPONDING) is Entry.OTHER_SEALED
    assert entry_kind(entry(CHECK_BACK), answered, RESPONDING) is Entry.SHARED
    assert entry_kind(entry(CHECK_BACK), replace(STATE, phase=Phase.ENDED), RESPONDING) is Entry.SHARED
    assert entry_kind(entry(VIEW), replace(answered, opened=False), RESPONDING) is Entry.OTHER_SEALED


def test_everything_else_is_shared() -> None:
    assert entry_kind(entry(SHARED), STATE, RESPONDING) is Entry.SHARED
    assert entry_kind(entry(SHARED), replace(STATE, phase=Phase.SETTLED), None) is Entry.SHARED


def test_a_side_sees_what_is_shared_and_its_own() -> None:
    for number in (ROSA, AMIR, ROSAS_MANAGER, AMIRS_MANAGER, ROSAS_REP, AMIRS_REP, 51):
        own = TAKING_PART[number][1]
        assert own is not None
        for who in (person(number), deputy(number)):
            assert [sees(who, STATE, entry(fact, own)) for fact in (SHARED, NOTE, VIEW)] == [Sight.WORDS] * 3
            seen = [sees(who, STATE, entry(fact, own.other)) for fact in (SHARED, NOTE, VIEW)]
            assert seen == [Sight.WORDS, Sight.NOTHING, Sight.SEALED]
            assert opens(who, STATE)
            assert reads_words(who, STATE)


def test_whoever_is_on_neither_side_reads_what_is_shared_and_no_note() -> None:
    for number in (CHAIR, 52):
        for side in Side:
            seen = [sees(person(number), STATE, entry(fact, side)) for fact in (SHARED, NOTE, VIEW)]
            assert seen == [Sight.WORDS, Sight.NOTHING, Sight.SEALED]
        assert reads_words(person(number), STATE)


def test_a_chair_who_came_in_on_a_side_reads_no_note_and_nothing_sealed_of_it() -> None:
    side = RAISING
    post = Party(person=OLU, agency=1, title="Post", capacity=Capacity.CHAIR, side=side)
    state = replace(STATE, parties=STATE.parties | {OLU: post})
    seen = [sees(person(OLU), state, entry(fact, side)) for fact in (SHARED, NOTE, VIEW)]
    assert seen == [Sight.WORDS, Sight.NOTHING, Sight.SEALED]


def test_line_managers_and_the_business_unit_see_facts_only() -> None:
    for who in (leader(ROSA), holder(Office.BUSINESS_UNIT)):
        for side in Side:
            seen = [sees(who, STATE, entry(fact, side)) for fact in (SHARED, NOTE, VIEW)]
            assert seen == [Sight.FACTS, Sight.NOTHING, Sight.SEALED]
        assert opens(who, STATE)
        assert not reads_words(who, STATE)


def test_to_everybody_else_there_is_no_challenge() -> None:
    for who in (None, person(OLU), holder(Office.SCRUTINEER), holder(Office.ADMINISTRATOR), leader(OLU)):
        for fact in (SHARED, NOTE, VIEW, INSIDE, CHECK_BACK):
            assert sees(who, STATE, entry(fact)) is Sight.NOTHING
        assert not opens(who, STATE)
        assert not reads_words(who, STATE)


def test_who_takes_no_part_is_told_so_and_who_takes_part_that_it_is_not_their_role() -> None:
    assert may(person(OLU), STATE, Verb.REPLY).code == "not yours"  # type: ignore[union-attr]
    assert may(None, STATE, Verb.REPLY).code == "not yours"  # type: ignore[union-attr]
    assert may(person(CHAIR), STATE, Verb.REPLY).code == "not your role"  # type: ignore[union-attr]
    assert may_as(STATE.parties[CHAIR], Verb.REPLY).code == "not your role"  # type: ignore[union-attr]
    assert may(person(AMIR), STATE, Verb.REPLY)
    assert may(deputy(AMIR), STATE, Verb.REPLY)
    assert may(holder(Office.BUSINESS_UNIT), STATE, Verb.MOVE_POLICY)
    assert not may(holder(Office.BUSINESS_UNIT, HERE + 1), STATE, Verb.MOVE_POLICY)
    both = Actor(person=AMIR, offices=frozenset({(Office.BUSINESS_UNIT, HERE)}))
    assert not may(both, STATE, Verb.MOVE_POLICY), "whoever takes part does not change the rules under it"
