"""What Aho–Corasick finds is what regular expressions find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.word_finder import WordFinder

WORDS = st.lists(st.text("镇长江😀a", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)
TEXTS = st.text("镇长江😀a。", max_size=40)


@given(WORDS, TEXTS)
def test_words_from_left_to_right_are_those_of_an_expression(words: list[str], text: str) -> None:
    assert WordFinder(words).find(text) == [match.span() for match in re.finditer(one_of(words), text)]


@given(WORDS, TEXTS)
def test_the_longest_word_at_each_place_is_that_of_an_expression_ahead(words: list[str], text: str) -> None:
    ahead = re.finditer(f"(?=({one_of(words)}))", text)
    expected = {match.start(): match.end(1) for match in ahead}
    assert WordFinder(words).find_longest(text) == expected


@given(WORDS, TEXTS)
def test_the_words_that_occur_are_those_that_the_text_holds(words: list[str], text: str) -> None:
    assert WordFinder(words).find_all(text) == {number for number, word in enumerate(words) if word in text}


def test_no_words_find_nothing() -> None:
    finder = WordFinder([])
    assert (finder.find("镇长"), finder.find_longest("镇长"), finder.find_all("镇长")) == ([], {}, set())


@given(WORDS, TEXTS)
def test_each_word_has_its_number(words: list[str], text: str) -> None:
    finder = WordFinder(words)
    assert [(text[start:end], (start, end)) for start, end in finder.find(text)] == [
        (words[number], (start, end)) for number, start, end in finder.find_numbered(text)
    ]
