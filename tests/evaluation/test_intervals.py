import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.evaluation.intervals import bootstrap_intervals, wilson_interval
from wushan_ie.evaluation.scores import Counts

NOTHING = Counts(0, 0, 0)


def test_a_perfect_score_has_an_interval_of_one_point():
    assert bootstrap_intervals([[Counts(3, 3, 3)], [Counts(1, 1, 1)]]) == [(1.0, 1.0)]


@pytest.mark.parametrize("rows", [[[Counts(1, 2, 2)]], [[Counts(1, 2, 2)], [NOTHING], [NOTHING]]])
def test_one_document_with_something_to_score_gives_no_interval(rows):
    assert bootstrap_intervals(rows) == [None]


def test_intervals_are_the_same_at_every_run():
    rows = [[Counts(right, 9, 10)] for right in range(9)]
    assert bootstrap_intervals(rows) == bootstrap_intervals(rows)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 12), st.integers(9, 12)), min_size=2, max_size=30))
def test_an_interval_lies_between_the_worst_and_the_best_document(rows):
    counts = [Counts(*row) for row in rows]
    [(low, high)] = bootstrap_intervals([[count] for count in counts])
    assert min(count.f1 for count in counts) - 1e-9 <= low <= high <= max(count.f1 for count in counts) + 1e-9


def test_more_documents_give_a_narrower_interval():
    few = [[Counts(right, 10, 10)] for right in (4, 6, 8, 10)]
    [(low, high)], [(lower, higher)] = bootstrap_intervals(few), bootstrap_intervals(few * 25)
    assert higher - lower < (high - low) / 3


@pytest.mark.parametrize(
    ("right", "n", "expected"),
    [(0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (5, 10, (0.2366, 0.7634)), (90, 100, (0.8256, 0.9448))],
)
def test_a_wilson_interval_is_that_of_the_closed_form(right, n, expected):
    assert wilson_interval(right, n) == pytest.approx(expected, abs=5e-5)


def test_nothing_counted_has_no_wilson_interval():
    assert wilson_interval(0, 0) is None
