import math
import sys

import pytest

from wushan_ie.errors import SettingError
from wushan_ie.evaluation import format_weights, learn
from wushan_ie.evaluation.fitting import (
    Lesson,
    find_kind_examples,
    find_lessons,
    find_project_examples,
    fit_weights,
)
from wushan_ie.linking.weights import read_weights
from wushan_ie.rulebook import bundled_rules, read_rulebook
from wushan_ie.writing.documents import check_document
from wushan_ie.writing.markup import parse_markup

pytest.importorskip("scipy")

NEAR = (("near",), ("far",), ("nothing",))


def lessons(*rights, times=1):
    return [Lesson("b01", NEAR, tuple(place == right for place in range(3)), times) for right in rights]


def test_evidence_of_right_options_weighs_more():
    weights = fit_weights(lessons(0, 0, 0, 0, 1, 2), [])
    assert weights["near"] > weights["far"]
    assert weights["far"] == weights["nothing"]


def test_at_the_best_weights_the_prior_balances_the_surplus():
    weights = fit_weights(lessons(*[0] * 40, *[1] * 20), [])
    total = sum(math.exp(weight) for weight in weights.values())
    for one, right in (("near", 40), ("far", 20), ("nothing", 0)):
        assert 60 * math.exp(weights[one]) / total - right == pytest.approx(-6 * weights[one], abs=0.5)


def test_a_lesson_counts_as_often_as_it_says():
    once = fit_weights(lessons(0, 0, 1, 1, 1), [])
    often = fit_weights([*lessons(0, 0, times=4), *lessons(1, 1, 1)], [])
    assert once.get("near", 0) < once.get("far", 0)
    assert often.get("near", 0) > often.get("far", 0)


def test_rare_evidence_gets_no_weight_and_a_known_rule_always_one():
    lesson = Lesson("b01", (("near", "once"), ("far",)), (True, False))
    weights = fit_weights([*lessons(0, 0, 0), lesson], ["firm-buys-goods"])
    assert "once" not in weights
    assert weights["winner firm-buys-goods"] == 0


def test_an_amount_none_of_whose_options_is_right_teaches_nothing():
    hopeless = Lesson("b01", NEAR, (False, False, False))
    assert fit_weights([*lessons(0, 0, 0, 1), hopeless], []) == fit_weights(lessons(0, 0, 0, 1), [])


def test_nothing_to_learn_from_is_an_error():
    with pytest.raises(SettingError, match="no amount of this gold has an option that is right"):
        fit_weights([Lesson("b01", NEAR, (False, False, False))], [])


def test_without_scipy_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(SettingError, match=r"fitting needs scipy: pip install 'wushan-ie\[fit\]'"):
        fit_weights(lessons(0), [])


def test_the_table_can_be_read_back():
    weights = fit_weights(lessons(0, 0, 0, 1), ["firm-buys-goods"])
    rows = [line.split("\t") for line in format_weights(weights, ["dev.jsonl"]).splitlines() if line[0] != "#"]
    assert read_weights(rows).values == weights


GOLD = [
    check_document(one, "gold")
    for one in parse_markup(
        "# b01\n县里投入{MONEY#m value=3000000|300万元}新建{PROJECT#p|人饮工程}。\n---\nfact m INVEST project=p\n"
    )
]


def test_gold_amounts_are_lessons_with_the_options_that_overlap_gold_marked_right(annotator):
    (lesson,) = find_lessons(GOLD, annotator.weigh, "projects")
    assert lesson.right.count(True) == 1
    assert not lesson.right[-1]  # the last option is nothing


def test_gold_amounts_are_lessons_with_their_kind_marked_right(annotator):
    (lesson,) = find_lessons(GOLD, annotator.weigh, "kinds")
    right = lesson.evidence[lesson.right.index(True)]
    assert "INVEST if before0 verb INVEST" in right
    assert "kind as found" in right


@pytest.mark.parametrize(("find", "times"), [(find_kind_examples, 10), (find_project_examples, 5)])
def test_what_is_written_to_teach_counts_more_than_gold(find, times, annotator):
    found = find(read_rulebook([bundled_rules()]), annotator.weigh)
    assert len(found) > 100
    assert {lesson.times for lesson in found} == {times}


def test_the_same_gold_gives_the_same_weights(annotator):
    rulebook = read_rulebook([bundled_rules()])
    (weights, amounts), again = learn(GOLD, rulebook, annotator), learn(GOLD, rulebook, annotator)
    assert again == (weights, amounts)
    assert amounts > 100


@pytest.fixture(scope="module")
def annotator():
    from wushan_ie.annotator import Annotator

    return Annotator("char", (), ())
