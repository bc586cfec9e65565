"""Rows as Arrow tables and Parquet files: decimals as decimals, dates as dates; needs the extra ``arrow``."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from wushan_ie.errors import SettingError
from wushan_ie.writing.rows import DECIMALS, DIGITS, TABLES, Row, columns

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_READ = 10_000  # at a time


def require_arrow() -> None:
    """Raise SettingError that names the extra when pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as fault:
        raise SettingError(
            "Parquet needs pyarrow, which is not installed: run pip install 'wushan-ie[arrow]', or take --format jsonl"
        ) from fault


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table; raises SettingError when pyarrow is not installed."""
    require_arrow()
    import pyarrow as pa

    kinds = {
        str: pa.string(),
        int: pa.int64(),
        bool: pa.bool_(),
        Decimal: pa.decimal128(DIGITS, DECIMALS),
        date: pa.date32(),
        tuple: pa.list_(pa.field("element", pa.string(), nullable=False)),
    }
    return pa.schema([pa.field(column.name, kinds[column.kind], column.nullable) for column in columns(table)])


def arrow_table(rows: Sequence[Row], table: str) -> pa.Table:
    """Return rows of one table as an Arrow table."""
    schema = arrow_schema(table)
    import pyarrow as pa

    arrays = [pa.array([getattr(row, field.name) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow_table_of_json(lines: bytes, table: str) -> pa.Table:
    """Return the lines of ``format_row`` as an Arrow table: many times faster than row by row."""
    schema = arrow_schema(table)
    import pyarrow as pa
    from pyarrow import json as arrow_json

    if not lines:
        return schema.empty_table()
    # The parser reads decimals from text, but no dates: they come as text first.
    loose = pa.schema([pa.field(one.name, pa.string() if one.type == pa.date32() else one.type) for one in schema])
    options = arrow_json.ParseOptions(explicit_schema=loose, unexpected_field_behavior="error")
    blocks = arrow_json.ReadOptions(block_size=len(lines) + 1)  # a block must hold the longest line
    return arrow_json.read_json(io.BytesIO(lines), read_options=blocks, parse_options=options).cast(schema)


def read_parquet_rows(path: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a Parquet file of one table."""
    require_arrow()
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(_ROWS_READ):
            for found in batch.to_pylist():
                yield TABLES[table](**{name: _row_value(value) for name, value in found.items()})


def _row_value(value: Any) -> Any:
    """Return a value as rows hold it: lists as tuples, decimals without the zeros of their column."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, Decimal):
        figures = format(value, "f")  # arithmetic would round the longest
        return Decimal(figures.rstrip("0").rstrip(".") if "." in figures else figures)
    return value


class ParquetFile:
    """A Parquet file in the making; the same tables in the same order give the same bytes."""

    def __init__(self, path: Path, table: str) -> None:
        schema = arrow_schema(table)
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(path, schema, compression="zstd", version="2.6")

    def write(self, rows: pa.Table) -> None:
        """Add rows as one row group."""
        self._writer.write_table(rows, row_group_size=max(1, rows.num_rows))

    def __enter__(self) -> ParquetFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
