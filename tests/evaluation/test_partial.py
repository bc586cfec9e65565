import importlib

import pytest

from wushan_ie.errors import SettingError
from wushan_ie.evaluation import PartialScore, score_partial

DOCUMENT = {"id": "b01", "text": "县委", "entities": []}


def test_without_nervaluate_the_remedy_is_named(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(SettingError, match=r"^partial scores need nervaluate: pip install 'wushan-ie\[report\]'$"):
        score_partial([DOCUMENT], [DOCUMENT])


def test_a_label_without_spans_has_no_score():
    pytest.importorskip("nervaluate")
    assert {score.f1 for score in score_partial([DOCUMENT], [DOCUMENT])} == {None}


def test_a_partial_score_is_the_harmonic_mean_of_its_precision_and_recall():
    score = PartialScore("ORG", correct=3, partial=2, missed=1, spurious=3)
    assert (score.precision, score.recall) == (0.5, 4 / 6)
    assert score.f1 == pytest.approx(2 * 0.5 * (4 / 6) / (0.5 + 4 / 6))
