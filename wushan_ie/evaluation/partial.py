"""Partial span scores, counted by nervaluate: what a wrong boundary is still worth."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wushan_ie.errors import SettingError
from wushan_ie.evaluation.views import View, pair_documents
from wushan_ie.writing.documents import Document
from wushan_ie.writing.faults import LABELS


@dataclass(frozen=True, slots=True)
class PartialScore:
    """The predicted spans of a label that are exact, that touch a gold span, that touch none; gold spans missed.

    A span that touches one counts half, as in SemEval-2013 task 9.1.
    """

    label: str
    correct: int
    partial: int
    missed: int
    spurious: int

    @property
    def precision(self) -> float | None:
        """The credit of the predicted spans; None when nothing was predicted."""
        return _share(self.correct + self.partial / 2, self.correct + self.partial + self.spurious)

    @property
    def recall(self) -> float | None:
        """The credit of the gold spans; None when gold has none."""
        return _share(self.correct + self.partial / 2, self.correct + self.partial + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when there is nothing to score."""
        return _share(2 * self.correct + self.partial, 2 * (self.correct + self.partial) + self.spurious + self.missed)


def score_partial(gold: Iterable[Document], predicted: Iterable[Document]) -> tuple[PartialScore, ...]:
    """Return the partial score of each label; raises SettingError when nervaluate is not installed.

    Documents are joined and checked as in ``evaluate``.
    """
    try:
        nervaluate = importlib.import_module("nervaluate")
    except ImportError:
        raise SettingError("partial scores need nervaluate: pip install 'wushan-ie[report]'") from None
    answers, found = zip(*pair_documents(gold, predicted), strict=True)
    tables = ([_spans(view) for view in views] for views in (answers, found))
    scores = nervaluate.Evaluator(*tables, tags=list(LABELS), loader="dict").evaluate()["entities"]
    return tuple(_score(label, scores.get(label)) for label in LABELS)


def _spans(view: View) -> list[dict[str, Any]]:
    # nervaluate counts the last character into a span.
    return [{"label": label, "start": start, "end": end - 1} for label in LABELS for start, end in view.mentions[label]]


def _score(label: str, found: Any) -> PartialScore:
    if found is None:
        return PartialScore(label, 0, 0, 0, 0)
    counts = found["partial"]
    return PartialScore(label, counts.correct, counts.partial, counts.missed, counts.spurious)


def _share(credit: float, total: int) -> float | None:
    return credit / total if total else None
