"""The place written beside an amount, and the place that 全乡 means."""

import pytest

from tests.linking.marked import LINKER, link, prepare
from wushan_ie.linking.facts import link_facts

WRITTEN = [
    ("{GPE|青溪镇}投入300万元新建水厂。", "青溪镇"),
    ("投入300万元在{GPE|青溪镇}、{GPE|石桥乡}新建水厂。", "青溪镇"),
    ("茶叶销往{GPE|宜昌}、{GPE|武汉}等地，产值达840万元。", None),
    ("{GPE|青溪镇}茶叶销往大市场和{GPE|武汉}等地，产值达840万元。", "青溪镇"),
    ("全年投入300万元新建水厂。", None),
    ("投入300万元改造环湖{GPE|古竹}公路。", None),
    ("投入300万元改造{GPE|青溪镇}水厂。", "青溪镇"),
    ("他在{GPE|广东}打工，每年挣3万元。", None),
    ("他在{GPE|广东}种菜，每年挣3万元。", "广东"),
    ("安排300万元培训教师，46人赴{GPE|泉州}跟岗。", None),
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


PUBLISHED = [
    ("{GPE|石桥县}干部来访，{GPE|石桥县}送来树苗。全县投入300万元新建水厂。", "青溪县水利局", "青溪县"),
    ("{GPE|青溪镇}和{GPE|石桥镇}地处山区。全镇投入300万元新建水厂。", "青溪镇人民政府", "青溪镇"),
    ("{GPE|青溪镇}地处山区。全镇投入300万元新建水厂。", "县水利局", "青溪镇"),
]


@pytest.mark.parametrize(("marked", "publisher", "place"), PUBLISHED)
def test_who_published_a_text_says_which_place_is_its_own(marked: str, publisher: str, place: str) -> None:
    drafts = link_facts(*prepare(marked), LINKER, publisher)
    assert drafts[-1].place_resolved == place
