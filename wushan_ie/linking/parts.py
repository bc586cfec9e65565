"""Totals and their parts: 总投资X，其中Y; 授信X，已用信Y; items that add up to a figure stated before or behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wushan_ie.linking.drafts import Draft

_MOST_PARTS = 12


def find_parts(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """Set ``part_of`` of the drafts, which stand in text order; a total always stands outside its own parts."""
    _by_sum(text, drafts, table["part"]["sums"], table["part"]["minus"])
    _by_words(text, drafts, table["part"]["opens"])
    _by_progress(text, drafts, table["part"])


def _by_words(text: str, drafts: Sequence[Draft], opens: Sequence[str]) -> None:
    """其中, 包括: the amounts behind it in the sentence are parts of the last amount before it."""
    total: Draft | None = None
    for index, draft in enumerate(drafts):
        last = drafts[index - 1] if index else None
        is_new = last is None or last.sentence != draft.sentence
        cue = text[draft.sentence[0] if is_new or last is None else last.amount.end : draft.amount.start]
        if is_new and text[draft.sentence[0] - 1 : draft.sentence[0]] not in ("；", ";"):
            total = None
        if last is not None and any(word in cue for word in opens):
            near = not is_new or draft.sentence[0] - last.sentence[1] <= 2
            total = _open_total(drafts, index, is_new) if near else None
        if total is not None and draft.part_of is None and draft is not total and _can_hold(total, draft):
            draft.part_of = total
            draft.notes.append("part-of-stated-total")


def _open_total(drafts: Sequence[Draft], index: int, is_new: bool) -> Draft | None:
    """Return the amount before: at a sentence's start the largest one of the sentence before it."""
    last = drafts[index - 1]
    if not is_new:
        return last
    before = [one for one in drafts[:index] if one.sentence == last.sentence and one.part_of is None]
    return max(before, key=_size, default=None)


def _by_sum(text: str, drafts: Sequence[Draft], sums: Sequence[str], minus: Sequence[str]) -> None:
    """Two or more amounts in a row that add up exactly to one shortly before them, or to a 合计 behind them.

    收入143万元，刨去人工93万元，净落50万元 is a difference.
    """
    for index, total in enumerate(drafts):
        runs = [drafts[index + skip : index + skip + _MOST_PARTS] for skip in (1, 2, 3)]
        if text[: total.amount.start].endswith(tuple(sums)):
            runs.append(drafts[max(0, index - _MOST_PARTS) : index][::-1])
        for run in runs:
            parts = _adding_up(total, run)
            if parts:
                first = min(parts[0].amount.start, parts[-1].amount.start)
                if any(word in text[total.amount.end : first] for word in minus):
                    break
                for one in parts:
                    if one.part_of is None:
                        one.part_of = total
                        one.notes.append("part-by-sum")
                break


def _adding_up(total: Draft, run: Sequence[Draft]) -> list[Draft]:
    """Return the first members of the run if at least two of them add up exactly to the total, else none."""
    left = total.amount.amount.value if total.amount.amount else None
    for count, one in enumerate(run, 1):
        amount = one.amount.amount
        if left is None or amount is None or amount.value is None or not _can_hold(total, one):
            return []
        left -= amount.value
        if left <= 0:
            return list(run[:count]) if left == 0 and count > 1 else []
    return []


def _by_progress(text: str, drafts: Sequence[Draft], table: Mapping[str, Any]) -> None:
    """已完成投资, 已用信: a part of the plan or credit line stated before, unless it has a project of its own."""
    words, kinds = tuple(table["progress"]), table["progress_kinds"]
    for index, draft in enumerate(drafts):
        before = text[max(draft.sentence[0], draft.amount.start - 8) : draft.amount.start].rstrip("了约达为近共")
        if draft.part_of is not None or draft.kind not in kinds or not before.endswith(words):
            continue
        for plan in reversed(drafts[max(0, index - 3) : index]):
            near = plan.sentence == draft.sentence or 0 <= draft.sentence[0] - plan.sentence[1] <= 2
            same = draft.project is None or plan.project is None or draft.project == plan.project
            if near and same and plan.kind in kinds and plan.part_of is not draft and _can_hold(plan, draft):
                draft.part_of = plan
                draft.notes.append("part-by-progress")
                break


def _can_hold(total: Draft, part: Draft) -> bool:
    whole, piece = total.amount.amount, part.amount.amount
    if whole is None or piece is None or whole.per or piece.per or piece.unit != whole.unit:
        return False
    return _size(part) <= _size(total) and not _is_within(total, part)


def _is_within(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` is already a part, of any depth, of ``other``."""
    part: Draft | None = draft
    while part is not None:
        if part is other:
            return True
        part = part.part_of
    return False


def _size(draft: Draft) -> Decimal:
    amount = draft.amount.amount
    ends = () if amount is None else (amount.value, amount.low, amount.high)
    return next((end for end in ends if end is not None), Decimal(0))
