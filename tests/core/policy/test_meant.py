"""What is offered for what somebody meant: times in words, heads in other words, half-written texts, other files."""

import re

import pytest

from forthright.core.policy.check import Level, check
from forthright.core.policy.limits import limit
from forthright.core.policy.reader import read
from forthright.core.policy.values import Wrong, roles

from .shipped import FILES, base, text

DEMO = text("demo-borough")

TIMES = {
    "two working days": "2 working days",
    "two working days of being raised": "2 working days of being raised",
    "forty eight hours": "48 hours",
    "twenty-four hours": "24 hours",
    "one week": "1 working week",
    "an hour": "1 hour",
    "tow working days": "2 working days",
    "two wroking days of the meting": "2 working days of the meeting",
    "24hrs": "24 hours",
    "10 wd": "10 working days",
    "within 5 working days": "5 working days",
    "a further 5 working days of the meeting": "5 working days of the meeting",
    "2 working days after being raised": "2 working days of being raised",
    "2 working days (48 hours)": "2 working days, written as 2 working days (48 hours)",
    "two working days, written as 48 hours": "2 working days, written as 48 hours",
    "2 working days, or sooner": "2 working days, or sooner if the child needs it",
    "the next working day": "1 working day",
    "by the end of the day": "the same working day",
    "immediatly": "immediately",
}


@pytest.mark.parametrize(("written", "meant"), TIMES.items())
def test_the_time_that_was_meant_is_offered(written, meant):
    with pytest.raises(Wrong) as caught:
        limit(written)
    assert caught.value.near == meant


@pytest.mark.parametrize("written", ["2-3 working days", "five to ten working days", "1.5 working days", "17:00", "10"])
def test_where_it_cannot_be_told_nothing_is_offered(written):
    with pytest.raises(Wrong) as caught:
        limit(written)
    assert caught.value.near == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("practitioner and line manager", "practitioner, line manager"),
        ("practitioner/line manger", "practitioner, line manager"),
        ("team manager", "line manager"),
        ("DSL", "safeguarding lead"),
        ("chairperson", "independent chair"),
    ],
)
def test_the_roles_that_were_meant_are_offered(written, meant):
    with pytest.raises(Wrong) as caught:
        roles(written)
    assert caught.value.near == meant


HEADS = [
    "step three: Partnership representatives",
    "Step III: Partnership representatives",
    "step3: Partnership representatives",
    "third step: Partnership representatives",
    "Stage Three - Partnership representatives:",
    "step 3. Partnership representatives",
    "Step 3 – Partnership representatives",
    "step 3 Partnership representatives",
    "  step 3: Partnership representatives",
    "step 3 Partnership representatives:",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_step_in_other_words_is_one_problem_and_its_lines_are_read(head):
    broken = DEMO.replace("step 3: Partnership representatives", head, 1)
    reading = read(broken)
    (problem,) = reading.problems
    assert broken.split("\n")[problem.line - 1] == head
    assert problem.nearest.startswith("" if head.startswith(" ") else "step 3")
    assert reading.place("step 3/decided by") != (1, 1)


def test_a_number_of_a_step_in_words_is_to_be_written_in_figures():
    (problem,) = read(DEMO.replace("step 3: Part", "step three: Part", 1)).problems
    assert "figures" in problem.expected
    assert problem.nearest == "step 3"
    (problem,) = read(DEMO.replace("offer step 3", "offer step three", 1)).problems
    assert problem.nearest == "offer step 3"


COLONLESS = {
    "decided by independent chair": "decided by: independent chair",
    "decided by; independent chair": "decided by: independent chair",
    "decided by = independent chair": "decided by: independent chair",
}


@pytest.mark.parametrize(("line", "meant"), COLONLESS.items())
def test_a_line_without_its_colon_is_offered_with_it(line, meant):
    (problem,) = read(DEMO.replace("decided by: independent chair", line, 1)).problems
    assert problem.nearest == meant


def test_a_section_without_its_colon_is_one_problem():
    (problem,) = read(DEMO.replace("source:\n", "source\n", 1)).problems
    assert problem.nearest == "source:"


@pytest.mark.parametrize(
    ("line", "meant"),
    [("title police: detective", "title, police"), ("titel, police: detective", "title, police")],
)
def test_the_name_after_a_comma_is_kept_in_what_is_offered(line, meant):
    (problem,) = read(DEMO.replace("title, police: officer in the case", line, 1)).problems
    assert problem.nearest == meant


def test_a_half_written_text_says_what_to_write_next():
    half = DEMO[: DEMO.index("  reply within:")] + "  if not settled: offer step 2\n"
    named = [one for one in read(half).problems if "step 2" in one.what]
    assert [one.expected for one in named] == ["The steps are 1."] * 2
    for end in range(0, len(DEMO), 7):
        for one in read(DEMO[:end]).problems:
            assert not re.search(r"are \.| or \.|“”|  ", one.sentence()), one.sentence()


def test_without_any_step_a_step_that_is_named_is_to_be_written():
    top = DEMO[: DEMO.index("\nstep 1:")]
    (formal, _) = sorted(read(top).problems, key=lambda one: -one.line)
    assert formal.what == "There is no step 2 yet."
    assert formal.expected == "Write it below: begin with “step 2:” and its name."


FILES_OF_OTHER_KINDS = {
    b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml word/document.xml \xff\xfe\n" * 90: "Word document",
    b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text\n\xff": "OpenDocument",
    b"%PDF-1.7\n\xff\n\xff\n": "PDF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400): "older Word document",
    b"{\\rtf1\\ansi policy: X}": "rich text",
    DEMO.encode("utf-16"): "UTF-16",
    DEMO.encode("utf-16-le"): "UTF-16",
    DEMO.encode("utf-16-be"): "UTF-16",
    DEMO.encode("utf-32"): "UTF-32",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\xff\n\xff\n": "not a text file",
}


@pytest.mark.parametrize(("raw", "kind"), FILES_OF_OTHER_KINDS.items(), ids=FILES_OF_OTHER_KINDS.values())
def test_a_file_of_another_kind_is_named_once(raw, kind):
    (problem,) = read(raw).problems
    assert kind in problem.what
    assert "UTF-8" in problem.expected


def test_a_single_byte_of_nothing_is_named_at_its_place():
    broken = DEMO.encode().replace(b"Escalation Policy", b"Escal\0ation Policy")
    (problem,) = read(broken).problems
    assert (problem.line, "invisible" in problem.what) == (3, True)


def test_letters_that_are_not_utf_8_are_one_problem_that_counts_the_lines():
    broken = DEMO.replace("record: The", "record: “The").encode("cp1252")
    (problem,) = read(broken).problems
    assert b"\x93" in broken.split(b"\n")[problem.line - 1]
    assert "1 more line has one too." in problem.expected


def test_what_is_found_at_a_step_that_is_repeated_is_placed_where_that_is_said():
    again = DEMO.replace(
        "  if not settled: offer step 3", "  repeated with: senior manager\n  if not settled: offer step 3"
    )
    reading = read(again)
    line = again.split("\n").index("  repeated with: senior manager") + 1
    assert reading.place("step 2+1/settle within") == (line, 18)
    assert reading.place("step 2+1") == (line, 18)
    differs = DEMO + "\nfor health, step 2:\n  repeated with: senior manager\n"
    assert read(differs).place("step 2+1/reply within")[0] == differs.count("\n")


def test_each_item_of_a_list_has_its_place():
    reading = read(DEMO)
    line, column = reading.place("step 3/tell: business unit")
    assert DEMO.split("\n")[line - 1][column - 1 :] == "business unit"


SOUND = [
    ("tell: line manager", "tell: LSCB Business Manager"),
    ("tell: line manager", "tell: line managers"),
    ("tell: line manager", "tell: their line manager"),
    ("tell: line manager", "tell: named nurse, named nurses, MASH, LADO, case lead"),
    ("tell: line manager", "tell: lead adviser, lead advisor"),
    ("title, health", "title, hospital"),
    ("title, school", "title, schools and colleges"),
    ("10 working days", "as agreed"),
    ("10 working days", "a time that suits the child"),
    ("step 4: Independent chair", "step 4: Independent chair\n  only if: an agent of the family asks for it"),
]


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_words_of_a_partnerships_own_are_not_asked_about(old, new):
    policy = read(DEMO.replace(old, new, 1) if old != "10 working days" else DEMO.replace(old, new)).policy
    assert policy is not None
    assert [one for one in check(policy) if one.code.startswith("word.") or one.code == "group.near"] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_of_a_shipped_policy_is_asked_about(path):
    policy = read(path.read_bytes(), path.stem, base).policy
    assert policy is not None
    assert [one for one in check(policy) if one.level is Level.WARNING] == []


OVERLAY = DEMO + "\nfor school, step 2:\n  {}\n"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tell: lime manager", "line manager"),
        ("title, shcool: head", "school"),
        ("only if: the matter is urgnet", "the matter is urgent"),
        ("reply within: withour delay", "without delay"),
        ("reply within, urgent: at once, without dealy", "at once, without delay"),
        ("tell, when it is settled: buisness unit", "business unit"),
    ],
)
def test_what_differs_for_a_kind_of_agency_is_asked_about_at_its_own_line(line, meant):
    whole = OVERLAY.format(f"reply within: 3 working days\n  {line}" if "urgent: at" in line else line)
    reading = read(whole)
    assert reading.policy is not None
    found = [one for one in check(reading.policy) if f"“{meant}”" in one.sentence]
    assert [reading.place(one.where)[0] for one in found] == [whole.count("\n")]
