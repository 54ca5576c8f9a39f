"""What each published text states, fact by fact, and where it is silent. The ids are the facts, in words."""

import pytest

from forthright.core.policy.shapes import Span

from .sheets.midlands import BIRMINGHAM, COVENTRY, LINCOLNSHIRE, SANDWELL, STOKE, WEST_MIDLANDS
from .sheets.north import CHESHIRE_EAST, CHESHIRE_EAST_OLD, LIVERPOOL, SEFTON_2017, SEFTON_2022
from .sheets.south import DISSENT, GLOUCESTERSHIRE, HAMMERSMITH, LONDON, LSCB_2015, SOUTH_WEST, SUSSEX
from .shipped import FILES, policy

SHEETS = {
    "stoke-on-trent": STOKE,
    "sefton-2017": SEFTON_2017,
    "sefton-2022": SEFTON_2022,
    "lincolnshire": LINCOLNSHIRE,
    "coventry": COVENTRY,
    "london": LONDON,
    "sussex": SUSSEX,
    "sussex-conference-dissent": DISSENT,
    "birmingham": BIRMINGHAM,
    "cheshire-east": CHESHIRE_EAST,
    "cheshire-east-old": CHESHIRE_EAST_OLD,
    "west-midlands": WEST_MIDLANDS,
    "sandwell": SANDWELL,
    "liverpool": LIVERPOOL,
    "hammersmith-and-fulham": HAMMERSMITH,
    "south-west": SOUTH_WEST,
    "lscb-2015": LSCB_2015,
    "gloucestershire": GLOUCESTERSHIRE,
}
EACH = [(name, fact) for name, facts in SHEETS.items() for fact in facts]


@pytest.mark.parametrize(("name", "fact"), EACH, ids=[f"{name}: {fact}" for name, fact in EACH])
def test_a_stated_fact_stands_in_the_file(name, fact):
    assert SHEETS[name][fact](policy(name)), fact


def test_every_real_file_has_its_facts_pinned():
    assert set(SHEETS) == {path.stem for path in FILES} - {"demo-borough"}


@pytest.mark.parametrize(("name", "fact"), EACH, ids=[f"{name}: {fact}" for name, fact in EACH])
def test_no_fact_is_so_loose_that_any_policy_has_it(name, fact):
    """A pin that every other file satisfies too would hold nothing."""

    def holds(other: str) -> bool:
        try:
            return bool(SHEETS[name][fact](policy(other)))
        except (IndexError, KeyError, AttributeError):
            return False

    assert not all(holds(path.stem) for path in FILES if path.stem != name)


SILENT_ABOUT_NUMBERS = {
    *("stoke-on-trent", "sefton-2022", "sussex", "cheshire-east", "west-midlands", "sandwell", "liverpool"),
    *("hammersmith-and-fulham", "south-west", "lscb-2015", "gloucestershire"),
}


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_there_is_a_number_only_where_the_text_has_one(name):
    counted = [task for step in policy(name).steps for task in step.tasks if isinstance(task.limit, Span)]
    assert bool(counted) == (name not in SILENT_ABOUT_NUMBERS)


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_nothing_is_said_that_no_text_was_seen_to_say(name):
    """Constructs that no published policy was seen to use stay off in every real file."""
    real = policy(name)
    assert (real.withdrawal, real.good_practice, real.settled_counts, real.hours) == (None,) * 4
    for step in real.steps:
        assert step.pause is step.hand_back is step.warn is step.vacant is None
        assert step.reminders == step.repeated_with == ()


OURS = ("not seen", "was cut", "is cut", "presumably", "our word")
"""Remarks of ours about what could be read."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_notice_and_no_door_carries_a_remark_of_ours(path):
    said = policy(path.stem)
    for words in (said.danger.say, *said.danger.tell, *said.doors.values(), *said.out_of_scope):
        assert not any(remark in words for remark in OURS), words
