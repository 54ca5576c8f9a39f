"""One person's walk through everything: every address, every link, every form; and what each answer gives away."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

import time_machine
from django.http import HttpResponse
from django.test import override_settings
from django.urls import Resolver404, URLPattern, resolve

from forthright.notices.models import Message
from tests.support.forms import Element, Page

from .addresses import DEEP, LIBRARY, Address, addresses, patterns
from .knowledge import Knowledge
from .planted import CRAWLED, NOW, TOKEN, Planted

TYPED = "tk00000zq"
"""What the walker types everywhere: a secret of its own, which nobody else and no log may hold."""
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WHOLE = {"matter", "timeline", "printed"}
"""The pages that hold all of one challenge."""
MOST_SEEDS = 40
MOST = 4000
"""More pages than any of these people can reach: a walk that does not end is a fault."""


@dataclass
class Crawl:
    """A walk of one person. `leaks` are sentences, `found` every secret that was shown."""

    place: Planted
    knows: Knowledge
    who: str
    found: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    forms: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    statuses: dict[int, int] = field(default_factory=dict)
    kinds: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def walk(self) -> Crawl:
        """All of it. The database and the keys are as before when it ends."""
        self.client = self.place.client(self.who)
        with time_machine.travel(NOW, tick=False), override_settings(MANY_MATTERS=10_000), self.listening():
            waiting = [one.path for pattern in patterns() for one in self.seeds(pattern)]
            waiting += [f"{path}{variant}" for path in waiting[:] for variant in VARIANTS if path in PAGES_WITH_LISTS]
            while waiting:
                address = waiting.pop()
                if address not in self.done:
                    self.done.add(address)
                    assert len(self.done) < MOST, "the walk does not end: do addresses lead to ever new ones?"
                    answer = self.client.get(address)
                    self.judge(answer, f"GET {address}", address)
                    waiting.extend(self.links(answer, address))
            for action, typed in self.forms.items():
                self.send(action, typed)
        return self

    def seeds(self, pattern: URLPattern) -> list[Address]:
        """Where the walk begins: of each pattern some addresses, those that exist by the hundred thinned out; links
        lead to more, and `test_nothing_there.py` asks for all. Every challenge is read as a whole."""
        found = addresses(self.place, pattern)
        if list(pattern.pattern.converters) == ["reference"]:
            crawled = {self.place.matters[name] for name in CRAWLED}
            return [one for one in found if pattern.name in WHOLE or dict(one.arguments)["reference"] in crawled]
        return found[:: -(-len(found) // MOST_SEEDS) or 1]

    def judge(self, answer: HttpResponse, where: str, address: str) -> None:
        """Whatever stands in an answer: its body, headers with redirect and file name, and cookies."""
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        parts = [f"{name}: {value}" for name, value in answer.items()]
        parts += [str(cookie) for cookie in answer.cookies.values()]
        said = unquote(html.unescape(" ".join(parts) + answer.content.decode("utf-8", "replace")))
        tokens = set(TOKEN.findall(said)) - {TYPED} | {
            one for one in REFERENCE.findall(said) if one in self.knows.sides
        }
        if answer.status_code == 302 and "/account/login/" in answer["Location"]:
            tokens -= set(REFERENCE.findall(address))  # the way back to what was asked for
        self.found |= tokens
        self.leaks += [
            f"{self.who}, {where} ({answer.status_code}): {self.knows.told_of(token)}"
            for token in sorted(tokens)
            if not self.knows.may(self.who, token)
        ]
        if answer.status_code >= 500:
            self.leaks.append(f"{self.who}, {where}: {answer.status_code}, which is a fault of the page")

    def links(self, answer: HttpResponse, address: str) -> Iterator[str]:
        """Where a page leads; its forms are kept for later."""
        if answer.status_code in (301, 302):
            yield from self.ours(answer["Location"], address)
        if not answer.get("Content-Type", "").startswith("text/html"):
            return
        page = Page(answer.content.decode())
        for element in page.all("a"):
            yield from self.ours(element.attrs.get("href", ""), address)
        for form in page.all("form"):
            action = next(self.ours(form.attrs.get("action", "") or address, address), "")
            if not action:
                continue
            if form.attrs.get("method", "get").lower() == "post":
                if self.new_kind(action):
                    self.forms.setdefault(action, answers(form))
            else:
                yield f"{urlsplit(action).path}?{'&'.join(f'{k}={v}' for k, vs in answers(form).items() for v in vs)}"

    def new_kind(self, action: str) -> bool:
        """Whether a form is the first of its kind: one page, or one act in one of the challenges that are looked at
        most closely. To send each act in each challenge would take most of the time and find the same."""
        match = resolve(urlsplit(action).path)
        reference = str(match.kwargs.get("reference", ""))
        near = reference if reference in {self.place.matters[name] for name in DEEP} else ""
        kind = (str(match.url_name), str(match.kwargs.get("verb", "")), near)
        return self.kinds.setdefault(kind, action) == action

    def ours(self, target: str, address: str) -> Iterator[str]:
        """The address, if it is one of ours that is to be walked."""
        parts = urlsplit(urljoin(address, html.unescape(target)))
        if parts.scheme or parts.netloc or not target or target.startswith("#"):
            return
        try:
            match = resolve(parts.path)
        except Resolver404:
            return
        if (match.url_name or "").startswith(LIBRARY):
            return
        reference = str(match.kwargs.get("reference", ""))
        deep = len(match.kwargs) > 1 and reference
        if deep and reference not in {self.place.matters[name] for name in CRAWLED}:
            return
        yield parts.path + (f"?{parts.query}" if parts.query else "")

    def send(self, action: str, typed: dict[str, list[str]]) -> None:
        """A form, filled in; then all is as before."""
        with self.place.undone():
            before = set(Message.objects.values_list("pk", flat=True))
            answer = self.client.post(action, typed)
            self.judge(answer, f"POST {action}", action)
            for message in Message.objects.exclude(pk__in=before):
                if TOKEN.search(str(message.facts) + message.fault):
                    self.leaks.append(f"{self.who}, POST {action}: words in a message of kind {message.kind}")

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Every line of every log is read, also of those that hand nothing on."""
        ear = Ear(self)
        loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
        loggers = [one for one in loggers if one.parent is None or not one.propagate]
        for logger in loggers:
            logger.addHandler(ear)
        yield
        for logger in loggers:
            logger.removeHandler(ear)


class Ear(logging.Handler):
    """Hears every line of the log: no secret may stand in one, whoever asked. A reference is not one: it is random."""

    def __init__(self, crawl: Crawl) -> None:
        super().__init__()
        self.crawl = crawl
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        for token in TOKEN.findall(unquote(self.format(record))):
            self.crawl.leaks.append(f"{self.crawl.who}: a line of the log says {self.crawl.knows.told_of(token)}")


def answers(form: Element) -> dict[str, list[str]]:
    """What a form sends when somebody types into every field, takes the first of what is offered and ticks all."""
    sent: dict[str, list[str]] = {}
    for one in form.inside:
        name, value, kind = one.attrs.get("name", ""), one.attrs.get("value", ""), one.attrs.get("type", "text")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if one.tag == "textarea" or (one.tag == "input" and kind in ("text", "search", "email", "tel", "url")):
            sent[name] = [DATES.get(name.rsplit("_", 1)[-1], f"Typed {TYPED}.")]
        elif one.tag == "input" and kind == "checkbox":
            sent.setdefault(name, []).append(value or "on")
        elif one.tag == "input" and kind == "hidden":
            sent[name] = [value]
        elif one.tag == "input" and kind == "radio":
            sent.setdefault(name, [value])
        elif one.tag == "select":
            options = [option.attrs.get("value", option.text) for option in one.inside if option.tag == "option"]
            sent[name] = [next((option for option in options if option), "")]
        elif one.tag == "button":
            sent.setdefault(name, [value])
    return sent


DATES = {"day": "1", "month": "12", "year": "2026"}
PAGES_WITH_LISTS = ("/my-turn/", "/team/", "/office/", "/counts/", "/policy/")
VARIANTS = (f"?q={TYPED}", "?from=1", "?from=-1", "?list=all", "?list=resolved", "?list=theirs", f"?in={TYPED}")
"""Ways to ask for a list: further on, another one, and what is not a list at all."""
