"""Ordinary mistakes: none passes in silence, each is named on its own line, with the right word beside it."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from forthright.core.policy.lines import Problem
from forthright.core.policy.reader import read

from .shipped import text

DEMO = text("demo-borough")
EVERYTHING = (Path(__file__).parent / "everything.policy").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Mistake:
    """A change to a text, the line (by its new text) that is at fault, and what must be said of it."""

    name: str
    old: str
    new: str
    at: str
    near: str = ""
    whole: str = DEMO


def newer(name: str, old: str, new: str, at: str = "", near: str = "") -> Mistake:
    """A mistake in the text that uses every construct; where nothing else is said it is in the line that is new."""
    return Mistake(name, old, new, at or new.strip().split("\n")[0], near, EVERYTHING)


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

NEWER = [
    newer("cap backwards", "steps 1 to 3 should", "steps 3 to 1 should", near="steps 1 to 3 should be within"),
    newer("cap over a step that does not exist", "steps 1 to 3 should", "steps 1 to 9 should"),
    newer("cap misspelt", "all steps within:", "all step within:", near="all steps within"),
    newer("cap with an event", "within: 30 working days", "within: 30 working days of being raised"),
    newer("urgent cap without the normal one", "all steps within: 30 working days\n", "", "all steps within, urgent"),
    newer("priority not named", "within, priority soon", "within, priority sooner", near="soon"),
    newer("priority line misspelt", "priority: soon", "priorty: soon", near="priority"),
    newer("a priority called urgent", "priority: soon", "priority: urgent"),
    newer("priority without the word", "within, priority soon", "within, soon", near="reply within, priority soon"),
    newer("hand back to a step that does not exist", "to step 1, once", "to step 7, once", "to step 7"),
    newer("hand back without a direction", "back: to step 1, once", "back: step 1, once", near="to step 1, once"),
    newer("hand back times as words", "to step 1, once", "to step 1, one time", near="to step 1"),
    newer(
        "event after tell misspelt",
        "tell, when it is decided",
        "tell, when it is decide",
        near="tell, when it is decided",
    ),
    newer(
        "tell without a comma", "tell, when it goes on: sen", "tell when it goes on: sen", near="tell, when it goes on"
    ),
    newer("form used at a step that does not exist", "when: step 2 starts", "when: step 9 starts"),
    newer("form used at nothing known", "when: step 2 starts", "when: step 2 begins", near="step 2 starts"),
    newer("form without its use", "  used when: it is settled\n", "", "form 2:"),
    newer("form field of nobody", "field, raising side", "field, raiser", near="field, raising side"),
    newer("form filled in by nobody known", "in by: both sides", "in by: both", near="both sides"),
    newer("head for an agency without a comma", "for school, step 2", "for school step 2", near="for school, step 2"),
    newer("head for an agency at no step", "for school, step 2", "for school, step 9"),
    newer("Cyrillic letter in a name", "  decided by", "  dеcided by", near="decided"),
    newer("Cyrillic letter in a role", "with: senior manager", "with: senior mаnager", near="manager"),
    newer("Greek letter in a value", "at most 10 working", "at mοst 10 working", near="most"),
    newer("fullwidth figure", "quorum: 3", "quorum: ３", near="3"),
    newer("fullwidth colon", "  quorum: 3", "  quorum： 3", near=""),
    newer("invisible character", "priority: soon", "priority: so\u200bon"),
    newer("soft hyphen in a name", "  needs: What is", "  ne\u00adeds: What is"),
    newer(
        "pause without at most", "at most 10 working days, once", "10 days", "may pause: 10", "at most 10 working days"
    ),
    newer("pause without a unit", "at most 10 working days, once", "at most 10", "may pause: at"),
    newer(
        "extension without at most",
        "by at most 3 working days, once",
        "3 working days, once",
        "times may be extended: 3",
        "by at most 3 working days, once, if the other side agrees",
    ),
    newer("extension without a unit", "by at most 3 working days, once", "by at most 3", "times may be extended: by"),
    newer(
        "extension to which nobody agrees",
        "by at most 3 working days, once, if the other side agrees",
        "by at most 3 working days, once",
        "times may be extended: by",
        "by at most 3 working days, once, if the other side agrees",
    ),
    newer("two moves on one line", "offer step 3", "offer step 3, offer step 4a", "offer step 3, o", "offer step 3"),
    newer("nothing to choose from", "one of step 4a, step 4b", "one of step 4a", "one of"),
    newer("choosing a step that does not exist", "one of step 4a, step 4b", "one of step 4a, step 4c", "step 4c"),
    newer("wrong word after if not settled", "settled, urgent:", "settled, urgently:", near="if not settled, urgent"),
    newer("only the urgent way on", "  if not settled: offer step 3\n", "", "step 2:"),
    newer("way on after silence", "reply: must go to step 2", "reply: must go step 2", near="must go to step 2"),
    newer("topic outside the common set", "topic, threshold", "topic, thresholds", near="topic, threshold"),
    newer("raiser not known", ": a parent or carer", ": parent or carer", near="a parent or carer"),
    newer("subject not known", ": an unborn child", ": unborn child", near="an unborn child"),
    newer("votes in other words", "they decide: by majority", "they decide: majority", near="by majority"),
    newer("binding in other words", "they may: recommend", "they may: recommends", near="recommend"),
    newer("quorum as a word", "quorum: 3", "quorum: three"),
    newer("post not held, cut short", "post: skip this step", "post: skip the step", near="skip this step"),
    newer("reminder without before", "remind: 2 hours before", "remind: 2 hours", near="2 hours before"),
    newer(
        "warning in days of no kind", "side: 1 working day before", "side: 1 day before", near="1 working day before"
    ),
    newer("formal from without step", "formal from: step 2", "formal from: 2", near="step 2"),
    newer("takes part from a step that does not exist", "from: step 4a", "from: step 4"),
    newer("inside in other words", "inside: the raising", "inside: raising", near="the raising agency"),
    newer("repeated with nobody", "with: senior manager, head of service", "with: not stated", "repeated with"),
    newer(
        "entry agreed but not stated when", "  may start here: if immediate harm is feared\n", "", "may start here with"
    ),
    newer("hours in other words", "of: the responding side", "of: responding side", near="the responding side"),
    newer("withdrawing answered with yes", "withdrawing: allowed", "withdrawing: yes"),
    newer("base as a title", "includes: invented-region", "includes: Invented Region", near="invented-region"),
    newer("based on as well", "already includes: inv", "based on: other\nalready includes: inv", "based on: other"),
    newer("leaving out without a base", "invented: yes", "invented: yes\nleave out: step 3", "leave out"),
    newer("title without a comma", "  title, police", "  title police", near="title, police"),
    newer("acting for nobody", "acting for, GP practices:", "acting for:"),
    newer("door without a name", "door, LADO:", "door:"),
    newer(
        "same time twice",
        "  decide within: 2",
        "  decide within: 3 working days of the meeting\n  decide within: 2",
        "decide within: 2",
    ),
    newer("urgent from another event", "urgent: 4 working hours", "urgent: 4 working hours of the reply"),
    newer("event misspelt", "days of the meeting\n", "days of the meting\n", "of the meting", "the meeting"),
    newer(
        "strength in other words", "settle within: none", "settle shall be within: none", near="settle should be within"
    ),
    newer("act misspelt", "report back within", "report bak within", near="report back within"),
    newer("before reply", "before replying:", "before reply:", near="before replying"),
    newer("same note twice", "note: Talk first.", "note: Talk first.\nnote: Talk first."),
    newer("same partnership twice", "partnership: Other", "partnership: Anyshire (invented)\npartnership: Other"),
    newer("line of a step in a form", "  sent to: bus", "  quorum: 3\n  sent to: bus", "  quorum: 3"),
    newer("head of a form in the plural", "form 3: Out", "forms 3: Out", near="form 1"),
    newer("a sentence before a colon", "note: Talk", f"note {'and more words ' * 9}: Talk", "note and more"),
]
MISTAKES += NEWER


def seeded(mistake: Mistake) -> tuple[str, int]:
    """The text with the mistake and the number of the line at fault."""
    assert mistake.old in mistake.whole, mistake.name
    broken = mistake.whole.replace(mistake.old, mistake.new, 1)
    lines = list(enumerate(broken.split("\n"), start=1))
    twice = mistake.name.startswith("same ")
    at = next(number for number, line in (reversed(lines) if twice else lines) if mistake.at in line)
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
    told = f"{len(MISTAKES) - len(missed)} of {len(MISTAKES)} mistakes are named on their line; not so: {missed}"
    assert len(missed) <= 0.05 * len(MISTAKES), told


def test_enough_ordinary_mistakes_are_tried_in_what_is_new():
    assert len(NEWER) >= 30
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("whole", [DEMO, EVERYTHING], ids=["demo", "everything"])
def test_the_texts_are_right_before_the_mistakes(whole):
    assert read(whole).problems == ()


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
def test_an_empty_text_has_one_problem_that_says_how_to_begin(nothing):
    reading = read(nothing, "empty.policy")
    assert reading.policy is None
    expected = "Begin with a line that says what the policy is called, such as “policy: Escalation policy”."
    assert reading.problems == (Problem(1, 1, "There is nothing written here yet.", expected),)


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
