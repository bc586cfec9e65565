"""Many words as one expression finds what a plain alternative of them finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.choices import one_of

SIGNS = "投入资]^-a\\ ."
MANY = [chr(0x4E00 + number) + tail for number in range(100) for tail in ("", "入", "资金")]


def spans(expression: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(expression, text)]


def plain(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@given(st.lists(st.text(SIGNS, min_size=1, max_size=4), min_size=1), st.text(SIGNS, max_size=30))
def test_words_are_found_where_a_plain_alternative_finds_them(words: list[str], text: str) -> None:
    assert spans(one_of(words), text) == spans(plain(words), text)


@given(st.text("".join(MANY[::3]) + "入资金", max_size=40))
def test_many_first_characters_stand_in_groups_that_change_nothing(text: str) -> None:
    assert spans(one_of(MANY), text) == spans(plain(MANY), text)


@given(st.lists(st.text("投入资", min_size=1, max_size=4), min_size=1), st.text("投入资。", max_size=30))
def test_a_shorter_word_is_tried_where_what_follows_asks_for_it(words: list[str], text: str) -> None:
    assert spans(one_of(words) + "。", text) == spans(f"(?:{plain(words)})。", text)


@pytest.mark.parametrize("words", [[], [""]])
def test_no_word_matches_nothing_at_every_place(words: list[str]) -> None:
    assert spans(one_of(words), "投入") == [(0, 0), (1, 1), (2, 2)]
