"""``wushan-ie annotate``, ``sum`` and ``explain``: facts of bulletins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_annotator, say, told, write
from wushan_ie.errors import ReadError

if TYPE_CHECKING:
    from wushan_ie.annotator import Annotator
    from wushan_ie.records import Bulletin

Files = Annotated[list[str], typer.Argument(metavar="FILE…", help="Bulletins; - reads standard input.")]


class Format(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSONL = "jsonl"


@told
def annotate(
    files: Files,
    out: Annotated[Path | None, typer.Option(help="Write here: .xlsx, .csv, .duckdb, .spacy; else JSON Lines.")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="What to print; a table unless --out is given.")
    ] = None,
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Find the facts of bulletins: amounts with their bounds, kind, project, payer, place, total, rule, sentence."""
    from wushan_ie.writing.documents import format_whole
    from wushan_ie.writing.table import render_facts

    annotator = load_annotator(segmenter, rules)
    reading = _Reading(annotator, files)
    if out is not None and _is_table(out):
        _annotate_into(out, annotator, reading, segmenter)
        reading.end()
        return
    lines: list[str] = []
    for name, bulletin in reading:
        found = annotator.annotate(bulletin.text, reading.document, bulletin.meta)
        if out is not None or form == Format.JSONL:
            lines.append(format_whole(found) + "\n")
        if form == Format.TABLE or (form is None and out is None):
            typer.echo(f"{name}\n{render_facts(found)}")
    if out is not None:
        write(out, "".join(lines))
    elif form == Format.JSONL:
        typer.echo("".join(lines), nl=False)
    reading.end()


def _is_table(out: Path) -> bool:
    from wushan_ie.exchange.exports import ENDINGS

    return out.suffix.lower() in ENDINGS


def _annotate_into(out: Path, annotator: Annotator, reading: _Reading, segmenter: str) -> None:
    """Write the tables of the bulletins in the format of the file's ending."""
    from wushan_ie.cli.exports import pipeline
    from wushan_ie.exchange.exports import export_rows
    from wushan_ie.writing.rows import TABLES, ErrorRow, Row
    from wushan_ie.writing.tabulate import analysis_rows, document_row, text_digest

    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for _, bulletin in reading:
        document, digest = reading.document, text_digest(bulletin.text)
        rows["documents"].append(document_row(bulletin, document, digest, None))
        found = analysis_rows(bulletin.text, document, digest, annotator.analyse(bulletin.text, bulletin.meta))
        for table, members in found.items():
            rows[table] += members
    rows["errors"] += [ErrorRow(name, "read", fault.reason, str(fault)) for name, fault in reading.failed]
    export_rows(rows, out, lambda: pipeline(segmenter))


@told
def sum_up(
    files: Files,
    by: Annotated[str, typer.Option(help="Groups, joined by commas: kind, payer, project, place.")] = "kind",
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Add the facts of each bulletin with bounds; nothing twice; what is left out is listed with the reason."""
    from wushan_ie.totals import totals
    from wushan_ie.writing.table import render_totals

    annotator = load_annotator(segmenter, rules)
    groups = [group.strip() for group in by.split(",")]
    reading = _Reading(annotator, files)
    for name, bulletin in reading:
        found = annotator.analyse(bulletin.text, bulletin.meta)
        typer.echo(f"{name}\n{render_totals(totals(found.facts, groups), groups)}")
    reading.end()


@told
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A bulletin; - reads standard input.")],
    amount: Annotated[int | None, typer.Option(help="Only the amount of this number, counted from 1.")] = None,
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Show for every amount the candidates of the rules, the winner, the losers and why."""
    annotator = load_annotator(segmenter, rules)
    reading = _Reading(annotator, [file])
    for name, bulletin in reading:
        account = annotator.explain(bulletin.text, amount, bulletin.meta)
        typer.echo((f"{name}\n" if name != file else "") + account, nl=False)
    reading.end()


class _Reading:
    """The bulletins of files and of what containers among them hold; what cannot be read is told and passed over."""

    def __init__(self, annotator: Annotator, files: list[str]) -> None:
        self._annotator = annotator
        self._files = files
        self._read = 0
        self.document = ""  # the id of the bulletin at hand
        self.failed: list[tuple[str, ReadError]] = []

    def __iter__(self) -> Iterator[tuple[str, Bulletin]]:
        """Yield each bulletin with the name to show for it."""
        for name, document, read in self._waiting():
            self.document = document
            try:
                bulletin = read()
            except ReadError as error:
                say(f"error: {error}")
                self.failed.append((document, error))
                continue
            self._read += 1
            if unread := bulletin.meta.get("unread"):
                say(f"warning: {name}: {unread}")
            yield name, bulletin

    def _waiting(self) -> Iterator[tuple[str, str, Callable[[], Bulletin]]]:
        """Yield what there is to read: the name to show, the id, and what reads it."""
        from wushan_ie.reading.bulletin import STANDARD_INPUT, read_bulletin, read_item
        from wushan_ie.reading.sources import list_items

        header = self._annotator.header
        for file in self._files:
            path = Path(file)
            if file == STANDARD_INPUT or not _is_file(path):
                yield file, path.stem, partial(read_bulletin, file, header)
                continue
            for item in list_items([path]):
                whole = item.document == path.name
                name = file if whole else str(path.with_name(item.document))
                yield name, path.stem if whole else item.document, partial(read_item, item, header)

    def end(self) -> None:
        """Say what could not be read, and end with 1 when there was such."""
        if self.failed:
            say(f"{len(self.failed)} of {self._read + len(self.failed)} documents could not be read")
            raise typer.Exit(1)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # no name that the system takes: whoever reads it says so
        return False
