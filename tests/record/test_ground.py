"""The ground of the tests: each finds it as it was built, whatever the one before did to it."""

from __future__ import annotations

import pytest

from forthright.directory.models import Partnership, Person
from forthright.record import drafts, keys
from forthright.record.models import Challenge, Draft
from tests.support.ground import Ground
from tests.support.town import MONDAY, Town


@pytest.mark.parametrize("time", [1, 2])
def test_whatever_a_test_does_to_the_town_is_gone_in_the_next(town: Town, time: int) -> None:
    assert not Challenge.objects.exists()
    assert town.rosa.name == Person.objects.get(pk=town.rosa.pk).name == "Rosa (invented)"
    town.raises()
    Person.objects.filter(pk=town.rosa.pk).update(name="Somebody else")
    town.rosa.name = "Somebody else"
    town.people.pop("olu")


@pytest.mark.django_db
def test_without_the_town_nothing_stands_there() -> None:
    assert not Partnership.objects.exists()


@pytest.fixture(scope="session")
def _draft_stands(_town_stands: Ground) -> Ground:
    _town_stands.add("_draft_stands", lambda town: drafts.start(town.rosa, "raise", MONDAY, data={"wanted": "So."}).pk)
    return _town_stands


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_layer_sealed_can_be_read_by_each_test_and_a_key_destroyed_is_back_in_the_next(
    _draft_stands: Ground, town: Town, time: int
) -> None:
    draft = _draft_stands.given("_draft_stands")
    assert drafts.read(town.rosa, draft) == {"wanted": "So."}
    keys.destroy(f"draft:{draft}")


def test_a_layer_that_is_not_asked_for_is_gone(town: Town) -> None:
    assert not Draft.objects.exists()
