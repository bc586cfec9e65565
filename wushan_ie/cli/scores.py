"""``wushan-ie evaluate``: predictions against gold labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_annotator, say, told, write

if TYPE_CHECKING:
    from wushan_ie.evaluation import Comparison, Evaluation


@told
def evaluate(  # noqa: PLR0913  one parameter an option
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated bulletins to measure against.")],
    pred: Annotated[Path | None, typer.Option(help="Predictions; without them GOLD's texts are annotated.")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What to compare with: other predictions, or a rule folder to run with.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Show how often each rule is right.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write everything as one page here.")] = None,
    fail_under: Annotated[
        list[str], typer.Option(metavar="LABEL=F1", help="Exit with 1 when this score is lower; may be repeated.")
    ] = [],  # noqa: B006
    segmenter: Segmenter = "pkuseg",
    rules: Rules = [],  # noqa: B006
) -> None:
    """Score predictions against gold labels."""
    from wushan_ie import evaluation
    from wushan_ie.writing.documents import read_documents

    floors = [evaluation.parse_floor(words) for words in fail_under]
    wanted = list(read_documents(gold))
    found = _predictions(wanted, pred, segmenter, rules)
    result = evaluation.evaluate(wanted, found)
    comparison = None
    if compare is not None:
        folders = [*rules, compare] if compare.is_dir() else rules
        other = _predictions(wanted, None if compare.is_dir() else compare, segmenter, folders)
        comparison = evaluation.compare(wanted, found, other)
    if as_json:
        typer.echo(evaluation.render_json(result), nl=False)
    else:
        typer.echo(_report(result, comparison, errors, by_rule), nl=False)
    if html is not None:
        write(html, evaluation.render_page(result, gold.name, evaluation.Supplement(comparison=comparison)))
    missed = evaluation.missed_floors(result, floors)
    for line in missed:
        say(line)
    if missed:
        raise typer.Exit(1)


def _predictions(
    wanted: Sequence[dict[str, Any]], file: Path | None, segmenter: str, rules: list[Path]
) -> list[dict[str, Any]]:
    """Return the predictions of a file, or those of the pipeline for the gold texts."""
    from wushan_ie.writing.documents import read_documents

    if file is not None:
        return list(read_documents(file))
    annotator = load_annotator(segmenter, rules)
    return [annotator.annotate(one["text"], one["id"]) for one in wanted]


def _report(result: Evaluation, comparison: Comparison | None, errors: bool, by_rule: bool) -> str:
    from wushan_ie import evaluation

    parts = [evaluation.render_table(result)]
    if by_rule:
        parts += [evaluation.render_rules(result, examples=3), evaluation.render_kinds(result)]
        parts.append(evaluation.render_forms(result))
    if comparison is not None:
        parts.append(evaluation.render_comparison(comparison))
    if errors:
        parts.append(evaluation.render_errors(result))
    return "\n".join(parts)
