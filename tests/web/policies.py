"""Beth of the business unit at her desk: her draft, and what she sends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from forthright.core.policy import edit
from forthright.core.policy.reader import read
from forthright.record import drafts
from forthright.record.models import Draft
from tests.support.acts import day
from tests.support.forms import page
from tests.support.town import Town

NOW = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
REASON = "The partnership agreed it in October."


def said(answer: object) -> str:
    """All that a page says, in one line."""
    return " ".join(page(answer).one("main").text.split())  # type: ignore[arg-type]


def changed(town: Town, path: str = "step 1/reply within", value: str = "3 working days of being raised") -> str:
    """The published text with one value changed."""
    return edit.set_value(town.policy.text, path, value)


def line(text: str, path: str) -> int:
    """The number of the line in which a value stands."""
    return read(text).places[path][0]


def drafted(town: Town, text: str, who: str = "beth", **typed: str) -> str:
    """A draft with this text; returns its number."""
    data = {"partnership": str(town.partnership.pk), "text": text, **typed}
    return drafts.start(town.people[who], "policy", NOW, data=data).pk


def at(draft: str, place: str = "") -> str:
    return f"/policy/draft/{draft}/{place}"


def kept(town: Town, draft: str, who: str = "beth") -> str:
    """The text of a draft as it is kept."""
    return str(drafts.read(town.people[who], draft)["text"])


def newest_draft(town: Town, who: str = "beth") -> str:
    return Draft.objects.filter(owner=town.people[who]).latest("updated").pk


def publish(client: Client, draft: str, when: datetime = NOW, reason: str = REASON, **more: Any) -> HttpResponse:
    """From the page with the date through the check to the end, as a person does it; the last answer."""
    answer = client.post(at(draft, "publish/"), {**day("day", when.date()), "reason": reason})
    if answer.status_code != 302:
        return answer
    return send(client, draft, **more)


def shown(client: Client, draft: str) -> dict[str, str]:
    """What the check page sends by itself."""
    form = page(client.get(at(draft, "publish/check/")))
    return {name: form.one("input", name=name).attrs["value"] for name in ("seen", "shown")}


def send(client: Client, draft: str, **more: Any) -> HttpResponse:
    return client.post(at(draft, "publish/check/"), {**shown(client, draft), **more})


def fields(beth: Client, draft: str, part: str) -> dict[str, str]:
    """Every field of a part with what stands in it."""
    shown = page(beth.get(at(draft, f"parts/{part}/")))
    boxes = [one for one in shown.all() if one.attrs.get("name", "").startswith("line-")]
    return {one.attrs["name"]: one.attrs.get("value", one.text) for one in boxes if one.tag != "select"}


def change(beth: Client, draft: str, part: str, **typed: str) -> object:
    """Sends the form of a part as it stands, with these fields changed."""
    changed = {"line-" + name.replace("_", "-"): value for name, value in typed.items()}
    return beth.post(at(draft, f"parts/{part}/"), {**fields(beth, draft, part), **changed})


def lines_that_differ(before: str, after: str) -> list[tuple[str, str]]:
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [pair for pair in pairs if pair[0] != pair[1]]
