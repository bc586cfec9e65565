"""The segmenters by name, and the one that needs no model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import ModelError, SettingError
from wushan_ie.segmentation.segmenter import CharSegmenter, load_segmenter, segment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("投入1200万元", ["投", "入", "1200", "万", "元"]),
        ("５.5亿", ["５", ".", "5", "亿"]),
        ("１2号", ["１2", "号"]),
        ("GDP达Ｘ", ["GDP", "达", "Ｘ"]),
        ("Müller", ["Müller"]),
        ("甲 \r\n\u3000乙", ["甲", " \r\n\u3000", "乙"]),
        ("😂😂", ["😂", "😂"]),
        ("", []),
    ],
)
def test_characters_stand_alone_but_digits_letters_and_whitespace(text: str, words: list[str]) -> None:
    assert segment(CharSegmenter(), text) == words


@given(st.text())
def test_the_words_joined_are_the_text(text: str) -> None:
    assert "".join(segment(CharSegmenter(), text)) == text


def test_an_unknown_segmenter_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=r"segmenter 'jieba': no such segmenter; allowed: char, pkuseg"):
        load_segmenter("jieba", [])


@pytest.mark.usefixtures("home")
def test_characters_need_no_model() -> None:
    assert segment(load_segmenter("char", ["天路"]), "修天路") == ["修", "天路"]


@pytest.mark.usefixtures("home")
def test_pkuseg_without_its_model_is_an_error() -> None:
    with pytest.raises(ModelError, match="the segmentation model is missing"):
        load_segmenter("pkuseg", [])
