"""Every address there is, with every value that its arguments can have in the planted town.

Made from the patterns themselves: a new address joins by itself, unless it takes an argument that nobody has explained
here, which fails with a sentence that says what to add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from forthright.core.challenge.commands import Verb
from forthright.core.challenge.folding import fold
from forthright.directory.models import ActingFor, Agency, Cover, Holding, Leave, OtherHours, Partnership
from forthright.directory.reach import token_of
from forthright.exchange.models import PeopleImport
from forthright.record.models import BrokenGlass, PolicyVersion
from forthright.record.store import load_facts
from forthright.web.recovering import SALT

from .planted import Planted

DEEP = ("sealed", "third")
"""The challenges of which every act and every date is asked for, offered or not; elsewhere those that are offered."""

Values = Callable[[Planted], list[object]]

VALUES: dict[str, Values] = {
    "reference": lambda place: list(place.matters.values()),
    "draft": lambda place: list(place.drafts.values()),
    "verb": lambda place: [verb.value for verb in Verb],
    "key": lambda place: sorted({key for name in DEEP for key in fold(load_facts(place.matters[name])).duties}),
    "version": lambda place: [*PolicyVersion.objects.order_by("pk").values_list("pk", flat=True)[:3]],
    "partnership": lambda place: list(Partnership.objects.values_list("pk", flat=True)),
    "agency": lambda place: list(Agency.objects.values_list("pk", flat=True)),
    "number": lambda place: list(Agency.objects.values_list("pk", flat=True)),
    "keeper": lambda place: ["agency", "partnership"],
    "row": lambda place: list(OtherHours.objects.values_list("pk", flat=True)),
    "slug": lambda place: list(Partnership.objects.values_list("slug", flat=True)),
    "name": lambda place: ["london"],
    "people_in_take_back.number": lambda place: list(PeopleImport.objects.values_list("pk", flat=True)),
    "acting_for_end.row": lambda place: list(ActingFor.objects.values_list("pk", flat=True)),
    "post": lambda place: [*POSTS(place), place.vacant.pk],
    "leave": lambda place: list(Leave.objects.values_list("pk", flat=True)),
    "kept": lambda place: ["nothing"],
    "entry": lambda place: list(BrokenGlass.objects.values_list("entry", flat=True)),
    "recovery_agree.key": lambda place: [place.recovery],
    "recovery_finish.token": lambda place: [signing.dumps(place.recovery, salt=SALT)],
    "reach_answer.token": lambda place: [token_of(place.reach)],
    "cover_end_cover.row": lambda place: list(Cover.objects.values_list("pk", flat=True)),
    "declared": lambda place: [place.matters["apart"], place.matters["sealed"]],
    "conflict_back.person": lambda place: [place.town.people[who].pk for who in ("dee", "amir")],
    "person": lambda place: [place.town.people[who].pk for who in ("rosa", "amir", "olu")],
    "of": lambda place: ["agency", "partnership"],
    "place": lambda place: list(Agency.objects.values_list("pk", flat=True)),
    "token": lambda place: ["x" * 43],
    "page": lambda place: ["worry"],
    "part": lambda place: ["step-1"],
}
"""By the name of an argument, what it can be; of one address alone where its name stands before it."""
PEOPLE: Values = lambda place: [place.town.people[who].pk for who in ("rosa", "amir", "beth", "otto")]  # noqa: E731
POSTS: Values = lambda place: [place.town.posts[who].pk for who in ("rosa", "amir", "beth", "otto")]  # noqa: E731
NUMBERS: dict[str, Values] = {
    **dict.fromkeys(
        (
            *("person", "person_rename", "person_invite", "person_reach"),
            *("person_leave", "person_move", "person_ended", "account_merge"),
        ),
        PEOPLE,
    ),
    "person_sign_out": PEOPLE,
    **dict.fromkeys(("post", "post_give"), POSTS),
    "holding_end": lambda place: list(Holding.objects.order_by("pk").values_list("pk", flat=True)[:12]),
    **dict.fromkeys(
        ("people_partnership", "own_post_add", "agency_add", "team_add", "bank_holiday", "school_days"),
        VALUES["partnership"],
    ),
    **dict.fromkeys(("invitation", "invitation_renew", "invitation_end"), lambda place: [place.joan.pk]),
}
"""What the argument `number` is of, by the name of the address, where it is not an agency."""
ABSENT = {"reference": "ZZZZ-ZZZZ", "draft": "0" * 24, "key": "9.9.reply", "slug": "nowhere", "name": "nowhere"} | {
    "declared": "ZZZZ-ZZZZ"
}
"""What is not there, by the name of an argument; a number that is not there is 999999."""

LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_", "sign_in_with", "openid_connect_", "email_is_fixed")
"""Addresses of signing in, which the library tests itself; `tests/site` holds what we changed of them."""
OLD_WAYS = ("social/login/cancelled/", "social/login/error/", "social/signup/", "social/connections/")
"""Addresses of the library from before, which have no name and lead to the new ones."""


@dataclass(frozen=True)
class Address:
    """One address: the name of its pattern and its arguments."""

    name: str
    arguments: tuple[tuple[str, object], ...]

    @property
    def path(self) -> str:
        return reverse(self.name, kwargs=dict(self.arguments))

    def absent(self, argument: str) -> Address:
        """The same with a value that is not there."""
        gone = ABSENT.get(argument, 999_999)
        return Address(self.name, tuple((name, gone if name == argument else one) for name, one in self.arguments))


def patterns() -> Iterator[URLPattern]:
    """Every pattern of ours, each with a name."""
    waiting: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, URLResolver):
            waiting.extend(one.url_patterns)
        elif str(one.pattern) in OLD_WAYS:
            continue
        elif not (one.name or "").startswith(LIBRARY):
            assert one.name, f"{one} has no name"
            yield one


def addresses(place: Planted, pattern: URLPattern, wide: bool = False) -> list[Address]:
    """Every address of a pattern; of those that take more than a reference only some, unless `wide`."""
    arguments = list(pattern.pattern.converters)
    found = {argument: VALUES.get(f"{pattern.name}.{argument}") or VALUES.get(argument) for argument in arguments}
    for argument, known in found.items():
        assert known, (
            f"The address {pattern.name} takes {argument!r}: say in VALUES of tests/access/addresses.py what there is."
        )
    if "number" in found and found["number"] is VALUES["number"]:
        found["number"] = NUMBERS.get(str(pattern.name), VALUES["number"])
    values = {argument: known(place) for argument, known in found.items() if known}
    if "reference" in values and len(values) > 1 and not wide:
        values["reference"] = [place.matters[name] for name in DEEP]
    if "entry" in values:  # so far it is only that at which a glass was broken
        values["reference"] = list(BrokenGlass.objects.values_list("challenge", flat=True))
    return [
        Address(str(pattern.name), tuple(zip(arguments, one, strict=True)))
        for one in product(*(values[argument] for argument in arguments))
    ]
