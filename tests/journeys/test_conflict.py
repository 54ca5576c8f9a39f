"""Somebody must not take part: they say so, and what was theirs goes on; one's own manager is passed over."""

from __future__ import annotations

import re

from tests.journeys import steps
from tests.journeys.walk import Town

MUST_NOT = "Say that you must not take part"
WHY = "The mother is my sister."


def test_whoever_must_not_take_part_leaves_it_and_the_post_above_has_it_at_once(town: Town) -> None:
    rosa, amir = town.comes("rosa", phone=True, script=False), town.comes("amir")
    reference = steps.raises_by_the_short_path(rosa)
    steps.acts(amir, reference, f"{MUST_NOT} (conflict of interest)", MUST_NOT).presses("I must not take part")
    amir.reads("Select why you must not take part").looks("conflict-refused-amir")
    amir.picks("The family are my own, or friends of mine").types("Say more about why", WHY)
    amir.presses("I must not take part")
    amir.sees("My turn").reads("You do not take part any more.").reads_nothing_of(reference)
    assert amir.goes(f"/matter/{reference}/").heading == "Page not found"
    sam = town.comes("sam", hurried=True)
    sam.goes("/my-turn/").presses(f"Robin (invented), {reference}")
    sam.goes(f"/matter/{reference}/timeline/").reads(WHY, "It went to: Team manager, assessment team")
    sam.looks("conflict-timeline-sam")
    rosa.goes(f"/matter/{reference}/timeline/").reads("Must not take part, because of a conflict of interest")
    rosa.reads_nothing_of(WHY).looks("conflict-timeline-rosa")


def test_a_teacher_passes_her_head_over_and_asks_for_advice_without_a_script(town: Town) -> None:
    rosa = town.comes("rosa", script=False)
    reference = steps.raises_by_the_short_path(rosa)
    over = "Say who of your agency must not come in"
    steps.acts(rosa, reference, f"{over} (conflict of interest)", over)
    rosa.picks("Mei Tan (invented), Head teacher").picks("Their own conduct is in question")
    rosa.types("Why?", "What she told the family is in question.").presses("Pass them over")
    rosa.reads("They will not come into this")
    steps.acts(rosa, reference, "Ask somebody for advice, also of another agency", "Ask somebody for advice")
    rosa.reads_nothing_of("Mei Tan")
    rosa.page.get_by_label("Dara Quinn (invented), Designated safeguarding lead").check()
    rosa.presses("Ask for advice").reads("They have been asked").looks("advice-rosa")
    mei = town.comes("mei", hurried=True)
    mei.goes("/team/").reads_nothing_of(reference).leaves()


def test_the_business_unit_enters_who_acts_for_an_agency(town: Town) -> None:
    beth = town.comes("beth")
    beth.goes("/acting-for/").sees("Who acts for an agency")
    beth.page.get_by_role("link", name=re.compile("Enter a post that acts for it.*Community Health")).click()
    beth.sees("A post that acts for it").presses("Enter it").reads("Select the role", "Enter on what grounds it acts")
    beth.looks("acting-refused-beth").picks("Senior manager")
    beth.picks("Service manager, Anyshire Council children's services (invented)")
    beth.dates("From which day?", 2, 11, 2026).types("On what grounds?", "Agreed between both in May 2026")
    beth.presses("Enter it").sees("Who acts for an agency").reads("From 2 November 2026, no end entered")
    beth.looks("acting-listed-beth").page.get_by_role("link", name=re.compile("Change the last day")).click()
    beth.sees("The last day")
    beth.goes("/acting-for/").page.get_by_role("link", name="Areas of Anyshire").click()
    beth.sees("The areas that it covers").types("Which areas does the partnership cover?", "North Hill\nSouth Hill")
    beth.presses("Save the areas").reads("The areas are saved.")
