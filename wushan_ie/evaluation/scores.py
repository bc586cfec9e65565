"""What an evaluation holds: counts, measures with their intervals, and the differences behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wushan_ie.writing.faults import AMOUNT_LABELS, LABELS

Problem = Literal["missed", "spurious", "boundary", "wrong"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, of how many predicted and how many in gold; a share has both totals equal.

    >>> Counts(right=3, predicted=4, gold=6).f1
    0.6
    """

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float | None:
        """The right ones of the predicted; None when nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The right ones of gold; None when gold has none."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, of a share the share; None when there is nothing to score."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else None


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure's name, the table it stands in, whether it is a share of n, and its meaning in words."""

    name: str
    group: str
    is_share: bool
    meaning: str


def _define() -> tuple[Definition, ...]:
    spans = [Definition(label, "spans", False, "exact span and label") for label in LABELS]
    values = [
        Definition(f"{label}.value", "values", True, f"exact {label} spans with value, low, high and unit right")
        for label in AMOUNT_LABELS
    ]
    facts = [Definition("fact", "facts", False, "amount an exact MONEY span, project overlaps with Dice >= 0.5")]
    for role in ("kind", "actors", "place", "part_of"):
        facts.append(Definition(f"fact.{role}", "facts", True, f"facts with the amount right: {role} right"))
    links = [
        Definition(f"link.{role}", "links", False, f"pairs of amount and {role}, absent ones not counted")
        for role in ("project", "actors", "place", "part_of")
    ]
    posts = [Definition("post", "posts", False, "person an exact span, title equal")]
    for role in ("org", "place"):
        posts.append(Definition(f"post.{role}", "posts", True, f"right posts: {role} right"))
    return (*spans, *values, *facts, *links, *posts)


MEASURES = _define()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in ``document`` at ``start:end``, what gold has and what was predicted (by which rule).

    ``context`` is the sentence in three parts: before the words at ``start:end``, these, after them.
    """

    document: str
    measure: str
    problem: Problem
    start: int
    end: int
    context: tuple[str, str, str]
    gold: str | None
    predicted: str | None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The counts of one document by measure name (a measure that has nothing to count is left out)."""

    id: str
    counts: dict[str, Counts]
    differences: tuple[Difference, ...]
    bounds_annotated: bool = True

    def count(self, name: str) -> Counts:
        """The counts of a measure, zeros when the document has nothing of it."""
        return self.counts.get(name, Counts(0, 0, 0))


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure over all documents; ``interval`` is the 95 % bootstrap interval of its F1 (of a share: the share)."""

    definition: Definition
    counts: Counts
    interval: tuple[float, float] | None

    @property
    def name(self) -> str:
        """The name by which floors and reports address the measure."""
        return self.definition.name


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often a rule made a record (a label, fact or post), how often rightly, and errors it made.

    ``right`` is what the measure of that record counts; ``complete`` of these have the value or every role right too.
    """

    record: str
    rule: str
    fired: int
    right: int
    complete: int
    errors: tuple[Difference, ...]

    @property
    def precision(self) -> float | None:
        """The right ones of the fired; None when the rule never fired."""
        return self.right / self.fired if self.fired else None


@dataclass(frozen=True, slots=True)
class FormScore:
    """Of the exact spans of a label whose amount has this form in gold: how many values were right.

    ``wrong`` counts the keys (value, low, high, unit) that were not.
    """

    label: str
    form: str
    right: int
    n: int
    wrong: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures in the order of ``MEASURES``, the scores of each document in the order of gold, and breakdowns.

    ``kinds`` counts (kind in gold, kind predicted) on the facts whose amount is right.
    """

    measures: tuple[Measure, ...]
    documents: tuple[DocumentScores, ...]
    rules: tuple[RuleScore, ...]
    forms: tuple[FormScore, ...]
    kinds: tuple[tuple[str, str, int], ...]

    def measure(self, name: str) -> Measure:
        """The measure of that name; raises KeyError."""
        return {measure.name: measure for measure in self.measures}[name]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The differences of all documents, in the order of gold, within a document by place."""
        return tuple(difference for document in self.documents for difference in document.differences)
