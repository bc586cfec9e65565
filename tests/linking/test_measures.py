"""What quantities count, and the money that values them."""

import pytest

import wushan_ie

NLP = wushan_ie.load(segmenter="char")
THINGS = [
    ("市里41个图书馆捐书。", [("41个", "图书馆")]),
    ("核桃产青果25万斤。", [("25万斤", "青果")]),
    ("2200亩烤烟产值达千万元。", [("2200亩", "烤烟")]),
    ("全乡烤烟种植面积达2200亩。", [("2200亩", "烤烟")]),
    ("带动34个农民专业合作社增收。", [("34个", "农民专业合作社")]),
    ("安装120盏光伏路灯，新修产业路6.3公里。", [("120盏", "光伏路灯"), ("6.3公里", "产业路")]),
    ("工程历时3年，是上年的2.2倍。", [("3年", None), ("2.2倍", None)]),
    ("共计5613人次。", [("5613人次", None)]),
]
VALUED = [
    ("捐赠图书3000册价值13万元。", [("3000册", "13万元")]),
    ("2200亩烤烟产值达千万元。", [("2200亩", "千万元")]),
    ("采购土蜂蜜1200斤，支付6万元。", [("1200斤", "6万元")]),
    ("2200亩烤烟长势好。县里投资5万元修路。", [("2200亩", None)]),
    ("烤烟每亩补助500元，共2200亩。", [("2200亩", None)]),
]


def quantities(text: str) -> list[wushan_ie.records.Mention]:
    return [one for one in wushan_ie.mentions(NLP(text)) if one.label == "QUANTITY"]


@pytest.mark.parametrize(("text", "wanted"), THINGS, ids=[text for text, _ in THINGS])
def test_a_quantity_knows_what_it_counts(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.of.text if one.of else None) for one in quantities(text)] == wanted


@pytest.mark.parametrize(("text", "wanted"), VALUED, ids=[text for text, _ in VALUED])
def test_a_quantity_knows_the_money_that_values_it(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.money.text if one.money else None) for one in quantities(text)] == wanted


def test_what_is_counted_lies_in_the_text() -> None:
    text = "市里41个图书馆捐赠图书3000册价值13万元。"
    for one in quantities(text):
        assert one.of is not None
        assert text[one.of.start : one.of.end] == one.of.text


def test_a_line_of_json_refers_to_the_money_by_its_id() -> None:
    found = wushan_ie.annotate("捐赠图书3000册价值13万元。", segmenter="char")
    (quantity,) = (entity for entity in found["entities"] if entity["label"] == "QUANTITY")
    (money,) = (entity for entity in found["entities"] if entity["label"] == "MONEY")
    assert quantity["money"] == money["id"]
    assert quantity["of"] == {"start": 2, "end": 4, "text": "图书"}
