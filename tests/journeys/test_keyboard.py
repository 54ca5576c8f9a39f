"""Nothing needs a mouse: Tab, Enter, Space and the arrow keys are enough."""

from __future__ import annotations

from forthright.exchange.demo_people import PASSWORD
from tests.journeys import steps
from tests.journeys.walk import Town, Walker

AT_THE_DOOR = True

FOCUSED = "() => (document.activeElement.innerText || document.activeElement.value || '').trim()"
LABELLED = (
    "() => { const one = document.activeElement; return one.labels && one.labels[0] ? one.labels[0].innerText : '' }"
)
OUTLINED = """() => {
  const box = document.activeElement;
  const seen = [box, box.labels && box.labels[0]].filter(Boolean).flatMap((one) =>
    [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
  return seen.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== "none");
}"""


def tabs_to(walker: Walker, name: str, most: int = 40) -> None:
    """Presses Tab until the focus stands on what has this text or label, and can be seen there."""
    for _press in range(most):
        walker.page.keyboard.press("Tab")
        if name in (walker.page.evaluate(FOCUSED), walker.page.evaluate(LABELLED)):
            assert walker.page.evaluate(OUTLINED), f"{walker.place()}: the focus on {name!r} cannot be seen"
            return
    raise AssertionError(f"{walker.place()}: {most} times Tab did not reach {name!r}")


def enters(walker: Walker) -> None:
    """Presses Enter, and waits for the page that follows."""
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")


def test_the_first_page_of_raising_is_answered_with_the_keyboard_alone(town: Town) -> None:
    rosa = town.comes("rosa")
    rosa.page.goto(f"{town.url}/raise/")
    tabs_to(rosa, "Email address")
    rosa.page.keyboard.type("rosa@anyshire.example")
    tabs_to(rosa, "Password")
    rosa.page.keyboard.type(PASSWORD)
    enters(rosa)
    assert rosa.heading == "Raise a challenge"
    tabs_to(rosa, "Start now")
    enters(rosa)
    assert rosa.heading == "Which agency do you want to challenge?"
    rosa.page.keyboard.press("Tab")
    assert rosa.page.evaluate(FOCUSED) == "Skip to main content"
    rosa.page.keyboard.press("Enter")
    assert rosa.page.evaluate("document.activeElement.id") == "main-content"
    rosa.page.keyboard.press("Tab")  # into the radio buttons, of which the arrow keys choose one
    rosa.page.keyboard.press("Space")
    while rosa.page.evaluate(LABELLED) != steps.COUNCIL:
        rosa.page.keyboard.press("ArrowDown")
    tabs_to(rosa, "Continue")
    enters(rosa)
    assert rosa.heading == "Who should answer?"


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(town: Town) -> None:
    stranger = town.comes(phone=True).goes("/")
    tabs_to(stranger, "Menu")
    menu = stranger.page.get_by_role("button", name="Menu")
    for open_now in ("true", "false"):
        stranger.page.keyboard.press("Space")
        assert menu.get_attribute("aria-expanded") == open_now
