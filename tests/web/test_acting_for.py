"""Who acts for an agency, and the areas of a partnership, in the browser; and where a child's area leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import ActingFor, Partnership
from forthright.record import policies
from forthright.record.models import Challenge
from tests.support.acts import NOW, day, sign_in
from tests.support.forms import assert_refuses, page
from tests.support.town import POLICIES, Town, employ
from tests.web.raising import WANTED, WORRY, answer, first_fact, holding, start
from tests.web.raising import send as send_it


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def main(client: Client, where: str) -> str:
    return page(client.get(where)).one("main").text


def good(town: Town) -> dict[str, str]:
    first = day("first", date(2026, 11, 2))
    return {"role": Role.SENIOR_MANAGER.value, "post": str(town.posts["hana"].pk), "basis": "Agreed in May", **first}


def test_the_business_unit_enters_who_acts_and_its_end_is_to_be_seen(client: Client, town: Town) -> None:
    sign_in(client, town, "beth")
    where = f"/acting-for/{town.council.pk}/add/"
    assert client.post(where, good(town)).status_code == 302
    shown = main(client, "/acting-for/")
    assert "Health team leader, Anyshire Health (invented)" in shown
    assert "From 2 November 2026, no end entered" in shown
    assert "Entered by Beth (invented) on 2 November 2026" in shown
    row = ActingFor.objects.get()
    seats = directory.seats(town.partnership.pk, [town.council.pk], NOW)
    assert seats[town.council.pk, Role.SENIOR_MANAGER].person == town.hana.pk
    assert client.post(f"/acting-for/end/{row.pk}/", day("last", date(2026, 11, 2))).status_code == 302
    assert "From 2 November 2026 until 2 November 2026" in main(client, "/acting-for/")
    with time_machine.travel(datetime(2026, 11, 3, 12, tzinfo=UTC), tick=False):
        sign_in(client, town, "beth")
        assert "Ended" in main(client, "/acting-for/")


@pytest.mark.parametrize(
    ("left", "sentence"),
    [
        ("role", "Select the role"),
        ("post", "Select the post that acts for it"),
        ("basis", "Enter on what grounds it acts"),
    ],
)
def test_what_is_missing_is_asked_for(client: Client, town: Town, left: str, sentence: str) -> None:
    sign_in(client, town, "beth")
    typed = {name: value for name, value in good(town).items() if name != left}
    assert_refuses(client.post(f"/acting-for/{town.council.pk}/add/", typed), left, sentence)
    assert not ActingFor.objects.exists()


def test_it_does_not_end_before_it_begins(client: Client, town: Town) -> None:
    sign_in(client, town, "beth")
    typed = {**good(town), **day("first", date(2026, 11, 20)), **day("last", date(2026, 11, 10))}
    refused = client.post(f"/acting-for/{town.council.pk}/add/", typed)
    assert_refuses(refused, "last", "The last day must be the first day or later")


def test_only_roles_that_the_agency_lacks_and_posts_of_others_are_offered(client: Client, town: Town) -> None:
    sign_in(client, town, "ada")
    form = main(client, f"/acting-for/{town.school.pk}/add/")
    assert "Senior manager" in form
    assert "Line manager" not in form
    assert "Health team leader" in form
    assert "Head of pastoral care" not in form


def test_an_administrator_does_it_for_their_own_agency_alone(client: Client, town: Town) -> None:
    sign_in(client, town, "ada")
    assert "Anyshire Council" not in main(client, "/acting-for/")
    assert client.get(f"/acting-for/{town.council.pk}/add/").status_code == 404
    assert client.post(f"/acting-for/{town.council.pk}/add/", good(town)).status_code == 404
    assert client.get(f"/areas/{town.partnership.pk}/").status_code == 404


def test_the_business_unit_writes_the_areas_one_a_line(client: Client, town: Town) -> None:
    sign_in(client, town, "beth")
    where = f"/areas/{town.partnership.pk}/"
    assert client.post(where, {"areas": "Upper  Town\n\nLower Town\nUpper Town\n"}).status_code == 302
    assert Partnership.objects.get(pk=town.partnership.pk).areas == "Upper Town\nLower Town"
    assert_refuses(client.post(where, {"areas": "x" * 81}), "areas", "Each area must be 80 characters or fewer")


@pytest.fixture
def other(town: Town) -> Partnership:
    """Another partnership in which school and council work too; their people are listed under the first."""
    made = Partnership.objects.create(
        name="Otherton (invented)", slug="otherton", hours=town.partnership.hours, areas="North Hill\nSouth Hill"
    )
    for agency in (town.school, town.council):
        agency.partnerships.add(made)
    text = (POLICIES / "demo-borough.policy").read_text(encoding="utf-8")
    policies.publish(made, text.replace("version: ", "version: ", 1), datetime(2026, 1, 1, tzinfo=UTC))
    return made


def raised_in(client: Client, town: Town, area: str) -> str:
    draft = start(client)
    answer(client, draft, "area", area=area)
    answer(client, draft, "who", agency=town.council.pk)
    answer(client, draft, "person", person=holding(town, "amir"))
    answer(client, draft, "worry", **WORRY)
    answer(client, draft, "wanted", **WANTED, go="check")
    return send_it(client, draft)


def test_the_childs_area_decides_the_partnership_and_its_policy(client: Client, town: Town, other: Partnership) -> None:
    sign_in(client, town, "rosa")
    draft = start(client)
    assert client.get(f"/raise/{draft}/area/").status_code == 200
    asked = main(client, f"/raise/{draft}/area/")
    assert "Where does the child live?" in asked
    assert "North Hill, South Hill" in asked
    assert "Your agency works in: Anyshire (invented), Otherton (invented)." in asked
    reference = raised_in(client, town, str(other.pk))
    assert Challenge.objects.get(pk=reference).partnership_id == other.pk
    fact = first_fact(town, reference)
    assert (fact.partnership, fact.raising.title) == (other.pk, "Teacher")
    assert "Hill" not in str(fact)


def test_whoever_is_not_sure_goes_by_the_policy_where_their_post_is_listed(
    client: Client, town: Town, other: Partnership
) -> None:
    sign_in(client, town, "rosa")
    reference = raised_in(client, town, "unsure")
    assert Challenge.objects.get(pk=reference).partnership_id == town.partnership.pk


def test_a_post_in_that_partnership_counts_before_the_one_at_home(
    client: Client, town: Town, other: Partnership
) -> None:
    home = town.partnership
    town.partnership = other
    employ(town, "rosa2", "school", Role.PRACTITIONER.value, "Visiting teacher", "")
    town.partnership = home
    held = town.rosa2.holdings.get()
    held.person = town.rosa
    held.save()
    sign_in(client, town, "rosa")
    draft = start(client)
    answer(client, draft, "post", post=town.posts["rosa"].pk)
    answer(client, draft, "area", area=str(other.pk))
    answer(client, draft, "who", agency=town.council.pk)
    answer(client, draft, "person", person=holding(town, "amir"))
    answer(client, draft, "worry", **WORRY)
    answer(client, draft, "wanted", **WANTED, go="check")
    assert first_fact(town, send_it(client, draft)).raising.title == "Visiting teacher"


def test_where_the_agency_works_in_one_partnership_nothing_is_asked(client: Client, town: Town) -> None:
    sign_in(client, town, "rosa")
    draft = start(client)
    assert client.get(f"/raise/{draft}/area/")["Location"] == f"/raise/{draft}/check/"


def test_an_area_whose_partnership_has_no_policy_here_lets_one_choose_again(
    client: Client, town: Town, other: Partnership
) -> None:
    bare = Partnership.objects.create(name="Bare (invented)", slug="bare", hours=town.partnership.hours)
    town.school.partnerships.add(bare)
    sign_in(client, town, "rosa")
    draft = start(client)
    answer(client, draft, "area", area=str(bare.pk))
    shown = page(client.get(f"/raise/{draft}/who/"))
    assert "Bare (invented) has not published its escalation policy here" in shown.one("main").text
    assert shown.all("a", href=f"/raise/{draft}/area/")
    assert client.get(f"/raise/{draft}/area/").status_code == 200


def test_another_area_asks_anew_for_the_agency(client: Client, town: Town, other: Partnership) -> None:
    sign_in(client, town, "rosa")
    draft = start(client)
    answer(client, draft, "area", area=str(town.partnership.pk))
    answer(client, draft, "who", agency=town.council.pk)
    answer(client, draft, "area", area=str(other.pk))
    assert client.get(f"/raise/{draft}/person/")["Location"] == f"/raise/{draft}/who/"
