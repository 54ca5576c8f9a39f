"""A post of another body acts for an agency in a role that it has nobody for."""

from __future__ import annotations

from datetime import date

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Side, Why
from forthright.core.challenge.folding import fold
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import ActingFor, Agency, Cover, Group, Holding, Partnership
from forthright.record.store import load_facts
from tests.support.town import MONDAY, Town, employ

MANAGER, SENIOR = Role.LINE_MANAGER, Role.SENIOR_MANAGER


def acts(town: Town, post: str, agency: Agency, role: Role = SENIOR, **more: object) -> ActingFor:
    fields: dict[str, object] = {"starts": date(2026, 1, 1), "basis": "Agreed in 2026", "added_at": MONDAY}
    return ActingFor.objects.create(post=town.posts[post], agency=agency, role=role.value, **(fields | more))


def practice(town: Town, name: str = "Hill GP practice (invented)") -> Agency:
    """A small agency with a practitioner and nobody above."""
    agency = Agency.objects.create(name=name, group=Group.HEALTH, hours=town.health.hours)
    agency.partnerships.add(town.partnership)
    return agency


def seats(town: Town, *agencies: Agency) -> dict[tuple[int, Role], tuple[str, str]]:
    found = directory.seats(town.partnership.pk, [one.pk for one in agencies], MONDAY)
    return {key: (seat.name, seat.title) for key, seat in found.items()}


def test_whoever_acts_sits_in_the_agencys_role_with_the_title_of_their_own_post(town: Town) -> None:
    hill = practice(town)
    acts(town, "hana", hill)
    assert seats(town, hill)[hill.pk, SENIOR] == (
        "Hana (invented)",
        "Health team leader, acting for Hill GP practice (invented)",
    )


def test_only_where_the_agency_has_nobody_of_its_own_and_only_in_its_days(town: Town) -> None:
    acts(town, "hana", town.council, MANAGER)
    assert seats(town, town.council)[town.council.pk, MANAGER][0] == "Sam (invented)"
    Holding.objects.filter(person=town.sam).delete()
    assert seats(town, town.council)[town.council.pk, MANAGER][0] == "Hana (invented)"
    ActingFor.objects.update(ends=date(2026, 11, 1))
    assert (town.council.pk, MANAGER) not in seats(town, town.council)


def test_the_deputy_answers_for_the_post_that_acts_and_the_part_stays_its_holders(town: Town) -> None:
    hill = practice(town)
    acts(town, "hana", hill)
    Cover.objects.create(post=town.posts["hana"], deputy=town.olu, starts=date(2026, 11, 1), ends=date(2026, 11, 9))
    seat = directory.seats(town.partnership.pk, [hill.pk], MONDAY)[hill.pk, SENIOR]
    assert (seat.name, seat.answers) == ("Hana (invented)", "Olu (invented), for Hana (invented)")
    assert seat.title == "Health team leader, acting for Hill GP practice (invented)"


def test_no_agency_sits_on_both_sides(town: Town) -> None:
    hill = practice(town)
    acts(town, "hana", hill)
    assert (hill.pk, SENIOR) not in seats(town, hill, town.health)
    assert (hill.pk, SENIOR) in seats(town, hill, town.school)


def test_nobody_acts_for_both_sides(town: Town) -> None:
    hill, dale = practice(town), practice(town, "Dale GP practice (invented)")
    acts(town, "hana", hill)
    acts(town, "hana", dale)
    assert not {key for key in seats(town, hill, dale) if key[1] is SENIOR}


def test_a_matter_goes_up_to_whoever_acts_on_the_side_of_the_agency_acted_for(town: Town) -> None:
    Holding.objects.filter(person=town.sam).delete()
    acts(town, "hana", town.council, MANAGER)
    reference = town.raises()
    town.does("rosa", reference, c.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."}))
    state = fold(load_facts(reference))
    assert state.owners[Side.RESPONDING] == town.hana.pk
    party = state.parties[town.hana.pk]
    assert (party.agency, party.side) == (town.council.pk, Side.RESPONDING)
    assert party.title.endswith("acting for Anyshire Council (invented)")


def test_the_check_of_a_policy_counts_a_role_in_which_somebody_acts(town: Town) -> None:
    hill = practice(town)
    acts(town, "hana", hill)
    found = {one.agency: one.roles for one in directory.held_now(town.partnership, MONDAY).agencies}
    assert found[hill.name] == {SENIOR}
    assert len(directory.held_now(town.partnership, MONDAY).agencies) == 4
    acts(town, "hana", hill, MANAGER)
    assert len(directory.held_now(town.partnership, MONDAY).agencies) == 4


def test_a_role_in_which_somebody_acts_is_held(town: Town) -> None:
    hill = practice(town)
    assert SENIOR not in directory.roles_held(town.partnership.pk, [hill.pk], MONDAY)
    acts(town, "hana", hill)
    assert SENIOR in directory.roles_held(town.partnership.pk, [hill.pk], MONDAY)


def test_an_agency_that_lists_its_people_under_another_partnership_is_found_in_this_one(town: Town) -> None:
    other = Partnership.objects.create(name="Otherton (invented)", slug="otherton", hours=town.partnership.hours)
    town.council.partnerships.add(other)
    found = directory.seats(other.pk, [town.council.pk], MONDAY)
    assert found[town.council.pk, MANAGER].person == town.sam.pk
    town.partnership, home = other, town.partnership
    employ(town, "otto", "council", MANAGER.value, "Team manager for Otherton", "")
    town.partnership = home
    assert directory.seats(other.pk, [town.council.pk], MONDAY)[town.council.pk, MANAGER].person == town.otto.pk
    assert directory.seats(home.pk, [town.council.pk], MONDAY)[town.council.pk, MANAGER].person == town.sam.pk
