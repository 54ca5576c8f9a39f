"""The gate of what came later: matters put to several agencies, and people without an account. As in `test_gate.py`."""

from __future__ import annotations

import pytest

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Conflict, Side
from forthright.core.challenge.commands import PassOver
from forthright.core.challenge.folding import fold
from forthright.directory.models import Post
from forthright.directory.queries import own_seat
from forthright.record import actions, apart, inviting, together
from forthright.record.store import load_facts

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


def test_a_conflict_is_taken_back_by_whoever_declared_it_and_to_others_it_is_not_there(planted: Planted) -> None:
    town, reference = planted.town, planted.matters["apart"]
    dee = town.dee.pk
    assert [(one.reference, one.person) for one in apart.declared_by(town.dee, NOW)] == [(reference, dee)]
    for who in set(town.people) - {"dee"}:
        assert (reference, dee) not in {(one.reference, one.person) for one in apart.declared_by(town.people[who], NOW)}
        with pytest.raises(actions.NotThere):
            apart.taken_back(town.people[who], reference, dee, "A reason.", NOW)
    for there, whom in (("ZZZZ-ZZZZ", dee), (reference, town.amir.pk), (planted.matters["taken back"], town.amir.pk)):
        with pytest.raises(actions.NotThere):
            apart.taken_back(town.dee, there, whom, "A reason.", NOW)
    refused = apart.taken_back(town.dee, reference, dee, "", NOW)
    assert isinstance(refused, No)
    assert apart.taken_back(town.dee, reference, dee, "A reason.", NOW) is None
    assert apart.declared_by(town.dee, NOW) == []
    assert dee not in town.matter_of("rosa", reference).state.conflicted


def test_where_a_matter_is_with_several_it_is_taken_back_where_it_was_declared(planted: Planted) -> None:
    town, reference = planted.town, planted.matters["with the council"]
    over = PassOver(seat=own_seat(town.ruth, town.posts["ruth"]), code=Conflict.OTHER, words={"reason": "-"})
    town.does("rosa", reference, over, NOW)
    ruth = town.ruth.pk
    assert (reference, ruth) in {(one.reference, one.person) for one in apart.declared_by(town.rosa, NOW)}
    assert apart.declared_by(town.ruth, NOW) == []
    assert apart.taken_back(town.rosa, reference, ruth, "A reason.", NOW) is None
    assert ruth not in town.matter_of("rosa", reference).state.conflicted


def test_an_invitation_is_ended_by_whoever_asked_or_answers_for_them_while_it_stands(planted: Planted) -> None:
    town, invitation = planted.town, planted.joan
    may = {who for who, person in town.people.items() if inviting.may_end(invitation, person)}
    owner = fold(load_facts(invitation.challenge)).owners[Side.RAISING]
    assert {town.people[who].pk for who in may} == {invitation.asked_by, owner}
    invitation.asked_by = town.beth.pk
    assert inviting.may_end(invitation, next(one for one in town.people.values() if one.pk == owner))
    assert not inviting.may_end(invitation, town.beth)
    invitation.ended_at = NOW
    assert not any(inviting.may_end(invitation, person) for person in town.people.values())
