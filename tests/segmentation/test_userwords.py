"""The user's words: found leftmost and longest, and uncut whatever the segmenter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.errors import SettingError
from wushan_ie.segmentation.segmenter import CharSegmenter, segment
from wushan_ie.segmentation.userwords import UserWords, UserWordSegmenter


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        (["下庄天路"], "下庄天路通了", [0, 4]),
        (["下庄", "下庄天路"], "下庄天路、下庄天", [0, 4, 5, 7]),
        (["甲乙", "乙丙丁"], "甲乙丙丁", [0, 2]),
        (["甲甲"], "甲甲甲甲甲", [0, 2, 2, 4]),
        (["]", "^a", "\\"], "]^a\\", [0, 1, 1, 3, 3, 4]),
        (["😂"], "a😂", [1, 2]),
        ([], "甲", []),
        (["甲"], "", []),
    ],
)
def test_words_are_found_leftmost_and_longest(words: list[str], text: str, places: list[int]) -> None:
    assert UserWords(words).find(text) == places


@pytest.mark.parametrize("word", ["", " ", "下庄 天路", "天路\n", "\u3000天路"])
def test_a_word_with_whitespace_or_nothing_in_it_is_refused(word: str) -> None:
    with pytest.raises(SettingError, match=r"words: .* is empty or holds whitespace; give each word by itself"):
        UserWords(["路", word])


@given(st.lists(st.text("甲乙a", min_size=1, max_size=4), min_size=1), st.text("甲乙a1 \n", max_size=30))
def test_the_text_between_the_words_is_segmented_as_if_by_itself(words: list[str], text: str) -> None:
    found = UserWords(words)
    marks = [0, *found.find(text), len(text)]
    expected: list[str] = []
    for number, (begin, end) in enumerate(pairwise(marks)):
        expected += [text[begin:end]] if number % 2 else segment(CharSegmenter(), text[begin:end])
    assert segment(UserWordSegmenter(CharSegmenter(), found), text) == expected
