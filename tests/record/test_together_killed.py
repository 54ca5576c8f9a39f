"""A real process is killed while it raises one matter with two agencies: afterwards there are both, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RAISE = """
import os, sys, django
django.setup()
from django.utils import timezone
from forthright.core.challenge.codes import Subject
from forthright.core.challenge.commands import Raise
from forthright.directory import queries as directory
from forthright.directory.models import Agency, Holding
from forthright.record import actions, policies, together

now, dies_at = timezone.now(), int(sys.argv[1])
mine = Holding.objects.filter(post__role="practitioner", post__agency__isnull=False).select_related("post").first()
others = directory.other_agencies(mine.post.partnership_id, mine.post.agency_id, now)[:2]
version = policies.in_force(mine.post.partnership_id, now)
wishes = []
for agency in others:
    theirs = directory.colleagues(agency.pk, mine.post.partnership_id, now).first()
    wishes.append(Raise(policy=version.fingerprint, partnership=mine.post.partnership_id, subject=Subject.THEME,
        subjects=0, topic="Need for action", raising=directory.own_seat(mine.person, mine.post), group=agency.called,
        responding=directory.own_seat(theirs.person, theirs.post), words={"theme": "T", "worry_facts": "W"}))
project, calls = actions.project, []

def dying(*args, **options):
    calls.append(1)
    project(*args, **options)
    if len(calls) == dies_at:
        os._exit(9)

actions.project = dying
done = together.begin_together(mine.person, wishes, "the form of this matter", now)
print(done.reference)
"""
COUNT = """
import django
django.setup()
from forthright.record.models import Challenge, Receipt, StoredEvent
print(Challenge.objects.exclude(matter="").count(), StoredEvent.objects.filter(facts__contains='"matter"').count(),
    Receipt.objects.filter(form="the form of this matter").count())
"""


@pytest.mark.slow
def test_killing_it_between_two_agencies_leaves_neither_and_sending_again_makes_both(tmp_path: Path) -> None:
    env = os.environ | {
        "FORTHRIGHT_DATA_DIR": str(tmp_path),
        "FORTHRIGHT_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "forthright.site.settings",
    }
    env.pop("FORTHRIGHT_DATABASE_URL", None)

    def run(*words: str, code: int = 0) -> str:
        done = subprocess.run([sys.executable, *words], env=env, cwd=ROOT, text=True, capture_output=True, check=False)
        assert done.returncode == code, done.stderr[-2000:]
        return done.stdout.strip()

    run("-m", "forthright.site.cli", "prepare")
    run("-m", "forthright.site.cli", "demo")
    before = run("-c", COUNT)  # the demonstration has such a matter
    for dies_at in ("1", "2"):
        run("-c", RAISE, dies_at, code=9)
        assert run("-c", COUNT) == before
    run("-c", RAISE, "0")
    more = [int(now) - int(then) for now, then in zip(run("-c", COUNT).split(), before.split(), strict=True)]
    assert more == [2, 2, 1]
    run("-m", "forthright.site.cli", "record", "verify")
    assert run("-m", "forthright.site.cli", "reproject", "--check").endswith("0 differences")
