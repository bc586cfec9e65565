"""Shard files to tables, in the order of the shards."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from wushan_ie.archive.shard_files import Head, Text, read_head, read_part
from wushan_ie.errors import ArchiveError
from wushan_ie.writing.json_rows import format_row
from wushan_ie.writing.rows import TABLES, ErrorRow

FORMATS = ("parquet", "jsonl")
_GROUP = 4_000_000  # bytes of JSON Lines that become one row group of a Parquet file

Failed = Mapping[str, tuple[str, str]]  # by digest: reason and message of a text that could not be annotated


class Counts(NamedTuple):
    """What an archive gave: rows by table, errors by reason, and how many of the documents are copies."""

    rows: Mapping[str, int]
    reasons: Mapping[str, int]
    copies: int


def merge_shards(shards: Sequence[Path], folder: Path, form: str) -> Counts:
    """Write the tables of these shard files into ``folder``, under the names of ``table_file``.

    One table after another, a shard at a time: memory does not grow with the archive. Raises OSError when the disk is
    full.
    """
    failed = {digest: why for path in shards for digest, why in _head(path).failed.items()}
    rows: dict[str, int] = {}
    reasons: Counter[str] = Counter()
    copies = 0
    for table in TABLES:
        parts = (part for path in shards for part in _parts(path, table, failed))
        counted = _Counted(parts)
        write = _write_parquet if form == "parquet" else _write_json_lines
        write(counted, folder / table_file(table, form), table)
        rows[table] = counted.lines
    for path in shards:
        head = _head(path)
        copies += sum(text.same_as is not None and text.digest not in failed for text in head.texts)
        lines = b"".join(_parts(path, "errors", failed)).splitlines()
        reasons.update(json.loads(line)["reason"] for line in lines)
    return Counts(rows, dict(sorted(reasons.items())), copies)


def table_file(table: str, form: str) -> str:
    """Return the name of a table's file."""
    return f"{table}.{form}"


class _Counted:
    """Parts of a table, passed through; ``lines`` is how many rows went by."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.lines = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.lines += part.count(b"\n")
            yield part


def _head(path: Path) -> Head:
    head = read_head(path)
    if head is None:
        raise ArchiveError(f"{path}: this shard file is damaged; delete it and run the same command again")
    return head


def _parts(path: Path, table: str, failed: Failed) -> Iterator[bytes]:
    """Yield the rows of a table in a shard file; a copy of a text that failed is no document, but an error."""
    head = _head(path)
    part = read_part(path, head, table)
    lost = [text for text in head.texts if text.same_as is not None and text.digest in failed]
    if table == "documents" and lost:
        gone = {text.document for text in lost}
        part = b"".join(line for line in part.splitlines(keepends=True) if json.loads(line)["document"] not in gone)
    yield part
    if table == "errors":
        yield b"".join(format_row(_copied_error(text, failed)) for text in lost)


def _copied_error(text: Text, failed: Failed) -> ErrorRow:
    reason, message = failed[text.digest]
    return ErrorRow(text.document, "annotate", reason, f"{text.document}: the text of {text.same_as}, and {message}")


def _write_json_lines(parts: Iterable[bytes], path: Path, table: str) -> None:  # noqa: ARG001
    with path.open("wb") as file:
        file.writelines(parts)
    sync(path)


def _write_parquet(parts: Iterable[bytes], path: Path, table: str) -> None:
    from wushan_ie.writing.arrow import ParquetFile, arrow_table_of_json

    with ParquetFile(path, table) as file:
        held: list[bytes] = []
        for part in parts:
            held.append(part)
            if sum(map(len, held)) >= _GROUP:
                file.write(arrow_table_of_json(b"".join(held), table))
                held.clear()
        file.write(arrow_table_of_json(b"".join(held), table))
    sync(path)


def sync(path: Path) -> None:
    """Force a file to disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
