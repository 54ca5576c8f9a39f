"""Rosa puts one matter to two agencies on a phone without script. One answers; the other is silent and lapses."""

from __future__ import annotations

from tests.journeys import steps
from tests.journeys.conftest import Calendar
from tests.journeys.walk import Town, Walker

HEALTH = "Anyshire Community Health (invented)"
OLU = "Olu Adeyemi (invented), Health visitor"
TOM = "Tom Price (invented), Family support worker"


def adds_the_health_agency(rosa: Walker) -> None:
    steps.starts_raising(rosa)
    rosa.picks(steps.COUNCIL).presses("Continue").sees("Who should answer?")
    rosa.picks(steps.AMIR).presses("Add another agency").looks("another-agency-rosa")
    rosa.reads("It gets the same words as the others").picks(HEALTH).presses("Continue").sees("Who should answer?")
    rosa.picks(OLU).presses("Continue").sees("What worries you?")


def sends_to_both(rosa: Walker) -> list[str]:
    steps.says_what_worries(rosa)
    rosa.presses("Go to check and send").looks("check-two-agencies-rosa")
    rosa.reads("Agency 2 that you are challenging", f"With {HEALTH}", "None is held up by another.")
    rosa.presses("Send it to all of these agencies").sees("Challenge sent").looks("sent-two-agencies-rosa")
    first = rosa.page.locator(".govuk-panel__body strong").inner_text()
    second = rosa.page.locator("main h3 a").inner_text()
    return [first, second]


def test_one_agency_answers_while_the_other_is_silent(town: Town, calendar: Calendar) -> None:
    rosa = town.comes("rosa", phone=True, script=False)
    adds_the_health_agency(rosa)
    to_council, to_health = sends_to_both(rosa)
    amir = town.comes("amir", hurried=True)
    steps.acknowledges(amir, to_council)
    steps.replies(amir, to_council, "Agree", "You are right. We visit Robin on Thursday.")
    steps.opens(amir, to_council).reads(f"Also put to {HEALTH}. Each in a challenge of its own.")
    amir.reads_nothing_of("Olu Adeyemi", to_health)
    calendar.later(days=20)
    rosa.goes(f"/matter/{to_council}/together/").reads("Answered: agree.", "Has not acknowledged it.", "Overdue")
    desk = town.comes("rosa")
    desk.goes(f"/matter/{to_council}/together/").sees("Put to 2 agencies").reads("We visit Robin on Thursday.")
    desk.presses("Print the records with all of them").sees("Records of one matter that was put to several agencies")
    desk.goes("/my-turn/").sees("My turn").reads("All agencies of this matter")
    olu = town.comes("olu", hurried=True)
    olu.goes(f"/matter/{to_health}/").looks("silent-olu")
    olu.reads_nothing_of("We visit Robin on Thursday.", to_council)


def test_a_colleague_of_a_third_agency_is_worried_too_and_says_so(town: Town) -> None:
    rosa = town.comes("rosa", phone=True, hurried=True)
    reference = steps.raises_by_the_short_path(rosa)
    steps.acts(
        rosa, reference, "Ask somebody along who may be worried too", "Ask somebody along who may be worried too"
    )
    rosa.looks("ask-along-rosa")
    rosa.page.get_by_label("Who may be worried too?").select_option(label=TOM)
    rosa.presses("Ask them along").reads("They can read this now", "Tom Price (invented)")
    tom = town.comes("tom", phone=True)
    steps.acts(tom, reference, "Say if you are worried too, and why", "Say how you see it")
    tom.types("How do you see it?", "I am worried too, because Robin came hungry on Friday.")
    tom.types("How safe is the child now, from 0 to 10?", "4").presses("Send how you see it")
    tom.reads("Robin came hungry on Friday.").looks("worried-too-tom")
    amir = town.comes("amir")
    steps.opens(amir, reference).reads("Tom Price (invented)", "it is no vote").looks("worried-too-amir")
    amir.reads_nothing_of("Robin came hungry on Friday.")
    tom.presses("Leave this challenge").sees("Leave this challenge").presses("Leave it").sees("My turn")
    tom.reads("You have left.")


def test_the_same_matter_goes_to_another_agency_later(town: Town) -> None:
    rosa = town.comes("rosa", phone=True, hurried=True)
    reference = steps.raises_by_the_short_path(rosa)
    steps.opens(rosa, reference).presses("Put this to another agency too").looks("another-rosa")
    rosa.presses("Choose the agency").picks(HEALTH).presses("Continue").picks(OLU).presses("Continue")
    rosa.presses("Continue").presses("Go to check and send").reads(steps.SEEN, "Olu Adeyemi")
    rosa.presses("Send the challenge").sees("Challenge sent").reads("It was put to several agencies.")
    steps.acts(rosa, reference, "Add evidence", "Add evidence").looks("evidence-everywhere-rosa")
    rosa.types("What does it show?", "A log").types("Where does it come from?", "The office")
    rosa.picks(f"All of them: {steps.COUNCIL}, {HEALTH}").presses("Add the evidence")
    rosa.reads(f"It was done with these agencies too: {HEALTH}.")
