"""What Rosa and Amir do, step by step. The journeys and the tutorial walk the same way."""

from __future__ import annotations

from tests.journeys.walk import Walker

TOPIC = "Threshold, level of need or response to a referral"
CHILD = "Robin (invented)"
SEEN = "Robin was not collected on 3 days in the last 2 weeks. On 2 of them nobody answered the telephone."
VIEW = "I think that nobody is at home after school, because nobody answers."
WANTED = "An assessment, and a visit this week, by somebody who talks to Robin alone."
COUNCIL = "Anyshire Council children's services (invented)"
AMIR = "Amir Haddad (invented), Social worker, assessment team"


def starts_raising(rosa: Walker) -> None:
    """Opens the first question."""
    rosa.goes("/raise/").sees("Raise a challenge")
    rosa.presses("Start now").sees("Which agency do you want to challenge?")


def names_who(rosa: Walker) -> None:
    """Which agency, and who there."""
    rosa.picks(COUNCIL).presses("Continue").sees("Who should answer?")
    rosa.picks(AMIR).presses("Continue").sees("What worries you?")


def says_what_worries(rosa: Walker) -> None:
    """Facts and opinion apart, and what would resolve it: the short path ends here."""
    rosa.picks("A child").types("First name or initials, or the theme in a few words", CHILD)
    rosa.types("What did you see or hear?", SEEN).types("What do you make of it?", VIEW)
    rosa.presses("Continue").sees("What would resolve this?").types("What would resolve this?", WANTED)


def adds_more(rosa: Walker) -> None:
    """The pages that may be left out."""
    rosa.presses("Continue").sees("More about the child or children").dates("Date of birth", 14, 5, 2018)
    rosa.picks("A child", within="Who is this?").types("First name or initials", "Remi (invented)")
    rosa.presses("Continue").sees("What is the disagreement about?").picks(TOPIC)
    rosa.presses("Continue").sees("What does the child say or show?")
    rosa.types("What does the child say or show?", "Robin said: “I make the tea when Mum is asleep.”")
    rosa.presses("Continue").sees("What is the impact on the child?")
    rosa.types("What is the impact on the child?", "Robin is tired, and fell asleep in class twice last week.")
    rosa.presses("Continue").sees("What is your evidence?").types("What it shows", "Collection log, 3 late collections")
    rosa.types("Where it comes from", "School office")
    rosa.presses("Continue").sees("How fast does the child need this?")
    rosa.picks("No: the policy’s usual times are enough")
    rosa.presses("Continue").sees("How is the child kept safe until this is settled?")
    rosa.types("How is the child kept safe until this is settled?", "Robin stays at the after-school club.")
    rosa.presses("Continue").sees("Are you raising this for somebody else?")
    rosa.presses("Continue").sees("Who must not take part?")
    rosa.presses("Continue").sees("Who may know of it?")
    rosa.presses("Continue").sees("When did the disagreement arise?").dates("When did the disagreement", 30, 10, 2026)
    rosa.presses("Continue")


def sends(rosa: Walker) -> str:
    """Checks the answers and sends; returns the reference."""
    rosa.sees("Check your answers before you send").reads(SEEN, WANTED, "Who will see what", "The family may read this")
    rosa.presses("Send the challenge").sees("Challenge sent").reads("What happens next")
    return rosa.page.locator(".govuk-panel__body strong").inner_text()


def raises_by_the_short_path(rosa: Walker) -> str:
    """Three questions, a check, sent."""
    starts_raising(rosa)
    names_who(rosa)
    says_what_worries(rosa)
    rosa.presses("Go to check and send")
    return sends(rosa)


def opens(walker: Walker, reference: str) -> Walker:
    """Opens a challenge, signing in if need be."""
    return walker.goes(f"/matter/{reference}/")


def acts(walker: Walker, reference: str, link: str, heading: str) -> Walker:
    """From the challenge's page to the form of one act, by its link."""
    return opens(walker, reference).presses(link).sees(heading)


def acknowledges(amir: Walker, reference: str) -> None:
    """The first act of the person challenged."""
    acts(amir, reference, "Acknowledge it", "Acknowledge this challenge")
    amir.types("Anything you want to say with it", "Thank you for raising this. I will read the file today.")
    amir.presses("Acknowledge it").reads("The raising side has been told that you have it.")


def gives_perspective(walker: Walker, reference: str, view: str, rating: int, mind: str) -> None:
    """One side's own view and rating."""
    acts(walker, reference, "Give your perspective", "Give your side's perspective")
    walker.types("How do you see it?", view).types("How safe is the child now, from 0 to 10?", str(rating))
    walker.types("What would change your mind?", mind).presses("Give your perspective").reads("Your perspective is in.")


def replies(walker: Walker, reference: str, stance: str, reasons: str, link: str = "Reply") -> None:
    """The answer to what was asked."""
    acts(walker, reference, link, "Reply").picks(stance).types("What are your reasons?", reasons)
    walker.presses("Send your reply").reads("Your reply has been sent.")
