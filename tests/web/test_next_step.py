"""What is my next step? Anybody finds a partnership's ladder and who answers, without an account and without a name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from forthright.directory.models import Post
from forthright.record import policies
from tests.support.forms import Page, page
from tests.support.town import POLICIES, Town

NOBODY_SET_THIS = "No policy has been published here for this partnership yet."


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return page(answer).one("main").text


def test_the_list_names_the_partnerships_and_keeps_the_published_policies_apart(town: Town, client: Client) -> None:
    shown = page(client.get("/next-step/"))
    links = {one.attrs["href"] for one in shown.one("main").inside if one.tag == "a"}
    assert {"/next-step/anyshire/", "/published/"} <= links
    assert "they do not belong to a partnership that uses this site" in shown.one("main").text


def test_rosa_sees_her_own_partnership_first(town: Town, client: Client) -> None:
    assert "Your partnership" not in main(client, "/next-step/")
    client.force_login(town.rosa)
    assert "Your partnership Anyshire (invented)" in main(client, "/next-step/")


def test_an_installation_with_no_partnership_says_whom_to_ask(client: Client, db: None) -> None:
    assert "No partnership has been set up here yet. Ask your safeguarding lead" in main(client, "/next-step/")


def test_danger_comes_before_the_steps(town: Town, client: Client) -> None:
    text = main(client, "/next-step/anyshire/")
    danger = text.index("Call 999 or the duty team now. Do not wait for any step of this procedure.")
    assert danger < text.index("The steps in words")
    assert danger < text.index("Step 1: Practitioners")


def test_each_step_says_who_by_when_and_what_follows(town: Town, client: Client) -> None:
    shown = page(client.get("/next-step/anyshire/"))
    second = next(one for one in shown.all("section") if one.attrs.get("aria-labelledby") == "step-2")
    for words in (
        "Step 2: Line managers",
        "Who raises it A line manager.",
        "Who answers A line manager.",
        "The responding side must reply within 2 working days after this step starts. If it is urgent: within 4",
        "If it is not settled, it can be taken to Step 3.",
        "Police: detective sergeant",
        "Who is told Practitioner.",
    ):
        assert words in second.text


def test_the_picture_stands_beside_the_words_and_needs_no_style(town: Town, client: Client) -> None:
    shown = page(client.get("/next-step/anyshire/"))
    picture = shown.one("svg", css="app-picture")
    assert picture.attrs["role"] == "img"
    assert not [one for one in shown.elements if "style" in one.attrs]


def test_who_answers_is_told_by_post_and_never_by_name(town: Town, client: Client) -> None:
    answer = client.get("/next-step/anyshire/")
    shown = page(answer)
    captions = [one.text for one in shown.all("caption")]
    assert captions[-1] == "Anyshire (invented)"
    assert {"Larkfield School (invented)", "Anyshire Council (invented)", "Anyshire Health (invented)"} <= set(captions)
    for person in town.people.values():
        assert person.name not in answer.content.decode()
        assert person.email not in answer.content.decode()
    rows = [one.text for one in shown.all("tr")]
    assert "Team manager Answers Step 2. Team manager, 01632 960000" in rows
    assert "Independent chair Answers Step 4. Decides Step 4. Independent chair, 01632 960000" in rows
    assert "Business manager Is told at Step 3, Step 4. Business manager, 01632 960000" in rows
    council = [row.split(" Answers ")[0] for row in rows if "ouncil" in row or row.startswith(("Social", "Team m"))]
    assert council == ["Social worker", "Team manager", "Partnership representative for the council"]


def test_a_team_of_many_with_the_same_post_is_one_line(town: Town, client: Client) -> None:
    post = town.posts["amir"]
    for _ in range(3):
        Post.objects.create(
            partnership=post.partnership, agency=post.agency, role=post.role, title=post.title, contact=post.contact
        )
    rows = [one.text for one in page(client.get("/next-step/anyshire/")).all("tr")]
    assert len([row for row in rows if row.startswith("Social worker ")]) == 1


def test_somebody_who_says_where_they_are_is_told_what_comes_next(town: Town, client: Client) -> None:
    shown = page(client.get("/next-step/anyshire/?at=2"))
    note = next(one for one in shown.all("section") if one.attrs.get("aria-labelledby") == "next")
    assert "You are at Step 2: Line managers" in note.text
    assert "Step 3: Partnership representatives. Who answers: A partnership representative." in note.text
    assert len([one for one in shown.all("strong") if one.text == "You are here"]) == 1


@pytest.mark.parametrize("at", ["9", "", "<script>", "2&at=banana"])
def test_a_step_that_is_not_there_marks_nothing(town: Town, client: Client, at: str) -> None:
    answer = client.get(f"/next-step/anyshire/?at={at}")
    assert answer.status_code == 200
    assert "You are at" not in answer.content.decode()


def test_a_partnership_without_a_policy_still_shows_danger_and_whom_to_ask(town: Town, client: Client) -> None:
    town.partnership.pk, town.partnership.slug, town.partnership.name = None, "empty", "Emptyshire (invented)"
    town.partnership.save(force_insert=True)
    text = main(client, "/next-step/empty/")
    assert "call 999 now" in text
    assert NOBODY_SET_THIS in text
    assert "No posts have been set up for this partnership yet." in text


def test_a_partnership_that_is_not_there_is_not_found(town: Town, client: Client) -> None:
    assert client.get("/next-step/nowhere/").status_code == 404


def test_a_version_that_is_not_yet_in_force_is_not_shown(town: Town, client: Client) -> None:
    text = (POLICIES / "stoke-on-trent.policy").read_text(encoding="utf-8")
    policies.publish(town.partnership, text, datetime(2999, 1, 1, tzinfo=UTC))
    assert "Step 4: Independent chair" in main(client, "/next-step/anyshire/")
    policies.publish(
        town.partnership, (POLICIES / "coventry.policy").read_text("utf-8"), datetime(2026, 2, 1, tzinfo=UTC)
    )
    assert "Stage 1" in main(client, "/next-step/anyshire/")


@pytest.mark.parametrize("name", sorted(policies.shipped()))
def test_every_shipped_policy_has_its_page_with_source_and_gaps(client: Client, name: str) -> None:
    policy = policies.shipped()[name]
    text = main(client, f"/published/{name}/")
    for words in (policy.partnership, *policy.gaps, *(policy.label(step.key) for step in policy.steps)):
        assert " ".join(words.split()) in text
    assert "Where this comes from" in text
    belongs = "It does not belong to a partnership that uses this site"
    assert (belongs in text) is not policy.invented


def test_all_shipped_files_can_be_read_and_the_invented_one_is_apart(client: Client) -> None:
    assert sorted(policies.shipped()) == sorted(path.stem for path in POLICIES.glob("*.policy"))
    first, second = page(client.get("/published/")).all("table")
    assert "demo-borough" in hrefs(second)
    assert "demo-borough" not in hrefs(first)
    assert "stoke-on-trent" in hrefs(first)


def hrefs(table: object) -> set[str]:
    assert isinstance(table, type(Page("<p>").elements[0]))
    return {one.attrs["href"].split("/")[2] for one in table.inside if one.tag == "a"}


def test_what_was_not_stated_is_said_to_be_unconfirmed_and_never_filled_in(client: Client) -> None:
    shown = page(client.get("/published/stoke-on-trent/"))
    second = next(one for one in shown.all("section") if one.attrs.get("aria-labelledby") == "step-2")
    assert "Step 2: name not stated" in second.text
    assert "Who answers Not stated. To be confirmed by the partnership." in second.text
    assert "The policy does not state a time." in second.text


@pytest.mark.parametrize("name", ["nowhere", "README", "..", "demo-borough.policy"])
def test_a_policy_that_is_not_shipped_is_not_found(client: Client, db: None, name: str) -> None:
    assert client.get(f"/published/{name}/").status_code == 404


@pytest.mark.parametrize("address", ["/next-step/", "/next-step/anyshire/", "/published/", "/published/london/"])
def test_a_page_asks_little_of_the_database(
    town: Town, client: Client, address: str, django_assert_max_num_queries
) -> None:
    client.force_login(town.rosa)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
