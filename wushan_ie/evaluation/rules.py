"""What each rule did: how often it fired, how often rightly, and the errors it made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from wushan_ie.evaluation.relations import is_same_otherwise, is_same_project
from wushan_ie.evaluation.scores import Difference, RuleScore
from wushan_ie.evaluation.spans import has_quantity_bounds, wrong_keys
from wushan_ie.evaluation.views import View
from wushan_ie.writing.faults import AMOUNT_LABELS, LABELS

_RECORDS = (*LABELS, "fact", "post")
_Firing = tuple[str, str | None, bool, bool]


def score_rules(pairs: Iterable[tuple[View, View]], differences: Iterable[Difference]) -> tuple[RuleScore, ...]:
    """Return the score of each rule that fired, by record and rule id; records without a rule are left out."""
    outcomes: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for gold, predicted in pairs:
        for record, rule, right, complete in _firings(gold, predicted):
            if rule is not None:
                outcomes[record, rule].append((right, complete))
    errors: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for difference in differences:
        if difference.rule is not None:
            errors[difference.measure, difference.rule].append(difference)
    return tuple(
        RuleScore(
            record=record,
            rule=rule,
            fired=len(outcomes[record, rule]),
            right=sum(right for right, _ in outcomes[record, rule]),
            complete=sum(complete for _, complete in outcomes[record, rule]),
            errors=tuple(errors[record, rule]),
        )
        for record, rule in sorted(outcomes, key=lambda key: (_RECORDS.index(key[0]), key[1]))
    )


def _firings(gold: View, predicted: View) -> Iterator[_Firing]:
    """Yield (record, rule, right, complete) for everything predicted."""
    for label in LABELS:
        answers = gold.mentions[label]
        with_bounds = label != "QUANTITY" or has_quantity_bounds(gold)
        for span, entity in predicted.mentions[label].items():
            right = span in answers
            valued = right and label in AMOUNT_LABELS
            complete = not wrong_keys(answers[span], entity, with_bounds) if valued else right
            yield label, entity.get("rule"), right, complete
    for amount, fact in predicted.facts.items():
        right = amount in gold.facts and is_same_project(gold.facts[amount], fact)
        yield "fact", fact.rule, right, right and is_same_otherwise(gold.facts[amount], fact)
    for key, post in predicted.posts.items():
        right = key in gold.posts
        yield "post", post.rule, right, right and is_same_otherwise(gold.posts[key], post)
