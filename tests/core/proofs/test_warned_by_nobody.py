"""What must go on waits for no warning, and a policy that has both lines is told so."""

from forthright.core.challenge import facts
from forthright.core.policy.check import Level, check
from forthright.core.policy.explaining import step_words
from tests.core.challenge.test_walks import Walk
from tests.core.challenge.texts import ENDS, step, under, written

WARNS = "  warn the other side: 1 working day before\n"
FIRST = "  settle within: 3 working days\n  if not settled: must go to step 2\n"
BOTH = step("1", FIRST + WARNS) + step("2", "  settle within: not stated\n" + ENDS, "line manager", "line manager")


def test_what_must_go_on_goes_unwarned_on_its_day() -> None:
    walk = Walk(under(BOTH))
    assert [type(event.fact) for event in walk.wait(days=4)] == [facts.ClockLapsed, facts.StepTaken]
    assert not any(isinstance(event.fact, facts.OtherSideWarned) for event in walk.events)


def test_it_is_explained_and_noted_only_where_both_lines_stand() -> None:
    offered = BOTH.replace("must go", "offer").replace("offer to step", "offer step")
    for text, both in (
        (BOTH, True),
        (offered, False),
        (BOTH.replace(WARNS, ""), False),
    ):
        policy = written(text)
        said = " ".join(step_words(policy, policy.step("1")))
        assert ("it goes without a warning" in said) is both
        found = [one for one in check(policy) if one.code == "warn.clock"]
        assert [one.level for one in found] == ([Level.NOTE] if both else [])
