"""Facts as a table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wushan_ie.totals import Totals
from wushan_ie.writing.columns import format_columns

_HEAD = ("amount", "low", "high", "kind", "project", "payer", "place", "part of", "rule", "sentence")
_FIGURES = frozenset({1, 2})
_SENTENCE = 44  # characters shown of a sentence, around its amount


def render_facts(document: Mapping[str, Any]) -> str:
    """Return the facts of an annotated bulletin, one a line; a line that says so where there are none."""
    entities = {entity["id"]: entity for entity in document["entities"]}
    rows = [_row(fact, entities, document["text"]) for fact in document["facts"]]
    if not rows:
        return "no amounts of money\n"
    return "\n".join(line.rstrip() for line in format_columns([list(_HEAD), *rows], _FIGURES)) + "\n"


def _row(fact: Mapping[str, Any], entities: Mapping[str, Mapping[str, Any]], text: str) -> list[str]:
    def words(name: str | None) -> str:
        return "–" if name is None else " ".join(entities[name]["text"].split())

    amount = entities[fact["amount"]]
    return [
        words(fact["amount"]),
        _figure(amount["low"], amount["unit"]),
        _figure(amount["high"], amount["unit"]),
        fact["kind"] + (" ?" if fact["hypothetical"] else ""),
        words(fact["project"]),
        "、".join(words(actor) for actor in fact["actors"]) or "–",
        words(fact["place"]),
        words(fact["part_of"]),
        fact["rule"],
        _around(text, fact["sentence"], amount),
    ]


def _figure(number: str | None, unit: str) -> str:
    return "open" if number is None else f"{Decimal(number):,} {unit}"


def _around(text: str, sentence: Sequence[int], amount: Mapping[str, Any]) -> str:
    """Return the part of the sentence that surrounds the amount, … where it is cut."""
    room = max(0, _SENTENCE - (amount["end"] - amount["start"]))
    start = max(sentence[0], amount["start"] - room * 2 // 3)
    end = min(sentence[1], start + _SENTENCE)
    shown = " ".join(text[start:end].split())
    return ("…" if start > sentence[0] else "") + shown + ("…" if end < sentence[1] else "")


def render_totals(found: Totals, groups: Sequence[str]) -> str:
    """Return sums as a table, and under it each fact that is left out with the reason."""
    rows = [[*groups, "facts", "stated", "low", "high", ""]]
    for total in found.rows:
        figures = ("range" if total.stated is None else f"{total.stated:,}", f"{total.low:,}")
        high = "open" if total.high is None else f"{total.high:,}"
        rows.append([*total.key, str(len(total.facts)), *figures, high, total.unit])
    right = frozenset(range(len(groups), len(groups) + 4))
    lines = [line.rstrip() for line in format_columns(rows, right)]
    lines += [f"left out: {one.fact.amount.text} ({one.fact.kind}): {one.why}" for one in found.left_out]
    for one in found.overfull:
        lines.append(f"warning: the parts of {one.fact.amount.text} add up to {one.added:,} and more: a link is wrong")
    return "\n".join(lines) + "\n"
