"""Rows as JSON Lines and back: decimals as decimal strings, dates as ISO dates, no key left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from wushan_ie.writing.rows import TABLES, Row

_ENCODER = msgspec.json.Encoder(decimal_format="string")


def format_row(row: Row) -> bytes:
    """Return a row as one line of JSON in UTF-8, its end included; the same row is the same bytes."""
    return _ENCODER.encode(row) + b"\n"


def read_json_rows(path: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table that ``format_row`` wrote."""
    decoder = msgspec.json.Decoder(TABLES[table])
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)
