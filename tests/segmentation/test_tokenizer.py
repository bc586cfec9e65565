"""The tokenizer: a Doc's text is the input, and the tokenizer survives storage, pickling and other processes."""

import pickle
from itertools import accumulate
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.vocab import Vocab

from wushan_ie.errors import ReadError, SettingError
from wushan_ie.segmentation.cutting import cut_tokens
from wushan_ie.segmentation.tokenizer import WushanTokenizer, fold_blanks

CHAR = WushanTokenizer(Vocab(), "char", [])
WITHOUT_SURROGATES = st.characters(exclude_categories=["Cs"])
SENTENCE = "县水利局投入 1200万元修下庄天路。\r\n"


def pipeline(segmenter: str, words: list[str]) -> Language:
    tokenizer = {"@tokenizers": "wushan_ie.WushanTokenizer.v1", "segmenter": segmenter, "words": words}
    return spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})


def texts(nlp: Language) -> list[str]:
    return [token.text_with_ws for token in nlp.make_doc(SENTENCE)]


@given(st.text(WITHOUT_SURROGATES | st.sampled_from(" \t\n\u3000\ufeff\x00")))
def test_the_text_of_the_doc_is_the_input(text: str) -> None:
    assert CHAR(text).text == text


@pytest.mark.usefixtures("pkuseg_folder")
@pytest.mark.parametrize(
    "text", ["", " ", "  甲", "甲  ", "\r\n\r\n", "甲 乙  丙\n", "😂 \ue000\U0010ffff", "\x00甲\ufeff", "A B"]
)
def test_the_text_of_the_doc_is_the_input_with_pkuseg(text: str) -> None:
    assert WushanTokenizer(Vocab(), "pkuseg", [])(text).text == text


@given(st.text("甲 \n", max_size=20))
def test_blanks_are_folded_as_spacy_folds_them(text: str) -> None:
    words, spaces = spacy.util.get_words_and_spaces(list("".join(text.split())), text)
    assert [(token.text, bool(token.whitespace_)) for token in CHAR(text)] == list(zip(words, spaces, strict=True))


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        (["甲", " ", "乙"], (["甲", "乙"], [True, False])),
        (["甲", "  ", "乙"], (["甲", " ", "乙"], [True, False, False])),
        ([" ", "甲", " "], ([" ", "甲"], [False, True])),
        (["甲", " \n"], (["甲", "\n"], [True, False])),
        (["甲", "\n "], (["甲", "\n "], [False, False])),
        (["甲", " ", " ", "乙"], (["甲", " ", "乙"], [True, False, False])),
        ([], ([], [])),
    ],
)
def test_one_blank_behind_a_word_is_its_own(words: list[str], folded: tuple[list[str], list[bool]]) -> None:
    starts = [0, *accumulate(map(len, words))][:-1]
    assert fold_blanks("".join(words), starts) == folded


def test_a_lone_surrogate_is_an_error_that_names_it() -> None:
    message = r"character 1 of the text is the lone surrogate U\+DC80.*without errors='surrogateescape'"
    with pytest.raises(ReadError, match=message):
        CHAR("甲\udc80")


def test_an_unknown_segmenter_in_the_config_is_refused() -> None:
    with pytest.raises(SettingError, match="segmenter 'jieba': no such segmenter"):
        pipeline("jieba", [])


@given(st.text("甲乙1 \n", max_size=20), st.data())
def test_words_can_be_cut_before_the_doc_is_made(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(text))))
    doc = CHAR.make_doc(text, CHAR.starts(text), cuts)
    assert doc.text == text
    assert cut_tokens(doc, cuts) is doc


@pytest.mark.parametrize("cuts", [[-1], [1, 9]])
def test_a_cut_outside_the_text_is_an_error(cuts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"cuts: -?\d to -?\d exceed the text of 2 characters"):
        CHAR.make_doc("甲乙", [0, 1], cuts)


@pytest.mark.usefixtures("pkuseg_folder")
@pytest.mark.parametrize("segmenter", ["char", "pkuseg"])
class TestStorage:
    def test_on_disk(self, segmenter: str, tmp_path: Path) -> None:
        nlp = pipeline(segmenter, ["下庄天路"])
        nlp.to_disk(tmp_path)
        loaded = spacy.load(tmp_path)
        assert texts(loaded) == texts(nlp)
        assert "下庄天路" in texts(loaded)

    def test_as_bytes(self, segmenter: str) -> None:
        nlp = pipeline(segmenter, ["下庄天路"])
        assert texts(pipeline("char", []).from_bytes(nlp.to_bytes())) == texts(nlp)

    def test_pickled(self, segmenter: str) -> None:
        nlp = pipeline(segmenter, ["下庄天路"])
        data = pickle.dumps(nlp.tokenizer)
        assert len(data) < 10_000_000  # the model is not in it
        assert texts(pickle.loads(pickle.dumps(nlp))) == texts(nlp)

    def test_in_other_processes(self, segmenter: str) -> None:
        nlp = pipeline(segmenter, ["下庄天路"])
        docs = list(nlp.pipe([SENTENCE] * 4, n_process=2))
        assert [[token.text_with_ws for token in doc] for doc in docs] == [texts(nlp)] * 4
