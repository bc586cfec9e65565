"""The parts of an evaluation as terminal tables: rules, forms of amounts, kinds, documents, partial spans, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wushan_ie.evaluation.comparison import Change, Comparison, Contribution
from wushan_ie.evaluation.intervals import wilson_interval
from wushan_ie.evaluation.partial import PartialScore
from wushan_ie.evaluation.scores import Counts, Evaluation
from wushan_ie.writing.columns import format_columns, show_interval, show_p, show_score
from wushan_ie.writing.faults import KINDS

_PER_DOCUMENT = ("MONEY", "QUANTITY", "PERCENT", "DATE", "ORG", "GPE", "PERSON", "PROJECT", "fact", "post")


def render_rules(evaluation: Evaluation, contributions: Sequence[Contribution] = (), examples: int = 0) -> str:
    """Return a table of the rules that fired, and under it up to ``examples`` errors of each.

    With contributions, ``adds`` counts the gold facts that only this rule gets right, ``spoils`` those it costs.
    """
    alone = {item.rule: item for item in contributions}
    head = ["record", "rule", "fired", "right", "wrong", "complete", "precision", "95 % (Wilson)"]
    rows = [[*head, "adds", "spoils"]] if alone else [head]
    for score in evaluation.rules:
        interval = show_interval(wilson_interval(score.right, score.fired))
        counts = [score.fired, score.right, score.fired - score.right, score.complete]
        row = [score.record, score.rule, *map(str, counts), show_score(score.precision), interval]
        if alone:
            item = alone.get(score.rule) if score.record == "fact" else None
            row += [str(item.adds), str(item.spoils)] if item else ["", ""]
        rows.append(row)
    lines = format_columns(rows, frozenset(range(2, len(rows[0]))))
    for score in evaluation.rules:
        for error in score.errors[:examples]:
            lines += ["", f"{score.rule}  {error.document} {error.start}:{error.end}  {error.problem}"]
            lines += _sides(error.gold, error.predicted, error.context)
    return _join(lines)


def render_forms(evaluation: Evaluation) -> str:
    """Return a table of right values by label and form of the amount, and which keys were wrong."""
    rows = [["label", "form", "right", "n", "share", "wrong"]]
    for form in evaluation.forms:
        wrong = ", ".join(f"{key} {count}" for key, count in form.wrong)
        rows.append([form.label, form.form, str(form.right), str(form.n), show_score(form.right / form.n), wrong])
    return _join(format_columns(rows, frozenset([2, 3, 4])))


def render_kinds(evaluation: Evaluation) -> str:
    """Return the confusion of kinds: a row for each kind in gold, a column for each kind predicted."""
    counts = {(gold, predicted): n for gold, predicted, n in evaluation.kinds}
    down = [kind for kind in KINDS if any(gold == kind for gold, _ in counts)]
    across = [kind for kind in KINDS if any(predicted == kind for _, predicted in counts)]
    rows = [["gold", *across, "n"]]
    for kind in down:
        row = [counts.get((kind, other), 0) for other in across]
        rows.append([kind, *(str(n) if n else "·" for n in row), str(sum(row))])
    return _join(format_columns(rows, frozenset(range(1, len(rows[0])))))


def render_documents(evaluation: Evaluation) -> str:
    """Return the F1 of each document, with the number of gold records in brackets."""
    rows = [["document", *_PER_DOCUMENT]]
    for document in evaluation.documents:
        rows.append([document.id, *(_cell(document.count(name)) for name in _PER_DOCUMENT)])
    return _join(format_columns(rows, frozenset(range(1, len(rows[0])))))


def render_partial(scores: Sequence[PartialScore]) -> str:
    """Return the partial span scores: a span that only touches its gold span counts half."""
    rows = [["", "precision", "recall", "F1", "exact", "partial", "missed", "spurious"]]
    for score in scores:
        shares = [show_score(share) for share in (score.precision, score.recall, score.f1)]
        counts = [score.correct, score.partial, score.missed, score.spurious]
        rows.append([score.label, *shares, *map(str, counts)])
    return _join(format_columns(rows, frozenset(range(1, len(rows[0])))))


def render_comparison(comparison: Comparison) -> str:
    """Return which scores and facts differ, each fact with its sentence, and the McNemar test."""
    lines = _moved_scores(comparison)
    if not comparison.changes:
        return _join([*lines, "no fact differs"])
    for change in comparison.changes:
        place = f"{change.document} {change.start}:{change.end}"
        rules = " → ".join(rule or "–" for rule in change.rules)
        lines += [f"{change.what}, {_VERDICTS[change.verdict]}: {place}  by {rules}"]
        lines += [*_sides(change.before, change.after, change.context, ("before", "after")), ""]
    total = comparison.before.measure("fact").counts.gold
    lines.append(_count_changes(comparison.changes))
    moved = f"{comparison.gained} are right only after, {comparison.lost} only before"
    lines.append(f"of {total} gold facts {moved}: McNemar p {show_p(comparison.p_value)} (exact, two-sided)")
    return _join(lines)


_VERDICTS: Mapping[str, str] = {"better": "better", "worse": "worse", "neither": "neither better nor worse"}


def _moved_scores(comparison: Comparison) -> list[str]:
    rows = [["", "F1 before", "F1 after", "right before", "right after"]]
    for before, after in zip(comparison.before.measures, comparison.after.measures, strict=True):
        if before.counts != after.counts:
            shares = [show_score(before.counts.f1), show_score(after.counts.f1)]
            rows.append([before.name, *shares, str(before.counts.right), str(after.counts.right)])
    if len(rows) == 1:
        return ["no score differs"]
    return [*format_columns(rows, frozenset(range(1, 5))), ""]


def _count_changes(changes: Sequence[Change]) -> str:
    parts = []
    for what in ("appeared", "vanished", "changed"):
        verdicts = [change.verdict for change in changes if change.what == what]
        if verdicts:
            parts.append(f"{len(verdicts)} {what} ({verdicts.count('better')} better, {verdicts.count('worse')} worse)")
    return "facts: " + ", ".join(parts)


def _sides(
    one: str | None, other: str | None, context: tuple[str, str, str], names: tuple[str, str] = ("gold", "predicted")
) -> list[str]:
    before, words, after = context
    return [
        f"    {names[0]:<10} {one or '–'}",
        f"    {names[1]:<10} {other or '–'}",
        f"    {'in':<10} {before}【{words}】{after}",
    ]


def _cell(counts: Counts) -> str:
    return "–" if counts.f1 is None else f"{counts.f1:.2f} ({counts.gold})"


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
