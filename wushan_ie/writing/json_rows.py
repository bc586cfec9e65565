"""Rows as JSON Lines and back: decimals as plain decimal strings, dates as ISO dates, no key left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from wushan_ie.writing.rows import TABLES, Row, columns


def format_row(row: Row) -> str:
    """Return a row as one line of JSON, its end included; the same row is the same bytes."""
    names = row.__slots__
    return json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column holds a {type(value).__name__}")


def read_json_rows(path: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table that ``format_row`` wrote."""
    kinds = {column.name: column.kind for column in columns(table)}
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield parse_row(line, table, kinds)


def parse_row(line: str, table: str, kinds: Mapping[str, type]) -> Row:
    """Return the row of a line; ``kinds`` are the types of the table's columns by name."""
    found = json.loads(line)
    return TABLES[table](**{name: _typed(found[name], kind) for name, kind in kinds.items()})


def _typed(value: Any, kind: type) -> Any:
    if value is None:
        return None
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind in (Decimal, tuple) else value
