"""Invented matters in which it counts who may know, who answers and who must not: beside those of `demo.py`."""

from __future__ import annotations

from msgspec.structs import replace

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Conflict, GlassWhy, RestrictedWhy, Stance
from forthright.core.policy.shapes import Role
from forthright.directory import queries as directory
from forthright.directory.guest_models import Invitation
from forthright.directory.guests import Asked
from forthright.directory.models import Group
from forthright.exchange.demo_stage import Refused, Stage
from forthright.record import inviting, need, together
from forthright.record.models import Challenge

GUEST = Asked(
    name="Bridie Nolan (invented)",
    title="Play leader",
    email="bridie@rainbow-corner.example",
    body="Rainbow Corner playgroup, 2 staff (invented)",
    group=Group.EDUCATION,
)


def child(name: str, born: str) -> list[dict[str, str]]:
    """One invented child, as the form keeps them."""
    return [{"name": f"{name} (invented)", "born": born, "identifier": ""}]


def put_to_two(stage: Stage) -> None:
    """The council closed the case and health did not refer: one matter, and each gives its own answer. The social
    worker is on leave, so their deputy answers."""
    words = {
        "children": child("Ines", "2022-08-09"),
        "worry_facts": "Ines missed 2 hearing tests in October. The family support ended on 30 October.",
        "worry_opinion": "I think that each of you believes the other is in touch with the family.",
        "impact": "Ines does not answer when she is called, and plays alone.",
        "wanted": "One of you sees Ines within a week, and tells the other what was found.",
        "interim_safety": "Ines is at nursery on 4 days a week.",
    }
    wishes = [stage.wish("dara", who, "Stepping down or closing", **words) for who in ("kofi", "lena")]
    at = stage.ago(1.6)
    council = stage.done(together.begin_together(stage.people["dara"], wishes, stage.form(), at)).reference
    matter = Challenge.objects.get(pk=council).matter
    health = Challenge.objects.exclude(pk=council).get(matter=matter).pk
    stage.does("lin", council, c.Acknowledge(words={"note": "I cover for Kofi this week."}), stage.ago(1.4))
    agreed = {"reasons": "You are right that nobody of ours has seen Ines since. I visit this week."}
    stage.does("lin", council, c.Reply(stance=Stance.AGREE, words=agreed), stage.ago(1.1))
    other = {"reasons": "We wrote to the family twice. A third letter is our procedure, and it went out on Monday."}
    stage.does("lena", health, c.Reply(stance=Stance.DISAGREE, words=other), stage.ago(0.9))


def kept_to_a_named_list(stage: Stage) -> None:
    """It is about the family of somebody who works at the council: few may know, and nobody breaks the glass."""
    wish = stage.wish(
        "gil",
        "petra",
        "Information sharing and communication",
        children=child("Tam", "2012-04-17"),
        worry_facts="Tam came to school on 3 days in one week with no lunch and in the same clothes.",
        worry_opinion="I think that it is not looked at because a parent is known to those who would look.",
        wanted="Somebody who does not know the family reads the reports of this year.",
        restricted_reason="A parent works with those who would be asked first. All of this is invented.",
    )
    ref = stage.begins("gil", replace(wish, restricted=RestrictedWhy.STAFF_FAMILY), stage.ago(1.2))
    vera = directory.own_seat(stage.people["vera"], stage.posts["vera"])
    words = {"reason": "She answers for the school on the days on which I teach."}
    stage.does("gil", ref, c.ListPerson(seat=vera, words=words), stage.ago(1.1))
    stage.does("gil", ref, c.AskIn(seat=vera, words=words), stage.ago(1.05))
    stage.does("petra", ref, c.Acknowledge(), stage.ago(0.9))


def asked_without_an_account(stage: Stage) -> None:
    """A playgroup is asked that has no account. Beth has vouched for the address, and the link is on its way."""
    wish = stage.wish(
        "tom",
        "poppy",  # whoever is named here is not looked at: who answers is made
        "Procedures not followed",
        children=child("Wyn", "2023-06-21"),
        worry_facts="Wyn was collected on 3 November by an adult who is not on the list of names.",
        wanted="Agree who may collect Wyn, and what happens when somebody else comes.",
    )
    at = stage.ago(0.3)
    role = Role.PRACTITIONER
    done = stage.done(inviting.begin_with_guest(stage.people["tom"], wish, GUEST, role, stage.form(), at))
    invitation = Invitation.objects.select_related("guest", "agency", "partnership").get(challenge=done.reference)
    how = "I telephoned the number on the public register of childcare (invented)."
    if inviting.vouch(stage.people["beth"], invitation, how, stage.ago(0.25)) is not None:
        raise Refused("nobody could vouch")


def a_conflict_of_interest(stage: Stage) -> None:
    """Colm knows the family, says so, and sees nothing of it any more. Petra answers in his place."""
    ref = stage.raises(
        "tom",
        "colm",
        "Need for action",
        stage.ago(1.3),
        children=child("Jools", "2014-12-01"),
        worry_facts="Jools has been out after 11pm on 4 nights this month. Each time we rang, no one was sent.",
        wanted="Somebody goes out the next time, and talks to Jools.",
    )
    words = {"reason": "Jools’s uncle is a friend of mine."}
    stage.does("colm", ref, c.DeclareConflict(code=Conflict.FAMILY, words=words), stage.ago(1.2))
    stage.does("petra", ref, c.Acknowledge(), stage.ago(1))


def opened_in_an_emergency(stage: Stage, reviewed: str, waiting: str) -> None:
    """Greta, who is on duty at night, opened two challenges: of one it has been said that it was right."""
    reason = "The police ask at night, and nobody of either side answers the telephone."
    entry = 0
    for ref, days in ((waiting, 0.6), (reviewed, 37.0)):
        by, post, code = stage.people["greta"], stage.posts["greta"], GlassWhy.OUT_OF_HOURS
        glass = need.break_glass(by, post, ref, code, reason, stage.form(), stage.ago(days))
        entry = stage.done(glass, "the glass").version
    found = "The duty team had rung both sides first, and wrote down when."
    review = need.review_glass(stage.people["uma"], reviewed, entry, True, found, stage.form(), stage.ago(36))
    stage.done(review, "the review")


def left_behind(stage: Stage) -> None:
    """Joel has gone, and what waits on him has not been given to anybody: his administrator sees that first."""
    ref = stage.raises(
        "olu",
        "joel",
        "Roles and responsibilities",
        stage.ago(7),
        children=child("Bo", "2025-01-30"),
        worry_facts="The family support plan names no date for the next visit.",
        wanted="A date, and who comes.",
    )
    stage.does("joel", ref, c.Acknowledge(), stage.ago(6.5))
