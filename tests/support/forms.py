"""One way to say that a form refused, everywhere: in the title, in the summary and beside the question."""

from __future__ import annotations

from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """A tag with its attributes, the text within it and the tags within it."""

    def __init__(self, tag: str, attrs: dict[str, str]) -> None:
        self.tag, self.attrs = tag, attrs
        self.inside: list[Element] = []
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())


class Page(HTMLParser):
    """A page as a list of elements, each knowing its own text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        for outer in self.open:
            outer.inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def all(self, tag: str = "", css: str = "", **attrs: str) -> list[Element]:
        return [
            one
            for one in self.elements
            if (not tag or one.tag == tag)
            and (not css or css in one.classes())
            and all(one.attrs.get(name) == value for name, value in attrs.items())
        ]

    def one(self, tag: str = "", css: str = "", **attrs: str) -> Element:
        found = self.all(tag, css, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag}> .{css} {attrs}"
        return found[0]

    def title(self) -> str:
        return self.all("title")[0].text


def page(response: HttpResponse | str) -> Page:
    return Page(response if isinstance(response, str) else response.content.decode())


def assert_refuses(response: HttpResponse, field: str, sentence: str) -> None:
    """The page says `sentence` about `field` in its summary, with a link that leads to the question, and beside it.

    `field` is the name of the form's field; "" for an error that belongs to no single question, which stands in the
    summary alone.
    """
    assert response.status_code in (200, 422), f"status {response.status_code}: the form was not shown again"
    shown = page(response)
    assert shown.title().startswith("Error: "), f"the title is {shown.title()!r}"
    summary = shown.one(css="govuk-error-summary")
    lines = [line for line in summary.inside if line.tag == "li"]
    said = [line for line in lines if line.text == sentence]
    assert said, f"the summary says {[line.text for line in lines]}"
    links = [link.attrs["href"].removeprefix("#") for line in said for link in line.inside if link.tag == "a"]
    ids = {one.attrs["id"] for one in shown.elements if "id" in one.attrs}
    for target in links:
        assert target in ids, f"the summary leads to #{target}, which is not on the page"
    if not field:
        return
    names = {one.attrs["name"] for one in shown.elements if one.attrs.get("id") in links and "name" in one.attrs}
    expected = {field, f"{field}_day", f"{field}_month", f"{field}_year"}
    assert names & expected, f"the summary leads to {names or links}, not to {field}"
    beside = [one.text for one in shown.all("p", css="govuk-error-message")]
    assert f"Error: {sentence}" in beside, f"beside the questions stands {beside}"
