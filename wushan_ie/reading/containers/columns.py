"""The columns of a table of bulletins: which is the text, which are meta."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from wushan_ie.reading.header_form import META_KEYS

TEXT_COLUMNS = ("text", "content", "正文", "内容")  # the first of these that a table has is its text
META_COLUMNS = ("title", *META_KEYS)


def text_column(names: Collection[str]) -> str | None:
    """Return the column of texts, None when the table has none."""
    return next((name for name in TEXT_COLUMNS if name in names), None)


def row_meta(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what a row says beside its text: by columns, and in an object ``meta`` as annotated bulletins have it."""
    meta = row.get("meta")
    found = {**(meta if isinstance(meta, Mapping) else {}), **row}
    values = {key: _text(found.get(key)) for key in META_COLUMNS}
    return {key: value for key, value in values.items() if value}


def _text(value: object) -> str:
    if isinstance(value, date):  # a datetime is a date too: its day counts
        return value.isoformat()[:10]
    return value.strip() if isinstance(value, str) else ""
