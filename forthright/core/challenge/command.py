"""What every wish has, and the name of every act."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

import msgspec


class Verb(StrEnum):
    """Every act, by the name that tables, addresses and pages use."""

    RAISE = "raise"
    RECORD_SETTLED = "record-settled"
    ACKNOWLEDGE = "acknowledge"
    PERSPECTIVE = "perspective"
    REPLY = "reply"
    POINT = "point"
    EVIDENCE = "evidence"
    NOTE = "note"
    THANK = "thank"
    TALK = "talk"
    SAFETY = "safety"
    DANGER = "danger"
    URGENT = "urgent"
    TAKE_UP = "take-up"
    ASK_IN = "ask-in"
    HAND_OVER = "hand-over"
    DECIDE = "decide"
    AGREE_DECISION = "agree-decision"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    ACTION_DONE = "action-done"
    ACTION_AGAIN = "action-again"
    CHECK_BACK = "check-back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    CORRECT = "correct"
    PAUSE = "pause"
    RESUME = "resume"
    SHORTEN = "shorten-a-time"
    ASK_EXTENSION = "ask-for-more-time"
    ANSWER_EXTENSION = "answer-about-more-time"
    WARN = "warn"
    HAND_BACK = "hand-back"
    MOVE_POLICY = "move-policy"
    GATE = "pass-gate"
    TOLD = "told"
    FORM = "form"
    REFER = "refer-outside"
    CONFLICT = "declare-a-conflict"
    PASS_OVER = "pass-over"  # noqa: S105 - it is no password
    ASK_ADVICE = "ask-for-advice"
    RELEASE = "release-an-adviser"
    ASK_ALONG = "ask-along"
    WORRY = "worried-too"
    LEAVE = "leave"
    BY_PHONE = "enter-by-phone"
    RE_HOME = "re-home"
    RESTRICT = "restrict"
    LIST = "put-on-the-list"
    UNLIST = "take-off-the-list"
    LIFT = "lift-the-restriction"
    BREAK_GLASS = "break-the-glass"
    END_GLASS = "stop-reading"
    REVIEW_GLASS = "review-a-break"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every wish. `words` holds the narrative, under the names that the event type lists."""

    VERB: ClassVar[Verb]
    words: Mapping[str, Any] = {}
