"""The tables of a run in the formats of other programs."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

import wushan_ie
from tests.writing.made_tables import ANNOTATOR, leave, rows_of
from wushan_ie.errors import RecordError, SettingError
from wushan_ie.exchange.docbin import read_docbin
from wushan_ie.exchange.exports import ENDINGS, EXPORTS, export_rows, export_tables
from wushan_ie.writing.documents import check_document, read_documents
from wushan_ie.writing.rows import TABLES

TEXTS = {
    "a.txt": "2024年3月，县水利局投入近300万元新建青溪村人饮工程，惠及1200余人。县委书记王青山到场。",
    "b.txt": "各项工作有序推进。",
    "包.zip!c.html": "今年，市红十字会向石桥村捐赠8.65万元药品，同比增长百分之八。",
}
META = {"published": "2024-04-01", "publisher": "县融媒体中心"}
ROWS = rows_of(TEXTS, META)


def load() -> Any:
    return wushan_ie.load(segmenter="char")


def annotated() -> list[dict[str, Any]]:
    """Return what annotating the texts gives, but for what tables do not hold."""
    found = [ANNOTATOR.annotate(text, name, META) for name, text in TEXTS.items()]
    for one in found:
        for entity in one["entities"]:
            entity.pop("money", None)
            entity.pop("of", None)
        for fact in one["facts"]:
            fact["pieces"] = []
            fact["place_resolved"] = None if fact["place"] else fact["place_resolved"]
    return [check_document(one, "") for one in found]


@pytest.fixture(params=["parquet", "jsonl"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return leave(ROWS, tmp_path / "run", request.param)


READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
    "docbin": lambda path: list(read_docbin(path)),
    "bulletins": lambda path: list(read_documents(path)),
}


@pytest.mark.parametrize("form", READERS)
def test_annotated_bulletins_come_back_from_the_tables(folder: Path, form: str) -> None:
    out = folder / EXPORTS[form]
    export_tables(folder, form, out, load)
    assert READERS[form](out) == annotated()


def test_csv_is_a_file_for_each_table(folder: Path, tmp_path: Path) -> None:
    export_tables(folder, "csv", tmp_path / "csv", load)
    assert sorted(path.name for path in (tmp_path / "csv").iterdir()) == sorted(f"{table}.csv" for table in TABLES)
    with (tmp_path / "csv" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["amount"] for row in csv.DictReader(file)] == ["近300万元", "8.65万元"]


def test_workbook_and_database_hold_all_rows(folder: Path) -> None:
    for form in ("xlsx", "duckdb"):
        export_tables(folder, form, folder / EXPORTS[form], load)
    book = openpyxl.load_workbook(folder / EXPORTS["xlsx"])
    with duckdb.connect(folder / EXPORTS["duckdb"], read_only=True) as database:
        for table in TABLES:
            assert book[table].max_row - 1 == len(ROWS[table])
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (len(ROWS[table]),)


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_without_a_run_are_written_by_the_ending_of_the_file(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"out{ending.upper()}"
    export_rows(ROWS, out, load)
    assert out.stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("form", EXPORTS)
def test_what_cannot_be_written_is_told(folder: Path, form: str) -> None:
    (folder / "file").write_text("")
    with pytest.raises(RecordError, match="cannot be written: Not a directory"):
        export_tables(folder, form, folder / "file" / "out", load)


def test_csv_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written: No such file or directory"):
        export_rows(ROWS, tmp_path / "none" / "facts.csv", load)


@pytest.mark.parametrize("form", EXPORTS)
def test_a_folder_without_tables_is_told(tmp_path: Path, form: str) -> None:
    with pytest.raises(SettingError, match=r"no documents\.parquet or \.jsonl; a finished run leaves there the tables"):
        export_tables(tmp_path, form, tmp_path / "out", load)
