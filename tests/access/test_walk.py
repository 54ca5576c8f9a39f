"""Every address, walked as everybody. A new address that is not in this table fails the first test.

Two challenges of Rosa's with Amir: one at Step 1, which only the two take part in, and one at Step 3, which their
managers and representatives have joined.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from forthright.core.challenge import commands as c
from forthright.record import drafts
from forthright.web import urls as web_urls

from .place import (
    ACTS,
    AFTER_A_FRESH_SIGN_IN,
    BROKE_THE_GLASS,
    CANARIES,
    EVERYBODY,
    FACTS_ONLY_AT_STEP_1,
    FACTS_ONLY_AT_STEP_3,
    FACTS_ONLY_OF_QUIET,
    FILES,
    FOR_ANYBODY_SIGNED_IN,
    FOR_WHOEVER_ASKED,
    LEADS_ON,
    OF_ONE_MATTER,
    OF_SEVERAL,
    ONLY_FOR,
    PARTIES_AT_STEP_1,
    PARTIES_AT_STEP_3,
    PARTIES_OF_QUIET,
    POST_ONLY,
    PUBLIC,
    QUIET_CANARY,
    SIGNED_IN,
    Place,
)


def names() -> Iterator[str]:
    for pattern in web_urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        assert pattern.name, f"{pattern} has no name"
        yield pattern.name


def test_every_address_is_in_this_table() -> None:
    known = PUBLIC | FOR_WHOEVER_ASKED | FOR_ANYBODY_SIGNED_IN | OF_ONE_MATTER | set(ONLY_FOR) | set(POST_ONLY)
    known |= ACTS | OF_SEVERAL | LEADS_ON | AFTER_A_FRESH_SIGN_IN
    assert set(names()) == known
    assert get_resolver().url_patterns, "the addresses are loaded"


@pytest.mark.parametrize("who", EVERYBODY)
def test_public_pages_are_for_everybody_and_name_nobody(place: Place, who: str) -> None:
    client = place.client(who)
    for name in sorted(PUBLIC):
        answer = client.get(place.address(name, ""))
        assert answer.status_code == 200, name
        _no_canary(answer.content.decode(), name)


@pytest.mark.wide
@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_behind_sign_in_open_to_those_whose_they_are_and_are_not_there_for_others(place: Place, who: str) -> None:
    client = place.client(who)
    for name, allowed in [(name, set(SIGNED_IN) - {"joan"}) for name in FOR_ANYBODY_SIGNED_IN] + list(ONLY_FOR.items()):
        answer = client.get(place.address(name, place.first))
        expected = 302 if who == "nobody" else 200 if who in allowed else 404
        assert answer.status_code == expected, (name, who)
        if who not in PARTIES_AT_STEP_3 | BROKE_THE_GLASS:
            _no_canary(answer.content.decode(), name)


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_that_lead_on_do_so_for_whoever_is_signed_in(place: Place, who: str) -> None:
    client = place.client(who)
    for name in LEADS_ON:
        if who == "joan":
            assert client.get(place.address(name, "")).status_code == 404
            continue
        expected = reverse("account_login" if who == "nobody" else "account_reauthenticate")
        assert client.get(place.address(name, "")).url.startswith(expected)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_challenge_opens_to_those_who_take_part_as_facts_to_those_who_watch_and_to_nobody_else(
    place: Place, who: str
) -> None:
    client = place.client(who)
    for reference, parties, facts_only in (
        (place.first, PARTIES_AT_STEP_1, FACTS_ONLY_AT_STEP_1),
        (place.third, PARTIES_AT_STEP_3, FACTS_ONLY_AT_STEP_3),
    ):
        for name in sorted(OF_ONE_MATTER):
            answer = client.get(place.address(name, reference))
            there = parties | facts_only | BROKE_THE_GLASS
            expected = 302 if who == "nobody" else 200 if who in there else 404
            assert answer.status_code == expected, (name, who)
            text = answer.content.decode()
            if who in BROKE_THE_GLASS:
                assert "private note of Rosa" not in text and "sealed view of Rosa" not in text, name
            elif who not in parties:
                _no_canary(text, name)
                assert "Rosa" not in text, (name, who)


@pytest.mark.wide
def test_somebody_without_an_account_opens_their_one_challenge_and_nothing_else(place: Place) -> None:
    client, own = place.client("joan"), place.joan.challenge
    for name in sorted(OF_ONE_MATTER):
        assert client.get(place.address(name, own)).status_code == 200, name
        assert client.get(place.address(name, place.first)).status_code == 404, name
    for verb in set(c.Verb) - set(c.STARTING) - set(c.OF_THE_OFFICE):
        assert client.get(reverse("act", args=(own, verb.value))).status_code in (200, 409), verb
        assert client.get(reverse("act", args=(place.first, verb.value))).status_code == 404, verb
    for name in (FOR_ANYBODY_SIGNED_IN | set(ONLY_FOR) | set(POST_ONLY)) - {"draft_save"}:
        for answer in (client.get(place.address(name, own)), client.post(place.address(name, own))):
            assert answer.status_code == 404, name


def test_every_library_page_is_closed_to_somebody_without_an_account(place: Place) -> None:
    """Whatever the libraries bring, by name: signing out alone is theirs."""
    client = place.client("joan")
    assert client.get(reverse("account_logout")).status_code == 200
    for name in sorted(str(key) for key in get_resolver().reverse_dict if isinstance(key, str)):
        if name.startswith(("account_", "mfa_")) and name != "account_logout":
            answers = [client.get(address) for address in _addresses_of(name)]
            assert {answer.status_code for answer in answers} <= {404}, name


def _addresses_of(name: str) -> list[str]:
    try:
        return [reverse(name)]
    except NoReverseMatch:
        return []


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_code_is_entered_only_by_whoever_asked_for_one(place: Place, who: str) -> None:
    assert place.client(who).get(reverse("reply_code")).status_code == 302


@pytest.mark.wide
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_quiet_matter_is_there_only_for_the_raising_side(place: Place, who: str) -> None:
    client = place.client(who)
    for name in sorted(OF_ONE_MATTER - FILES):
        answer = client.get(place.address(name, place.quiet))
        there = who in PARTIES_OF_QUIET | FACTS_ONLY_OF_QUIET
        assert answer.status_code == (302 if who == "nobody" else 200 if there else 404), (name, who)
        if who not in PARTIES_OF_QUIET:
            assert QUIET_CANARY not in answer.content.decode()
            _no_canary(answer.content.decode(), name)
    for name in ("my_turn", "team", "office", "counts"):
        if who != "nobody" and who not in PARTIES_OF_QUIET | FACTS_ONLY_OF_QUIET:
            assert place.quiet not in client.get(place.address(name, "")).content.decode(), (name, who)


def test_whoever_is_let_in_reads_what_was_raised_and_nothing_that_was_said_before(place: Place) -> None:
    client = place.client("amir")
    pages = [place.address(name, place.let_in) for name in OF_ONE_MATTER]
    pages += [reverse("act", args=(place.let_in, verb.value)) for verb in c.Verb]
    assert "Seen alone at the gate" in client.get(place.address("matter", place.let_in)).content.decode()
    for address in pages:
        assert QUIET_CANARY not in client.get(address).content.decode(), address
    assert QUIET_CANARY in place.client("rosa").get(place.address("matter", place.let_in)).content.decode()


def _no_canary(text: str, where: str) -> None:
    for canary in (*CANARIES, "private note of Rosa", "Zuri"):
        assert canary not in text, f"{canary!r} on {where}"


def test_what_is_sealed_or_private_never_reaches_the_other_side(place: Place) -> None:
    client = place.client("amir")
    addresses = [place.address(name, place.first) for name in OF_ONE_MATTER]
    addresses += [reverse("act", args=(place.first, verb.value)) for verb in c.Verb]
    for address in addresses:
        text = client.get(address).content.decode()
        assert "sealed view of Rosa" not in text, address
        assert "private note of Rosa" not in text, address


@pytest.mark.wide
@pytest.mark.parametrize("who", ["olu", "hana", "sid", "ada", "nobody"])
def test_an_act_is_not_there_for_an_outsider_and_reads_like_one_in_no_challenge(place: Place, who: str) -> None:
    client = place.client(who)
    for verb in c.Verb:
        there = client.get(reverse("act", args=(place.third, verb.value)))
        not_there = client.get(reverse("act", args=("ZZZZ-ZZZZ", verb.value)))
        sent = client.post(reverse("act", args=(place.third, verb.value)), {"note": "x", "seen": "1", "token": "t"})
        assert there.status_code == not_there.status_code == sent.status_code == (302 if who == "nobody" else 404)
        if who != "nobody":
            assert _plain(there.content) == _plain(not_there.content), "the two answers can be told apart"


def _plain(content: bytes) -> str:
    """A page without its form token, which differs each time."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


@pytest.mark.parametrize("who", ["beth", "mei", "sam"])
def test_those_who_see_facts_only_may_do_nothing(place: Place, who: str) -> None:
    client = place.client(who)
    for verb in set(c.Verb) - set(c.STARTING) - set(c.OF_THE_OFFICE):
        leads = verb is c.Verb.CONFLICT and who != "beth"  # whoever leads them can say that they must not come in
        expected = 200 if leads else 409
        assert client.get(reverse("act", args=(place.first, verb.value))).status_code == expected, verb


def test_another_persons_draft_is_not_there(place: Place) -> None:
    for who in ("amir", "olu", "ada", "beth"):
        client = place.client(who)
        assert client.post(reverse("draft_save", args=(place.draft,)), {"worry_facts": "x"}).status_code == 404
        assert client.get(place.address("raise_page", "")).status_code == 404
    assert drafts.read(place.town.rosa, place.draft) == {"worry_facts": "Canary draft"}


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_only_sent_is_taken_from_those_whose_it_is_alone(place: Place, who: str) -> None:
    client = place.client(who)
    for name, allowed in POST_ONLY.items():
        not_read = 302 if who == "nobody" else 404 if who == "joan" and name != "draft_save" else 405
        assert client.get(place.address(name, "")).status_code == not_read
        answer = client.post(place.address(name, ""), {"worry_facts": "Canary draft"})
        expected = 302 if who == "nobody" else 404
        assert (answer.status_code in (200, 204, 302)) if who in allowed else answer.status_code == expected, (
            name,
            who,
        )


@pytest.mark.wide
def test_looking_changes_nothing_but_the_trail(place: Place) -> None:
    """Every GET, as one of each kind: each table has as many rows as before, except the trail and the sessions."""
    excepted = {"audit_look", "django_session", "usersessions_usersession"}
    models = [one for one in apps.get_models() if one._meta.db_table not in excepted]
    clients = [place.client(who) for who in ("rosa", "sam", "ravi", "beth", "olu", "nobody")]
    before = {model: list(model.objects.order_by("pk").values_list()) for model in models}
    for client in clients:
        for name in PUBLIC | FOR_ANYBODY_SIGNED_IN | OF_ONE_MATTER | OF_SEVERAL | set(ONLY_FOR):
            client.get(place.address(name, place.first))
        for verb in c.Verb:
            client.get(reverse("act", args=(place.third, verb.value)))
    for model, rows in before.items():
        now = list(model.objects.order_by("pk").values_list())
        assert _without_last_login(model, now) == _without_last_login(model, rows), model


def _without_last_login(model: object, rows: list[tuple[object, ...]]) -> object:
    return len(rows) if getattr(model, "__name__", "") == "Person" else rows


def test_nothing_is_done_without_the_forms_token(place: Place) -> None:
    client = place.client("rosa", enforce_csrf_checks=True)
    for verb in set(c.Verb) - set(c.STARTING):
        assert client.post(reverse("act", args=(place.first, verb.value)), {"note": "x"}).status_code == 403
    for name in ("raise", "settled", "draft_save", "briefing", "barriers", *POST_ONLY):
        assert client.post(place.address(name, "")).status_code == 403, name


def test_whoever_leaves_is_out_at_the_next_request(place: Place) -> None:
    client = place.client("rosa")
    assert client.get(place.address("matter", place.first)).status_code == 200
    place.town.rosa.is_active = False
    place.town.rosa.save()
    assert client.get(place.address("matter", place.first)).status_code == 302


@pytest.mark.parametrize("who", ["rosa", "beth"])
def test_no_title_or_address_names_a_child(place: Place, who: str) -> None:
    client = place.client(who)
    for name in OF_ONE_MATTER - FILES:
        text = client.get(place.address(name, place.third)).content.decode()
        title = text.split("<title>")[1].split("</title>")[0]
        assert "Zuri" not in title and "Canary" not in title
        assert "Zuri" not in place.address(name, place.third)
