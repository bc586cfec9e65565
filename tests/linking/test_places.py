"""The place written beside an amount, and the place that 全乡 means."""

import pytest

from tests.linking.marked import link

WRITTEN = [
    ("{GPE|青溪镇}投入300万元新建水厂。", "青溪镇"),
    ("投入300万元在{GPE|青溪镇}、{GPE|石桥乡}新建水厂。", "青溪镇"),
    ("茶叶销往{GPE|宜昌}、{GPE|武汉}等地，产值达840万元。", None),
    ("{GPE|青溪镇}茶叶销往大市场和{GPE|武汉}等地，产值达840万元。", "青溪镇"),
    ("全年投入300万元新建水厂。", None),
]
OWN = [
    ("{GPE|青溪镇}地处山区。{GPE|青溪镇}干部进村。全镇投入300万元新建水厂。", "青溪镇"),
    ("{GPE|渠阳县青溪镇}地处山区。我县投入300万元新建水厂。", "渠阳县"),
    ("{GPE|青溪镇}和{GPE|石桥镇}地处山区。全镇投入300万元新建水厂。", None),
    ("{GPE|青溪镇}地处山区。全乡投入300万元新建水厂。", None),
    ("{GPE|青溪镇}地处山区。投入300万元新建水厂。", None),
    ("{GPE|青溪镇}地处山区。全镇为{GPE|石桥村}投入300万元新建水厂。", "石桥村"),
]


@pytest.mark.parametrize(("marked", "place"), WRITTEN, ids=[marked for marked, _ in WRITTEN])
def test_an_amount_goes_where_its_sentence_says(marked: str, place: str | None) -> None:
    (draft,) = link(marked)
    assert (draft.place.text if draft.place else None) == place


@pytest.mark.parametrize(("marked", "place"), OWN, ids=[marked for marked, _ in OWN])
def test_the_whole_township_is_the_documents_own_one(marked: str, place: str | None) -> None:
    (draft,) = link(marked)
    assert draft.place_resolved == place
