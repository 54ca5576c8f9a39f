"""The case file, and what is said about files that are not one."""

import json
from pathlib import Path

import pytest

from forthright.core.worktime import cases

FILE = Path(__file__).parents[2] / "data" / "clock_cases.json"


@pytest.fixture
def data():
    return json.loads(FILE.read_text())


def write(tmp_path, data):
    path = tmp_path / "cases.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data))
    return path


@pytest.mark.parametrize(("kind", "number"), [("due", 204), ("elapsed", 31), ("before", 11), ("convention", 22)])
def test_every_case_of_each_kind_is_right(data, kind, number):
    data["cases"] = [case for case in data["cases"] if case["kind"] == kind]
    assert cases.check(data) == cases.Outcome(number, 0, [])


def test_a_whole_file_is_answered():
    assert cases.run(FILE) == cases.Outcome(268, 0, [])


@pytest.mark.parametrize("kind", ["due", "elapsed", "before", "convention"])
def test_a_wrong_answer_is_counted_and_told(tmp_path, data, kind):
    case = next(case for case in data["cases"] if case["kind"] == kind)
    wrong = {"due": {"due": None}, "elapsed": {"elapsed": -1}, "before": {"at": "2020-01-01T00:00:00Z"}}
    data["cases"] = [case | wrong.get(kind, {"due_date": {"day zero": "2020-01-01"}}), case]
    outcome = cases.run(write(tmp_path, data))
    assert (outcome.right, outcome.wrong) == (1, 1)
    assert outcome.problems[0].startswith(f"Case {case['id']} ({case['tag']}): expected ")
    assert ", got " in outcome.problems[0]


def test_a_question_without_an_answer_is_wrong_and_does_not_stop_the_others(tmp_path, data):
    data["calendars"]["std"]["weekly"] = [[]] * 7
    data["cases"] = [case for case in data["cases"] if case["id"] in ("003", "081")]
    outcome = cases.run(write(tmp_path, data))
    assert (outcome.right, outcome.wrong) == (1, 1)
    assert "does not open often enough" in outcome.problems[0]


def test_a_counting_rule_that_is_not_ours_is_counted_apart(tmp_path, data):
    case = next(case for case in data["cases"] if case["kind"] == "convention")
    data["cases"] = [case | {"due_date": {"by the moon": "2024-06-10"}}]
    assert cases.run(write(tmp_path, data)) == cases.Outcome(0, 0, [], not_run=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("due: tomorrow", "is not a JSON file"),
        ("[]", "The file has no 'calendars'"),
        ('{"calendars": {}}', "The file has no 'cases'"),
        ('{"calendars": {"a": {}}, "cases": []}', "Calendar 'a' has no 'title'"),
        ('{"calendars": {"a": 3}, "cases": []}', "Calendar 'a' has a value of the wrong kind"),
        ('{"calendars": {}, "cases": [{"id": "7"}]}', "Case 7 has no 'calendar'"),
        ('{"calendars": {}, "cases": [3]}', "Case number 1 has a value of the wrong kind"),
    ],
)
def test_a_file_in_another_format_is_refused_in_one_sentence(tmp_path, text, said):
    with pytest.raises(ValueError, match=said):
        cases.run(write(tmp_path, text))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"unit": "fortnights"}, "'fortnights' is not a known unit"),
        ({"kind": "guess"}, "'guess' is not a known kind"),
        ({"calendar": "moon"}, "'moon' is not a known calendar"),
        ({"start": "yesterday"}, "Case 003: Invalid isoformat string"),
        ({"start": "2024-06-03T15:30:00"}, "time zone"),
        ({"amount": None}, "wrong kind"),
        ({"pauses": [["2024-06-04T17:00:00Z", "2024-06-04T16:00:00Z"]]}, "cannot end before"),
    ],
)
def test_a_broken_case_is_refused_by_its_number(tmp_path, data, change, said):
    data["cases"] = [data["cases"][0] | change]
    with pytest.raises(ValueError, match=said) as refusal:
        cases.run(write(tmp_path, data))
    assert "Case 003" in str(refusal.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"Cannot read .*No such file"):
        cases.run(tmp_path / "none.json")


def test_a_file_of_bytes_that_are_not_text_is_refused(tmp_path):
    path = tmp_path / "cases.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="is not a JSON file"):
        cases.run(path)
