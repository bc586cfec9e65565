"""The whole pipeline on gold: floors that no change may break, and texts in which nothing may be found."""

from functools import cache
from pathlib import Path

import pytest

import wushan_ie
from wushan_ie.evaluation import Evaluation, evaluate
from wushan_ie.face import document
from wushan_ie.writing.documents import check_document, read_documents

CORPUS = Path(__file__).parents[1] / "corpus"
FLOORS = {
    "MONEY": 0.98,
    "QUANTITY": 0.95,
    "PERCENT": 0.98,
    "DATE": 0.93,
    "ORG": 0.93,
    "GPE": 0.90,
    "PERSON": 0.96,
    "MONEY.value": 0.98,
    "QUANTITY.value": 0.97,
    "fact": 0.88,
    "fact.kind": 0.95,
    "fact.actors": 0.85,
    "link.part_of": 0.90,
    "post": 0.93,
    "post.org": 0.90,
    "post.place": 0.90,
}


@cache
def measured(name: str) -> Evaluation:
    gold = list(read_documents(CORPUS / "gold" / f"{name}.jsonl"))
    nlp = wushan_ie.load()
    return evaluate(gold, [document(nlp(one["text"]), one["id"]) for one in gold])


@pytest.mark.parametrize("name", FLOORS)
def test_a_score_on_dev_holds_its_floor(name: str) -> None:
    assert measured("dev").measure(name).counts.f1 >= FLOORS[name]


@pytest.mark.parametrize("name", ["MONEY", "PERCENT", "DATE", "MONEY.value"])
def test_figures_hold_on_the_denser_gold_too(name: str) -> None:
    assert measured("tune").measure(name).counts.f1 >= 0.95


def test_the_sample_bulletin_gives_its_header_and_no_mention_in_the_furniture() -> None:
    text = (CORPUS / "bulletins" / "qingxi.txt").read_text(encoding="utf-8")
    found = wushan_ie.annotate(text)
    assert found["meta"]["publisher"] == "县水利局"
    assert found["meta"]["published"] == "2024-03-11"
    assert check_document(found, "qingxi") == found
    begin, end = text.index("县水利局帮扶工作队"), text.index("打印本页")
    outside = [one for one in found["entities"] if one["start"] >= end or one["end"] <= begin]
    assert {one["label"] for one in outside} <= {"DATE", "ORG"}
    assert all(one["start"] < end for one in found["entities"])


@pytest.mark.parametrize("file", sorted((CORPUS / "silent").glob("*.txt")), ids=lambda file: file.stem)
def test_a_silent_text_yields_no_fact(file: Path) -> None:
    found = wushan_ie.annotate(file.read_text(encoding="utf-8"))
    assert found["facts"] == []
