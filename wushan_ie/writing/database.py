"""The tables of a run as a DuckDB file with views that count nothing twice; needs the extra ``export``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wushan_ie.errors import SettingError
from wushan_ie.writing.rows import DECIMALS, DIGITS, TABLES, columns
from wushan_ie.writing.tables_folder import find_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {
    str: "VARCHAR",
    int: "BIGINT",
    bool: "BOOLEAN",
    Decimal: f"DECIMAL({DIGITS},{DECIMALS})",
    date: "DATE",
    tuple: "VARCHAR[]",
}
_LONGEST_LINE = 2**28  # bytes of a document's row in JSON Lines


def write_database(path: Path, folder: Path) -> None:
    """Write the tables of a run's folder and the views of ``views.sql`` into a new DuckDB file.

    Raises SettingError when duckdb is not installed or the folder lacks a table.
    """
    try:
        import duckdb
    except ImportError as fault:
        raise SettingError(f"DuckDB needs duckdb ({fault}): run pip install 'wushan-ie[export]'") from fault
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as database:
        for table in TABLES:
            _fill(database, table, folder)
        database.execute(files("wushan_ie.writing").joinpath("views.sql").read_text(encoding="utf-8"))


def _fill(database: DuckDBPyConnection, table: str, folder: Path) -> None:
    """Create a table with the columns of its rows and fill it from its file."""
    kinds = {column.name: _TYPES[column.kind] for column in columns(table)}
    typed = ", ".join(f'"{column.name}" {kinds[column.name]}{_null(column.nullable)}' for column in columns(table))
    database.execute(f"CREATE TABLE {table} ({typed})")
    file, form = find_table(folder, table)
    if form == "parquet":
        database.execute(f"INSERT INTO {table} FROM read_parquet(?)", [str(file)])
    elif file.stat().st_size:
        reader = "read_json(?, format = 'newline_delimited', columns = ?, maximum_object_size = ?)"
        database.execute(f"INSERT INTO {table} FROM {reader}", [str(file), kinds, _LONGEST_LINE])


def _null(nullable: bool) -> str:
    return "" if nullable else " NOT NULL"
