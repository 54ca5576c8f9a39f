"""What a policy text can be based on in this installation, by name, and the texts of a partnership read with it."""

from __future__ import annotations

import re
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from forthright.core.policy.canonical import flatten
from forthright.core.policy.reader import Reading, read
from forthright.core.policy.values import Wrong
from forthright.core.policy.vocabulary import listed
from forthright.directory.models import Partnership
from forthright.record.models import PolicyVersion

FOLDER = Path(__file__).resolve().parents[2] / "policies"
"""The policies that come with Forthright, as they were read from public sources."""
ALIKE, SHOWN = 0.6, 5
"""How like a name must be to what was written, and how many names are listed."""


def base_text(name: str) -> bytes | None:
    """The text of a policy that comes with Forthright, by name. None where there is none."""
    path = FOLDER / f"{Path(name).name}.policy"
    return path.read_bytes() if path.is_file() else None


@lru_cache(maxsize=64)
def _read_alone(text: str, own: str) -> Reading | None:
    """The reading of a text that is based on nothing: a page of the editor, and the next, read the same one. None for
    a text that has a base, for that may have changed since."""
    asked: list[str] = []

    def base(name: str) -> None:
        asked.append(name)

    reading = read(text, own, base)
    return None if asked else reading


class Shelf:
    """What the texts of one partnership can be based on at one moment: the policy in force of another partnership, by
    its key; where there is none, one that comes with Forthright. Only what anybody can read stands here.

    Everything is asked for once, so that one request reads one state of things.
    """

    def __init__(self, own: Partnership, now: datetime) -> None:
        self.own, self.now = own.slug.lower(), now
        self.versions: dict[str, PolicyVersion | None] = {}
        self.readings: dict[str, Reading] = {}

    def version(self, key: str) -> PolicyVersion | None:
        """The version in force, with its partnership, of the partnership that has this key."""
        if key not in self.versions:
            rows = PolicyVersion.objects.filter(partnership__slug__iexact=key, effective__lte=self.now)
            rows = rows.select_related("partnership").order_by("-effective", "-pk")
            self.versions[key] = rows.first()
        return self.versions[key]

    def text(self, name: str) -> str | bytes:
        """The text of a base. Raises Wrong, which lists the names nearest to this one."""
        found = self.version(name)
        text = found.text if found else base_text(name)
        if text is None:
            raise self._wrong(name)
        return text

    def read(self, text: str) -> Reading:
        """A text of the partnership as its author wrote it. Its own policy is never its base."""
        if text not in self.readings:
            self.readings[text] = _read_alone(text, self.own) or read(text, self.own, self.text)
        return self.readings[text]

    def whole(self, text: str) -> str:
        """The text as it is kept: letter for letter, but with its base written out where it has one.

        A base may change with its partnership or with the next release; what was published must not. A text that
        cannot be read is given back as it is.
        """
        reading = self.read(text)
        return flatten(text, self.text, self.own, reading) if reading.policy else text

    def _wrong(self, name: str) -> Wrong:
        """That there is no such name, with those most like it, or with a few where none is."""
        names = self._names()
        alike = {key: _alike(name, key, title) for key, title in names.items()}
        near = sorted((key for key in names if alike[key] >= ALIKE), key=lambda key: -alike[key])[:SHOWN]
        shown = [f"“{key}” ({names[key]})" if names[key] else f"“{key}”" for key in near or list(names)[:SHOWN]]
        expected = (
            "Write the key of a partnership that has a policy in force here, "
            "or the name of a policy that comes with Forthright"
        )
        if shown:
            expected += f": {'' if near else 'such as '}{listed(shown)}"
        if not near and len(names) > SHOWN:
            expected += ". The page “Next step” leads to all of them"
        clear = near and (len(near) == 1 or alike[near[0]] > alike[near[1]])
        return Wrong(f"There is no policy called “{name}” here.", f"{expected}.", near[0] if clear else "")

    def _names(self) -> dict[str, str]:
        """Every name that can be given, with the partnership whose it is, "" where it comes with Forthright."""
        versions = PolicyVersion.objects.filter(effective__lte=self.now).order_by("partnership__slug")
        pairs = versions.values_list("partnership__slug", "partnership__name").distinct()
        names = {key.lower(): name for key, name in pairs if key.lower() != self.own}
        shipped = sorted(path.stem for path in FOLDER.glob("*.policy"))
        return names | {name: "" for name in shipped if name not in names and name != self.own}


def _alike(name: str, key: str, title: str) -> float:
    """How like a name is to a key, or to the name of the partnership that has the key: from 0 to 1."""
    called = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    if key in name.split("-") or name in (*key.split("-"), *called.split("-")):
        return 1.0
    return max(SequenceMatcher(None, name[:60], one[:60]).ratio() for one in (key, called or key))
