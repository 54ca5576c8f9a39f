"""Published counts. The solvers below know nothing of how cells were chosen: they only read what is shown."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forthright.insight.suppress import HIDDEN, Table, suppress, suppress_breakdowns, suppress_counts

small = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, 25))


few = st.integers(0, 5)


def tables(rows: st.SearchStrategy[int], columns: st.SearchStrategy[int], number=small) -> st.SearchStrategy[dict]:
    def of(shape: tuple[int, int]) -> st.SearchStrategy[dict]:
        keys = list(itertools.product(range(shape[0]), "abcdef"[: shape[1]]))
        return st.lists(number, min_size=len(keys), max_size=len(keys)).map(lambda ns: dict(zip(keys, ns, strict=True)))

    return st.tuples(rows, columns).flatmap(of)


def fits(shown: object, n: int) -> bool:
    return (shown is HIDDEN and n > 0) or shown == n


def completions(table: Table, most: int):
    """Every table of whole numbers that a reader could not tell from the real one, hidden cells from 1 to `most`."""

    def lines(row: object) -> list[tuple[int, ...]]:
        shown = [table.cells[row, column] for column in table.columns]
        ranges = [range(1, most + 1) if n is HIDDEN else (n,) for n in shown]
        return [line for line in itertools.product(*ranges) if fits(table.row_totals[row], sum(line))]

    # The last row is looked up by what the shown column totals leave for it: trying every one takes seconds.
    sums = {at: n for at, n in enumerate(table.column_totals[c] for c in table.columns) if n is not HIDDEN}
    *upper, last = table.rows
    left = defaultdict(list)
    for line in lines(last):
        left[tuple(line[at] for at in sums)].append(line)

    def below(above: tuple) -> list[tuple[int, ...]]:
        lines = left[tuple(n - sum(row[at] for row in above) for at, n in sums.items())]
        return [line for line in lines if fits(table.total, sum(map(sum, above)) + sum(line))]

    # First one table for each choice of upper rows, as varied as can be; then every one.
    for turn, above in enumerate(itertools.product(*(lines(row) for row in upper))):
        if found := below(above):
            yield (*above, found[7 * turn % len(found)])
    for above in itertools.product(*(lines(row) for row in upper)):
        for line in below(above):
            yield (*above, line)


def numbers(table: Table) -> dict:
    return (
        table.cells
        | {"total": table.total, **{("row", r): n for r, n in table.row_totals.items()}}
        | {("column", c): n for c, n in table.column_totals.items()}
    )


def test_a_count_below_five_is_hidden_and_five_and_nought_are_shown():
    shown = suppress_counts({"Step 1": 20, "Step 2": 5, "Step 3": 4, "Step 4": 0})
    assert shown.cells["Step 3"] is HIDDEN
    assert shown.cells["Step 1"] == 20
    assert shown.cells["Step 4"] == 0


def test_one_small_count_takes_the_next_smallest_with_it_so_that_the_total_can_stay():
    shown = suppress_counts({"a": 3, "b": 7, "c": 9})
    assert shown.cells == {"a": HIDDEN, "b": HIDDEN, "c": 9}
    assert shown.total == 19


def test_nothing_is_hidden_when_every_count_is_large():
    shown = suppress({("a", "x"): 5, ("a", "y"): 6, ("b", "x"): 7, ("b", "y"): 0})
    assert HIDDEN not in numbers(shown).values()
    assert shown.row_totals == {"a": 11, "b": 7}
    assert shown.column_totals == {"x": 12, "y": 6}
    assert shown.total == 18


def test_two_ones_do_not_stand_beside_a_total_of_two():
    shown = suppress_counts({"a": 1, "b": 1})
    assert shown.total is HIDDEN


def test_three_fours_do_not_stand_alone_beside_a_five_for_a_reader_who_knows_the_rule():
    # Sums alone leave many values; but any other three numbers that make 12 would have been printed differently.
    shown = suppress_counts({"a": 4, "b": 4, "c": 4, "d": 5})
    assert shown.cells["d"] is HIDDEN
    assert shown.total == 17


def test_a_lone_small_count_hides_its_total_too():
    shown = suppress({("a", "x"): 3, ("a", "y"): 0, ("b", "x"): 0, ("b", "y"): 0})
    assert shown.cells["a", "x"] is HIDDEN
    assert (shown.row_totals["a"], shown.column_totals["x"], shown.total) == (HIDDEN, HIDDEN, HIDDEN)
    assert shown.row_totals["b"] == 0


def test_a_small_total_is_hidden_like_any_other_count():
    shown = suppress({("a", "x"): 1, ("a", "y"): 2, ("b", "x"): 30, ("b", "y"): 30})
    assert shown.row_totals["a"] is HIDDEN


def test_a_cell_that_several_rows_pin_together_is_still_protected():
    # Each row and column hides two cells, yet a plain count of hidden cells would call these ones and twos safe.
    shown = suppress({("a", "x"): 1, ("a", "y"): 1, ("a", "z"): 9, ("b", "x"): 1, ("b", "y"): 1, ("b", "z"): 9})
    found = list(completions(shown, 12))
    assert len({line[0][0] for line in found}) >= 5


def test_a_combination_that_was_left_out_counts_as_nought():
    shown = suppress({("a", "x"): 8, ("b", "y"): 9})
    assert shown.cells["a", "y"] == 0
    assert shown.total == 17


def test_breakdowns_of_the_same_challenges_hide_their_total_together_or_not_at_all():
    shown = suppress_breakdowns({"step": {"1": 2, "2": 0}, "outcome": {"agreed": 2, "withdrawn": 0}})
    assert shown["step"].total is HIDDEN
    assert shown["outcome"].total is HIDDEN
    assert shown["outcome"].cells["agreed"] is HIDDEN


def test_a_breakdown_does_not_give_back_the_total_that_another_one_hides():
    # By step, 2 and 3 cannot stand beside a total of 5; by outcome, a lone 5 is that total under another name.
    shown = suppress_breakdowns({"step": {"1": 2, "2": 3}, "outcome": {"agreed": 5}})
    assert shown["step"].total is HIDDEN
    assert shown["outcome"].cells["agreed"] is HIDDEN
    alone = suppress_counts({"agreed": 5})
    assert alone.cells["agreed"] == alone.total == 5


def test_breakdowns_with_different_totals_are_refused_with_the_totals_named():
    with pytest.raises(ValueError, match=r"step: 7, agency: 9"):
        suppress_breakdowns({"step": {"1": 7}, "agency": {"health": 9}})


@pytest.mark.parametrize("threshold", [4, 11])
def test_a_threshold_outside_five_to_ten_is_refused(threshold):
    with pytest.raises(ValueError, match="threshold must be from 5 to 10"):
        suppress_counts({"a": 1}, threshold)


@pytest.mark.parametrize("count", [-1, 2.5, True])
def test_a_count_that_is_not_a_whole_number_of_nought_or_more_is_refused(count):
    with pytest.raises(ValueError, match="whole number"):
        suppress({("a", "x"): count})


def test_an_empty_table_is_published_as_an_empty_table():
    assert suppress({}).total == 0
    assert suppress_counts({}).total == 0
    assert suppress_breakdowns({}) == {}


@given(tables(st.integers(1, 7), st.integers(1, 6)), st.integers(5, 10))
def test_what_is_shown_is_true_and_never_small(table, threshold):
    shown = suppress(table, threshold)
    for name, n in table.items():
        assert shown.cells[name] in (n, HIDDEN)
        assert (n == 0) == (shown.cells[name] == 0)
    for n in numbers(shown).values():
        assert n is HIDDEN or n == 0 or n >= threshold


@settings(deadline=None)
@given(tables(st.integers(1, 2), st.integers(1, 3), few), st.integers(5, 6))
def test_every_hidden_number_of_a_small_table_could_be_at_least_as_many_values_as_the_threshold(table, threshold):
    shown = suppress(table, threshold)
    names = [name for name, n in numbers(shown).items() if n is HIDDEN]
    seen = defaultdict(set)
    wanting = set(names)
    for found in completions(shown, max(table.values()) + threshold) if names else ():
        for name in list(wanting):
            seen[name].add(value_in(shown, found, name))
            if len(seen[name]) >= threshold:
                wanting.discard(name)
        if not wanting:
            break
    assert not wanting


def value_in(shown: Table, found: tuple, name: object) -> int:
    if name == "total":
        return sum(map(sum, found))
    kind, which = name
    if (kind, which) not in shown.cells:
        if kind == "row":
            return sum(found[shown.rows.index(which)])
        return sum(line[shown.columns.index(which)] for line in found)
    return found[shown.rows.index(kind)][shown.columns.index(which)]


@settings(deadline=None)
@given(tables(st.integers(2, 7), st.integers(2, 6)), st.integers(5, 10))
def test_bounds_from_rows_and_columns_never_close_on_a_hidden_number(table, threshold):
    shown = suppress(table, threshold)
    bounds = {name: [1, 10**6] if n is HIDDEN else [n, n] for name, n in numbers(shown).items()}
    sums = [[(r, c) for c in shown.columns] + [("row", r)] for r in shown.rows]
    sums += [[(r, c) for r in shown.rows] + [("column", c)] for c in shown.columns]
    sums += [[("row", r) for r in shown.rows] + ["total"], [("column", c) for c in shown.columns] + ["total"]]
    while tighten(bounds, sums):
        pass
    for name, n in numbers(shown).items():
        if n is HIDDEN:
            low, high = bounds[name]
            assert high - low + 1 >= threshold


def tighten(bounds: dict, sums: list[list]) -> bool:
    """One round of what a patient reader does with pencil and paper: parts against whole, whole against parts."""
    changed = False
    for *parts, whole in sums:
        low, high = (sum(bounds[part][side] for part in parts) for side in (0, 1))
        rest = [(whole, low, high)]
        for part in parts:
            others = [sum(bounds[other][side] for other in parts if other != part) for side in (0, 1)]
            rest.append((part, bounds[whole][0] - others[1], bounds[whole][1] - others[0]))
        for name, least, most in rest:
            new = [max(bounds[name][0], least), min(bounds[name][1], most)]
            changed, bounds[name] = changed or new != bounds[name], new
    return changed


@pytest.mark.wide
@pytest.mark.parametrize("cells", [2, 3, 4])
def test_a_reader_who_knows_the_rule_but_not_the_secret_still_cannot_name_a_hidden_count(cells):
    # Every breakdown with a small count and a total up to 17, grouped by what would be published under one of a
    # few secrets: no group agrees on a hidden count. (One with no small count hides nothing.)
    groups = defaultdict(list)
    for secret in "abcdef":
        for counts in itertools.product(range(18), repeat=cells):
            if sum(counts) <= 17 and any(0 < n < 5 for n in counts):
                shown = suppress_counts(dict(enumerate(counts)), secret=secret)
                groups[tuple(shown.cells.values()), shown.total].append(counts)
    for (shown, total), possible in groups.items():
        for place, n in enumerate(shown):
            if n is HIDDEN:
                assert len({counts[place] for counts in possible}) > 1, (shown, total, possible)


def test_the_same_secret_makes_the_same_report_again():
    table = {(row, column): 5 if row != column else 1 for row in range(4) for column in range(4)}
    assert suppress(table, secret="rowan") == suppress(table, secret="rowan")
    assert len({str(suppress(table, secret=secret)) for secret in "abcdefgh"}) > 1


def test_a_cell_named_to_be_hidden_is_hidden_with_another_that_protects_it():
    shown = suppress_breakdowns({"outcome": {"a": 20, "b": 9, "c": 0}}, also=[("outcome", "b")])["outcome"]
    assert shown.cells == {"a": HIDDEN, "b": HIDDEN, "c": 0}
    assert shown.total == 29


def test_a_nought_named_to_be_hidden_stays_shown():
    shown = suppress_breakdowns({"outcome": {"a": 20, "b": 0}}, also=[("outcome", "b")])["outcome"]
    assert shown.cells == {"a": 20, "b": 0}
