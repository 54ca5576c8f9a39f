"""People who walk through the pages in a real browser: they read, type, press, and look hard at every page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from forthright.directory.models import Person
from forthright.exchange.demo_people import PASSWORD

DESKTOP, PHONE, NARROW = 1280, 360, 320
HEIGHTS = {DESKTOP: 900, PHONE: 740, NARROW: 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations']})"
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return "";
  const inside = (one) => one.closest(".app-scroll");
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => !inside(one) && one.getBoundingClientRect().right > room + 0.5);
  const last = wide[wide.length - 1] || document.body;
  return `${document.documentElement.scrollWidth} of ${room}, such as <${last.tagName.toLowerCase()} `
    + `class="${last.className}"> ${(last.textContent || "").trim().slice(0, 60)}`;
}"""


@dataclass
class Town:
    """The served site, its people, and what went wrong on any page. `at_the_door`: people type their address and
    password to come in, which some journeys are about; else they are in as somebody who has done that."""

    url: str
    browser: Any
    pictures: Path
    of_every_page: bool = False
    at_the_door: bool = False
    walkers: list[Walker] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def comes(self, who: str = "", phone: bool = False, script: bool = True, hurried: bool = False) -> Walker:
        """A person opens a browser of their own; "" for a stranger without an account. Somebody hurried looks hard
        only where told to: on the way lie pages that another journey has looked at."""
        walker = Walker(self, who, PHONE if phone else DESKTOP, script, hurried)
        self.walkers.append(walker)
        return walker


class Walker:
    """A person at a browser. Signs in by themselves whenever a page asks for it."""

    def __init__(self, town: Town, who: str, width: int, script: bool, hurried: bool) -> None:
        self.town, self.who, self.width, self.script, self.hurried = town, who, width, script, hurried
        self.context = town.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(30_000)  # two browsers share the machine
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: town.faults.append(f"{self.place()}: {error}"))
        self.page.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        """Warnings and errors of the console fail the journey: among them whatever the security policy refuses. That
        a page came with a status of 4xx is said there too, and is looked at by `_answered` instead."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.town.faults.append(f"{self.place()}: the console says: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500 or (response.status >= 400 and not response.request.is_navigation_request()):
            self.town.faults.append(f"{self.place()}: {response.url} answered {response.status}")

    def place(self) -> str:
        """Who stands where, for a message about a fault."""
        return f"{self.who or 'a stranger'} at {self.page.url.removeprefix(self.town.url)}"

    def leaves(self) -> None:
        """Closes the browser of this person."""
        self.context.close()

    @property
    def heading(self) -> str:
        """The one main heading of the page, without the caption in it, and without "(optional)"."""
        caption = self.page.locator("h1 [class*=govuk-caption]")
        said = self.page.locator("h1").inner_text()
        return said.removeprefix(caption.inner_text() if caption.count() else "").removesuffix("(optional)").strip()

    @property
    def path(self) -> str:
        """The address of the page within the site, without a query."""
        return self.page.url.removeprefix(self.town.url).split("?")[0].split("#")[0]

    def main(self) -> str:
        """All text of the page's own part, as a reader meets it."""
        return " ".join(self.page.locator("main").inner_text().split())

    def goes(self, address: str) -> Walker:
        """Opens a page; signs in where that is asked first."""
        self.page.goto(self.town.url + address)
        if self.who and self.path == "/account/login/":
            if self.town.at_the_door:
                self.signs_in()
            else:
                self.is_in()
                self.page.goto(self.town.url + address)
        return self

    def is_in(self) -> None:
        """Signed in without the page for it, which takes as long as three others."""
        person = Person.objects.get(email=f"{self.who}@anyshire.example")
        client = Client()
        client.force_login(person)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.town.url}])

    def signs_in(self) -> None:
        """Types the work e-mail address and the password of the demonstration."""
        self.types("Email address", f"{self.who}@anyshire.example")
        self.types("Password", PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()

    def field(self, label: str) -> Any:
        """The box under this label, which may be marked as optional."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))

    def types(self, label: str, text: str) -> Walker:
        """Types into the box under this label."""
        self.field(label).fill(text)
        return self

    def picks(self, label: str, within: str = "") -> Walker:
        """Chooses a radio button or ticks a box by its label; `within` names the question where it comes twice."""
        place = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(within)}")) if within else self.page
        place.get_by_label(label, exact=True).check()
        return self

    def dates(self, question: str, day: int, month: int, year: int) -> Walker:
        """Types a date in its three boxes."""
        group = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(question)}")).first
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(part, exact=True).fill(str(value))
        return self

    def presses(self, name: str) -> Walker:
        """Presses the button, or follows the link, of this name in the page's own part."""
        main = self.page.get_by_role("main")
        button = main.get_by_role("button", name=name, exact=True)
        with self.page.expect_navigation():  # a click alone does not wait, and the same page may come again
            (button if button.count() else main.get_by_role("link", name=name, exact=True)).first.click()
        return self

    def sees(self, heading: str) -> Walker:
        """Stands on the page of this heading, and looks hard at it."""
        assert self.heading == heading, f"{self.place()}: the heading is {self.heading!r}: {self.main()[:400]}"
        return self if self.hurried else self.looks()

    def reads(self, *sentences: str) -> Walker:
        """The page says all of these."""
        text = self.main()
        for sentence in sentences:
            assert sentence in text, f"{self.place()}: no {sentence!r} in: {text}"
        return self

    def reads_nothing_of(self, *words: str) -> Walker:
        """Neither the page nor what is hidden in it says any of these."""
        source = self.page.content()
        for word in words:
            assert word not in source, f"{self.place()}: {word!r} is on the page"
        return self

    def looks(self, picture: str = "") -> Walker:
        """The page at desk and phone: no fault that axe can find; nothing wider than 320 pixels. A picture of each
        only for somebody who looks at it: no test does, and a long page takes longer to draw than to judge."""
        name = picture or re.sub(r"\W+", "-", f"{self.heading} {self.who}".lower()).strip("-")
        for width in (DESKTOP, PHONE):
            self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            if self.town.of_every_page:
                self.snaps(f"{name}-{width}")
            self._accessible(width)
        self.fits()
        self.page.set_viewport_size({"width": self.width, "height": HEIGHTS[self.width]})
        return self

    def snaps(self, name: str, whole: bool = True) -> Path:
        """A picture of the page as it is."""
        self.town.pictures.mkdir(parents=True, exist_ok=True)
        path = self.town.pictures / f"{name}.png"
        self.page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    def _accessible(self, width: int) -> None:
        if not self.script:
            return
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE_SCRIPT)
        for fault in self.page.evaluate(RUN_AXE, RULES)["violations"]:
            where = "; ".join(str(node["html"])[:160] for node in fault["nodes"][:3])
            self.town.faults.append(f"{self.place()} at {width}: axe {fault['id']}: {fault['help']}: {where}")

    def fits(self) -> None:
        """At 320 pixels, which is 1280 at a zoom of 400%, nothing needs scrolling sideways."""
        self.page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
        if self.script and (said := self.page.evaluate(TOO_WIDE)):
            self.town.faults.append(f"{self.place()}: wider than {NARROW} pixels: {said}")
