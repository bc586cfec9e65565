"""``wushan-ie evaluate``: predictions against gold labels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wushan_ie.cli.settings import Rules, Segmenter, load_annotator, say, told, write

if TYPE_CHECKING:
    from wushan_ie.evaluation import Comparison, Contribution, Evaluation, Supplement

Documents = list[dict[str, Any]]


@told
def evaluate(  # noqa: PLR0913  one parameter an option
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Annotated bulletins to measure against.")],
    pred: Annotated[Path | None, typer.Option(help="Predictions; without them GOLD's texts are annotated.")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What to compare with: other predictions, or a rule folder to run with.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with its sentence.")] = False,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Show how often each rule is right.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Show what spans with wrong edges are worth.")] = False,
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
    supplement = evaluation.Supplement(
        partial=evaluation.score_partial(wanted, found) if partial else (),
        contributions=_contributions(wanted, found, segmenter, rules) if by_rule and pred is None else (),
        comparison=None if compare is None else _compared(wanted, found, compare, (segmenter, rules)),
    )
    if as_json:
        typer.echo(evaluation.render_json(result, supplement), nl=False)
    else:
        typer.echo(_report(result, supplement, errors, by_rule), nl=False)
    if html is not None:
        write(html, evaluation.render_page(result, gold.name, supplement))
    missed = evaluation.missed_floors(result, floors)
    for line in missed:
        say(line)
    if missed:
        raise typer.Exit(1)


def _contributions(wanted: Documents, found: Documents, segmenter: str, rules: list[Path]) -> list[Contribution]:
    """What each link rule adds, by annotating gold again without it."""
    from wushan_ie.evaluation import find_contributions
    from wushan_ie.rulebook import bundled_rules, read_rulebook

    annotator = load_annotator(segmenter, rules)
    names = [rule.id for rule in read_rulebook([bundled_rules(), *rules]).links]

    def annotate_without(rule: str) -> Documents:
        other = annotator.without_rule(rule)
        return [other.annotate(one["text"], one["id"]) for one in wanted]

    return list(find_contributions(wanted, found, names, annotate_without))


def _compared(wanted: Documents, found: Documents, other: Path, settings: tuple[str, list[Path]]) -> Comparison:
    """Compare with the predictions of a file, or with those that a rule folder over these gives."""
    from wushan_ie.evaluation import compare

    segmenter, rules = settings
    folders = [*rules, other] if other.is_dir() else rules
    return compare(wanted, found, _predictions(wanted, None if other.is_dir() else other, segmenter, folders))


def _predictions(wanted: Documents, file: Path | None, segmenter: str, rules: list[Path]) -> Documents:
    """Return the predictions of a file, or those of the pipeline for the gold texts."""
    from wushan_ie.writing.documents import read_documents

    if file is not None:
        return list(read_documents(file))
    annotator = load_annotator(segmenter, rules)
    return [annotator.annotate(one["text"], one["id"]) for one in wanted]


def _report(result: Evaluation, supplement: Supplement, errors: bool, by_rule: bool) -> str:
    from wushan_ie import evaluation

    parts = [evaluation.render_table(result)]
    if supplement.partial:
        parts.append(evaluation.render_partial(supplement.partial))
    if by_rule:
        parts += [evaluation.render_rules(result, supplement.contributions, examples=3)]
        parts += [evaluation.render_kinds(result), evaluation.render_forms(result), evaluation.render_documents(result)]
    if supplement.comparison is not None:
        parts.append(evaluation.render_comparison(supplement.comparison))
    if errors:
        parts.append(evaluation.render_errors(result))
    return "\n".join(parts)
