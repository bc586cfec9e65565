"""The link rules with what they scored, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.scores import Evaluation
from wushan_ie.rulebook import LinkRule
from wushan_ie.writing.columns import show_interval, show_score

_HEAD = """\
# The link rules, measured

Written by `wushan-ie rules measure`; not by hand. For each gold: facts that the rule made, how many of them are right
(amount exact, project as in gold), precision with its 95 % Wilson interval. A rule that never fired there has none.
Figures of gold that was read while rules were written say little of unseen text; those of `test` do.
"""


def render_rule_page(rules: Sequence[LinkRule], evaluations: Mapping[str, Evaluation]) -> str:
    """Return Markdown: a table of the rules, then one of what linking functions made beside them."""
    scores = {
        (name, score.rule): (score.right, score.fired)
        for name, evaluation in evaluations.items()
        for score in evaluation.rules
        if score.record == "fact"
    }
    names = {rule.id for rule in rules}
    rows = [
        [f"`{rule.id}`", rule.kind, rule.status, rule.says, *_cells(rule.id, evaluations, scores)] for rule in rules
    ]
    others = sorted({rule for _, rule in scores} - names)
    steps = [[f"`{name}`", *_cells(name, evaluations, scores)] for name in others]
    return "\n".join(
        [
            _HEAD,
            *_table(["rule", "kind", "status", "what it says", *evaluations], rows),
            "",
            "Facts that no rule decides alone carry the name of the step of `linking/` that made them:",
            "",
            *_table(["step", *evaluations], steps),
            "",
        ]
    )


def _cells(
    rule: str, evaluations: Mapping[str, Evaluation], scores: Mapping[tuple[str, str], tuple[int, int]]
) -> list[str]:
    cells = []
    for name in evaluations:
        right, fired = scores.get((name, rule), (0, 0))
        share = f"{show_score(right / fired)} ({show_interval(wilson_interval(right, fired))})" if fired else "–"
        cells.append(f"{right} of {fired}: {share}" if fired else "–")
    return cells


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---"] * len(head)
    return [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in (head, rule, *rows)]
