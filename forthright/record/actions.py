"""The only code that writes the record: a command in, one transaction out."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction

from forthright.audit.actions import note_look
from forthright.core.challenge import by_phone, moving
from forthright.core.challenge.answers import Answer, No
from forthright.core.challenge.commands import Command, DeclareConflict, EnterByPhone, MovePolicy, Raise, RecordSettled
from forthright.core.challenge.decide import decide
from forthright.core.challenge.facts import Event, Reminded
from forthright.core.challenge.folding import apply, fold
from forthright.core.challenge.moment import Moment
from forthright.core.challenge.sees import Sight, opens, sees
from forthright.core.challenge.standing import Actor
from forthright.core.challenge.state import State
from forthright.core.policy.shapes import Policy
from forthright.directory import queries as directory
from forthright.directory.hours import calendar_of, calendars
from forthright.directory.instead import instead
from forthright.directory.models import OfficeHours, Person
from forthright.notices.actions import drop, drop_others, queue
from forthright.notices.tell import Notice, told
from forthright.record import keys
from forthright.record.drafts import forget
from forthright.record.models import Receipt
from forthright.record.policies import as_it_runs, policy_for
from forthright.record.projection import project
from forthright.record.references import new_reference
from forthright.record.store import Changed, append, load_facts
from forthright.record.telling import alarms, kept_close, offices_told, policy_tells, told_of_it

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Done:
    """The command stands. `version` is the last entry it wrote; `again` tells that this form had already been sent.

    `everywhere` are the agencies with which it stands too, where it was done in all challenges of one matter, and
    `refused` those with which it does not, each with the reason.
    """

    reference: str
    version: int
    again: bool = False
    everywhere: tuple[int, ...] = ()
    refused: tuple[tuple[int, No], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Somebody else wrote after the version that this person saw. Nothing was written."""

    reference: str
    seen: int
    now: int


Outside = tuple[int, Answer]
"""An agency that answers in another challenge of the same matter, and whether an act was done there too."""


class NotEverywhere(Exception):
    """An act that holds in every challenge of a matter or in none cannot be done in one of them. `answer` says why."""

    def __init__(self, answer: No) -> None:
        super().__init__(answer.reason)
        self.answer = answer


class NotThere(Exception):
    """There is no such challenge, or to this person there is none: the two look the same."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A record that is to begin: its reference, the policy as it runs for the agency that answers, and its entries."""

    reference: str
    policy: Policy
    events: tuple[Event, ...]


def begin(person: Person, command: Raise | RecordSettled, token: str, now: datetime, receipt: str = "") -> Done | No:
    """Raise a challenge, or record one already settled. `token` makes sending the same form twice harmless. `receipt`
    is its key, where the command itself would give another one each time."""
    one = beginning(person, command, now)
    if isinstance(one, No):
        return one
    return write_beginnings(person, (one,), receipt or receipt_key(token, command), token, now)


def beginning(person: Person, command: Raise | RecordSettled, now: datetime) -> Beginning | No:
    """What a record would begin with, or why it cannot. Nothing is written."""
    group = command.group if isinstance(command, Raise) else ""
    policy = as_it_runs(command.partnership, command.policy, group)
    agencies = {command.raising.agency, _answering_agency(command)}
    moment = surroundings(command.partnership, agencies, now, _people(command))
    # Whom this person covers or leads says nothing about what they may begin: it is not read.
    events = decide(policy, State(), command, Actor(person=person.pk, name=person.name), moment)
    return events if isinstance(events, No) else Beginning(new_reference(), policy, events)


def write_beginnings(
    person: Person,
    ones: Sequence[Beginning],
    receipt: str,
    token: str,
    now: datetime,
    also: Callable[[], None] = lambda: None,
) -> Done:
    """Begin these records in one transaction, all or none, with one receipt that names the first. `also` writes what
    belongs to it elsewhere, in the same transaction. Raises Changed where somebody else wrote there first.

    The data keys are made durable before the transaction: a key without a challenge is harmless, the reverse is not.
    """
    first = ones[0]
    for one in ones:
        keys.create(one.reference)
    try:
        with transaction.atomic():  # the receipt's key refuses the second click, so it is not looked for before
            keep_receipt(receipt, token, person.pk, first.reference, len(first.events), now)
            for one in ones:
                write(one.reference, State(), one.policy, one.events, now)
            also()
    except (IntegrityError, Changed):
        for one in ones:
            keys.destroy(one.reference)
        again = receipt_of(receipt, person)
        if again:
            return again
        raise
    return Done(first.reference, len(first.events))


def _people(command: Raise | RecordSettled) -> tuple[int, ...]:
    """Whose managers are meant, where a first step needs one."""
    return (command.raising.person, *((command.responding.person,) if isinstance(command, Raise) else ()))


def _answering_agency(command: Raise | RecordSettled) -> int:
    return command.responding.agency if isinstance(command, Raise) else command.responding_agency


def perform(
    person: Person,
    reference: str,
    seen: int,
    command: Command,
    token: str,
    now: datetime,
    elsewhere: Callable[[State, Actor], tuple[Outside, ...]] = lambda state, actor: (),
) -> Done | No | ChangedSince:
    """Do one act in a challenge, at the version that the person saw. Raises NotThere.

    The whole of it is one transaction: receipt, events, projection and messages. Membership is read inside it.
    `elsewhere` does the same in other challenges within it, given the state before and who acts: see `together`.
    """

    def decided(state: State, actor: Actor) -> tuple[Policy, tuple[Event, ...] | No]:
        policy = policy_for(state)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        return policy, decide(policy, state, command, actor, moment)

    if isinstance(command, DeclareConflict):
        from forthright.record.apart import held_everywhere  # it writes through here, too

        elsewhere = held_everywhere(reference, command, now)
    return performed(person, reference, seen, command, token, now, decided, elsewhere)


def move_policy(
    person: Person, reference: str, seen: int, version: str, step: str, reason: str, token: str, now: datetime
) -> Done | No | ChangedSince:
    """Move a challenge to another version of its policy, for somebody of the business unit. Raises NotThere, and
    PolicyVersion.DoesNotExist for a version that this partnership has not published.

    `version` is the fingerprint of that version; `step` chooses one where the old one is not in it, else "".
    """
    command = MovePolicy(policy=version, step=step, words={"reason": reason.strip()})

    def decided(state: State, actor: Actor) -> tuple[Policy, tuple[Event, ...] | No]:
        policy = as_it_runs(state.partnership, version, state.group)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        return policy, moving.move_policy(policy_for(state), policy, state, command, actor, moment)

    return performed(person, reference, seen, command, token, now, decided)


def enter_by_phone(
    person: Person, reference: str, seen: int, command: EnterByPhone, token: str, now: datetime
) -> Done | No | ChangedSince:
    """Enter what a respondent said by telephone, for somebody of the business unit. Raises NotThere.

    The trail that both sides read says who entered it.
    """

    def decided(state: State, actor: Actor) -> tuple[Policy, tuple[Event, ...] | No]:
        policy = policy_for(state)
        moment = surroundings(state.partnership, state.agencies.values(), now, state.lines)
        speaker = Person.objects.filter(pk=command.person).first()
        if speaker is None:
            return policy, No("not a respondent")
        return policy, by_phone.enter(policy, state, command, actor, directory.actor(speaker, now), moment)

    with transaction.atomic():
        done = performed(person, reference, seen, command, token, now, decided)
        if isinstance(done, Done) and not done.again:
            note_look(reference, person.pk, person.name, command.title, "", "entered by phone", done.version, now)
    return done


def performed(
    person: Person,
    reference: str,
    seen: int,
    command: Command,
    token: str,
    now: datetime,
    decided: Callable[[State, Actor], tuple[Policy, tuple[Event, ...] | No]],
    elsewhere: Callable[[State, Actor], tuple[Outside, ...]] = lambda state, actor: (),
) -> Done | No | ChangedSince:
    """One act in one transaction. `decided` gives the policy that it runs under afterwards, and the events."""
    receipt = receipt_key(token, command)
    try:
        with transaction.atomic():
            earlier = receipt_of(receipt, person)
            if earlier:
                return earlier
            written = load_facts(reference)
            state = fold(written)
            actor = directory.actor(person, now)
            if not state.version or not opens(actor, state):
                raise NotThere(reference)
            if state.version != seen and _has_news(actor, state, written, seen):
                return ChangedSince(reference, seen, state.version)
            policy, events = decided(state, actor)
            if isinstance(events, No):
                return events
            keep_receipt(receipt, token, person.pk, reference, state.version + len(events), now)
            after = write(reference, state, policy, events, now)
            others = elsewhere(state, actor)
        forget(reference, after.conflicted - state.conflicted)  # its keys are gone for good: only once all is written
        refused = tuple((agency, answer) for agency, answer in others if isinstance(answer, No))
        done_too = tuple(agency for agency, answer in others if answer)
        return Done(reference, after.version, everywhere=done_too, refused=refused)
    except keys.KeyGone:
        return No("erased")
    except NotEverywhere as refused:
        return refused.answer
    except (Changed, IntegrityError):
        again = receipt_of(receipt, person)
        return again or ChangedSince(reference, seen, fold(load_facts(reference)).version)


def _has_news(actor: Actor, state: State, written: list[Event], seen: int) -> bool:
    """Whether anything was written after a version that this person sees. That the other side wrote a private note
    meanwhile changes nothing for them, and they do not learn of it."""
    if not 0 < seen <= state.version:
        return True
    return any(sees(actor, state, event) is not Sight.NOTHING for event in written[seen:])


def surroundings(partnership: int, agencies: Iterable[int], now: datetime, lines: Iterable[int] = ()) -> Moment:
    """What a decision needs to know of the directory: opening hours and filled posts, at this instant.

    The agencies' hours and the posts are read when a rule first asks for them, which most acts never do.
    """
    agencies, lines = list(agencies), list(lines)
    hours = OfficeHours.objects.get(partnership=partnership)
    return Moment(
        now=now,
        shared=calendar_of(hours),
        calendars=Later(lambda: calendars(agencies)),
        seats=Later(lambda: directory.seats(partnership, agencies, now, lines)),
        instead=instead(partnership, now),
    )


class Later(Mapping[K, V]):
    """A mapping that is read when it is first looked into."""

    def __init__(self, read: Callable[[], Mapping[K, V]]) -> None:
        self._read = read

    @cached_property
    def _found(self) -> Mapping[K, V]:
        return self._read()

    def __getitem__(self, key: K) -> V:
        return self._found[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def write(reference: str, state: State, policy: Policy, events: Iterable[Event], now: datetime) -> State:
    """Append, project and queue messages; also for the clock, which decides with `tick`.

    Runs inside the caller's transaction. Raises Changed.
    """
    events = tuple(events)
    rows = append(reference, state.version, events, now)
    steps = []
    for event in events:
        before, state = state, apply(state, event)
        steps.append((before, state, event))
    project(reference, state, now, bytes(rows[-1].digest), new=steps[0][0].version == 0)
    for before, after, event in steps:
        first, then = told(before, after, event), policy_tells(policy, before, after, event, now)
        deputies = directory.deputies_for({notice.person for notice in (*first, *then)}, now)
        notices = _once(
            event.by,
            _with_deputies(first, deputies) + offices_told(after, event, now) + alarms(after, event, now),
            _with_deputies(then, deputies),
        )
        notices = kept_close(state, [one for one in notices if one.person not in state.conflicted], now)
        drop(reference, after.conflicted - before.conflicted)
        if after.listed is not None and before.listed is None:
            drop_others(reference, told_of_it(after, now))
        label = policy.label(after.step) if after.step else ""
        queue(reference, after.version, notices, label, now)
    return state


def _once(by: int | None, first: list[Notice], then: list[Notice]) -> list[Notice]:
    """Each person once: what concerns them as somebody who takes part comes before what the policy has them told."""
    found = {notice.person: notice for notice in reversed([*first, *then]) if notice in first or notice.person != by}
    return list(found.values())[::-1]


def _with_deputies(notices: Iterable[Notice], deputies: Mapping[int, list[int]]) -> list[Notice]:
    """Whoever is covered now is told, and so is the deputy who answers: nothing dies in an inbox."""
    notices = list(notices)
    named = {notice.person for notice in notices}
    extra = [
        Notice(deputy, notice.kind, notice.due)
        for notice in notices
        for deputy in deputies.get(notice.person, ())
        if deputy not in named
    ]
    return [*notices, *{one.person: one for one in extra}.values()]


def receipt_key(token: str, command: msgspec.Struct) -> str:
    """The same form with the same content is the same act; going back and changing the words is another.

    Keyed, because a bare digest would let erased words be guessed.
    """
    content = msgspec.json.encode(command, order="sorted")
    return (
        hmac.new(settings.SECRET_KEY.encode(), token.encode() + b"|" + content, "sha256").hexdigest() if token else ""
    )


def receipt_of(key: str, person: Person) -> Done | None:
    """What this form of this person's did before, None where it has not been acted on."""
    row = Receipt.objects.filter(pk=key, person=person.pk).first() if key else None
    return Done(row.challenge, row.version, again=True) if row else None


def was_sent(person: Person, reference: str, form: str) -> bool:
    """Whether this form of this person's has been acted on in this challenge, which they may not see any more."""
    return bool(form) and Receipt.objects.filter(form=form, person=person.pk, challenge=reference).exists()


def keep_receipt(key: str, form: str, person: int, reference: str, version: int, now: datetime) -> None:
    """Remembers in the transaction of an act that its form was acted on. `reference` is "" for one of no challenge."""
    if key:
        Receipt.objects.create(token=key, form=form, person=person, challenge=reference, version=version, at=now)


def concerns(reference: str, person: int, version: int, now: datetime) -> bool:
    """Whether a message about this entry of a challenge still concerns this person at the moment of sending: they may
    open it, and what they are reminded of is still to be answered."""
    events = load_facts(reference)
    state = fold(events)
    fact = events[version - 1].fact if 0 < version <= len(events) else None
    if isinstance(fact, Reminded) and fact.duty not in state.duties:
        return False
    found = Person.objects.filter(pk=person).first()
    return found is not None and opens(directory.actor(found, now), state)
