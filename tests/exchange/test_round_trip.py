"""Gold to every tool's format and back is the same gold, whatever characters the text holds."""

from pathlib import Path

import pytest

import wushan_ie
from wushan_ie.exchange import FORMATS, read_exchange, write_exchange
from wushan_ie.writing.documents import check_document, read_documents

GOLD = Path(__file__).parents[2] / "corpus" / "gold"
AWKWARD = {
    "astral character": "𠮷田村投入5万元修𡐓塘。",
    "CRLF": "一、水利\r\n县水利局投入5万元\r\n修山塘。",
    "en space": "县\u2002水利局投入5\u2002万元修山塘。",
    "full width": "县水利局投入５万元（４５．６％）修山塘。",
    "signs of markup": "县{水利}局|投入5万元\\修山塘#1。",
    "emoji of several characters": "👩‍🌾说：县水利局投入5万元修山塘👍🏽。",
    "line separator inside a line": "县水利局\u2028投入5万元修山塘。",
}


@pytest.fixture(scope="module")
def nlp():
    return wushan_ie.load(segmenter="char")


def go_round(documents, form, folder, nlp):
    path = folder / "file"
    write_exchange(documents, path, form, lambda: nlp)
    return read_exchange(path, form)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", sorted(path.stem for path in GOLD.glob("*.jsonl")))
def test_all_gold_comes_back_as_it_went(form, name, tmp_path, nlp):
    documents = list(read_documents(GOLD / f"{name}.jsonl"))
    assert go_round(documents, form, tmp_path, nlp) == documents


def marked(text):
    """A document with the amount, the project across to the last 塘, and all between, in ``text``."""
    amount, project = text.index("万元") - 1, text.index("修") + 1
    if text[amount] == "\u2002":
        amount -= 1
    spans = [("MONEY", amount, text.index("万元") + 2), ("PROJECT", project, text.rindex("塘") + 1)]
    entities = [
        {"id": f"T{number}", "label": label, "start": start, "end": end, "text": text[start:end]}
        for number, (label, start, end) in enumerate(spans, 1)
    ]
    entities[0] |= {"value": "50000", "low": "50000", "high": "50000", "unit": "CNY", "approx": False, "per": None}
    fact = {"amount": "T1", "kind": "INVEST", "project": "T2"}
    return check_document({"id": "a/1", "text": text, "entities": entities, "facts": [fact], "posts": []}, "here")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_awkward_characters_move_no_span(form, text, tmp_path, nlp):
    document = marked(text) if form != "markup" else marked(text) | {"id": "a1"}  # ids of markup hold no blank
    assert go_round([document], form, tmp_path, nlp) == [document]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "markup"])  # markup has no place for rules
def test_predictions_keep_their_rules(form, tmp_path, nlp):
    text = "第一书记王恕桥说，市文旅委投入近1000万元援建福坪文化中心。"
    predicted = check_document(wushan_ie.annotate(text, segmenter="char"), "here")
    assert go_round([predicted], form, tmp_path, nlp) == [predicted]
