from hypothesis import given
from hypothesis import strategies as st

from wushan_ie.exchange.offsets import from_utf16, to_utf16

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("𠮷👩🏽县"), max_size=30)


@given(TEXTS)
def test_every_offset_is_where_javascript_counts_it(text):
    units = to_utf16(text)
    for offset in range(len(text) + 1):
        assert units(offset) == len(text[:offset].encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_offset_comes_back(text):
    units, points = to_utf16(text), from_utf16(text)
    assert [points(units(offset)) for offset in range(len(text) + 1)] == list(range(len(text) + 1))
