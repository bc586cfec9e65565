"""Sums that count nothing twice."""

from decimal import Decimal
from pathlib import Path

import pytest

import wushan_ie
from wushan_ie.totals import overfull_totals
from wushan_ie.writing.documents import read_documents

NLP = wushan_ie.load(segmenter="char")


def sums(text: str, *by: str) -> list[tuple]:
    found = wushan_ie.totals(wushan_ie.facts(NLP(text)), by or ("kind",))
    return [(row.key, row.stated, row.low, row.high) for row in found.rows]


def left_out(text: str) -> list[tuple[str, str]]:
    found = wushan_ie.totals(wushan_ie.facts(NLP(text)))
    return [(one.fact.amount.text, one.why) for one in found.left_out]


def test_a_total_stands_for_its_parts() -> None:
    text = "村路总投资458万元，其中县交通局补助260万元。"
    assert sums(text) == [(("INVEST",), Decimal(4580000), Decimal(4580000), Decimal(4580000))]
    assert left_out(text) == [("260万元", "part of 458万元")]


def test_parts_that_make_up_the_total_stand_for_it() -> None:
    text = "村路总投资458万元，其中县交通局补助260万元，县水利局补助198万元。"
    assert sums(text, "payer") == [
        (("县交通局",), Decimal(2600000), Decimal(2600000), Decimal(2600000)),
        (("县水利局",), Decimal(1980000), Decimal(1980000), Decimal(1980000)),
    ]
    assert left_out(text) == [("458万元", "its parts add up to it and are counted")]


def test_bounds_are_added_and_an_open_end_stays_open() -> None:
    text = "县水利局投入近300万元新建水厂。县交通局投入50余万元修桥。"
    assert sums(text) == [(("INVEST",), Decimal(3500000), Decimal(500000), Decimal(3600000))]
    assert sums("县水利局投入超300万元新建水厂。")[0][3] is None


def test_a_repeated_fact_counts_once() -> None:
    text = "县水利局投入300万元新建水厂。\n县水利局投入300万元新建水厂。"
    assert sums(text)[0][1] == Decimal(3000000)
    assert left_out(text) == [("300万元", "repeats a fact counted before")]


def test_prices_and_suppositions_are_left_out() -> None:
    assert left_out("水费每吨4.5元。") == [("4.5元", "a price or rate")]
    assert left_out("如果贷款5万元购置烘干机，利息不高。") == [("5万元", "hypothetical")]


def test_currencies_are_never_mixed() -> None:
    text = "同乡会捐赠50万港元修缮图书室。市红十字会捐赠20万元药品。"
    found = wushan_ie.totals(wushan_ie.facts(NLP(text)))
    assert [row.unit for row in found.rows] == ["HKD", "CNY"]


def test_an_unknown_group_says_which_there_are() -> None:
    with pytest.raises(wushan_ie.SettingError, match="no group 'year'; allowed: kind, payer, project, place"):
        wushan_ie.totals([], by=["year"])


def test_parts_that_exceed_their_total_are_reported() -> None:
    facts = wushan_ie.facts(NLP("村路总投资458万元，其中县交通局补助260万元，县水利局补助300万元。"))
    (one,) = overfull_totals(facts)
    assert (one.fact.amount.text, one.added) == ("458万元", Decimal(5600000))
    assert wushan_ie.totals(facts).overfull == (one,)


ASIDE = [
    ("总支出22亿元，比上年同期19亿元增长13%。", [("19亿元", "only what another amount is compared with")]),
    ("集体收入20万元，比上年增加3万元。", [("3万元", "a difference to another amount")]),
    ("集体收入由1.1万元增至23.6万元。", [("1.1万元", "changes into 23.6万元")]),
    ("收入21282万元，占年预算96540万元的22%。", [("96540万元", "a plan; what is done of it is counted")]),
    (
        "{工行湖滨支行}发放贷款12亿元修渠。此次签约的12亿元贷款投向灌区。",
        [("12亿元", "repeats 12亿元 stated before")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ASIDE, ids=[text for text, _ in ASIDE])
def test_what_stands_beside_a_figure_is_not_added_to_it(text: str, wanted: list[tuple[str, str]]) -> None:
    assert left_out(text.replace("{", "").replace("}", "")) == wanted


def test_two_gifts_of_the_same_size_to_different_things_are_two() -> None:
    text = "县商会捐资20万元修缮校舍。县商会捐资20万元修建凉亭。"
    assert sums(text)[0][1] == Decimal(400000)


# Added up by hand from the texts; bounds: 近60万元 counts 0 to 60万, 20万余元 counts 20万 to 30万.
BY_HAND = {
    "b05": {
        "LOAN": (1_200_000_000, 1_200_000_000, 1_200_000_000),
        "INVEST": (6_347_645_000, 6_347_645_000, 6_347_645_000),
    },
    "c10": {
        "OTHER": (148_500_000, 148_500_000, 148_600_000),
        "INVEST": (3_350_000, 3_350_000, 3_350_000),
        "DONATE": (800_000, 200_000, 900_000),
        "LOAN": (50_000_000, 50_000_000, 50_000_000),
    },
}


@pytest.mark.parametrize("name", BY_HAND)
def test_the_sums_of_a_bulletin_are_those_added_up_by_hand(name: str) -> None:
    gold = Path(__file__).parents[1] / "corpus" / "gold" / "dev.jsonl"
    (text,) = (document["text"] for document in read_documents(gold) if document["id"] == name)
    found = wushan_ie.totals(wushan_ie.facts(NLP(text)))
    assert {row.key[0]: (row.stated, row.low, row.high) for row in found.rows} == BY_HAND[name]
