"""The rows of a Parquet file; needs the extra ``arrow``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wushan_ie.errors import ReadError
from wushan_ie.reading.containers.columns import META_COLUMNS, TEXT_COLUMNS, row_meta, text_column
from wushan_ie.reading.containers.source import Source, opened
from wushan_ie.reading.items import Item

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_ROWS = 256  # read at a time: rows may be long


def parquet_items(source: Source) -> Iterator[Item]:
    """Yield an item for every row; a file that cannot be read is one item that says so."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as fault:
        message = f"{source.document}: Parquet needs pyarrow ({fault}): run pip install 'wushan-ie[arrow]'"
        yield source.item(ReadError(message, "library"))
        return
    try:
        with opened(source) as file, ParquetFile(file) as table:
            yield from _rows(source, table)
    except ReadError as fault:
        yield source.item(fault)
    except (ArrowException, OSError) as fault:
        message = f"{source.document}: the Parquet file is damaged or cut short ({fault}). Get it again."
        yield source.item(ReadError(message, "damaged"))


def _rows(source: Source, table: ParquetFile) -> Iterator[Item]:
    schema = table.schema_arrow
    column = text_column(schema.names)
    if column is None or str(schema.field(column).type) not in ("string", "large_string"):
        raise ReadError(
            f"{source.document}: no text: expected a column of texts named {', '.join(TEXT_COLUMNS[:-1])} or "
            f"{TEXT_COLUMNS[-1]}, found the columns {', '.join(schema.names)}.",
            "format",
        )
    total, number = table.metadata.num_rows, 0
    wanted = [column, *(name for name in (*META_COLUMNS, "meta") if name in schema.names)]
    for batch in table.iter_batches(_ROWS, columns=wanted):
        for row in batch.to_pylist():
            number += 1
            weight = source.weight * number // total - source.weight * (number - 1) // total
            yield source.row(number, row[column] or "", weight, row_meta(row))
