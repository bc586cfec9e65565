"""``wushan-ie annotate``, ``sum`` and ``explain``: facts of bulletins."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
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
    out: Annotated[Path | None, typer.Option(help="Write annotated-bulletin JSON Lines here.")] = None,
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
    lines: list[str] = []
    read = 0
    for file, bulletin in _bulletins(annotator, files):
        found = annotator.annotate(bulletin.text, "-" if file == "-" else Path(file).stem)
        read += 1
        if out is not None or form == Format.JSONL:
            lines.append(format_whole(found) + "\n")
        if form == Format.TABLE or (form is None and out is None):
            typer.echo(f"{file}\n{render_facts(found)}")
    if out is not None:
        write(out, "".join(lines))
    elif form == Format.JSONL:
        typer.echo("".join(lines), nl=False)
    _end(read, files)


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
    read = 0
    for file, bulletin in _bulletins(annotator, files):
        read += 1
        found = annotator.analyse(bulletin.text)
        typer.echo(f"{file}\n{render_totals(totals(found.facts, groups), groups)}")
    _end(read, files)


@told
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A bulletin; - reads standard input.")],
    amount: Annotated[int | None, typer.Option(help="Only the amount of this number, counted from 1.")] = None,
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Show for every amount the candidates of the rules, the winner, the losers and why."""
    from wushan_ie.linking.explain import explain_facts

    annotator = load_annotator(segmenter, rules)
    for _, bulletin in _bulletins(annotator, [file]):
        drafts = annotator.analyse(bulletin.text).drafts
        typer.echo(explain_facts(bulletin.text, drafts, amount), nl=False)
        return
    raise typer.Exit(1)


def _bulletins(annotator: Annotator, files: list[str]) -> Iterator[tuple[str, Bulletin]]:
    """Yield each file that can be read; the others are told and passed over."""
    from wushan_ie.reading.bulletin import read_bulletin

    for file in files:
        try:
            bulletin = read_bulletin(file, annotator.header)
        except ReadError as error:
            say(f"error: {error}")
            continue
        yield file, bulletin


def _end(read: int, files: list[str]) -> None:
    if read < len(files):
        say(f"{len(files) - read} of {len(files)} documents could not be read")
        raise typer.Exit(1)
