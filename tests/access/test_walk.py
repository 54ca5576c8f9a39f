"""Every address, walked as everybody. A new address that is not in this table fails the first test.

Two challenges of Rosa's with Amir: one at Step 1, which only the two take part in, and one at Step 3, which their
managers and representatives have joined.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import signing
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from forthright.audit import recoveries
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import GlassWhy, Stance, Why
from forthright.core.challenge.folding import fold
from forthright.core.challenge.standing import Office
from forthright.core.policy import edit
from forthright.core.policy.shapes import Role
from forthright.directory.actions import Acts, Signed, act_for, enter_days
from forthright.directory.hours import Days
from forthright.directory.models import Cover, Leave, Post
from forthright.exchange.models import PeopleImport
from forthright.record import actions, drafts, need
from forthright.record.store import load_facts
from forthright.web import urls as web_urls
from forthright.web.guests import ROUND
from forthright.web.recovering import SALT
from tests.exchange.lists import csv_of, teacher
from tests.support.guests import asks_joan, vouched
from tests.support.town import Town, employ

EVERYBODY = (
    *("rosa", "amir", "mei", "sam", "ruth", "ravi", "hana", "olu", "beth", "sid", "ada"),
    *("dora", "greta", "joan", "nobody"),
)
SIGNED_IN = EVERYBODY[:-1]
CANARIES = ("Canary", "waits for her brother", "after-school club", "Seen alone at the gate", "sealed view of Rosa")

PUBLIC = {"start", "danger", "scripts", "about", "privacy", "accessibility", "healthz", "next_step", "published"} | {
    "door",
    "briefing",
    "barriers",
    "reply_help",
    "reply_link",
    "next_step_of",
    "published_of",
    "door_of",
    "when_due",
    "time_left",
    "recovery_finish",
}
FOR_ANYBODY_SIGNED_IN = {"raise", "settled", "my_turn", "counts", "my_sessions", "choose_second", "recovery"} | {
    "cover",
    "cover_away",
}
FILES = {"why_file"}
OF_ONE_DATE = {"why"} | FILES
OF_ONE_MATTER = {"matter", "timeline", "printed", "paste", "looks", "dates"} | OF_ONE_DATE
FOR_WHOEVER_ASKED = {"reply_code"}
ONLY_FOR = {
    "team": {"mei", "sam", "hana"},
    "office": {"beth"},
    "cover_radar": {"mei", "sam", "hana", "ada", "beth"},
    "cover_away_for": {"mei", "ada"},
    "cover_change": {"rosa", "mei", "ada"},
    "cover_end": {"rosa", "mei", "ada"},
    "cover_end_cover": {"ada"},
    "cover_post": {"ada"},
    "invitations": {"ada", "beth"},
    "invitation": {"beth"},
    "invitation_renew": {"beth"},
    "invitation_end": {"beth"},
    "invited": {"amir"},
    "phone": {"beth"},
    "phone_act": {"beth"},
    "phone_sheet": {"beth"},
    "door_links": {"ada"},
    "opening_hours": {"ada", "beth"},
    "opening_hours_of": {"ada"},
    "opening_hours_add": {"ada"},
    "opening_hours_week": {"ada"},
    "opening_hours_withdraw": {"ada"},
    "bank_holiday": {"beth"},
    "acting_for": {"ada", "beth"},
    "acting_for_add": {"ada", "beth"},
    "acting_for_end": {"ada", "beth"},
    "areas": {"beth"},
    "school_days": {"beth"},
    "people": {"ada", "beth"},
    "people_agency": {"ada", "beth"},
    "people_partnership": {"beth"},
    "post_add": {"ada"},
    "own_post_add": {"beth"},
    "post": {"ada"},
    "post_give": {"ada"},
    "holding_end": {"ada"},
    "person": {"ada", "beth"},
    "person_rename": {"ada"},
    "person_leave": {"ada"},
    "person_move": {"ada"},
    "agency_add": {"beth"},
    "team_add": {"beth"},
    "agency_merge": {"beth"},
    "account_merge": {"beth"},
    "people_in": {"ada", "beth"},
    "people_in_template": {"ada", "beth"},
    "people_in_look": {"ada"},
    "raise_page": {"rosa"},
    "raise_check": {"rosa"},
    "raised": {"rosa"},
    "go_on": {"rosa"},
    "recovery_agree": {"ada", "mei", "beth"},
    "policies": {"beth"},
    "policy_begin": {"beth"},
    "policy_compare": {"beth"},
    "policy_version": {"beth"},
    "policy_text": {"beth"},
    "policy_version_rehearse": {"beth"},
    "policy_moves": {"beth"},
    "policy_move": {"beth"},
    "policy_edit": {"beth"},
    "policy_rehearse": {"beth"},
    "policy_parts": {"beth"},
    "policy_part": {"beth"},
    "policy_delete": {"beth"},
    "policy_publish": {"beth"},
    "policy_check": {"beth"},
    "restrict": {"beth"},
    "protection": {"beth", "dora"},
    "review_glass": {"beth", "dora"},
    "access_log": {"dora"},
}
AFTER_A_FRESH_SIGN_IN = {"break_glass"}
POST_ONLY = {
    "draft_save": {"rosa"},
    "person_invite": {"ada"},
    "policy_look": {"beth"},
    "policy_restore": {"beth"},
    "people_in_take_back": {"ada", "beth"},
    "stop_reading": {"greta"},
}
LEADS_ON = {"sign_in_again"}
"""Pages that only lead on, and show nothing themselves."""
ACTS = {"act"}
OF_SEVERAL = {"together", "together_record", "another"}
"""Pages of a matter that is put to several agencies: `test_several.py` walks them."""

PARTIES_AT_STEP_1 = {"rosa", "amir"}
PARTIES_AT_STEP_3 = {"rosa", "amir", "mei", "sam", "ruth", "ravi"}
FACTS_ONLY_AT_STEP_1 = {"mei", "sam", "beth", "dora"}
FACTS_ONLY_AT_STEP_3 = {"beth", "dora"}
BROKE_THE_GLASS = {"greta"}
"""Reads both, and no private note of theirs."""


QUIET_CANARY = "canary quiet words of Mei"
PARTIES_OF_QUIET = {"rosa", "mei"}
FACTS_ONLY_OF_QUIET = {"beth", "dora"}


class Place:
    """The town with its two challenges, and a draft of Rosa's."""

    def __init__(self, town: Town) -> None:
        now = timezone.now()
        self.town = town
        employ(town, "dora", "school", Office.DATA_PROTECTION.value, "Data protection officer", "")
        employ(town, "greta", "health", Role.SENIOR_MANAGER.value, "Duty manager", "")
        self.first = town.raises(now)
        town.does("rosa", self.first, c.GivePerspective(rating=1, words={"view": "sealed view of Rosa"}), now)
        town.does("rosa", self.first, c.WriteNote(words={"note": "private note of Rosa"}), now)
        self.third = town.raises(now)
        for answerer, raiser in (("amir", "rosa"), ("sam", "mei")):
            reply = c.Reply(stance=Stance.DISAGREE, words={"reasons": "Canary: we visited."})
            town.does(answerer, self.third, reply, now)
            town.does(raiser, self.third, c.TakeUp(why=Why.STILL_DIFFER), now)
        quiet = town.own_manager_first()
        self.quiet = town.raises(now, policy=quiet)
        town.does("mei", self.quiet, c.Reply(stance=Stance.DISAGREE, words={"reasons": QUIET_CANARY}), now)
        self.let_in = town.raises(now, policy=quiet)
        town.does("mei", self.let_in, c.Reply(stance=Stance.DISAGREE, words={"reasons": QUIET_CANARY}), now)
        town.does("mei", self.let_in, c.TakeUp(why=Why.STILL_DIFFER), now)
        self.draft = drafts.start(town.rosa, "raise", now, data={"worry_facts": "Canary draft"}).pk
        sent = {"address": "/raise/", "fields": [["worry_facts", "Canary draft"]], "files": False}
        self.kept = drafts.start(town.rosa, "kept", now, data=sent).pk
        text = edit.set_value(town.policy.text, "version", "2026-05-01")
        typed = {"partnership": str(town.partnership.pk), "text": text, "reason": "The text has a new date."}
        self.policy = drafts.start(town.beth, "policy", now, data=typed).pk
        people = csv_of([teacher(1)]).encode()
        sent = {"partnership": str(town.partnership.pk), "content": b64encode(people).decode(), "encoding": ""}
        self.list = drafts.start(town.ada, "people list", now, data=sent).pk
        nothing: dict[str, list[int]] = {"agencies": [], "people": [], "posts": [], "holdings": []}
        self.imported = PeopleImport.objects.create(
            partnership=town.partnership, lines=0, made=nothing, at=now, by=town.ada.pk, by_name=town.ada.name
        ).pk
        days = Days(now.date(), now.date(), (), "Inset day")
        away = {"starts": now.date() + timedelta(days=9), "ends": now.date() + timedelta(days=9)}
        self.leave = Leave.objects.create(person=town.rosa, **away).pk
        self.vacant = Post.objects.create(
            partnership=town.partnership, agency=town.school, role=Role.SAFEGUARDING_LEAD.value, title="Vacant lead"
        )
        self.covering = Cover.objects.create(post=self.vacant, deputy=town.mei, **away).pk
        self.joan = vouched(town, asks_joan(town, now), now)
        town.people["joan"] = self.joan.guest
        self.closure = enter_days(town.school.hours, days, "", Signed(town.ada, now, "Why.")).pk
        acts = Acts(town.school, Role.HEAD_OF_SERVICE, town.posts["hana"], now.date(), None, "Agreed")
        self.acting = act_for(acts, town.beth, now).pk
        asked = recoveries.ask(town.rosa, town.ada, now)
        assert asked is not None
        self.recovery = asked.key
        recoveries.agree(asked.key, town.mei, now)

        for reference in (self.first, self.third):
            done = need.break_glass(
                town.greta, town.posts["greta"], reference, GlassWhy.CRISIS, "Nobody answers.", "t" * 16, now
            )
            assert isinstance(done, actions.Done), done
            self.broken = done.version

    def address(self, name: str, reference: str) -> str:
        """A real address of this name."""
        arguments: dict[str, tuple[object, ...]] = {
            "next_step_of": ("anyshire",),
            "published_of": ("london",),
            "door_of": (self.town.school.pk,),
            "reply_link": ("x" * 43,),
            "invitation": (self.joan.pk,),
            "invitation_renew": (self.joan.pk,),
            "invitation_end": (self.joan.pk,),
            "phone": (self.first,),
            "phone_act": (self.first, self.town.amir.pk, "reply"),
            "phone_sheet": (self.first,),
            "invited": (self.joan.challenge,),
            "door_links": (self.town.school.pk,),
            "opening_hours_of": ("agency", self.town.school.pk),
            "opening_hours_add": ("agency", self.town.school.pk),
            "opening_hours_week": ("agency", self.town.school.pk),
            "opening_hours_withdraw": ("agency", self.town.school.pk, self.closure),
            "bank_holiday": (self.town.partnership.pk,),
            "school_days": (self.town.partnership.pk,),
            "cover_away_for": (self.town.rosa.pk,),
            "cover_change": (self.leave,),
            "cover_end": (self.leave,),
            "cover_end_cover": (self.covering,),
            "cover_post": (self.vacant.pk,),
            "people_agency": (self.town.school.pk,),
            "people_partnership": (self.town.partnership.pk,),
            "post_add": (self.town.school.pk,),
            "own_post_add": (self.town.partnership.pk,),
            "post": (self.town.posts["rosa"].pk,),
            "post_give": (self.town.posts["rosa"].pk,),
            "holding_end": (self.town.posts["rosa"].holdings.get().pk,),
            "person_leave": (self.town.rosa.pk, "agency", self.town.school.pk),
            "person_move": (self.town.rosa.pk, "agency", self.town.school.pk),
            "agency_add": (self.town.partnership.pk,),
            "team_add": (self.town.partnership.pk,),
            "agency_merge": (self.town.school.pk,),
            "acting_for_add": (self.town.school.pk,),
            "acting_for_end": (self.acting,),
            "areas": (self.town.partnership.pk,),
            "people_in_look": (self.list,),
            "people_in_take_back": (self.imported,),
            "raise_page": (self.draft, "worry"),
            "raise_check": (self.draft,),
            "go_on": (self.kept,),
            "recovery_agree": (self.recovery,),
            "recovery_finish": (signing.dumps(self.recovery, salt=SALT),),
            "draft_save": (self.draft,),
            "policy_begin": (self.town.partnership.pk,),
            "policy_compare": (self.town.partnership.pk,),
            "policy_version": (self.town.policy.pk,),
            "policy_text": (self.town.policy.pk,),
            "policy_version_rehearse": (self.town.policy.pk,),
            "policy_moves": (self.town.policy.pk,),
            "policy_move": (self.town.policy.pk, self.first),
            "policy_restore": (self.town.policy.pk,),
            "policy_part": (self.policy, "step-1"),
            "restrict": (self.first,),
            "review_glass": (self.third, self.broken),
            "stop_reading": (self.third,),
        }
        if name.startswith("policy_") and name not in arguments:
            return reverse(name, args=(self.policy,))
        if name in ("person", "person_rename", "person_invite", "account_merge"):
            return reverse(name, args=(self.town.rosa.pk,))
        if name in OF_ONE_DATE:
            return reverse(name, args=(reference, self.key_of(reference)))
        if name in OF_ONE_MATTER | OF_SEVERAL or name == "raised":
            return reverse(name, args=(reference,))
        return reverse(name, args=arguments.get(name, ()))

    def key_of(self, reference: str) -> str:
        """The key of something that is open in a challenge, with a date if there is one."""
        duties = fold(load_facts(reference)).duties.values()
        return min(duties, key=lambda duty: duty.due is None).key if duties else "none"

    def client(self, who: str, **options: bool) -> Client:
        """A browser in which this person is signed in."""
        client = Client(raise_request_exception=True, **options)
        if who != "nobody":
            client.force_login(self.town.people[who])
        if who == "joan":  # as the code leaves it
            session = client.session
            session[ROUND] = self.joan.renewed_often
            session.save()
        return client


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
