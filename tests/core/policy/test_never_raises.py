"""No bytes whatever make the reader raise, or accept what it would not write again, say, draw and check.

`FUZZ=20000 pytest tests/core/policy/test_never_raises.py` tries as many examples as that; the usual run is quick.
"""

import contextlib
import os
from itertools import islice, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.policy import grammar
from forthright.core.policy.canonical import fingerprint, flatten, write
from forthright.core.policy.check import check
from forthright.core.policy.explaining import explain
from forthright.core.policy.lines import MOST_PROBLEMS
from forthright.core.policy.picture import describe, ladder_svg
from forthright.core.policy.reader import Bases, Reading, read
from forthright.core.policy.rungs import running
from forthright.core.policy.tasks import TASK_NAMES
from forthright.core.policy.vocabulary import BY, ROLES, STARTS
from tests.support.work import calls

from .shipped import FILES, base, text

WHOLES = [*(path.read_text(encoding="utf-8") for path in FILES)]
WHOLES.append((Path(__file__).parent / "everything.policy").read_text(encoding="utf-8"))
LINES = sorted({line for whole in WHOLES for line in whole.split("\n")})
NAMES = sorted({name for known in (grammar.TOP, grammar.OVERLAY_ONLY, grammar.STEP, grammar.FORM) for name in known})
VALUES = sorted({line.partition(": ")[2] for line in LINES if ": " in line})
WORDS = st.sampled_from(
    [
        "step 1",
        "within",
        " ",
        "  ",
        ":",
        "#",
        "not stated",
        "none",
        "urgent",
        ",",
        " of ",
        "2 working days",
        "\t",
        "\u200b",
        "for school, step 1:",
        "priority soon",
        "based on: west-midlands",
        "leave out: step 3",
        "а",
        "２",
        "\ufeff",
        "\x85",
    ]
)
MADE = st.builds(
    "{}{}{}: {}".format,
    st.sampled_from(["", "  ", "  "]),
    st.sampled_from([*NAMES, *TASK_NAMES, "step 7", "form 9", "for police, step 2", "steps 3 to 1 within"]),
    st.sampled_from(["", "", "", ", police", ", urgent", ", when it is settled", ", priority soon", ", raising side"]),
    st.sampled_from([*VALUES, *ROLES, *BY, *(f"3 working days of {start}" for start in STARTS), "step 2", "x" * 300]),
)
MANY = int(os.environ.get("FUZZ", "0"))


def tried(usual: int) -> settings:
    """How many examples a test tries: a few in the usual run, as many as FUZZ says in a long one."""
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(max_examples=MANY or usual, deadline=None, suppress_health_check=unhurried)


def holds(reading: Reading) -> None:
    """A policy or problems, never both or neither; what was accepted is written, read again, said and drawn."""
    assert (reading.policy is None) == bool(reading.problems)
    assert len(reading.problems) <= MOST_PROBLEMS + 1
    for problem in reading.problems:
        assert problem.sentence().isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
    if reading.policy is None:
        return
    policy = reading.policy
    written = write(policy)
    again = read(written).policy
    assert again == policy
    assert write(again) == written
    assert fingerprint(again) == fingerprint(policy)
    assert all(heading and said for heading, said in explain(policy))
    for group in {"", *(overlay.group for overlay in policy.overlays)}:
        run = running(policy, group)
        assert ladder_svg(run, "1")
        assert describe(run)
    for finding in check(policy):
        assert reading.place(finding.where) >= (1, 1)


@tried(60)
@given(st.binary(max_size=400))
def test_any_bytes_give_problems_and_not_an_exception(noise):
    holds(read(noise, bases=base))


@tried(60)
@given(st.text(max_size=400))
def test_any_text_gives_problems_and_not_an_exception(noise):
    holds(read(noise, bases=base))


@tried(60)
@given(st.lists(st.sampled_from(LINES) | MADE | st.lists(WORDS, max_size=6).map("".join), max_size=40))
def test_real_lines_in_any_order_are_read_or_refused(lines):
    holds(read("\n".join(lines), bases=base))


@tried(80)
@given(st.sampled_from(WHOLES), st.data())
def test_a_text_with_any_piece_changed_is_read_or_refused(whole, data):
    raw = whole.encode()
    at = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 30))
    piece = data.draw(
        st.binary(max_size=8)
        | WORDS.map(str.encode)
        | st.text(max_size=4).map(lambda t: t.encode("utf-8", "surrogatepass"))
    )
    holds(read(raw[:at] + piece + raw[at + length :], bases=base))


@tried(120)
@given(st.sampled_from(WHOLES), st.data())
def test_a_text_whose_lines_are_deleted_doubled_swapped_and_put_in_is_read_or_refused(whole, data):
    lines = whole.split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at, to = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["delete", "double", "swap", "put", "value", "bend"])):
            case "delete" if len(lines) > 2:
                del lines[at]
            case "double":
                lines.insert(to, lines[at])
            case "swap":
                lines[at], lines[to] = lines[to], lines[at]
            case "put":
                lines.insert(at, data.draw(st.sampled_from(LINES) | MADE))
            case "value":
                lines[at] = lines[at].partition(": ")[0] + ": " + data.draw(st.sampled_from(VALUES))
            case _:
                cut = data.draw(st.integers(0, len(lines[at])))
                lines[at] = (
                    lines[at][:cut]
                    + data.draw(WORDS | st.characters())
                    + lines[at][cut + data.draw(st.integers(0, 2)) :]
                )
    holds(read("\n".join(lines), bases=base))


@tried(60)
@given(st.sampled_from(WHOLES), st.lists(MADE, max_size=4), st.data())
def test_a_sound_text_with_a_sound_line_put_where_it_may_stand_is_read_or_refused(whole, made, data):
    lines = whole.split("\n")
    for line in made:
        inside = line.startswith(" ")
        places = [at for at, other in enumerate(lines) if other and other.startswith(" ") == inside]
        lines.insert(data.draw(st.sampled_from(places)) + (1 if inside else 0), line)
    holds(read("\n".join(lines), bases=base))


@tried(60)
@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "west-midlands"]),
        st.none()
        | st.text(max_size=60)
        | st.binary(max_size=60)
        | st.sampled_from(WHOLES)
        | st.sampled_from(["a", "b", "west-midlands"]).map(lambda name: f"policy: X\nbased on: {name}\n"),
    ),
    st.sampled_from(["a", "b", "west-midlands", "sandwell"]),
    st.sampled_from(["", "leave out: step 2\n", "leave out: step 3\nleave out: step 1\n"]),
    st.sampled_from(["", *(whole[whole.index("\nstep 1") :] for whole in WHOLES if "\nstep 1" in whole)]),
)
def test_a_base_may_be_any_text(texts, name, left_out, steps):
    local = text("sandwell").replace("based on: west-midlands\n", f"{left_out}based on: {name}\n") + steps
    reading = read(local, "local", texts.get)
    holds(reading)
    if reading.policy is not None:
        assert read(flatten(local, texts.get)).policy == reading.policy


LARGE = {
    "ten megabytes of lines": "x: y\n" * 2_000_000,
    "ten megabytes without a line": "x" * 10_000_000,
    "ten megabytes of what is no character": b"\xff\n" * 5_000_000,
    "ten megabytes of nothing": b"\n" * 10_000_000,
    "ten megabytes of null": b"\0" * 10_000_000,
}


@pytest.mark.parametrize("large", LARGE.values(), ids=LARGE)
def test_ten_megabytes_are_refused_without_being_looked_into(large):
    found = []
    assert calls(lambda: found.extend(read(large).problems)) < 1_000
    (problem,) = found
    assert "too long" in problem.what


HALF = 490_000
ORDERS = list(islice(permutations(sorted(STARTS)), HALF // 150))
DEEP = {
    "one long value": "policy: " + "a " * (HALF // 2),
    "one long time": "step 1: a\n  settle within: " + "two weeks " * (HALF // 10),
    "one time with many events": "step 1: a\n  settle within: x" + " of agreement" * (HALF // 13),
    "one long list": "immediate danger:\n  tell: " + ", ".join(str(n) for n in range(HALF // 8)),
    "one long name": "by " * (HALF // 3) + "within: 2",
    "many bys in a name": ("step 1: a\n" + ("  settle" + " by x" * 22 + " withi: 2\n") * (HALF // 128)),
    "many long names in a step": "step 1: a\n"
    + "".join(f"  settle by {'b' * 80}{n} within: 2\n" for n in range(HALF // 110)),
    "many unknown lines": "".join(f"unknown line number {n}: x\n" for n in range(HALF // 30)),
    "many unknown lines inside": "step 1: a\n" + "".join(f"  unknown line number {n}: x\n" for n in range(HALF // 32)),
    "many steps": "".join(f"step {n % 100}{chr(97 + n // 100 % 26)}: a\n" for n in range(HALF // 12)),
    "many whom to tell": text("demo-borough").replace(
        "duty social work, police", ", ".join(f"abcd{n} officr" for n in range(HALF // 20)), 1
    ),
    "a long condition": text("demo-borough").replace(
        "\n  raised by: partner", f"\n  only if: {'urgnet ' * (HALF // 9)}\n  raised by: partner", 1
    ),
    "many lines without a colon": "step 1: a\n" + "".join(f"  reply within {n} days\n" for n in range(HALF // 28)),
    "many heads in other words": "".join(f"step {n} - a\n" for n in range(HALF // 16)),
    "many agencies": "".join(f"for a{n}, step 1:\n  note: b\n" for n in range(HALF // 36)),
    "many wrong agencies": "".join(f"for a{n}, step 1:\n  raised by: b\n" for n in range(HALF // 40)),
    "many forms": "".join(f"form {n}: a\n  used when: it is settled\n" for n in range(HALF // 40)),
    "many caps": "".join(f"steps {n % 100} to {n // 100} within: 2 hours\n" for n in range(10_000)),
    "many notes": "".join(f"note: a{n}\n" for n in range(HALF // 14)),
    "many times the same note": "note: a\n" * (HALF // 8),
    "many colons": ":" * HALF,
    "many signs": "# " * (HALF // 2),
    "many look-alikes": "policy: " + "аb " * (HALF // 3),
    "many look-alikes in lines": "pоlicy: a\n" * (HALF // 10),
    "many ways to choose from": "step 1: a\n  if not settled: one of "
    + ", ".join(f"step {n}" for n in range(HALF // 12)),
    "many events": "step 1: a\n"
    + "".join(f"  settle within: 2 hours of {' or '.join(order[: 1 + n % 5])}\n" for n, order in enumerate(ORDERS)),
}


@pytest.mark.wide
@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_the_longest_text_that_is_read_holds_whatever_is_in_it(deep):
    assert len(deep) < 500_000
    holds(read(deep))


def test_reading_is_about_twice_the_work_for_twice_as_much():
    def work(notes: int) -> int:
        lines = "".join(f"note: Number {n}.\n" for n in range(notes))
        return calls(lambda: read(text("demo-borough").replace("note: Talk", f"{lines}note: Talk")))

    assert work(2_000) < 2.5 * work(1_000)


def test_a_surrogate_in_a_string_is_refused():
    with contextlib.suppress(UnicodeError):
        reading = read(text("demo-borough").replace("Anyshire", "\ud800"))
        assert reading.policy is None
        return
    raise AssertionError("the reader raised")


def test_a_base_that_cannot_be_found_is_asked_for_once():
    asked: list[str] = []
    bases: Bases = asked.append
    assert read(text("sandwell"), "sandwell", bases).policy is None
    assert asked == ["west-midlands"]
