"""A browser in words that its owner knows again, from what it says of itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

# In this order: nearly every browser also names those that it descends from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def named(agent: str) -> str:
    """ "Firefox on Windows"; what cannot be recognised is "a browser" on "a computer". Nothing of the text is repeated:
    whoever signs in can write into it what they like."""
    browser = next((name for mark, name in BROWSERS if mark in agent), _("A browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), _("a computer"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
