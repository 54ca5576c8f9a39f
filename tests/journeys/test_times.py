"""A time ends sooner because the child needs it; and, where the policy lets it, one is extended by the other side."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.journeys import steps
from tests.journeys.walk import Town, Walker

LINE = "  times may be extended: by at most 3 working days, once, if the other side agrees\n"


def extensions_allowed() -> None:
    """The demonstration policy with a line for it at its first step, in force from today."""
    from forthright.directory.models import Partnership
    from forthright.record import policies
    from forthright.record.models import PolicyVersion

    text = PolicyVersion.objects.latest("pk").text
    policies.publish(Partnership.objects.get(), text.replace("  if not settled", f"{LINE}  if not settled", 1), today())


def today() -> datetime:
    return datetime(2026, 11, 2, 0, 1, tzinfo=UTC)


def test_a_time_is_shortened_by_one_side_and_another_extended_by_both(town: Town, rosa: Walker, amir: Walker) -> None:
    extensions_allowed()
    reference = steps.raises_by_the_short_path(rosa)
    shortened(rosa, amir, reference)
    extended(rosa, amir, reference)


def shortened(rosa: Walker, amir: Walker, reference: str) -> None:
    steps.acts(rosa, reference, "Make a time end sooner", "Make a time end sooner")
    rosa.page.get_by_label("Reply:").check()
    rosa.dates("On which day does it end?", 12, 11, 2026).types("Why does it end sooner?", "The hearing is soon.")
    rosa.presses("Make it end sooner").reads("That would not end it sooner. Give an earlier day.")
    rosa.looks("times-refused-rosa")
    rosa.dates("On which day does it end?", 3, 11, 2026).presses("Make it end sooner")
    rosa.reads("The time ends sooner. Everybody who takes part is told")
    steps.opens(amir, reference).page.get_by_text("What else is waiting").click()
    amir.reads("This time was shortened: it ended by 5pm on Wednesday 4 November 2026", "Why: The hearing is soon.")
    amir.looks("times-shortened-amir")


def extended(rosa: Walker, amir: Walker, reference: str) -> None:
    steps.acts(amir, reference, "Ask the other side for more time", "Ask the other side for more time")
    amir.page.get_by_label("Reply:").check()
    amir.types("How many more working days do you ask for?", "4").types("Why do you need more time?", "Two are away.")
    amir.presses("Ask for more time").reads("must be a whole number between 1 and 3").looks("times-too-many-amir")
    amir.types("How many more working days do you ask for?", "2").presses("Ask for more time")
    amir.reads("The other side has been asked. Until they agree, the time stands.")
    steps.acts(rosa, reference, "Say if the other side has more time", "Say if the other side has more time")
    rosa.reads("If you agree, it ends by 5pm on Thursday 5 November 2026.", "Two are away.").looks("times-answer-rosa")
    rosa.picks("Yes, they have more time").presses("Send your answer").reads("Your answer has been recorded.")
    steps.opens(amir, reference).page.get_by_text("What else is waiting").click()
    amir.reads("This time was extended: it ended by 5pm on Tuesday 3 November 2026").looks("times-extended-amir")
    amir.goes(f"/matter/{reference}/timeline/").reads("The responding side asked for 2 working days more to reply")
