import pytest

from wushan_ie.evaluation import evaluate, render_documents, render_forms, render_kinds, render_rules
from wushan_ie.evaluation.breakdowns import FORMS, form_of
from wushan_ie.evaluation.comparison import Contribution

TEXT = "拨款近5元"


@pytest.mark.parametrize(
    ("value", "low", "high", "approx", "form"),
    [
        ("5", "5", "5", False, "exact"),
        ("5.0", "5", "5.00", False, "exact"),
        ("5", None, "5", True, "at most"),
        ("5", "5", None, True, "at least"),
        ("5", None, None, True, "about"),
        ("5", "5", "6", True, "and more"),
        (None, "5", "6", False, "range"),
        (None, "5", "6", True, "loose range"),
        ("5", "4", "6", True, "other"),
        ("5", "4", None, True, "other"),
        ("5", None, "6", True, "other"),
        ("6", "5", "6", True, "other"),
    ],
)
def test_the_form_of_an_amount_is_read_off_its_bounds(value, low, high, approx, form):
    assert form_of({"value": value, "low": low, "high": high, "approx": approx}) == form
    assert form in FORMS


def corpus(high="5", kind="INVEST", **keys):
    money = {"id": "T1", "label": "MONEY", "start": 2, "end": 5, "text": "近5元", "value": "5", "high": high, **keys}
    fact = {"amount": "T1", "kind": kind, **keys}
    return [{"id": "b01", "text": TEXT, "entities": [money | {"unit": "CNY", "approx": True}], "facts": [fact]}]


def cells(table):
    return [line.split() for line in table.splitlines()]


def test_wrong_values_are_told_by_form_and_key():
    table = cells(render_forms(evaluate(corpus(), corpus(high=None, low="5"))))
    assert table[1] == ["MONEY", "at", "most", "0", "1", "0.000", "low", "1,", "high", "1"]


def test_kinds_are_crossed_gold_down_and_predicted_across():
    table = cells(render_kinds(evaluate(corpus(), corpus(kind="LOAN"))))
    assert table == [["gold", "LOAN", "n"], ["INVEST", "1", "1"]]


def test_documents_have_a_line_each_with_n():
    table = cells(render_documents(evaluate(corpus(), corpus())))
    assert table[1][:3] == ["b01", "1.00", "(1)"]


def test_rules_are_told_with_counts_interval_and_examples_of_their_errors():
    evaluation = evaluate(corpus(), corpus(high=None, rule="near"))
    lines = cells(render_rules(evaluation, examples=1))
    assert lines[1] == ["MONEY", "near", "1", "1", "0", "0", "1.000", "0.207–1.000"]
    assert lines[2] == ["fact", "near", "1", "1", "0", "1", "1.000", "0.207–1.000"]


def test_the_table_of_rules_tells_what_a_rule_alone_adds_to_the_facts():
    evaluation = evaluate(corpus(), corpus(rule="near"))
    lines = cells(render_rules(evaluation, [Contribution("near", adds=3, spoils=1)]))
    assert lines[0][-2:] == ["adds", "spoils"]
    assert [line[-2:] for line in lines[1:]] == [["1.000", "0.207–1.000"], ["3", "1"]]


def test_an_error_of_a_rule_is_shown_in_its_sentence():
    gold = [{"id": "b01", "text": TEXT, "entities": []}]
    assert render_rules(evaluate(gold, corpus(rule="near")), examples=1).splitlines()[4:] == [
        "near  b01 2:5  spurious",
        "    gold       –",
        "    predicted  近5元",
        "    in         拨款【近5元】",
        "",
        "near  b01 2:5  spurious",
        "    gold       –",
        "    predicted  INVEST 近5元 → –",
        "    in         拨款【近5元】",
    ]
