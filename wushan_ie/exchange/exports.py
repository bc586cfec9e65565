"""The tables of a run, or bulletins just annotated, in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from wushan_ie.errors import RecordError
from wushan_ie.exchange.predictions import read_predictions
from wushan_ie.writing.database import write_database
from wushan_ie.writing.documents import write_documents
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import TABLES, Row
from wushan_ie.writing.spreadsheet_csv import write_csv
from wushan_ie.writing.tables_folder import find_table, read_rows
from wushan_ie.writing.workbook import write_workbook

if TYPE_CHECKING:
    from spacy.language import Language

# By format: the name under which its file is put into the folder of the tables; CSV is a file for each table.
EXPORTS: Mapping[str, str] = {
    "csv": "",
    "xlsx": "tables.xlsx",
    "duckdb": "tables.duckdb",
    "docbin": "bulletins.spacy",
    "bulletins": "bulletins.jsonl",
}
# By ending of a file: the format it is written in, for a few bulletins without a run; of CSV the facts alone.
ENDINGS: Mapping[str, str] = {".csv": "csv", ".xlsx": "xlsx", ".duckdb": "duckdb", ".spacy": "docbin"}


def export_tables(folder: Path, form: str, out: Path, load: Callable[[], Language]) -> None:
    """Write the tables of a run's folder as ``form``, a key of EXPORTS, to ``out``: a file, for csv a folder.

    ``load`` gives the pipeline whose tokenizer cuts the words of a DocBin. Raises SettingError when the folder lacks a
    table or a library is missing, RecordError when ``out`` cannot be written. A file that was there is replaced when
    the new one is whole.
    """
    for table in TABLES:
        find_table(folder, table)
    try:
        if form == "csv":
            out.mkdir(parents=True, exist_ok=True)
            for table in TABLES:
                _replace(out / f"{table}.csv", partial(write_csv, table=table, rows=read_rows(folder, table)))
        else:
            _replace(out, partial(_write, folder, form, load))
    except OSError as fault:
        raise RecordError(f"{out}: cannot be written: {fault.strerror or fault}") from fault


def export_rows(rows: Mapping[str, Iterable[Row]], out: Path, load: Callable[[], Language]) -> None:
    """Write rows by table to a file in the format of its ending, a key of ENDINGS; errors are those above."""
    form = ENDINGS[out.suffix.lower()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for table in TABLES:
            with (folder / f"{table}.jsonl").open("wb") as file:
                file.writelines(map(format_row, rows.get(table, ())))
        if form == "csv":
            try:
                _replace(out, partial(write_csv, table="facts", rows=read_rows(folder, "facts")))
            except OSError as fault:
                raise RecordError(f"{out}: cannot be written: {fault.strerror or fault}") from fault
        else:
            export_tables(folder, form, out, load)


def _write(folder: Path, form: str, load: Callable[[], Language], path: Path) -> None:
    read = partial(read_rows, folder)
    if form == "xlsx":
        write_workbook(path, read)
    elif form == "duckdb":
        write_database(path, folder)
    elif form == "docbin":
        from wushan_ie.exchange.docbin import write_docbin

        write_docbin(read_predictions(read), path, load())
    else:
        write_documents(path, read_predictions(read))


def _replace(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the file and put that into its place."""
    making = path.with_name(f"{path.name}.making")
    try:
        write(making)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
