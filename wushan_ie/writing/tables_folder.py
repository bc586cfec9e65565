"""The folder that a run leaves: its tables, whichever format they are in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wushan_ie.errors import SettingError
from wushan_ie.writing.arrow import read_parquet_rows
from wushan_ie.writing.json_rows import read_json_rows
from wushan_ie.writing.rows import TABLES, Row

READERS = {"parquet": read_parquet_rows, "jsonl": read_json_rows}


def find_table(folder: Path, table: str) -> tuple[Path, str]:
    """Return the file of a table and its format; raises SettingError when the folder lacks it."""
    for form in READERS:
        path = folder / f"{table}.{form}"
        if path.is_file():
            return path, form
    names = ", ".join(TABLES)
    raise SettingError(f"{folder}: no {table}.parquet or .jsonl; a finished run leaves there the tables {names}")


def read_rows(folder: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table of a folder."""
    path, form = find_table(folder, table)
    return READERS[form](path, table)
