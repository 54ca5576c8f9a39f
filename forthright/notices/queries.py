"""Reads of messages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from forthright.notices.models import Message, State
from forthright.notices.sentences import REACH


def troubled(now: datetime) -> QuerySet[Message]:
    """Messages that could not be sent yet, or not at all: the business unit sees to them."""
    late = Q(state=State.WAITING, attempts__gt=0) | Q(state=State.WAITING, created__lt=now - timedelta(minutes=15))
    return Message.objects.filter(late | Q(state=State.FAILED)).order_by("created")


def unsent_checks() -> set[int]:
    """The checks of whether messages reach somebody whose message could not be sent so far, by number."""
    tried = Message.objects.filter(kind=REACH, attempts__gt=0).exclude(state__in=[State.SENT, State.NOT_NEEDED])
    return set(tried.values_list("version", flat=True))
