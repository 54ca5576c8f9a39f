"""The invented partnership: agencies, posts and people. Every name says that it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.hashers import make_password

from forthright.core.challenge.standing import Office
from forthright.core.policy.shapes import Role
from forthright.directory.models import Agency, Door, DoorLink, Group, Holding, OfficeHours, Partnership, Person, Post

PASSWORD = "invented-people-only"  # noqa: S105 - for the demonstration, where everything is invented
SINCE = date(2026, 1, 1)
WEEK = [[["09:00", "17:00"]]] * 5 + [[], []]
SCHOOL_WEEK = [[["08:30", "16:00"]]] * 5 + [[], []]

AGENCIES = (
    ("school", "Larkfield Primary School (invented)", Group.EDUCATION, "school", "school"),
    ("council", "Anyshire Council children's services (invented)", Group.CHILDREN, "social care", "office"),
    ("health", "Anyshire Community Health (invented)", Group.HEALTH, "health", "office"),
    ("police", "Anyshire Police (invented)", Group.POLICE, "police", "office"),
    ("charity", "Harbour Families charity (invented)", Group.OTHER, "", "office"),
)

R = Role
STAFF = (
    # short name, agency, role, name, post, manager's short name
    ("ruth", "school", R.REPRESENTATIVE, "Ruth Calder", "Partnership representative for education", ""),
    ("mei", "school", R.LINE_MANAGER, "Mei Tan", "Head teacher", ""),
    ("dara", "school", R.SAFEGUARDING_LEAD, "Dara Quinn", "Designated safeguarding lead", "mei"),
    ("rosa", "school", R.PRACTITIONER, "Rosa Bell", "Class teacher", "mei"),
    ("ravi", "council", R.REPRESENTATIVE, "Ravi Anand", "Partnership representative for the council", ""),
    ("nell", "council", R.SENIOR_MANAGER, "Nell Fisher", "Service manager", ""),
    ("sam", "council", R.LINE_MANAGER, "Sam Okoro", "Team manager, assessment team", "nell"),
    ("amir", "council", R.PRACTITIONER, "Amir Haddad", "Social worker, assessment team", "sam"),
    ("hugh", "health", R.REPRESENTATIVE, "Hugh Marsh", "Partnership representative for health", ""),
    ("hana", "health", R.LINE_MANAGER, "Hana Weiss", "Health visiting team leader", ""),
    ("olu", "health", R.PRACTITIONER, "Olu Adeyemi", "Health visitor", "hana"),
    ("pat", "police", R.REPRESENTATIVE, "Pat Rowan", "Partnership representative for the police", ""),
    ("dee", "police", R.LINE_MANAGER, "Dee Larsen", "Detective sergeant", ""),
    ("colm", "police", R.PRACTITIONER, "Colm Byrne", "Police constable, safeguarding", "dee"),
    ("wren", "charity", R.REPRESENTATIVE, "Wren Abbott", "Partnership representative for charities", ""),
    ("isla", "charity", R.LINE_MANAGER, "Isla Grant", "Services manager", ""),
    ("tom", "charity", R.PRACTITIONER, "Tom Price", "Family support worker", "isla"),
    ("cleo", "", R.CHAIR, "Cleo Hart", "Independent chair", ""),
    ("beth", "", Office.BUSINESS_UNIT, "Beth Moss", "Partnership business manager", ""),
    ("sid", "", Office.SCRUTINEER, "Sid Lowe", "Independent scrutineer", ""),
    ("ada", "council", Office.ADMINISTRATOR, "Ada Finch", "Administrator", ""),
)

TEAMS = {
    "school": "Larkfield staff",
    "council": "Assessment team",
    "health": "Health visiting",
    "police": "Safeguarding unit",
    "charity": "Family support",
}
CONTACT = "01632 960 100 (invented)"
"""Of every post: numbers that begin so are kept for invention and never ring."""

DANGER = "Duty social work, day and night: 01632 960 999 (invented). Police: 999."

DOORS = {
    Door.COMPLAINTS: "The customer feedback team takes complaints about a service.",
    Door.WHISTLEBLOWING: "The monitoring officer can be told in confidence.",
    Door.ALLEGATIONS: "Tell the designated officer (LADO) the same day.",
    Door.RECORDS: "The record keeping policy is on the staff pages.",
    Door.INFORMATION: "Ask the data protection officer before you share, unless a child is at risk now.",
    Door.INSIDE: "Talk to your own manager, then to your agency's own route.",
}


def build() -> tuple[Partnership, dict[str, Person], dict[str, Post]]:
    """Make the partnership; returns it with the people and posts by short name."""
    hours = {
        "office": OfficeHours.objects.create(title="Office hours (invented)", weekly=WEEK),
        "school": OfficeHours.objects.create(title="School hours (invented)", weekly=SCHOOL_WEEK),
    }
    partnership = Partnership.objects.create(
        name="Anyshire safeguarding children partnership (invented)",
        slug="anyshire",
        hours=hours["office"],
        danger=DANGER,
    )
    agencies = {}
    for short, name, group, kind, open_hours in AGENCIES:
        agencies[short] = Agency.objects.create(name=name, group=group, kind=kind, hours=hours[open_hours])
        agencies[short].partnerships.add(partnership)
    DoorLink.objects.bulk_create(
        DoorLink(agency=agencies["council"], door=door, words=f"{words} (invented)") for door, words in DOORS.items()
    )
    people: dict[str, Person] = {}
    posts: dict[str, Post] = {}
    for short, agency, role, name, title, manager in STAFF:
        person = Person.objects.create_user(f"{short}@anyshire.example", f"{name} (invented)")
        post = Post.objects.create(
            partnership=partnership,
            agency=agencies.get(agency),
            role=role.value,
            title=title,
            team=TEAMS.get(agency, "") if manager else "",
            contact=CONTACT,
            manager=posts.get(manager),
        )
        Holding.objects.create(post=post, person=person, starts=SINCE)
        people[short], posts[short] = person, post
    let_them_in(people)
    return partnership, people, posts


def let_them_in(people: Mapping[str, Person]) -> None:
    """They all have the one password, hashed once: each hash is slow on purpose, and this one is no secret."""
    made = make_password(PASSWORD)
    Person.objects.filter(pk__in=[one.pk for one in people.values()]).update(password=made)
    for one in people.values():
        one.password = made
