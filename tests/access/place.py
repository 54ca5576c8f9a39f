"""Whom each address is for, and a town with one of everything that addresses lead to. `test_walk.py` walks it."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forthright.audit import recoveries
from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Conflict, GlassWhy, Stance, Why
from forthright.core.challenge.folding import fold
from forthright.core.challenge.standing import Office
from forthright.core.policy import edit
from forthright.core.policy.shapes import Role
from forthright.directory import claims, reach
from forthright.directory.actions import Acts, Signed, act_for, enter_days
from forthright.directory.hours import Days
from forthright.directory.models import Cover, Leave, Post
from forthright.directory.queries import own_seat
from forthright.directory.reach import Whose
from forthright.directory.upkeep import By
from forthright.exchange.models import PeopleImport
from forthright.record import actions, drafts, need
from forthright.record.store import load_facts
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
    "reach_answer",
}
FOR_ANYBODY_SIGNED_IN = {"raise", "settled", "my_turn", "counts", "my_sessions", "choose_second", "recovery"} | {
    "cover",
    "cover_away",
    "conflicts",
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
    "invited_end": {"amir"},
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
    "reach": {"ada"},
    "person_move": {"ada"},
    "conflict_back": {"rosa"},
    "person_sign_out": {"ada"},
    "person_ended": {"ada"},
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
    "person_reach": {"ada"},
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
        self.passed = town.raises(now)
        over = c.PassOver(seat=own_seat(town.ruth, town.posts["ruth"]), code=Conflict.OTHER, words={"reason": "Kin."})
        town.does("rosa", self.passed, over, now)
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
        for said in ({self.vacant.title}, set[str]()):  # her agency's sign-in gave her this post, and ended it
            claims.settle(town.rosa, {self.vacant.title: self.vacant}, said, now)
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
        (check,) = reach.ask(reach.reached_of([town.rosa]), Whose(town.partnership, town.school), By(town.ada, now))
        self.reach = check.pk

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
            "invited_end": (self.joan.challenge,),
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
            "person_ended": (self.town.rosa.pk, self.vacant.pk),
            "conflict_back": (self.passed, self.town.ruth.pk),
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
            "reach": ("agency", self.town.school.pk),
            "reach_answer": (reach.token_of(self.reach),),
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
        if name in ("person", "person_rename", "person_invite", "person_reach", "person_sign_out", "account_merge"):
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
