"""Annotation without spaCy gives what the Doc gives."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wushan_ie
from wushan_ie.errors import ReadError
from wushan_ie.face import document
from wushan_ie.pipeline import says_words, word_starts
from wushan_ie.segmentation.segmenter import load_segmenter, token_starts
from wushan_ie.writing.documents import format_document

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
TEXTS = [
    pytest.param(one["text"], id=one["id"])
    for name in ("dev", "tune")
    for one in map(json.loads, (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
]
ODD = [
    "",
    " \n",
    "😀投入5万元😀",
    "投 入  5万元\r\n 修路\u2002。",
    "\ue000\uf8ff投入5万元",
    "县 里\u3000 投入\t 5 万元 ",
]


@pytest.fixture(scope="module", params=["pkuseg", "char"])
def pair(request):
    settings = {"segmenter": request.param, "words": ["下庄天路"]}
    return wushan_ie.load_annotator(**settings), wushan_ie.load(**settings)


@pytest.mark.parametrize("text", [*TEXTS, *ODD])
def test_a_text_gives_the_rows_of_its_doc(pair, text: str) -> None:
    annotator, nlp = pair
    assert annotator.annotate(text, "b01") == document(nlp(text), "b01")


@pytest.mark.parametrize("text", [*TEXTS, *ODD, '\x00\x07\x08\x1f\x7f\u2028"\\/投入5万元'])
def test_a_line_of_json_is_that_of_the_completed_document(pair, text: str) -> None:
    annotator, _ = pair
    assert annotator.annotate_line(text, "b01") == format_document(annotator.annotate(text, "b01")) + "\n"


@given(st.text(alphabet="投入5万元 \n\u3000项目，。a", max_size=40))
def test_words_begin_where_the_tokens_of_a_doc_begin(text: str) -> None:
    for name in ("pkuseg", "char"):
        nlp = wushan_ie.load(segmenter=name)
        starts = token_starts(text, load_segmenter(name, []).starts(text))
        assert [token.idx for token in nlp.make_doc(text)] == starts
        assert word_starts(nlp.make_doc(text)) == (frozenset(starts) if says_words(text, starts) else None)


def test_an_annotator_survives_pickling() -> None:
    annotator = wushan_ie.load_annotator(segmenter="char")
    back = pickle.loads(pickle.dumps(annotator))
    assert back.annotate("县水利局投入300万元。", "b01") == annotator.annotate("县水利局投入300万元。", "b01")


def test_a_lone_surrogate_is_named_with_its_place() -> None:
    with pytest.raises(ReadError, match=r"character 2 of the text is the lone surrogate U\+D800, which stands for"):
        wushan_ie.load_annotator(segmenter="char").annotate("投入\ud8005万元", "b01")
