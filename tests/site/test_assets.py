"""What the look is made of: no branding of the government, nothing fetched, nothing from a registry in the lock."""

import json
import re
from pathlib import Path

import pytest

from forthright.site.env import REPO

BUILT = REPO / "forthright" / "web" / "static" / "forthright"


@pytest.mark.parametrize("banned", ["GDS Transport", "crest", "@font-face", "url(", "@import"])
def test_the_stylesheet_carries_no_branding_and_fetches_nothing(banned: str) -> None:
    css = re.sub(r"/\*!.*?\*/", "", (BUILT / "app.css").read_text(), flags=re.DOTALL)
    assert banned.lower() not in css.lower()
    assert len(css) > 50_000


def test_the_stylesheet_holds_our_own_pieces() -> None:
    css = (BUILT / "app.css").read_text()
    for name in ("sides", "timeline", "ladder", "danger", "header", "tag--mine"):
        assert f".app-{name}" in css
    assert "@media print" in css


def test_scripts_are_modules_that_fetch_nothing_but_each_other() -> None:
    assert 'from "./govuk-frontend.min.js"' in (BUILT / "init.js").read_text()
    assert "sourceMappingURL" not in (BUILT / "govuk-frontend.min.js").read_text()
    assert (BUILT / "init.js").read_text() == (REPO / "assets" / "init.js").read_text()


def test_the_lock_names_no_registry_and_pins_every_package() -> None:
    lock = json.loads((REPO / "assets" / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 5
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert package["integrity"].startswith("sha512-"), name


def luminance(colour: str) -> float:
    def channel(pair: str) -> float:
        value = int(pair, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variables(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", path.read_text(), flags=re.MULTILINE))


def test_our_colours_can_be_read() -> None:
    colour = variables(REPO / "assets" / "_own.scss")
    for text, ground in [
        (colour["teal"], "#ffffff"),
        (colour["teal"], colour["teal-pale"]),
        (colour["teal"], "#f6f4f0"),
        (colour["quiet"], "#f6f4f0"),
        (colour["ink"], colour["amber-pale"]),
    ]:
        assert contrast(text, ground) >= 7, (text, ground)


def test_every_tag_can_be_read() -> None:
    colour = variables(REPO / "assets" / "_own.scss")
    text = (REPO / "assets" / "_own.scss").read_text()
    tags = re.findall(r"\.app-tag--\w+ \{\s+background: (\S+);\s+color: (\S+);", text)
    assert len(tags) == 5
    for ground, ink in tags:
        assert contrast(colour.get(ground.strip("$"), ground), colour.get(ink.strip("$"), ink)) >= 7
