"""Sums that count nothing twice."""

from decimal import Decimal

import pytest

import wushan_ie
from wushan_ie.totals import overfull_totals

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
    ((fact, added),) = overfull_totals(facts)
    assert (fact.amount.text, added) == ("458万元", Decimal(5600000))
