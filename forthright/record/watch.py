"""Once a day the clock looks at the cover radar and tells whoever leads an agency of new hours without anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db import transaction

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.core.worktime import LONDON
from forthright.directory import covering
from forthright.directory import queries as directory
from forthright.directory.models import Partnership, Post
from forthright.notices.actions import queue_gaps
from forthright.record import radar
from forthright.record.models import GapTold, Heartbeat
from forthright.record.radar import Gap, Seen

LOOKED = "cover radar"


def look_once_a_day(now: datetime) -> int:
    """Look at every partnership, at the first round of a local day. Returns how many gaps were new.

    Whoever moves the note of the last look on has the day to themselves: two clocks look once. Each partnership's notes
    and messages are one transaction with it.
    """
    midnight = datetime.combine(directory.local_day(now), time(), LONDON)
    if Heartbeat.objects.filter(name=LOOKED, at__gte=midnight).exists():  # in nearly every round
        return 0
    with transaction.atomic():
        mine = Heartbeat.objects.filter(name=LOOKED, at__lt=midnight).update(at=now)
        if not mine and not Heartbeat.objects.get_or_create(name=LOOKED, defaults={"at": now})[1]:
            return 0
        return sum(_look(one, now) for one in Partnership.objects.select_related("hours").order_by("pk"))


def _look(partnership: Partnership, now: datetime) -> int:
    count = 0
    for seen in radar.look(partnership, now):
        new = [row for gap in seen.gaps if (row := _note(partnership.pk, seen, gap, now)) is not None]
        if new:
            first = min(new, key=lambda row: row.begins)
            queue_gaps(new[0].pk, _leads(partnership.pk, seen.place, now), len(new), first.begins, now)
            count += len(new)
    return count


def _note(partnership: int, seen: Seen, gap: Gap, now: datetime) -> GapTold | None:
    """The note of a gap, None where it was told before: the same, or one that it goes on from."""
    what = f"post {gap.post.pk}" if gap.post else f"challenge {gap.about}" if gap.about else ", ".join(gap.roles)
    mine = GapTold.objects.filter(partnership=partnership, place=seen.place, what=what[:300])
    old = mine.filter(begins__lte=gap.hole.ends, ends__gte=gap.hole.begins).order_by("-ends").first()
    if old is None:
        return GapTold.objects.create(
            partnership=partnership,
            place=seen.place,
            what=what[:300],
            begins=gap.hole.begins,
            ends=_end(gap, now),
            told_at=now,
        )
    if _end(gap, now) > old.ends:
        GapTold.objects.filter(pk=old.pk).update(ends=_end(gap, now))
    return None


def _end(gap: Gap, now: datetime) -> datetime:
    """Where a gap ends. One that goes on to the last hours that are looked at is not over there: tomorrow's look finds
    more of it, perhaps after a weekend."""
    soon = now + radar.AHEAD
    return gap.hole.ends if (soon - gap.hole.ends).days >= 7 else soon + radar.AHEAD


def _leads(partnership: int, place: int, now: datetime) -> list[int]:
    """Whoever leads a place, and their deputies: its administrators and safeguarding leads; else, and for the
    partnership's own posts, the business unit."""
    roles = [Office.ADMINISTRATOR.value, Role.SAFEGUARDING_LEAD.value]
    posts = Post.objects.filter(agency_id=place, role__in=roles).values_list("pk", flat=True) if place > 0 else ()
    found = list(_people(posts, place, now))
    return list(dict.fromkeys(found)) or directory.office_holders(Office.BUSINESS_UNIT, partnership, now)


def _people(posts: Iterable[int], place: int, now: datetime) -> Iterable[int]:
    for team in covering.teams([place], now).values():
        here = team.at(now)
        for post in posts:
            answer = here.answer(post)
            yield from here.holders.get(post, ())
            if answer is not None and answer.covered:
                yield answer.person
