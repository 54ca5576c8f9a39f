"""More agencies of the demonstration, of very different shapes, kept by the acts that keep any: a post nobody holds,
a team of three agencies, who acts for whom, who is away, and who leaves. Everything is invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory import actions, leave, upkeep
from forthright.directory.actions import Acts, Signed
from forthright.directory.leave import Wish
from forthright.directory.models import Agency, Group, Holding, Post
from forthright.directory.queries import local_day
from forthright.directory.upkeep import AgencyText, By, PostText
from forthright.exchange.demo_people import CONTACT, SINCE
from forthright.exchange.demo_stage import Refused, Stage

ENTERED = datetime(2026, 1, 1, 9, tzinfo=UTC)
FRONT_DOOR = "Anyshire front door (invented)"

AGENCIES = (
    ("trust", AgencyText("Five Elms Academy Trust, 6 schools (invented)", Group.EDUCATION, "school")),
    ("surgery", AgencyText("Quayside Surgery, a GP practice (invented)", Group.HEALTH, "health")),
    ("childminder", AgencyText("Poppy Lane, a childminder (invented)", Group.EDUCATION)),
)

KEEPERS = {
    "": "beth",
    "council": "ada",
    "school": "mei",
    "police": "dee",
    "health": "hana",
    "charity": "isla",
    "trust": "jude",
    "surgery": "moira",
    "childminder": "poppy",
}
"""Who keeps whose posts and people: the administrator of an agency; of the partnership's own, the business unit."""
SOMEBODY_OF = {"school": "rosa", "council": "amir", "health": "olu", "police": "colm", "charity": "tom"}

R, ADMINISTRATOR = Role, Office.ADMINISTRATOR
STAFF = (
    # short name, agency, role, name ("" where somebody there gets a second post), post, manager's short name
    ("mei", "school", ADMINISTRATOR, "", "Administrator for the school", ""),
    ("dee", "police", ADMINISTRATOR, "", "Administrator for safeguarding", ""),
    ("hana", "health", ADMINISTRATOR, "", "Administrator for health visiting", ""),
    ("isla", "charity", ADMINISTRATOR, "", "Administrator", ""),
    ("jude", "trust", ADMINISTRATOR, "Jude Lacey", "Trust operations manager", ""),
    ("vera", "trust", R.LINE_MANAGER, "Vera Stone", "Head teacher, Five Elms Secondary", ""),
    ("gil", "trust", R.SAFEGUARDING_LEAD, "Gil Moran", "Designated safeguarding lead, Five Elms Secondary", "vera"),
    ("fay", "trust", R.PRACTITIONER, "Fay Cooper", "Head of year, Five Elms Secondary", "vera"),
    ("moira", "surgery", ADMINISTRATOR, "Moira Kent", "Practice manager", ""),
    ("arun", "surgery", R.SAFEGUARDING_LEAD, "Arun Das", "GP, safeguarding lead", ""),
    ("poppy", "childminder", ADMINISTRATOR, "Poppy Reid", "Owner", ""),
    ("poppy", "childminder", R.PRACTITIONER, "", "Childminder", ""),
    ("greta", "council", R.SENIOR_MANAGER, "Greta Lund", "Emergency duty manager, nights and weekends", ""),
    ("kofi", "council", R.PRACTITIONER, "Kofi Mensah", "Social worker, front door", "sam"),
    ("lin", "council", R.PRACTITIONER, "Lin Zhao", "Social worker, front door, mornings", "sam"),
    ("joel", "council", R.PRACTITIONER, "Joel Ames", "Social worker, family support", "sam"),
    ("gwen", "health", R.ADVISER, "Gwen Pugh", "Named GP for safeguarding", ""),
    ("lena", "health", R.PRACTITIONER, "Lena Frost", "Health visitor, front door", "hana"),
    ("lena", "surgery", R.PRACTITIONER, "", "Practice nurse", ""),
    ("petra", "police", R.PRACTITIONER, "Petra Novak", "Police constable, front door", "dee"),
    ("uma", "", Office.DATA_PROTECTION, "Uma Nair", "Data protection officer for the partnership", ""),
)
VACANT_POSTS = (
    ("council", R.LINE_MANAGER, "Team manager, children with disabilities", "nell"),
    ("trust", R.PRACTITIONER, "Pastoral lead, Five Elms Junior", "vera"),
)
FROM_THREE_AGENCIES = ("kofi", "lin", "lena", "petra")
"""They sit in one team, each in the post of their home agency."""

ACTS_FOR = (
    # agency that lacks the role, role, whose post acts, on what grounds
    ("surgery", R.LINE_MANAGER, "gwen", "Local agreement: the named GP stands behind practices (invented)"),
    ("surgery", R.REPRESENTATIVE, "hugh", "One representative for all of health (invented)"),
    ("trust", R.REPRESENTATIVE, "ruth", "One representative for all of education (invented)"),
    ("childminder", R.REPRESENTATIVE, "ruth", "One representative for all of education (invented)"),
)
"""Poppy, who works alone, has no line manager, and nobody acts as one yet: that is seen, and can be put right."""


class Directory:
    """The directory of the demonstration, as the business unit and the administrators keep it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.today = stage, local_day(stage.end)
        self.agencies: dict[str, Agency | None] = {"": None}
        self.agencies |= {short: stage.posts[who].agency for short, who in SOMEBODY_OF.items()}

    def keep(self) -> None:
        """All of it, in the order in which it would happen."""
        self.agencies_and_posts()
        self.acting_for()
        self.away("kofi", (-2, 6), "lin", entered=6)
        self.away("hana", (9, 15), "", entered=3)
        self.leaves("joel", -3, entered=5)
        self.leaves("fay", 12, entered=2)

    def by(self, agency: str, at: datetime = ENTERED) -> By:
        """Whoever keeps the posts and people of an agency."""
        return By(self.stage.people[KEEPERS[agency]], at)

    def agencies_and_posts(self) -> None:
        """The agencies, the team of three of them, the posts and who holds them."""
        partnership, beth = self.stage.partnership, self.by("")
        for short, text in AGENCIES:
            self.agencies[short] = upkeep.add_agency(partnership, text, (), beth)
        team = upkeep.add_joint_team(partnership, FRONT_DOOR, beth).pk
        for short, agency, role, name, title, manager in STAFF:
            here = team if short in FROM_THREE_AGENCIES and agency != "surgery" else None
            text = PostText(role.value, title, "", CONTACT, self._number(manager), here)
            by = beth if role is ADMINISTRATOR else self.by(agency)  # the business unit names administrators
            self._employ(short, name, upkeep.add_post(partnership, self.agencies[agency], text, by), by)
        for agency, role, title, manager in VACANT_POSTS:
            text = PostText(role.value, title, "", CONTACT, self._number(manager))
            upkeep.add_post(partnership, self.agencies[agency], text, self.by(agency))

    def _number(self, manager: str) -> int | None:
        return self.stage.posts[manager].pk if manager else None

    def _employ(self, short: str, name: str, post: Post, by: By) -> None:
        people, posts = self.stage.people, self.stage.posts
        if name:
            people[short], _new = upkeep.enter_person(f"{short}@anyshire.example", f"{name} (invented)", by)
        upkeep.give(post, people[short], SINCE, by)
        if short not in posts or posts[short].role == ADMINISTRATOR:
            posts[short] = post  # what they act in, where they hold more than one

    def acting_for(self) -> None:
        """What the business unit entered of who acts for agencies that lack a rung."""
        for agency, role, who, basis in ACTS_FOR:
            body = self.agencies[agency]
            if body is not None:
                acts = Acts(body, role, self.stage.posts[who], SINCE, None, basis)
                actions.act_for(acts, self.stage.people["beth"], ENTERED)

    def away(self, who: str, days: tuple[int, int], deputy: str, entered: int) -> None:
        """Somebody enters that they are away, from and until so many days after today; so many days ago they did."""
        person, at = self.stage.people[who], self.stage.ago(entered)
        whose = leave.own(person, at)
        first, last = (self.today + timedelta(days=day) for day in days)
        deputies = {one.place: self.stage.people[deputy].pk for one in whose} if deputy else {}
        wish = Wish(person.pk, first, last, deputies=deputies)
        wrong = leave.look(wish, whose, at).wrong
        if wrong:
            raise Refused(f"{who} cannot be away: {wrong}")
        actions.enter_leave(wish, whose, Signed(person, at, ""))

    def leaves(self, who: str, days: int, entered: int) -> None:
        """Their administrator sets the last day, so many days after today."""
        held = Holding.objects.get(person=self.stage.people[who])
        by = next(self.by(agency, self.stage.ago(entered)) for short, agency, *_rest in STAFF if short == who)
        upkeep.end(held, self.today + timedelta(days=days), by)
