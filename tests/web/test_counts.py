"""The page of counts: who may see it, and what must not be on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from forthright.directory.models import Holding, Partnership, Person, Post
from forthright.record import policies
from forthright.record.models import Challenge
from tests.support.forms import page

pytestmark = pytest.mark.django_db
ADDRESS = "/counts/"
OCTOBER = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_november(monkeypatch):
    monkeypatch.setattr("forthright.web.gate.now", lambda: NOVEMBER)


def table(shown, code: str) -> dict[str, str]:
    """The rows of a table as they read, by their label."""
    caption = next(one for one in shown.all("caption") if one.attrs["id"] == code)
    whole = next(one for one in shown.all("table") if caption in one.inside)
    rows = [one for one in whole.inside if one.tag == "tr"][1:]
    return {row.inside[0].text: next(cell.text for cell in row.inside if cell.tag == "td") for row in rows}


def test_nobody_sees_the_counts_without_signing_in(client, town):
    answer = client.get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["rosa", "amir", "olu", "mei", "ravi", "cleo", "beth", "sid", "ada"])
def test_everybody_with_a_post_in_the_partnership_sees_its_counts(client, town, name):
    client.force_login(town.people[name])
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "Anyshire (invented)" in page(answer).one("h1").text


def test_somebody_without_a_post_is_refused(client, town):
    client.force_login(Person.objects.create_user("una@example.org", "Una (invented)"))
    assert client.get(ADDRESS).status_code == 403


def test_somebody_whose_post_has_ended_is_refused(client, town):
    Holding.objects.filter(person=town.rosa).update(ends=date(2026, 11, 22))
    client.force_login(town.rosa)
    assert client.get(ADDRESS).status_code == 403


def test_another_partnership_is_not_there_for_those_who_do_not_work_in_it(client, town):
    Partnership.objects.create(name="Elsewhere (invented)", slug="elsewhere", hours=town.partnership.hours)
    client.force_login(town.rosa)
    assert client.get(ADDRESS, {"in": "elsewhere"}).status_code == 404


def test_somebody_who_works_in_two_partnerships_can_choose(client, town):
    other = Partnership.objects.create(name="Elsewhere (invented)", slug="elsewhere", hours=town.partnership.hours)
    post = Post.objects.create(partnership=other, agency=town.school, role="practitioner", title="Teacher")
    Holding.objects.create(post=post, person=town.rosa, starts=date(2026, 1, 1))
    client.force_login(town.rosa)
    assert page(client.get(ADDRESS)).all("a", href="?in=elsewhere")
    assert "Elsewhere (invented)" in page(client.get(ADDRESS, {"in": "elsewhere"})).one("h1").text


def test_six_challenges_are_shown_as_six(client, town):
    for _number in range(6):
        town.raises(OCTOBER)
    client.force_login(town.olu)
    shown = page(client.get(ADDRESS))
    assert table(shown, "step") == {
        "Step 1: Practitioners": "6",
        "Step 2: Line managers": "0",
        "Step 3: Partnership representatives": "0",
        "Step 4: Independent chair": "0",
        "All": "6",
    }
    assert table(shown, "outcome")["No outcome yet"] == "6"
    assert table(shown, "raising")["Education and childcare"] == "6"
    assert table(shown, "responding")["Children's social care"] == "6"


def test_four_challenges_are_not_shown_as_four_anywhere(client, town):
    for _number in range(4):
        town.raises(OCTOBER)
    client.force_login(town.olu)
    answer = client.get(ADDRESS)
    shown = page(answer)
    for code in ("step", "outcome", "raising", "responding"):
        rows = table(shown, code)
        assert rows["All"] == "Not shown"
        assert set(rows.values()) == {"Not shown", "0"}
    assert "fewer than 5" in answer.content.decode()
    assert not shown.all("rect", css="app-bar__part")
    hidden = [row for row in shown.all("tr") if row.text.endswith("Not shown")]
    assert not any(one.tag == "svg" for row in hidden for one in row.inside), "a bar would give it away"


def test_the_bar_of_the_largest_number_is_full_and_a_hidden_one_has_none(client, town):
    for _number in range(6):
        town.raises(OCTOBER)
    client.force_login(town.rosa)
    widths = [one.attrs["width"] for one in page(client.get(ADDRESS)).all("rect", css="app-bar__part")]
    assert widths == ["100"] * 4


def test_no_reference_name_or_word_of_a_challenge_is_on_the_page(client, town):
    for _number in range(6):
        town.raises(OCTOBER)
    client.force_login(town.beth)
    text = client.get(ADDRESS).content.decode()
    secrets = [*Challenge.objects.values_list("pk", flat=True), "Zuri", "Rosa", "Amir", "gate", "Larkfield"]
    assert not [one for one in secrets if one in text]


def test_the_page_says_its_period_and_that_a_rising_count_is_healthy(client, town):
    client.force_login(town.sid)
    text = client.get(ADDRESS).content.decode()
    assert "from 1 November 2025 to 31 October 2026" in text
    assert "These counts change once a month" in text
    assert "A rising count is healthy" in text


def test_every_table_has_a_caption_a_definition_and_labelled_rows(client, town):
    client.force_login(town.rosa)
    shown = page(client.get(ADDRESS))
    tables = shown.all("table")
    assert len(tables) == len(shown.all("caption")) == 6
    for one in tables:
        scopes = [cell.attrs.get("scope") for cell in one.inside if cell.tag == "th"]
        assert scopes[:2] == ["col", "col"] and set(scopes[2:]) == {"row"}


def test_the_counts_cannot_be_posted_to(client, town):
    client.force_login(town.rosa)
    assert client.post(ADDRESS).status_code == 405


def test_the_page_asks_the_database_at_most_twelve_times(client, town, django_assert_max_num_queries):
    for _number in range(6):
        town.raises(OCTOBER)
    client.force_login(town.rosa)
    with django_assert_max_num_queries(12):
        client.get(ADDRESS)


def test_what_the_policy_asks_to_be_counted_stands_there_with_where_it_is_counted(client, town):
    asks = ("challenges by step", "challenges by topic", "ethnicity of the child")
    lines = "".join(f"  count: {one}\n" for one in asks)
    text = town.policy.text.replace("step 1:", f"monitoring:\n{lines}\nstep 1:", 1)
    policies.publish(town.partnership, text, datetime(2026, 1, 5, tzinfo=UTC))
    client.force_login(town.rosa)
    shown = page(client.get(ADDRESS))
    main = shown.one("main").text
    assert "challenges by step: Step reached" in main
    assert "challenges by topic: What it was about" in main
    assert "ethnicity of the child: Forthright does not count this." in main
    assert "Need for action" in table(shown, "topic")


def test_where_the_policy_asks_for_nothing_no_topic_is_counted(client, town):
    client.force_login(town.rosa)
    shown = page(client.get(ADDRESS))
    assert "What the policy asks to be counted" not in shown.one("main").text
    assert not [one for one in shown.all("caption") if one.attrs["id"] == "topic"]
