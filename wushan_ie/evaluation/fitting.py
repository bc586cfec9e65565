"""Weights of evidence from gold: which of its options each amount takes, learned by a log-linear model.

For an amount with options o and evidence f the model is p(o) ∝ exp(Σ w_f); the weights maximize the likelihood of the
options that gold has right, with a Gaussian prior (L2). The likelihood is convex where one option is right, so that
the same gold gives the same weights. Where several options are right (two phrases that overlap gold with Dice >= 0.5)
their probabilities add up. Amounts none of whose options is right teach nothing and are left out.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wushan_ie.annotator import Annotator
from wushan_ie.errors import SettingError
from wushan_ie.evaluation.relations import is_same_span
from wushan_ie.evaluation.views import Span, view_document
from wushan_ie.linking.facts import Weighed
from wushan_ie.linking.kind_evidence import KindQuestion
from wushan_ie.linking.weighing import Option
from wushan_ie.linking.weights import weights_of
from wushan_ie.rulebook import Rulebook
from wushan_ie.rulebook.examples import parse_example
from wushan_ie.writing.documents import Document

Weigh = Callable[[str], Weighed]
_LEAST_SEEN = 3  # evidence that is rarer says nothing that would hold elsewhere
_PRIOR = 6.0  # the inverse variance of the prior
_LEAST_WEIGHT = 0.05  # a smaller one moves no choice

_KIND_EXAMPLE = 10  # an example of a rule stands for its kind: it counts so many times
_PROJECT_EXAMPLE = 5  # there are many: together they must not outweigh gold

_Floats = npt.NDArray[np.float64]
_Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The options of one gold amount, each with its evidence and whether gold has it right; it counts ``times``."""

    document: str
    evidence: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    times: int = 1


def find_lessons(gold: Iterable[Document], weigh: Weigh, what: str) -> list[Lesson]:
    """Return a lesson for every gold amount that is found with its edges; ``weigh`` gives the options of a text.

    ``what`` is "kinds" or "projects".
    """
    lessons = []
    for document in gold:
        facts = view_document(document).facts
        weighed = weigh(document["text"])
        for number, draft in enumerate(weighed.drafts):
            fact = facts.get((draft.amount.start, draft.amount.end))
            if fact is None:
                continue
            wanted = next(iter(fact.roles["project"]), None)
            if what == "kinds":
                lessons.append(_kind_lesson(document["id"], weighed.kinds[number], fact.word, 1))
            else:
                lessons.append(_project_lesson(document["id"], weighed.projects[number], wanted, 1))
    return lessons


def find_kind_examples(rulebook: Rulebook, weigh: Weigh) -> list[Lesson]:
    """Return the lessons of what is written to teach: ``tables/weighing.toml``, and the rules' examples."""
    rules = ((rule.kind, example.text, example.wanted) for rule in rulebook.links for example in rule.positive)
    listed = rulebook.tables["weighing"]["kinds"]
    taught = ((kind, *parse_example(source)[:2]) for kind, sources in listed.items() for source in sources)
    lessons = []
    for kind, text, spans in (*rules, *taught):
        start = next(span.start for span in spans if span.role == "amount")
        weighed = weigh(text)
        for draft, found in zip(weighed.drafts, weighed.kinds, strict=True):
            if draft.amount.start == start:
                lessons.append(_kind_lesson(text, found, kind, _KIND_EXAMPLE))
    return lessons


def find_project_examples(rulebook: Rulebook, weigh: Weigh) -> list[Lesson]:
    """Return the lessons of what is written to teach: ``tables/weighing.toml``, the rules' examples with a project."""
    rules = (example for rule in rulebook.links for example in rule.positive)
    named = ((one.text, one.wanted) for one in rules if any(span.role == "project" for span in one.wanted))
    taught = (parse_example(source)[:2] for source in rulebook.tables["weighing"]["projects"])
    lessons = []
    for text, spans in (*named, *taught):
        roles = {span.role: (span.start, span.end) for span in spans}
        weighed = weigh(text)
        for draft, found in zip(weighed.drafts, weighed.projects, strict=True):
            if (draft.amount.start, draft.amount.end) == roles["amount"]:
                lessons.append(_project_lesson(text, found, roles.get("project"), _PROJECT_EXAMPLE))
    return lessons


def fit_weights(lessons: Sequence[Lesson], rules: Iterable[str]) -> dict[str, float]:
    """Return the weight of each piece of evidence, rounded to two places, in the order of the evidence.

    The ``rules`` that were there are listed even where they weigh nothing: one that is not listed decides alone. Raises
    SettingError when scipy is missing or no lesson has a right option.
    """
    try:
        optimize = importlib.import_module("scipy.optimize")
        sparse = importlib.import_module("scipy.sparse")
    except ImportError:
        raise SettingError("fitting needs scipy: pip install 'wushan-ie[fit]'") from None
    taught = [lesson for lesson in lessons if any(lesson.right)]
    if not taught:
        raise SettingError("no amount of this gold has an option that is right: there is nothing to learn from")
    seen = Counter(one for lesson in taught for evidence in lesson.evidence for one in set(evidence))
    known = sorted(one for one, count in seen.items() if count >= _LEAST_SEEN)
    problem = _Problem(taught, {one: number for number, one in enumerate(known)}, sparse)
    found = optimize.minimize(problem.loss, np.zeros(len(known)), jac=True, method="L-BFGS-B").x
    weights = {one: round(float(weight), 2) for one, weight in zip(known, found, strict=True)}
    kept = {one: weight for one, weight in weights.items() if abs(weight) >= _LEAST_WEIGHT}
    return dict(sorted({**dict.fromkeys((f"winner {rule}" for rule in rules), 0.0), **kept}.items()))


def learn(gold: Sequence[Document], rulebook: Rulebook, annotator: Annotator) -> tuple[dict[str, float], int]:
    """Return all weights, and from how many amounts; kinds first, for the kind is evidence for the project."""
    kinds = find_lessons(gold, annotator.weigh, "kinds") + find_kind_examples(rulebook, annotator.weigh)
    weights = fit_weights(kinds, [])
    other = annotator.with_weights(weights_of(weights))
    projects = find_lessons(gold, other.weigh, "projects") + find_project_examples(rulebook, other.weigh)
    return {**weights, **fit_weights(projects, [rule.id for rule in rulebook.links])}, len(projects)


def format_weights(weights: dict[str, float], sources: Iterable[str]) -> str:
    """Return the table ``evidence.tsv``."""
    head = [
        "# How much each piece of evidence speaks for an option as the project of an amount, or for its kind, in nats.",
        f"# Written by `wushan-ie rules fit` from {', '.join(sources)}; not by hand.",
    ]
    return "\n".join([*head, *(f"{one}\t{weight:g}" for one, weight in weights.items())]) + "\n"


class _Problem:
    """The negative log likelihood and its gradient; rows are options, columns evidence."""

    def __init__(self, lessons: Sequence[Lesson], columns: dict[str, int], sparse: Any) -> None:
        rows = [evidence for lesson in lessons for evidence in lesson.evidence]
        indices = [sorted({columns[one] for one in row if one in columns}) for row in rows]
        flat = np.array([column for row in indices for column in row], dtype=np.int64)
        pointers = np.cumsum([0, *map(len, indices)])
        shape = (len(rows), len(columns))
        self.matrix = sparse.csr_matrix((np.ones(len(flat)), flat, pointers), shape=shape)
        sizes = [len(lesson.right) for lesson in lessons]
        self.starts: _Integers = np.cumsum([0, *sizes])[:-1]
        self.group: _Integers = np.repeat(np.arange(len(lessons)), sizes)
        self.times: _Floats = np.array([lesson.times for lesson in lessons], dtype=np.float64)
        self.right: _Floats = np.array([one for lesson in lessons for one in lesson.right], dtype=np.float64)

    def loss(self, weights: _Floats) -> tuple[float, _Floats]:
        scores = self.matrix @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.group])
        right = scores * self.right
        total, total_right = (np.add.reduceat(one, self.starts) for one in (scores, right))
        value = -(self.times * np.log(total_right / total)).sum() + _PRIOR / 2 * weights @ weights
        surplus = self.times[self.group] * (scores / total[self.group] - right / total_right[self.group])
        return float(value), self.matrix.T @ surplus + _PRIOR * weights


def _kind_lesson(name: str, question: KindQuestion, wanted: str, times: int) -> Lesson:
    right = tuple(kind == wanted for kind in question.kinds)
    return Lesson(name, tuple(map(question.evidence, question.kinds)), right, times)


def _project_lesson(name: str, options: Sequence[Option], wanted: Span | None, times: int) -> Lesson:
    right = tuple(_is_right(option, wanted) for option in options)
    return Lesson(name, tuple(option.evidence for option in options), right, times)


def _is_right(option: Option, wanted: Span | None) -> bool:
    if option.project is None or wanted is None:
        return option.project is None and wanted is None
    return is_same_span((option.project.start, option.project.end), wanted)
