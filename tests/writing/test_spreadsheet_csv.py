"""CSV as spreadsheets open it."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.writing.made_tables import rows_of
from tests.writing.sample_rows import rows_of as any_rows
from wushan_ie.writing.rows import TABLES, columns
from wushan_ie.writing.spreadsheet_csv import csv_cell, write_csv

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_would_be_a_formula_stays_a_text(sign: str) -> None:
    assert csv_cell(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert csv_cell((f"{sign}1", "乙")) == f"'{sign}1、乙"
    assert csv_cell(f" {sign}1") == f"' {sign}1"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("县水利局", "县水利局"),
        ("3=3", "3=3"),
        (("甲", "乙"), "甲、乙"),
        ((), ""),
        (True, "TRUE"),
        (-3, "-3"),
        (Decimal("-4.50"), "-4.50"),
        (Decimal("3E+6"), "3000000"),
        (date(2024, 2, 2), "2024-02-02"),
    ],
)
def test_other_values_stand_as_they_are(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


def test_excel_sees_utf_8_and_rows_end_as_windows_ends_them(tmp_path: Path) -> None:
    rows = rows_of({"a.txt": "县水利局投入近300万元新建水厂，\n惠及三村。"}, {})
    write_csv(tmp_path / "facts.csv", "facts", rows["facts"])
    data = (tmp_path / "facts.csv").read_bytes()
    assert data.startswith("\ufeffdocument,fact,".encode())
    assert data.count(b"\r\n") == 2
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["amount"], row["low"], row["high"], row["actors"]) == ("近300万元", "", "3000000", "县水利局")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), table=st.sampled_from(sorted(TABLES)))
def test_no_cell_of_any_row_begins_as_a_formula_but_numbers(tmp_path: Path, data: st.DataObject, table: str) -> None:
    rows = data.draw(any_rows(table))
    write_csv(tmp_path / "a.csv", table, rows)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == len(rows)
    texts = [column.name for column in columns(table) if column.kind in (str, tuple)]
    assert not [row[name] for row in found for name in texts if row[name].lstrip(" ").startswith(SIGNS)]
