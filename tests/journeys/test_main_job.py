"""The main job, end to end: raised, heard, taken up the steps, decided, done, and asked whether it is better."""

from __future__ import annotations

from tests.journeys import steps
from tests.journeys.conftest import Calendar
from tests.journeys.walk import Town, Walker

AT_THE_DOOR = True

ROSA_SEES = "Robin is alone and hungry on at least two afternoons each week."
AMIR_SEES = "The family has asked for help and a neighbour collects Robin on most days."


def test_a_challenge_goes_from_raised_to_decided_at_step_3_and_on_to_the_check_back(
    town: Town, calendar: Calendar, rosa: Walker, amir: Walker
) -> None:
    reference = raised_in_full(rosa)
    heard_and_answered(rosa, amir, reference)
    sorted_out(rosa, amir, reference)
    mei = taken_up_to_the_managers(town, calendar, rosa, reference)
    ruth = taken_up_to_the_representatives(town, calendar, mei, reference)
    decided(town, ruth, reference)
    followed_through(town, calendar, rosa, amir, reference)
    seen_by_nobody_else(town, reference)


def raised_in_full(rosa: Walker) -> str:
    steps.starts_raising(rosa)
    steps.names_who(rosa)
    steps.says_what_worries(rosa)
    steps.adds_more(rosa)
    return steps.sends(rosa)


def heard_and_answered(rosa: Walker, amir: Walker, reference: str) -> None:
    amir.goes("/my-turn/").sees("My turn").reads(reference)
    steps.opens(amir, reference).reads("It is your turn", steps.SEEN, steps.WANTED).looks("matter-new-amir")
    steps.acknowledges(amir, reference)
    steps.gives_perspective(rosa, reference, ROSA_SEES, 3, "Somebody who has seen Robin at home with an adult.")
    rosa.looks("matter-sealed-rosa").reads("Only your side can read it until both are in.")
    steps.opens(amir, reference).reads("Given. It opens when both are in.").reads_nothing_of(ROSA_SEES)
    amir.goes(f"/matter/{reference}/timeline/").reads_nothing_of(ROSA_SEES)
    steps.gives_perspective(amir, reference, AMIR_SEES, 6, "A second week in which nobody comes.")
    amir.reads(ROSA_SEES, AMIR_SEES).looks("matter-open-amir")
    steps.opens(rosa, reference).reads(ROSA_SEES, AMIR_SEES)
    steps.replies(amir, reference, "Partly agree", "You are right that nobody answered. I will call, not visit.")


def sorted_out(rosa: Walker, amir: Walker, reference: str) -> None:
    steps.opens(rosa, reference).reads("Partly agree", "I will call, not visit.")
    for point, status in (("Nobody answered on 2 days", "Agreed"), ("A call is enough", "Disputed")):
        steps.acts(rosa, reference, "Add a point", "Place a point")
        rosa.types("What is the point?", point).picks(status).presses("Place the point").reads(point)
    steps.acts(rosa, reference, "Add evidence", "Add evidence")
    rosa.types("What does it show?", "Nobody came on Monday either.").types("Where does it come from?", "Gate log")
    rosa.presses("Add the evidence").reads("Nobody came on Monday either.")
    steps.acts(rosa, reference, "Log a call or a meeting", "Log a call or a meeting").picks("Phone call")
    rosa.dates("When was it?", 2, 11, 2026).types("At what time?", "9am").types("Who was there?", "Rosa and Amir")
    rosa.types("What was said?", "We agree on what happened and not on what it needs.").presses("Log it")
    rosa.reads("The talk has been logged.")
    steps.acts(
        rosa, reference, "Agree how the child is kept safe meanwhile", "How the child is kept safe meanwhile"
    ).types("How is the child kept safe meanwhile?", "Robin stays at the club until an adult comes.")
    rosa.presses("Send").reads("Robin stays at the club until an adult comes.")
    steps.acts(
        amir, reference, "Agree how the child is kept safe meanwhile", "How the child is kept safe meanwhile"
    ).picks("I confirm the plan").presses("Send").looks("matter-safety-confirmed-amir")
    steps.acts(amir, reference, "Write a private note", "Write a private note of your side")
    amir.types("Your note", "Ask Sam for advice.").presses("Save the note").reads("Ask Sam for advice.")
    steps.opens(rosa, reference).reads_nothing_of("Ask Sam for advice.")


def taken_up_to_the_managers(town: Town, calendar: Calendar, rosa: Walker, reference: str) -> Walker:
    calendar.later(days=1)
    steps.acts(rosa, reference, "Take it to the next step", "Take this to the next step")
    rosa.picks("The two sides still differ").types("Say more about why", "A call does not show who is at home.")
    rosa.presses("Take it to the next step").reads("Step 2: Line managers").looks("matter-step-2-rosa")
    sam = town.comes("sam")
    steps.replies(sam, reference, "Disagree", "Thank you. I have read the file: a visit is not needed yet.")
    mei = town.comes("mei", phone=True)
    steps.opens(mei, reference).reads("Step 2: Line managers").looks("matter-step-2-mei")
    return mei


def taken_up_to_the_representatives(town: Town, calendar: Calendar, mei: Walker, reference: str) -> Walker:
    """Nobody settles it: the time runs out, and the clock offers the next step to Mei by name."""
    calendar.later(days=8)
    mei.goes("/my-turn/").sees("My turn").reads(reference)
    steps.opens(mei, reference).looks("matter-step-3-offered-mei").reads("It is your turn")
    steps.acts(mei, reference, "Take it to the next step", "Take this to the next step")
    mei.picks("The time ran out").types("Say more about why", "Two weeks have passed and Robin is still alone.")
    mei.presses("Take it to the next step").reads(
        "Step 3: Partnership representatives", "Ruth Calder (invented)", "Ravi Anand (invented)"
    )
    return town.comes("ruth")


def decided(town: Town, ruth: Walker, reference: str) -> None:
    ruth.goes("/my-turn/").reads(reference)
    steps.acts(ruth, reference, "Decide, with reasons", "Decide, with reasons")
    ruth.presses("Make the decision").reads("There is a problem", "Enter the decision").looks("decide-refused-ruth")
    ruth.picks("What the raising side asked for").types("The decision", "Amir and Rosa visit Robin at home this week.")
    ruth.types("The reasons", "Both sides agree that nobody answered, and nobody has seen Robin at home.")
    first = ruth.page.get_by_role("group", name="Action 1")
    first.get_by_label("What is to be done?").fill("Visit Robin at home, and talk to Robin alone.")
    first.get_by_label("Who does it?").select_option(label=steps.AMIR)
    for part, value in (("Day", "27"), ("Month", "11"), ("Year", "2026")):
        first.get_by_label(part, exact=True).fill(value)
    ruth.dates("When are both sides asked", 14, 12, 2026)
    ruth.presses("Make the decision").reads("It does not stand yet").looks("matter-decided-ruth")
    ravi = town.comes("ravi", phone=True)
    steps.acts(ravi, reference, "Agree the decision, or send it back", "Agree the decision, or send it back")
    ravi.picks("Yes, the decision stands").presses("Send your answer")
    ravi.reads("Resolved by a senior decision", "Visit Robin at home").looks("matter-settled-ravi")


def followed_through(town: Town, calendar: Calendar, rosa: Walker, amir: Walker, reference: str) -> None:
    calendar.later(days=2)
    steps.acts(amir, reference, "Say that an action is done", "Say that an action is done")
    amir.types("What was done?", "We visited. Robin's aunt collects Robin from now on.")
    amir.presses("Say that it is done").reads("The action is marked as done.")
    steps.acts(amir, reference, "Thank them, or say that they were right", "Thank the other side")
    amir.picks("You were right").types("What for?", "You saw it first.").presses("Send your thanks")
    amir.reads("You saw it first.")
    calendar.later(days=33)
    steps.acts(rosa, reference, "Say if it is better for the child", "Is it better for the child?")
    rosa.picks("Yes").types("What is different for the child?", "Robin is collected every day.").presses(
        "Send your answer"
    )
    steps.opens(amir, reference).reads_nothing_of("Robin is collected every day.")
    steps.acts(amir, reference, "Say if it is better for the child", "Is it better for the child?")
    amir.picks("Partly").types("What is different for the child?", "Steadier. Mondays are still late.")
    amir.presses("Send your answer").reads("Robin is collected every day.", "Steadier.", "Ended")
    amir.looks("matter-ended-amir")


def seen_by_nobody_else(town: Town, reference: str) -> None:
    """Olu is told the same as for a challenge that does not exist."""
    olu = town.comes("olu")
    olu.goes("/my-turn/").reads_nothing_of(reference)
    steps.opens(olu, reference)
    assert olu.heading == "Page not found", olu.main()
