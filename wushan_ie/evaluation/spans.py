"""Mentions against gold: exact spans of each label, and the values of the exact ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import takewhile

from wushan_ie.evaluation.scores import Counts, Difference
from wushan_ie.evaluation.views import Entity, Span, View, context_of
from wushan_ie.writing.faults import AMOUNT_LABELS, LABELS

_NUMBER_KEYS = ("value", "low", "high")


def score_spans(gold: View, predicted: View) -> tuple[dict[str, Counts], list[Difference]]:
    """Count exact spans per label; a gold span and the wrong one that covers most of it are one error."""
    counts: dict[str, Counts] = {}
    differences: list[Difference] = []
    for label in LABELS:
        answers, found = gold.mentions[label], predicted.mentions[label]
        right = answers.keys() & found.keys()
        counts[label] = Counts(len(right), len(found), len(answers))
        missed = {span: entity for span, entity in answers.items() if span not in right}
        spurious = {span: entity for span, entity in found.items() if span not in right}
        differences += _span_differences(label, missed, spurious, (gold, predicted))
    return counts, differences


def score_values(gold: View, predicted: View) -> tuple[dict[str, Counts], list[Difference]]:
    """Count the exact spans whose value, low, high and unit are right.

    Where gold does not annotate the bounds of quantities, only their value and unit are compared.
    """
    counts: dict[str, Counts] = {}
    differences: list[Difference] = []
    for label in AMOUNT_LABELS:
        answers, found = gold.mentions[label], predicted.mentions[label]
        right = 0
        exact = [span for span in answers if span in found]
        with_bounds = label != "QUANTITY" or has_quantity_bounds(gold)
        for span in exact:
            keys = wrong_keys(answers[span], found[span], with_bounds)
            right += not keys
            if keys:
                shown = (f"{answers[span]['text']}: {show_amount(answers[span])}", show_amount(found[span]))
                context = context_of(gold.text, *span)
                rule = found[span].get("rule")
                differences.append(Difference(gold.id, f"{label}.value", "wrong", *span, context, *shown, rule))
        counts[f"{label}.value"] = Counts(right, len(exact), len(exact))
    return counts, differences


def has_quantity_bounds(view: View) -> bool:
    """Whether the bounds of quantities are annotated in a gold document at all.

    They are not when no quantity has any, not even an exact one, whose bounds are its value by the contract.
    """
    quantities = view.mentions["QUANTITY"].values()
    if any(entity["low"] is not None or entity["high"] is not None for entity in quantities):
        return True
    return not any(entity["value"] is not None and not entity["approx"] for entity in quantities)


def wrong_keys(gold: Entity, predicted: Entity, with_bounds: bool) -> tuple[str, ...]:
    """The keys among value, low, high and unit in which two amounts differ; numbers compare by value (1.0 is 1).

    >>> wrong_keys({"value": "1.0", "unit": "亩"}, {"value": "1", "unit": "公里"}, with_bounds=False)
    ('unit',)
    """
    keys = [
        key for key in (_NUMBER_KEYS if with_bounds else ("value",)) if _number(gold, key) != _number(predicted, key)
    ]
    return (*keys, "unit") if gold["unit"] != predicted["unit"] else tuple(keys)


def show_amount(entity: Entity) -> str:
    """An amount in one line: value, bounds when they are not the value, unit, what it is per."""
    value, low, high = ("–" if entity[key] is None else entity[key] for key in _NUMBER_KEYS)
    bounds = "" if value == low == high else f" [{low}, {high}]"
    per = f" per {entity['per']}" if entity["per"] else ""
    return f"{value}{bounds} {entity['unit'] or '–'}{per}"


def _number(entity: Entity, key: str) -> Decimal | None:
    return None if entity[key] is None else Decimal(entity[key])


def _span_differences(
    label: str, missed: Mapping[Span, Entity], spurious: Mapping[Span, Entity], views: tuple[View, View]
) -> Iterator[Difference]:
    gold, predicted = views
    order = list(spurious)
    taken: set[Span] = set()
    for span, entity in missed.items():
        context = context_of(gold.text, *span)
        rivals = [other for other in _overlapping(span, order) if other not in taken]
        if not rivals:
            yield Difference(gold.id, label, "missed", *span, context, entity["text"], _show_others(span, predicted))
            continue
        rival = max(rivals, key=lambda other: min(span[1], other[1]) - max(span[0], other[0]))
        taken.add(rival)
        shown = (entity["text"], spurious[rival]["text"])
        yield Difference(gold.id, label, "boundary", *span, context, *shown, spurious[rival].get("rule"))
    for span, entity in spurious.items():
        if span not in taken:
            shown = (_show_others(span, gold), entity["text"])
            context = context_of(gold.text, *span)
            yield Difference(gold.id, label, "spurious", *span, context, *shown, entity.get("rule"))


def _show_others(span: Span, view: View) -> str | None:
    """What the other side has at this place, with labels."""
    others = (
        f"{label} {entities[other]['text']}"
        for label, entities in view.mentions.items()
        for other in _overlapping(span, list(entities))
    )
    return "、".join(others) or None


def _overlapping(span: Span, spans: list[Span]) -> list[Span]:
    """Those of the sorted spans, none of which overlaps another, that share a character with ``span``."""
    first = bisect_right(spans, span[0], key=lambda other: other[1])
    return list(takewhile(lambda other: other[0] < span[1], spans[first:]))
