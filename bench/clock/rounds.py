"""One side of the clock loop, in the environment of a filled installation: `python -m bench.clock.rounds`.

Prints as JSON the milliseconds computed: for each cohort, to find and advance it and to send its emails, by rounds
until nothing is due and nothing waits; and for a round when nothing is due, the median of many.
"""

from __future__ import annotations

import json
import time
from datetime import datetime
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup that it needs

from bench.clock import cohorts  # noqa: E402
from forthright.notices.models import Message, State  # noqa: E402
from forthright.record.clock import round_once  # noqa: E402
from forthright.record.models import Challenge, SetAside  # noqa: E402

EMPTY = 30
settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the rival's do not go anywhere either


def spent(now: datetime) -> float:
    """Milliseconds that one round computes."""
    began = time.process_time()
    round_once(now)
    return (time.process_time() - began) * 1000


def left(now: datetime) -> bool:
    waiting = Message.objects.filter(state=State.WAITING, next_try__lte=now).exists()
    return waiting or Challenge.objects.filter(wake__lte=now).exists()


def main() -> None:
    taken, empty = {}, []
    for number, size in enumerate(cohorts.COHORTS):
        now = cohorts.asked(number)
        due = Challenge.objects.filter(wake__lte=now).count()
        if due != size:
            raise RuntimeError(f"{due} matters are due, not {size}")
        taken[size] = 0.0
        while left(now):
            taken[size] += spent(now)
        empty += [spent(now) for _ in range(EMPTY)]
    if SetAside.objects.exists() or Challenge.objects.filter(version__gt=1).count() != sum(cohorts.COHORTS):
        raise RuntimeError("a matter was not advanced")
    print(json.dumps({"advanced": taken, "empty": median(empty)}))


if __name__ == "__main__":
    main()
