"""A matter with two agencies and somebody who is worried too, walked as everybody: nobody of one pair reads the other.

Rosa of the school puts it to Amir at the council and to Pat of the police. Olu of the health agency is worried too with
the council's; nobody of hers is in the police's.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Shown
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Group
from forthright.notices.models import Message
from forthright.record import actions, together
from tests.support.town import Town, employ

from .place import EVERYBODY, FILES, OF_ONE_MATTER, OF_SEVERAL, Place

SECRET_OF_COUNCIL, SECRET_OF_POLICE = "canary said with the council", "canary said with the police"
HIDDEN = "Canaryname Hidden"


@pytest.fixture
def pairs(place: Place) -> dict[str, str]:
    """The references by the agency that answers."""
    town, now = place.town, timezone.now()
    police = Agency.objects.create(name="Anyshire Police (invented)", group=Group.POLICE, hours=town.school.hours)
    police.partnerships.add(town.partnership)
    town.police = police  # type: ignore[attr-defined]
    employ(town, "pat", "police", Role.PRACTITIONER.value, "Police constable", "")
    employ(town, "hidden", "school", Role.SAFEGUARDING_LEAD.value, "Hidden post of the school", "")
    town.people["hidden"].name = HIDDEN
    town.people["hidden"].save()
    origin = c.Origin(seat=directory.own_seat(town.hidden, town.posts["hidden"]), shown=Shown.TO_OWN_SIDE)
    wishes = [_wish(town, who, origin) for who in ("amir", "pat")]
    done = together.begin_together(town.rosa, wishes, "the form of this matter", now)
    assert isinstance(done, actions.Done), done
    other = together.others_of(together.fold(together.load_facts(done.reference)), done.reference)[0]
    found = {"council": done.reference, "police": other}
    olu = directory.own_seat(town.olu, town.posts["olu"])
    town.does("rosa", found["council"], c.AskAlong(seat=olu), now)
    for agency, who, secret in (("council", "amir", SECRET_OF_COUNCIL), ("police", "pat", SECRET_OF_POLICE)):
        for one in ("rosa", who):
            town.does(one, found[agency], c.GivePerspective(rating=2, words={"view": secret}), now)
        town.does("rosa", found[agency], c.AddEvidence(words={"what": secret, "source": secret}), now)
    return found


def _wish(town: Town, who: str, origin: c.Origin) -> c.Raise:
    return c.Raise(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=c.Subject.CHILD,
        subjects=1,
        topic="Need for action",
        raising=directory.own_seat(town.rosa, town.posts["rosa"]),
        responding=directory.own_seat(town.people[who], town.posts[who]),
        group=directory.kind_of(town.posts[who].agency_id or 0),
        origin=origin,
        words={"children": [{"name": "Zuri Canary"}], "worry_facts": "Seen alone at the gate."},
    )


PEOPLE = (*EVERYBODY, "pat", "hidden")
OFFICES = {"beth", "dora"}
MAY_OPEN = {
    "council": {"rosa", "amir", "olu", "mei", "sam", "hana"} | OFFICES,
    "police": {"rosa", "pat", "mei"} | OFFICES,
}
"""Those who take part, those who lead somebody who does, and two offices; the last two kinds see facts."""
READS = {"council": {"rosa", "amir", "olu"}, "police": {"rosa", "pat"}}


@pytest.mark.wide
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_a_pair_is_there_for_that_pair_alone(place: Place, pairs: dict[str, str], who: str) -> None:
    client = place.client(who)
    for agency, reference in pairs.items():
        for name in sorted(OF_ONE_MATTER - FILES):
            answer = client.get(place.address(name, reference))
            there = 302 if who == "nobody" else 200 if who in MAY_OPEN[agency] else 404
            assert answer.status_code == there, (name, who, agency)
            text = answer.content.decode()
            if who not in READS["council"] or agency == "police":
                assert SECRET_OF_COUNCIL not in text, (name, who)
            if who not in READS["police"] or agency == "council":
                assert SECRET_OF_POLICE not in text, (name, who)


@pytest.mark.wide
@pytest.mark.parametrize("who", PEOPLE)
def test_the_pages_of_the_whole_matter_show_each_no_more_than_its_own_pages_do(
    place: Place, pairs: dict[str, str], who: str
) -> None:
    client = place.client(who)
    raising = {"together": {"rosa", "olu", "beth"}, "together_record": {"rosa", "olu", "beth"}, "another": {"rosa"}}
    for agency, reference in pairs.items():
        for name in sorted(OF_SEVERAL):
            answer = client.get(place.address(name, reference))
            text = answer.content.decode()
            mine = who in raising[name] and who in MAY_OPEN[agency]
            if who == "nobody":
                assert answer.status_code == 302
            elif name == "another" and not mine and who in MAY_OPEN[agency]:
                assert answer.status_code == 409, (name, who)
            else:
                assert answer.status_code == (200 if mine else 404), (name, who, agency)
            assert (SECRET_OF_COUNCIL in text) <= (who in READS["council"]), (name, who)
            assert (SECRET_OF_POLICE in text) <= (who in READS["police"]), (name, who)
            assert ("Zuri" in text) <= (who in READS[agency]), (name, who)


@pytest.mark.wide
@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"rosa"}))
def test_a_name_that_only_the_raising_side_reads_reaches_nobody_else(
    place: Place, pairs: dict[str, str], who: str
) -> None:
    client = place.client(who)
    addresses = [place.address(name, one) for one in pairs.values() for name in OF_ONE_MATTER - FILES]
    addresses += [place.address(name, one) for one in pairs.values() for name in OF_SEVERAL]
    addresses += [reverse("act", args=(one, verb.value)) for one in pairs.values() for verb in c.Verb]
    for address in addresses:
        text = client.get(address).content.decode()
        # A form may offer a colleague by name, which says nothing of a part they had.
        if "/do/" in address and who in ("mei", "ruth"):
            continue
        assert "raised for somebody else" not in text.lower(), address
        if "ask-along" not in address:
            assert HIDDEN not in text or who == "hidden", address


def test_the_raising_side_reads_for_whom_it_was_raised(place: Place, pairs: dict[str, str]) -> None:
    assert HIDDEN in place.client("rosa").get(place.address("matter", pairs["council"])).content.decode()


@pytest.mark.wide
@pytest.mark.parametrize("who", ["pat", "olu", "sam", "beth"])
def test_no_act_reaches_into_the_other_pair(place: Place, pairs: dict[str, str], who: str) -> None:
    client: Client = place.client(who)
    other = pairs["council" if who == "pat" else "police"]
    for verb in c.Verb:
        form = {"what": "x", "source": "x", "told": "x", "where": "everywhere", "seen": "5", "token": "t" * 20}
        answer = client.post(reverse("act", args=(other, verb.value)), form)
        assert answer.status_code in ((404, 409) if who == "beth" else (404,)), verb


def test_no_message_names_a_matter_a_child_or_another_agency(place: Place, pairs: dict[str, str]) -> None:
    for message in Message.objects.filter(challenge__in=pairs.values()):
        for secret in ("Zuri", "Police", "Council", "canary", HIDDEN):
            assert secret not in f"{message.__dict__}", message.kind


@pytest.mark.parametrize("name", sorted(OF_SEVERAL))
def test_a_page_of_several_asks_few_questions_for_each_agency(place: Place, pairs: dict[str, str], name: str) -> None:
    client = place.client("rosa")
    client.get(place.address(name, pairs["council"]))
    with CaptureQueriesContext(connection) as asked:
        client.get(place.address(name, pairs["council"]))
    assert len(asked) <= 12 * len(pairs), [one["sql"] for one in asked]
