"""Ordinary mistakes: none passes in silence, each is named on its own line, with the right word beside it."""

import re
from dataclasses import dataclass

import pytest

from forthright.core.policy.lines import Problem
from forthright.core.policy.reader import read

from .shipped import text

DEMO = text("demo-borough")


@dataclass(frozen=True)
class Mistake:
    """A change to the demonstration text, the line (by its new text) that is at fault, and what must be said of it."""

    name: str
    old: str
    new: str
    at: str
    near: str = ""


MISTAKES = [
    Mistake("unknown key", "  answered by: practitioner", "  awnsered by: practitioner", "awnsered", "answered by"),
    Mistake("unknown key at the top", "called: Esc", "caled: Esc", "caled:", "called"),
    Mistake("duplicate key", "version: 2026-04-01", "version: 2026-04-01\nversion: 2026-05-01", "version: 2026-05"),
    Mistake(
        "duplicate task",
        "  tell: line manager\n",
        "  tell: line manager\n  settle within: none\n",
        "settle within: none",
    ),
    Mistake(
        "the same task in other words",
        "  tell: line manager\n",
        "  settle by both sides within: none\n",
        "by both sides",
    ),
    Mistake("missing key of a step", "  answered by: line manager\n", "", "step 2:"),
    Mistake("missing key at the top", "version: 2026-04-01\n", "", "policy:"),
    Mistake("missing section", "immediate danger:\n  tell: duty social work, police\n  say:", "note:", "policy:"),
    Mistake("British date", "2026-04-01", "01/04/2026", "version", "2026-04-01"),
    Mistake("impossible date", "2026-04-01", "2026-02-30", "version"),
    Mistake("unknown unit", "4 working hours", "4 workng hours", "4 workng", "4 working hours"),
    Mistake("day of no kind", "10 working days", "10 days", "10 days", "10 working days"),
    Mistake("number as a word", "10 working days", "ten working days", "ten working"),
    Mistake("number without a unit", "10 working days", "10", "settle within: 10"),
    Mistake("time of day", "10 working days", "17:00", "17:00"),
    Mistake("zero", "10 working days", "0 working days", "0 working"),
    Mistake("fraction", "10 working days", "1.5 working days", "1.5"),
    Mistake("unknown role", "answered by: practitioner", "answered by: practicioner", "practicioner", "practitioner"),
    Mistake(
        "role in the plural",
        "raised by: partnership rep",
        "raised by: line managers, partnership rep",
        "managers, p",
        "line manager",
    ),
    Mistake("tab", "  if not settled: offer step 2", "\tif not settled: offer step 2", "\tif not"),
    Mistake("three spaces", "  if not settled: offer step 2", "   if not settled: offer step 2", "   if not"),
    Mistake("third level", "  if not settled: offer step 2", "    if not settled: offer step 2", "    if not"),
    Mistake("inner line at the margin", "  decided by: independent", "decided by: independent", "decided by: ind"),
    Mistake("outer line inside", "  tell: practitioner\n", "  tell: practitioner\n  called: Escalation\n", "  called"),
    Mistake("inside nothing", "partnership: Any", "  partnership: Any", "  partnership"),
    Mistake("step that does not exist", "offer step 3", "offer step 7", "offer step 7"),
    Mistake("move in wrong words", "offer step 3", "go to step 3", "go to step 3", "must go to step 3"),
    Mistake("step twice", "step 3: Partnership", "step 2: Partnership", "step 2: Partnership"),
    Mistake("head of a step without space", "step 3: Partnership", "step3: Partnership", "step3", "step 3"),
    Mistake("value missing", "partnership: Anyshire (invented)", "partnership:", "partnership:"),
    Mistake("step without a name", "step 2: Line managers", "step 2:", "step 2:"),
    Mistake("silence misspelled", "dated: not stated", "dated: not staed", "not staed", "not stated"),
    Mistake("silence in other words", "read on: not stated", "read on: tbc", "tbc", "not stated"),
    Mistake("time near to silence", "10 working days", "not-stated", "not-stated", "not stated"),
    Mistake("no colon", "  decided by: independent chair", "  decided by independent chair", "by independent"),
    Mistake("a list with dashes", "  tell: duty social work, police", "  tell:\n  - police", "  - police"),
    Mistake("quotation marks", "Escalation Policy", '"Escalation Policy"', '"Escalation'),
    Mistake("neither yes nor no", "invented: yes", "invented: true", "invented: true"),
    Mistake("unknown status", "status: invented", "status: publishd", "status", "published"),
    Mistake("unknown act", "acknowledge within", "acknowlege within", "acknowlege", "acknowledge within"),
    Mistake("urgent without a comma", "reply within, urgent: 4", "reply within urgent: 4", "within urgent"),
    Mistake(
        "urgent without normal", "  settle within: 10 working", "  settle within, urgent: 10 working", "urgent: 10"
    ),
    Mistake("unknown start", "day of being raised", "day of being rased", "rased", "being raised"),
    Mistake("unknown doer", "  settle within: 10", "  settle by chairman within: 10", "by chairman"),
    Mistake("comment too close", "invented: yes", "invented: yes # really", "# really"),
    Mistake("empty place in a list", "duty social work, police", "duty social work,, police", "work,,"),
    Mistake(
        "named on two lines",
        "  tell: practitioner\n",
        "  tell: practitioner\n  tell: police, practitioner\n",
        "police, pr",
    ),
    Mistake("note at the margin of a step", "  tell: practitioner\n", "note: Whose is this?\n", "note: Whose"),
    Mistake("title for nobody", "  title, police: detective", "  title,: detective", "title,:"),
    Mistake(
        "title twice",
        "  title, police: detective",
        "  title,police: x\n  title, police: detective",
        "title, police: det",
    ),
    Mistake("section with a value", "topics:", "topics: all", "topics: all"),
    Mistake("the policy's own word as head", "step 4: Independent", "stage 4: Independent", "stage 4", "step 4"),
]


def seeded(mistake: Mistake) -> tuple[str, int]:
    """The text with the mistake and the number of the line at fault."""
    assert mistake.old in DEMO, mistake.name
    broken = DEMO.replace(mistake.old, mistake.new, 1)
    at = next(number for number, line in enumerate(broken.split("\n"), start=1) if mistake.at in line)
    return broken, at


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_never_silent(mistake):
    broken, _ = seeded(mistake)
    reading = read(broken)
    assert reading.policy is None
    assert reading.problems


def test_at_least_95_in_100_mistakes_are_named_first_on_their_own_line():
    missed = []
    for mistake in MISTAKES:
        broken, at = seeded(mistake)
        lines = {problem.line for problem in read(broken).problems}
        if at not in lines or len(lines) > 2:
            missed.append((mistake.name, at, lines))
    assert len(missed) <= 0.05 * len(MISTAKES), missed


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if one.near], ids=lambda mistake: mistake.name)
def test_the_right_wording_is_offered(mistake):
    broken, at = seeded(mistake)
    assert mistake.near in [problem.nearest for problem in read(broken).problems if problem.line == at]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_every_problem_is_a_sentence_on_one_line(mistake):
    broken, _ = seeded(mistake)
    for problem in read(broken).problems:
        said = problem.sentence()
        assert re.match(r"[A-Z“‘0-9]", said), said
        assert "\n" not in said
        assert problem.column >= 1


def test_all_problems_come_at_once_in_the_order_of_the_lines():
    broken = (
        DEMO.replace("2026-04-01", "soon").replace("offer step 3", "offer step 9").replace("10 working", "10 wrking")
    )
    lines = [problem.line for problem in read(broken).problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_the_column_points_at_the_word_at_fault():
    broken = DEMO.replace(
        "answered by: independent chair, senior manager", "answered by: independent chair, seniour manager"
    )
    (problem,) = read(broken).problems
    line = broken.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :] == "seniour manager"


def test_a_file_that_is_not_utf_8_is_named_with_the_line_of_its_first_bad_byte():
    broken = DEMO.replace("Practitioners", "Pr\u00e4ktitioner", 1).encode("latin-1", "replace")
    (problem,) = read(broken).problems
    assert b"\xe4" in broken.split(b"\n")[problem.line - 1]
    assert "UTF-8" in problem.sentence()


@pytest.mark.parametrize("nothing", ["", b"", "\n\n", "# only a comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_one_problem_that_names_it(nothing):
    reading = read(nothing, "empty.policy")
    assert reading.policy is None
    assert reading.problems == (
        Problem(1, 1, "empty.policy: The file is empty.", "Start with a line such as “policy: Escalation policy”."),
    )


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_endings_and_a_byte_order_mark_change_nothing(ending):
    changed = b"\xef\xbb\xbf" + DEMO.replace("\n", ending).encode()
    assert read(changed).policy == read(DEMO).policy


def test_comments_empty_lines_and_extra_spaces_change_nothing():
    changed = "# a head\n\n" + DEMO.replace("invented: yes", "Invented:   yes   # for shows").replace(
        "offer step 2", "Offer  step 2"
    )
    assert read(changed).policy == read(DEMO).policy


def test_a_number_sign_before_a_digit_stays_in_the_words():
    assert read(DEMO.replace("Line managers", "Team #2", 1)).policy.step("2").name == "Team #2"


def test_each_value_keeps_its_place():
    places = read(DEMO).places
    line, column = places["step 2/if not settled"]
    assert DEMO.split("\n")[line - 1][column - 1 :] == "offer step 3"
    assert places["version"] == (4, 10)


@pytest.mark.parametrize(
    "words", ["without delay", "as both agree", "acceptable to both", "at once", "as soon as possible"]
)
def test_a_time_may_be_words_without_a_number(words):
    policy = read(DEMO.replace("10 working days", words)).policy
    assert policy.step("4").tasks[0].limit.said == words


@pytest.mark.parametrize(
    "words", ["tow working days", "two days", "forty-eight hours", "none stated", "immediatly", "a week", "x", "..."]
)
def test_a_mistyped_time_never_passes_as_words(words):
    reading = read(DEMO.replace("10 working days", words))
    assert reading.policy is None
    assert len(reading.problems) == 1
