"""An invented policy that uses every construct of steps and times at once."""

from __future__ import annotations

from forthright.core.policy.reader import read
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy

EVERYTHING = """\
policy: Everything at once
partnership: Anyshire (invented)
called: Escalation Policy
version: 2026-06-01
steps are called: Stage
invented: yes
priority: soon
withdrawing: allowed
steps 1 to 2 within: 12 working days
steps 1 to 2 within, urgent: 3 working days
all steps within: 60 working days

immediate danger:
  tell: duty social work, police
  say: Call 999 or the duty team now. Do not wait for any step of this procedure.

source:
  address: not stated
  dated: not stated
  read on: not stated
  status: invented

topics:
  topic: Need for action

step 1: Practitioners
  raised by: practitioner
  answered by: practitioner
  raise within: 2 working days of the disagreement or a decision being received
  acknowledge within: 1 working day of being raised
  reply within: 2 working days of the acknowledgement or the first discussion
  reply within, urgent: 4 working hours
  reply within, priority soon: 1 working day
  meet should be within: 3 working days of the reply
  settle within: 5 working days
  settle within, urgent: 1 working day
  if not settled: offer step 2
  if no reply: must go to step 2
  warn the other side: 1 working day before
  may pause: at most 10 working days, twice
  times may be extended: by at most 2 working days, twice, if the other side agrees
  remind: 1 working day before
  remind: 4 working hours before

step 2: Managers up the line
  raised by: line manager
  answered by: line manager
  may start here: if immediate harm is feared
  may start here with agreement of: line manager
  repeated with: senior manager
  raise within: 2 working days
  reply within: 2 working days
  settle should be within: 3 working days of the previous step ending
  if not settled: must go to step 3
  may be handed back: to step 1, once
  may pause: for as long as needed
  times may be extended: by at most 5 working hours, if the other side agrees

step 3: Heads of service
  raised by: senior manager
  answered by: head of service
  if nobody holds the post: skip this step
  raise within: without delay
  settle within: 3 working days of the meeting
  meet within: 24 hours
  if not settled: one of step 4, step 5
  where it goes is chosen by: partnership representative

step 4: Representatives
  raised by: partnership representative
  answered by: partnership representative
  settle within: 3 working days
  decided by: partnership representative
  if not settled: may go to step 5
  may be handed back: to step 3

step 5: Independent chair
  raised by: partnership representative
  answered by: independent chair, senior manager
  decided by: independent chair
  decide within: 10 working days
  if not settled: the procedure ends

for police, step 1:
  reply within: 1 working day of being raised
"""


def changed(*changes: tuple[str, str]) -> str:
    """The text with these replacements, each of which must find its place."""
    text = EVERYTHING
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def everything(*changes: tuple[str, str], group: str = "") -> Policy:
    """The policy as it runs."""
    reading = read(changed(*changes))
    assert reading.policy is not None, [one.sentence() for one in reading.problems]
    assert not reading.problems, [one.sentence() for one in reading.problems]
    return running(reading.policy, group)
