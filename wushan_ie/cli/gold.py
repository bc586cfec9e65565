"""``wushan-ie gold``: look at annotated bulletins, take them to annotation tools and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_annotator, say, told, write

if TYPE_CHECKING:
    from spacy.language import Language

app = typer.Typer(no_args_is_help=True, help="Look at annotated bulletins, take them to annotation tools and back.")

Gold = Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated bulletins, JSON Lines.")]


class Form(StrEnum):
    """The formats of annotation tools."""

    DOCCANO = "doccano"
    LABEL_STUDIO = "label-studio"
    BRAT = "brat"
    PRODIGY = "prodigy"
    DOCBIN = "docbin"
    MARKUP = "markup"


@app.command("show")
@told
def show(
    gold: Gold,
    document: Annotated[list[str], typer.Option("--id", help="Only the document of this id; may be repeated.")] = [],  # noqa: B006
) -> None:
    """Print annotated bulletins as inline markup, for review and diffs."""
    from wushan_ie.errors import RecordError
    from wushan_ie.writing.documents import read_documents
    from wushan_ie.writing.markup import format_markup

    found = list(read_documents(gold))
    if unknown := set(document) - {one["id"] for one in found}:
        raise RecordError(f"{gold}: no document {', '.join(sorted(unknown))}; it has {_ids(found)}")
    typer.echo(format_markup(one for one in found if not document or one["id"] in document), nl=False)


@app.command("export")
@told
def export(
    gold: Gold,
    to: Annotated[Form, typer.Option(help="The tool.")],
    out: Annotated[Path, typer.Option(help="The file, for brat the folder, to write.")],
    segmenter: Segmenter = "pkuseg",
) -> None:
    """Write annotated bulletins for a tool; `gold import` reads what the tool gives back."""
    from wushan_ie.exchange import write_exchange
    from wushan_ie.exchange.label_studio import label_studio_interface
    from wushan_ie.writing.documents import read_documents

    found = list(read_documents(gold))
    write_exchange(found, out, to.value, lambda: _pipeline(segmenter))
    say(f"{len(found)} documents written to {out}")
    if to == Form.LABEL_STUDIO:
        interface = out.with_suffix(".xml")
        write(interface, label_studio_interface())
        say(f"the labelling interface for the project's settings is in {interface}")


@app.command("import")
@told
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported; for brat its folder.")],
    source: Annotated[Form, typer.Option("--from", help="The tool.")],
    out: Annotated[Path, typer.Option(help="The annotated-bulletin JSON Lines to write.")],
    rules: Rules = [],  # noqa: B006
) -> None:
    """Read annotated bulletins back from a tool; amounts marked there get the values that the text states."""
    from wushan_ie.exchange import read_exchange
    from wushan_ie.exchange.values import fill_values
    from wushan_ie.pipeline import load_analyzer
    from wushan_ie.writing.documents import format_document

    found = read_exchange(file, source.value)
    grammar = load_analyzer(tuple(str(folder) for folder in rules)).numbers
    lacking = [line for one in found for line in fill_values(one, grammar)]
    write(out, "".join(format_document(one) + "\n" for one in found))
    say(f"{len(found)} documents written to {out}")
    for line in lacking:
        say(f"no value: {line}; the number grammar reads other edges there: fill it in, or mark the edges of the guide")
    if lacking:
        raise typer.Exit(1)


def _pipeline(segmenter: str) -> Language:
    from wushan_ie.face import load

    load_annotator(segmenter, [])  # gets the model if it is not there yet
    return load(segmenter=segmenter)


def _ids(found: list[dict[str, object]]) -> str:
    names = [str(one["id"]) for one in found]
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
