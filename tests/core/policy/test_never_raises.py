"""No bytes whatever make the reader raise, or accept what it would not write again."""

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.core.policy.canonical import write
from forthright.core.policy.reader import Reading, read

from .shipped import FILES, text

TEXTS = [path.read_bytes() for path in FILES]
LINES = sorted({line for path in FILES for line in path.read_text(encoding="utf-8").split("\n")})
WORDS = st.sampled_from(
    ["step 1", "within", " ", "  ", ":", "#", "not stated", "urgent", ",", " of ", "2 working days", "\t"]
)


def holds(reading: Reading) -> None:
    """A policy or problems, never both or neither; and what was accepted can be written and read again."""
    assert (reading.policy is None) == bool(reading.problems)
    for problem in reading.problems:
        assert problem.sentence().isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
    if reading.policy is not None:
        assert read(write(reading.policy)).policy == reading.policy


@given(st.binary(max_size=400))
def test_any_bytes_give_problems_and_not_an_exception(noise):
    holds(read(noise))


@given(st.text(max_size=400))
def test_any_text_gives_problems_and_not_an_exception(noise):
    holds(read(noise))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES) | st.lists(WORDS, max_size=6).map("".join), max_size=40))
def test_real_lines_in_any_order_are_read_or_refused(lines):
    holds(read("\n".join(lines)))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_shipped_text_with_any_piece_changed_is_read_or_refused(whole, data):
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 30))
    piece = data.draw(st.binary(max_size=8) | WORDS.map(str.encode))
    holds(read(whole[:at] + piece + whole[at + length :]))


def test_a_very_large_file_is_refused_at_once():
    reading = read("x: y\n" * 200_000)
    assert [problem.line for problem in reading.problems] == [1]


def test_a_surrogate_in_a_string_is_refused():
    with contextlib.suppress(UnicodeError):
        reading = read(text("demo-borough").replace("Anyshire", "\ud800"))
        assert reading.policy is None
        return
    raise AssertionError("the reader raised")
