"""``wushan-ie run``: a whole archive to tables."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wushan_ie.cli.progress import shown_progress
from wushan_ie.cli.settings import Rules, Segmenter, ensure_model, say, told

if TYPE_CHECKING:
    from wushan_ie.archive import Outcome, RunSettings

_INTERRUPTED = 130


class TableFormat(StrEnum):
    """What the tables are written as."""

    PARQUET = "parquet"
    JSONL = "jsonl"


class Engine(StrEnum):
    """Whose processes the workers are."""

    LOCAL = "local"
    SPARK = "spark"


@told
def run(  # noqa: PLR0913  one parameter an option
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE…", help="Files, folders, containers, tables.")],
    out: Annotated[Path, typer.Option(help="The folder for the tables; a killed run goes on there.")],
    workers: Annotated[int | None, typer.Option(help="Processes; as many as processors unless given.")] = None,
    form: Annotated[TableFormat, typer.Option("--format", help="Of the tables.")] = TableFormat.PARQUET,
    time_limit: Annotated[float | None, typer.Option(help="Seconds that one document may take (60).")] = None,
    memory: Annotated[int | None, typer.Option(help="MiB that one document may take (2048).")] = None,
    engine: Annotated[Engine, typer.Option(help="Own workers, or Spark's.")] = Engine.LOCAL,
    master: Annotated[str | None, typer.Option(help="Of Spark (local[*]).")] = None,
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Annotate a whole archive into tables: documents, mentions, facts, posts, errors.

    A document that cannot be read or annotated is a row in errors. The same command goes on where a killed one was.
    """
    from wushan_ie.archive import RunSettings, run_archive
    from wushan_ie.pipeline import ARCHIVE_DEFAULTS, DEFAULTS

    ensure_model(segmenter)
    settings = RunSettings(
        sources=tuple(sources),
        out=out,
        form=form,
        workers=workers or ARCHIVE_DEFAULTS["workers"] or os.cpu_count() or 1,
        time_limit=ARCHIVE_DEFAULTS["time_limit"] if time_limit is None else time_limit,
        memory_limit=ARCHIVE_DEFAULTS["memory_limit"] if memory is None else memory,
        shard=ARCHIVE_DEFAULTS["shard"],
        segmenter=segmenter,
        words=DEFAULTS["words"],
        rules=tuple(str(folder) for folder in rules),
        master=(master or ARCHIVE_DEFAULTS["master"]) if engine == Engine.SPARK else None,
    )
    try:
        with shown_progress() as tell:
            outcome = run_archive(settings, tell)
    except KeyboardInterrupt:
        say("stopped; the same command goes on from here")
        raise typer.Exit(_INTERRUPTED) from None
    typer.echo(_summary(outcome, settings))
    if outcome.failed:
        raise typer.Exit(1)


def _summary(outcome: Outcome, settings: RunSettings) -> str:
    """Return what a run gave, in a few lines."""
    rows, counts = outcome.counts.rows, outcome.counts
    documents = rows["documents"] + rows["errors"]
    workers = f"{outcome.workers} workers" if settings.master is None else f"Spark on {settings.master}"
    speed = f"{outcome.seconds:,.0f} s with {workers}"
    copies = f", {counts.copies:,} of them copies" if counts.copies else ""
    lines = [
        f"{documents:,} documents in {'an earlier run' if outcome.finished_before else speed}",
        f"{rows['documents']:,} read{copies}: "
        + ", ".join(f"{rows[table]:,} {table}" for table in ("mentions", "facts", "posts")),
    ]
    if outcome.failed:
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in counts.reasons.items())
        lines.append(f"{outcome.failed:,} failed ({reasons}): see {settings.out / f'errors.{settings.form}'}")
    lines.append(f"written to {settings.out}")
    return "\n".join(lines)
