import json

from wushan_ie.evaluation import (
    Contribution,
    Supplement,
    compare,
    comparison_record,
    evaluate,
    format_columns,
    render_errors,
    render_json,
    render_table,
    score_partial,
)
from wushan_ie.writing.columns import display_width

TEXT = "县委拨款3亩。"


def document(name, *entities):
    return {"id": name, "text": TEXT, "entities": list(entities)}


def committee(end=2, **keys):
    return {"id": "T1", "label": "ORG", "start": 0, "end": end, "text": TEXT[:end], **keys}


AREA = {"id": "T2", "label": "QUANTITY", "start": 4, "end": 6, "text": "3亩", "value": "3", "unit": "亩"}
GOLD = [document("b01", committee(), AREA), document("b02", committee())]
FOUND = [document("b01", committee(), AREA), document("b02", committee(1, rule="suffix"))]


def test_columns_align_by_the_width_on_a_terminal():
    lines = format_columns([["名", "n"], ["abcd", "12"]], right=frozenset([1]))
    assert lines == ["名     n", "abcd  12"]
    assert {display_width(line) for line in lines} == {8}


def test_combining_and_format_characters_take_no_column():
    assert display_width("e\u0301\u200b") == 1


def test_every_line_of_the_table_carries_its_n():
    table = render_table(evaluate(GOLD, FOUND))
    lines = {line.split()[0]: line.split() for line in table.splitlines() if line}
    assert lines["ORG"] == ["ORG", "0.500", "0.500", "0.500", "0.000–1.000", "1", "2", "2"]
    assert lines["QUANTITY.value"] == ["QUANTITY.value", "1.000", "–", "1", "of", "1"]
    assert lines["PERSON"] == ["PERSON", "–", "–", "–", "–", "0", "0", "0"]


def test_the_table_says_where_bounds_of_quantities_are_not_annotated():
    lines = render_table(evaluate(GOLD, FOUND)).splitlines()
    assert lines[1] == "quantity bounds not annotated: 1 (b01); there only value and unit are compared"
    assert "bounds not annotated" not in render_table(evaluate(GOLD[1:], FOUND))


def test_an_error_is_listed_with_document_place_rule_and_sentence():
    assert render_errors(evaluate(GOLD, FOUND)) == (
        "b02 0:2  ORG boundary  by suffix\n    gold       县委\n    predicted  县\n    in         【县委】拨款3亩。\n"
    )


def test_errors_can_be_limited_to_some_scores():
    assert render_errors(evaluate(GOLD, FOUND), measures=["MONEY"]) == "no errors\n"


def test_json_holds_scores_documents_and_errors():
    record = json.loads(render_json(evaluate(GOLD, FOUND), Supplement()))
    assert record["documents"] == 2
    assert record["quantity_bounds_not_annotated"] == ["b01"]
    scores = {score["name"]: score for score in record["scores"]}
    assert scores["ORG"] == {"name": "ORG", "group": "spans", "precision": 0.5, "recall": 0.5, "f1": 0.5} | {
        "interval": [0.0, 1.0],
        "right": 1,
        "predicted": 2,
        "gold": 2,
    }
    assert "precision" not in scores["fact.kind"]
    assert record["by_document"][1]["scores"]["ORG"] == {"right": 0, "predicted": 1, "gold": 1, "f1": 0.0}
    assert [error["measure"] for error in record["errors"]] == ["ORG"]


def test_json_holds_rules_forms_and_kinds():
    record = json.loads(render_json(evaluate(GOLD, FOUND), Supplement()))
    [rule] = record["rules"]
    assert (rule["rule"], rule["fired"], rule["right"], rule["precision"]) == ("suffix", 1, 0, 0.0)
    assert record["forms"] == [{"label": "QUANTITY", "form": "no bounds", "right": 1, "n": 1, "wrong": {}}]
    assert record["kinds"] == []


def test_a_comparison_as_plain_values_can_be_written_as_json():
    record = json.loads(json.dumps(comparison_record(compare(GOLD, GOLD, FOUND))))
    assert (record["gained"], record["lost"], record["p_value"], record["changes"]) == (0, 0, 1.0, [])
    assert {"name": "ORG", "before": 1.0, "after": 0.5} in record["scores"]


def test_json_holds_what_was_asked_for_beside():
    contribution = Contribution("gives", adds=2, spoils=1)
    supplement = Supplement(score_partial(GOLD, FOUND), [contribution], compare(GOLD, GOLD, FOUND))
    record = json.loads(render_json(evaluate(GOLD, FOUND), supplement))
    assert record["contributions"] == [{"rule": "gives", "adds": 2, "spoils": 1}]
    assert record["comparison"] == json.loads(json.dumps(comparison_record(compare(GOLD, GOLD, FOUND))))
    assert {score["label"] for score in record["partial"]} >= {"MONEY", "ORG"}
