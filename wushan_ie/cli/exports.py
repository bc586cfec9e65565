"""``wushan-ie export``: the tables of a run for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wushan_ie.cli.settings import Segmenter, ensure_model, say, told

if TYPE_CHECKING:
    from spacy.language import Language


class Export(StrEnum):
    """What tables are written as."""

    CSV = "csv"
    XLSX = "xlsx"
    DUCKDB = "duckdb"
    DOCBIN = "docbin"
    BULLETINS = "bulletins"


@told
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that `run` wrote its tables to.")],
    form: Annotated[Export, typer.Option("--format", help="For Excel, DuckDB, spaCy, or annotated bulletins.")],
    out: Annotated[Path | None, typer.Option(help="The file, for csv the folder, to write; beside the tables.")] = None,
    segmenter: Segmenter = "pkuseg",
) -> None:
    """Write the tables of a run as CSV, an Excel workbook, a DuckDB file with views, a DocBin or bulletins."""
    from wushan_ie.exchange.exports import EXPORTS, export_tables

    target = folder / EXPORTS[form] if out is None else out
    export_tables(folder, form, target, lambda: pipeline(segmenter))
    say(f"written to {target}")


def pipeline(segmenter: str) -> Language:
    """Return the spaCy pipeline of a segmenter, whose model is got if it is not there yet."""
    from wushan_ie.face import load

    ensure_model(segmenter)
    return load(segmenter=segmenter)
