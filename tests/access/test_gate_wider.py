"""The gate of what came later: matters put to several agencies, and people without an account. As in `test_gate.py`."""

from __future__ import annotations

import pytest

from forthright.directory.models import Post
from forthright.record import actions, inviting, together

from .planted import NOW, Planted


def test_a_matter_of_several_is_put_to_another_by_those_alone_to_whom_it_is_there(planted: Planted) -> None:
    council, police = planted.matters["with the council"], planted.matters["with the police"]
    for who, reference in (("hana", police), ("pat", council), ("sid", council), ("rosa", "ZZZZ-ZZZZ")):
        with pytest.raises(actions.NotThere):
            together.put_to_another(planted.town.people[who], reference, [], "a form", NOW)
    for reference, other in ((council, police), (police, council)):
        found = together._matter_of(planted.town.rosa, reference, NOW)
        assert set(found) == {reference, other}
        assert found[reference].version == planted.town.matter_of("rosa", reference).state.version


def test_sponsors_vouch_for_those_whom_their_partnership_or_agency_asked(planted: Planted) -> None:
    town = planted.town
    assert [one.pk for one in inviting.to_vouch_for(town.beth, NOW)] == [planted.joan.pk]
    for who in ("bea", "ada", "rosa", "amir", "olu"):
        assert inviting.to_vouch_for(town.people[who], NOW) == []
        assert inviting.sponsored(town.people[who], planted.joan.pk, NOW) is None
    sponsors = {who for who, person in town.people.items() if inviting.is_sponsor(person, NOW)}
    assert sponsors == {"beth", "bea", "ada"}
    Post.objects.filter(pk=town.posts["ada"].pk).update(agency=planted.joan.agency)
    assert [one.pk for one in inviting.to_vouch_for(town.ada, NOW)] == [planted.joan.pk]
