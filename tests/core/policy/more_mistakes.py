"""A second list of ordinary mistakes, such as somebody makes who types a policy over from a Word file.

They were written before the reader was changed to meet them, from the texts alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """An edit to a text, and the right wording where one can be offered. The first line that changes is at fault.

    Where it is another one, `at` is how that begins. What stands from `old` on goes where `new` is empty.
    """

    name: str
    file: str
    old: str
    new: str
    near: str = ""
    at: str = ""

    def applied(self, text: str) -> tuple[str, int]:
        """The text with the mistake, and the number of the line at fault. Raises ValueError where it does not fit."""
        if self.old not in text:
            raise ValueError(f"{self.file}.policy does not hold {self.old!r}")
        head, _, rest = text.partition(self.old)
        broken = head + self.new + (rest if self.new else "")
        lines, before = broken.split("\n"), text.split("\n")
        if self.at:
            return broken, next(at for at, line in enumerate(lines, start=1) if line.startswith(self.at))
        return broken, next(
            at for at, pair in enumerate(zip(lines, before, strict=False), start=1) if pair[0] != pair[1]
        )


DEMO, EVERY = "demo-borough", "everything"

TIMES = (
    Slip("working days cut short", DEMO, "acknowledge within: 1 working day of", "acknowledge within: 1 wd of"),
    Slip("hours run into the number", DEMO, "reply within, urgent: 4 working hours", "reply within, urgent: 4hrs"),
    Slip("within said twice", DEMO, "within: 10 working days", "within: within 10 working days", "10 working days"),
    Slip("up to a number", DEMO, "within: 10 working days", "within: up to 10 working days", "10 working days"),
    Slip("a range in words", DEMO, "within: 10 working days", "within: 5 to 10 working days"),
    Slip("a full stop at the end of a time", DEMO, "10 working days", "10 working days.", "10 working days"),
    Slip("the next working day", DEMO, "within: 10 working days", "within: the next working day"),
    Slip("by the end of the day", DEMO, "within: 10 working days", "within: by end of day"),
    Slip("fifteen in words", DEMO, "within: 10 working days", "within: fifteen working days", "15 working days"),
    Slip("twenty-four hours in words", DEMO, "within: 10 working days", "within: twenty-four hours", "24 hours"),
    Slip("a month", DEMO, "within: 10 working days", "within: 1 month"),
    Slip("as soon as possible mistyped", DEMO, "within: 10 working days", "within: as soon as posible"),
    Slip("as both agree mistyped", DEMO, "within: 10 working days", "within: as both agre"),
    Slip("acceptable mistyped", "sussex", "acceptable to both", "acceptible to both", "acceptable to both"),
    Slip(
        "without delay mistyped",
        "sussex",
        "raise within: without delay",
        "raise within: wihtout delay",
        "without delay",
    ),
    Slip(
        "words in brackets after a time",
        "lincolnshire",
        ", written as 48 hours (two working days)\n  if not settled: offer step 2",
        " (48 hours)\n  if not settled: offer step 2",
    ),
    Slip("written as misspelt", "lincolnshire", "discussion, written as 48", "discussion, writen as 48"),
    Slip("or sooner cut short", EVERY, "or sooner if the child needs it", "or sooner"),
    Slip("further days", "sefton-2017", "meet within: 5 working days", "meet within: a further 5 working days"),
    Slip(
        "the event before the time",
        DEMO,
        "reply within: 2 working days of being raised",
        "reply within: of being raised, 2 working days",
    ),
)
WHO = (
    Slip(
        "and between roles",
        "sefton-2017",
        "answered by: practitioner, line manager",
        "answered by: practitioner and line manager",
    ),
    Slip(
        "a stroke between roles",
        "sefton-2017",
        "answered by: practitioner, line manager",
        "answered by: practitioner/line manager",
    ),
    Slip("a post for a role", DEMO, "decided by: independent chair", "decided by: chairperson"),
    Slip(
        "an agency's title for a role",
        DEMO,
        "step 2: Line managers\n  raised by: line manager",
        "step 2: Line managers\n  raised by: team manager",
        "line manager",
    ),
    Slip(
        "a full stop after a role",
        DEMO,
        "decided by: independent chair",
        "decided by: independent chair.",
        "independent chair",
    ),
    Slip("a role to tell mistyped", DEMO, "tell: line manager\n", "tell: line mangaer\n", "line manager"),
    Slip(
        "one of several to tell mistyped",
        DEMO,
        "  tell: practitioner, line manager, business unit",
        "  tell: practitioner, line manager, busines unit",
        "business unit",
    ),
    Slip("whom to tell in danger mistyped", DEMO, "duty social work, police", "duty social work, ploice", "police"),
    Slip(
        "who has raised it mistyped",
        "birmingham",
        "the professional who raised it",
        "the profesional who raised it",
        "the professional who raised it",
    ),
    Slip("whom a form goes to mistyped", EVERY, "sent to: business unit", "sent to: buisness unit", "business unit"),
    Slip(
        "an officer mistyped in one of two lines",
        EVERY,
        "tell: line manager\n",
        "tell: line manager\n  tell: reviewing oficer\n",
        "reviewing officer",
    ),
    Slip("health mistyped", DEMO, "title, health: team leader", "title, helth: team leader", "health"),
    Slip("social care in one word", DEMO, "title, social care: team", "title, socialcare: team", "social care"),
    Slip("schools and school", DEMO, "title, school: designated", "title, shcool: designated", "school"),
    Slip("an overlay for a group mistyped", EVERY, "for police, step 4a:", "for polcie, step 4a:", "police"),
    Slip(
        "two kinds of agency that are nearly one",
        "sussex",
        "title, children's social care: service",
        "title, childrens social care: service",
        "children's social care",
    ),
)
WAYS = (
    Slip("a full stop after a move", DEMO, "offer step 2", "offer step 2.", "offer step 2"),
    Slip("a move to a number", DEMO, "offer step 2", "offer 2", "offer step 2"),
    Slip("the policy's own word in a move", "sefton-2017", "offer step 2", "offer stage 2", "offer step 2"),
    Slip(
        "a step deleted and still led to", DEMO, "\nstep 4: Independent", "", at="  if not settled: must go to step 4"
    ),
    Slip(
        "unresolved for not settled",
        DEMO,
        "if not settled: offer step 2",
        "if unresolved: offer step 2",
        "if not settled",
    ),
    Slip("not settled without if", DEMO, "if not settled: offer step 2", "not settled: offer step 2", "if not settled"),
    Slip("escalate to", DEMO, "if not settled: offer step 2", "escalate to: step 2"),
    Slip("a choice with or", EVERY, "one of step 4a, step 4b", "one of step 4a or step 4b", "one of step 4a, step 4b"),
    Slip("ends in other words", DEMO, "the procedure ends", "procedure ends", "the procedure ends"),
    Slip("a step in Roman figures", DEMO, "step 2: Line", "step II: Line", "step 2"),
    Slip("a step with a full stop", DEMO, "step 2: Line", "step 2. Line"),
    Slip("a step with a dash", DEMO, "step 2: Line managers", "step 2 - Line managers"),
    Slip("a step by its word first", DEMO, "step 2: Line managers", "Second step: Line managers", "step 2"),
    Slip(
        "only if mistyped",
        EVERY,
        "only if: the matter is not urgent",
        "only if: the matter is not ugrent",
        "the matter is not urgent",
    ),
    Slip(
        "only if in capitals and mistyped",
        EVERY,
        "only if: the matter is urgent",
        "only if: The mater is urgent",
        "the matter is urgent",
    ),
)
LINES = (
    Slip("a semicolon for the colon", DEMO, "  decided by: independent chair", "  decided by; independent chair"),
    Slip("an equals sign", DEMO, "  decided by: independent chair", "  decided by = independent chair"),
    Slip(
        "two colons", DEMO, "  decided by: independent chair", "  decided by:: independent chair", "independent chair"
    ),
    Slip("a bullet", DEMO, "  decided by: independent chair", "  • decided by: independent chair", "decided by"),
    Slip(
        "a dash before a line",
        DEMO,
        "  decided by: independent chair",
        "  - decided by: independent chair",
        "decided by",
    ),
    Slip("a head without its colon", DEMO, "source:\n", "source\n"),
    Slip("a head in the plural", DEMO, "source:\n", "sources:\n", "source"),
    Slip("gaps in the singular", "stoke-on-trent", "gaps:\n", "gap:\n", "gaps"),
    Slip("a head indented", DEMO, "step 3: Partnership", "  step 3: Partnership"),
    Slip(
        "a line broken in two",
        "stoke-on-trent",
        "discussion and negotiation between",
        "discussion and\n  negotiation between",
        at="  negotiation",
    ),
    Slip("a month for a date", DEMO, "version: 2026-04-01", "version: April 2026"),
    Slip("a date with a day too many", DEMO, "version: 2026-04-01", "version: 2026-04-31"),
    Slip("an American date", DEMO, "version: 2026-04-01", "version: 04/13/2026", "2026-04-13"),
    Slip(
        "an act in other words",
        DEMO,
        "  settle within: 10 working days",
        "  resolve within: 10 working days",
        "settle within",
    ),
    Slip("within left out", DEMO, "  settle within: 10 working days", "  settle: 10 working days", "settle within"),
    Slip(
        "a comma before urgent forgotten, and capitals",
        DEMO,
        "reply within, urgent: 4",
        "Reply within Urgent: 4",
        "reply within, urgent",
    ),
    Slip(
        "a tell at the wrong event",
        EVERY,
        "tell, when it goes on: senior",
        "tell, when it moves on: senior",
        "tell, when it goes on",
    ),
    Slip("based on a file mistyped", "sandwell", "based on: west-midlands", "based on: west-midland"),
    Slip("a priority mistyped in one line", EVERY, "reply within, priority soon", "reply within, priority son", "soon"),
)
SLIPS = TIMES + WHO + WAYS + LINES
