"""Reads of messages."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from forthright.notices.models import Message, State


def troubled(now: datetime) -> QuerySet[Message]:
    """Messages that could not be sent yet, or not at all: the business unit sees to them."""
    late = Q(state=State.WAITING, attempts__gt=0) | Q(state=State.WAITING, created__lt=now - timedelta(minutes=15))
    return Message.objects.filter(late | Q(state=State.FAILED)).order_by("created")
