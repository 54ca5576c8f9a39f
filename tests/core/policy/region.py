"""A regional text and a local one on it, for the tests of bases."""

from forthright.core.policy.reader import Reading, read

REGION = """\
policy: Regional chapter
partnership: The region (invented)
called: Escalation
version: 2025-01-01
steps are called: Stage
note: Talk first.
all steps within: 30 working days

immediate danger:
  tell: police
  say: Call 999.

source:
  address: example.org/region
  dated: 2025
  read on: 2026-01-02
  status: published
  note: The whole chapter was seen.

topics:
  topic, drift: A plan that is not delivered
  topic, sharing: Sharing information

gaps:
  to confirm: Who decides at Stage 3.

form 1: Regional form
  used when: step 3 starts

step 1: Practitioners
  raised by: practitioner
  answered by: practitioner
  settle within: 5 working days
  settle within, urgent: 1 working day
  settle by line manager within: 2 working days of the previous task running out
  if not settled: offer step 2
  tell: line manager
  tell, when it is settled: business unit
  record: All agencies keep records.

step 2: Managers
  raised by: line manager
  answered by: line manager
  title, police: sergeant
  title, school: head of year
  settle within: 5 working days
  if not settled: offer step 3

step 3: Senior managers
  raised by: senior manager
  answered by: senior manager
  if not settled: the procedure ends

for police, step 3:
  answered by: head of service
"""


LOCAL = """\
policy: Local text
based on: region
partnership: Anyshire (invented)
version: 2026-04-01

source:
  address: example.org/local
  read on: 2026-11-23
  status: invented
"""


BASES = {"region": REGION}


def local(*more: str, own: str = LOCAL, **bases: str) -> Reading:
    """The local text with more lines at its end, on the region or on other bases."""
    return read(own + "\n".join(more), "local", (BASES | bases).get)


def good(*more: str, own: str = LOCAL, **bases: str):
    reading = local(*more, own=own, **bases)
    assert reading.policy is not None, [problem.sentence() for problem in reading.problems]
    return reading.policy


def problem(*more: str, own: str = LOCAL, **bases: str):
    """The only problem, with the text of the line that it stands at."""
    found = local(*more, own=own, **bases).problems
    assert len(found) == 1, found
    return (own + "\n".join(more)).split("\n")[found[0].line - 1], found[0]
