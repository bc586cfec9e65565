"""An evaluation in words: a table for the terminal, a list of differences, JSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from itertools import groupby
from typing import Any

from wushan_ie.evaluation.comparison import Comparison
from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.scores import DocumentScores, Evaluation, Measure, RuleScore
from wushan_ie.evaluation.supplement import Supplement
from wushan_ie.writing.columns import format_columns, show_interval, show_score

GROUP_TITLES = {
    "spans": "Spans: exact span and label",
    "values": "Values: of the exact spans, those with value, low, high and unit right",
    "facts": "Facts: amount exact, project overlaps with Dice >= 0.5; then shares of the facts whose amount is right",
    "links": "Links: pairs of an amount and its project, actor, place, total; absent ones are not counted",
    "posts": "Posts: person exact and title equal; then shares of those",
}
_HEAD = ["", "precision", "recall", "F1", "95 %", "right", "predicted", "gold"]
_NUMBERS = frozenset(range(1, len(_HEAD)))


def render_table(evaluation: Evaluation) -> str:
    """Return the scores as plain text, every figure with its n; "–" where there is nothing to score."""
    rows = [_HEAD, *(_row(measure) for measure in evaluation.measures)]
    head, *lines = format_columns(rows, _NUMBERS)
    table = iter(zip(lines, evaluation.measures, strict=True))
    parts = [_describe_documents(evaluation)]
    for group, members in groupby(table, key=lambda pair: pair[1].definition.group):
        parts += ["", GROUP_TITLES[group], head, *(line for line, _ in members)]
    return "\n".join(parts) + "\n"


def render_errors(evaluation: Evaluation, measures: Collection[str] = ()) -> str:
    """Return every difference with its document, sentence, gold and prediction; of the named measures only, if any."""
    parts = []
    for difference in evaluation.differences:
        if measures and difference.measure not in measures:
            continue
        rule = f"  by {difference.rule}" if difference.rule else ""
        before, words, after = difference.context
        place = f"{difference.document} {difference.start}:{difference.end}"
        parts.append(
            f"{place}  {difference.measure} {difference.problem}{rule}\n"
            f"    gold       {difference.gold or '–'}\n"
            f"    predicted  {difference.predicted or '–'}\n"
            f"    in         {before}【{words}】{after}\n"
        )
    return "\n".join(parts) or "no errors\n"


def render_json(evaluation: Evaluation, supplement: Supplement) -> str:
    """Return everything as one JSON object: documents, scores, scores by document, errors; null for no score."""
    record = evaluation_record(evaluation)
    if supplement.partial:
        record["partial"] = [asdict(score) | {"f1": _round(score.f1)} for score in supplement.partial]
    if supplement.contributions:
        record["contributions"] = [asdict(one) for one in supplement.contributions]
    if supplement.comparison is not None:
        record["comparison"] = comparison_record(supplement.comparison)
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def evaluation_record(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation as plain values, scores rounded to six places."""
    by_document = [
        {
            "id": document.id,
            "quantity_bounds_annotated": document.bounds_annotated,
            "scores": {name: asdict(count) | {"f1": _round(count.f1)} for name, count in document.counts.items()},
        }
        for document in evaluation.documents
    ]
    return {
        "documents": len(evaluation.documents),
        "quantity_bounds_not_annotated": [document.id for document in _unbounded(evaluation)],
        "scores": [_measure_record(measure) for measure in evaluation.measures],
        "by_document": by_document,
        "rules": [_rule_record(score) for score in evaluation.rules],
        "forms": [asdict(form) | {"wrong": dict(form.wrong)} for form in evaluation.forms],
        "kinds": [{"gold": one, "predicted": other, "n": n} for one, other, n in evaluation.kinds],
        "errors": [asdict(difference) for difference in evaluation.differences],
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values: the changed facts, the McNemar test, the F1 of each score before, after."""
    both = zip(comparison.before.measures, comparison.after.measures, strict=True)
    return {
        "scores": [{"name": a.name, "before": _round(a.counts.f1), "after": _round(b.counts.f1)} for a, b in both],
        "gained": comparison.gained,
        "lost": comparison.lost,
        "p_value": _round(comparison.p_value),
        "changes": [asdict(change) for change in comparison.changes],
    }


def _measure_record(measure: Measure) -> dict[str, Any]:
    counts = measure.counts
    scores = {"f1": _round(counts.f1)}
    if not measure.definition.is_share:
        scores = {"precision": _round(counts.precision), "recall": _round(counts.recall), **scores}
    interval = None if measure.interval is None else [_round(end) for end in measure.interval]
    return {"name": measure.name, "group": measure.definition.group, **scores, "interval": interval, **asdict(counts)}


def _rule_record(score: RuleScore) -> dict[str, Any]:
    interval = wilson_interval(score.right, score.fired)
    return {
        "record": score.record,
        "rule": score.rule,
        "fired": score.fired,
        "right": score.right,
        "complete": score.complete,
        "precision": _round(score.precision),
        "interval": None if interval is None else [_round(end) for end in interval],
    }


def _row(measure: Measure) -> list[str]:
    counts = measure.counts
    score = [show_score(counts.f1), show_interval(measure.interval), str(counts.right)]
    if measure.definition.is_share:
        return [measure.name, "", "", *score, "", f"of {counts.gold}"]
    return [
        measure.name,
        show_score(counts.precision),
        show_score(counts.recall),
        *score,
        str(counts.predicted),
        str(counts.gold),
    ]


def _describe_documents(evaluation: Evaluation) -> str:
    lines = (
        f"{len(evaluation.documents)} document(s), {evaluation.measure('MONEY').counts.gold} amounts of money in gold"
    )
    unbounded = _unbounded(evaluation)
    if unbounded:
        names = ", ".join(document.id for document in unbounded)
        lines += f"\nquantity bounds not annotated: {len(unbounded)} ({names}); there only value and unit are compared"
    return lines


def _unbounded(evaluation: Evaluation) -> list[DocumentScores]:
    return [document for document in evaluation.documents if not document.bounds_annotated]


def _round(score: float | None) -> float | None:
    return None if score is None else round(score, 6)
