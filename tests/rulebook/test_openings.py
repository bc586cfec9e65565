"""What an opened expression finds is what the expression finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.rulebook.choices import one_of
from wushan_ie.rulebook.openings import Opened

WORDS = st.lists(st.text("镇长江a]^", min_size=1, max_size=3), min_size=1, max_size=6, unique=True)


@given(WORDS, st.text("镇长江a]^。", max_size=40))
def test_an_opened_expression_finds_what_the_expression_finds(words: list[str], text: str) -> None:
    expression = f"(?<!江){one_of(words)}(?!。)"
    found = [match.span() for match in Opened(expression, (word[0] for word in words)).finditer(text)]
    assert found == [match.span() for match in re.finditer(expression, text)]
