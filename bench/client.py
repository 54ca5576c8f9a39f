"""One client: a connection that stays open, cookies, and forms filled in as a person would."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass
class Form:
    """A form of a page with what it would send as it stands.

    `choices` are the values of each set of radio buttons, `options` value and label of each in a list to choose from.
    """

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


class Forms(HTMLParser):
    """Every form of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Form] = []
        self.open: Form | None = None
        self.area = self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self.open)
        elif self.open is not None and tag == "option" and self.select:
            self._option(self.open, given)
        elif self.open is not None and given.get("name"):
            self._field(self.open, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given["name"], given.get("type", "text"), given.get("value", "")
        if tag in ("input", "textarea", "select"):
            form.names.append(name)
        if tag == "textarea":
            form.fields[name], self.area = "", name
        elif tag == "select":
            self.select = name
        elif tag == "input" and kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value)
            if "checked" in given:
                form.fields[name] = value
        elif tag == "input" and kind not in ("submit", "button", "file"):
            form.fields[name] = value

    def _option(self, form: Form, given: dict[str, str]) -> None:
        form.options.setdefault(self.select, []).append((given.get("value", ""), ""))
        if "selected" in given or self.select not in form.fields:
            form.fields[self.select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.area:
            self.open.fields[self.area] += data.removeprefix("\n")
        elif self.open is not None and self.select and self.open.options.get(self.select):
            value, label = self.open.options[self.select][-1]
            self.open.options[self.select][-1] = value, (label + data).strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""


@dataclass(frozen=True)
class Answer:
    """What came back: status, address to go to if any, text, and how long it took in seconds."""

    address: str
    status: int
    location: str
    text: str
    seconds: float

    def form(self, holding: str) -> Form:
        """The form of the page that has a field of this name. Raises LookupError."""
        return self._form(lambda form: holding in form.names, f"with {holding}")

    def form_to(self, address: str) -> Form:
        """The form of the page that goes to this address. Raises LookupError."""
        return self._form(lambda form: form.action == address, f"to {address}")

    def _form(self, wanted: Callable[[Form], bool], said: str) -> Form:
        for form in Forms(self.text).found:
            form.action = urljoin(self.address, form.action)
            if form.method == "post" and wanted(form):
                return form
        raise LookupError(f"{self.address} ({self.status}) has no form {said}")


@dataclass(frozen=True)
class Request:
    """A request that can be sent later: a GET, or with `body` a POST."""

    address: str
    body: dict[str, str] | None = None


class Client:
    """Talks to one server on this machine. Never follows a redirect by itself."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {}
        self.connect()

    def connect(self) -> None:
        """A new connection: it may be another worker that takes it."""
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def send(self, request: Request) -> Answer:
        """Send it and read all of the answer."""
        parts = urlsplit(request.address)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if request.body is not None:
            body = urlencode(request.body)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        began = time.perf_counter()
        response = self._exchange("GET" if body is None else "POST", address, body, headers)
        text = response.read()
        took = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(address, response.status, response.headers.get("Location") or "", text.decode(), took)

    def _exchange(
        self, method: str, address: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """The server closes a connection that was idle for two seconds: then once more on a new one."""
        try:
            self.connection.request(method, address, body, headers)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError, http.client.CannotSendRequest):
            self.connect()
            self.connection.request(method, address, body, headers)
            return self.connection.getresponse()

    def get(self, address: str) -> Answer:
        return self.send(Request(address))

    def follow(self, answer: Answer) -> Answer:
        """The page that a redirect leads to; the answer itself when it is none."""
        while answer.location:
            answer = self.get(urljoin(answer.address, answer.location))
        return answer

    def fill(self, form: Form, **changes: str) -> Request:
        """A form as it stands with some answers changed, ready to be sent."""
        return Request(form.action, {**form.fields, **changes})
