"""Everything works without JavaScript: locked-down browsers are normal in this work."""

from __future__ import annotations

from tests.journeys import steps
from tests.journeys.walk import Town


def test_a_challenge_is_raised_and_answered_with_javascript_switched_off(town: Town) -> None:
    rosa = town.comes("rosa", phone=True, script=False)
    reference = steps.raises_by_the_short_path(rosa)
    amir = town.comes("amir", script=False)
    amir.goes("/my-turn/").sees("My turn").presses(f"Robin (invented), {reference}").looks("matter-no-script-amir")
    steps.acknowledges(amir, reference)
    steps.replies(amir, reference, "Agree", "You are right. We visit Robin on Thursday.")
    steps.opens(rosa, reference).reads("You are right. We visit Robin on Thursday.")


def test_a_refused_form_keeps_what_was_typed_with_javascript_switched_off(town: Town) -> None:
    rosa = town.comes("rosa", script=False, hurried=True)
    steps.starts_raising(rosa)
    steps.names_who(rosa)
    rosa.types("What do you make of it?", steps.VIEW).presses("Continue").looks("worry-refused-rosa")
    rosa.reads("There is a problem", "Select who it is about", "Enter what you saw or heard")
    assert rosa.field("What do you make of it?").input_value() == steps.VIEW
