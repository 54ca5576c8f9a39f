"""Around a challenge: settled by talking, the lists, the record, the trail, the briefing, the barriers, the counts."""

from __future__ import annotations

from forthright.record.models import StoredEvent
from tests.journeys import steps
from tests.journeys.walk import Town


def test_what_talking_settled_is_recorded_on_one_page(town: Town) -> None:
    rosa = town.comes("rosa", phone=True).goes("/settled/").sees("Record something already settled")
    rosa.picks("A difference that we settled by talking").picks(steps.COUNCIL).picks("A child")
    rosa.types("First name or initials, or the theme in a few words", "K. (invented)")
    rosa.types("What was it about?", "Who calls home first.").types("What changed for the child?", "One call, not two.")
    rosa.presses("Record it").sees("Recorded as settled")
    rosa.presses("Open the record").reads("Who calls home first.").looks("matter-settled-by-talking")


def test_lists_record_trail_and_copies_of_a_challenge_can_be_read_by_its_sides(demonstration: Town) -> None:
    olu = demonstration.comes("olu").goes("/my-turn/").sees("My turn")
    reference = olu.page.locator("main th a").first.inner_text().rsplit(", ", 1)[1]
    steps.opens(olu, reference).looks("matter-demo-olu")
    olu.presses("Everything that happened, in order").sees("Timeline")
    olu.goes(f"/matter/{reference}/paste/").sees("Text for your agency’s own system")
    olu.goes(f"/matter/{reference}/looks/").sees("Who has looked").reads("Olu Adeyemi (invented)")
    olu.goes(f"/matter/{reference}/record/").sees("Record of a professional challenge")
    olu.page.emulate_media(media="print")
    olu.snaps("record-printed")
    assert not olu.page.locator("nav").first.is_visible(), "the menu is printed"
    assert olu.page.locator("main").is_visible()
    last = StoredEvent.objects.filter(challenge=reference).latest("version")
    assert olu.page.locator(".app-check").inner_text() == bytes(last.digest).hex()
    olu.page.emulate_media(media="screen")


def test_managers_and_the_business_unit_see_their_lists_without_words(demonstration: Town) -> None:
    hana = demonstration.comes("hana", phone=True).goes("/team/").sees("My team")
    hana.reads_nothing_of("Sol (invented)")
    beth = demonstration.comes("beth").goes("/office/").sees("The partnership’s challenges").reads_nothing_of("Noor")
    beth.page.locator("main a[href^='/matter/']").first.click()
    beth.page.wait_for_url("**/matter/**")
    beth.looks("matter-facts-only-beth").reads_nothing_of("Noor", "data protection officer")


def test_an_administrator_edits_the_links_of_the_agency(town: Town) -> None:
    ada = town.comes("ada").goes("/my-turn/").presses("Where my agency’s other routes begin")
    ada.sees("Links to your agency's other routes")
    complaints = ada.page.get_by_role("group", name="Complaints")
    complaints.get_by_label("Web address").fill("not an address")
    ada.presses("Save the links").reads("There is a problem").looks("door-links-refused")
    complaints.get_by_label("Web address").fill("https://anyshire.example/complaints")
    ada.presses("Save the links")
    ada.goes(ada.path).looks("door-links-saved")
    assert complaints.get_by_label("Web address").input_value() == "https://anyshire.example/complaints"


def test_the_briefing_is_read_and_acknowledged(town: Town) -> None:
    amir = town.comes("amir", phone=True).goes("/my-turn/").goes("/briefing/")
    amir.sees("Briefing on professional challenge").presses("I have read it")
    amir.reads("It is recorded that you have read the briefing").looks("briefing-read")


def test_the_self_check_on_barriers_leads_to_help_and_keeps_nothing(town: Town) -> None:
    stranger = town.comes(phone=True).goes("/barriers/").sees("What makes it hard to challenge?")
    for question in stranger.page.locator("main fieldset").all()[:3]:
        question.get_by_role("radio").last.check()
    stranger.presses("See what may help").sees("What may help you to challenge")
    assert stranger.page.url == f"{town.url}/barriers/", "an answer stands in the address"


def test_counts_are_shown_with_small_numbers_left_out(demonstration: Town) -> None:
    beth = demonstration.comes("beth").goes("/counts/").sees("Counts")
    beth.reads("A rising count is healthy", "Not shown")
