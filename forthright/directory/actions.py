"""The only code that writes the directory once it stands."""

from __future__ import annotations

from urllib.parse import urlsplit

from forthright.directory.models import Agency, Door, DoorLink


class BadAddress(ValueError):
    """Not the address of a web page that a browser can open by http or https."""


def web_address(text: str) -> str:
    """The address as it is kept. Raises BadAddress.

    Only http and https, so that no link runs a script; no user name in it, as that can pass for another site. A host
    without a dot is right: many agencies keep these pages on their own network ("https://intranet/complaints"), which
    Django's own check would refuse.
    """
    address = text.strip()
    try:
        parts = urlsplit(address)
        port = parts.port  # read only because reading it refuses a port that cannot be
    except ValueError as wrong:
        raise BadAddress(address) from wrong
    good = parts.scheme in ("http", "https") and parts.hostname and parts.username is None and port != 0
    if not good or any(letter.isspace() or not letter.isprintable() or letter in '<>"\\' for letter in address):
        raise BadAddress(address)
    return address


def set_door(agency: Agency, door: Door, address: str, words: str) -> None:
    """Point one of an agency's other routes to a web page, and say in words whom to turn to; neither takes it away.

    Setting it twice is the same as once. Raises BadAddress.
    """
    kept, said = web_address(address) if address.strip() else "", words.strip()
    if kept or said:
        DoorLink.objects.update_or_create(agency=agency, door=door, defaults={"address": kept, "words": said})
    else:
        DoorLink.objects.filter(agency=agency, door=door).delete()
