"""Every address, gathered from the journeys. Each journey's file lists its own."""

from importlib import import_module

JOURNEYS = (
    "pages",
    "next_step",
    "door",
    "door_links",
    "raising",
    "settled",
    "drafting",
    "my_turn",
    "matter",
    "acts",
    "printed",
    "looks",
    "briefing",
    "barriers",
    "counts",
)


def _present(name):
    from importlib.util import find_spec

    return find_spec(f"forthright.web.views.{name}") is not None


urlpatterns = [
    address
    for name in JOURNEYS
    if _present(name)
    for address in import_module(f"forthright.web.views.{name}").ADDRESSES
]
