"""Every address, gathered from the journeys. Each journey's file lists its own."""

from forthright.web.views import (
    acts,
    barriers,
    briefing,
    counts,
    door,
    door_links,
    drafting,
    looks,
    matter,
    my_turn,
    next_step,
    pages,
    printed,
    raising,
    settled,
)

urlpatterns = [
    *pages.ADDRESSES,
    *next_step.ADDRESSES,
    *door.ADDRESSES,
    *door_links.ADDRESSES,
    *raising.ADDRESSES,
    *settled.ADDRESSES,
    *drafting.ADDRESSES,
    *my_turn.ADDRESSES,
    *matter.ADDRESSES,
    *acts.ADDRESSES,
    *printed.ADDRESSES,
    *looks.ADDRESSES,
    *briefing.ADDRESSES,
    *barriers.ADDRESSES,
    *counts.ADDRESSES,
]
