"""Two predictions of the same gold: which facts came, went or changed, and whether that is better."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import comb
from typing import Literal

from wushan_ie.evaluation.relations import is_same_otherwise, is_same_project, show_relation, show_spans
from wushan_ie.evaluation.scores import Evaluation
from wushan_ie.evaluation.scoring import evaluate
from wushan_ie.evaluation.views import Relation, View, context_of, pair_documents
from wushan_ie.writing.documents import Document


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs between two predictions; ``verdict`` is by gold, ``context`` its sentence in three parts."""

    document: str
    what: Literal["appeared", "vanished", "changed"]
    verdict: Literal["better", "worse", "neither"]
    start: int
    end: int
    context: tuple[str, str, str]
    before: str | None
    after: str | None
    rules: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two evaluations on one gold, the facts that differ, and the gold facts that only one of them has right."""

    before: Evaluation
    after: Evaluation
    changes: tuple[Change, ...]
    lost: int
    gained: int

    @property
    def p_value(self) -> float:
        """The exact two-sided McNemar test: how likely so uneven a gain or loss is if neither were better."""
        return mcnemar_p(self.lost, self.gained)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a rule alone adds: gold facts right only with it, and gold facts right only without it."""

    rule: str
    adds: int
    spoils: int


def compare(gold: Iterable[Document], before: Iterable[Document], after: Iterable[Document]) -> Comparison:
    """Compare two predictions of the same gold documents; raises RecordError as ``evaluate`` does.

    A fact is known by its document and amount; it changed when its kind or a role is another span.
    """
    answers, first, second = list(gold), list(before), list(after)
    pairs = zip(pair_documents(answers, first), pair_documents(answers, second), strict=True)
    changes: list[Change] = []
    lost = gained = 0
    for (answer, one), (_, other) in pairs:
        changes += _changes(answer, one, other)
        for amount, fact in answer.facts.items():
            was, became = (_is_right(fact, view.facts.get(amount)) for view in (one, other))
            lost += was and not became
            gained += became and not was
    return Comparison(evaluate(answers, first), evaluate(answers, second), tuple(changes), lost, gained)


def find_contributions(
    gold: Iterable[Document],
    predicted: Iterable[Document],
    rules: Iterable[str],
    predict_without: Callable[[str], Iterable[Document]],
) -> Iterator[Contribution]:
    """Yield what each rule adds, by predicting again without it: another rule may find the same fact."""
    answers, full = list(gold), list(predicted)
    for rule in rules:
        comparison = compare(answers, predict_without(rule), full)
        yield Contribution(rule, adds=comparison.gained, spoils=comparison.lost)


def mcnemar_p(lost: int, gained: int) -> float:
    """Return the two-sided p value of the exact McNemar test on the items of which only one side is right.

    >>> mcnemar_p(1, 5), mcnemar_p(0, 0)
    (0.21875, 1.0)
    """
    n = lost + gained
    tail = sum(comb(n, k) for k in range(min(lost, gained) + 1))
    return float(min(1, 2 * tail / 2**n))


def _is_right(answer: Relation, fact: Relation | None) -> bool:
    return fact is not None and is_same_project(answer, fact)


def _merit(answer: Relation | None, fact: Relation | None) -> tuple[int, int]:
    """How good a fact is by gold: a right one above none, none above a wrong one; then its right kind and roles."""
    if fact is None:
        return (0, 0)
    if answer is None:
        return (-1, 0)
    agree = [answer.word == fact.word, *(answer.roles[role] == fact.roles[role] for role in answer.roles)]
    return (1 if _is_right(answer, fact) else -1, sum(agree))


def _show(fact: Relation | None, text: str) -> str | None:
    if fact is None:
        return None
    roles = (("by", "actors"), ("in", "place"), ("part of", "part_of"))
    parts = [f"{word} {show_spans(fact.roles[role], text)}" for word, role in roles if fact.roles[role]]
    return ", ".join([show_relation(fact, text), *parts])


def _changes(answer: View, one: View, other: View) -> Iterator[Change]:
    for amount in sorted({*one.facts, *other.facts}):
        before, after = one.facts.get(amount), other.facts.get(amount)
        what: Literal["appeared", "vanished", "changed"]
        if before is None or after is None:
            what = "appeared" if before is None else "vanished"
        elif is_same_otherwise(before, after) and before.roles["project"] == after.roles["project"]:
            continue
        else:
            what = "changed"
        merits = [_merit(answer.facts.get(amount), fact) for fact in (before, after)]
        yield Change(
            document=answer.id,
            what=what,
            verdict="neither" if merits[0] == merits[1] else "better" if merits[0] < merits[1] else "worse",
            start=amount[0],
            end=amount[1],
            context=context_of(answer.text, *amount),
            before=_show(before, answer.text),
            after=_show(after, answer.text),
            rules=(before.rule if before else None, after.rule if after else None),
        )
