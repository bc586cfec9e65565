"""Tables as CSV that a spreadsheet opens: Chinese stays Chinese, and text stays text."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from wushan_ie.writing.rows import Row, columns

# What a spreadsheet takes for the beginning of a formula, in half and full width; behind blanks it does too.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT_SIGN = "'"  # before such a text; a spreadsheet that is told so hides it
_BETWEEN = "、"  # the members of a list


def write_csv(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Write rows of a table: UTF-8 with a byte order mark, without which Excel reads another charset."""
    names = [column.name for column in columns(table)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([csv_cell(getattr(row, name)) for name in names] for row in rows)


def csv_cell(value: Any) -> str:
    """Return a value as a cell: numbers plain, dates by ISO, a text that would be a formula behind an apostrophe.

    >>> csv_cell("=1+1"), csv_cell(Decimal("-1.50")), csv_cell(("县委", "县政府"))
    ("'=1+1", '-1.50', '县委、县政府')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | date):
        return str(value)
    text = _BETWEEN.join(value) if isinstance(value, tuple) else value
    return _TEXT_SIGN + text if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text
