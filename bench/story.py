"""The invented data that both sides are filled with: the same people, texts and shares. Imports nothing but Python.

Entry for entry the two get the same: five entries a matter, the first of which opens it. Of every four matters one is
with the person who signs in; half of all are open. So that person's list grows with the data: 125 open matters of
1,000, and 12,500 of 100,000, of which both sides show 25 a page.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

PASSWORD = "invented-people-only"
ME = "amir@anyshire.example"
"""The person who signs in on both sides: answers a quarter of the matters, and raises new ones."""

OTHER = "rosa@anyshire.example"
"""The person who answers what the signed-in person raises."""

DUE = timedelta(days=2)
"""When the rival's tickets fall due after they were raised; Forthright works its own out."""

EXTRA_EACH = 3
"""People added to each of the two agencies beside the one who is there already: four raise, four answer."""

NAMES = ("Kit", "Remi", "Noor", "Ash", "Bee", "Sol", "Lou", "Zuri")
FACTS = (
    "{name} was not collected on {days} days in the last 2 weeks. On 2 of them nobody answered the telephone. "
    "The class teacher and the school office saw it each time and wrote it down on the same day."
)
OPINION = "I think that nobody is at home after school, and that {name} is looking after a younger child."
CHILD_VIEW = "{name} said: “I make the tea when Mum is asleep.”"
IMPACT = "{name} is tired, and fell asleep in class twice last week."
EVIDENCE = "Collection log with {days} late collections"
SOURCE = "School office"
WANTED = "An assessment, and a visit this week, by somebody who talks to {name} alone."
SAFETY = "{name} stays at the after-school club until a named adult comes."
THANKS = "Thank you for raising this. I will look at the file today and call you tomorrow before noon."
VIEW = "The log shows a pattern, and the last visit was in spring. It is not safe to wait for another month."
CHANGE_MIND = "A named adult who collects on each day, seen by the school for two weeks."
REPLY = (
    "You are right that the visits stopped. We spoke with the family on Monday; an aunt collects from now on, and we "
    "visit on Thursday. We will tell you what we find on the same day."
)
WITHDRAWN = "We talked, and agreed what happens next."


def about(number: int) -> dict[str, str]:
    """What stands in the texts of one matter in place of {name} and {days}."""
    return {"name": f"{NAMES[number % len(NAMES)]} (invented {number})", "days": str(2 + number % 7)}


def opening(number: int) -> dict[str, str]:
    """The texts of the first entry, under Forthright's names; the rival gets them as one text."""
    names = ("worry_facts", "worry_opinion", "child_view", "impact", "wanted", "interim_safety")
    texts = (FACTS, OPINION, CHILD_VIEW, IMPACT, WANTED, SAFETY)
    return {name: text.format(**about(number)) for name, text in zip(names, texts, strict=True)}


def evidence(number: int) -> dict[str, str]:
    """One piece of evidence: what it shows and where it comes from."""
    return {"what": EVIDENCE.format(**about(number)), "source": SOURCE}


def later(number: int) -> tuple[tuple[bool, str], ...]:
    """The four entries after the first, each with whether the answering side wrote it, and its text."""
    proof = "{what} ({source})".format(**evidence(number))
    view = f"{VIEW} {CHANGE_MIND}"
    if is_open(number):
        return ((True, THANKS), (False, view), (True, view), (False, proof))
    return ((True, THANKS), (True, f"{REPLY} {CHANGE_MIND}"), (False, proof), (False, WITHDRAWN))


def is_open(number: int) -> bool:
    """Half are open."""
    return number // 4 % 2 == 0


def raiser(number: int) -> int:
    """Which of the four people who raise."""
    return number // 8 % 4


def answerer(number: int) -> int:
    """Which of the four people who answer; 0 is the one who signs in."""
    return number % 4


def instants(number: int, rows: int, end: datetime) -> list[datetime]:
    """When its five entries were made (aware UTC): open ones within the last six hours, the rest within two years."""
    share = timedelta(seconds=round(number / rows * 3_600 * 6))
    start = end - timedelta(hours=6, minutes=6) + share if is_open(number) else end - timedelta(days=30) - share * 2_800
    return [start + timedelta(minutes=step) for step in range(5)]


def now() -> datetime:
    """The present instant, UTC."""
    return datetime.now(UTC)
