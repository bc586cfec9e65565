"""A bulletin to its rows."""

import re
from datetime import date
from decimal import Decimal

import pytest

from wushan_ie.face import load_annotator
from wushan_ie.pipeline import Analysis
from wushan_ie.records import Amount, Bulletin, Mention
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import FactRow
from wushan_ie.writing.tabulate import analysis_rows, document_row, text_digest

ANNOTATOR = load_annotator(segmenter="char")
TEXT = (
    "2024年1月，巫山县官渡镇青溪村第一书记王小明介绍，青溪村公路总投资458万元，其中县交通局补助近260万元。"
    "市红十字会捐赠5万元。"
)


def rows(text: str):
    return analysis_rows(text, "a.txt", text_digest(text), ANNOTATOR.analyse(text))


def fact(amount: str, text: str = TEXT) -> FactRow:
    [found] = [row for row in rows(text)["facts"] if row.amount == amount]
    return found


def test_a_document_keeps_the_columns_of_its_header_as_text_and_dates() -> None:
    meta = {"publisher": "县水利局", "written": "2024年春", "published": "2024-02-02", "title": "简报"}
    row = document_row(Bulletin(TEXT, meta, "a.txt"), "a.txt", text_digest(TEXT), None)
    assert (row.publisher, row.title, row.written, row.published) == ("县水利局", "简报", None, date(2024, 2, 2))
    assert (row.text, row.characters, row.same_as) == (TEXT, len(TEXT), None)


def test_every_mention_is_where_its_offsets_say() -> None:
    for row in rows(TEXT)["mentions"]:
        assert TEXT[row.start : row.end] == row.text


def test_amounts_are_decimals_and_periods_are_dates() -> None:
    found = {row.text: row for row in rows(TEXT)["mentions"]}
    assert (found["近260万元"].value, found["近260万元"].low) == (Decimal(2600000), None)
    assert found["2024年1月"].period_start == date(2024, 1, 1)


def test_a_fact_has_its_sentence_its_names_and_the_mentions_behind_them() -> None:
    row = fact("近260万元")
    names = {one.mention: one.text for one in rows(TEXT)["mentions"]}
    assert TEXT[row.sentence_start : row.sentence_end] == row.sentence
    assert row.part_of == names[row.part_of_mention] == "458万元"
    assert row.actors == tuple(names[one] for one in row.actor_mentions)
    assert names[row.amount_mention] == row.amount


def test_a_fact_that_no_sum_may_hold_says_why() -> None:
    assert fact("近260万元").left_out == "part of 458万元"
    assert fact("458万元").left_out is None


def test_a_post_has_its_names_and_the_mentions_behind_them() -> None:
    [row] = rows(TEXT)["posts"]
    names = {one.mention: one.text for one in rows(TEXT)["mentions"]}
    assert (row.person, row.title) == ("王小明", "第一书记")
    assert names[row.person_mention] == "王小明"


def test_an_amount_that_no_column_holds_is_null_and_says_so() -> None:
    text = f"县水利局投入0.{'0' * 12}1元修路。"
    row = fact(f"0.{'0' * 12}1元", text)
    assert (row.value, row.left_out) == (None, "its value has more digits than a column holds")
    [mention] = [one for one in rows(text)["mentions"] if one.label == "MONEY"]
    assert mention.flaw == row.left_out


def test_no_number_is_written_with_an_exponent() -> None:
    amount = Amount(Decimal("3E+6"), Decimal("3E+6"), None, "CNY")
    mention = Mention("MONEY", 0, 4, "300万", "r", amount=amount)
    [row] = analysis_rows("300万元", "a", "d", Analysis({}, (), (), (mention,), (), (), ()))["mentions"]
    assert b'"value":"3000000","low":"3000000"' in format_row(row)


@pytest.mark.parametrize("text", ["", "\n", "山水。"])
def test_a_text_without_mentions_has_no_rows(text: str) -> None:
    assert set(map(len, rows(text).values())) == {0}


def test_a_digest_is_the_texts_alone() -> None:
    assert re.fullmatch("[0-9a-f]{64}", text_digest(TEXT))
    assert text_digest(TEXT) != text_digest(TEXT + "。")
