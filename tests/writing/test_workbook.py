"""Excel workbooks, read back with openpyxl."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.writing.made_tables import rows_of
from tests.writing.sample_rows import rows_of as any_rows
from wushan_ie.errors import SettingError
from wushan_ie.writing import workbook
from wushan_ie.writing.rows import TABLES, Row
from wushan_ie.writing.workbook import SHEETS, write_workbook

TEXT = "县水利局投入近300万元新建青溪村人饮工程。市红十字会捐赠8.65万元药品。"
ROWS = rows_of({"a.txt": TEXT}, {"published": "2024-02-02", "title": "=1+1"})


def opened(rows: dict[str, list[Row]], path: Path) -> openpyxl.Workbook:
    write_workbook(path, rows.__getitem__)
    return openpyxl.load_workbook(path, rich_text=True)


def column(sheet: openpyxl.worksheet.worksheet.Worksheet, name: str) -> list[openpyxl.cell.Cell]:
    names = [cell.value for cell in sheet[1]]
    return [row[names.index(name)] for row in sheet.iter_rows(min_row=2)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return opened(ROWS, tmp_path_factory.mktemp("book") / "a.xlsx")


def test_every_table_is_a_sheet_with_its_rows_a_frozen_header_and_filters(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == list(SHEETS)
    assert set(SHEETS) == set(TABLES)
    for name in SHEETS:
        assert book[name].max_row == 1 + len(ROWS[name])
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref == book[name].dimensions
        assert book[name]["A1"].font.bold


def test_amounts_are_numbers_with_their_bounds_and_an_open_bound_is_an_empty_cell(book: openpyxl.Workbook) -> None:
    sheet = book["facts"]
    assert [cell.value for cell in column(sheet, "value")] == [3_000_000, 86_500]
    assert [cell.value for cell in column(sheet, "low")] == [None, 86_500]
    assert [cell.value for cell in column(sheet, "high")] == [3_000_000, 86_500]
    assert {cell.number_format for cell in column(sheet, "value")} == {"#,##0"}
    assert [cell.value for cell in column(sheet, "approx")] == [True, False]


def test_dates_are_dates(book: openpyxl.Workbook) -> None:
    [cell] = column(book["documents"], "published")
    assert (cell.value, cell.number_format, cell.is_date) == (datetime(2024, 2, 2), "yyyy-mm-dd", True)


def test_the_amount_stands_in_bold_in_its_sentence(book: openpyxl.Workbook) -> None:
    first, second = (cell.value for cell in column(book["facts"], "sentence"))
    assert isinstance(first, CellRichText)
    assert str(first) + str(second) == TEXT
    assert [str(part) for part in first if isinstance(part, TextBlock) and part.font.b] == ["近300万元"]


def test_texts_that_look_like_formulas_stay_texts(book: openpyxl.Workbook) -> None:
    [cell] = column(book["documents"], "title")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_lists_are_names_apart_by_a_sign(book: openpyxl.Workbook) -> None:
    assert [cell.value for cell in column(book["facts"], "actors")] == ["县水利局", "市红十字会"]


def test_widths_are_set(book: openpyxl.Workbook) -> None:
    sheet = book["facts"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "sentence")
    assert sheet.column_dimensions[letter].width > 50


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (Decimal("0.5"), "n", 0.5),
        (Decimal("123456789012345"), "n", 123456789012345),
        (Decimal("1234567890123456"), "s", "1234567890123456"),
        (Decimal("0.12345678901234567"), "s", "0.12345678901234567"),
        (Decimal("3E+6"), "n", 3_000_000),
    ],
)
def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_a_text(
    tmp_path: Path, value: Decimal, kind: str, shown: object
) -> None:
    facts = [replace(row, value=value) for row in ROWS["facts"][:1]]
    [cell] = column(opened({**ROWS, "facts": facts}, tmp_path / "a.xlsx")["facts"], "value")
    assert (cell.data_type, cell.value) == (kind, shown)


def test_a_day_before_those_that_excel_counts_right_is_a_text(tmp_path: Path) -> None:
    documents = [replace(row, published=date(1899, 12, 31)) for row in ROWS["documents"]]
    [cell] = column(opened({**ROWS, "documents": documents}, tmp_path / "a.xlsx")["documents"], "published")
    assert cell.value == "1899-12-31"


@pytest.mark.parametrize("length", [32_767, 32_768, 100_000])
def test_a_text_longer_than_a_cell_ends_with_a_sign(tmp_path: Path, length: int) -> None:
    documents = [replace(row, text="县" * length) for row in ROWS["documents"]]
    [cell] = column(opened({**ROWS, "documents": documents}, tmp_path / "a.xlsx")["documents"], "text")
    assert cell.value == "县" * length if length == 32_767 else "县" * 32_766 + "…"


@pytest.mark.parametrize(("start", "end"), [(0, 5), (3, 10), (0, 10)])
def test_an_amount_at_an_edge_of_its_sentence_is_shown_too(tmp_path: Path, start: int, end: int) -> None:
    fact = replace(
        ROWS["facts"][0], sentence="0123456789", sentence_start=20, amount_start=20 + start, amount_end=20 + end
    )
    [cell] = column(opened({**ROWS, "facts": [fact]}, tmp_path / "a.xlsx")["facts"], "sentence")
    assert str(cell.value) == "0123456789"


def test_rows_beyond_what_a_sheet_holds_go_onto_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    book = opened({**ROWS, "errors": ROWS["errors"] * 5}, tmp_path / "a.xlsx")
    assert [name for name in book.sheetnames if name.startswith("errors")] == ["errors", "errors 2", "errors 3"]
    assert [book[name].max_row for name in book.sheetnames[-3:]] == [3, 3, 2]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, ROWS.__getitem__)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), table=st.sampled_from(["documents", "mentions", "posts", "errors"]))
def test_any_row_is_written(tmp_path: Path, data: st.DataObject, table: str) -> None:
    rows = {**ROWS, table: data.draw(any_rows(table))}
    write_workbook(tmp_path / "a.xlsx", rows.__getitem__)


def test_without_xlsxwriter_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter.workbook", None)
    with pytest.raises(SettingError, match=r"^Excel needs xlsxwriter \(.+\): run pip install 'wushan-ie\[export\]'$"):
        write_workbook(tmp_path / "a.xlsx", ROWS.__getitem__)
