"""Why this date? The sum behind a due date, as each person may see it, as a file, and beside it the child's clock."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from django.test import Client

from forthright.core.challenge import commands as c
from forthright.core.challenge import dated
from forthright.core.challenge.codes import Outcome
from forthright.directory.models import OfficeHours
from forthright.record import policies
from forthright.site.cli import main
from tests.support.everything import changed
from tests.support.forms import page
from tests.support.town import MONDAY, Town

NOW = MONDAY + timedelta(hours=2)
BAD = {"reason": "Secret reason of Amir."}


@pytest.fixture(autouse=True)
def _monday():  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False):
        yield


def client(town: Town, who: str) -> Client:
    found = Client()
    found.force_login(town.people[who])
    return found


def shown(town: Town, reference: str, key: str, who: str = "rosa") -> str:
    answer = client(town, who).get(f"/matter/{reference}/why/{key}/")
    assert answer.status_code == 200
    return page(answer).one("main").text


def with_everything(town: Town) -> str:
    """A challenge under the policy with every construct, in which the reply's clock has started."""
    version = policies.publish(town.partnership, changed(), datetime(2026, 1, 2, tzinfo=UTC))
    reference = town.raises(policy=version.fingerprint)
    town.does("amir", reference, c.Acknowledge())
    return reference


def test_each_day_is_told_with_whether_it_counts_and_why(town: Town) -> None:
    text = shown(town, town.raises(), "1.1.reply")
    assert "Reply. By 5pm on Wednesday 4 November 2026." in text
    assert "Monday 2 November 2026Does not countDay zero: counting starts after this day" in text
    assert "Wednesday 4 November 2026CountsWorking day 2" in text
    assert "reply within: 2 working days" in text and "Step 1: Practitioners." in text
    assert "The clock started9am on Monday 2 November 2026, counted from being raised" in text
    assert "Monday to Friday: 9am to 5pm" in text and "Saturday to Sunday: closed" in text
    assert "They and closures are known until Sunday 31 December 2028." in text


def test_every_due_date_of_the_matter_page_leads_to_its_sum(town: Town) -> None:
    reference = town.raises()
    links = [
        one.attrs["href"]
        for one in page(client(town, "rosa").get(f"/matter/{reference}/")).all("a")
        if "/why/" in str(one.attrs.get("href"))
    ]
    assert links == [f"/matter/{reference}/why/1.0.acknowledge/"] + [
        f"/matter/{reference}/why/{key}/" for key in ("1.1.reply", "1.2.settle")
    ]
    for link in links:
        assert client(town, "rosa").get(link).status_code == 200


def test_lists_lead_to_every_date_of_a_challenge(town: Town) -> None:
    reference = town.raises()
    for who, address in (("amir", "/my-turn/"), ("sam", "/team/"), ("beth", "/office/?list=open")):
        assert f"/matter/{reference}/why/" in client(town, who).get(address).content.decode()
    text = page(client(town, "amir").get(f"/matter/{reference}/why/")).one("main").text
    assert (
        "Waiting for their reply By 5pm on Wednesday 4 November 20262 nights until then for the child Why this date?"
        in text
    )


def test_whose_hours_count_is_said_and_where_the_others_differ(town: Town) -> None:
    early = [[["08:00", "15:30"]]] * 5 + [[], []]
    town.school.hours = OfficeHours.objects.create(title="School (invented)", nation="ENG", weekly=early)
    town.school.save()
    text = shown(town, town.raises(), "1.1.reply")
    assert "The opening hours of Anyshire Council (invented)" in text
    assert "The opening hours of Larkfield School (invented) differ on these days. They do not count here." in text
    assert "The policy does not say whose opening hours count." in text


def test_a_pause_is_told_with_who_and_why_to_those_who_read_words_and_without_to_others(town: Town) -> None:
    reference = with_everything(town)
    until = datetime(2026, 11, 4, 12, tzinfo=UTC)
    town.does("amir", reference, c.Pause(until=until, words=BAD))
    text = shown(town, reference, "1.2.reply")
    assert "From 9am on Monday 2 November 2026 to midday on Wednesday 4 November 2026." in text
    assert "Amir (invented), Social worker" in text and BAD["reason"] in text
    assert "Tuesday 3 November 2026Does not countThe clock was paused" in text
    facts_only = shown(town, reference, "1.2.reply", "beth")
    assert "Amir" not in facts_only and BAD["reason"] not in facts_only
    assert "Tuesday 3 November 2026Does not countThe clock was paused" in facts_only


def test_each_entry_that_changed_the_date_is_listed_with_the_date_it_gave(town: Town) -> None:
    reference = with_everything(town)
    town.does("rosa", reference, c.MarkUrgent(words={"reason": "Tonight."}))
    text = shown(town, reference, "1.2.reply")
    assert "No date yet" in text
    assert "Due by 5pm on Wednesday 4 November 2026." in text
    assert "Due by 1pm on Monday 2 November 2026." in text
    assert "2 working days from 9am on Monday 2 November 2026 would end at 5pm on Wednesday 4 November 2026." in text


def test_a_day_that_a_person_typed_says_so_and_has_no_file(town: Town) -> None:
    reference = town.raises()
    action = c.NewAction(owner=town_party(town, reference, "amir"), due=NOW + timedelta(days=4))
    wish = c.Propose(
        outcome=Outcome.CLARIFICATION,
        check_back=NOW + timedelta(days=30),
        actions=(action,),
        words={"agreed": "Yes.", "actions": ["Visit."]},
    )
    town.does("amir", reference, wish)
    town.does("rosa", reference, c.Confirm(agree=True))
    assert "Nobody counted this date. A person typed it." in shown(town, reference, "action.1")
    assert client(town, "rosa").get(f"/matter/{reference}/why/action.1/file/").status_code == 404


def town_party(town: Town, reference: str, who: str):  # type: ignore[no-untyped-def]
    from forthright.core.challenge.folding import fold
    from forthright.record.store import load_facts

    return fold(load_facts(reference)).parties[town.people[who].pk]


def test_what_waits_for_an_event_says_which(town: Town) -> None:
    version = policies.publish(town.partnership, changed(), datetime(2026, 1, 2, tzinfo=UTC))
    reference = town.raises(policy=version.fingerprint)
    text = shown(town, reference, "1.2.reply")
    assert "starts with the acknowledgement or the first discussion" in text


def test_a_date_that_is_not_open_is_not_there(town: Town) -> None:
    reference = town.raises()
    for key in ("9.9.reply", "x", "%00", "..", "1.1.reply/../../"):
        assert client(town, "rosa").get(f"/matter/{reference}/why/{key}/").status_code == 404


def test_a_date_past_the_published_bank_holidays_is_provisional(town: Town) -> None:
    far = datetime(2028, 12, 28, 10, tzinfo=UTC)
    with time_machine.travel(far, tick=False):
        text = shown(town, town.raises(far), "1.2.settle")
    assert "This date is provisional. Bank holidays and closures are known until Sunday 31 December 2028 only" in text


def downloaded(town: Town, who: str = "rosa") -> tuple[dict[str, object], str]:
    reference = town.raises()
    answer = client(town, who).get(f"/matter/{reference}/why/1.1.reply/file/")
    assert answer["Content-Disposition"] == f'attachment; filename="date-{reference}.json"'
    return json.loads(answer.content), answer.content.decode()


def test_the_file_is_checked_offline_and_names_no_person_and_no_child(town: Town, tmp_path: Path) -> None:
    body, text = downloaded(town)
    assert "Rosa" not in text and "Amir" not in text and "Zuri" not in text
    file = tmp_path / "date.json"
    file.write_text(text)
    result = CliRunner().invoke(main, ["date", "check", str(file)])
    assert result.exit_code == 0
    assert (
        "2 working days from 09:00 on Monday 2 November 2026 end at 17:00 on Wednesday 4 November 2026."
        in result.output
    )
    assert dated.check(body)[1] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"due": "2026-11-05T17:00:00Z"}, "The earliest of these is 17:00 on Wednesday 4 November 2026."),
        ({"recorded": None}, "The record says never, which is another time"),
        ({"pauses": [["2026-11-02T10:00:00Z", "2026-11-04T10:00:00Z"]]}, "end at 17:00 on Thursday 5 November 2026"),
        ({"days": []}, "Some days count otherwise."),
    ],
)
def test_a_file_that_was_changed_is_found_and_the_wrong_part_named(
    town: Town, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    body, _text = downloaded(town)
    file = tmp_path / "date.json"
    file.write_text(json.dumps(body | change))
    result = CliRunner().invoke(main, ["date", "check", str(file)])
    assert result.exit_code == 1
    assert "Wrong: The file was changed after it was made" in result.output
    assert said in result.output


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": "forthright date 1"}', '{"format": "forthright date 2"}', "\x00", "null"]
)
def test_a_file_that_is_no_date_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "date.json"
    file.write_text(text)
    result = CliRunner().invoke(main, ["date", "check", str(file)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: date.json: ") and result.output.count("\n") == 1


def test_the_childs_clock_stands_beside_the_time_and_counts_nights_and_school_days(town: Town) -> None:
    reference = town.raises()
    with time_machine.travel(MONDAY + timedelta(days=1, hours=9), tick=False):
        text = page(client(town, "rosa").get(f"/matter/{reference}/")).one("main").text
    assert "For the child that is 1 night and 1 weekday so far." in text


def test_for_a_baby_the_time_is_told_as_part_of_its_life_to_those_who_read_words(town: Town) -> None:
    baby = [{"name": "Kit Canary (invented)", "born": "2026-10-13", "identifier": ""}]
    reference = town.raises(words={"children": baby, "worry_facts": "x", "wanted": "y"})
    with time_machine.travel(MONDAY + timedelta(days=5), tick=False):
        told = "Kit Canary (invented) has lived 25 days. This has been open for 5 of them."
        assert told in shown(town, reference, "1.2.settle")
        assert "Kit" not in shown(town, reference, "1.2.settle", "beth")


def test_once_nothing_is_awaited_no_clock_of_the_child_runs(town: Town) -> None:
    reference = with_everything(town)
    address = f"/matter/{reference}/"
    assert "For the child it began today." in page(client(town, "rosa").get(address)).one("main").text
    town.does("rosa", reference, c.Withdraw(words={"reason": "It was a mistake."}))
    for shown_at in (address, f"{address}why/"):
        assert "For the child" not in page(client(town, "rosa").get(shown_at)).one("main").text


def test_the_policys_own_time_to_raise_it_has_its_sum_too(town: Town) -> None:
    version = policies.publish(town.partnership, changed(), datetime(2026, 1, 2, tzinfo=UTC))
    reference = town.raises(policy=version.fingerprint, arose=date(2026, 10, 28))
    assert f"/matter/{reference}/why/raise/" in client(town, "rosa").get(f"/matter/{reference}/").content.decode()
    text = shown(town, reference, "raise")
    assert "The policy asks to raise this by 5pm on Friday 30 October 2026. It was raised at 9am" in text
    assert "Thursday 29 October 2026CountsWorking day 1" in text
    assert client(town, "rosa").get(f"/matter/{town.raises()}/why/raise/").status_code == 404


def test_the_how_to_names_every_key_of_the_file(town: Town) -> None:
    body, _text = downloaded(town)
    told = Path("docs/how-to/check-a-date.md").read_text()
    counts, calendar, days = body["counts"], body["calendar"], body["days"]
    assert isinstance(counts, list) and isinstance(calendar, dict) and isinstance(days, list)
    for key in (*body, *calendar, *counts[0], *days[0]):
        assert f"`{key}`" in told, key
    for sentence in dated.check(body)[0]:
        assert sentence in told or " 2026" in sentence, "its instants are those of an example"


def test_a_time_that_somebody_shortened_is_told_with_the_policys_own_end_and_checked_in_the_file(town: Town) -> None:
    reference = town.raises()
    wish = c.Shorten(duty="1.2.settle", day=date(2026, 11, 5), words={"reason": "The hearing is on Friday."})
    town.does("amir", reference, wish)
    text = shown(town, reference, "1.2.settle")
    assert "Settle it together, or take it to the next step. By 5pm on Thursday 5 November 2026." in text
    assert "By the policy’s number it would end at 5pm on Monday 9 November 2026. People changed it" in text
    assert "Monday 9 November 2026CountsWorking day 5" in text
    assert "The hearing is on Friday." in text
    assert "The hearing is on Friday." not in shown(town, reference, "1.2.settle", "beth")
    body = json.loads(client(town, "rosa").get(f"/matter/{reference}/why/1.2.settle/file/").content)
    right, wrong = dated.check(body)
    assert wrong == []
    assert "By what people changed and the child's day that is 17:00 on Thursday 5 November 2026." in right
