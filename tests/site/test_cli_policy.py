"""The policy commands, as somebody with a text file uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from forthright.directory.models import Partnership
from forthright.site.cli import main
from tests.support.everything import EVERYTHING, changed
from tests.support.town import Town

POLICIES = Path(__file__).resolve().parents[2] / "policies"
DEMO = POLICIES / "demo-borough.policy"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["policy", *map(str, arguments)])
    return result.exit_code, result.output


def draft(folder: Path, old: str, new: str) -> Path:
    text = DEMO.read_text(encoding="utf-8")
    assert old in text
    path = folder / "draft.policy"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_policy_under_which_a_matter_falls_silent_fails_the_check_with_its_line_and_its_story(tmp_path: Path) -> None:
    code, output = run("check", draft(tmp_path, "  decided by: independent chair\n", ""))
    assert code == 1
    line = next(line for line in output.splitlines() if ": never: " in line)
    assert line.startswith(f"{tmp_path / 'draft.policy'}:")
    assert "    From then on no clock runs, and nobody is asked to do anything by any time." in output


def test_several_files_are_checked_in_one_go() -> None:
    code, output = run("check", DEMO, POLICIES / "london.policy")
    assert code == 0
    assert "london.policy:" in output


def test_a_mistake_is_named_at_its_line_and_column(tmp_path: Path) -> None:
    code, output = run("check", draft(tmp_path, "answered by: practitioner", "answered by: practicioner"))
    assert code == 1
    assert "“practicioner” is not a role." in output
    assert "The nearest right wording is: practitioner" in output


def test_a_text_is_based_on_the_file_of_that_name_beside_it(tmp_path: Path) -> None:
    (tmp_path / "region.policy").write_bytes(DEMO.read_bytes())
    local = tmp_path / "local.policy"
    own = "based on: region\npartnership: Elsewhere (invented)\nversion: 2026-04-02\n"
    own += "source:\n  address: not stated\n  read on: not stated\n  status: invented\n"
    local.write_text(own, encoding="utf-8")
    assert run("check", local)[0] == 0
    assert "This is the policy of Elsewhere (invented)." in run("explain", local)[1]


def test_the_worst_case_is_told_by_step_by_unit_and_to_the_minute() -> None:
    code, output = run("worst", POLICIES / "london.policy")
    assert code == 0
    assert "Step 1: 1 working week to settle it" in output
    assert "Step 2: no number is given, so nothing bounds it" in output
    assert "Together: 5 working days." in output
    assert "12 days and 17 hours, from Wednesday 23 December 2026, midnight to Monday 4 January 2027, 5pm." in output


def test_a_policy_without_any_number_has_no_worst_case() -> None:
    assert "No time can be counted." in run("worst", POLICIES / "stoke-on-trent.policy")[1]


def test_a_rehearsal_tells_a_case_and_counts_all() -> None:
    code, output = run("rehearse", DEMO, "--cases", 20)
    assert code == 0
    assert "raises it" in output
    assert "20 cases were played" in output
    assert run("rehearse", DEMO, "--cases", 20)[1] == output, "the same seed gives the same rehearsal"


def test_cases_vary_over_the_policys_own_kinds_and_it_says_how_many_and_in_which_hours(tmp_path: Path) -> None:
    path = tmp_path / "everything.policy"
    path.write_text(EVERYTHING, encoding="utf-8")
    output = run("rehearse", path, "--cases", 100)[1]
    assert "All cases, in these hours: Office hours, England\n" in output
    for words in ("had the priority soon", "were raised with an agency of the kind police", "began at Stage 2."):
        assert words in output
    assert "had the priority soon" in run("compare", DEMO, path, "--cases", 100)[1]


def test_what_people_were_refused_is_said(tmp_path: Path) -> None:
    path = tmp_path / "quorum.policy"
    path.write_text(changed(("decided by: independent chair\n", "decided by: independent chair\n  quorum: 9\n")))
    assert "somebody tried what was refused" not in run("rehearse", DEMO, "--cases", 100)[1]
    assert "somebody was refused, and had no other way:" in run("rehearse", path, "--cases", 100)[1]
    assert "Under quorum: In " in run("compare", DEMO, path, "--cases", 100)[1]


@pytest.mark.parametrize("command", [("rehearse", DEMO), ("compare", DEMO, DEMO)])
def test_cases_are_played_in_the_hours_of_a_partnership(town: Town, command: tuple[object, ...]) -> None:
    hours = town.partnership.hours
    hours.title, hours.weekly = "Two short days (invented)", [[["09:00", "11:00"]]] * 2 + [[]] * 5
    hours.save()
    usual, own = run(*command, "--cases", 40)[1], run(*command, "--cases", 40, "--partnership", "anyshire")[1]
    assert "in these hours: Two short days (invented)" in own.replace("In", "in")
    assert usual.splitlines()[1:] != own.splitlines()[1:]
    code, output = run(*command, "--partnership", "nowhere")
    assert (code, output) == (1, "Error: This installation has no partnership “nowhere”. It has: anyshire.\n")


def test_two_policies_are_compared_on_the_same_cases(tmp_path: Path) -> None:
    quicker = draft(tmp_path, "settle within: 5 working days", "settle within: 2 working days")
    code, output = run("compare", DEMO, quicker, "--cases", 30)
    assert code == 0
    assert "30 cases were played under both." in output


@pytest.mark.parametrize("command", ["explain", "worst", "rehearse"])
def test_a_file_that_cannot_be_read_says_which_command_tells_why(tmp_path: Path, command: str) -> None:
    path = tmp_path / "half.policy"
    path.write_text("policy: Half writ", encoding="utf-8")
    code, output = run(command, path)
    assert code == 1
    assert f"Run: forthright policy check {path}" in output


def test_a_policy_is_checked_with_the_people_of_a_partnership_and_what_they_lack_refuses_nothing(town: Town) -> None:
    code, output = run("check", DEMO, "--partnership", "anyshire")
    assert code == 0
    line = next(line for line in output.splitlines() if "nobody to answer or decide" in line)
    assert line.startswith(f"{DEMO}:")
    assert line.endswith("warning: At Step 3 there is nobody to answer or decide in: Anyshire Health (invented).")
    assert "    - Anyshire Health (invented): partnership representative. The directory has no such post." in output
    assert "nobody" not in run("check", DEMO)[1]


def test_a_text_that_cannot_be_read_is_told_as_without_a_partnership(town: Town, tmp_path: Path) -> None:
    bad = draft(tmp_path, "answered by: practitioner", "answered by: practicioner")
    assert run("check", bad, "--partnership", "anyshire") == run("check", bad)


def test_a_partnership_that_is_not_there_is_refused_with_those_that_are(town: Town) -> None:
    code, output = run("check", DEMO, "--partnership", "nowhere")
    assert code == 1
    assert output == "Error: This installation has no partnership “nowhere”. It has: anyshire.\n"


@pytest.mark.django_db
def test_where_there_is_no_partnership_at_all_that_is_said() -> None:
    assert not Partnership.objects.exists()
    code, output = run("check", DEMO, "--partnership", "anyshire")
    assert code == 1
    assert "It has none yet. To look at an invented one: forthright demo" in output
