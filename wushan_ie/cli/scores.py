"""``wushan-ie evaluate``: predictions against gold labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_pipeline, say, told


@told
def evaluate(  # noqa: PLR0913  one parameter an option
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated bulletins to measure against.")],
    pred: Annotated[Path | None, typer.Option(help="Predictions; without them GOLD's texts are annotated.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    fail_under: Annotated[
        list[str], typer.Option(metavar="LABEL=F1", help="Exit with 1 when this score is lower; may be repeated.")
    ] = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Score predictions against gold labels."""
    from wushan_ie import evaluation
    from wushan_ie.face import document
    from wushan_ie.writing.documents import read_documents

    floors = [evaluation.parse_floor(words) for words in fail_under]
    wanted = list(read_documents(gold))
    if pred is not None:
        found = list(read_documents(pred))
    else:
        nlp = load_pipeline(segmenter, rules)
        found = [document(nlp(one["text"]), one["id"]) for one in wanted]
    result = evaluation.evaluate(wanted, found)
    if as_json:
        typer.echo(evaluation.render_json(result), nl=False)
    else:
        typer.echo(evaluation.render_table(result), nl=False)
        if errors:
            typer.echo("\n" + evaluation.render_errors(result), nl=False)
    missed = evaluation.missed_floors(result, floors)
    for line in missed:
        say(line)
    if missed:
        raise typer.Exit(1)
