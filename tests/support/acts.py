"""Acting in a challenge through its forms: where it must stand, and what a person would type."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from forthright.core.challenge import commands
from forthright.core.challenge.codes import Better, Conflict, Outcome, RestrictedWhy, Ruling, Stance, Why
from forthright.core.challenge.commands import Verb
from forthright.directory import queries as directory
from forthright.record import clock, policies, queries
from forthright.record.models import StoredEvent
from tests.core.challenge.texts import text
from tests.support.everything import changed
from tests.support.forms import page
from tests.support.town import MONDAY, Town

NOW = MONDAY + timedelta(hours=2)


LATER = datetime(2026, 12, 14, 23, 59, tzinfo=UTC)


OUTCOME = commands.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "We see it alike."})


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def address(reference: str, verb: Verb | str) -> str:
    return f"/matter/{reference}/do/{verb}/"


def fields(client: Client, reference: str, verb: Verb | str) -> dict[str, str]:
    """What the form sends by itself: the token and the version that the page showed."""
    shown = page(client.get(address(reference, verb)))
    return {name: shown.all("input", name=name)[-1].attrs["value"] for name in ("token", "seen")}


def send(client: Client, reference: str, verb: Verb | str, **typed: Any) -> HttpResponse:
    return client.post(address(reference, verb), {**fields(client, reference, verb), **typed})


def sign_in(client: Client, town: Town, name: str) -> None:
    client.force_login(town.people[name])


def newest(reference: str) -> str:
    return StoredEvent.objects.filter(challenge=reference).latest("version").type


def at_step(town: Town, reference: str, step: str) -> None:
    """Takes a challenge up by its owners, one step at a time."""
    for reached, who in (("2", "rosa"), ("3", "mei")):
        if reached <= step:
            town.does(who, reference, commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."}))


def agreed(town: Town, reference: str) -> None:
    """An outcome with one action of each side that stands."""
    people = {party: town.people[party].pk for party in ("rosa", "amir")}
    state = queries.matter(town.rosa, reference, NOW).state  # type: ignore[union-attr]
    new = tuple(commands.NewAction(owner=state.parties[one], due=LATER) for one in people.values())
    words = {"agreed": "We see it alike.", "actions": ["Keep the gate log.", "Visit the home."]}
    wish = commands.Propose(outcome=Outcome.AGREEMENT, check_back=LATER, actions=new, words=words)
    town.does("amir", reference, wish)
    town.does("rosa", reference, commands.Confirm(agree=True))


OF_THE_WIDER_POLICY = (Verb.ASK_EXTENSION, Verb.ANSWER_EXTENSION, Verb.PAUSE, Verb.RESUME, Verb.WARN, Verb.HAND_BACK)
"""Acts that the demonstration policy does not provide for."""


def published(town: Town, *changes: tuple[str, str]) -> str:
    """The policy that uses everything, published here and in force from then on; its fingerprint."""
    version = policies.publish(town.partnership, changed(*changes), datetime(2026, 1, 1, 1, tzinfo=UTC))
    return version.fingerprint


def small(town: Town, steps: str, top: str = "") -> str:
    """A small policy of these steps, published here; its fingerprint."""
    return policies.publish(town.partnership, text(steps, top), datetime(2026, 1, 3, tzinfo=UTC)).fingerprint


def along(town: Town, reference: str, who: str = "hana") -> None:
    """Rosa asks somebody along who may be worried too."""
    seat = directory.own_seat(town.people[who], town.posts[who])
    town.does("rosa", reference, commands.AskAlong(seat=seat, words={"reason": "She knows the family."}))


def prepared(town: Town, verb: Verb) -> tuple[str, str]:
    """A challenge that stands where this act is allowed, and who may do it."""
    if verb is Verb.GATE:
        return town.raises(policy=town.own_manager_first("1")), "mei"
    if verb in (Verb.TOLD, Verb.FORM, Verb.REFER):
        reference = town.raises(policy=town.own_manager_first("1"))
        town.does("mei", reference, commands.PassGate(agree=True))
        return reference, "rosa"
    reference = town.raises(policy=published(town)) if verb in OF_THE_WIDER_POLICY else town.raises()
    if verb is Verb.RESUME:
        soon = MONDAY + timedelta(days=3)
        town.does("rosa", reference, commands.Pause(until=soon, words={"reason": "They are away."}))
    if verb is Verb.ANSWER_EXTENSION:
        ask = commands.AskExtension(duty="1.1.acknowledge", more=1, words={"reason": "Two of us are away."})
        town.does("amir", reference, ask)
    if verb in (Verb.WORRY, Verb.LEAVE):
        along(town, reference)
    if verb is Verb.HAND_BACK:
        town.does("rosa", reference, commands.Warn())
        town.does("rosa", reference, commands.TakeUp(why=Why.URGENT, words={"reason": "It cannot wait."}))
    if verb in (Verb.DECIDE, Verb.AGREE_DECISION):
        at_step(town, reference, "3")
    if verb is Verb.AGREE_DECISION:
        words = {"decision": "A visit this week.", "reasons": "She is alone."}
        town.does("ruth", reference, commands.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=words))
    if verb is Verb.CONFIRM:
        town.does("amir", reference, OUTCOME)
    if verb in (Verb.ACTION_DONE, Verb.ACTION_AGAIN, Verb.CHECK_BACK):
        agreed(town, reference)
    if verb is Verb.RELEASE:
        mei = directory.own_seat(town.mei, town.posts["mei"])
        town.does("rosa", reference, commands.AskAdvice(seat=mei))
    if verb in (Verb.LIST, Verb.UNLIST, Verb.LIFT):
        close = commands.Restrict(code=RestrictedWhy.ADDRESS, words={"reason": "An address is protected."})
        if verb is Verb.UNLIST:
            mei = directory.own_seat(town.mei, town.posts["mei"])
            town.does("rosa", reference, commands.AskIn(seat=mei, words={"reason": "Advice."}))
        town.does("rosa", reference, close)
    if verb is Verb.REOPEN:
        town.does("rosa", reference, commands.Withdraw(words={"reason": "Settled."}))
    who = {
        Verb.ACKNOWLEDGE: "amir",
        Verb.REPLY: "amir",
        Verb.ASK_EXTENSION: "amir",
        Verb.DECIDE: "ruth",
        Verb.AGREE_DECISION: "ravi",
        Verb.HAND_BACK: "mei",
        Verb.WORRY: "hana",
        Verb.LEAVE: "hana",
    }
    return reference, who.get(verb, "rosa")


SIX_WEEKS = date(2026, 12, 14)


GOOD: dict[Verb, dict[str, Any]] = {
    Verb.ACKNOWLEDGE: {"note": "I have it."},
    Verb.PERSPECTIVE: {"view": "She is alone too often.", "rating": "3", "change_mind": "A visit."},
    Verb.REPLY: {"stance": Stance.PARTLY.value, "reasons": "Thank you. We visited.", "change_mind": "A second log."},
    Verb.POINT: {"point": "She was alone on 12 October.", "status": "agreed"},
    Verb.EVIDENCE: {"what": "A second log.", "source": "School office"},
    Verb.NOTE: {"note": "Ask Mei on Monday."},
    Verb.THANK: {"kind": "you were right", "note": "You saw it first."},
    Verb.TALK: {
        "kind": "phone call",
        **day("day", date(2026, 11, 2)),
        "time": "9:30am",
        "who": "Both",
        "said": "Much.",
    },
    Verb.SAFETY: {"plan": "She stays at the club until 6pm."},
    Verb.DANGER: {"told": "I called 999 at 9:10am."},
    Verb.URGENT: {"reason": "The club closes on Friday."},
    Verb.TAKE_UP: {"why": Why.URGENT.value, "reason": "The club closes on Friday."},
    Verb.ASK_IN: {"reason": "I want advice."},
    Verb.HAND_OVER: {"reason": "I am on leave."},
    Verb.DECIDE: {
        "ruling": Ruling.AS_RAISED.value,
        "decision": "A visit this week.",
        "reasons": "She is alone.",
        **day("check_back", SIX_WEEKS),
    },
    Verb.AGREE_DECISION: {"agree": "yes"},
    Verb.PROPOSE: {
        "outcome": Outcome.CLARIFICATION.value,
        "agreed": "We see it alike.",
        **day("check_back", SIX_WEEKS),
    },
    Verb.CONFIRM: {"agree": "yes"},
    Verb.ACTION_DONE: {"action": "1", "note": "Done on Monday."},
    Verb.ACTION_AGAIN: {"action": "1", "reason": "The log was lost.", **day("due", date(2026, 12, 1))},
    Verb.CHECK_BACK: {"better": Better.YES.value, "different": "She is at the club."},
    Verb.WITHDRAW: {"reason": "We settled it by talking."},
    Verb.REOPEN: {"reason": "It happened again."},
    Verb.CORRECT: {"entry": "1", "correction": "It was 13 October."},
    Verb.PAUSE: {**day("until", date(2026, 11, 9)), "reason": "The family is away until then."},
    Verb.RESUME: {"reason": "They are back."},
    Verb.SHORTEN: {"duty": "1.1.reply", **day("day", date(2026, 11, 3)), "reason": "The hearing is on Wednesday."},
    Verb.ASK_EXTENSION: {"duty": "1.1.acknowledge", "more": "1", "reason": "Two of us are away."},
    Verb.ANSWER_EXTENSION: {"agree": "no", "reason": "The hearing is on Wednesday."},
    Verb.WARN: {"note": "I will take it up tomorrow."},
    Verb.HAND_BACK: {"reason": "You two have not spoken yet."},
    Verb.REFER: {"place": "0", "note": "They look at it on Friday."},
    Verb.FORM: {"form": "1", "answer_0": "Whether she is safe after school.", "answer_1": "A visit."},
    Verb.TOLD: {"who": "1.0.1", "how": "By telephone on Monday."},
    Verb.GATE: {"agree": "no", "reason": "Speak to Amir first."},
    Verb.ASK_ALONG: {"reason": "She knows the family."},
    Verb.WORRY: {"view": "I am worried too, because she was cold.", "rating": "2"},
    Verb.LEAVE: {"reason": "I do not know her any more."},
    Verb.CONFLICT: {"code": Conflict.FAMILY.value, "reason": "She is my sister."},
    Verb.PASS_OVER: {"code": Conflict.CONDUCT.value, "reason": "His visit is in question."},
    Verb.ASK_ADVICE: {"reason": "I want to know what a bruise like this means."},
    Verb.RELEASE: {"note": "Thank you."},
    Verb.RESTRICT: {"code": RestrictedWhy.ADDRESS.value, "never": "no", "reason": "An address is protected."},
    Verb.LIST: {"reason": "She answers at the next step."},
    Verb.UNLIST: {"reason": "She is not needed."},
    Verb.LIFT: {"reason": "It is protected no longer."},
}


def good(client: Client, reference: str, verb: Verb) -> dict[str, Any]:
    """What a person would type, with the colleague whom the page offers first."""
    typed = dict(GOOD[verb])
    chosen = (Verb.ASK_IN, Verb.HAND_OVER, Verb.PASS_OVER, Verb.ASK_ADVICE, Verb.RELEASE, Verb.LIST, Verb.UNLIST)
    if verb in chosen:
        typed["person"] = page(client.get(address(reference, verb))).all("input", name="person")[0].attrs["value"]
    if verb is Verb.ASK_ALONG:
        offered = page(client.get(address(reference, verb))).one("select", name="person")
        typed["person"] = next(one.attrs["value"] for one in offered.inside if one.attrs.get("value"))
    return typed


def due_check_back(reference: str) -> None:
    """The clock finds that the day of the check-back has come."""
    clock.handle(reference, LATER + timedelta(minutes=1))


def ready(client: Client, town: Town, verb: Verb) -> str:
    reference, who = prepared(town, verb)
    if verb is Verb.CHECK_BACK:
        due_check_back(reference)
    sign_in(client, town, who)
    return reference
