"""Rows of all tables: written as JSON Lines, Arrow and Parquet they come back as they were."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.writing.sample_rows import rows_of
from wushan_ie.errors import SettingError
from wushan_ie.writing.arrow import (
    ParquetFile,
    arrow_schema,
    arrow_table,
    arrow_table_of_json,
    read_parquet_rows,
    require_arrow,
)
from wushan_ie.writing.json_rows import format_row, read_json_rows
from wushan_ie.writing.rows import DECIMALS, DIGITS, TABLES, columns, fits

fast = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("table", TABLES)
@fast
@given(data=st.data())
def test_rows_come_back_from_json_lines(table: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(table))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        path.write_bytes(b"".join(map(format_row, rows)))
        assert list(read_json_rows(path, table)) == rows


@pytest.mark.parametrize("table", TABLES)
@fast
@given(data=st.data())
def test_rows_come_back_from_parquet_with_the_same_bytes_each_time(table: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(table))
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("a.parquet", "b.parquet")]
        for path in paths:
            with ParquetFile(path, table) as file:
                file.write(arrow_table(rows, table))
        assert list(read_parquet_rows(paths[0], table)) == rows
        assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("table", TABLES)
@fast
@given(data=st.data())
def test_json_lines_become_the_same_arrow_table_as_the_rows(table: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(table))
    lines = b"".join(map(format_row, rows))
    assert arrow_table_of_json(lines, table).to_pylist() == arrow_table(rows, table).to_pylist()


def test_a_line_of_megabytes_becomes_arrow_too() -> None:
    row = TABLES["errors"]("a", "read", "empty", "县" * 2_000_000)
    assert arrow_table_of_json(format_row(row) * 2, "errors").num_rows == 2


def test_decimals_and_dates_are_such_in_arrow() -> None:
    schema = arrow_schema("mentions")
    assert str(schema.field("value").type) == f"decimal128({DIGITS}, {DECIMALS})"
    assert str(schema.field("period_start").type) == "date32[day]"
    assert not schema.field("document").nullable


@pytest.mark.parametrize(
    ("value", "holds"),
    [("0", True), ("9" * 28 + "." + "9" * 10, True), ("1" + "0" * 28, False), ("0.00000000001", False), ("NaN", False)],
)
def test_a_column_holds_a_decimal_exactly_or_not_at_all(value: str, holds: bool) -> None:
    assert fits(Decimal(value)) is holds


def test_every_column_is_described(request: pytest.FixtureRequest) -> None:
    page = (request.config.rootpath / "docs" / "tables.md").read_text(encoding="utf-8")
    sections = page.split("\n## ")[1:]
    described = {
        section.split("\n")[0]: [line.split("`")[1] for line in section.split("\n") if line.startswith("| `")]
        for section in sections
    }
    assert {table: described.get(table) for table in TABLES} == {
        table: [column.name for column in columns(table)] for table in TABLES
    }


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(SettingError, match=r"pip install 'wushan-ie\[arrow\]'"):
        require_arrow()
