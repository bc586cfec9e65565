"""Texts to annotated bulletins without spaCy: what the command line, archives and ``annotate`` run.

The words, stages and rows are those of ``load``'s pipeline; only the Doc, with its tokens and spans, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from wushan_ie.linking.explain import explain_facts
from wushan_ie.linking.facts import Weighed
from wushan_ie.linking.weights import Weights
from wushan_ie.pipeline import Analysis, load_analyzer, says_words
from wushan_ie.reading.header_form import HeaderForm
from wushan_ie.segmentation.segmenter import check_characters, load_segmenter, token_starts
from wushan_ie.writing.documents import format_whole
from wushan_ie.writing.plain import plain_records


class Annotator:
    """Annotates texts by one segmenter and one set of rules; can be sent to other processes.

    Raises SettingError for an unknown segmenter or bad words, ModelError when the segmentation model is missing,
    RuleError for a faulty rule folder.
    """

    def __init__(self, segmenter: str, words: Sequence[str], rules: Sequence[str]) -> None:
        self.segmenter = segmenter
        self.words = tuple(words)
        self.rules = tuple(rules)
        self._segmenter = load_segmenter(segmenter, words)
        self._analyzer = load_analyzer(self.rules)

    @property
    def header(self) -> HeaderForm:
        """The form of page headers that these rules know."""
        return self._analyzer.header

    def annotate(self, text: str, name: str, known: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the annotated bulletin of a text with this id; raises ReadError for a lone surrogate.

        ``known`` is the meta of the bulletin that stands beside its text; relative dates (去年) count from its dates.
        """
        found = self.analyse(text, known)
        rows = plain_records(found.mentions, found.facts, found.posts)
        return {"id": name, "text": text, "meta": dict(found.meta), **rows}

    def annotate_line(self, text: str, name: str) -> str:
        """Return the annotated bulletin as its line of JSON, the line end included; raises as ``annotate`` does."""
        return format_whole(self.annotate(text, name)) + "\n"

    def analyse(self, text: str, known: Mapping[str, str] | None = None) -> Analysis:
        """Return all that the stages find in a text; ``known`` and errors are those of ``annotate``."""
        return self._analyzer.analyse(text, self._words(text), known)

    def weigh(self, text: str, known: Mapping[str, str] | None = None) -> Weighed:
        """Return for every amount what it and its project may be, with evidence; raises ReadError as ``analyse``."""
        return self._analyzer.weigh(text, self._words(text), known)

    def _words(self, text: str) -> frozenset[int] | None:
        check_characters(text)
        starts = token_starts(text, self._segmenter.starts(text))
        return frozenset(starts) if says_words(text, starts) else None

    def explain(self, text: str, number: int | None, known: Mapping[str, str] | None = None) -> str:
        """Return why each amount was linked as it was, or that of this number; raises as ``explain_facts`` does."""
        drafts, weighed = self.analyse(text, known).drafts, self.weigh(text, known)
        return explain_facts(text, drafts, number, weighed, self._analyzer.linker.weights)

    def with_weights(self, weights: Weights) -> Annotator:
        """Return an annotator that weighs evidence otherwise, to learn in two steps."""
        other = copy(self)
        other._analyzer = self._analyzer.with_weights(weights)
        return other

    def without_rule(self, rule: str) -> Annotator:
        """Return an annotator that lacks one link rule, to see what the rule is good for."""
        other = copy(self)
        other._analyzer = self._analyzer.without_rule(rule)
        return other

    def __reduce__(self) -> tuple[type[Annotator], tuple[str, tuple[str, ...], tuple[str, ...]]]:
        return Annotator, (self.segmenter, self.words, self.rules)
