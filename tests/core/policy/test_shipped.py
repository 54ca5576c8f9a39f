"""The shipped files say what the published texts say, and are silent where those are silent."""

import pytest

from forthright.core.policy.canonical import write
from forthright.core.policy.check import Level, check
from forthright.core.policy.reader import read
from forthright.core.policy.shapes import Act, Actor, How, Move, Span, Start
from forthright.core.worktime.units import Unit

from .shipped import FILES, base, policy, text

EVERY = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
REAL = [path for path in FILES if path.stem != "demo-borough"]


def task(step, act, by=None):
    (found,) = [one for one in step.tasks if one.act == act and by in (None, one.by)]
    return found


def test_the_policies_that_were_promised_are_there():
    names = {path.stem for path in FILES}
    assert names >= {"stoke-on-trent", "sefton-2017", "lincolnshire", "coventry", "london", "sussex", "demo-borough"}


@EVERY
def test_a_shipped_policy_is_read_without_a_problem(path):
    assert read(path.read_bytes(), path.stem, base).problems == ()


@EVERY
def test_a_shipped_policy_has_no_error_or_warning(path):
    assert [found for found in check(policy(path.stem)) if found.level != Level.NOTE] == []


@EVERY
def test_a_shipped_policy_is_written_in_its_canonical_form(path):
    if "based on" not in read(path.read_bytes(), path.stem, base).places:
        assert write(policy(path.stem)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_policy_names_its_gaps_and_is_not_called_invented(path):
    real = policy(path.stem)
    assert real.gaps
    assert not real.invented
    assert real.source.status != "invented"


def test_stoke_gives_no_address_and_no_date_of_its_own():
    stoke = policy("stoke-on-trent")
    assert stoke.source.address == stoke.source.dated == "not stated"
    assert stoke.source.read_on is None


def test_the_demonstration_says_that_it_is_invented():
    demo = policy("demo-borough")
    assert demo.invented
    assert demo.partnership == "Anyshire (invented)"
    assert len(demo.topics) == 13
    assert demo.step("3").move == Move(How.MUST, "4")
    assert demo.step("4").move == Move(How.END)
    assert task(demo.step("1"), Act.REPLY).urgent == Span(4, Unit.WORKING_HOURS)


def test_in_the_demonstration_no_offer_stays_open_without_a_time():
    demo = policy("demo-borough")
    for key in "23":
        raising = task(demo.step(key), Act.RAISE)
        assert (raising.by, raising.start) == (Actor.RAISING, Start.PREVIOUS_STEP)
        assert isinstance(raising.limit, Span)
        assert isinstance(raising.urgent, Span)
    assert demo.formal_from == "2"
    assert all(step.reminders for step in demo.steps)


def test_no_shipped_file_speaks_of_an_hour_of_the_day():
    assert "17:00" not in "".join(text(path.stem) for path in FILES)
