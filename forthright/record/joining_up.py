"""Two that become one: agencies that merge, and accounts of one person. What was written stays as it was."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase
from forthright.core.challenge.commands import ReHome
from forthright.core.challenge.facts import Party
from forthright.core.challenge.folding import fold
from forthright.core.challenge.moment import Seat
from forthright.core.challenge.re_homing import comes_instead, merged, re_home
from forthright.core.challenge.state import State
from forthright.core.policy.roles import Role
from forthright.directory import queries as directory
from forthright.directory import upkeep
from forthright.directory.models import Agency, Cover, Holding, Leave, Partnership, Person, Post
from forthright.directory.staff import Staff
from forthright.record.leaving import NotDone, record
from forthright.record.models import Challenge, Part
from forthright.record.store import Changed, facts_of_many


def merge_agencies(staff: Staff, old: Agency, new: Agency, day: date, reason: str) -> int:
    """The first becomes part of the second: its posts move with their holders, and what runs goes on with the people it
    has. Returns in how many challenges that is written. `day` is when it became so, today or before.

    By the business unit of all their partnerships. Raises NotDone, and then nothing is changed: such as where the two
    are the two sides of a challenge that is not over.
    """
    if old.pk == new.pk or old.merged_into_id or new.merged_into_id:
        raise NotDone("same agency")
    theirs = set(Partnership.objects.filter(agencies__in=[old, new]).values_list("pk", flat=True))
    if not theirs <= set(staff.offices):
        raise NotDone("not all yours")
    try:
        with transaction.atomic():
            written = sum(_take_over(staff, old, new, *found) for found in _states_of(old))
            by = upkeep.By(staff.person, staff.now, reason)
            Post.objects.filter(agency=old).update(agency=new)
            new.partnerships.add(*old.partnerships.all())
            old.partnerships.clear()
            old.merged_into, old.merged_on = new, day
            old.save(update_fields=["merged_into", "merged_on"])
            for partnership in sorted(theirs):
                upkeep.note(by, partnership, new.pk, "agency merged", old=old.pk, was=old.name, now=new.name, day=day)
            return written
    except Changed as changed:
        raise NotDone("changed", str(changed)) from changed


def _states_of(agency: Agency) -> list[tuple[str, State]]:
    rows = Challenge.objects.filter(Q(raising_agency=agency) | Q(responding_agency=agency)).values_list("pk", flat=True)
    return [(reference, fold(events)) for reference, events in facts_of_many(rows).items()]


def _take_over(staff: Staff, old: Agency, new: Agency, reference: str, state: State) -> int:
    actor = directory.actor(staff.person, staff.now)
    event = merged(state, (old.pk, old.name), (new.pk, new.name), actor, staff.now)
    if isinstance(event, No):
        if state.phase is Phase.ENDED:  # it stays as it was: two agencies, of which one is no more
            return 0
        raise NotDone("refused", reference, event.reason)
    return record(reference, state, (event,), staff.now)


def merge_accounts(staff: Staff, closing: Person, stays: Person, reason: str) -> int:
    """Two accounts of one human being become one: the first closes, the second stands wherever it stood. Returns in how
    many challenges. By the business unit of every partnership in which the first has a post or takes part.

    Raises NotDone, and then nothing is changed: such as where the person would come to be on both sides of a challenge.
    """
    if closing.pk == stays.pk:
        raise NotDone("same person")
    if not stays.is_active:
        raise NotDone("closed")
    held = Holding.objects.filter(person=closing).values_list("post__partnership", flat=True)
    rows = Challenge.objects.filter(pk__in=Part.objects.filter(person=closing.pk).values("challenge"))
    theirs = {*held, *rows.values_list("partnership", flat=True)}
    if not theirs or not theirs <= set(staff.offices):
        raise NotDone("not all yours")
    quiet = Challenge.objects.filter(partnership__in=theirs, phase=Phase.OPEN.value)
    references = {*rows.values_list("pk", flat=True), *quiet.values_list("pk", flat=True)}
    try:
        with transaction.atomic():
            states = [(one, fold(events)) for one, events in facts_of_many(references).items()]
            written = sum(_stands_for(staff, closing, stays, reason, *found) for found in states)
            _pass_on(staff, closing, stays, reason)
            return written
    except Changed as changed:
        raise NotDone("changed", str(changed)) from changed


def _stands_for(staff: Staff, closing: Person, stays: Person, reason: str, reference: str, state: State) -> int:
    """One challenge, if the closing account takes part there or is to."""
    part, outside = state.parties.get(closing.pk), state.outside
    other = state.parties.get(stays.pk)
    to_come = outside if outside is not None and outside.person == closing.pk else None
    if part is not None and outside is not None and outside.person == stays.pk:
        raise NotDone("both sides", reference)
    if to_come is not None and (other is not None or part is not None):
        raise NotDone("both sides", reference)
    if to_come is not None:
        return record(reference, state, comes_instead(state, closing.pk, _seat(stays, to_come), staff.now), staff.now)
    if part is None:
        return 0
    command = ReHome(leaver=closing.pk, seat=_seat(stays, part), same_person=True, words={"reason": reason})
    actor = directory.actor(staff.person, staff.now)
    events = re_home(state, command, actor, frozenset(), "Business unit", staff.now)
    if isinstance(events, No):
        raise NotDone("both sides" if events.code == "other side" else "refused", reference, events.reason)
    return record(reference, state, events, staff.now)


def _seat(person: Person, part: Party) -> Seat:
    """The part as it is, with another account. The role of a part is not looked at once it is taken."""
    return Seat(person=person.pk, name=person.name, title=part.title, agency=part.agency, role=Role.PRACTITIONER)


def _pass_on(staff: Staff, closing: Person, stays: Person, reason: str) -> None:
    """The posts and covers that run go on under the account that stays; what is over keeps the one that it had."""
    by, day = upkeep.By(staff.person, staff.now, reason), directory.local_day(staff.now)
    held = set(Holding.objects.filter(person=stays).exclude(ends__lt=day).values_list("post_id", flat=True))
    partnership = min(staff.offices)
    for one in Holding.objects.filter(person=closing).exclude(ends__lt=day).select_related("post"):
        partnership = one.post.partnership_id
        if one.post_id not in held:
            Holding.objects.create(post=one.post, person=stays, starts=max(one.starts, day), ends=one.ends)
        if one.starts > day:
            one.delete()
            continue
        one.ends = day
        one.save(update_fields=["ends"])
    going_on = Q(stopped_at=None) | Q(stopped_at__gt=staff.now)
    for cover in Cover.objects.filter(going_on, deputy=closing, ends__gte=day):
        number, ended = cover.pk, max(day, cover.starts)
        cover.pk, cover._state.adding = None, True
        cover.deputy, cover.starts = stays, max(cover.starts, day)
        cover.save(force_insert=True)
        Cover.objects.filter(pk=number).update(ends=ended)
    Cover.objects.filter(of=closing, ends__gte=day).update(of=stays)
    Leave.objects.filter(person=closing, ends__gte=day).update(person=stays)
    closing.is_active = False
    closing.set_unusable_password()
    closing.save(update_fields=["is_active", "password"])
    upkeep.note(
        by, partnership, None, "accounts merged", closed=closing.pk, was=closing.name, stays=stays.pk, name=stays.name
    )
