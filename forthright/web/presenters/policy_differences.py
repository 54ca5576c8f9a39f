"""Two policy texts side by side: which lines differ, and what that means in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from forthright.core.policy.edit import is_head
from forthright.core.policy.explaining import explain
from forthright.core.policy.shapes import Policy

MOST = 2_000
"""Lines of a text that are compared: the work grows with the square."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs. `what` says in a word how; `where` names the part; a side that has no line is empty."""

    what: str
    where: str
    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the policy says no longer, and what it says now."""

    heading: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs between two texts. `parts` is None where one of them cannot be read."""

    lines: list[Change]
    parts: list[Part] | None
    too_long: bool = False


def differences(before: str, after: str, old: Policy | None, new: Policy | None) -> Differences:
    """What changed from one text to the other, by lines and in words."""
    one, other = before.splitlines(), after.splitlines()
    if max(len(one), len(other)) > MOST:
        return Differences([], None, too_long=True)
    parts = list(_parts(old, new)) if old and new else None
    return Differences(list(_changes(one, other)), parts)


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    heads_before, heads_after = _heads(old), _heads(new)
    for kind, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for i, j in _pairs(old[a:a_end], new[b:b_end]):
            before = None if i is None else a + i
            after = None if j is None else b + j
            where = heads_after[after] if after is not None else heads_before[before or 0]
            yield _change(
                None if before is None else (before + 1, old[before]),
                None if after is None else (after + 1, new[after]),
                where,
            )


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which of the replaced lines belong together: those of one name. The others went or came."""
    start = 0
    for i, line in enumerate(old):
        same = next((j for j in range(start, len(new)) if _name(new[j]) == _name(line)), None)
        if same is None:
            yield i, None
            continue
        yield from ((None, j) for j in range(start, same))
        yield i, same
        start = same + 1
    yield from ((None, j) for j in range(start, len(new)))


def _name(line: str) -> str:
    return line.partition(":")[0].strip().lower()


def _heads(lines: list[str]) -> list[str]:
    """For each line the head of the part that it belongs to, as it is written; "" at the top."""
    found, head = [], ""
    for line in lines:
        if line[:1].strip() and is_head(_name(line)):
            head = line.strip().rstrip(":")
        found.append(head)
    return found


def _change(before: tuple[int, str] | None, after: tuple[int, str] | None, where: str) -> Change:
    place = where or _("At the top")
    if before is None:
        assert after is not None
        return Change(_("Added"), place, _("Line %(new)s now") % {"new": after[0]}, "", _shown(after[1]))
    if after is None:
        return Change(_("Removed"), place, _("Line %(old)s before") % {"old": before[0]}, _shown(before[1]), "")
    numbers = {"old": before[0], "new": after[0]}
    said = _("Line %(old)s") if before[0] == after[0] else _("Line %(old)s, now line %(new)s")
    return Change(_("Changed"), place, said % numbers, _shown(before[1]), _shown(after[1]))


def _shown(line: str) -> str:
    return line.strip() or _("(an empty line)")


def _parts(old: Policy, new: Policy) -> Iterator[Part]:
    """The parts of the plain words in which something differs, in the order of the new text."""
    before = {_key(heading): [heading, *said] for heading, said in explain(old)}
    after = {_key(heading): [heading, *said] for heading, said in explain(new)}
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key, []), after.get(key, [])
        gone = [said for said in was if said not in now]
        came = [said for said in now if said not in was]
        if gone or came:
            yield Part((now or was)[0], gone, came)


def _key(heading: str) -> str:
    """A step is the same step under another name."""
    return heading.partition(":")[0]
