"""Where values and kinds go wrong: by the form of the amount, and kind against kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from wushan_ie.evaluation.scores import FormScore
from wushan_ie.evaluation.spans import has_quantity_bounds, wrong_keys
from wushan_ie.evaluation.views import Entity, View
from wushan_ie.writing.faults import AMOUNT_LABELS, KINDS

FORMS = {
    "exact": "an exact figure",
    "at most": "近 将近 不足 不到 最多 以内 以下",
    "at least": "超 超过 逾 不低于 不少于 至少 以上",
    "about": "约 大约 左右 上下",
    "and more": "余 多",
    "range": "a range of exact ends",
    "loose range": "数 几, or a range with an approximator",
    "no bounds": "a quantity where gold annotates no bounds",
    "other": "a figure and bounds of no form of the contract",
}


def score_forms(pairs: Iterable[tuple[View, View]]) -> tuple[FormScore, ...]:
    """Count right values among exact spans by label and form, in the order of ``FORMS``; empty forms are left out."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str, str]] = Counter()
    for gold, predicted in pairs:
        for label in AMOUNT_LABELS:
            with_bounds = label != "QUANTITY" or has_quantity_bounds(gold)
            for span, answer in gold.mentions[label].items():
                if (found := predicted.mentions[label].get(span)) is None:
                    continue
                form = form_of(answer) if with_bounds else "no bounds"
                keys = wrong_keys(answer, found, with_bounds)
                total[label, form] += 1
                right[label, form] += not keys
                wrong.update((label, form, key) for key in keys)
    return tuple(
        FormScore(label, form, right[label, form], total[label, form], _wrong_of(wrong, label, form))
        for label in AMOUNT_LABELS
        for form in FORMS
        if total[label, form]
    )


def form_of(amount: Entity) -> str:
    """The form of an amount, read off its value and bounds: one key of ``FORMS``.

    >>> form_of({"value": "10000000", "low": None, "high": "10000000", "approx": True})
    'at most'
    """
    value, low, high = (None if amount[key] is None else Decimal(amount[key]) for key in ("value", "low", "high"))
    if value is None:
        return "loose range" if amount["approx"] else "range"
    if low is None and high is None:
        return "about"
    if low is None or high is None:
        name, bound = ("at most", high) if low is None else ("at least", low)
        return name if bound == value else "other"
    if low != value or high < value:
        return "other"
    return "exact" if high == value else "and more"


def confuse_kinds(pairs: Iterable[tuple[View, View]]) -> tuple[tuple[str, str, int], ...]:
    """Count (kind in gold, kind predicted) over the facts whose amount is right, in the order of ``KINDS``."""
    seen: Counter[tuple[str, str]] = Counter()
    for gold, predicted in pairs:
        seen.update(
            (answer.word, predicted.facts[amount].word)
            for amount, answer in gold.facts.items()
            if amount in predicted.facts
        )
    return tuple((one, other, seen[one, other]) for one in KINDS for other in KINDS if seen[one, other])


def _wrong_of(wrong: Counter[tuple[str, str, str]], label: str, form: str) -> tuple[tuple[str, int], ...]:
    return tuple((key, wrong[label, form, key]) for key in ("value", "low", "high", "unit") if wrong[label, form, key])
