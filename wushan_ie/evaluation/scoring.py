"""Predictions against gold: two sequences of annotated bulletins in, one Evaluation out."""

from __future__ import annotations

from collections.abc import Iterable

from wushan_ie.evaluation.breakdowns import confuse_kinds, score_forms
from wushan_ie.evaluation.intervals import bootstrap_intervals
from wushan_ie.evaluation.relations import score_facts, score_posts
from wushan_ie.evaluation.rules import score_rules
from wushan_ie.evaluation.scores import MEASURES, Counts, DocumentScores, Evaluation, Measure
from wushan_ie.evaluation.spans import has_quantity_bounds, score_spans, score_values
from wushan_ie.evaluation.views import View, pair_documents
from wushan_ie.writing.documents import Document


def evaluate(gold: Iterable[Document], predicted: Iterable[Document]) -> Evaluation:
    """Score predictions against gold, joined by document id; both keep the format of ``read_documents``.

    Scores are micro: counts are summed over documents. Raises RecordError when gold is empty, when a gold
    document has no prediction, or when the texts of one id differ.
    """
    pairs = list(pair_documents(gold, predicted))
    documents = tuple(_score_document(*pair) for pair in pairs)
    rows = [[document.count(definition.name) for definition in MEASURES] for document in documents]
    measures = tuple(
        Measure(definition, _sum(column), interval)
        for definition, column, interval in zip(
            MEASURES, zip(*rows, strict=True), bootstrap_intervals(rows), strict=True
        )
    )
    differences = [difference for document in documents for difference in document.differences]
    return Evaluation(measures, documents, score_rules(pairs, differences), score_forms(pairs), confuse_kinds(pairs))


def _score_document(gold: View, predicted: View) -> DocumentScores:
    parts = [score(gold, predicted) for score in (score_spans, score_values, score_facts, score_posts)]
    order = {definition.name: place for place, definition in enumerate(MEASURES)}
    differences = [difference for _, found in parts for difference in found]
    differences.sort(
        key=lambda difference: (difference.start, difference.end, order[difference.measure], difference.problem)
    )
    counts = {name: count for found, _ in parts for name, count in found.items()}
    return DocumentScores(gold.id, counts, tuple(differences), has_quantity_bounds(gold))


def _sum(column: Iterable[Counts]) -> Counts:
    counts = list(column)
    return Counts(
        right=sum(count.right for count in counts),
        predicted=sum(count.predicted for count in counts),
        gold=sum(count.gold for count in counts),
    )
