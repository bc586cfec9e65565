"""Words that the dictionary has as one: merged exactly as spacy_pkuseg's own post-processing merges them."""

from itertools import accumulate, pairwise

import numpy as np
import pytest
import spacy_pkuseg
from hypothesis import given, settings
from hypothesis import strategies as st

from wushan_ie.segmentation.lexicon import build_lexicon
from wushan_ie.segmentation.merging import merge_words


def merge(words: list[str], dictionary: list[str], fixed: set[int]) -> list[str]:
    """Merge words, those with the numbers in ``fixed`` excepted."""
    text = "".join(words)
    starts = np.array([0, *accumulate(map(len, words))], np.int32)
    is_free = np.array([number not in fixed for number in range(len(words))], np.bool_)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    count = merge_words(codes, starts, is_free, build_lexicon(dictionary))
    return [text[start:end] for start, end in pairwise(starts[: count + 1])]


def merge_plainly(words: list[str], dictionary: list[str]) -> list[str]:
    plain = spacy_pkuseg.Postprocesser(None, None)
    plain.do_process = True
    plain.common_words, plain.other_words = set(), set(dictionary)
    return plain(list(words))


@pytest.mark.parametrize(
    ("words", "dictionary", "merged"),
    [
        (["人", "畜", "饮水"], ["人畜饮水"], ["人畜饮水"]),
        (["县", "水利局"], ["县水利局", "水利局"], ["县水利局"]),
        (["经济", "发展"], ["经济发展", "经济", "发展"], ["经济", "发展"]),
        (["甲", "乙"], ["甲乙", "甲", "乙"], ["甲", "乙"]),
        (["甲", "乙", "丙", "丁"], ["甲乙", "甲乙丙丁", "丙丁"], ["甲乙丙丁"]),
        (["甲", "乙", "丙", "丁"], ["甲乙", "丙丁"], ["甲乙", "丙丁"]),
        (["甲", "乙", "丙"], ["甲乙", "甲乙丙", "丙"], ["甲乙丙"]),
        (list("甲乙丙丁戊己庚辛"), ["甲乙丙丁戊己庚", "甲乙丙丁戊己庚辛"], ["甲乙丙丁戊己庚辛"]),
        (["一" * 20, "二" * 20], ["一" * 20 + "二" * 20], ["一" * 20 + "二" * 20]),
        (["一" * 20, "二" * 20], ["一" * 20 + "二" * 19], ["一" * 20, "二" * 20]),
        (["甲", "乙"], [], ["甲", "乙"]),
        ([], ["甲乙"], []),
    ],
)
def test_neighbours_become_one_when_the_dictionary_has_them_so(
    words: list[str], dictionary: list[str], merged: list[str]
) -> None:
    assert merge(words, dictionary, set()) == merged == merge_plainly(words, dictionary)


def test_a_word_that_stands_already_is_never_merged() -> None:
    assert merge(["甲", "乙", "甲", "乙"], ["甲乙", "乙甲"], {1}) == ["甲", "乙", "甲乙"]


WORD = st.text("甲乙丙😂", min_size=1, max_size=5)


@given(st.lists(WORD, max_size=20), st.lists(WORD | st.text("甲乙丙", min_size=2, max_size=18), max_size=20), st.data())
@settings(max_examples=300, deadline=None)
def test_any_words_are_merged_as_pkuseg_merges_them(words: list[str], dictionary: list[str], data) -> None:
    joined = "".join(words)
    ends = st.integers(0, len(joined))
    cuts = data.draw(st.lists(st.tuples(ends, ends), max_size=10))
    dictionary = [*dictionary, *(joined[min(cut) : max(cut)] for cut in cuts)]
    dictionary = [word for word in dictionary if word]
    assert merge(words, dictionary, set()) == merge_plainly(words, dictionary)
