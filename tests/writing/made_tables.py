"""A folder of tables as a run leaves it, from a few texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from wushan_ie.annotator import Annotator
from wushan_ie.records import Bulletin
from wushan_ie.writing.arrow import ParquetFile, arrow_table
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import TABLES, ErrorRow, Row
from wushan_ie.writing.tabulate import analysis_rows, document_row, text_digest

ANNOTATOR = Annotator("char", (), ())


def rows_of(texts: Mapping[str, str], meta: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of texts by document id, which all have this meta, and one error."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for document, text in texts.items():
        digest = text_digest(text)
        rows["documents"].append(document_row(Bulletin(text, meta), document, digest, None))
        for table, members in analysis_rows(text, document, digest, ANNOTATOR.analyse(text, meta)).items():
            rows[table] += members
    rows["errors"].append(ErrorRow("坏.pdf", "read", "damaged", "坏.pdf: the PDF is damaged"))
    return rows


def leave(rows: Mapping[str, list[Row]], folder: Path, form: str) -> Path:
    """Write rows into a folder as a run does."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, members in rows.items():
        if form == "jsonl":
            (folder / f"{table}.jsonl").write_bytes(b"".join(map(format_row, members)))
        else:
            with ParquetFile(folder / f"{table}.parquet", table) as file:
                file.write(arrow_table(members, table))
    return folder


def texts_of(*texts: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{number}.txt", text) for number, text in enumerate(texts, 1))
