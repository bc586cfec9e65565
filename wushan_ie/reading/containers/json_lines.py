"""The rows of a JSON Lines file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wushan_ie.errors import ReadError
from wushan_ie.reading.containers.columns import TEXT_COLUMNS, row_meta, text_column
from wushan_ie.reading.containers.source import LARGEST, Source, opened
from wushan_ie.reading.encoding import decode
from wushan_ie.reading.items import Item


def json_items(source: Source) -> Iterator[Item]:
    """Yield an item for every line that is not blank, numbered as lines; what is no row is an item that says so."""
    try:
        with opened(source) as file:
            for number, line in enumerate(iter(lambda: file.readline(LARGEST + 1), b""), 1):
                if not line.strip():
                    continue
                name = f"{source.document}#{number}"
                try:
                    row = _parse(line, name)
                    text = _text(row, name)
                except ReadError as fault:
                    yield source.row(number, fault, len(line), {})
                else:
                    yield source.row(number, text, len(line), row_meta(row))
    except OSError as fault:
        message = f"{source.document}: the file cannot be read on: {fault.strerror or fault}."
        yield source.item(ReadError(message, "access"))


def _parse(line: bytes, name: str) -> Mapping[str, Any]:
    if len(line) > LARGEST:
        raise ReadError(f"{name}: a line of more than {LARGEST // 2**20} MiB.", "size")
    try:
        row = json.loads(decode(line, name))
    except (ValueError, RecursionError) as fault:
        raise ReadError(f"{name}: not JSON: {fault}.", "damaged") from fault
    if not isinstance(row, dict):
        raise ReadError(f"{name}: expected an object with a text, found {type(row).__name__}.", "format")
    return row


def _text(row: Mapping[str, Any], name: str) -> str:
    column = text_column(row)
    if column is not None and isinstance(row[column], str | None):
        return row[column] or ""
    names = f"{', '.join(TEXT_COLUMNS[:-1])} or {TEXT_COLUMNS[-1]}"
    raise ReadError(f"{name}: no text: expected a text under {names}, found the keys {', '.join(row)}.", "format")
