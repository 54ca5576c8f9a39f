"""The radar of a partnership: its policy in force and its open matters against who is there."""

from __future__ import annotations

from datetime import date, timedelta

from forthright.core.policy.shapes import Role
from forthright.directory.models import Cover, Holding, Leave
from forthright.record import radar
from forthright.record.radar import Gap, Seen
from tests.support.town import MONDAY, Town, employ

DAY = MONDAY.date()
TODAY = {"starts": DAY, "ends": DAY}


def seen(town: Town, place: int, places: set[int] | None = None) -> Seen:
    (found,) = (one for one in radar.look(town.partnership, MONDAY, places) if one.place == place)
    return found


def gaps(town: Town, place: int, title: str) -> list[Gap]:
    return [one for one in seen(town, place).gaps if one.title == title and not one.about]


def test_a_manager_away_without_cover_is_a_gap_of_their_post_at_each_step_that_asks_for_it(town: Town) -> None:
    assert gaps(town, town.council.pk, "Team manager") == []
    Leave.objects.create(person=town.sam, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=1))
    (gap,) = gaps(town, town.council.pk, "Team manager")
    assert gap.hole.begins.date() == DAY + timedelta(days=1)
    assert "Step 2" in gap.steps
    Cover.objects.create(
        post=town.posts["sam"], deputy=town.amir, starts=DAY + timedelta(days=1), ends=DAY + timedelta(days=1)
    )
    assert gaps(town, town.council.pk, "Team manager") == []


def test_an_agency_without_the_post_is_a_gap_of_the_role_for_all_the_days(town: Town) -> None:
    found = [one for one in seen(town, town.health.pk).gaps if one.post is None and not one.about]
    assert (Role.REPRESENTATIVE.value,) in {one.roles for one in found}
    assert found[0].hole.ends > MONDAY + timedelta(days=27)


def test_a_holding_that_ends_is_seen_before_it_does(town: Town) -> None:
    last = DAY + timedelta(days=7)
    Holding.objects.filter(post=town.posts["sam"]).update(ends=last)
    found = [one for one in seen(town, town.council.pk).gaps if one.roles == (Role.LINE_MANAGER.value,)]
    assert {one.hole.begins.date() for one in found} == {last + timedelta(days=1)}


def test_the_partnerships_own_post_is_told_once_and_there(town: Town) -> None:
    Leave.objects.create(person=town.cleo, **TODAY)
    assert [gap.title for gap in seen(town, -town.partnership.pk).gaps] == ["Independent chair"]
    for agency in (town.school, town.council):
        assert gaps(town, agency.pk, "Independent chair") == []


def test_whoever_is_waited_for_in_an_open_matter_and_is_away_is_a_gap_of_that_matter(town: Town) -> None:
    reference = town.raises()
    Leave.objects.create(person=town.amir, **TODAY)
    (gap,) = (one for one in seen(town, town.council.pk).gaps if one.about)
    assert (gap.about, gap.title) == (reference, "Social worker")
    lines = seen(town, town.council.pk).matters
    assert [(line.person, bool(line.holes)) for line in lines] == [(town.amir.pk, True)]


def test_whoever_holds_no_post_any_more_leaves_a_gap_in_what_they_are_waited_for(town: Town) -> None:
    reference = town.raises()
    Holding.objects.filter(post=town.posts["amir"]).update(ends=DAY)
    (gap,) = (one for one in seen(town, town.council.pk).gaps if one.about)
    assert (gap.about, gap.hole.begins.date()) == (reference, DAY + timedelta(days=1))


def test_of_two_managers_each_is_looked_at(town: Town) -> None:
    employ(town, "lena", "council", Role.LINE_MANAGER.value, "Another manager", "")
    Leave.objects.create(person=town.lena, **TODAY)
    assert len(gaps(town, town.council.pk, "Another manager")) == 1
    assert gaps(town, town.council.pk, "Team manager") == []


def test_a_ring_that_arose_anyway_is_named(town: Town) -> None:
    for post, deputy in (("sam", "amir"), ("amir", "sam")):
        Cover.objects.create(post=town.posts[post], deputy=town.people[deputy], **TODAY)
    assert {frozenset(ring) for ring in seen(town, town.council.pk).rings} == {frozenset({town.sam.pk, town.amir.pk})}


def test_without_a_policy_only_open_matters_are_looked_at(town: Town) -> None:
    Leave.objects.create(person=town.sam, starts=date(2025, 11, 3), ends=date(2025, 11, 3))
    before = MONDAY - timedelta(days=365)
    assert all(not one.gaps for one in radar.look(town.partnership, before))


def test_it_asks_the_database_a_fixed_number_of_things(town: Town, django_assert_max_num_queries: object) -> None:
    radar.look(town.partnership, MONDAY)
    for number in range(5):
        employ(town, f"m{number}", "council", Role.LINE_MANAGER.value, f"Manager {number}", "")
        Leave.objects.create(person=town.people[f"m{number}"], starts=date(2026, 11, 5), ends=date(2026, 11, 6))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        radar.look(town.partnership, MONDAY)
