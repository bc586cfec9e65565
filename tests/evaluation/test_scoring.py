import copy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wushan_ie.errors import RecordError
from wushan_ie.evaluation import Counts, evaluate
from wushan_ie.evaluation.relations import is_same_span
from wushan_ie.evaluation.views import context_of

TEXT = "巫山县委和县水利局投入约12万元修渠8公里。"


def span(name, label, words, **keys):
    start = TEXT.index(words)
    return {"id": name, "label": label, "start": start, "end": start + len(words), "text": words, **keys}


def money(words="约12万元", **keys):
    return span("M", "MONEY", words, **{"value": "120000", "unit": "CNY", "approx": True, **keys})


def kilometres(**keys):
    return span("Q", "QUANTITY", "8公里", **{"value": "8", "low": "8", "high": "8", "unit": "公里", **keys})


def corpus(*entities, facts=(), posts=(), name="b01"):
    return [{"id": name, "text": TEXT, "entities": list(entities), "facts": list(facts), "posts": list(posts)}]


def counts(gold, predicted, name):
    found = evaluate(gold, predicted).measure(name).counts
    return found.right, found.predicted, found.gold


def test_a_prediction_for_every_gold_document_is_asked_for_by_name():
    gold = corpus(name="b01") + corpus(name="b02") + corpus(name="b03")
    with pytest.raises(RecordError, match=r"^no prediction for 2 of 3 documents: b01, b03$"):
        evaluate(gold, corpus(name="b02"))


def test_predictions_for_other_documents_are_left_aside():
    assert counts(corpus(money()), corpus(money(), name="b02") + corpus(money()), "MONEY") == (1, 1, 1)


def test_gold_without_documents_is_refused():
    with pytest.raises(RecordError, match=r"^gold has no documents: nothing to evaluate$"):
        evaluate([], corpus())


def test_texts_that_differ_are_shown_where_they_part():
    other = copy.deepcopy(corpus())
    other[0]["text"] = TEXT.replace("约12", "约13")
    with pytest.raises(RecordError, match=r"document 'b01': gold and prediction differ in text from 13 on: '2万元修渠"):
        evaluate(corpus(), other)


def test_a_text_cut_short_differs_at_its_end():
    with pytest.raises(RecordError, match=r"from 2 on: '县委和县水利局投入约12万元修渠8公里。' and ''"):
        evaluate(corpus(), [{"id": "b01", "text": "巫山", "entities": []}])


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"value": "120000.0"}, 1),
        ({"value": "12"}, 0),
        ({"low": "110000"}, 0),
        ({"high": "130000"}, 0),
        ({"unit": "USD"}, 0),
        ({"approx": False}, 1),
        ({"per": "亩"}, 1),
    ],
)
def test_a_value_is_right_when_value_bounds_and_unit_are(change, right):
    assert counts(corpus(money()), corpus(money(**change)), "MONEY.value") == (right, 1, 1)


def test_a_value_is_not_asked_of_a_span_that_is_not_exact():
    assert counts(corpus(money()), corpus(money("12万元")), "MONEY.value") == (0, 0, 0)


def test_bounds_of_quantities_are_not_compared_where_gold_has_none_even_of_exact_ones():
    evaluation = evaluate(corpus(kilometres(low=None, high=None)), corpus(kilometres()))
    assert evaluation.measure("QUANTITY.value").counts == Counts(1, 1, 1)
    assert [document.bounds_annotated for document in evaluation.documents] == [False]


def test_bounds_of_quantities_are_compared_where_all_quantities_are_approximate():
    gold = corpus(kilometres(low=None, high=None, approx=True))
    evaluation = evaluate(gold, corpus(kilometres()))
    assert evaluation.measure("QUANTITY.value").counts == Counts(0, 1, 1)
    assert [document.bounds_annotated for document in evaluation.documents] == [True]


COMMITTEE, COUNTY = span("O", "ORG", "巫山县委"), span("G", "GPE", "巫山县")


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([COMMITTEE], [COMMITTEE, COUNTY], (0, 0, 0), id="a predicted place inside both is no error"),
        pytest.param([COMMITTEE], [COUNTY], (0, 0, 0), id="nor one inside a missed organization"),
        pytest.param([COMMITTEE, COUNTY], [COMMITTEE], (0, 0, 0), id="nor is one of gold asked for"),
        pytest.param([COUNTY], [COMMITTEE], (0, 0, 1), id="a false organization does not excuse a missed place"),
        pytest.param([COUNTY], [COMMITTEE, COUNTY], (0, 0, 1), id="not even with the place inside it"),
        pytest.param([COUNTY], [COUNTY], (1, 1, 1), id="a place outside is scored"),
        pytest.param(
            [span("O", "ORG", "巫山县")], [COUNTY], (0, 1, 0), id="a place on the span of an organization is wrong"
        ),
    ],
)
def test_places_inside_names_are_not_scored(gold, predicted, expected):
    assert counts(corpus(*gold), corpus(*predicted), "GPE") == expected


def test_a_gold_span_and_the_wrong_span_over_it_are_one_error_of_the_boundary():
    predicted = corpus(money("12万元", rule="money-plain"))
    [error] = evaluate(corpus(money()), predicted).differences
    assert (error.measure, error.problem, error.gold, error.predicted) == ("MONEY", "boundary", "约12万元", "12万元")
    assert (error.rule, "".join(error.context)) == ("money-plain", TEXT)


def test_a_wrong_label_is_shown_from_both_sides():
    errors = evaluate(corpus(span("O", "ORG", "县水利局")), corpus(span("P", "PERSON", "县水利局"))).differences
    assert [(error.measure, error.problem, error.gold, error.predicted) for error in errors] == [
        ("ORG", "missed", "县水利局", "PERSON 县水利局"),
        ("PERSON", "spurious", "ORG 县水利局", "县水利局"),
    ]


def fact(**keys):
    return {"amount": "M", "kind": "INVEST", "project": None, "actors": [], "place": None, "part_of": None, **keys}


WATER, CANAL, LONG = span("W", "ORG", "县水利局"), span("P", "PROJECT", "渠8公里"), span("P", "PROJECT", "修渠8公里")


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        pytest.param(fact(), fact(), 1, id="none meets none"),
        pytest.param(fact(project="P"), fact(), 0, id="a project missed"),
        pytest.param(fact(), fact(project="P"), 0, id="a project invented"),
        pytest.param(fact(project="P"), fact(project="P"), 1, id="a project that overlaps enough"),
    ],
)
def test_a_fact_is_right_with_its_amount_and_project(wanted, found, right):
    gold, predicted = corpus(money(), CANAL, facts=[wanted]), corpus(money(), LONG, facts=[found])
    assert counts(gold, predicted, "fact") == (right, 1, 1)


def test_shares_of_facts_are_taken_where_the_amount_is_right_even_if_the_project_is_wrong():
    gold = corpus(money(), CANAL, WATER, facts=[fact(project="P", actors=["W"])])
    predicted = corpus(money(), COMMITTEE, facts=[fact(actors=["O"], kind="LOAN")])
    assert counts(gold, predicted, "fact") == (0, 1, 1)
    assert counts(gold, predicted, "fact.kind") == (0, 1, 1)
    assert counts(gold, predicted, "fact.actors") == (0, 1, 1)
    assert counts(gold, predicted, "fact.place") == (1, 1, 1)
    assert counts(gold, predicted, "link.place") == (0, 0, 0)
    problems = [(error.measure, error.gold, error.predicted) for error in evaluate(gold, predicted).differences]
    assert ("fact", "INVEST 约12万元 → 渠8公里", "INVEST 约12万元 → –") not in problems
    assert ("fact", "INVEST 约12万元 → 渠8公里", "LOAN 约12万元 → –") in problems
    assert ("fact.kind", "约12万元: INVEST", "LOAN") in problems
    assert ("fact.actors", "约12万元: 县水利局", "巫山县委") in problems


def test_org_and_place_of_a_post_are_asked_where_person_and_title_are_right():
    person = span("N", "PERSON", "修渠")
    gold = corpus(person, WATER, posts=[{"person": "N", "title": "局长", "org": "W"}])
    named = corpus(person, posts=[{"person": "N", "title": "局长"}])
    other = corpus(person, WATER, posts=[{"person": "N", "title": "副局长", "org": "W"}])
    assert [counts(gold, named, name) for name in ("post", "post.org", "post.place")] == [
        (1, 1, 1),
        (0, 1, 1),
        (1, 1, 1),
    ]
    assert [counts(gold, other, name) for name in ("post", "post.org", "post.place")] == [
        (0, 1, 1),
        (0, 0, 0),
        (0, 0, 0),
    ]


def test_an_evaluation_does_not_depend_on_the_order_of_the_predictions():
    gold = corpus(money(), name="b01") + corpus(kilometres(), name="b02")
    predicted = corpus(money("12万元"), name="b01") + corpus(kilometres(), name="b02")
    assert evaluate(gold, predicted) == evaluate(gold, predicted[::-1])


def test_a_long_sentence_is_cut_on_both_sides_of_the_words():
    text = "一" * 100 + "，投入5元，" + "二" * 100 + "。"
    assert context_of(text, 103, 105) == ("…" + text[43:103], "5元", text[105:165] + "…")


@pytest.mark.parametrize(
    ("text", "start", "end", "context"),
    [
        ("去年完工。\u3000\u3000投入5元\n附：略", 9, 11, ("投入", "5元", "")),
        ("5元", 0, 2, ("", "5元", "")),
        ("共5\n元！", 1, 4, ("共", "5 元", "！")),
    ],
)
def test_a_context_ends_with_the_sentence_or_line_and_stands_on_one_line(text, start, end, context):
    assert context_of(text, start, end) == context


def test_every_wrong_span_is_an_error_of_its_own():
    gold = corpus(span("O", "ORG", "巫山县委和县水利局"))
    errors = evaluate(gold, corpus(COMMITTEE, WATER)).differences
    assert [(error.problem, error.gold, error.predicted) for error in errors] == [
        ("boundary", "巫山县委和县水利局", "巫山县委"),
        ("spurious", "ORG 巫山县委和县水利局", "县水利局"),
    ]


BOUNDS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(BOUNDS, BOUNDS)
@example((0, 10), (5, 15))
@example((0, 6), (0, 2))
@example((0, 7), (0, 2))
def test_projects_are_the_same_from_a_dice_of_one_half_over_their_characters(one, other):
    left, right = set(range(*one)), set(range(*other))
    assert is_same_span(one, other) == (4 * len(left & right) >= len(left) + len(right)) == is_same_span(other, one)
